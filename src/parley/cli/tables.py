"""Rows on the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from parley.records import pack


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a terminal table.

    Attributes:
        title: its heading; key: of the row's mapping.
        wide: whether it takes the room that is left.
        right: whether it is set to the right.
        spare: whether it is left out where the terminal is narrow.
        most: its greatest width in characters; longer cells are folded.
        whole: whether its cells are never folded.
    """

    title: str
    key: str
    wide: bool = False
    right: bool = False
    spare: bool = False
    most: int = 18
    whole: bool = False


NARROW = 100
"""Characters below which a terminal has no room for the columns that can be spared."""

WIDE_LEAST = 28
"""Characters that the wide column keeps in the narrowest terminal."""

LONGEST_CELL = 300
"""Code points of a cell that a table shows; --json and --csv give all of it."""

PIPED_WIDTH = 160
"""Width of a table that goes to a file or another program."""


def show_rows(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    *,
    as_json: bool = False,
    as_csv: bool = False,
    empty: str = "nothing found",
) -> None:
    """Print the rows: as a table of ``columns``, or with all their fields as JSON or CSV."""
    if as_json:
        click.echo(json.dumps([pack(r) for r in rows], ensure_ascii=False, indent=1))
    elif as_csv:
        _csv(rows, columns)
    elif rows:
        _table(rows, columns)
    else:
        click.echo(empty, err=True)


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    names = list(rows[0]) if rows else [c.key for c in columns]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(n)) for n in names])


def _cell(value: Any) -> str:
    """A cell as a spreadsheet can take it; what could be read as a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        text = "; ".join(str(pack(v)) for v in value)
    elif isinstance(value, Mapping):
        text = json.dumps(pack(value), ensure_ascii=False)
    else:
        text = str(pack(value))
    return (
        f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _number(text) else text
    )


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(soft_wrap=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console = Console(soft_wrap=False, highlight=False, width=PIPED_WIDTH)
    columns = [c for c in columns if console.width >= NARROW or not c.spare]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True)
    for c in columns:
        table.add_column(
            c.title,
            overflow="fold",
            ratio=1 if c.wide else None,
            justify="right" if c.right else "left",
            max_width=None if c.wide else c.most,
            min_width=WIDE_LEAST if c.wide else None,
            no_wrap=c.whole,
        )
    for row in rows:
        table.add_row(*(Text(_clipped(printable(_plain(row.get(c.key))))) for c in columns))
    console.print(table)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL].rsplit(" ", 1)[0] + " …"


def printable(text: str) -> str:
    """Text that a terminal shows as text: control and direction characters are made visible."""
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else "�" for ch in text)
