"""Groups of columns that several tables share, and their values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from parley.export.bundle import Bundle, Page, Who, run_of
from parley.export.columns import Column, Value
from parley.records import HARMS, Event, Place, Statement, Step, When
from parley.spans import Span

PIECES: Final = " … "
"""Between the pieces of a text that is not all of one piece."""


def who_columns(role: str, whom: str) -> tuple[Column, ...]:
    """Columns of a role that several actors may have."""
    return (
        Column(f"{role}_ids", "list", f"{whom}: ids in the table of actors"),
        Column(f"{role}_names", "list", f"{whom}: names"),
        Column(
            f"{role}_countries", "list", f"{whom}: ISO 3166 alpha-3, EUU or IGO; empty where none"
        ),
        Column(f"{role}_sectors", "list", f"{whom}: PLOVER sectors; empty where none"),
    )


ENTRY: Final = (
    Column("id", "id", "stable id of the entry"),
    Column("article", "id", "the article that reports it"),
    Column("story", "id", "the story of that article"),
)
ASSERTED: Final = (
    Column("status", "code", "actual, planned, possible or denied"),
    Column("asserted_by_id", "id", "who the article names as the source; empty in its own voice"),
    Column("asserted_by", "text", "name of that source"),
)
DATE: Final = (
    Column("date_start", "day", "first day"),
    Column("date_end", "day", "last day, inclusive"),
    Column("date_precision", "code", "day, week, month, year or unknown"),
)
PLACE: Final = (
    Column("place", "text", "as the text names it"),
    Column("place_country", "code", "ISO 3166 alpha-3"),
    Column("place_lat", "number", "degrees, WGS 84"),
    Column("place_lon", "number", "degrees, WGS 84"),
    Column("place_geonames", "code", "GeoNames id"),
    Column("place_precision", "code", "point, region, country, area or unknown"),
)
MADE: Final = (
    Column("confidence", "number", "of the machine, in [0, 1]"),
    Column("inferred", "list", "fields that were concluded and not stated"),
    Column("judged", "code", "accept, reject or edit by a reviewer; empty where nobody judged"),
)
RUN: Final = (
    Column("version", "text", "version of Parley"),
    Column("run", "id", "the versions of all components: see README"),
)


_BOUNDS: Final = {"low": "at least", "best": "the number reported", "high": "at most"}
TOLLS: Final = tuple(
    Column(f"{harm}_{bound}", "whole", f"{harm}: {words}")
    for harm in HARMS
    for bound, words in _BOUNDS.items()
)


def entry(bundle: Bundle, page: Page, identifier: str) -> dict[str, Value]:
    """Values of ENTRY."""
    article = page[0].id
    return {
        "id": identifier,
        "article": article,
        "story": bundle.stories.get(article, (None, None))[0],
    }


def run(bundle: Bundle, page: Page) -> dict[str, Value]:
    """Values of RUN."""
    return {"version": bundle.version, "run": run_of(page[1])}


def made(
    bundle: Bundle, entry: str, confidence: float, inferred: Sequence[str]
) -> dict[str, Value]:
    """Values of MADE."""
    return {
        "confidence": round(confidence, 4),
        "inferred": tuple(inferred),
        "judged": bundle.judged.get(entry),
    }


def asserted(bundle: Bundle, page: Page, entry: Statement | Event | Step) -> dict[str, Value]:
    """Values of ASSERTED."""
    who = bundle.who(page, entry.asserted_by)
    return {
        "status": entry.status.value,
        "asserted_by_id": who.identity if who else None,
        "asserted_by": who.name if who else None,
    }


def one(who: Who | None, role: str) -> dict[str, Value]:
    """Values of a role that one actor has: id, name, country, sector."""
    return {
        f"{role}_id": who.identity if who else None,
        role: who.name if who else None,
        f"{role}_country": who.country if who else None,
        f"{role}_sector": who.sector if who else None,
    }


def many(bundle: Bundle, page: Page, keys: Sequence[str], role: str) -> dict[str, Value]:
    """Values of a role that several actors may have: lists of equal length."""
    found = [w for w in (bundle.who(page, key) for key in keys) if w is not None]
    return {
        f"{role}_ids": tuple(w.identity for w in found),
        f"{role}_names": tuple(w.name for w in found),
        f"{role}_countries": tuple(w.country or "" for w in found),
        f"{role}_sectors": tuple(w.sector or "" for w in found),
    }


def date(when: When) -> dict[str, Value]:
    """Values of DATE."""
    return {
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_precision": when.precision,
    }


def place(place: Place | None) -> dict[str, Value]:
    """Values of PLACE."""
    geonames = place.geonames if place else None
    return {
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        "place_geonames": str(geonames) if geonames is not None else None,
        "place_precision": place.precision if place else None,
    }


def tolls(event: Event) -> dict[str, Value]:
    """Values of TOLLS."""
    told = event.tolls
    return {
        f"{harm}_{bound}": getattr(told.get(harm), bound, None)
        for harm in HARMS
        for bound in _BOUNDS
    }


def words(page: Page, spans: Iterable[Span]) -> str | None:
    """The words of the spans, their pieces joined; None without any."""
    return PIECES.join(s.of(page[0].text) for s in spans) or None
