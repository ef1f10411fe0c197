"""CSV to rows, row by row, whatever separates the cells and however they are quoted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from parley.errors import InputError
from parley.ingest.bounds import HEAD_BYTES, LINE_BYTES, LINE_TOO_LONG
from parley.ingest.keys import DELIMITERS, Columns
from parley.ingest.lines import Line, lines
from parley.ingest.opening import Source
from parley.ingest.problems import Problem, foreign, quoted
from parley.ingest.rows import NO_TEXT, Row

_UNCLOSED: Final = "a quotation mark is opened here and never closed"


def rows_of_csv(source: Source) -> Iterator[Row | Problem]:
    """A table with a header, separated by commas, semicolons, tabs or bars; UTF-16 too."""
    feed = _Feed(lines(source))
    header = next(feed, "")
    delimiter = None
    if header.lower().startswith("sep="):  # Excel's way to say it
        delimiter, header = header.strip()[4:5] or None, next(feed, "")
    if len(header) > HEAD_BYTES:
        raise InputError(source.origin, "the first line is too long for a header", line=1)
    delimiter = delimiter or Columns.of_header(header) or _likeliest(header)
    names = _cells(header, delimiter)
    if not Columns(names).has_text:
        found = ", ".join(quoted(name) for name in names[:12])
        raise InputError(source.origin, f"no text column among {found}", line=1, advice=NO_TEXT)
    yield from _csv_rows(feed, names, delimiter, source.origin)


def _cells(header: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([header], delimiter=delimiter), []))
    except csv.Error:
        return (header.strip(),)


def _likeliest(header: str) -> str:
    return max(DELIMITERS, key=header.count)


def _csv_rows(
    feed: _Feed, names: tuple[str, ...], delimiter: str, origin: str
) -> Iterator[Row | Problem]:
    # The module has one bound for the whole process; ours are narrower and met before it.
    csv.field_size_limit(3 * LINE_BYTES)
    while True:
        feed.start_row()
        try:
            cells = _next_cells(feed, delimiter, len(names))
        except csv.Error as exc:
            yield _csv_problem(feed, origin, exc)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells[len(names) :]):
            reason = f"the row has {len(cells)} cells, the header {len(names)}"
            yield Problem(origin, feed.first, reason, "put cells with separators in quotes")
        elif any(cell.strip() for cell in cells):
            record: dict[str, str] = {}
            for name, cell in zip(names, cells, strict=False):
                record[name] = record.get(name) or cell  # of two columns of one name the first
            yield Row(feed.first, record, feed.encoding, feed.guessed)


def _next_cells(feed: _Feed, delimiter: str, wanted: int) -> list[str] | None:
    """The cells of the next row, None at the end of the table.

    Tables of tabs are often written without any quoting, and a quotation then begins a cell like
    any other character. A row whose marks do not work out as quoting is taken as it stands, if
    its first line has just the cells that are wanted.

    Raises:
        csv.Error: the row cannot be read.
    """
    strictly = csv.reader(feed, delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        cells = next(strictly, None)
    except csv.Error:
        cells = feed.first_text.split(delimiter)
        in_one_line = feed.length == 1 and not feed.unclosed
        if len(cells) != wanted or not (in_one_line or delimiter == "\t"):
            raise
        feed.rewind()
        return cells
    if feed.too_long:
        raise csv.Error(LINE_TOO_LONG)
    return cells


def _csv_problem(feed: _Feed, origin: str, error: csv.Error) -> Problem:
    if feed.too_long:
        return Problem(origin, feed.first, LINE_TOO_LONG, "split the text into its articles")
    if feed.unclosed:
        feed.rewind()
        return Problem(origin, feed.first, _UNCLOSED, "double the quotation marks inside a cell")
    reason = f"the row cannot be read: {foreign(error)}"
    return Problem(origin, feed.first, reason, "double the quotation marks inside a cell")


class _Feed:
    """Lines for the csv module, watching what it swallows for one row.

    Attributes:
        unclosed: no end of the row was found, to the end of the source or the bound of a row.
        too_long: the row has a line that is too long.
        encoding, guessed: how the row's last line was decoded.
    """

    _LINE_COST: Final = 100  # bytes that a line takes beside its characters

    def __init__(self, of: Iterator[Line]) -> None:
        self._lines = of
        self._again: list[Line] = []  # to be read again, last one first
        self._row: list[Line] = []
        self._size = 0
        self._budget = 8 * LINE_BYTES  # of what may be read again, so that time stays linear
        self.unclosed = self.too_long = self.guessed = False
        self.encoding: str | None = None

    def __iter__(self) -> _Feed:
        return self

    @property
    def first(self) -> int:
        """Number of the row's first line."""
        return self._row[0].number if self._row else 1

    @property
    def first_text(self) -> str:
        """The row's first line."""
        return (self._row[0].text or "") if self._row else ""

    @property
    def length(self) -> int:
        """Lines that the row has taken."""
        return len(self._row)

    def start_row(self) -> None:
        """Forget the row before."""
        self._row, self._size = [], 0
        self.unclosed = self.too_long = False

    def rewind(self) -> None:
        """Read again from the row's second line on, as long as the budget lasts."""
        self._budget -= self._size
        if self._budget > 0:
            self._again += self._row[:0:-1]

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines, None)
        if line is None:
            self.unclosed = bool(self._row)
            raise StopIteration
        self._row.append(line)
        self.too_long = line.text is None
        self.unclosed = self._size > LINE_BYTES
        if line.text is None or self.unclosed:
            raise StopIteration
        self._size += len(line.text) + self._LINE_COST
        self.encoding, self.guessed = line.encoding, line.guessed
        return line.text + "\n"
