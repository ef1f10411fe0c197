"""Quotations: the stretches of a text that stand in quotation marks.

Only the marks are looked at, one paragraph at a time, in one pass. A quotation that a paragraph opens and
does not close ends with the paragraph; where the next paragraph opens with a mark, it goes on there
(the newspaper convention for quotations of several paragraphs).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parley.spans import Span, strip

OPENING: Final = frozenset("“„«")
CLOSING: Final = frozenset("”»")
STRAIGHT: Final = '"'
MARKS: Final = OPENING | CLOSING | {STRAIGHT}

_MARK = re.compile(r"[“”„«»\"]|``|''")
# Single marks count in headlines only: elsewhere they are apostrophes and inner quotations.
_SINGLE = re.compile(
    r"(?<![\w’'])['‘](?=\w)([^'‘’\n]{2,200}?(?:\w['’]\w[^'‘’\n]{0,200}?)*)(?<=[\w.,!?…])['’](?!\w)"
)
_ENDS_LIKE_SENTENCE = re.compile(r"[.!?][\"”’']?\s*$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks.

    Attributes:
        span: marks included.
        paragraph: index of the paragraph.
        closed: whether a closing mark was found.
        resumes: whether it carries on a quotation that the paragraph before left open.
    """

    span: Span
    paragraph: int
    closed: bool
    resumes: bool = False


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The quotations of a text, in order; quotations inside quotations belong to the outer one."""
    out: list[Quotation] = []
    open_before = False
    for n, paragraph in enumerate(paragraphs):
        found = _in_paragraph(text, paragraph, n)
        if not found and not open_before:
            found = _in_headline(text, paragraph, n)
        if found and open_before and not text[paragraph.start : found[0].span.start].strip():
            first = found[0]
            found[0] = Quotation(first.span, n, first.closed, resumes=True)
        out.extend(found)
        open_before = bool(found) and not found[-1].closed
    return tuple(out)


def _in_paragraph(text: str, paragraph: Span, n: int) -> list[Quotation]:
    out: list[Quotation] = []
    start: int | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        opens = _opens(text, mark, paragraph, is_open=start is not None)
        if opens and start is None:
            start = mark.start()
        elif not opens and start is not None:
            out.append(Quotation(Span(start, mark.end()), n, closed=True))
            start = None
    if start is not None:
        end = strip(text, Span(start, paragraph.end)).end
        if end - start > 1:
            out.append(Quotation(Span(start, end), n, closed=False))
    return out


def _opens(text: str, mark: re.Match[str], paragraph: Span, *, is_open: bool) -> bool:
    """Whether a mark opens a quotation: by its shape where it has one, else by its neighbours."""
    sign = mark.group()
    if sign in OPENING or sign == "``":
        return True
    if sign in CLOSING or sign == "''":
        return False
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if before.isspace() or before in "([—–-":
        return not after.isspace() and (
            not is_open or not _closes_next(text, mark.end(), paragraph)
        )
    if after.isspace() or after in ".,;:!?)]—–-":
        return False
    return not is_open


def _closes_next(text: str, at: int, paragraph: Span) -> bool:
    """Whether the rest of the paragraph has an odd number of straight marks: then this one closes."""
    return text.count(STRAIGHT, at, min(paragraph.end, at + 2_000)) % 2 == 0


def _in_headline(text: str, paragraph: Span, n: int) -> list[Quotation]:
    if paragraph.length > 250 or _ENDS_LIKE_SENTENCE.search(paragraph.of(text)[-4:]):
        return []
    return [
        Quotation(Span(*m.span()), n, closed=True)
        for m in _SINGLE.finditer(text, paragraph.start, paragraph.end)
    ]


def quoted_share(text: str, spans: Sequence[Span], quotations: Sequence[Quotation]) -> float:
    """Share of the spans' letters and digits that stand inside quotation marks."""
    inside = total = 0
    for span in spans:
        for i in range(span.start, span.end):
            if text[i].isalnum():
                total += 1
                inside += any(q.span.start <= i < q.span.end for q in quotations)
    return inside / total if total else 0.0
