"""What joining gives: accounts of one thing, why they are together, and what people decided about pairs of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from parley.records.joined import Link


@dataclass(frozen=True, slots=True)
class Joined:
    """Accounts of one thing.

    Attributes:
        id: of the thing, made of its first account: by day of publication, article, entry.
        entries: ids of all accounts, the first one first.
        links: why each account but the first is among them.
    """

    id: str
    entries: tuple[str, ...]
    links: tuple[Link, ...] = ()


class Decided(NamedTuple):
    """That two accounts are of one thing, or are not, as a person judged.

    Attributes:
        one, other: ids of entries, in any order.
        same: True: they must be joined; False: they must be apart.
        reason: in words; stands in the link.
    """

    one: str
    other: str
    same: bool
    reason: str = "joined by a reviewer"


class Constraints:
    """What people decided about pairs of accounts, made consistent: of two that contradict, the later counts.

    What must be joined is transitive: where a is b and b is c, then a is c. Accounts that are not there are
    left out, and so is what was decided about them.
    """

    def __init__(self, decided: Iterable[Decided], entries: Iterable[str]) -> None:
        """Args:
        decided: in the order in which it was decided; entries: ids of all accounts that there are.
        """
        self._parent = {e: e for e in entries}
        self._apart: dict[str, set[str]] = {}
        self.joins: list[Decided] = []
        for d in reversed(list(decided)):
            if d.one in self._parent and d.other in self._parent:
                self._take(d)

    def group(self, entry: str) -> str:
        """The account that stands for all with which this one must be joined."""
        while self._parent[entry] != entry:
            self._parent[entry] = entry = self._parent[self._parent[entry]]
        return entry

    @property
    def apart(self) -> Mapping[str, set[str]]:
        """Group → groups from which it must be apart."""
        return self._apart

    def _take(self, decided: Decided) -> None:
        one, other = sorted((self.group(decided.one), self.group(decided.other)))
        if one == other or other in self._apart.get(one, ()):
            return  # decided later, otherwise or the same
        if not decided.same:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
            return
        self.joins.append(decided)
        self._parent[other] = one
        for third in self._apart.pop(other, set()):
            self._apart[third].discard(other)
            self._apart[third].add(one)
            self._apart.setdefault(one, set()).add(third)
