"""``parley extract``: articles as JSON lines to entries as JSON lines, without a ledger.

Line *n* of the output belongs to line *n* of the input. A line that cannot be used, a blank one between
others among them, yields ``{"id", "error"}``; blank lines at the end of the input yield nothing.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from parley.clean import clean
from parley.errors import InputError, UsageError
from parley.export.lines import line as entries_of
from parley.facts import open_facts
from parley.ingest.lines import Line, lines
from parley.ingest.opening import Source
from parley.ingest.problems import foreign
from parley.ingest.rows import page_of_record
from parley.pipeline import Failure, Pipeline
from parley.records import Article

AHEAD_LINES: Final = 64
"""Lines that are read before the first of them is written: one batch of the language model."""

AHEAD_CHARS: Final = 2_000_000
"""… but no more code points than these, which bounds the memory; a news article has about 4,000."""

_UTF8: Final[dict[str, Any]] = {
    "encoding": "utf-8",
    "errors": "backslashreplace",
    "newline": "\n",
}

_JSON: Final = json.JSONDecoder(strict=False)


@dataclass(slots=True)
class ExtractReport:
    """How many lines were written, and how many of them are errors."""

    lines: int = 0
    failed: int = 0

    def words(self) -> str:
        """The summary that closes a run."""
        count = f"{self.lines} line{'s' * (self.lines != 1)} written"
        return f"{count}, {self.failed} of them errors" if self.failed else count


@dataclass(frozen=True, slots=True)
class _Read:
    """An input line as far as it could be read.

    Attributes:
        id: as the line gives it, of whatever type; error: why there is no article.
        given: the text that the line gives, None of HTML.
    """

    id: object
    article: Article | None = None
    given: str | None = None
    error: str = ""


def extract_file(
    source: str,
    target: str,
    *,
    facts_file: Path | None = None,
    on_progress: Callable[[float | None, int], None] | None = None,
) -> ExtractReport:
    """Read ``source`` and write ``target``, each also packed with gzip; ``-``: standard input, output.

    Args:
        facts_file: actors of the user's own, on top of the shipped ones.
        on_progress: called with the share of the input that is read (None where unknown) and the lines.

    Raises:
        InputError: a file cannot be opened. UsageError: both are the same file. ModelError: a model is
        missing.
    """
    if source != "-" and os.path.exists(target) and os.path.samefile(source, target):
        raise UsageError(f"{target}: the output would overwrite the input; give it another name")
    report = ExtractReport()
    with _opened(source) as stream:
        pipeline = Pipeline(open_facts(facts_file))
        with _writing(target) as out:
            read = _Taken(os.path.getsize(source) if source != "-" else 0)
            for row in extract_lines(stream, pipeline, origin=source, progress=read.add):
                report.lines += 1
                report.failed += "error" in row
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                if on_progress:
                    on_progress(read.share, report.lines)
    return report


@dataclass(slots=True)
class _Taken:
    """How many bytes of the input are taken."""

    total: int
    taken: int = 0

    def add(self, number: int) -> None:
        self.taken += number

    @property
    def share(self) -> float | None:
        return self.taken / self.total if self.total else None


def extract_lines(
    stream: BinaryIO,
    pipeline: Pipeline,
    *,
    origin: str = "-",
    progress: Callable[[int], None] | None = None,
) -> Iterator[dict[str, Any]]:
    """The output objects of the input lines, in order; the first with entries has the ``versions``.

    Args:
        stream: JSON lines in any encoding, also packed; origin: how messages call it.
        progress: called with the number of bytes taken from the stream.
    """
    versions = True
    for batch in _batches(_read(stream, origin, progress)):
        outcomes = iter(pipeline.run([r.article for r in batch if r.article is not None]))
        for read in batch:
            outcome = next(outcomes) if read.article is not None else None
            if outcome is None:
                yield {"id": read.id, "error": read.error}
            elif isinstance(outcome, Failure):
                reason = f"internal error in {outcome.component}: {outcome.reason}"
                yield {"id": read.id, "error": f"{reason}; please report it"}
            else:
                article, extraction = outcome
                with_text = read.given != article.text
                row = entries_of(article, extraction, versions=versions, text=with_text)
                versions = False
                yield row if read.id is None else {**row, "id": read.id}


def _batches(reads: Iterable[_Read]) -> Iterator[list[_Read]]:
    """The lines in bounded batches: what comes of a line does not depend on them."""
    batch: list[_Read] = []
    size = 0
    for read in reads:
        batch.append(read)
        size += len(read.article.text) if read.article else 0
        if len(batch) >= AHEAD_LINES or size >= AHEAD_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(stream: BinaryIO, origin: str, progress: Callable[[int], None] | None) -> Iterator[_Read]:
    """The input lines; where the input breaks off, a last one that says so."""
    blank = number = 0
    try:
        for line in lines(Source(stream, origin, progress=progress)):
            number = line.number
            if line.text is not None and not line.text.strip():
                blank += 1  # told if another line follows
                continue
            for back in range(blank, 0, -1):
                yield _Read(None, error=f"line {number - back}: the line is blank")
            blank = 0
            yield _article(line, origin)
    except InputError as exc:
        yield _Read(None, error=f"after line {number}: {_words(exc)}")


def _article(line: Line, origin: str) -> _Read:
    """The article of one line, or why there is none."""
    name: object = None
    try:
        record = _record(line)
        name = record.get("id")
        page = page_of_record(record, origin, line.number)
        given = record.get("text") if page.markup == "text" else None
        # What is given as an article's text is one, however short; a page may hold none.
        article = clean(page, least=0) if page.markup == "text" else clean(page)
        return _Read(name, article, given if isinstance(given, str) else None)
    except InputError as exc:
        return _Read(name, error=f"line {line.number}: {_words(exc)}")


def _record(line: Line) -> Mapping[str, Any]:
    if line.text is None:
        raise InputError("input", "the line is too long", advice="split the text into its articles")
    try:
        value = _JSON.decode(line.text.strip())
    except RecursionError as exc:
        raise InputError("input", "the JSON is nested too deep") from exc
    except json.JSONDecodeError as exc:
        raise InputError("input", f"not valid JSON: {exc.msg} at column {exc.colno}") from exc
    except ValueError as exc:
        raise InputError("input", f"not valid JSON: {foreign(exc)}") from exc
    if not isinstance(value, dict):
        raise InputError("input", "not a JSON object", advice='write {"text": "…"}')
    return value


def _words(error: InputError) -> str:
    return error.reason + (f"; {error.advice}" if error.advice else "")


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = open(source, "rb")  # noqa: SIM115  # closed below
    except OSError as exc:
        raise InputError(source, exc.strerror or str(exc), advice="check the path") from exc
    with stream:
        yield stream


@contextmanager
def _writing(target: str) -> Iterator[TextIO]:
    """A text stream in UTF-8; packed where the name ends in ``.gz``, the same bytes for the same lines.

    Half of a surrogate pair, which UTF-8 cannot hold, is written as a JSON escape.
    """
    if target == "-":
        sys.stdout.reconfigure(**_UTF8)  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        raw = open(target, "wb")  # noqa: SIM115  # closed below
    except OSError as exc:
        raise InputError(target, exc.strerror or str(exc), advice="choose another place") from exc
    with raw:
        if not target.endswith(".gz"):
            with io.TextIOWrapper(raw, **_UTF8) as out:
                yield out
            return
        with (
            gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed,
            io.TextIOWrapper(packed, **_UTF8) as out,
        ):
            yield out
