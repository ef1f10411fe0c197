"""Fact files: tab-separated values with a header, read strictly.

Every error names the file and the line. Inside a cell ``|`` parts values and a ``?`` at the end of a
value marks words that often mean something else. Lines that begin with ``#`` are notes.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from parley.errors import InputError, ModelError, ParleyError

LARGEST_FILE = 16_000_000
"""Bytes of a user's fact file above which it is refused."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a fact file, its cells by column."""

    path: Path
    line: int
    cells: dict[str, str]
    shipped: bool

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell, in order, each once."""
        return tuple(dict.fromkeys(v.strip() for v in self[column].split("|") if v.strip()))

    def wrong(self, reason: str, advice: str = "") -> ParleyError:
        """The error for this line: ours if the file ships with Parley, else the user's."""
        return complaint(self.path, reason, line=self.line, advice=advice, shipped=self.shipped)


def complaint(
    path: Path, reason: str, *, line: int | None = None, advice: str = "", shipped: bool
) -> ParleyError:
    """A `ModelError` for a file that ships with Parley, an `InputError` for a user's."""
    error = InputError(str(path), reason, line=line, advice=advice)
    return ModelError(str(error)) if shipped else error


def rows(
    path: Path, columns: Sequence[str], *, needed: Sequence[str], shipped: bool = True
) -> Iterator[Row]:
    """Read a fact file.

    Args:
        columns: every column that the file may have; needed: those that it must have.

    Raises:
        ModelError: a shipped file that cannot be read; InputError: a user's.
    """
    lines = _lines(path, shipped=shipped)
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if header is None:
            header = cells
            _check_header(path, number, header, columns, needed, shipped=shipped)
            continue
        if len(cells) > len(header):
            reason = f"{len(cells)} cells under {len(header)} columns"
            raise complaint(
                path, reason, line=number, advice="part cells with tabs", shipped=shipped
            )
        yield Row(path, number, dict(zip(header, cells, strict=False)), shipped)


def _lines(path: Path, *, shipped: bool) -> list[str]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise complaint(path, f"larger than {LARGEST_FILE} bytes", shipped=shipped)
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as exc:
        reason = f"cannot be read: {exc.strerror or exc}"
        raise complaint(path, reason, shipped=shipped) from exc
    except UnicodeDecodeError as exc:
        raise complaint(path, "not UTF-8", advice="save it as UTF-8", shipped=shipped) from exc


def _check_header(
    path: Path,
    line: int,
    header: Sequence[str],
    columns: Sequence[str],
    needed: Sequence[str],
    *,
    shipped: bool,
) -> None:
    unknown = [c for c in header if c not in columns]
    missing = [c for c in needed if c not in header]
    doubled = [c for c in header if header.count(c) > 1]
    for what, names in (("unknown", unknown), ("missing", missing), ("doubled", doubled)):
        if names:
            advice = f"the columns are {', '.join(columns)}, parted by tabs"
            reason = f"{what} column {names[0]!r}"
            raise complaint(path, reason, line=line, advice=advice, shipped=shipped)


def first_day(words: str) -> date | None:
    """The first day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None if empty.

    Raises:
        ValueError: the words are none of these.
    """
    if not words:
        return None
    year, month, day = _parts(words)
    return date(year, month or 1, day or 1)


def last_day(words: str) -> date | None:
    """The last day of ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None if empty.

    Raises:
        ValueError: the words are none of these.
    """
    if not words:
        return None
    year, month, day = _parts(words)
    month = month or 12
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(words: str) -> tuple[int, int, int]:
    found = _DAY.match(words)
    if not found:
        raise ValueError(f"{words!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = found.groups()
    return int(year), int(month or 0), int(day or 0)
