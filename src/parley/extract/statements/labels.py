"""Attributions without a verb: a label and a colon ("Minister: no talks before June"), a dash and a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parley.extract.statements.attributed import Attribution
from parley.extract.statements.edges import strip_edges
from parley.extract.statements.quotations import Quotation
from parley.language import Reading
from parley.spans import Span

LONGEST_LABEL: Final = 7
"""Tokens of a name before a colon or behind a dash."""

SHORTEST_SAID: Final = 3
"""Tokens behind a colon that can be what somebody said."""

_DASHES: Final = frozenset({"—", "–", "-", "--"})
_NO_SPEAKER: Final = re.compile(
    r"(?i)\b(?:read|watch|see|photo|image|video|update|updated|breaking|live|exclusive|analysis|opinion|explainer|fact|"
    r"factbox|source|credit|related|more|note|question|q|a|part|chapter|file|topics?|tags?|date|time|where|when|what|"
    r"who|why|how|here|listen|editor|by|from|day|step|war|crisis|key|points?|timeline|background|contact|phone|email)\b"
)
_PERSONS: Final = frozenset(
    """minister president official officials monitor spokesman spokeswoman spokesperson envoy ambassador source
    sources chief report reports general army ministry governor mayor leader pm poll diplomat diplomats state
    commander adviser agency police""".split()
)


def labelled(
    reading: Reading, k: int, quoted: Sequence[Quotation], confidence: float
) -> Iterator[Attribution]:
    """The attribution of a sentence that has no cue but a colon or a dash."""
    first, last = reading.sentences[k]
    found = _colon(reading, first, last, quoted) or _dash(reading, first, last, quoted)
    if found is not None:
        source, content = found
        spans = strip_edges(reading.text, content)
        if spans.length > 1:
            yield Attribution((source,), (), (spans,), confidence)


def _colon(
    reading: Reading, first: int, last: int, quoted: Sequence[Quotation]
) -> tuple[Span, Span] | None:
    """ "Name: what was said" from the start of the sentence."""
    stop = min(last, first + LONGEST_LABEL + 1)
    at = next((t for t in range(first + 1, stop) if reading.words[t] == ":"), None)
    if at is None or last - at - 1 < SHORTEST_SAID:
        return None
    label = reading.span(first, at)
    opens = at + 1 < last and any(q.span.start == reading.starts[at + 1] for q in quoted)
    if not _names_somebody(reading, first, at, quotes=opens):
        return None
    if any(q.span.overlaps(label) for q in quoted):
        return None
    content = reading.span(at + 1, last)
    for q in quoted:
        if q.span.overlaps(content) and q.span.start >= label.end:
            content = Span(min(content.start, q.span.start), max(content.end, q.span.end))
    return label, content


def _dash(
    reading: Reading, first: int, last: int, quoted: Sequence[Quotation]
) -> tuple[Span, Span] | None:
    """ "“What was said” — Name" to the end of the sentence, which may begin with the dash."""
    if not quoted:
        return None
    q = quoted[-1]
    behind = [t for t in range(first, last) if reading.starts[t] >= q.span.end]
    if not behind or reading.words[behind[0]] not in _DASHES:
        return None
    end = last - 1 if reading.words[last - 1] == "." else last
    if not 0 < end - behind[0] - 1 <= LONGEST_LABEL:
        return None
    if not _names_somebody(reading, behind[0] + 1, end):
        return None
    return reading.span(behind[0] + 1, end), q.span


def _names_somebody(reading: Reading, first: int, last: int, *, quotes: bool = False) -> bool:
    """Whether the tokens are a name or a title and nothing else; before a quotation any noun will do."""
    if _NO_SPEAKER.search(reading.span(first, last).of(reading.text)):
        return False
    pos = {reading.pos[t] for t in range(first, last)}
    if pos & {"VERB", "AUX", "PRON", "SCONJ"}:
        return False
    lemmas = {reading.words[t].lower() for t in range(first, last)}
    return "PROPN" in pos or (quotes and "NOUN" in pos) or bool(lemmas & _PERSONS)
