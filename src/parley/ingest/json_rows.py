"""JSON lines, read line by line, and JSON documents, which are held whole and bounded."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from parley.errors import InputError
from parley.ingest.bounds import JSON_BYTES, LINE_TOO_LONG, size
from parley.ingest.decoding import decode
from parley.ingest.keys import Columns
from parley.ingest.kinds import is_object
from parley.ingest.lines import Line, lines
from parley.ingest.opening import Source
from parley.ingest.problems import Problem
from parley.ingest.rows import Row

# Control characters inside strings are let through (normalising takes them out), and numbers stay
# as they are written: an id of 25 digits is not a number to us.
_JSON: Final = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
LISTS: Final = ("articles", "items", "results", "data", "docs", "documents", "hits", "response")
"""Keys under which an interface's answer holds its list of articles."""


def rows_of_json_lines(source: Source) -> Iterator[Row | Problem]:
    """One JSON object a line."""
    return _parsed(lines(source, blank=False), source.origin)


def _parsed(of: Iterator[Line], origin: str) -> Iterator[Row | Problem]:
    for line in of:
        if line.text is None:
            yield Problem(origin, line.number, LINE_TOO_LONG, "split the text into its articles")
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
        JSON_BYTES,
        reason=f"it is larger than the {size(JSON_BYTES)} that a JSON document may have",
        advice="write it as JSON lines (.jsonl), one article a line",
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
    if isinstance(found, Mapping) and depth and not Columns(tuple(found)).has_text:
        for key in LISTS:
            inner = found.get(key)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, Mapping):
                return _articles(inner, depth - 1)
    return [found]
