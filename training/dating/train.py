"""Fits the weights by which the days of acts are chosen; writes ``days.tsv``.

    python -m training.dating.train ANNOTATED.jsonl [--check OTHER.jsonl]

Every entry that the extraction makes of the annotated articles is paired with the annotated event of its type whose
evidence it shares. Right is the candidate that starts on the annotated day, or to leave the act without a day where
the annotators did, or where no candidate is right. A log-linear model over the candidates is fitted by gradient
ascent, with a penalty on the squared weights; the figures printed are of stories left out in turn. The weights are
facts about kinds of sentences; no text of the articles is kept.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from parley.extract.component import Draft
from parley.extract.events import days
from parley.extract.events.days import Candidate, Days
from parley.extract.events.events import EventMaker, Events
from parley.extract.events.merging import Entry
from parley.facts import open_facts
from parley.models import open_tagger
from parley.spans import Span
from training.acts.reliability import drafts, story_of

RIDGE = 16.0
"""Penalty on the squared weights. Swept 1 to 16 by the loss on stories left out."""
LEAST_SEEN = 4
"""Acts in which a feature must stand to have a weight."""
ROUNDS, RATE = 200, 0.03
TARGET = Path(__file__).parents[2] / "src/parley/extract/data/days.tsv"

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


class Example(NamedTuple):
    """An act: its candidates, which of them are right, what the annotators say, and its story."""

    found: tuple[Candidate, ...]
    right: tuple[bool, ...]
    gold: str | None
    precision: str
    story: str


def main() -> None:
    """Collect, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--check", type=Path)
    options = parser.parse_args()
    examples = read(options.annotated)
    print("stories left out", *table(left_out(examples)), sep="\n  ")
    known = fit(examples)
    write(known)
    if options.check is not None:
        print(options.check, *table(score(read(options.check), known)), sep="\n  ")


def read(path: Path) -> list[Example]:
    """The examples of a file of annotated articles."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return list(collect(rows, list(drafts(rows, open_tagger()))))


def collect(rows: Sequence[dict[str, Any]], made: Sequence[Draft]) -> Iterator[Example]:
    """The acts of the articles that are annotated."""
    events = Events(open_facts())
    for row, draft in zip(rows, made, strict=True):
        maker = EventMaker(draft, events.facts, events.toponyms)
        entries = maker.joined()
        finder = Days(draft, maker.parties.telling, entries)
        for event, entry in paired(row["events"], entries):
            found = tuple(finder.candidates(entry.event, entry.mentions))
            day = event["date"] or {}
            gold = day.get("start")
            right = [c.when.start is not None and c.when.start.isoformat() == gold for c in found]
            right[-1] = gold is None or not any(right)
            yield Example(found, tuple(right), gold, day.get("precision", "unknown"), story_of(row))


def paired(gold: Sequence[dict[str, Any]], entries: Sequence[Entry]) -> Iterator[tuple[Any, Entry]]:
    """Annotated events with the surest entry of their type that shares a sentence of evidence."""
    left = list(gold)
    for entry in sorted(entries, key=lambda e: -e.event.confidence):
        for event in left:
            spans = [Span(*s) for s in event["evidence"]]
            if event["type"] == entry.event.type and any(
                s.overlaps(own) for s in spans for own in entry.event.evidence
            ):
                left.remove(event)
                yield event, entry
                break


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """The weights of the features."""
    seen = Counter(n for e in examples for n in {n for c in e.found for n in c.names})
    names = sorted(n for n, k in seen.items() if k >= LEAST_SEEN)
    at = {n: i for i, n in enumerate(names)}
    flat = [
        (k, c.names, r)
        for k, e in enumerate(examples)
        for c, r in zip(e.found, e.right, strict=True)
    ]
    x = np.zeros((len(flat), len(names)), np.float32)
    for i, (_, own, _) in enumerate(flat):
        x[i, [at[n] for n in own if n in at]] = 1
    owner = np.array([k for k, _, _ in flat])
    right = np.array([r for _, _, r in flat], float)
    w, slow, size = (np.zeros(len(names)) for _ in range(3))
    for n in range(1, ROUNDS + 1):  # Adam
        believed = softmax(x @ w, owner)
        target = believed * right
        target /= np.bincount(owner, target)[owner]
        slope = x.T @ (target - believed) - RIDGE * w
        slow, size = 0.9 * slow + 0.1 * slope, 0.99 * size + 0.01 * slope**2
        w += RATE * (slow / (1 - 0.9**n)) / (np.sqrt(size / (1 - 0.99**n)) + 1e-6)
    return {n: float(w[at[n]]) for n in names}


def softmax(scores: Array, owner: Array) -> Array:
    """The chances of candidates, among those of the same act."""
    parts = np.exp(scores - scores.max())
    return parts / np.bincount(owner, parts)[owner]


def left_out(examples: Sequence[Example]) -> Iterator[tuple[Example, list[float]]]:
    """Every act with the chances that weights of the other stories give its candidates."""
    for story in sorted({e.story for e in examples}):
        known = fit([e for e in examples if e.story != story])
        yield from score([e for e in examples if e.story == story], known)


def score(
    examples: Sequence[Example], known: Mapping[str, float]
) -> Iterator[tuple[Example, list[float]]]:
    """Every act with the chances of its candidates."""
    for e in examples:
        yield e, days.chances([c.names for c in e.found], known)


def table(scored: Iterator[tuple[Example, list[float]]]) -> Iterator[str]:
    """The figures."""
    rows = list(scored)
    loss = -sum(np.log(sum(p for p, r in zip(ps, e.right, strict=True) if r)) for e, ps in rows)
    reach = [any(e.right[:-1]) for e, _ in rows if e.precision == "day"]
    yield f"{len(rows)} acts, loss {loss / len(rows):.3f}; days among the candidates {np.mean(reach):.3f}"
    chosen = [(e, days.choose(e.found, ps).when.start) for e, ps in rows]
    starts = [(e, start.isoformat() if start else None) for e, start in chosen]
    given = [start == e.gold for e, start in starts if start and e.gold]
    on_days = [start == e.gold for e, start in starts if e.precision == "day"]
    left = [start is None for e, start in starts if e.gold is None]
    yield f"{np.mean(on_days):.3f} of {len(on_days)} days are right"
    yield f"{np.mean(given):.3f} of {len(given)} days given where the annotators give any"
    yield f"{np.mean(left):.3f} of {len(left)} acts that they leave without a day are left without"


def write(known: Mapping[str, float]) -> None:
    """Write the weights that are not nought."""
    lines = [
        "# Made by training/dating/train.py. Weights of a log-linear model of which day is an act's."
    ]
    lines += [f"{n}\t{w:.2f}" for n, w in sorted(known.items()) if abs(w) >= 0.05]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    days.weights.cache_clear()


if __name__ == "__main__":
    main()
