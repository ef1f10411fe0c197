"""What scorers are made of: characters covered, one-to-one pairing, and the figures they print.

A scorer tallies each article by itself and computes its measures from any list of tallies; so groups and
bootstrapped intervals come for all scorers from the same few lines.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
Tally = Counter[str]
Row = Mapping[str, Any]
"""One line of a JSONL file."""


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and their harmonic mean.

    Attributes:
        right_predicted, predicted: how many of the predicted are right, of how many.
        right_gold, gold: how many of the gold are found, of how many. The two counts of what is right
            differ where a pair may join things of unlike kind, or where overlap counts in part.
    """

    right_predicted: float
    predicted: int
    right_gold: float
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing is predicted."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is found; 0 where there is no gold."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A share of cases; its value is None where there are none.

    Attributes:
        hits, of: how many, of how many; digits: after the point when printed.
    """

    hits: int
    of: int
    digits: int = 3

    @property
    def value(self) -> float | None:
        """The share, in [0, 1]."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Number:
    """Any other figure, with the number of cases it rests on.

    Attributes:
        value: the figure, None where it rests on nothing; of: number of cases; unit: printed after it;
        digits: after the point when printed.
    """

    value: float | None
    of: int
    unit: str = ""
    digits: int = 3


Measure = F1 | Share | Number


class Ink:
    """The characters of a text that are not white space, as bits of one integer.

    Overlaps of long spans then cost a few machine words instead of a set of positions.
    """

    def __init__(self, text: str) -> None:
        bits = "".join("0" if c.isspace() else "1" for c in reversed(text))
        self.length = len(text)
        self.all = int(bits, 2) if bits else 0

    def cover(self, spans: Iterable[Sequence[int]] | None) -> int:
        """The characters inside the spans ``[start, end)``; what lies outside the text is left out."""
        mask = 0
        for start, end in spans or ():
            start, end = max(0, start), min(end, self.length)
            if start < end:
                mask |= ((1 << (end - start)) - 1) << start
        return mask & self.all


def iou(a: int, b: int) -> float:
    """Intersection over union of two sets of characters; 0 where both are empty."""
    union = (a | b).bit_count()
    return (a & b).bit_count() / union if union else 0.0


def one_to_one(candidates: Iterable[tuple[Any, int, int]]) -> list[tuple[int, int]]:
    """Pairs (i, j) chosen greedily from (score, i, j), none used twice.

    The best score goes first; among equals the lowest i, then the lowest j.
    """
    ranked = sorted(candidates, key=lambda c: (c[1], c[2]))
    ranked.sort(key=lambda c: c[0], reverse=True)  # stable: equals keep their order
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def add_up(tallies: Iterable[Tally]) -> Tally:
    """The sum of the tallies."""
    total: Tally = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def interval(
    tallies: Sequence[T],
    measures: Callable[[Sequence[T]], Mapping[str, Measure]],
    rounds: int,
    *,
    seed: int = 1,
) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals of every measure, by drawing whole articles with replacement.

    Args:
        tallies: one for each article, in the order of the file.
        measures: what is computed from a list of tallies.
        rounds: how often articles are drawn.
        seed: of the generator, so that the same file gives the same interval.
    """
    rng = random.Random(seed)
    drawn: dict[str, list[float]] = {}
    for _ in range(rounds if tallies else 0):
        sample = [rng.choice(tallies) for _ in tallies]
        for name, measure in measures(sample).items():
            drawn.setdefault(name, []).append(measure.value or 0.0)
    out = {}
    for name, values in drawn.items():
        values.sort()
        out[name] = (values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1])
    return out
