"""How rules and tagger are joined: writes ``fusion.tsv`` and ``entries_tagged.tsv``.

    python -m training.acts.fuse HELD-OUT.jsonl

The annotated articles must be ones that neither was made from. A logistic model of five weights is fitted; its loss
on articles left out, in as many folds as there are stories, is printed beside that of either alone. Run it again
whenever the tagger's weights change.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from parley.extract import tagged_acts
from parley.extract.component import Draft
from parley.extract.events import EventMaker, Events
from parley.extract.reliability import confidence, features
from parley.facts import open_facts
from parley.models import open_tagger
from parley.spans import Span
from training.acts.reliability import drafts, entries_of, logistic, write_entries

RIDGE = 1.0
NAMES = ("always", "rules", "rules alone", "tagger", "tagger alone")

Rows = tuple[
    np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    list[str],
]


def main(path: Path) -> None:
    """Collect, fit, print and write."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    fit(rows, list(drafts(rows, open_tagger())))


def fit(rows: Sequence[dict], made: Sequence[Draft]) -> None:  # type: ignore[type-arg]
    """Fit the weights on drafts that are tagged, and write them."""
    x, y, stories = collect(rows, made)
    for names in (("always", "rules"), ("always", "tagger"), NAMES):
        columns = [NAMES.index(n) for n in names]
        print(f"{' + '.join(names[1:])}: loss left out {left_out(x[:, columns], y, stories):.4f}")
    weights = logistic(x, y, RIDGE)
    target = Path(str(files("parley.extract") / "data" / "fusion.tsv"))
    lines = [
        "# Made by training/acts/fuse.py. Weights of a logistic model that joins the rules and the tagger.",
        *(f"{name}\t{weight:.3f}" for name, weight in zip(NAMES, weights, strict=True)),
    ]
    target.write_text("\n".join(lines) + "\n", "utf-8")
    tagged_acts.fusion.cache_clear()
    events = Events(open_facts())
    entries = [
        e for row, draft in zip(rows, made, strict=True) for e in entries_of(row, draft, events)
    ]
    write_entries(entries, "entries_tagged")
    print(f"{len(y)} acts, {len(entries)} entries; written to {target.parent}")


def collect(rows: Sequence[dict], made: Sequence[Draft]) -> Rows:  # type: ignore[type-arg]
    """What is weighed of every act, whether it is annotated, and its article's story."""
    events = Events(open_facts())
    x, y, stories = [], [], []
    for row, draft in zip(rows, made, strict=True):
        gold = [(e["type"], [Span(*s) for s in e["evidence"]]) for e in row["events"]]
        maker = EventMaker(draft, events.facts, events.toponyms)
        for act, event in maker.completed():
            names = features(act, event, draft.reading)
            evidence = maker.tagging.evidence(act, event.type, confidence(act, names))
            x.append([evidence[n] for n in NAMES])
            y.append(
                any(
                    kind == event.type and any(s.overlaps(event.evidence[0]) for s in spans)
                    for kind, spans in gold
                )
            )
            stories.append(row.get("story") or row["id"].rsplit("-", 1)[0])
    return np.array(x), np.array(y, float), stories


def left_out(
    x: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    y: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    stories: Sequence[str],
) -> float:
    """Mean log loss on the stories left out in turn."""
    total, group = 0.0, np.array(stories)
    for story in sorted(set(stories)):
        out = group == story
        w = logistic(x[~out], y[~out], RIDGE)
        p = 1 / (1 + np.exp(-x[out] @ w))
        total -= float(np.sum(y[out] * np.log(p) + (1 - y[out]) * np.log(1 - p)))
    return total / len(y)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
