"""Paragraphs and pieces: the text cut where furniture may begin or end.

A piece is a sentence as far as full stops and wide gaps show it. Copied articles often lose their line
breaks; then a headline, a button or a caption is glued between sentences, and a piece's first word is
the only place where it can begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from parley.spans import Span, gaps, strip

_LINE: Final = re.compile(r"[^\n\r]+")
_BREAK: Final = re.compile(
    r"""
      [.!?…] ["”’'»)\]]{0,3} [ \t\xa0]+ (?= ["“‘'«(\[•–—-]{0,2} [ ]? [A-Z0-9À-ÞЀ-Я©] | (?:transcript|pic\.twitter\.com|https?:)\b )
    | (?<=[a-zà-ÿ]{2}) [.!?] ["”’]{0,2} (?= [A-Z][A-Za-z]{1,20}[ ] )
    | [ \t\xa0]{2,}
    """,
    re.VERBOSE,
)
_ABBREVIATIONS: Final = frozenset(
    "mr mrs ms dr sen rep gov gen col lt capt maj sgt cmdr adm prof st rev hon pres no vs etc jan feb mar apr "
    "jun jul aug sep sept oct nov dec jr sr inc ltd co corp art p.m a.m u.s u.k u.n e.u d.c u.a.e fig approx".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION_WORDS: Final = frozenset(
    "the of to in and that for was is has have with by from were his its their at be been it he as".split()
)

MIN_PROSE_WORDS: Final = 7
"""Words of the shortest sentence that counts as reporting by its shape alone; set on gold/train, 4 to 12 tried."""


def paragraphs(text: str) -> list[Span]:
    """The lines that are not blank, without white space at their edges, in order."""
    found = (strip(text, Span(*m.span())) for m in _LINE.finditer(text))
    return [span for span in found if span.length]


def pieces(text: str, whole: Span) -> list[Span]:
    """``whole`` cut after sentences and at gaps of two blanks or more; each piece stripped."""
    out, at = [], whole.start
    for found in _BREAK.finditer(text, whole.start, whole.end):
        if not found[0].isspace() and _abbreviated(text, found.start(), at):
            continue
        piece = strip(text, Span(at, found.end()))
        if piece.length:
            out.append(piece)
        at = found.end()
    last = strip(text, Span(at, whole.end))
    return [*out, last] if last.length else out


def loose(text: str, covered: Iterable[Span], whole: Span) -> list[Span]:
    """The pieces of ``whole`` that no span of ``covered`` touches: lines first, then pieces of lines."""
    lines = (
        strip(text, Span(*m.span()))
        for gap in gaps(covered, whole)
        for m in _LINE.finditer(text, gap.start, gap.end)
    )
    return [piece for line in lines for piece in pieces(text, line)]


def _abbreviated(text: str, dot: int, floor: int) -> bool:
    """Whether the stop at ``dot`` belongs to an abbreviation or an initial."""
    if text[dot] != ".":
        return False
    word = text[max(dot - 10, floor) : dot].rsplit(None, 1)[-1:] or [""]
    bare = word[0].lstrip("(“\"'‘[").lower()
    if len(bare) != 1 or not bare.isalpha():
        return bare in _ABBREVIATIONS
    before = text[max(dot - 30, floor) : dot].split()[-2:-1]
    return not before or not before[0][0].islower()


def is_prose(words: str) -> bool:
    """Whether the words look like a sentence of an English report, by shape alone."""
    if not words.rstrip("\"”’')] ").endswith((".", "!", "?", "…", ":")):
        return False
    found = _WORD.findall(words[:1000])
    if len(found) < MIN_PROSE_WORDS:
        return False
    return len(_FUNCTION_WORDS.intersection(w.lower() for w in found)) >= 2
