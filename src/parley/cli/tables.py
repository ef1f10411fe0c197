"""Rows on the terminal, as JSON and as CSV; how a table is fitted to a width stands in ``widths``."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import click

from parley.cli.widths import GAP, Column, fitted, folded, padded
from parley.export.cells import cell
from parley.records import pack

Row = Mapping[str, Any]

LEAST_WIDTH: Final = 60
"""Characters that a table takes at least; a narrower terminal breaks its lines."""

LONGEST_CELL: Final = 300
"""Code points of a cell that a table shows; --json and --csv give all of it."""

PIPED_WIDTH: Final = 160
"""Width of a table that goes to a file or another program."""

MOST_ACCENTS: Final = 3
"""Combining marks that one character keeps: more are meant to smear over the lines around."""

_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphens, joiners and spaces without width: they say nothing in a cell and count as nothing."""


def show_rows(
    rows: Sequence[Row],
    fields: Sequence[str],
    columns: Sequence[Column],
    *,
    as_json: bool = False,
    as_csv: bool = False,
    empty: str = "nothing found",
    notes: Iterable[tuple[str, str]] = (),
) -> None:
    """Print the rows: as a table of ``columns``, or with all their ``fields`` as JSON or CSV.

    Args:
        notes: marks at the end of a cell, each with its meaning, told below a table that has it.
    """
    if as_json:
        click.echo(json.dumps([pack(r) for r in rows], ensure_ascii=False, indent=1))
    elif as_csv:
        _csv(rows, fields)
    elif rows:
        for line in table(rows, columns, table_width(), notes=notes):
            click.echo(line)
    else:
        click.echo(empty, err=True)


def table_width() -> int:
    """The width for tables: of the terminal, ``COLUMNS``, or else that of a pipe."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return max(LEAST_WIDTH, shutil.get_terminal_size().columns)
    return PIPED_WIDTH


def table(
    rows: Sequence[Row],
    columns: Sequence[Column],
    width: int,
    *,
    notes: Iterable[tuple[str, str]] = (),
) -> Iterable[str]:
    """The lines of a table that fits the width."""
    cells = [[_clipped(printable(_plain(c.of(r)))) for c in columns] for r in rows]
    shown, widths, cells = fitted(columns, cells, width)
    yield _line([[c.title] for c in shown], shown, widths)
    yield "─" * (sum(widths) + GAP * (len(widths) - 1))
    for row in cells:
        folds = [folded(cell, w) for cell, w in zip(row, widths, strict=True)]
        yield _line(folds, shown, widths)
    for mark, meaning in notes:
        if any(cell.endswith(mark) for row in cells for cell in row):
            yield ""
            yield from folded(f"{mark} {meaning}", width)


def _line(folds: Sequence[Sequence[str]], shown: Sequence[Column], widths: Sequence[int]) -> str:
    """One row of a table, as many lines as its longest cell needs."""
    height = max(map(len, folds))
    lines = []
    for at in range(height):
        parts = (
            padded(fold[at] if at < len(fold) else "", w, right=c.right)
            for fold, c, w in zip(folds, shown, widths, strict=True)
        )
        lines.append((" " * GAP).join(parts).rstrip())
    return "\n".join(lines)


def _csv(rows: Sequence[Row], fields: Sequence[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([cell(row.get(n)) for n in fields])


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _clipped(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL].rsplit(" ", 1)[0] + " …"


def printable(text: str) -> str:
    """Text that a terminal shows as text, on one line.

    Control characters (terminal escapes begin with one) and characters that turn the direction of
    writing are shown as U+FFFD; a pile of combining marks is cut.
    """
    if text.isascii() and text.isprintable():
        return text
    out: list[str] = []
    accents = 0
    for ch in text:
        accents = accents + 1 if unicodedata.combining(ch) else 0
        if accents > MOST_ACCENTS or ch in _INVISIBLE:
            continue
        out.append(ch if ch.isprintable() else " " if ch.isspace() else "\ufffd")
    return "".join(out)
