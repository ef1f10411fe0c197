"""What all listings do: ask the desk, and print rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from parley.cli.columns import COLUMNS, NOTES
from parley.cli.reading import reading_desk
from parley.cli.tables import show_rows
from parley.desk import fields, joined_fields

MAKERS: Final[Mapping[str, Callable[[Any], Mapping[str, Any]]]] = {
    "statements": fields.statement,
    "events": fields.event,
    "contacts": fields.event,
    "steps": fields.step,
    "proposals": fields.proposal,
    "articles": fields.article,
    "actors": fields.actor,
    "stories": fields.story,
    "happenings": joined_fields.happening,
    "meetings": joined_fields.contact,
    "threads": joined_fields.thread,
    "positions": joined_fields.cell,
    "disputes": joined_fields.dispute,
}
"""Listing → what makes the fields of a row of it."""

ASKED: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "meetings": ("happenings", {"type": "CONSULT"}),
}
"""Listing → the desk's listing that it is a part of, and by which filters."""

_CALLED: Final[Mapping[str, str]] = {
    "happenings": "events",
    "meetings": "contacts",
    "threads": "proposals",
    "steps": "proposals",
}
"""Listing → the command that prints it, where it has another name."""


_LATEST_FIRST: Final = frozenset({"threads"})
"""Listings of what goes on: what moved last comes first whether or not that is asked for."""


def print_listing(
    listing: str, *, ledger: str, as_json: bool, as_csv: bool, newest: bool, **filters: Any
) -> None:
    """Print the rows of the listing that fit the filters, as a table or with all their fields."""
    if newest or listing in _LATEST_FIRST:
        filters["order"] = "newest"
    asked, always = ASKED.get(listing, (listing, {}))
    with reading_desk(ledger) as desk:
        found = getattr(desk, asked)(**filters, **always)
        called = _CALLED.get(listing, listing)
        empty = _nothing(called, filters, holds=bool(found) or desk.holds_articles())
    show_rows(
        [MAKERS[listing](row) for row in found],
        fields.FIELDS[listing],
        COLUMNS[listing],
        as_json=as_json,
        as_csv=as_csv,
        empty=empty,
        notes=NOTES,
    )


def print_mend(*, ledger: str, as_json: bool, as_csv: bool, newest: bool, **filters: Any) -> None:
    """Print the contacts in the columns of MEND: as CSV, or as JSON where that is asked for."""
    from parley.export.mend import MEND

    if newest:
        filters["order"] = "newest"
    with reading_desk(ledger) as desk:
        rows = desk.contacts_as_mend(**filters)
    names = [column.name for column in MEND]
    show_rows(rows, names, (), as_json=as_json, as_csv=not as_json, empty="")


def print_changes(*, ledger: str, as_json: bool, as_csv: bool, **filters: Any) -> None:
    """Print every position that was taken, each change after what it turned from."""
    with reading_desk(ledger) as desk:
        cells = desk.positions(**filters)
        empty = _nothing("positions", filters, holds=bool(cells) or desk.holds_articles())
    show_rows(
        [row for cell in cells for row in joined_fields.changes(cell)],
        fields.FIELDS["changes"],
        COLUMNS["changes"],
        as_json=as_json,
        as_csv=as_csv,
        empty=empty,
    )


def _nothing(listing: str, filters: Mapping[str, Any], *, holds: bool) -> str:
    """What to say where nothing fits: what to do next."""
    if not holds:
        return "the ledger is empty; fill it with 'parley read SOURCE…'"
    if any(value is not None for value in filters.values()):
        return f"no {listing} fit these filters; leave one out, or see 'parley {listing} --help'"
    return f"the ledger holds no {listing}; 'parley articles' lists what was read"
