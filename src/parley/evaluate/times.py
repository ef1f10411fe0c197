"""Scores of temporal expressions, as TempEval-3 has them.

Each gold expression, in turn, takes one predicted expression that no other has taken: one of equal span
first, else the one of largest overlap, else none.

strict   F1 of equal spans.
relaxed  F1 of overlapping spans.
type     F1 of overlapping spans with the right type; ``value``: with the right value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from parley.evaluate.measures import F1, Measure, Row, Tally, add_up

NAMES: Final = ("strict", "relaxed", "type", "value")


def tally(gold: Row, predicted: Row | None) -> Tally:
    """Counts of one article; None stands for an article without any prediction."""
    found = sorted(predicted["timexes"] if predicted else (), key=lambda t: t["start"])
    counts: Tally = Counter({"gold": len(gold["timexes"]), "predicted": len(found)})
    for want in gold["timexes"]:
        got = _best(want, found)
        if got is None:
            continue
        found.remove(got)
        counts["relaxed"] += 1
        counts["strict"] += _equal(want, got)
        counts["type"] += want["type"] == got.get("type")
        counts["value"] += want["value"] == got.get("value")
    return counts


def measures(tallies: Sequence[Tally]) -> dict[str, Measure]:
    """The measures of the module's docstring over all the articles tallied."""
    c = add_up(tallies)
    return {name: F1(c[name], c["predicted"], c[name], c["gold"]) for name in NAMES}


def _equal(a: Row, b: Row) -> bool:
    return bool(a["start"] == b["start"] and a["end"] == b["end"])


def _best(want: Row, free: Sequence[Row]) -> Row | None:
    """The free expression that fits best; the first among equals."""

    def fit(got: Row) -> tuple[bool, int]:
        return _equal(want, got), min(want["end"], got["end"]) - max(want["start"], got["start"])

    best = max(free, key=fit, default=None)
    return best if best is not None and fit(best)[1] > 0 else None
