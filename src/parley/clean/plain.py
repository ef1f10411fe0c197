"""Furniture of a text, however it was copied: what is labelled, of which kind, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parley.clean.blocks import MAX_HEAD, widen
from parley.clean.bylines import names_line
from parley.clean.captions import captions, is_uncredited_caption
from parley.clean.context import Context
from parley.clean.marks import Mark, Rule
from parley.clean.openings import HEAD, openings
from parley.clean.pieces import is_prose, paragraphs, pieces
from parley.clean.stamps import AGO, STAMP
from parley.records import Found, FurnitureKind
from parley.spans import Span, gaps, strip

_REPORTING_VERB: Final = re.compile(r"\b(?:said|says|told|added|tweeted|wrote)\b")
_ASKS: Final = frozenset(
    {FurnitureKind.APPEAL, FurnitureKind.MENU, FurnitureKind.AUTHOR_BIO, FurnitureKind.COPYRIGHT}
)
_CAPS: Final = r"[\"“‘'(]?[A-Z0-9][A-Z0-9.'&$%/-]{0,30}[:,;?!]?['’\"”)]?[:,;?!]?(?![\w'])"
_CAPS_RUN: Final = re.compile(
    rf"(?:(?<![\s\S])|(?<=[.!?…\"”)\]][ ])|(?<=[ ][ ])|(?<=\n))(?:{_CAPS}[ ]+){{4,40}}{_CAPS}"
)
_CAPS_WORD: Final = re.compile(r"[A-Z]{3,}")
_ALSO_BEGINS: Final = re.compile(r"[ ]+[\"“‘(]?(?:A|I|US|UK|UN|EU|U\.S\.|NATO|[0-9]+)\Z")
_AFTER_NAMES: Final = ("special to", "by ", "updated", "published")

_ROLE: Final = re.compile(
    r"\b(?:correspondent|editor|reporter|bureau chief|news|staff writer)\b(?:,? (?:in )?[A-Z][\w ]{1,30})?\Z",
    re.IGNORECASE,
)

MAX_ROLE: Final = 60
"""Code points of the longest line that says what the author is."""
MAX_LINE: Final = 500
"""Code points of the longest line that a row for whole lines is tried on."""
MAX_SENTENCE: Final = 320
"""Code points of the longest piece that a sentence row takes whole; of a longer one it takes its own words alone."""
HEAD_LINES: Final = 8
"""Lines from the start among which names without "By" can be a byline."""
SHORT: Final = 25
"""Code points of a piece so short that the head of the article goes on after it."""
MIN_CAPS: Final = 28
"""Code points of the shortest headline in capitals glued between sentences; set on articles.jsonl."""
MIN_CAPS_WORDS: Final = 4
MAX_UPPER: Final = 0.3
"""Share of capitals above which a text is set in capitals, so that they mean nothing."""
MIN_HEADLINE_WORDS: Final = 8
"""Words of the shortest line without a sentence that is a headline where it follows a link to another story."""


def label(
    text: str, *, title: str | None = None, publisher: str | None = None
) -> tuple[list[Mark], Span | None]:
    """The furniture of ``text``, sorted and not overlapping, and where the title stands in it.

    Args:
        title: the article's own headline where it is known, so that it is not taken for another's.
        publisher: the outlet's name where it is known: alone in a line it is part of the byline.
    """
    ctx = Context.of(text, title, publisher)
    marks: list[Mark] = []
    paras = paragraphs(text)
    for number, para in enumerate(paras):
        following = paras[number + 1] if number + 1 < len(paras) else None
        if _is_title(ctx, para):
            continue
        found = _line(ctx, para, number, following, marks)
        marks += [found] if found else _inside(ctx, para)
    at = ctx.folded.find(ctx.title, 0, MAX_HEAD) if ctx.title and not ctx.title_span else -1
    if at >= 0:
        ctx.title_span = Span(at, at + len(ctx.title))
    marks += widen(ctx.folded, marks, [ctx.title_span] if ctx.title_span else [])
    return sorted(marks, key=lambda m: m.span), ctx.title_span


# -- whole lines ------------------------------------------------------------------------------------


def _is_title(ctx: Context, para: Span) -> bool:
    """Whether the line is the article's own headline, which is reporting; the first such line is."""
    if not ctx.title or ctx.title_span or para.length > 2 * len(ctx.title) + 10:
        return False
    if para.of(ctx.folded).casefold().strip("#. ") != ctx.title.casefold().strip(". "):
        return False
    ctx.title_span = para
    return True


def _line(
    ctx: Context, para: Span, number: int, following: Span | None, before: Sequence[Mark]
) -> Mark | None:
    """The mark of a line that is furniture as a whole."""
    line = para.of(ctx.folded)
    if len(line) > MAX_LINE:
        return None
    for row in ctx.lines:
        if row.pattern.fullmatch(line) and not (row.kind in _ASKS and _REPORTING_VERB.search(line)):
            return Mark(para, row.kind, row.reason, _domain(para, row))
    if AGO.fullmatch(line):
        return Mark(para, FurnitureKind.TIMESTAMP, "says how long ago")
    if number < HEAD_LINES:
        return _head_line(ctx, para, line, following) or _role_line(line, para, before)
    return _headline_after_link(line, para, before)


def _head_line(ctx: Context, para: Span, line: str, following: Span | None) -> Mark | None:
    """The outlet's name, or names of authors where the next line shows that they are."""
    if ctx.publisher and line.casefold() == ctx.publisher:
        return Mark(para, FurnitureKind.BYLINE, "the outlet's name in a line of its own")
    then = following.of(ctx.folded)[:100].strip() if following else ""
    low = then.casefold()
    known = bool(then) and (
        low == ctx.publisher
        or (len(then) <= MAX_ROLE and _ROLE.search(then))
        or low.startswith(_AFTER_NAMES)
        or STAMP.match(then)
        or AGO.match(then)
    )
    return names_line(ctx.folded, para) if known else None


def _role_line(line: str, para: Span, before: Sequence[Mark]) -> Mark | None:
    """What the author is, in the line after the byline: "Diplomatic correspondent, Example News"."""
    last = before[-1] if before else None
    if last is None or last.kind is not FurnitureKind.BYLINE or para.start - last.span.end > 3:
        return None
    fits = len(line) <= MAX_ROLE and not line.endswith(".") and _ROLE.search(line)
    return Mark(para, FurnitureKind.BYLINE, "what the author is") if fits else None


def _headline_after_link(line: str, para: Span, before: Sequence[Mark]) -> Mark | None:
    """A headline in the line after a link to another story."""
    last = before[-1] if before else None
    if (
        last is None
        or last.kind is not FurnitureKind.READ_MORE
        or not 0 < para.start - last.span.end <= 3
    ):
        return None
    if (
        is_prose(line)
        or line.endswith((".", ":", "”", '"'))
        or len(line.split()) < MIN_HEADLINE_WORDS
    ):
        return None
    return Mark(para, FurnitureKind.RELATED, "a headline after a link to another story")


def _domain(para: Span, row: Rule) -> tuple[tuple[str, Found[str]], ...]:
    if row.kind is not FurnitureKind.SOURCE_DOMAIN:
        return ()
    return (("source_domain", Found("", row.reason, para)),)


# -- inside a line ----------------------------------------------------------------------------------


def _inside(ctx: Context, para: Span) -> list[Mark]:
    """Furniture within a line, stage by stage, each on what the stages before have left."""
    marks: list[Mark] = []
    at = para.start
    for piece in pieces(ctx.folded, para):
        opened, at = openings(ctx, max(at, piece.start), piece.end, para)
        marks += opened
        ctx.at_head = ctx.at_head and at < HEAD and piece.end - at < SHORT
    for stage in (_capitals, _captions, _reopened, _sentences):
        for chunk in gaps([m.span for m in marks], para):
            marks += stage(ctx, strip(ctx.folded, chunk), para)
    return marks


def _capitals(ctx: Context, chunk: Span, para: Span) -> Iterator[Mark]:
    """Headlines in capitals between sentences, as outlets link to other stories."""
    if ctx.upper > MAX_UPPER:
        return
    for found in _CAPS_RUN.finditer(ctx.folded, chunk.start, chunk.end):
        start, end = found.span()
        if ctx.folded[end : end + 2].strip():
            also = _ALSO_BEGINS.search(found[0])
            end -= len(also[0]) if also else 0
        words = ctx.folded[start:end]
        if (
            len(words) < MIN_CAPS
            or len(_CAPS_WORD.findall(words)) < MIN_CAPS_WORDS
            or ctx.quoted(start)
        ):
            continue
        if words[0] in "\"“‘'":
            continue
        asks = words.startswith(("CLICK", "SUBSCRIBE", "SIGN UP", "DOWNLOAD", "FOLLOW", "JOIN"))
        kind = FurnitureKind.APPEAL if asks else FurnitureKind.RELATED
        yield Mark(Span(start, end), kind, "a headline in capitals between sentences")


def _captions(ctx: Context, chunk: Span, para: Span) -> Iterator[Mark]:
    return captions(ctx.folded, chunk, pieces(ctx.folded, chunk))


def _reopened(ctx: Context, chunk: Span, para: Span) -> list[Mark]:
    """What a stretch opens with after a caption or a headline was cut out before it."""
    return openings(ctx, chunk.start, chunk.end, para)[0]


def _sentences(ctx: Context, chunk: Span, para: Span) -> Iterator[Mark]:
    for piece in pieces(ctx.folded, chunk):
        mark = _sentence(ctx, piece)
        if mark:
            yield mark


def _sentence(ctx: Context, piece: Span) -> Mark | None:
    """The mark of a piece by what it says; none within a quotation."""
    words = piece.of(ctx.folded)
    if is_uncredited_caption(words):
        return Mark(piece, FurnitureKind.CAPTION, "shows an image: present tense and a full date")
    for row in ctx.sentences:
        found = row.pattern.search(words)
        if found is None or (row.kind in _ASKS and _REPORTING_VERB.search(words)):
            continue
        if ctx.quoted(piece.start) or words.startswith(("“", '"')):
            return None
        matched = strip(ctx.folded, Span(*found.span()).shift(piece.start))
        return Mark(piece if piece.length <= MAX_SENTENCE else matched, row.kind, row.reason)
    return None
