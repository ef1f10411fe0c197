"""The openings of all articles, side by side: how rare each word is, and how alike two articles are.

A word weighs by how often an article has it in its headline and opening, and by how few articles have it (TF-IDF).
How few, and of how many, is known by steps only, so that one more article hardly ever changes how alike others are.
Likeness is counted in whole numbers: it is the same whatever it is added up from first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parley.stories.arrays import Ints, ranges
from parley.stories.features import SIZE, Features, number_of, number_of_name

STEPS: Final = np.array([4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304])
"""Numbers of articles at which what is known of a word's frequency changes. Powers of 2, 3 and 4 tried on articles of
ten courses of events and 184 of general news: all as good as the numbers themselves. With fewer steps in large ledgers
only, a third of 10,000 articles hang together in one block."""

TOO_COMMON: Final = 1024
"""Articles in which a word may stand: above it, it tells nothing about which story; bounds the work."""

UNIT: Final = 1 << 24
"""Likeness of an article with itself."""

SAME_DAYS: Final = 2
"""Days apart up to which likeness counts in full."""

DECAY_DAYS: Final = 14.0
FAR: Final = 0.7
"""What likeness is worth far apart in time, and in how many days it falls to about a third of the way there.
Not lower: one event is told again months later, and dates of publication are often wrong."""

_FINE: Final = 1000
"""Parts of a unit in which weights are counted."""
_LENGTH: Final = 1 << 12
"""Length of an article's vector: its square is the unit of likeness."""
_WORTH: Final = 1 << 10
_AT_ONCE: Final = 1 << 18
"""Pairs of articles that are compared at once; bounds memory."""
_NOWHERE: Final = -1
_COUNTED: Final = np.concatenate(([0.0], 1 + np.log(np.arange(1, 256))))
"""Count of a word in an article → its weight there."""


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it stands on the shelf; ``day`` is that of its publication, None where unknown."""

    id: str
    day: date | None
    features: Features


class _Having(NamedTuple):
    """Words of parts, sorted, with the article that has each, by its place among some, and its weight there."""

    words: Ints
    owners: Ints
    values: Ints


class Shelf:
    """All articles by day of publication and id, undated ones last; they are named by their place in this order.

    Attributes:
        ids: of the articles; places: id → number; days: as ordinals, 0 where unknown.
    """

    def __init__(self, told: Sequence[Told]) -> None:
        ordered = sorted(told, key=lambda t: (t.day or date.max, t.id))
        self.ids = [t.id for t in ordered]
        self.days: Ints = np.array([t.day.toordinal() if t.day else 0 for t in ordered], np.int64)
        self._lengths = np.array([len(t.features.numbers) for t in ordered], dtype=np.int64)
        self._ends = np.cumsum(self._lengths)
        self._starts = self._ends - self._lengths
        self._owners = np.repeat(np.arange(len(ordered)), self._lengths)
        none = np.empty(0, np.uint32)
        self._numbers = np.concatenate([none, *(t.features.numbers for t in ordered)])
        counts = np.concatenate([none, *(t.features.counts for t in ordered)]).astype(np.int64)
        self._frequency = np.bincount(self._numbers, minlength=SIZE)
        self._values = self._weighed(counts)
        self.places = {article: n for n, article in enumerate(self.ids)}
        self._worth = _worth(int(np.ptp(self.days[self.days > 0])) if self.days.any() else 0)

    def __len__(self) -> int:
        return len(self.ids)

    def rarity(self, word: str) -> float:
        """How much it tells that an article has the word."""
        return float(self._rarity(self._frequency[[number_of(word)]])[0])

    def rarity_of_name(self, name: str) -> float:
        """How much it tells that an article names the actor."""
        return float(self._rarity(self._frequency[[number_of_name(name)]])[0])

    def turned(self, new: Ints) -> Ints:
        """Articles whose likeness to others is another one since those numbered ``new`` came, these included."""
        return np.union1d(self._owners[self.changed(new)[self._numbers]], new)

    def changed(self, new: Ints) -> NDArray[np.bool_]:
        """Of each number whether its word tells more or less than before the articles ``new`` came."""
        if _step(len(self)) != _step(len(self) - len(new)):
            return np.ones(SIZE, dtype=np.bool_)
        own = self._numbers[np.isin(self._owners, new)]
        numbers, counts = np.unique(own, return_counts=True)
        now = self._frequency[numbers]
        out = np.zeros(SIZE, dtype=np.bool_)
        out[numbers[_step(now - counts) != _step(now)]] = True
        return out

    def rows(self, wanted: Ints, part: Ints | None = None) -> Iterator[tuple[int, Ints, Ints]]:
        """Each of the articles wanted with those that are like it, and how much.

        Args:
            part: number of the part that each article is in: others of its own part only; None: all.
        """
        parts = np.zeros(len(self), np.int64) if part is None else part
        others = np.flatnonzero(np.isin(parts, parts[wanted]))
        at_once = max(1, _AT_ONCE // max(1, len(others)))
        having = self._having(wanted, others, parts)
        for first in range(0, len(wanted), at_once):
            some = wanted[first : first + at_once]
            sums = self._sums(some, having, parts[some], len(others))
            rows, columns = np.nonzero(sums)
            likeness = sums[rows, columns].astype(np.int64)
            one, other = some[rows], others[columns]
            known = (self.days[one] > 0) & (self.days[other] > 0)
            apart = np.where(known, np.abs(self.days[other] - self.days[one]), 0)
            # What lies apart in time is worth the less.
            likeness = np.where(
                self.days[one] > 0, likeness * self._worth[apart] // _WORTH, likeness
            )
            kept = one != other
            ends = np.searchsorted(rows[kept], np.arange(1, len(some)))
            pieces = zip(np.split(other[kept], ends), np.split(likeness[kept], ends), strict=True)
            yield from ((n, *piece) for n, piece in zip(some.tolist(), pieces, strict=True))

    def _having(self, wanted: Ints, others: Ints, parts: Ints) -> _Having:
        """Which of the others have the words of the articles wanted, by their parts."""
        asked = np.zeros(SIZE, dtype=np.bool_)
        asked[self._numbers[ranges(self._starts[wanted], self._lengths[wanted])]] = True
        chosen = np.flatnonzero(asked[self._numbers] & (self._values > 0))
        place = np.full(len(self), _NOWHERE)
        place[others] = np.arange(len(others))
        chosen = chosen[place[self._owners[chosen]] != _NOWHERE]
        words = self._numbers[chosen] + SIZE * parts[self._owners[chosen]]
        order = np.argsort(words, kind="stable")
        chosen = chosen[order]
        return _Having(words[order], place[self._owners[chosen]], self._values[chosen])

    def _sums(self, wanted: Ints, having: _Having, parts: Ints, others: int) -> NDArray[np.float64]:
        """How alike each of the articles wanted is to each of the others, wherever they lie in time."""
        words = ranges(self._starts[wanted], self._lengths[wanted])
        rows = np.repeat(np.arange(len(wanted)), self._lengths[wanted])
        asked = self._numbers[words] + SIZE * parts[rows]
        first = np.searchsorted(having.words, asked, side="left")
        number = np.searchsorted(having.words, asked, side="right") - first
        found = ranges(first, number)
        products = having.values[found] * np.repeat(self._values[words], number)
        cells = np.repeat(rows, number) * others + having.owners[found]
        sums = np.zeros(len(wanted) * others)
        sums[:] = np.bincount(cells, weights=products, minlength=len(sums))
        return sums.reshape(len(wanted), others)

    def _weighed(self, counts: Ints) -> Ints:
        """The weight of each word of each article, of which the squares add up to the unit."""
        rarity = self._rarity(self._frequency[self._numbers])
        rarity[self._frequency[self._numbers] >= TOO_COMMON] = 0
        weights = np.rint(_COUNTED[counts] * rarity * _FINE).astype(np.int64)
        squares = np.concatenate(([0], np.cumsum(weights * weights)))
        length = np.sqrt(squares[self._ends] - squares[self._starts])
        length[length == 0] = 1
        values: Ints = np.rint(weights * _LENGTH / length[self._owners]).astype(np.int64)
        return values

    def _rarity(self, frequency: Ints) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.log((_MIDDLE[_step(len(self))] + 1) / _MIDDLE)
        return np.maximum(found, 0)[_step(frequency)]


_MIDDLE: Final = np.sqrt(
    np.concatenate(([1], STEPS)) * (np.concatenate((STEPS, [STEPS[-1] * 4])) - 1.0)
)
"""Step → the number that stands for all of it."""


def _step(numbers: Ints | int) -> Ints:
    return np.searchsorted(STEPS, numbers, side="right")


def _worth(days: int) -> Ints:
    """What likeness is worth at each distance up to so many days."""
    apart = np.maximum(0, np.arange(days + 1) - SAME_DAYS)
    worth = FAR + (1 - FAR) * np.exp(-apart / DECAY_DAYS)
    found: Ints = np.rint(worth * _WORTH).astype(np.int64)
    return found
