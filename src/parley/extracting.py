"""``parley extract``: articles as JSON lines to entries as JSON lines, without a ledger.

One output line for each input line, in order; a line that cannot be used yields ``{"id", "error"}``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from parley.clean import clean
from parley.errors import InputError
from parley.export.lines import line
from parley.facts import open_facts
from parley.pipeline import Failure, Pipeline
from parley.records import Article, RawPage

LONGEST_LINE: Final = 64 * 2**20
"""Bytes of an input line that is still read: beyond it lies no news article."""

_GIVEN: Final = ("id", "url", "title", "publisher", "published", "author")


@dataclass(slots=True)
class ExtractReport:
    """How many lines were written, and how many of them are errors."""

    lines: int = 0
    failed: int = 0

    def words(self) -> str:
        """The summary that closes a run."""
        return f"{self.lines} lines written, {self.failed} of them errors"


def extract_file(source: str, target: str, *, facts_file: Path | None = None) -> ExtractReport:
    """Read ``source`` and write ``target``; ``-`` stands for standard input and output.

    Raises:
        InputError: a file cannot be opened. ModelError: a model is missing.
    """
    report = ExtractReport()
    with _opened(source) as lines, _writing(target) as out:
        for row in extract_rows(_lines(lines), Pipeline(open_facts(facts_file))):
            report.lines += 1
            report.failed += "error" in row
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return report


def extract_rows(
    lines: Iterable[bytes | InputError], pipeline: Pipeline
) -> Iterator[dict[str, Any]]:
    """The output objects of input lines, in order; ``versions`` stand on the first that has entries."""
    # The pipeline runs ahead of what it gives back: errors wait in line behind articles.
    waiting: deque[Article | dict[str, Any]] = deque()

    def articles() -> Iterator[Article]:
        for number, raw in enumerate(lines, 1):
            made = _article(raw, number)
            waiting.append(made)
            if isinstance(made, Article):
                yield made

    first = True
    for outcome in pipeline.run(articles()):
        while not isinstance(waiting[0], Article):
            yield waiting.popleft()  # type: ignore[misc]
        article = waiting.popleft()
        assert isinstance(article, Article)
        if isinstance(outcome, Failure):
            yield {
                "id": article.given_id,
                "error": f"internal error in {outcome.component}: {outcome.reason}",
            }
            continue
        yield line(article, outcome[1], versions=first, text=article.origin.endswith("html"))
        first = False
    for left in waiting:
        if not isinstance(left, Article):
            yield left


def _article(raw: bytes | InputError, number: int) -> Article | dict[str, Any]:
    """The article of one line, or the error object that stands for it."""
    name: str | None = None
    try:
        if isinstance(raw, InputError):
            raise raw
        row = _row(raw, number)
        name = str(row["id"]) if row.get("id") is not None else None
        markup = "text" if row.get("text") else "html"
        content = row.get("text") or row.get("html")
        if not isinstance(content, str) or not content:
            raise InputError("input", "no text and no html", line=number)
        given = {k: str(row[k]) for k in _GIVEN if row.get(k) is not None}
        return clean(RawPage(f"line {number} {markup}", markup, content, given=given))  # type: ignore[arg-type]
    except InputError as exc:
        return {"id": name, "error": exc.reason + (f"; {exc.advice}" if exc.advice else "")}


def _row(raw: bytes, number: int) -> Mapping[str, Any]:
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError) as exc:
        raise InputError("input", f"not a JSON object: {exc}", line=number) from exc
    if not isinstance(row, dict):
        raise InputError("input", "not a JSON object", line=number)
    return row


def _lines(stream: BinaryIO) -> Iterator[bytes | InputError]:
    """The lines that are not empty, without an end of line; one that is too long is an error."""
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(2**20)
            yield InputError("input", f"longer than {LONGEST_LINE >> 20} MB", line=number)
        elif raw.strip():
            yield raw.removeprefix(b"\xef\xbb\xbf").strip()


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    try:
        with gzip.open(source) if source.endswith(".gz") else open(source, "rb") as stream:
            yield stream  # type: ignore[misc]
    except OSError as exc:
        raise InputError(source, exc.strerror or str(exc), advice="check the path") from exc


@contextmanager
def _writing(target: str) -> Iterator[TextIO]:
    if target == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        yield sys.stdout
        return
    try:
        with open(target, "w", encoding="utf-8") as stream:
            yield stream
    except OSError as exc:
        raise InputError(target, exc.strerror or str(exc), advice="choose another place") from exc
