"""Counting entries for a page: what was found, kept until something is read, less what was rejected.

To judge an entry is therefore not to count anew: what is rejected are few among many, and counted in no time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, Literal

from parley.ledger import Tallied, Tally
from parley.ledger.tallies import MOST
from parley.web.facets import Facet, of_tallies
from parley.web.views import View

KEPT: Final = 200
"""Values of a tally that are kept: those shown are among them unless nearly all of a value is rejected."""

Filters = dict[str, Any]


def facets(
    view: View, listing: str, filters: Filters, names: Sequence[Tallied]
) -> tuple[dict[str, Facet], int]:
    """Values with counts, and how many there are in all.

    A facet that is set counts without itself, so that its other values can be seen.
    """
    free: tuple[Tallied, ...] = ("kind", *(n for n in names if n not in filters))
    found = _tallied(view, listing, filters, free)
    total = sum(t.number for t in found.pop("kind"))
    for name in names:
        if name in filters:
            others = {k: v for k, v in filters.items() if k != name}
            found |= _tallied(view, listing, others, (name,))
    return {name: of_tallies(found[name]) for name in names}, total


def total(view: View, listing: str, filters: Filters) -> int:
    """How many entries there are."""
    key = ("total", listing, *sorted(filters.items()))
    found = view.remember_found(key, lambda: view.desk.total(listing, **filters, rejected=True))
    gone = view.remember(key, lambda: view.desk.total(listing, **filters, rejected="only"))
    return found - gone


def spoken(view: View, speakers: Sequence[str], filters: Filters) -> list[tuple[str, date, int]]:
    """How many statements each speaker (by id) made on each day."""

    def count(rejected: bool | Literal["only"]) -> list[tuple[str, date, int]]:
        return view.desk.spoken(speakers, **filters, rejected=rejected)

    key = ("spoken", tuple(speakers), *sorted(filters.items()))
    found = view.remember_found(key, lambda: count(True))
    rejected = view.remember(key, lambda: count("only"))
    gone = {(who, day): number for who, day, number in rejected}
    left = ((who, day, number - gone.get((who, day), 0)) for who, day, number in found)
    return [said for said in left if said[2]]


def _tallied(
    view: View, listing: str, filters: Filters, by: Sequence[Tallied]
) -> dict[Tallied, list[Tally]]:
    about = tuple(sorted(filters.items()))

    def count(left: Sequence[Any]) -> dict[Any, list[Tally]]:
        asked: list[Tallied] = [key[-1] for key in left]
        made = view.desk.tally(listing, *asked, most=KEPT, **filters, rejected=True)
        return {("tally", listing, about, name): tallied for name, tallied in made.items()}

    found = view.remember_each_found([("tally", listing, about, name) for name in by], count)
    gone = view.remember(
        ("tally", listing, about, *by),
        lambda: view.desk.tally(listing, *by, most=None, **filters, rejected="only"),
    )
    return {name: _less(found["tally", listing, about, name], gone[name]) for name in by}


def _less(found: Iterable[Tally], gone: Iterable[Tally]) -> list[Tally]:
    """What is left, the most frequent first."""
    numbers = Counter({t.value: t.number for t in gone})
    left = [Tally(t.value, t.label, t.number - numbers[t.value]) for t in found]
    ranked = sorted((t for t in left if t.number > 0), key=lambda t: (-t.number, t.value))
    return ranked[:MOST]
