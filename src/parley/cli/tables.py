"""Rows on the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
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
    """

    title: str
    key: str
    wide: bool = False
    right: bool = False


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
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for c in columns:
        table.add_column(
            c.title,
            overflow="fold" if c.wide else "ellipsis",
            no_wrap=not c.wide,
            ratio=1 if c.wide else None,
            justify="right" if c.right else "left",
            max_width=None if c.wide else 26,
        )
    for row in rows:
        table.add_row(*(Text(printable(_plain(row.get(c.key)))) for c in columns))
    console.print(table)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def printable(text: str) -> str:
    """Text that a terminal shows as text: control and direction characters are made visible."""
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else "�" for ch in text)
