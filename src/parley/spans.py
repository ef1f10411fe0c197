"""Spans of text: half-open intervals ``[start, end)`` in code points of an article's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open interval ``[start, end)`` of code points; sorts by start, then end."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of code points covered."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """The span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)


def inside(span: Span, length: int) -> bool:
    """Whether the span is not empty and lies inside a text of ``length`` code points."""
    return 0 <= span.start < span.end <= length


def strip(text: str, span: Span) -> Span:
    """The span without white space at its edges; may come out empty."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def merge(spans: Iterable[Span]) -> list[Span]:
    """The union of spans as sorted spans that neither overlap nor touch."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def gaps(spans: Iterable[Span], whole: Span) -> list[Span]:
    """The parts of ``whole`` that no span covers, in order."""
    out, at = [], whole.start
    for span in merge(spans):
        if span.start > at:
            out.append(Span(at, min(span.start, whole.end)))
        at = max(at, span.end)
    if at < whole.end:
        out.append(Span(at, whole.end))
    return [s for s in out if s.start < s.end]


def hull(spans: Sequence[Span]) -> Span:
    """The smallest span that holds all of ``spans`` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
