"""The edges of contents: where what was said begins and ends, to the character."""

from __future__ import annotations

from typing import Final

from parley.spans import Span, strip

_EDGE: Final = " \t\n\u00a0,;:—–-"


def strip_edges(text: str, span: Span) -> Span:
    """The span without white space, commas and dashes at its edges, nor a full stop it ends in.

    What closes inside a quotation mark stays: the mark is the edge then.
    """
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if end - start > 1 and text[end - 1] == "." and text[end - 2].isalnum():
        end -= 1
    return strip(text, Span(start, end))
