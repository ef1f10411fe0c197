"""Quotations that go on without a cue: one statement, several spans of content.

A quotation that no cue claims belongs to the attribution before it, where it carries on the quotation of several
paragraphs, completes a split quotation ("“…,” she said, “…”"), or stands alone right behind what the same speaker
said. It never reaches over another speaker, nor over more narration than a sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from parley.extract.statements.attributed import Attribution
from parley.extract.statements.quotations import Quotation
from parley.language import Reading
from parley.spans import Span, merge

SHORTEST: Final = 4
"""Tokens in a quotation that can go on from another: fewer are a name or a term."""

FEWEST: Final = 2
"""Tokens in a quotation that stands right behind what it goes on from."""

NARRATION: Final = 12
"""Tokens outside of quotations that may stand between. Swept 0 to 40 on gold/train."""

PARAGRAPHS: Final = 1
"""Paragraphs that a quotation may lie behind what it goes on from."""


def with_resumed(
    found: Sequence[Attribution], reading: Reading, quotations: Sequence[Quotation]
) -> list[Attribution]:
    """The attributions in order, with the quotations that go on from them."""
    marked = [q.span for q in quotations]
    order = sorted(found, key=lambda a: (a.hull, a.content))
    # Who is quoted inside a quotation neither owns it nor what follows it.
    outer = [a for a in order if not (a.cue and overlap_any(marked, a.cue[0]))]
    inner = [a for a in order if a.cue and overlap_any(marked, a.cue[0])]
    claimed = merge(s for a in outer for s in a.content)
    extra: dict[int, list[Span]] = {}
    tracker = _Tracker(reading, outer)
    for q in quotations:
        if overlap_any(claimed, q.span):
            continue
        n = tracker.owner(q)
        if n is not None:
            extra.setdefault(n, []).append(q.span)
            tracker.extend(n, q)
    resumed = [
        replace(a, content=tuple(sorted([*a.content, *extra[n]]))) if n in extra else a
        for n, a in enumerate(outer)
    ]
    return sorted([*resumed, *inner], key=lambda a: (a.hull, a.content))


@dataclass(slots=True)
class _Tracker:
    """Walks over quotations in order and knows what was said last before each."""

    reading: Reading
    order: Sequence[Attribution]
    last: int = -1
    end: int = 0
    paragraph: int = -1

    def owner(self, q: Quotation) -> int | None:
        """The attribution that the quotation goes on from."""
        self._advance(q.span.start)
        if self.last < 0:
            return None
        there = self.reading.sentences_of(q.span)
        if not there or self.end > q.span.start:
            return None
        paragraph = self.reading.paragraphs[there[0]]
        if q.resumes:
            return self.last if paragraph - self.paragraph <= PARAGRAPHS else None
        words = len(self.reading.tokens(q.span)) - 1 - q.closed
        if words < FEWEST or self._leads_on(q, there[-1]):
            return None
        between = Span(self.end, q.span.start)
        gap = self.reading.text[between.start : between.end]
        if not any(ch.isalnum() for ch in gap):
            return self.last if paragraph - self.paragraph <= PARAGRAPHS else None
        if words < SHORTEST:
            return None
        near = (
            len(self.reading.tokens(between)) <= NARRATION
            and paragraph - self.paragraph <= PARAGRAPHS
        )
        return self.last if near and self._alone(q, there[0]) else None

    def extend(self, n: int, q: Quotation) -> None:
        """Note that the quotation belongs to attribution ``n``."""
        self.last, self.end = n, q.span.end
        self.paragraph = self._paragraph(q.span)

    def _advance(self, start: int) -> None:
        """Pass the attributions that begin before ``start``."""
        while self.last + 1 < len(self.order) and self.order[self.last + 1].hull.start < start:
            self.last += 1
            hull = self.order[self.last].hull
            self.end = max(self.end, hull.end)
            self.paragraph = self._paragraph(Span(max(hull.start, hull.end - 1), hull.end))

    def _paragraph(self, span: Span) -> int:
        there = self.reading.sentences_of(span)
        return self.reading.paragraphs[there[-1]] if there else self.paragraph

    def _alone(self, q: Quotation, sentence: int) -> bool:
        """Whether nothing stands before the quotation in its sentence."""
        opens = self.reading.sentence_span(sentence).start
        return not any(ch.isalnum() for ch in self.reading.text[opens : q.span.start])

    def _leads_on(self, q: Quotation, sentence: int) -> bool:
        """Whether words follow in its sentence that make it a part of the narration."""
        closes = self.reading.sentence_span(sentence).end
        tail = self.reading.text[q.span.end : closes]
        return sum(ch.isalnum() for ch in tail) > 2


def overlap_any(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the sorted spans, which do not overlap, overlaps ``span``."""
    n = bisect_left(spans, span.start + 1, key=lambda s: s.end)
    return n < len(spans) and spans[n].overlaps(span)


def block_quotations(reading: Reading, attribution: Attribution) -> Iterator[Span]:
    """The paragraph behind one that ends in a colon, where the cue there has no content of its own."""
    sentences = reading.sentences_of(attribution.hull)
    if not sentences:
        return
    k = sentences[-1]
    _, last = reading.sentences[k]
    if reading.words[last - 1] != ":" or k + 1 >= len(reading.sentences):
        return
    following = reading.paragraphs[k + 1]
    if following != reading.paragraphs[k] + 1:
        return
    end = k + 1
    while end + 1 < len(reading.sentences) and reading.paragraphs[end + 1] == following:
        end += 1
    yield Span(reading.sentence_span(k + 1).start, reading.sentence_span(end).end)
