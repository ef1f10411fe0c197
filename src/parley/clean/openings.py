"""Furniture that a line or a sentence opens with: datelines, stamps, bylines, phrases, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parley.clean.bylines import byline_at, notes_after
from parley.clean.context import Context
from parley.clean.datelines import dateline_at
from parley.clean.marks import Mark
from parley.clean.stamps import LABELLED_WITHOUT_YEAR, STAMP, read_day
from parley.records import Found, FurnitureKind
from parley.spans import Span

_TAGS: Final = re.compile(r"Tags:? (?=[A-Z])")
_REPORT_BEGINS: Final = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Aa]t|[Oo]n|[Tt]o|[Bb]y|[Aa]fter|ha(?:s|ve|d)|w(?:as|ere)|is|are|been|that|said|who)\b"
)
_JOINS: Final = frozenset({"and", "in", "of", "for", "from", "with", "near"})
_WORD: Final = re.compile(r"[^\s,]+")
_SKIPPED: Final = re.compile(r"[\s|·•]*")

HEAD: Final = 1500
"""Code points from the start within which glued bylines and the headline are looked for."""
MAX_TAGS: Final = 250
"""Code points of the longest list of tags before the report's first function word."""
SHORT_LINE: Final = 200
"""Code points of the longest line whose whole can be a byline."""


def openings(ctx: Context, at: int, end: int, para: Span) -> tuple[list[Mark], int]:
    """Furniture after furniture from the boundary ``at`` on, and where it stops.

    Args:
        end: no furniture begins at or after it; para: the line, which none of it leaves.
    """
    marks: list[Mark] = []
    while at < end:
        title = _title(ctx, at)
        if title:
            at = _skip(ctx, title.end + ctx.folded.startswith(".", title.end), para)
            continue
        mark = _opening(ctx, at, para)
        if mark is None:
            break
        marks.append(mark)
        if mark.kind is FurnitureKind.BYLINE:
            note = notes_after(ctx.folded, mark, para.end)
            marks += [note] if note else []
        at = _skip(ctx, marks[-1].span.end, para)
    return marks, at


def _skip(ctx: Context, at: int, para: Span) -> int:
    found = _SKIPPED.match(ctx.folded, at, para.end)
    return found.end() if found else at


def _title(ctx: Context, at: int) -> Span | None:
    """The article's own headline at ``at``; it is reporting, and the head goes on after it."""
    if not ctx.title or ctx.title_span or at > HEAD or not ctx.folded.startswith(ctx.title, at):
        return None
    ctx.title_span = Span(at, at + len(ctx.title))
    return ctx.title_span


def _opening(ctx: Context, at: int, para: Span) -> Mark | None:
    starts_line = at == para.start
    return (
        (dateline_at(ctx.folded, at, para.end) if starts_line or ctx.at_head else None)
        or _stamp(ctx, at, para)
        or _byline(ctx, at, para, starts_line=starts_line)
        or _phrase(ctx, at, para)
        or _tags(ctx, at, para)
    )


def _byline(ctx: Context, at: int, para: Span, *, starts_line: bool) -> Mark | None:
    if at > HEAD and not starts_line:
        return None
    return byline_at(ctx.folded, at, para.end, line=starts_line and para.length < SHORT_LINE)


def _stamp(ctx: Context, at: int, para: Span) -> Mark | None:
    """A date of publication: labelled, alone in its line, or before the report has begun."""
    reason = "says when it was published"
    found = STAMP.match(ctx.folded, at, para.end)
    if found and ctx.ends_at(found.end(), para.end):
        span = Span(*found.span())
        if found["label"] or span == para or ctx.at_head:
            day = read_day(found["date"])
            says = (("published", Found(day, "timestamp line", Span(*found.span("date")))),)
            return Mark(span, FurnitureKind.TIMESTAMP, reason, says if day else ())
    bare = LABELLED_WITHOUT_YEAR.match(ctx.folded, at, para.end)
    if bare and ctx.ends_at(bare.end(), para.end):
        return Mark(Span(*bare.span()), FurnitureKind.TIMESTAMP, reason)
    return None


def _phrase(ctx: Context, at: int, para: Span) -> Mark | None:
    for row in ctx.phrases:
        found = row.pattern.match(ctx.folded, at, para.end)
        if found and found.end() > at and ctx.ends_at(found.end(), para.end):
            return Mark(Span(at, found.end()), row.kind, row.reason)
    return None


def _tags(ctx: Context, at: int, para: Span) -> Mark | None:
    """Topic tags glued before the report: "Tags Syria Aleppo truce At least 12 civilians"."""
    lead = _TAGS.match(ctx.folded, at, para.end)
    if lead is None:
        return None
    begun = _REPORT_BEGINS.search(ctx.folded, lead.end(), min(para.end, at + MAX_TAGS))
    if begun is None:
        return None
    words = list(_WORD.finditer(ctx.folded, at, begun.end()))
    first = _clause_start([w[0] for w in words])
    end = words[first - 1].end()
    return Mark(Span(at, end), FurnitureKind.RELATED, "topic tags") if first > 1 else None


def _clause_start(words: Sequence[str]) -> int:
    """Index of the capitalised word with which the clause that the last word belongs to begins."""
    at = len(words) - 1
    while at > 1:
        while at > 1 and words[at][0].islower():
            at -= 1
        while at > 1 and at < len(words) - 1 and words[at - 1][0].isupper():
            at -= 1
        if words[at - 1] not in _JOINS:
            break
        at -= 1
    return at
