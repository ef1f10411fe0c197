"""Minimal pairs: one act in many moods, its status told apart by the words around it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from parley.extract.events.acts import find_acts
from parley.extract.events.status import Verdict, judge
from parley.language import Reading

OVERALL, EACH = 0.92, 0.85
"""Least accuracies: of all pairs, and of each status."""


class Pair(NamedTuple):
    """A sentence, the words of an act, and what it is; status ``none``: no act of the type."""

    text: str
    anchor: str
    type: str
    status: str


def pairs() -> list[Pair]:
    """The rows of the table."""
    lines = (Path(__file__).parent / "status_pairs.tsv").read_text("utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines[2:]]


def predicted(reading: Reading, pair: Pair) -> str:
    """The status of the act that the words name; a refusal is an actual REJECT."""
    at = pair.text.index(pair.anchor)
    for act in find_acts(reading):
        if not act.anchor.start < at + len(pair.anchor) or not at < act.anchor.end:
            continue
        verdict = judge(reading, act)
        refused = verdict is Verdict.REFUSED
        if ("REJECT" if refused else act.type) == pair.type:
            return "actual" if refused else str(verdict.value)
    return "none"


def test_minimal_pairs(read) -> None:  # type: ignore[no-untyped-def]
    table = pairs()
    assert len(table) >= 300
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair in table:
        found = predicted(read(pair.text), pair)
        total[pair.status] += 1
        right[pair.status] += found == pair.status
        if found != pair.status:
            print(f"{found} for {pair.status}: {pair.text} [{pair.anchor}]")
    print(f"all {sum(right.values()) / sum(total.values()):.3f}")
    for status in sorted(total):
        print(f"{status} {right[status] / total[status]:.3f} of {total[status]}")
    assert sum(right.values()) / sum(total.values()) >= OVERALL
    assert all(right[s] / total[s] >= EACH for s in total)
