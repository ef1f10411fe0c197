"""How sure the acts are that the rules find: writes ``shares.tsv``, ``confidence.tsv`` and ``entries.tsv``.

    python training/acts/reliability.py ANNOTATED.jsonl

For every act that the rules find in the annotated articles, before mentions are merged: does an annotated event of
that type rest on the same sentence? The share of each word is smoothed towards the share of all with a weight of
PRIOR acts. A logistic model then weighs the word, its share counted without the article at hand, with what stands
around the act. An entry, joined of its mentions, is right at most once: a second model weighs it, on entries of
stories left out of the first. Shares and weights are facts about words; no text of the articles is kept.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from parley.clean import clean
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events import acts, reliability
from parley.extract.events.acts import Act
from parley.extract.events.events import EventMaker, Events, beside, is_crowded, is_second
from parley.extract.events.reliability import WORD, entry_features, features, log_odds
from parley.facts import open_facts
from parley.models import AttributionTagger
from parley.pipeline import Pipeline, body, standard_chain
from parley.records import RawPage
from parley.spans import Span

PRIOR = 3.0
RIDGE = 4.0
"""Penalty on the squared weights. Swept 1 to 16 by the loss on stories left out."""
STEPS = 60
DATA = Path(str(files("parley.extract") / "data"))
HEAD = "# Made by training/acts/reliability.py."

Key = tuple[str, str, str]


class Found(NamedTuple):
    """An act found: in which article, its word and type, its features, and whether it is annotated."""

    article: int
    key: Key
    names: tuple[str, ...]
    right: bool


def main(path: Path) -> None:
    """Count, fit and write."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    made = list(drafts(rows))
    found = list(collect(rows, made))
    entries = [e for story in stories(rows) for e in left_out(rows, made, found, story)]
    write_mentions(found)
    write_entries(entries, "entries")
    share = sum(f.right for f in found) / len(found)
    print(f"{len(found)} mentions, {share:.3f} of them right; {len(entries)} entries")


def stories(rows: Sequence[dict]) -> list[str]:  # type: ignore[type-arg]
    """The stories of the articles."""
    return sorted({story_of(row) for row in rows})


def story_of(row: dict) -> str:  # type: ignore[type-arg]
    """The story of an article, by its id where it is not said."""
    return row.get("story") or row["id"].rsplit("-", 1)[0]


Entry = tuple[float, tuple[str, ...], bool]


def left_out(
    rows: Sequence[dict],  # type: ignore[type-arg]
    made: Sequence[Draft],
    found: Sequence[Found],
    story: str,
) -> Iterator[Entry]:
    """The entries of a story's articles, by the words of the other stories, each right at most once."""
    inside = {n for n, row in enumerate(rows) if story_of(row) == story}
    write_mentions([f for f in found if f.article not in inside])
    events = Events(open_facts())
    for n in sorted(inside):
        yield from entries_of(rows[n], made[n], events)


def entries_of(row: dict, draft: Draft, events: Events) -> Iterator[Entry]:  # type: ignore[type-arg]
    """The entries of an article, the surest first, each with whether it is a right one not yet taken."""
    gold = [(e["type"], [Span(*s) for s in e["evidence"]]) for e in row["events"]]
    entries = EventMaker(draft, events.facts, events.toponyms).entries()
    for event, near in sorted(beside(entries), key=lambda pair: -pair[0].confidence):
        hit = next(
            (g for g in gold if g[0] == event.type
             and any(s.overlaps(e) for s in g[1] for e in event.evidence)),
            None,
        )  # fmt: skip
        if hit is not None:
            gold.remove(hit)
        if is_crowded(event, entries):
            continue  # it is not entered
        names = tuple(entry_features(event, second=is_second(event, near)))
        yield event.confidence, names, hit is not None


def write_entries(entries: Sequence[Entry], name: str) -> None:
    """Fit and write the weights of entries."""
    x, names = table([(first, own) for first, own, _ in entries])
    weights = logistic(x, np.array([right for _, _, right in entries], float), RIDGE)
    lines = [f"{HEAD} Weights of a logistic model of whether an entry is right."]
    lines += [f"{n}\t{w:.3f}" for n, w in zip(names, weights, strict=True)]
    (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    forget()


def write_mentions(found: Sequence[Found]) -> None:
    """Write ``shares.tsv`` and ``confidence.tsv``."""
    overall, shares = count(found)
    lines = [
        f"{HEAD} Share of the acts found by a word that annotators entered, smoothed.",
        f"*\t*\t*\t{overall:.3f}",
    ]
    lines += ["\t".join((*key, f"{value:.3f}")) for key, value in sorted(shares.items())]
    (DATA / "shares.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    lines = [f"{HEAD} Weights of a logistic model of whether an act is right."]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(fit(found).items())]
    (DATA / "confidence.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    forget()


def forget() -> None:
    """Have the tables read again that were written."""
    acts.shares.cache_clear()
    reliability.weights.cache_clear()


def table(
    rows: Sequence[tuple[float, tuple[str, ...]]],
) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], list[str]]:
    """Features as columns, the log-odds first."""
    names = [WORD, *sorted({n for _, own in rows for n in own})]
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (first, own) in enumerate(rows):
        x[i, 0] = log_odds(first)
        x[i, [at[n] for n in own]] = 1
    return x, names


def drafts(rows: Sequence[dict], tagger: AttributionTagger | None = None) -> Iterator[Draft]:  # type: ignore[type-arg]
    """The articles, read as far as events need it; by default without the tagger, which may know them."""
    keys = ("publisher", "published", "title")
    articles = [
        clean(RawPage(r["id"], "text", r["text"], given={k: r[k] for k in keys if r.get(k)}))
        for r in rows
    ]
    facts = open_facts()
    chain = [c for c in standard_chain(facts, tagger) if c.name not in ("events", "proposals")]
    readings = Pipeline(facts).door.read((a.text, body(a)) for a in articles)
    for article, reading in zip(articles, readings, strict=True):
        draft = Draft(article, reading, Cast(), tuple(body(article)))
        for component in chain:
            draft = component(draft)
        yield draft


def collect(rows: Sequence[dict], made: Sequence[Draft]) -> Iterator[Found]:  # type: ignore[type-arg]
    """Every act of every article."""
    events = Events(open_facts())
    for n, (row, draft) in enumerate(zip(rows, made, strict=True)):
        gold = [(e["type"], [Span(*s) for s in e["evidence"]]) for e in row["events"]]
        maker = EventMaker(draft, events.facts, events.toponyms)
        for act, event in maker.completed():
            right = any(
                kind == event.type and any(s.overlaps(event.evidence[0]) for s in spans)
                for kind, spans in gold
            )
            names = tuple(features(act, event, draft.reading))
            yield Found(n, _key(act), names, right)


def _key(act: Act) -> Key:
    return (*act.key, str(act.type))


def count(found: Sequence[Found]) -> tuple[float, dict[Key, float]]:
    """The share of all acts that are right, and that of each word."""
    total, right = Counter(f.key for f in found), Counter(f.key for f in found if f.right)
    overall = sum(right.values()) / max(sum(total.values()), 1)
    return overall, {k: (right[k] + PRIOR * overall) / (total[k] + PRIOR) for k in total}


def fit(found: Sequence[Found]) -> dict[str, float]:
    """The weights of the word and of what stands around it."""
    held_out: dict[int, tuple[float, dict[Key, float]]] = {
        a: count([f for f in found if f.article != a]) for a in {f.article for f in found}
    }
    x, names = table(
        [(held_out[f.article][1].get(f.key, held_out[f.article][0]), f.names) for f in found]
    )
    w = logistic(x, np.array([f.right for f in found], float), RIDGE)
    return dict(zip(names, w.tolist(), strict=True))


def logistic(
    x: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    y: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    ridge: float,
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Weights of a logistic regression, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + ridge * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        w -= np.linalg.solve(curve, slope)
    return w


if __name__ == "__main__":
    main(Path(sys.argv[1]))
