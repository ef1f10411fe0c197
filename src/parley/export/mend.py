"""``mend``: contacts in the columns of the mediation event data set MEND, thirty of them in its order.

Rows are shaped like that data set; they are no data of it. What an article does not say (the conflict's id, the ids
of other data sets) stays empty for the analyst to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from parley.export.bundle import Bundle
from parley.export.columns import Column, Row, Table
from parley.export.csv_tables import NOTES, write_tables
from parley.stories.contacts import Contact, Participant, contacts_of

MEND: Final = (
    Column("med_event_ID", "id", "the contact's id"),
    Column("conflict_country", "text", "left to the analyst"),
    Column("conflict_counry_ID", "code", "left to the analyst; spelled as in the data set"),
    Column("conflict_id", "code", "left to the analyst"),
    Column("med_location - MULTISELECT", "text", "building or place in words"),
    Column("med_loc_cty", "code", "ISO 3166 alpha-3 of the place"),
    Column("med_loc_x", "number", "longitude of the place, WGS 84"),
    Column("med_loc_y", "number", "latitude"),
    Column("Day", "whole", "of its first day; empty unless the day is known"),
    Column("Month", "whole", "empty unless the month is known"),
    Column("Year", "whole", "empty unless the year is known"),
    Column("third_party", "list", "mediators, then hosts"),
    Column("third_party_id_GLOPAD", "code", "left to the analyst"),
    Column("third_party_id", "list", "their states and bodies: ISO 3166 alpha-3, EUU or IGO"),
    Column("third_party_id_PAX", "code", "left to the analyst"),
    Column("num_med", "whole", "number of third parties"),
    Column("individual_med_named", "list", "persons among the third parties"),
    Column("groupings_mechanisms", "list", "organisations and groups among them"),
    Column("local_parties", "list", "the sides that talk"),
    Column("local_party_id", "list", "their states: ISO 3166 alpha-3"),
    Column("local_indiv_group", "list", "the persons and groups that talk for them"),
    Column("num_local", "whole", "number of sides"),
    Column("if_loc_belig", "flag", "left to the analyst"),
    Column("agmt", "flag", "whether the contact ended in an agreement, as far as the article says"),
    Column("agmt_name", "text", "left to the analyst"),
    Column("agmt_id_PAX", "code", "left to the analyst"),
    Column("Summary", "text", "the sentences that report it"),
    Column("source_urls", "text", "the article's URL, or where it was found"),
    Column("shuttle", "flag", "whether somebody went between the sides"),
    Column("med_type", "code", "M where a third party mediates, empty where none does"),
)
"""The columns by their exact names, in order."""

_AGREED: Final = ("agreed", "signed", "reached a")


def as_mend(contact: Contact) -> Mapping[str, str | int | float | bool | tuple[str, ...] | None]:
    """A contact as a row with MEND's columns, in order; None where nothing is known."""
    third = tuple(dict.fromkeys((*contact.mediators, *contact.hosts)))
    place, (day, month, year) = contact.place, _date(contact)
    known: dict[str, str | int | float | bool | tuple[str, ...] | None] = {
        "med_event_ID": contact.id,
        "med_location - MULTISELECT": contact.venue.words if contact.venue else None,
        "med_loc_cty": place.country if place else None,
        "med_loc_x": place.lon if place else None,
        "med_loc_y": place.lat if place else None,
        "Day": day,
        "Month": month,
        "Year": year,
        "third_party": tuple(p.name for p in third),
        "third_party_id": tuple(dict.fromkeys(p.country for p in third if p.country)),
        "num_med": len(third),
        "individual_med_named": _names(third, "person"),
        "groupings_mechanisms": _names(third, "organisation", "group"),
        "local_parties": tuple(side.name for side in contact.sides),
        "local_party_id": tuple(side.country for side in contact.sides if side.country),
        "local_indiv_group": _names(contact.participants, "person", "group"),
        "num_local": len(contact.sides),
        "agmt": contact.outcome.words.startswith(_AGREED) if contact.outcome else None,
        "Summary": contact.summary,
        "source_urls": contact.source,
        "shuttle": contact.form == "shuttle",
        "med_type": "M" if contact.mediators else None,
    }
    return {column.name: known.get(column.name) for column in MEND}


def _names(found: tuple[Participant, ...], *kinds: str) -> tuple[str, ...]:
    return tuple(p.name for p in found if p.kind in kinds)


def _date(contact: Contact) -> tuple[int | None, int | None, int | None]:
    """Day, month and year, as far as the date's precision goes."""
    start, precision = contact.date.start, contact.date.precision
    if start is None:
        return None, None, None
    return (
        start.day if precision == "day" else None,
        start.month if precision != "year" else None,
        start.year,
    )


def _rows(bundle: Bundle) -> Iterator[Row]:
    for article, extraction in bundle.sorted_pages:
        for contact in sorted(contacts_of(article, extraction), key=lambda c: c.id):
            yield as_mend(contact)


TABLE: Final = Table(
    "mend",
    "One row for each contact of each article: who talked to whom, where, through whom.",
    MEND,
    _rows,
)


def export_mend(bundle: Bundle, dest: Path) -> list[Path]:
    """Write the folder with ``mend.csv`` and its README; the paths of the files.

    Raises:
        UsageError: where it cannot be written.
    """
    about = "Columns are those of MEND, in its order; the rows are no data of that project."
    return write_tables(bundle, dest, (TABLE,), (about, *NOTES))
