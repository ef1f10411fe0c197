"""The front door: paths, addresses and ``-`` to pages."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

from parley.errors import InputError
from parley.ingest.csv_rows import rows_of_csv
from parley.ingest.json_rows import is_lines, rows_of_json, rows_of_json_lines
from parley.ingest.kinds import Kind, kind_of_head, kind_of_name, refuse_binary
from parley.ingest.opening import Source
from parley.ingest.parquet_rows import rows_of_parquet
from parley.ingest.problems import Problem, foreign, shown
from parley.ingest.rows import Context, Given, pages_of_rows
from parley.ingest.single import page_of_bytes
from parley.ingest.walking import Entry, Walk
from parley.ingest.web import FetchPolicy, fetch
from parley.records import RawPage, Validators

Known = Callable[[str], Validators | None]
Progress = Callable[[int], None]

STDIN: Final = "-"


def pages(
    sources: Iterable[str | Path],
    *,
    given: Given = Given(),  # noqa: B008 - frozen
    policy: FetchPolicy = FetchPolicy(),  # noqa: B008 - frozen
    stdin: BinaryIO | None = None,
    known: Known | None = None,
    progress: Progress | None = None,
) -> Iterator[RawPage | Problem]:
    """Every page of the sources, in their order, and a problem for what cannot be read.

    Nothing that a source contains makes this raise, and no source is held in memory as a whole
    unless it is one article (or a JSON document, which is bounded).

    Args:
        sources: files, folders, ``http`` and ``https`` addresses, ``-`` for standard input. What is
            named twice is read once.
        given: metadata for pages that do not give their own; see :class:`Given`.
        policy: bounds of fetching.
        stdin: what ``-`` reads, the process's standard input where None.
        known: address → validators of the copy that the caller has already; a page that has not
            changed since gives a remark in place of a page.
        progress: called with numbers of bytes, which add up to what :func:`count` says.
    """
    reader = _Reader(given, policy, stdin, known, progress or (lambda _: None))
    for source in sources:
        yield from reader.read(source)


def count(sources: Iterable[str | Path]) -> int | None:
    """Bytes on the disk that :func:`pages` will go through, for a progress bar.

    None where that cannot be known: standard input or an address is among the sources.
    """
    walk, total = Walk(), 0
    for source in sources:
        if is_address(source) or str(source) == STDIN:
            return None
        for entry in walk.entries(Path(source)):
            total += entry.size if isinstance(entry, Entry) else 0
    return total


def is_address(source: str | Path) -> bool:
    """Whether the source is an address on the web and not a path."""
    return isinstance(source, str) and "://" in source[:20]


@dataclass(slots=True)
class _Reader:
    """What one call of :func:`pages` carries from source to source."""

    given: Given
    policy: FetchPolicy
    stdin: BinaryIO | None
    known: Known | None
    progress: Progress
    _walk: Walk = field(default_factory=Walk)
    _asked: set[str] = field(default_factory=set)

    def read(self, source: str | Path) -> Iterator[RawPage | Problem]:
        """The pages of one source of the user's."""
        name = str(source)
        if is_address(source) or name == STDIN:
            key = name.split("#", 1)[0]
            if key not in self._asked:
                self._asked.add(key)
                yield from _guarded(self._standard() if name == STDIN else self._address(name))
            return
        for entry in self._walk.entries(Path(source)):
            if isinstance(entry, Problem):
                yield entry
            else:
                yield from _guarded(self._file(entry))

    def _standard(self) -> Iterator[RawPage | Problem]:
        stream = self.stdin or sys.stdin.buffer
        yield from _dispatch(Source(stream, STDIN), None, self._context(STDIN))

    def _address(self, url: str) -> Iterator[RawPage | Problem]:
        origin = shown(url)
        answer = fetch(url, self.policy, self.known(url) if self.known else None)
        if answer.data is None:
            reason = "the page has not changed since it was last fetched"
            yield Problem(origin, None, reason, failed=False)
            return
        source = Source(io.BytesIO(answer.data), origin)
        refuse_binary(source.head, origin)
        context = Context(origin, self.given, datetime.now(UTC).replace(microsecond=0))
        html = answer.content_type not in ("text/plain", "text/markdown")
        page = page_of_bytes(source, context, html=html, declared=answer.charset)
        yield replace(
            page, given={"url": answer.url} | dict(page.given), validators=answer.validators
        )

    def _file(self, entry: Entry) -> Iterator[RawPage | Problem]:
        origin, reported = shown(entry.path), 0

        def report(number: int) -> None:
            nonlocal reported
            number = min(number, entry.size - reported)  # the file may grow while it is read
            reported += number
            self.progress(number)

        try:
            with _opened(entry.path, origin) as raw:
                kind = kind_of_name(entry.path.name)
                context = self._context(origin, entry.modified)
                yield from _dispatch(Source(raw, origin, progress=report), kind, context)
        finally:
            report(entry.size)  # what was not needed counts as done

    def _context(self, origin: str, modified: float | None = None) -> Context:
        return Context(origin, self.given, _moment(modified))


def _moment(seconds: float | None) -> datetime | None:
    try:
        return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):  # disks hold any number
        return None


def _opened(path: Path, origin: str) -> BinaryIO:
    try:
        return cast(BinaryIO, open(path, "rb", buffering=0))
    except OSError as exc:
        reason = f"it cannot be opened: {foreign(exc)}"
        raise InputError(origin, reason, advice="check its permissions") from exc


def _guarded(of: Iterator[RawPage | Problem]) -> Iterator[RawPage | Problem]:
    try:
        yield from of
    except InputError as exc:
        yield Problem.of(exc)


def _dispatch(source: Source, kind: Kind | None, context: Context) -> Iterator[RawPage | Problem]:
    """The pages of the source, by its kind; the bytes decide where the name does not."""
    if not source.head:
        raise InputError(source.origin, "it is empty", advice="leave it out")
    kind = kind or kind_of_head(source.head)
    if kind is Kind.PARQUET:
        with source.seekable() as file:
            yield from pages_of_rows(rows_of_parquet(file, source.origin), context)
        return
    refuse_binary(source.head, source.origin)
    if kind in (Kind.JSONL, Kind.JSON):
        by_line = is_lines(source.head, named_lines=kind is Kind.JSONL)
        rows = rows_of_json_lines(source) if by_line else rows_of_json(source)
        yield from pages_of_rows(rows, context)
    elif kind is Kind.CSV:
        yield from pages_of_rows(rows_of_csv(source), context)
    else:
        yield page_of_bytes(source, context, html=kind is Kind.HTML)
