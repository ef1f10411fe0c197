"""Average linkage over points: the two groups whose members are most alike on average are joined first.

Points are whole numbers, so that no order of adding them up changes a sum. Pairs for which there are no points
count as :data:`UNKNOWN`. What people decided holds whatever the points say.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from parley.stories.joining import Constraints, Decided

Pair = tuple[int, int]
"""Numbers of two things, the smaller one first."""

SLACK: Final = 50
"""Points that groups may lack: the more pairs they have, the less does any one of them matter. Two single things
may lack none, two groups of many nearly all of it."""

UNKNOWN: Final = -100
"""Points of a pair that was not compared, because nothing that tells is shared."""


def linked(
    ids: Sequence[str], pairs: Mapping[Pair, int], decided: Iterable[Decided] = ()
) -> list[list[int]]:
    """Groups of things, each sorted, by their first.

    Two groups are joined as long as their pairs have 0 points or more on average.

    Args:
        ids: of the things, in a fixed order; pairs: points of those that were compared.
    """
    groups = _Groups(len(ids), pairs)
    apart = groups.decide(ids, list(decided))
    groups.join(apart)
    return sorted(sorted(m) for m in groups.members if m)


class _Groups:
    """Groups with the sums of the points, and the number of pairs, that each has with others."""

    def __init__(self, count: int, pairs: Mapping[Pair, int]) -> None:
        self.members = [[i] for i in range(count)]
        self._sums: list[dict[int, tuple[int, int]]] = [{} for _ in range(count)]
        for (a, b), points in pairs.items():
            self._sums[a][b] = self._sums[b][a] = (points, 1)

    def decide(self, ids: Sequence[str], decided: Sequence[Decided]) -> list[set[int]]:
        """Join what must be joined; for each group those from which it must be apart."""
        apart: list[set[int]] = [set() for _ in ids]
        if not decided:
            return apart
        number = {id_: n for n, id_ in enumerate(ids)}
        constraints = Constraints(decided, ids)
        at: dict[str, int] = {}
        for id_ in ids:
            group = constraints.group(id_)
            at[group] = self._merge(at[group], number[id_]) if group in at else number[id_]
        for group, others in constraints.apart.items():
            apart[at[group]] = {at[o] for o in others}
        return apart

    def join(self, apart: Sequence[set[int]]) -> None:
        """Join groups, the most alike first, until none are alike enough."""
        heap = [
            (-self._mean(a, b), a, b) for a, sums in enumerate(self._sums) for b in sums if a < b
        ]
        heap = [h for h in heap if h[0] <= 0]
        heapq.heapify(heap)
        while heap:
            negative, a, b = heapq.heappop(heap)
            if b not in self._sums[a] or -negative != self._mean(a, b) or b in apart[a]:
                continue  # one of the two has changed since, or they must be apart
            keep = self._merge(a, b)
            gone = b if keep == a else a
            for other in apart[gone]:
                apart[other].discard(gone)
                apart[other].add(keep)
            apart[keep] |= apart[gone]
            for other in self._sums[keep]:
                mean = self._mean(keep, other)
                if mean >= 0:
                    heapq.heappush(heap, (-mean, min(keep, other), max(keep, other)))

    def _merge(self, a: int, b: int) -> int:
        """Join two groups under the number of the one with more neighbours."""
        more = (len(self._sums[a]), -a) >= (len(self._sums[b]), -b)
        keep, gone = (a, b) if more else (b, a)
        self._sums[keep].pop(gone, None)
        self._sums[gone].pop(keep, None)
        self.members[keep] += self.members[gone]
        for other, (points, pairs) in self._sums[gone].items():
            del self._sums[other][gone]
            had = self._sums[keep].get(other, (0, 0))
            both = (had[0] + points, had[1] + pairs)
            self._sums[keep][other] = self._sums[other][keep] = both
        self._sums[gone], self.members[gone] = {}, []
        return keep

    def _mean(self, a: int, b: int) -> float:
        """The mean of the points of two groups, and what they may lack; of equal fractions it is the same number."""
        points, pairs = self._sums[a][b]
        every = len(self.members[a]) * len(self.members[b])
        return (points + UNKNOWN * (every - pairs) + SLACK * (every - 1)) / every
