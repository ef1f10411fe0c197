"""Disjoint sets: what hangs together, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable


class Disjoint:
    """Numbers, each in one set; a set is called by its least member."""

    def __init__(self, members: Iterable[int]) -> None:
        self._parent = {n: n for n in members}

    def top(self, n: int) -> int:
        """The least member of the set of ``n``."""
        parent = self._parent
        while parent[n] != n:
            parent[n] = n = parent[parent[n]]
        return n

    def join(self, one: int, other: int) -> None:
        """Make one set of the two that these are in."""
        first, second = sorted((self.top(one), self.top(other)))
        self._parent[second] = first

    def sets(self) -> dict[int, list[int]]:
        """The sets by their least member, members in the order in which they were given."""
        out: dict[int, list[int]] = {}
        for n in self._parent:
            out.setdefault(self.top(n), []).append(n)
        return out
