"""The files of the tasks: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from parley.errors import InputError

Shape = Mapping[str, Any]
"""Keys that a row must have; a value that is a list with one shape says what its items must have."""


def read_rows(path: Path, shape: Shape) -> list[dict[str, Any]]:
    """The rows of a JSONL file, each with an ``id`` of its own and all that the shape asks for.

    Raises:
        InputError: naming the file, and the line where one is at fault.
    """
    rows, seen = [], set()
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = _row(path, number, line, shape)
                    if row["id"] in seen:
                        raise InputError(str(path), f"id {row['id']!r} is there twice", line=number)
                    seen.add(row["id"])
                    rows.append(row)
    except OSError as exc:
        raise InputError(str(path), exc.strerror or "cannot be read") from exc
    except UnicodeDecodeError as exc:
        raise InputError(str(path), "is not UTF-8", advice="convert it first") from exc
    if not rows:
        raise InputError(str(path), "has no rows")
    return rows


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the rows as JSON lines.

    Raises:
        InputError: where the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except OSError as exc:
        raise InputError(str(path), exc.strerror or "cannot be written") from exc


def _row(path: Path, number: int, line: str, shape: Shape) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise InputError(str(path), "is not JSON", line=number) from exc
    wrong = _misfit(row, {"id": None, **shape}, "")
    if wrong:
        raise InputError(str(path), wrong, line=number, advice="is this the file of that task?")
    if not isinstance(row["id"], str):
        raise InputError(str(path), "the id is not a string", line=number)
    return dict(row)


def _misfit(value: Any, shape: Shape, where: str) -> str | None:
    """What the value lacks, None where it has it all."""
    if not isinstance(value, dict):
        return f"{where or 'the row'} is not an object"
    for key, inner in shape.items():
        at = f"{where}.{key}" if where else key
        if key not in value:
            return f"has no {at}"
        if inner is not None:
            if not isinstance(value[key], list):
                return f"{at} is not a list"
            if inner:
                wrong = (_misfit(v, inner[0], f"{at}[{i}]") for i, v in enumerate(value[key]))
                found = next((w for w in wrong if w), None)
                if found:
                    return found
    return None
