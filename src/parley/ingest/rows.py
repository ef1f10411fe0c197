"""Rows of tables and objects of JSON to pages: the same rules for every such format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any, Final, Literal, NamedTuple

from parley.errors import InputError, TooLargeError
from parley.ingest.bounds import META_CHARS, MIB, TEXT_CHARS, size
from parley.ingest.days import Order, order_of, parse_day
from parley.ingest.decoding import normalise
from parley.ingest.keys import Columns, fields
from parley.ingest.kinds import has_markup, is_document
from parley.ingest.problems import Problem, quoted
from parley.records import RawPage

Markup = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about the sources on the command line.

    It fills what a table leaves open: a column or key of the source goes before it, row by row.
    It goes before what is read out of a page's HTML or text.
    """

    publisher: str | None = None
    published: date | None = None
    title: str | None = None

    def as_fields(self) -> dict[str, str]:
        """The fields as a page carries them."""
        day = self.published.isoformat() if self.published else None
        found = {"publisher": self.publisher, "published": day, "title": self.title}
        return {key: value for key, value in found.items() if value}


class Row(NamedTuple):
    """A row of a table before its columns are understood."""

    line: int
    record: Mapping[Any, Any]
    encoding: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What all pages of one source have in common."""

    origin: str
    given: Given
    fetched: datetime | None


_PEEK_ROWS: Final = 200
_PEEK_CHARS: Final = 8 * MIB
"""So many rows or characters are looked at ahead, to learn how a table writes its days."""

NO_TEXT: Final = "name the text column 'text' (or one of its synonyms in docs/reference/sources.md)"


def pages_of_rows(rows: Iterator[Row | Problem], context: Context) -> Iterator[RawPage | Problem]:
    """A page, or a problem, for each row; one remark at the end on days that were not understood."""
    rows = _guarded(rows)
    ahead = _peek(rows)
    order = order_of(
        value
        for row in ahead
        if isinstance(row, Row)
        for value in fields(row.record).get("published", [])
    )
    unread: list[tuple[int, str]] = []
    count = 0
    for row in chain(ahead, rows):
        if isinstance(row, Problem):
            yield row
            continue
        try:
            page, day = _page(row, context, order)
        except InputError as exc:
            yield Problem.of(exc)
            continue
        if day is not None:
            count += 1
            unread = unread or [(row.line, day)]
        yield page
    if count:
        yield _undated(context.origin, count, *unread[0])


def _guarded(rows: Iterator[Row | Problem]) -> Iterator[Row | Problem]:
    """The rows up to where the source breaks off, and that as the last problem."""
    try:
        yield from rows
    except InputError as exc:
        yield Problem.of(exc)


def _peek(rows: Iterator[Row | Problem]) -> list[Row | Problem]:
    ahead: list[Row | Problem] = []
    chars = 0
    while len(ahead) < _PEEK_ROWS and chars < _PEEK_CHARS and (row := next(rows, None)):
        ahead.append(row)
        if isinstance(row, Row):
            chars += sum(len(v) for v in row.record.values() if isinstance(v, str))
    return ahead


def _undated(origin: str, count: int, line: int, value: str) -> Problem:
    many = f"{count} publication dates are" if count > 1 else "1 publication date is"
    return Problem(
        origin,
        line,
        f"{many} not clearly a day and left out, the first one {quoted(value)}",
        "write days as YYYY-MM-DD",
        failed=False,
    )


def page_of_record(record: Mapping[Any, Any], origin: str, line: int) -> RawPage:
    """The page of one record on its own.

    Raises:
        InputError: there is no text in it. TooLargeError: it is longer than an article can be.
    """
    return _page(Row(line, record), Context(origin, Given(), None), None)[0]


def _page(row: Row, context: Context, order: Order | None) -> tuple[RawPage, str | None]:
    """The row's page, and the value of its publication date where that is not a day."""
    found = fields(row.record)
    markup, content = _content(row, found, context.origin)
    raw, day = found.get("published"), day_of(found, order)
    page = RawPage(
        origin=f"{context.origin}#{row.line}",
        markup=markup,
        content=content,
        encoding=row.encoding,
        encoding_guessed=row.guessed,
        fetched=context.fetched,
        given=given_of(found, context.given, day),
    )
    return page, raw[0] if raw and not day else None


def _content(row: Row, found: Mapping[str, list[str]], origin: str) -> tuple[Markup, str]:
    """The article of the row, its text before its HTML."""
    for field in ("text", "html"):
        for raw in found.get(field, ()):
            content = normalise(raw)
            if not content.strip():
                continue
            if field == "html" or _is_html(row.record, raw):
                return "html", content
            if len(content) > TEXT_CHARS:
                reason = f"the text is longer than the {size(TEXT_CHARS)} that an article may have"
                raise TooLargeError(origin, reason, line=row.line, advice="split it up")
            return "text", content
    names = tuple(str(key) for key in row.record)
    if Columns(names).has_text:
        raise InputError(origin, "the text is empty", line=row.line, advice="leave it out")
    reason = "no text among " + ", ".join(map(quoted, names[:8])) if names else "nothing in it"
    raise InputError(origin, reason, line=row.line, advice=NO_TEXT)


def _is_html(record: Mapping[Any, Any], content: str) -> bool:
    """Whether the text is HTML: under the key ``text`` only a whole document is taken for it."""
    return is_document(content) or (record.get("text") != content and has_markup(content))


def given_of(found: Mapping[str, list[str]], given: Given, day: str | None) -> dict[str, str]:
    """The metadata of one row over those of the command line."""
    out = given.as_fields()
    for name in ("id", "title", "author", "publisher", "url"):
        values = _short(found.get(name))
        if name in ("publisher", "url"):
            values = (v for v in values if is_url(v) == (name == "url"))
        if value := next(values, None):
            out[name] = value
    if day:
        out["published"] = day
    return out


def day_of(found: Mapping[str, list[str]], order: Order | None = None) -> str | None:
    """The first of the row's publication dates that is clearly a day or a moment."""
    days = (parse_day(value, order) for value in found.get("published", ()))
    return next((day for day in days if day), None)


def is_url(value: str) -> bool:
    """Whether the value is an address on the web, and nothing that a browser would run."""
    return value[:8].lower().startswith(("http://", "https://")) and not any(
        map(str.isspace, value)
    )


def _short(values: list[str] | None) -> Iterator[str]:
    """The values that are short enough for a name, each on one line."""
    for value in values or ():
        if len(value) <= META_CHARS and (clean := " ".join(normalise(value).split())):
            yield clean
