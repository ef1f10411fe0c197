"""The trained tagger's findings, fitted to the text: where it is installed, statements and events build on it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from parley.extract.component import Draft
from parley.extract.statements.attributed import Attribution
from parley.extract.statements.attribution import find_attributions, rare_attributions
from parley.extract.statements.edges import strip_edges
from parley.extract.statements.quotations import Quotation
from parley.extract.statements.resumption import overlap_any, with_resumed
from parley.extract.statements.untangling import untangled
from parley.language import Reading
from parley.models import Attribution as TaggedAttribution
from parley.models import AttributionTagger, Tagged
from parley.spans import Span, merge

NEARLY: Final = 0.6
"""Share of a quotation from which a content that covers it takes all of it, marks included."""

RARE: Final = 0.55
"""Confidence of an attribution by a rare construction where the tagger found nothing: share right on gold/train."""

_PLAIN: Final = frozenset("say tell announce warn claim state report insist deny".split())
"""Cues that report inside a content; of others most were not told of as such by the annotators."""

NESTED: Final = 0.6
"""Confidence of one inside another's content that the tagger missed: 4 of 5 were right on gold/train."""

_JUDGING: Final = frozenset(
    """criticise criticize condemn denounce slam blast praise hail thank mention dispute""".split()
)
"""Cues that tell what somebody thinks of a thing, and nothing of what was said (codebook, decision 5)."""

_JOINING: Final = frozenset(", and or & as well along with both the by".split())
"""Words that may stand between those who speak together."""

_LEAD_ON: Final = frozenset(("CC", "DT", "PRP$", "TO", "WDT"))
"""Tags of words that no constituent ends in."""


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


def tagged_attributions(
    reading: Reading, tagged: Tagged, quotations: Sequence[Quotation], *, as_tagged: bool = False
) -> list[Attribution]:
    """The tagger's attributions, fitted to words and quotation marks, with the quotations that go on.

    Args:
        as_tagged: leave words where the tagger's convention has them, and add none: for its own evaluation.
    """
    if as_tagged:
        plain = [
            Attribution(a.source, a.cue, content, a.confidence, cue_token(reading, a.cue))
            for a in tagged.attributions
            if (content := fitted(reading.text, a.content, quotations, (*a.cue, *a.source)))
        ]
        return with_resumed(plain, reading, quotations)
    out = [
        Attribution(source, cue, content, a.confidence, cue_token(reading, cue))
        for a in tagged.attributions
        for source, cue, content in [_clean(reading, a, quotations)]
        if content
    ]
    out = [a for a in untangled(out, reading) if not _says_nothing(reading, a, quotations)]
    cues = merge(s for a in out for s in a.cue)
    words = merge([*cues, *(s for a in out for s in a.content)])
    for a in rare_attributions(reading, quotations):
        nominal = a.token is not None and reading.pos[a.token] == "NOUN"
        taken = cues if nominal else words
        if not any(overlap_any(taken, s) for s in (a.cue if nominal else (*a.cue, *a.content))):
            out.append(replace(a, confidence=RARE))
    out.extend(_nested(reading, quotations, out))
    return with_resumed(out, reading, quotations)


def _nested(
    reading: Reading, quotations: Sequence[Quotation], found: Sequence[Attribution]
) -> Iterator[Attribution]:
    """What is reported inside a content and in no quotation: "the paper said that *the envoy had agreed to …*"."""
    cues = merge(s for a in found for s in a.cue)
    contents = merge(s for a in found for s in a.content)
    marked = merge(q.span for q in quotations)
    for a in find_attributions(reading, quotations):
        if a.token is None or not a.source or overlap_any(cues, a.cue[0]):
            continue
        if reading.lemmas[a.token].lower() not in _PLAIN:
            continue
        within = any(c.contains(a.cue[0]) and c.contains(a.source[0]) for c in contents)
        if within and not overlap_any(marked, a.cue[0]):
            yield replace(a, confidence=NESTED)


def _says_nothing(reading: Reading, a: Attribution, quotations: Sequence[Quotation]) -> bool:
    """Whether the content only names whom or what a judging cue is about: "criticised the government"."""
    if a.token is None or reading.lemmas[a.token].lower() not in _JUDGING:
        return False
    if any(q.span.overlaps(s) for q in quotations for s in a.content):
        return False
    return not any(reading.pos[t] in ("VERB", "AUX") for s in a.content for t in reading.tokens(s))


def _clean(
    reading: Reading, a: TaggedAttribution, quotations: Sequence[Quotation]
) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Source, cue and content as the codebook has them.

    "that" and marks stand outside, a determiner belongs to the noun behind it, and "it" in "it was reported" is nobody.
    """
    text = reading.text
    cue = tuple(
        c for s in a.cue if (c := strip_edges(text, _before_quoted(s, quotations))).length > 0
    )
    words = [whole_words(reading, s) for s in a.content]
    if cue and (moved := _determiner(reading, cue[-1], words)) is not None:
        cue = (*cue[:-1], Span(cue[-1].start, reading.ends[moved - 1]))
        words = [Span(reading.starts[moved], s.end) if n == 0 else s for n, s in enumerate(words)]
    words = [_whole(reading, _without_that(reading, s)) for s in words]
    source = tuple(s for s in a.source if not _is_expletive(reading, s, cue))
    source = _joint(reading, source, cue_token(reading, cue))
    return source, cue, fitted(text, words, quotations, (*cue, *source))


def _before_quoted(cue: Span, quotations: Sequence[Quotation]) -> Span:
    """The cue cut where a quotation begins in it: what is quoted is said, and says nothing of who says it."""
    opened = (q.span.start for q in _near(quotations, [cue]) if q.span.start > cue.start)
    return Span(cue.start, min(opened, default=cue.end))


def _joint(reading: Reading, source: tuple[Span, ...], token: int | None) -> tuple[Span, ...]:
    """The source spans that speak together: those that only "and", commas and the like stand between.

    Of others the subject of the cue speaks, else the first: "Ms Roe, at a meeting with Mr Doe, said".
    """
    groups: list[list[Span]] = []
    for span in sorted(source):
        between = reading.text[groups[-1][-1].end : span.start] if groups else ""
        if groups and all(w in _JOINING for w in between.replace(",", " , ").lower().split()):
            groups[-1].append(span)
        else:
            groups.append([span])
    if len(groups) < 2:
        return source
    subjects = [] if token is None else reading.children(token, "nsubj", "nsubjpass")
    for group in groups:
        if any(s.overlaps(reading.token(t)) for s in group for t in subjects):
            return tuple(group)
    return tuple(groups[0])


def _determiner(reading: Reading, cue: Span, content: Sequence[Span]) -> int | None:
    """The determiner that a cue ends in and that belongs to the content right behind it."""
    inside = reading.tokens(cue)
    last = inside[-1] if len(inside) > 1 else None
    if last is None or reading.tags[last] not in ("DT", "PRP$"):
        return None
    behind = bool(content) and 0 <= content[0].start - reading.ends[last] <= 1
    return last if behind else None


def _without_that(reading: Reading, span: Span) -> Span:
    """The span without the "that" that begins a reported clause."""
    inside = reading.tokens(span)
    if len(inside) < 2 or reading.words[inside[0]].lower() != "that":
        return span
    if reading.deps[inside[0]] != "mark" and reading.pos[inside[0]] != "SCONJ":
        return span
    return Span(reading.starts[inside[1]], span.end)


def _whole(reading: Reading, span: Span) -> Span:
    """The span without words at its end that only lead on to others: "… was open, and"."""
    inside = reading.tokens(span)
    last = len(inside)
    while last > 1 and _leads_on(reading, inside[last - 1]):
        last -= 1
        while last > 1 and reading.pos[inside[last - 1]] == "PUNCT" and last < len(inside):
            last -= 1
    return span if last == len(inside) else Span(span.start, reading.ends[inside[last - 1]])


def _leads_on(reading: Reading, token: int) -> bool:
    return reading.tags[token] in _LEAD_ON and reading.pos[token] != "PRON"


def _is_expletive(reading: Reading, source: Span, cue: Sequence[Span]) -> bool:
    """Whether the source is the "it" of "it was reported that"."""
    token = cue_token(reading, cue)
    if token is None or source.of(reading.text).lower() != "it":
        return False
    return reading.tags[token] == "VBN" and bool(reading.children(token, "auxpass"))


def whole_words(reading: Reading, span: Span) -> Span:
    """The span grown to the edges of the words that it cuts."""
    tokens = reading.tokens(span)
    if not tokens:
        return span
    whole = reading.span(tokens[0], tokens[-1] + 1)
    return Span(min(span.start, whole.start), max(span.end, whole.end))


def fitted(
    text: str, content: Sequence[Span], quotations: Sequence[Quotation], apart: Sequence[Span]
) -> tuple[Span, ...]:
    """Content spans that hold a quotation whole or not at all, without white space at their edges.

    What is in quotation marks is exact to the character: a span that covers most of a quotation takes all of
    it, unless the cue or the source stands inside.
    """
    spans = list(content)
    for q in _near(quotations, content):
        if any(q.span.overlaps(s) for s in apart):
            continue
        covered = sum(
            min(s.end, q.span.end) - max(s.start, q.span.start)
            for s in content
            if s.overlaps(q.span)
        )
        if covered >= NEARLY * q.span.length:
            spans.append(q.span)
    apiece = (part for m in merge(spans) for part in _by_paragraph(text, m))
    pieces = [s for s in (strip_edges(text, part) for part in apiece) if s.length > 1]
    whole = [s for s in pieces if " " in s.of(text) or any(s.overlaps(q.span) for q in quotations)]
    return tuple(whole or pieces)  # a lone word beside a clause is a cue gone astray


def _by_paragraph(text: str, span: Span) -> Iterator[Span]:
    """The span cut where a paragraph ends: each paragraph of a long quotation is a piece of its own."""
    start = span.start
    for piece in span.of(text).split("\n"):
        yield Span(start, start + len(piece))
        start += len(piece) + 1


def _near(quotations: Sequence[Quotation], content: Sequence[Span]) -> Iterator[Quotation]:
    """The quotations between the first and the last of the content."""
    start, end = min(s.start for s in content), max(s.end for s in content)
    n = bisect_left(quotations, start + 1, key=lambda q: q.span.end)
    while n < len(quotations) and quotations[n].span.start < end:
        yield quotations[n]
        n += 1


def cue_token(reading: Reading, cue: Sequence[Span]) -> int | None:
    """The token of the cue that hangs highest, None without a cue."""
    inside = {t for span in cue for t in reading.tokens(span)}
    return next(
        (t for t in sorted(inside) if reading.heads[t] not in inside or reading.heads[t] == t), None
    )
