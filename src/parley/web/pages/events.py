"""Events: who did what to whom, each real event once, with all that its accounts say."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Response

from parley.desk import fields
from parley.desk.fields import FIELDS
from parley.desk.joined_fields import happening
from parley.ledger import Grouped
from parley.web import counting
from parley.web.facets import TYPE_NAMES, Facet
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

FILTERS: Final = (
    "text", "actor", "type", "mode", "status", "country", "publisher", "story", "since", "until",
    "min_confidence",
)  # fmt: skip

BY: Final[tuple[Grouped, ...]] = ("type", "status", "country", "actor")

MOST: Final = 14
"""Values of a facet."""


@router.get("/events")
def events(view: Asked) -> Response:
    """Each real event once; with ``?accounts=yes`` what each article reports."""
    filters = view.filters(*FILTERS)
    if view.one("accounts"):
        return _accounts(view, filters)
    if view.one("disputed"):
        filters["disputed"] = view.one("disputed") == "yes"

    def fetch(limit: int, offset: int) -> Any:
        return view.desk.happenings(**filters, order=view.order, limit=limit, offset=offset)

    total = _count(view, filters)
    if view.format != "html":
        return view.rows(fetch, happening, FIELDS["happenings"], total)
    facets = {by: _facet(view, filters, by) for by in BY}
    labels = {value: label for by in BY for value, label, _ in facets[by]}
    labels |= TYPE_NAMES | view.names("actor")
    return view.page(
        "events.html", sheet=view.sheet(fetch, total), facets=facets, names=labels, accounts=False
    )


def _accounts(view: View, filters: dict[str, Any]) -> Response:
    def fetch(limit: int, offset: int) -> Any:
        return view.desk.events(**filters, order=view.order, limit=limit, offset=offset)

    total = counting.total(view, "events", filters)
    if view.format != "html":
        return view.rows(fetch, fields.event, FIELDS["events"], total)
    return view.page(
        "events.html",
        sheet=view.sheet(fetch, total),
        facets={},
        names=TYPE_NAMES | view.names("actor"),
        accounts=True,
    )


@router.get("/event/{event_id}")
def event(view: Asked, event_id: str) -> Response:
    """One real event: what all its accounts say, where they differ, why they belong together."""
    found = view.desk.happening(event_id, view.as_of)
    accounts = view.desk.accounts(found.id, view.as_of)
    if view.format != "html":
        return view.data(
            [happening(found)], FIELDS["happenings"], links=found.links, accounts=accounts
        )
    return view.page(
        "event.html",
        h=found,
        accounts=accounts,
        links={link.entry: link for link in found.links},
        titles=view.articles(a.article for a in accounts),
        story=view.desk.story(found.story) if found.story else None,
    )


def _count(view: View, filters: dict[str, Any]) -> int:
    key = ("count", "happenings", *sorted(filters.items()))
    return view.remember(key, lambda: view.desk.count("happenings", **filters).get(None, 0))


def _facet(view: View, filters: dict[str, Any], by: Grouped) -> Facet:
    """Values with counts; a facet that is set counts without itself."""
    others = {k: v for k, v in filters.items() if k != by}

    def count() -> Facet:
        numbers = view.desk.count("happenings", by, **others)
        ranked = sorted(
            ((str(v), n) for v, n in numbers.items() if v is not None),
            key=lambda item: (-item[1], item[0]),
        )[:MOST]
        names = TYPE_NAMES
        if by == "actor":
            names = view.desk.ledger.tallies.names([v for v, _ in ranked])
        return [(value, names.get(value, value), number) for value, number in ranked]

    return view.remember(("facet", "happenings", by, *sorted(others.items())), count)
