"""Quotations: the stretches of a text that stand in quotation marks.

Only the marks are looked at, one paragraph at a time, in one pass. A quotation that a paragraph opens and
does not close ends with the paragraph; where the next paragraph opens with a mark, it goes on there
(the newspaper convention for quotations of several paragraphs). Quotations inside quotations belong to the outer one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from parley.spans import Span, merge, strip

OPENING: Final = frozenset("“«")
CLOSING: Final = frozenset("”»")
LOW: Final = "„"
"""Opens as in German and Polish: what opens elsewhere closes it."""
STRAIGHT: Final = '"'
MARKS: Final = OPENING | CLOSING | {LOW, STRAIGHT}

LONGEST_SINGLE: Final = 600
"""Code points of a quotation in single marks: an apostrophe further off is one."""

LONGEST_INNER: Final = 100
"""Code points of a quotation inside another in marks of the same kind: a longer one shows that a mark was lost.
Swept 30 to 200 on gold/train."""

_MARK = re.compile(r"[“”„«»\"]|``|''")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])['‘](?=[\w$£€…])")
# A single mark closes behind a word or a stop, and before neither.
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…%])['’](?![\w’'])")
_STOPPED_CLOSE = re.compile(r"(?<=[.,!?…])['’](?![\w’'])")
_ENDS_LIKE_SENTENCE = re.compile(r"[.!?][\"”’']?\s*$")

Role = Literal["open", "close", "low"]


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
    """The quotations of a text, in order, not overlapping."""
    out: list[Quotation] = []
    open_before = False
    for n, paragraph in enumerate(paragraphs):
        found = _in_paragraph(text, paragraph, n)
        if not found:
            found = _in_single_marks(text, paragraph, n)
        if found and open_before and not text[paragraph.start : found[0].span.start].strip():
            first = found[0]
            found[0] = Quotation(first.span, n, first.closed, resumes=True)
        out.extend(found)
        open_before = bool(found) and not found[-1].closed
    return tuple(out)


def _in_paragraph(text: str, paragraph: Span, n: int) -> list[Quotation]:
    """Pairs of double marks: nested where all of them fit together, else the next that closes."""
    out = _nested(_roles(text, paragraph, nests=True), n)
    if out is not None:
        return out
    return _flat(text, paragraph, _roles(text, paragraph, nests=False), n)


def _roles(text: str, paragraph: Span, *, nests: bool) -> list[tuple[Span, Role]]:
    """The marks of a paragraph, each with what it does.

    Args:
        nests: whether a straight mark may open inside a quotation, however many are left.
    """
    out: list[tuple[Span, Role]] = []
    is_open = low = False
    straight_left = text.count(STRAIGHT, paragraph.start, paragraph.end)
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        sign = mark.group()
        straight_left -= sign == STRAIGHT
        role: Role
        if sign == LOW:
            role = "low"
        elif sign in OPENING or sign == "``":
            role = "close" if low and sign == "“" else "open"
        elif sign in CLOSING or sign == "''":
            role = "close"
        else:
            free = nests or not is_open or straight_left % 2 == 1
            role = "open" if _opens(text, mark, paragraph, is_open, free) else "close"
        is_open, low = role != "close", sign == LOW
        out.append((Span(*mark.span()), role))
    return out


def _opens(text: str, mark: re.Match[str], paragraph: Span, is_open: bool, free: bool) -> bool:
    """Whether a straight mark opens, by the blank beside it; ``free`` says whether one may open here."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if before.isspace() or before in "([—–-":
        return not after.isspace() and free
    if after.isspace() or after in ".,;:!?)]—–-":
        return False
    return not is_open


def _nested(marks: Sequence[tuple[Span, Role]], n: int) -> list[Quotation] | None:
    """The outermost pairs; None where the marks do not fit together."""
    out: list[Quotation] = []
    stack: list[int] = []
    for span, role in marks:
        if role != "close":
            stack.append(span.start)
        elif not stack:
            return None
        else:
            start = stack.pop()
            if stack and span.end - start > LONGEST_INNER:
                return None
            if not stack:
                out.append(Quotation(Span(start, span.end), n, closed=True))
    return None if stack else out


def _flat(
    text: str, paragraph: Span, marks: Sequence[tuple[Span, Role]], n: int
) -> list[Quotation]:
    """Each opening mark with the next that closes; the last may be left open."""
    out: list[Quotation] = []
    start: int | None = None
    for span, role in marks:
        if role != "close" and start is None:
            start = span.start
        elif role == "close" and start is not None:
            out.append(Quotation(Span(start, span.end), n, closed=True))
            start = None
    if start is not None:
        end = strip(text, Span(start, paragraph.end)).end
        if end - start > 1:
            out.append(Quotation(Span(start, end), n, closed=False))
    return out


def _in_single_marks(text: str, paragraph: Span, n: int) -> list[Quotation]:
    """Pairs of single marks in a paragraph without double ones.

    In a headline any pair counts; in running text only one whose end has a stop before it, since others may be
    apostrophes or mere distance.
    """
    headline = paragraph.length <= 250 and not _ENDS_LIKE_SENTENCE.search(paragraph.of(text)[-4:])
    closing = _SINGLE_CLOSE if headline else _STOPPED_CLOSE
    out: list[Quotation] = []
    at = paragraph.start
    while opened := _SINGLE_OPEN.search(text, at, paragraph.end):
        start = opened.start()
        closed = closing.search(text, start + 2, min(paragraph.end, start + LONGEST_SINGLE))
        if closed is None:
            at = opened.end()
            continue
        out.append(Quotation(Span(start, closed.end()), n, closed=True))
        at = closed.end()
    return out


def quoted_share(text: str, spans: Sequence[Span], quotations: Sequence[Quotation]) -> float:
    """Share of the spans' letters and digits that stand inside quotation marks."""
    marked = [q.span for q in quotations]
    inside = total = 0
    for span in merge(spans):
        total += _letters(text, span)
        n = bisect_left(marked, span.start, key=lambda q: q.end)
        while n < len(marked) and marked[n].start < span.end:
            shared = Span(max(span.start, marked[n].start), min(span.end, marked[n].end))
            inside += _letters(text, shared)
            n += 1
    return inside / total if total else 0.0


def _letters(text: str, span: Span) -> int:
    return sum(map(_is_letter, span.of(text)))


_is_letter: Final[Callable[[str], bool]] = str.isalnum
