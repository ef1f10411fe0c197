"""Offices that one person holds at a time, and on which days whom the articles have in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Generic, TypeVar

from parley.facts.folding import fold
from parley.facts.loading import read_titles
from parley.records import Office

GRACE: Final = timedelta(days=365)
"""How long before the first and after the last article that says so an office is taken to be held, where
nobody else is seen in it."""

_GONE: Final = "former "

Holder = TypeVar("Holder", bound=Hashable)


class Seats(Generic[Holder]):
    """Who is seen in which office on which day.

    Args:
        seen: holder, day and office of each time that an article says it, in any order; the holders can
            be sorted.
    """

    def __init__(self, seen: Iterable[tuple[Holder, date | None, Office]]) -> None:
        days: dict[tuple[str, str], set[tuple[date, Holder]]] = defaultdict(set)
        self._all: dict[tuple[str, str], set[Holder]] = defaultdict(set)
        for holder, day, office in seen:
            if office.country is not None and not is_over(office) and is_single(office.title):
                seat = usual(office.title), office.country
                self._all[seat].add(holder)
                if day is not None:
                    days[seat].add((day, holder))
        self._days = {seat: sorted(found, key=lambda f: f[0]) for seat, found in days.items()}

    def holder(self, office: Office, day: date | None) -> Holder | None:
        """The one person who may be meant by the office on the day; None where several may be."""
        if office.country is None or is_over(office):
            return None
        seat = usual(office.title), office.country
        if day is None:
            found = self._all.get(seat, set())
        else:
            found = _around(self._days.get(seat, []), day)
        return next(iter(found)) if len(found) == 1 else None


def _around(seen: Sequence[tuple[date, Holder]], day: date) -> set[Holder]:
    """Who is seen in the office on the day; where nobody is, who last before it and who first after it."""
    first, last = _on(seen, day)
    if first < last:
        return {h for _, h in seen[first:last]}
    near = {d for d, _ in seen[max(0, first - 1) : last + 1] if abs(d - day) <= GRACE}
    return {h for d in near for a, b in [_on(seen, d)] for _, h in seen[a:b]}


def _on(seen: Sequence[tuple[date, Holder]], day: date) -> tuple[int, int]:
    """Where those of the day begin and end."""
    return bisect_left(seen, day, key=_day), bisect_right(seen, day, key=_day)


def _day(seen: tuple[date, Holder]) -> date:
    return seen[0]


def is_over(office: Office) -> bool:
    """Whether the words say that the office is no longer held."""
    return office.title.startswith(_GONE)


def is_single(title: str) -> bool:
    """Whether a country has one holder of the office at a time."""
    return title in _titles()[1]


def usual(title: str) -> str:
    """The title under which holders are listed: defence minister for defense secretary."""
    return _titles()[0].get(fold(title), title)


@lru_cache(maxsize=1)
def _titles() -> tuple[dict[str, str], frozenset[str]]:
    titles = read_titles()
    one = frozenset(word for t in titles if t.office for word in (t.noun, t.same_as))
    return {fold(t.noun): t.same_as for t in titles}, one
