"""How sure the acts are that the rules find: writes ``shares.tsv`` and ``confidence.tsv`` beside the lexicon.

    python training/acts/reliability.py ANNOTATED.jsonl

For every act that the rules find in the annotated articles, before mentions are merged: does an annotated event of
that type rest on the same sentence? The share of each word is smoothed towards the share of all with a weight of
PRIOR acts. A logistic model then weighs the word, its share counted without the article at hand, with what stands
around the act. Shares and weights are facts about words; no text of the articles is kept.
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
from parley.extract.acts import Act
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events import EventMaker, Events
from parley.extract.reliability import WORD, features, log_odds
from parley.facts import open_facts
from parley.models import AttributionTagger
from parley.pipeline import Pipeline, body, standard_chain
from parley.records import RawPage
from parley.spans import Span

PRIOR = 3.0
RIDGE = 4.0
"""Penalty on the squared weights. Swept 1 to 16 by the loss on stories left out."""
STEPS = 60

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
    found = list(collect(rows, list(drafts(rows))))
    overall, shares = count(found)
    data = Path(str(files("parley.extract") / "data"))
    head = "# Made by training/acts/reliability.py."
    lines = [
        f"{head} Share of the acts found by a word that annotators entered, smoothed.",
        f"*\t*\t*\t{overall:.3f}",
    ]
    lines += ["\t".join((*key, f"{value:.3f}")) for key, value in sorted(shares.items())]
    (data / "shares.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    fitted = fit(found)
    lines = [f"{head} Weights of a logistic model of whether an act is right."]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(fitted.items())]
    (data / "confidence.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(found)} acts, {overall:.3f} of them right; written to {data}")


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
    names = [WORD, *sorted({n for f in found for n in f.names})]
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(found), len(names)))
    held_out: dict[int, tuple[float, dict[Key, float]]] = {
        a: count([f for f in found if f.article != a]) for a in {f.article for f in found}
    }
    for i, f in enumerate(found):
        overall, shares = held_out[f.article]
        x[i, 0] = log_odds(shares.get(f.key, overall))
        x[i, [at[n] for n in f.names]] = 1
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
