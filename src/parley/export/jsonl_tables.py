"""``jsonl``: JSON lines with the exact words; a folder with one file for each table, or one file.

Where the destination ends in ``.jsonl``, all tables go to that one file and each row names its ``table``.
Lists are lists, numbers are numbers, what is not known is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from parley.export.bundle import Bundle
from parley.export.columns import Row, Table
from parley.export.files import folder, write
from parley.export.readme import COMMON_NOTES, readme
from parley.export.tables import TABLES

NOTES: Final = (
    "One JSON object a line, UTF-8, its keys in the order below. Lists are lists; null is not known.",
)


def export_jsonl(bundle: Bundle, dest: Path) -> list[Path]:
    """Write the folder, or the one file; the paths of the files.

    Raises:
        UsageError: where it cannot be written.
    """
    if dest.suffix == ".jsonl":
        folder(dest.parent)
        return [write(dest, _everything(bundle))]
    folder(dest)
    counts: dict[str, int] = {}
    paths = [write(dest / f"{t.name}.jsonl", _file(bundle, t, counts)) for t in TABLES]
    text = readme(bundle, TABLES, counts, (*NOTES, *COMMON_NOTES), ".jsonl")
    return [*paths, write(dest / "README.md", [text.encode()])]


def _everything(bundle: Bundle) -> Iterator[bytes]:
    for table in TABLES:
        for row in table.rows(bundle):
            yield _line({"table": table.name, **_ordered(table, row)})


def _file(bundle: Bundle, table: Table, counts: dict[str, int]) -> Iterator[bytes]:
    counts[table.name] = 0
    for row in table.rows(bundle):
        yield _line(_ordered(table, row))
        counts[table.name] += 1


def _ordered(table: Table, row: Row) -> Row:
    return {column.name: row[column.name] for column in table.columns}


def _line(row: Row) -> bytes:
    # Half of a surrogate pair cannot be written in UTF-8: it stays a JSON escape.
    return (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
