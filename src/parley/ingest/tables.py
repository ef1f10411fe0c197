"""JSON lines, JSON, CSV and Parquet to rows; none of them is held whole but JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from parley.errors import InputError
from parley.ingest.bounds import HEAD_BYTES, JSON_BYTES, LINE_BYTES, size
from parley.ingest.decoding import decode
from parley.ingest.keys import Columns
from parley.ingest.kinds import is_object
from parley.ingest.lines import Line, lines
from parley.ingest.opening import Source
from parley.ingest.problems import Problem, foreign, quoted
from parley.ingest.rows import NO_TEXT, Row

# Control characters inside strings are let through (normalising takes them out), and numbers stay
# as they are written: an id of 25 digits is not a number to us.
_JSON: Final = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
_TOO_LONG: Final = f"the line is longer than {size(LINE_BYTES)}"
_LISTS: Final = ("articles", "items", "results", "data", "docs", "documents", "hits", "response")
"""Keys under which an interface's answer holds its list of articles."""


def rows_of_json_lines(source: Source) -> Iterator[Row | Problem]:
    """One JSON object a line."""
    return _parsed(lines(source, blank=False), source.origin)


def _parsed(of: Iterator[Line], origin: str) -> Iterator[Row | Problem]:
    for line in of:
        if line.text is None:
            yield Problem(origin, line.number, _TOO_LONG, "split the text into its articles")
        elif line.text.strip():
            try:
                value = _JSON.decode(line.text.strip())
            except (ValueError, RecursionError) as exc:
                yield Problem(origin, line.number, *_json_reason(exc))
                continue
            if isinstance(value, dict):
                yield Row(line.number, value, line.encoding, line.guessed)
            else:
                reason = "the line is JSON but not an object"
                yield Problem(origin, line.number, reason, 'write {"text": "…"}')


def _json_reason(error: Exception) -> tuple[str, str]:
    if isinstance(error, RecursionError):
        return "the JSON is nested too deep", "leave it out"
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg} at column {error.colno}", "mend it or leave it out"
    return "not valid JSON", "mend it or leave it out"


def is_lines(head: bytes, *, named_lines: bool) -> bool:
    """Whether JSON comes one object a line, whatever the suffix says."""
    text = decode(head).text.lstrip("\ufeff \t\r\n")
    first, _, rest = text.partition("\n")
    if is_object(first) and (named_lines or rest.strip()):
        return True
    return named_lines and first.strip() not in ("[", "{", "[{")


def rows_of_json(source: Source) -> Iterator[Row | Problem]:
    """A JSON array of objects, an object that holds such an array, or one object.

    An array is read item by item: what stands before a damage is kept.
    """
    data = source.read_all(
        JSON_BYTES, what="a JSON document", advice="write it as JSON lines (.jsonl), one a line"
    )
    text, encoding, guessed = decode(data)
    text = text.lstrip("\ufeff")
    try:
        if text.lstrip().startswith("["):
            for number, value in enumerate(_items(text), start=1):
                yield _item_row(source.origin, number, value, encoding, guessed)
            return
        found = _JSON.decode(text)
    except (ValueError, RecursionError) as exc:
        if isinstance(exc, json.JSONDecodeError) and exc.msg == "Extra data":
            of = enumerate(io.StringIO(text), start=1)
            yield from _parsed((Line(n, t, encoding, guessed) for n, t in of), source.origin)
            return
        line = exc.lineno if isinstance(exc, json.JSONDecodeError) else None
        raise InputError(source.origin, _json_reason(exc)[0], line=line) from exc
    for number, value in enumerate(_articles(found), start=1):
        yield _item_row(source.origin, number, value, encoding, guessed)


def _items(text: str) -> Iterator[Any]:
    at = text.index("[") + 1
    blank = json.decoder.WHITESPACE  # type: ignore[attr-defined]
    while True:
        at = blank.match(text, at).end()
        if text.startswith("]", at):
            return
        value, at = _JSON.raw_decode(text, at)
        yield value
        at = blank.match(text, at).end()
        if text.startswith(",", at):
            at += 1
        elif not text.startswith("]", at):
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)


def _item_row(origin: str, number: int, value: Any, encoding: str, guessed: bool) -> Row | Problem:
    if isinstance(value, dict):
        return Row(number, value, encoding, guessed)
    return Problem(origin, number, "the item is not an object", 'write {"text": "…"}')


def _articles(found: Any, depth: int = 3) -> list[Any]:
    """The list of articles in an answer of a news interface, or the one object as a list."""
    if isinstance(found, Mapping) and depth:
        for key in _LISTS:
            inner = found.get(key)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, Mapping):
                return _articles(inner, depth - 1)
    return [found]


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
    return max((",", ";", "\t", "|"), key=header.count)


def _csv_rows(
    feed: _Feed, names: tuple[str, ...], delimiter: str, origin: str
) -> Iterator[Row | Problem]:
    csv.field_size_limit(
        3 * LINE_BYTES
    )  # never met: rows are bounded first; the module's bound is one for the whole process
    while True:
        feed.start_row()
        reader = csv.reader(feed, delimiter=delimiter, skipinitialspace=True)
        try:
            cells = next(reader, None)
        except csv.Error as exc:
            yield Problem(
                origin, feed.first, f"the row cannot be read: {foreign(exc)}", "mend its quotes"
            )
            continue
        if feed.too_long:
            yield Problem(origin, feed.first, _TOO_LONG, "split the text into its articles")
        elif feed.unclosed:
            reason = "a quotation mark is opened here and never closed"
            yield Problem(origin, feed.first, reason, "double the quotation marks inside a cell")
            feed.rewind()
        elif cells is None:
            return
        elif len(cells) > len(names) and any(c.strip() for c in cells[len(names) :]):
            reason = f"the row has {len(cells)} cells, the header {len(names)}"
            yield Problem(origin, feed.first, reason, "put cells with separators in quotes")
        elif any(cell.strip() for cell in cells):
            # A name may stand twice: the first that holds something counts.
            record: dict[str, str] = {}
            for name, cell in zip(names, cells, strict=False):
                record[name] = record.get(name) or cell
            yield Row(feed.first, record, feed.encoding, feed.guessed)


class _Feed:
    """Lines for the csv module, watching what it swallows for one row.

    Attributes:
        unclosed: no end of the row was found, to the end of the source or the bound of a row.
        too_long: the row has a line that is too long.
        encoding, guessed: how the row's last line was decoded.
    """

    _REWINDS: Final = 20
    _LINE_COST: Final = 100  # bytes that a line takes beside its characters

    def __init__(self, of: Iterator[Line]) -> None:
        self._lines = of
        self._again: list[Line] = []  # to be read again, last one first
        self._row: list[Line] = []
        self._rewinds = self._size = 0
        self.unclosed = self.too_long = self.guessed = False
        self.encoding: str | None = None

    def __iter__(self) -> _Feed:
        return self

    @property
    def first(self) -> int:
        """Number of the row's first line."""
        return self._row[0].number if self._row else 1

    def start_row(self) -> None:
        """Forget the row before."""
        self._row, self._size = [], 0
        self.unclosed = self.too_long = False

    def rewind(self) -> None:
        """Read again from the row's second line on; done so often only that time stays linear."""
        self._rewinds += 1
        if self._rewinds <= self._REWINDS:
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


def rows_of_parquet(file: BinaryIO, origin: str) -> Iterator[Row | Problem]:
    """The rows of a Parquet file, a few at a time; columns that mean nothing to us are not read.

    Args:
        file: the file, which must be seekable.
    """
    import pyarrow as pa  # large: only for those who have such files
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file, pre_buffer=False, buffer_size=1024 * 1024)
        columns = Columns(tuple(table.schema_arrow.names))
        if not columns.has_text:
            found = ", ".join(quoted(name) for name in columns.names[:12])
            raise InputError(origin, f"no text column among {found}", advice=NO_TEXT)
        number = 0
        for batch in table.iter_batches(
            batch_size=16, columns=list(columns.known), use_threads=False
        ):
            for record in batch.to_pylist():
                number += 1
                yield Row(number, {k: _plain(v) for k, v in record.items()})
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as exc:
        reason = f"the Parquet file is damaged: {foreign(exc)}"
        raise InputError(origin, reason, advice="get the file again") from exc


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return decode(value).text
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
