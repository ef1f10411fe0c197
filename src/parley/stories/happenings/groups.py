"""Groups of accounts seen as one account, to tell whether two groups are of one event after all.

Pairs of single accounts often have too little in common: one gives the toll, another the place. What a group says
together is compared as pairs are, but must have more for it.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar

from parley.records import EventType, Place
from parley.stories.happenings.likeness import likeness, may_be_one
from parley.stories.happenings.marks import Marks
from parley.stories.happenings.measures import gap_of
from parley.stories.happenings.sight import FORCE, Side, Sight
from parley.stories.linkage import Pair

S = TypeVar("S")
T = TypeVar("T")

MARGIN: Final = 80
MARGIN_OF_ATTACKS: Final = 200
"""Points that two groups must have, where two accounts need none; more, where one attack follows the other."""

LEAST_MEAN: Final = -140
LEAST_MEAN_OF_FORCE: Final = -155
LEAST_MEAN_OF_TALKS: Final = -90
LOWEST_MEAN: Final = min(LEAST_MEAN, LEAST_MEAN_OF_FORCE, LEAST_MEAN_OF_TALKS)
"""Mean of the points of their pairs below which they are not compared as wholes."""

SEVERAL: Final = 2
"""Accounts from which on the day that most of them have is that of the act."""

APART: Final = -1000
"""Points of two groups that are not compared, or share no pair that was."""

SHARED_BY: Final = 3
"""One of so many accounts must name somebody for the group to name him."""

Groups = list[list[int]]


def joined_groups(
    sights: Sequence[Sight],
    groups: Sequence[Sequence[int]],
    pairs: Mapping[Pair, int],
    apart: Iterable[Pair] = (),
) -> Groups:
    """The groups of a block after those are joined that are of one event when each is seen as a whole.

    Args:
        groups: numbers of sights; pairs: points of pairs of them; apart: pairs that must not be joined.
    """
    return _Whole(sights, groups, pairs, apart).join()


class _Whole:
    """Groups, each with what it says together, and those that share a pair of accounts that may be one."""

    def __init__(
        self,
        sights: Sequence[Sight],
        groups: Sequence[Sequence[int]],
        pairs: Mapping[Pair, int],
        apart: Iterable[Pair],
    ) -> None:
        self._sights = sights
        self._members: Groups = [sorted(g) for g in groups]
        self._whole: dict[int, Sight] = {}
        of = {n: g for g, members in enumerate(self._members) for n in members}
        self._sums: list[dict[int, tuple[int, int]]] = [{} for _ in groups]
        self._near: list[set[int]] = [set() for _ in groups]
        self._apart: list[set[int]] = [set() for _ in groups]
        for (a, b), points in pairs.items():
            if of[a] != of[b]:
                self._add(of[a], of[b], (points, 1))
                if points >= 0:
                    self._meet(self._near, of[a], of[b])
        for a, b in apart:
            if a in of and b in of:
                self._meet(self._apart, of[a], of[b])

    @staticmethod
    def _meet(sets: list[set[int]], a: int, b: int) -> None:
        if a != b:
            sets[a].add(b)
            sets[b].add(a)

    def _add(self, a: int, b: int, more: tuple[int, int]) -> None:
        """Add points, and the number of the pairs that have them, to those of two groups."""
        had = self._sums[a].get(b, (0, 0))
        self._sums[a][b] = self._sums[b][a] = (had[0] + more[0], had[1] + more[1])

    def join(self) -> Groups:
        """Join the most alike first."""
        heap = [
            (-self._points(a, b), a, b) for a, near in enumerate(self._near) for b in near if a < b
        ]
        heapq.heapify(heap)
        while heap:
            negative, a, b = heapq.heappop(heap)
            if negative > 0:
                break
            if b not in self._near[a] or b in self._apart[a] or -negative != self._points(a, b):
                continue
            self._merge(a, b)
            for c in sorted(self._near[a]):
                heapq.heappush(heap, (-self._points(a, c), min(a, c), max(a, c)))
        return [m for m in self._members if m]

    def _as_one(self, group: int) -> Sight:
        """What a group says together; most groups are too far from others for that to be asked."""
        if group not in self._whole:
            self._whole[group] = whole([self._sights[n] for n in self._members[group]])
        return self._whole[group]

    def _points(self, a: int, b: int) -> int:
        if self._mean(a, b) < LOWEST_MEAN:
            return APART
        one, other = self._as_one(a), self._as_one(b)
        if not may_be_one(one, other) or self._mean(a, b) < _least_mean(one):
            return APART
        if self._other_day(a, b):
            return APART
        attack = EventType.ASSAULT in (one.type, other.type)
        return likeness(one, other) - (MARGIN_OF_ATTACKS if attack else MARGIN)

    def _other_day(self, a: int, b: int) -> bool:
        """Whether two attacks of several accounts each are of two days: single accounts are misread, not most."""
        one, other = self._as_one(a), self._as_one(b)
        if min(len(self._members[a]), len(self._members[b])) < SEVERAL or one.type not in FORCE:
            return False
        if one.days is None or other.days is None:
            return False
        return one.precision == other.precision == "day" and gap_of(one, other) > 0

    def _mean(self, a: int, b: int) -> float:
        """Of the points of their pairs that were compared."""
        points, pairs = self._sums[a].get(b, (APART, 1))
        return points / pairs

    def _merge(self, keep: int, gone: int) -> None:
        for other, points in self._sums[gone].items():
            del self._sums[other][gone]
            if other != keep:
                self._add(keep, other, points)
        self._sums[gone] = {}
        self._members[keep] = sorted(self._members[keep] + self._members[gone])
        self._members[gone] = []
        self._whole.pop(keep, None)
        for sets in (self._near, self._apart):
            for other in sets[gone]:
                sets[other].discard(gone)
                if other != keep:
                    sets[other].add(keep)
                    sets[keep].add(other)
            sets[keep].discard(gone)
            sets[gone] = set()


def _least_mean(one: Sight) -> int:
    if one.type is EventType.CONSULT:
        return LEAST_MEAN_OF_TALKS
    return LEAST_MEAN_OF_FORCE if one.type in FORCE else LEAST_MEAN


def whole(sights: Sequence[Sight]) -> Sight:
    """What several accounts say together: what most say of each field, and all that they count and name."""
    first = sights[0]
    if len(sights) == 1:
        return first
    days = _most(sights, lambda s: s.days)
    words = {w: 0 for s in sights for w in s.words}
    for s in sights:
        for word, weight in s.words.items():
            words[word] = max(words[word], weight)
    return replace(
        first,
        type=_most(sights, lambda s: s.type) or first.type,
        mode=_most(sights, lambda s: s.mode),
        days=days,
        precision=next((s.precision for s in sights if s.days == days), first.precision),
        ahead=all(s.ahead for s in sights),
        actor=_side([s.actor for s in sights]),
        recipient=_side([s.recipient for s in sights]),
        place=_place(sights),
        form=_most(sights, lambda s: s.form),
        counts=_all_of([s.counts for s in sights]),
        own_counts=_all_of([s.own_counts for s in sights]),
        mentioned=frozenset().union(*(s.mentioned for s in sights)),
        named=frozenset().union(*(s.named for s in sights)),
        killed=_most(sights, lambda s: s.killed),
        injured=_most(sights, lambda s: s.injured),
        anchor=frozenset().union(*(s.anchor for s in sights)),
        words=words,
        all=min(s.all for s in sights),
        said="",
        marks=_marks([s.marks for s in sights]),
    )


def _marks(marks: Sequence[Marks]) -> Marks:
    """What enough of them have, and all the fields that any has of its own."""
    kept = partial(_enough, marks)
    return replace(
        marks[0],
        things=kept(lambda m: m.things),
        names=kept(lambda m: m.names),
        victims=kept(lambda m: m.victims),
        people=kept(lambda m: m.people),
        doers=kept(lambda m: m.doers),
        treatment=_most(marks, lambda m: m.treatment),
        host=_most(marks, lambda m: m.host),
        round=_most(marks, lambda m: m.round),
        lethal=any(m.lethal for m in marks),
        unreal=all(m.unreal for m in marks),
        course=all(m.course for m in marks),
        night=any(m.night for m in marks),
        freed=_most(marks, lambda m: m.freed),
        pointing=False,
        back=False,
        further=False,
        own=frozenset().union(*(m.own for m in marks)),
    )


def _place(sights: Sequence[Sight]) -> Place | None:
    """The place that most of them name, by its number."""
    most = _most(sights, lambda s: s.place.geonames if s.place else None)
    places = [s.place for s in sights if s.place is not None]
    return next((p for p in places if p.geonames == most), None)


def _all_of(counts: Sequence[Mapping[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    things = sorted({thing for of in counts for thing in of})
    return {t: frozenset().union(*(of.get(t, ()) for of in counts)) for t in things}


def _most(of: Sequence[S], value_of: Callable[[S], T | None]) -> T | None:
    """The value that most of them have, the first of several."""
    counts = Counter(v for one in of if (v := value_of(one)) is not None)
    return counts.most_common(1)[0][0] if counts else None


def _side(sides: Sequence[Side]) -> Side:
    """Those whom enough of them name."""
    kept = partial(_enough, sides)
    return Side(
        kept(lambda s: s.people),
        kept(lambda s: s.others),
        kept(lambda s: s.countries),
        kept(lambda s: s.bodies),
    )


def _enough(of: Sequence[S], values_of: Callable[[S], frozenset[str]]) -> frozenset[str]:
    """The values that enough of them have."""
    counts = Counter(value for one in of for value in values_of(one))
    return frozenset(v for v, n in counts.items() if n >= len(of) / SHARED_BY)
