"""``csv``: a folder with one CSV file for each table, and a README.

The files follow RFC 4180: commas, CRLF, quotation marks doubled. ``csv-excel`` is the same with a byte order
mark, without which Excel takes the letters of other alphabets for something else.

Words that a spreadsheet would run get an apostrophe before them (:mod:`parley.export.cells`); the ``jsonl`` format keeps
them as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from parley.export.bundle import Bundle
from parley.export.cells import SEPARATOR, safe
from parley.export.columns import Column, Table, Value
from parley.export.files import folder, write
from parley.export.readme import COMMON_NOTES, readme
from parley.export.tables import TABLES

BOM: Final = b"\xef\xbb\xbf"

NOTES: Final = (
    "The first row of each file names the columns.",
    "UTF-8, commas, CRLF; `csv-excel` files begin with a byte order mark, so that Excel reads them rightly.",
    f"Lists are joined by `{SEPARATOR}`; lists of one actor role are of equal length. A semicolon inside an item "
    "is written as a comma.",
    "Words that begin with `=`, `+`, `-`, `@`, a tab or a line break have an apostrophe before them, so that no "
    "spreadsheet runs them. The JSONL export keeps the exact words.",
    "Codes are text: import the columns of kind code as text, else a spreadsheet drops leading zeros.",
)


def export_csv(bundle: Bundle, dest: Path) -> list[Path]:
    """Write the folder; the paths of its files.

    Raises:
        UsageError: where it cannot be written.
    """
    return write_tables(bundle, dest, TABLES, (*NOTES, *COMMON_NOTES))


def export_csv_excel(bundle: Bundle, dest: Path) -> list[Path]:
    """The same with byte order marks, for Excel."""
    return write_tables(bundle, dest, TABLES, (*NOTES, *COMMON_NOTES), BOM)


def write_tables(
    bundle: Bundle, dest: Path, tables: Sequence[Table], notes: Sequence[str], mark: bytes = b""
) -> list[Path]:
    """Write a folder with a CSV file for each table and a README; the paths of its files.

    Args:
        notes: what the README says to mind; mark: how each file begins.

    Raises:
        UsageError: where it cannot be written.
    """
    folder(dest)
    counts: dict[str, int] = {}
    paths = [
        write(dest / f"{table.name}.csv", _file(bundle, table, mark, counts)) for table in tables
    ]
    text = readme(bundle, tables, counts, notes, ".csv")
    return [*paths, write(dest / "README.md", [text.encode()])]


def _file(bundle: Bundle, table: Table, mark: bytes, counts: dict[str, int]) -> Iterator[bytes]:
    """The file's bytes, row by row; counts the rows on the way."""
    yield mark + _line([c.name for c in table.columns])
    counts[table.name] = 0
    for row in table.rows(bundle):
        yield _line([_cell(row[c.name], c) for c in table.columns])
        counts[table.name] += 1


def _line(cells: list[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: Value, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if column.kind in {"whole", "number"}:
        return str(value)
    if isinstance(value, tuple):
        return safe(SEPARATOR.join(item.replace(";", ",") for item in value))
    return safe(str(value))
