"""An article's text cut into pieces, each with the entries whose words it holds. Linear in text and marks.

Marks of entries overlap freely: a piece begins and ends wherever any mark does, so that the words of any entry, and
of any field of one, are whole pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from parley.records import Article
from parley.spans import Span

SHEET: Final = 40_000
"""Code points of one sheet of a long article: some twenty screens."""

LONGEST_PARAGRAPH: Final = 10_000
"""Code points after which a paragraph is broken, so that one endless line cannot fill a sheet alone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of an entry: ``kind`` is statement, event, contact, proposal or step."""

    span: Span
    entry: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that no mark begins or ends inside of.

    Attributes:
        start, end: in the article's text; kinds, entries: of the marks that hold it.
        furniture: what it is where it is not reporting.
    """

    start: int
    end: int
    text: str
    kinds: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    furniture: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces; ``furniture`` where all of it is."""

    span: Span
    pieces: tuple[Piece, ...]
    furniture: str | None


def sheets(article: Article) -> list[list[Span]]:
    """The paragraphs of an article, a list for each sheet; at least one sheet."""
    out: list[list[Span]] = [[]]
    room = SHEET
    for paragraph in _broken(article):
        if paragraph.length > room and out[-1]:
            out.append([])
            room = SHEET
        out[-1].append(paragraph)
        room -= paragraph.length
    return out


def _broken(article: Article) -> Iterator[Span]:
    for paragraph in article.paragraphs or (Span(0, len(article.text)),):
        for start in range(paragraph.start, paragraph.end, LONGEST_PARAGRAPH):
            yield Span(start, min(start + LONGEST_PARAGRAPH, paragraph.end))


def sheet_with(all_sheets: Sequence[Sequence[Span]], position: int) -> int:
    """Number (from 1) of the sheet on which a position of the text stands."""
    firsts = [paragraphs[0].start if paragraphs else 0 for paragraphs in all_sheets]
    return max(1, bisect_right(firsts, position))


def paragraphs(
    article: Article,
    wanted: Sequence[Span],
    marks: Sequence[Mark],
    cuts: Iterable[Span] = (),
    learned: Iterable[Span] = (),
) -> list[Paragraph]:
    """The wanted paragraphs in pieces.

    Args:
        cuts: where pieces begin and end too (fields of entries).
        learned: furniture that the archive as a whole gave away.
    """
    edges: defaultdict[int, set[int]] = defaultdict(set)
    starts = [p.start for p in wanted]
    furniture = [(f.span, f.kind.value) for f in article.furniture]
    furniture += [(span, "repeated") for span in learned]
    held: defaultdict[int, list[Mark]] = defaultdict(list)
    grey: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
    for mark in marks:
        for at in _touched(mark.span, wanted, starts):
            held[at].append(mark)
            edges[at].update(mark.span)
    for span in cuts:
        for at in _touched(span, wanted, starts):
            edges[at].update(span)
    for span, kind in furniture:
        for at in _touched(span, wanted, starts):
            grey[at].append((span, kind))
            edges[at].update(span)
    return [
        _paragraph(article.text, span, edges[at], held[at], grey[at])
        for at, span in enumerate(wanted)
    ]


def _touched(span: Span, wanted: Sequence[Span], starts: Sequence[int]) -> Iterator[int]:
    """Places of the paragraphs that share words with the span."""
    at = max(0, bisect_right(starts, span.start) - 1)
    while at < len(wanted) and wanted[at].start < span.end:
        if wanted[at].overlaps(span):
            yield at
        at += 1


def _paragraph(
    text: str,
    span: Span,
    edges: Iterable[int],
    marks: Sequence[Mark],
    grey: Sequence[tuple[Span, str]],
) -> Paragraph:
    places = sorted({span.start, span.end, *(e for e in edges if span.start < e < span.end)})
    opening: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[max(mark.span.start, span.start)].append(mark)
    active: list[Mark] = []
    pieces = []
    for start, end in pairwise(places):
        active = [m for m in active if m.span.end > start] + opening[start]
        # The shortest first: a click on the piece means the entry that is most exactly there.
        ranked = sorted(active, key=lambda m: (m.span.length, m.entry))
        pieces.append(
            Piece(
                start, end, text[start:end],
                tuple(dict.fromkeys(m.kind for m in ranked)),
                tuple(dict.fromkeys(m.entry for m in ranked)),
                next((kind for s, kind in grey if s.start <= start and end <= s.end), None),
            )
        )  # fmt: skip
    told = [p for p in pieces if p.text.strip()]
    whole = told[0].furniture if told and all(p.furniture for p in told) else None
    return Paragraph(span, tuple(pieces), whole)
