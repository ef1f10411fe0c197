"""A source that is one article: HTML or plain text, Markdown with or without a front matter."""

from __future__ import annotations

import re
from typing import Final

from parley.errors import InputError, TooLargeError
from parley.ingest.bounds import HTML_BYTES, TEXT_CHARS, size
from parley.ingest.decoding import decode, normalise
from parley.ingest.keys import fields
from parley.ingest.kinds import has_tag, is_document
from parley.ingest.opening import Source
from parley.ingest.rows import Context, Markup, day_of, given_of
from parley.records import RawPage

_UNREADABLE: Final = 0.1
"""Share of characters that no encoding explains above which bytes were not text."""
_LARGE: Final = f"it is larger than the {size(HTML_BYTES)} that a page may have"
_LONG: Final = f"it is longer than the {size(TEXT_CHARS)} of text that an article may have"
_SPLIT: Final = "split it into one article a file, or give the articles as JSON lines, one a line"


def page_of_bytes(
    source: Source, context: Context, *, html: bool, declared: str | None = None
) -> RawPage:
    """The one page that the source is.

    Args:
        html: what the name or the server says that it is; a text that begins as an HTML document
            is read as one, and a page without any tag as text.
        declared: the encoding that a server declared.

    Raises:
        InputError: the source is empty. TooLargeError: it is more than an article can be.
    """
    data = _bytes(source, html=html)
    if not data:
        raise InputError(source.origin, "it is empty", advice="leave it out")
    text, encoding, guessed = decode(data, declared=declared)
    text = normalise(text)
    if text.count("\ufffd") > _UNREADABLE * len(text):
        raise InputError(
            source.origin, "it is not text in any known encoding", advice="leave it out"
        )
    if not text.strip():
        raise InputError(source.origin, "there is no text in it", advice="leave it out")
    markup: Markup = "html" if is_document(text) or (html and has_tag(text)) else "text"
    given = context.given.as_fields()
    if markup == "text":
        matter, text = front_matter(text)
        found = fields(matter)
        given = given_of(found, context.given, day_of(found))
        if len(text) > TEXT_CHARS:
            raise TooLargeError(source.origin, _LONG, advice=_SPLIT)
    return RawPage(
        origin=context.origin,
        markup=markup,
        content=text,
        encoding=encoding,
        encoding_guessed=guessed,
        fetched=context.fetched,
        given=given,
    )


def _bytes(source: Source, *, html: bool) -> bytes:
    if html or is_document(decode(source.head).text):
        return source.read_all(HTML_BYTES, reason=_LARGE, advice="save the page without pictures")
    # A character takes up to four bytes.
    return source.read_all(4 * TEXT_CHARS, reason=_LONG, advice=_SPLIT)


_MATTER_LINES: Final = 60
_ENTRY: Final = re.compile(r"([A-Za-z][\w .-]{0,40}):(?:\s+(.*))?")
_ITEM: Final = re.compile(r"\s*-\s+(.*)")


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields that web clippers write above a note, and the text below them.

    ::

        ---
        title: "A headline"
        source: https://example.org/a
        author:
          - A. Writer
        ---

    Nothing is taken off a text whose first lines are not all of this form.
    """
    head = text.split("\n", _MATTER_LINES)
    if head[0].strip() != "---":
        return {}, text
    found: dict[str, str] = {}
    key = ""
    for number, line in enumerate(head[1:_MATTER_LINES], start=1):
        if line.strip() == "---" and found:
            return found, "\n".join(head[number + 1 :]).lstrip("\n")
        if entry := _ENTRY.fullmatch(line):
            key = entry[1]
            found[key] = (entry[2] or "").strip().strip("\"'")
        elif (item := _ITEM.fullmatch(line)) and key:
            value = item[1].strip().strip("\"'").removeprefix("[[").removesuffix("]]")
            found[key] = f"{found[key]}; {value}" if found[key] else value
        elif line.strip():
            break
    return {}, text
