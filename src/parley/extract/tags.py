"""The trained tagger's findings, fitted to the text: where it is installed, statements and events build on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from parley.extract.attribution import Attribution, strip_edges
from parley.extract.component import Draft
from parley.extract.quotations import Quotation
from parley.language import Reading
from parley.models import AttributionTagger
from parley.spans import Span, merge

NEARLY: Final = 0.6
"""Share of a quotation from which a content that covers it takes all of it, marks included."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The component: one pass of the tagger's encoder."""

    tagger: AttributionTagger
    name: str = "tagger"
    requires: frozenset[str] = frozenset({"reading"})
    assigns: frozenset[str] = frozenset({"tagged"})

    @property
    def version(self) -> str:
        """That of the weights."""
        return self.tagger.version

    def __call__(self, draft: Draft) -> Draft:
        """The draft with what the tagger found."""
        reading = draft.reading
        sentences = [reading.sentence_span(k) for k in range(len(reading.sentences))]
        return replace(draft, tagged=self.tagger.tag(reading.text, draft.body, sentences))


def tagged_attributions(draft: Draft, quotations: Sequence[Quotation]) -> list[Attribution]:
    """The tagger's attributions, their contents fitted to the quotation marks."""
    assert draft.tagged is not None
    out = []
    for a in draft.tagged.attributions:
        content = fitted(draft.reading.text, a.content, quotations, (*a.cue, *a.source))
        if content:
            token = cue_token(draft.reading, a.cue)
            out.append(Attribution(a.source, a.cue, content, a.confidence, token))
    return out


def fitted(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation], apart: Sequence[Span]
) -> tuple[Span, ...]:
    """Content spans that hold a quotation whole or not at all, without white space at their edges.

    What is in quotation marks is exact to the character: a span that covers most of a quotation takes all of
    it, unless the cue or the source stands inside.
    """
    spans = list(content)
    for q in quotations:
        if any(q.span.overlaps(s) for s in apart):
            continue
        covered = sum(
            min(s.end, q.span.end) - max(s.start, q.span.start)
            for s in spans
            if s.overlaps(q.span)
        )
        if covered >= NEARLY * q.span.length:
            spans.append(q.span)
    return tuple(s for s in (strip_edges(text, m) for m in merge(spans)) if s.length > 1)


def cue_token(reading: Reading, cue: Sequence[Span]) -> int | None:
    """The token of the cue that hangs highest, None without a cue."""
    inside = {t for span in cue for t in reading.tokens(span)}
    return next(
        (t for t in sorted(inside) if reading.heads[t] not in inside or reading.heads[t] == t), None
    )
