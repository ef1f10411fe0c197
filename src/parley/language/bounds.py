"""How much of an article is read: what is longer than any report is kept whole, and read as far as the bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parley.spans import Span

READ_WORDS: Final = 50_000
"""Words and marks of one article that are read. A choice: the longest of 277 articles has 6,500, a novel 80,000; reading so
many takes the models 20 seconds and a fifth of a gigabyte."""

OF_A_PARAGRAPH: Final = 10
"""Words that a paragraph counts for besides its own: to read one of a single word takes the models as long as ten words."""

_WORD: Final = re.compile(r"\w{1,40}|[^\w\s]")
"""A word or a mark, cut where it is longer than words are, so that a text without blanks has its share of them."""


def within(text: str, spans: Sequence[Span], most: int = READ_WORDS) -> list[Span]:
    """The spans as far as they hold at most ``most`` words and marks, paragraphs counted; the last one may be cut.

    Args:
        spans: sorted and not overlapping.
    """
    if sum(s.length + OF_A_PARAGRAPH for s in spans) <= most:  # a word has a letter
        return list(spans)
    out: list[Span] = []
    left = most
    for span in spans:
        end = span.start
        left -= min(left, OF_A_PARAGRAPH)
        for word in _WORD.finditer(text, span.start, span.end):
            if not left:
                break
            left, end = left - 1, word.end()
        else:
            end = span.end
        if end > span.start:
            out.append(Span(span.start, end))
        if not left:
            break
    return out
