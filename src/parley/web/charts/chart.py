"""What a chart is made of: the drawing, wide and narrow, its key, and the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from parley.web.charts.svg import Node

WIDE: Final = 1080.0
NARROW: Final = 348.0
"""Widths in which charts are laid out, in CSS pixels: what a page has on a desk, and on a telephone of 380."""


class Datum(NamedTuple):
    """A cell of the table; ``href`` leads to what it counts."""

    words: str
    href: str | None = None


class Column(NamedTuple):
    """A column of the table."""

    name: str
    kind: Literal["text", "number", "day"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """The same as the drawing, in rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Datum, ...], ...]


class KeyItem(NamedTuple):
    """What a sign of the drawing means."""

    sign: Node
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its table.

    Attributes:
        id: unique in the page; title: heads it.
        summary: what it shows, in a sentence with its figures.
        wide, narrow: the drawing at :data:`WIDE` and :data:`NARROW`; the page shows the one that fits.
        note: what the drawing leaves out, in words.
    """

    id: str
    title: str
    summary: str
    wide: Node
    narrow: Node
    table: Table
    key: tuple[KeyItem, ...] = ()
    note: str = ""


def many(number: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 contact", "1,204 contacts"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(names: list[str], most: int = 3) -> str:
    """Names in a row: "A, B and 3 more"."""
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
