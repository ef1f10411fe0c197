"""The columns of each table: a view on the fields of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from parley.cli.widths import Column
from parley.records import HARMS, EventType

Row = Mapping[str, Any]

SHORT: Final = 6
"""Digits of an id that a table shows; commands take the beginning of an id."""

NOTES: Final = (
    ("*", "day of publication: no article gives a day for it"),
    ("≠", "the accounts differ: 'parley show ID' tells in what"),
)
"""Marks at the end of a cell, and what is told about them below the table."""


def short(entry_id: Any) -> str:
    """The beginning of an id, as a table shows it."""
    prefix, dash, digits = str(entry_id or "").partition("-")
    return f"{prefix}{dash}{digits[:SHORT]}"


def when(row: Row) -> str:
    """The days of an entry in a few characters; those of its publication carry a star."""
    start, end = row["start"], row["end"]
    if start is None:
        return f"{row['day']}*" if row["day"] else "undated"
    if row["precision"] in ("year", "month"):
        return str(start)[: 4 if row["precision"] == "year" else 7]
    if end is None or end == start:
        return str(start)
    first, last = str(start), str(end)
    if first[:4] != last[:4]:
        return f"{first[:7]}/{last[:7]}"  # over the turn of a year the months are enough
    return f"{first}/{last[8:] if first[:7] == last[:7] else last[5:]}"


def _speaker(row: Row) -> str:
    return row["speaker"] or "(unresolved)"


def _type(row: Row) -> str:
    return EventType(row["type"]).label


def _sides(row: Row) -> str:
    actors, recipients = ", ".join(row["actor"]), ", ".join(row["recipient"])
    return f"{actors or '?'} – {recipients or '?'}"


def _what(row: Row) -> str:
    """The words that name the act, with what a reader must not miss."""
    parts = [f"“{row['anchor']}”" if row["anchor"] else ""]
    parts += [f"in {row['place']}"] if row["place"] else []
    for label in HARMS:
        number = _number(*(row.get(f"{label}_{bound}") for bound in ("low", "best", "high")))
        parts += [f"{number} {label}"] if number else []
    parts += [row["status"]] if row["status"] != "actual" else []
    said_by = row["asserted_by"]
    says = said_by if isinstance(said_by, str) else ", ".join(said_by or ())
    parts += [f"says {says}"] if says and not row.get("in_own_voice") else []
    return ", ".join(p for p in parts if p)


def _reports(row: Row) -> str:
    """How many articles and, of each other independent, origins report it, and whether they differ."""
    number = str(row["articles"])
    if row["origins"] != row["articles"]:
        number += f" from {row['origins']}"
    return number + (" ≠" if row["disputed"] else "")


def _contact(row: Row) -> str:
    """What a contact was about, where, through whom, and what came of it."""
    parts = [row["topic"] or f"“{row['anchor']}”"]
    parts += [f"in {row['place']}"] if row["place"] else []
    parts += [f"through {', '.join(row['mediators'])}"] if row["mediators"] else []
    parts += [row["outcome"]] if row["outcome"] else []
    return ", ".join(parts)


def _since(row: Row) -> str:
    return str(row["since"] or "")


def _terms(row: Row) -> str:
    """What a proposal lays down, else the words of its last step."""
    terms = [t.partition(": ")[2] for t in row["terms"]]
    return "; ".join(dict.fromkeys(terms)) or row["last_step"] or ""


def _stance(row: Row) -> str:
    stance = row["stance"]
    return f"{stance} {row['condition']}" if row["condition"] else str(stance)


def _number(low: int | None, best: int | None, high: int | None) -> str:
    if best is not None and low is not None and high is None:
        return f"{best}+"
    if best is not None or low is None:
        return str(best) if best is not None else f"up to {high}" if high is not None else ""
    return f"{low}–{high}" if high is not None else f"{low}+"


def _field(name: str) -> Any:
    return lambda row: row[name]


def _count(title: str, name: str, *, gives_way: int = 0) -> Column:
    return Column(title, _field(name), right=True, gives_way=gives_way)


FEW: Final = 4
"""Sides of a proposal that a list names."""

WHEN: Final = Column("day", when, whole=True)
ID: Final = Column("id", lambda row: short(row["id"]), whole=True)


def _names(
    title: str, name: str, *, gives_way: int, leads: str | None = None, most: int = 22
) -> Column:
    return Column(title, _field(name), gives_way=gives_way, leads=leads, most=most)


def _few_sides(row: Mapping[str, Any]) -> str:
    """The busiest sides of a proposal; the others are counted."""
    sides: Sequence[str] = row["sides"]
    return ", ".join(sides[:FEW]) + (f" and {len(sides) - FEW} more" if len(sides) > FEW else "")


def _day(value: date | None) -> str:
    return str(value) if value else "undated"


def _published(row: Mapping[str, Any]) -> str:
    """The day of publication; for an undated article the days between which it lies, if that is known."""
    if row["published"] is None and row["published_from"] is not None:
        first, last = row["published_from"], row["published_until"]
        return f"{first}?" if first == last else f"{first}…{last.isoformat()[5:]}?"
    return _day(row["published"])


_REPORTS: Final = Column("articles", _reports, whole=True, right=True, gives_way=3)
"""How many articles report it, from how many origins where these are fewer, and whether they differ."""

_STANCE: Final = (
    Column("side", _field("side"), gives_way=1, leads="", most=20),
    Column("stance", _stance, gives_way=1, leads=": ", least=8, most=18),
    Column("since", _field("day"), whole=True, gives_way=2),
    Column("on", _field("topic"), gives_way=1, leads=" · ", most=26),
    Column("in whose words", _field("words"), wide=True),
    Column("entry", lambda row: short(row["entry"]), whole=True),
)

COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "happenings": (
        WHEN,
        Column("type", _type, whole=True, gives_way=1, leads=""),
        _names("actor", "actor", gives_way=2, leads=" · "),
        _names("recipient", "recipient", gives_way=2, leads=" → "),
        Column("what", _what, wide=True),
        _REPORTS,
        ID,
    ),
    "meetings": (
        WHEN,
        Column("sides", _sides, gives_way=1, leads="", least=24, most=40),
        Column("form", _field("form"), whole=True, gives_way=2),
        Column("state", _field("state"), whole=True, gives_way=3),
        Column("about", _contact, wide=True),
        _REPORTS,
        ID,
    ),
    "threads": (
        Column("since", _since, whole=True, gives_way=2),
        _names("proposal", "name", gives_way=1, leads="", most=34),
        Column("state", lambda row: row["state"] or "", gives_way=1, leads=" · ", most=16),
        Column("sides", _few_sides, gives_way=3, most=26),
        Column("terms, or last step", _terms, wide=True),
        _count("steps", "steps", gives_way=4),
        _REPORTS,
        ID,
    ),
    "positions": _STANCE,
    "changes": _STANCE,
    "disputes": (
        Column("day", lambda row: _day(row["day"]), whole=True),
        Column("on", _field("kind"), gives_way=1, leads=" · ", whole=True),
        Column("of", _field("subject"), gives_way=1, leads="", most=36),
        Column("accounts", lambda row: " / ".join(row["claims"]), wide=True),
        Column("about", lambda row: short(row["about"]), whole=True),
    ),
    "statements": (
        WHEN,
        Column("speaker", _speaker, gives_way=1, leads=""),
        Column("what was said", _field("words"), wide=True),
        _names("outlet", "publisher", gives_way=3),
        ID,
    ),
    "events": (
        WHEN,
        Column("type", _type, whole=True, gives_way=1, leads=""),
        _names("actor", "actor", gives_way=2, leads=" · "),
        _names("recipient", "recipient", gives_way=2, leads=" → "),
        Column("what", _what, wide=True),
        ID,
    ),
    "contacts": (
        WHEN,
        Column("sides", _sides, gives_way=1, leads="", least=24, most=40),
        Column("form", _field("mode"), whole=True, gives_way=2),
        Column("what", _what, wide=True),
        ID,
    ),
    "steps": (
        WHEN,
        _names("proposal", "proposal", gives_way=1, leads="", most=30),
        Column("step", _field("step"), gives_way=1, leads=" · ", most=16),
        _names("by", "by", gives_way=2, leads=" by "),
        Column("sentence", _field("evidence"), wide=True),
        ID,
    ),
    "proposals": (
        Column("proposal", _field("name"), wide=True),
        Column("kind", _field("kind"), whole=True, gives_way=1),
        _count("steps", "steps", gives_way=2),
        _names("outlet", "publisher", gives_way=3),
        ID,
    ),
    "actors": (
        Column("actor", _field("name"), wide=True),
        Column("kind", _field("kind"), whole=True, gives_way=2),
        Column("country", _field("country"), whole=True, gives_way=1),
        Column("sector", _field("sector"), whole=True, gives_way=3),
        _count("articles", "articles"),
        _count("said", "statements", gives_way=2),
        _count("did", "events", gives_way=2),
        ID,
    ),
    "articles": (
        Column("published", _published, whole=True),
        _names("outlet", "publisher", gives_way=1, leads=""),
        Column("title", lambda row: row["title"] or "(no title)", wide=True),
        _count("said", "statements", gives_way=4),
        _count("events", "events", gives_way=4),
        Column("copy of", lambda row: short(row["copy_of"]), whole=True, gives_way=3),
        ID,
    ),
    "stories": (
        Column("first", lambda row: _day(row["first"]), whole=True),
        Column("last", lambda row: _day(row["last"]), whole=True, gives_way=2),
        _count("articles", "articles", gives_way=1),
        _count("outlets", "publishers", gives_way=3),
        Column("story", _field("title"), wide=True),
        ID,
    ),
}
"""Listing → the columns of its table."""
