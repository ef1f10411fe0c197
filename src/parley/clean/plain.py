"""Furniture of a text, however it was copied: what is labelled, of which kind, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parley.clean.blocks import edges, heads, in_between
from parley.clean.bylines import byline_at, names_line
from parley.clean.captions import captions
from parley.clean.datelines import dateline_at
from parley.clean.marks import Mark, Rule, active, free
from parley.clean.phrases import LINES, PHRASES
from parley.clean.pieces import paragraphs, pieces
from parley.clean.sentences import SENTENCES
from parley.clean.stamps import AGO, LABELLED_WITHOUT_YEAR, STAMP, read_day
from parley.records import Found, FurnitureKind
from parley.spans import Span

_FOLD: Final = str.maketrans({"\xa0": " ", "\t": " ", "’": "'"})
_NEXT: Final = re.compile(r"\s*$|\s+(?=[\"“‘'(\[©•–—#]*[A-Z0-9À-ÞЀ-Я])|\s{2}|(?=\s*[|·•])")
_REPORTING_VERB: Final = re.compile(r"\b(?:said|says|told|added|tweeted|wrote)\b")
_CAPS_RUN: Final = re.compile(
    r"(?:[A-Z0-9][A-Z0-9.'’&$%-]*[:,?!]?[ ]+){4,30}[A-Z0-9][A-Z0-9.'’&%-]*[?!]?(?![\w'’])"
)

MAX_LINE: Final = 500
"""Code points of the longest line that a row for whole lines is tried on."""
MAX_SENTENCE: Final = 420
"""Code points of the longest piece that a sentence row takes whole; of a longer one it takes from the match on."""
HEAD: Final = 1500
"""Code points from the start within which glued bylines and bare dates are looked for."""
MIN_CAPS: Final = 28
"""Code points of the shortest headline in capitals glued between sentences; set on articles.jsonl."""


class _Scanner:
    """One pass over a text; built anew for each."""

    def __init__(self, text: str, title: str | None, publisher: str | None) -> None:
        self.text, self.folded = text, text.translate(_FOLD)
        lowered = self.folded.lower()
        self.phrases, self.lines = active(PHRASES, lowered), active(LINES, lowered)
        self.sentences = active(SENTENCES, lowered)
        self.title = (title or "").translate(_FOLD).strip()
        self.publisher = (publisher or "").casefold().strip()
        self.title_span: Span | None = None
        self.at_head = True

    def scan(self, paras: Sequence[Span]) -> list[Mark]:
        marks: list[Mark] = []
        for number, para in enumerate(paras):
            following = paras[number + 1] if number + 1 < len(paras) else None
            found = self._line(
                para,
                following,
                head=number < 4
                or (bool(marks) and marks[-1].span.end >= para.start - 3 and number < 8),
            )
            marks += [found] if found else self._inside(para)
        return marks

    # -- a whole line -------------------------------------------------------------------------------

    def _line(self, para: Span, following: Span | None, *, head: bool) -> Mark | None:
        line = para.of(self.folded)
        if len(line) > MAX_LINE:
            return None
        if self.title and line.casefold().strip(". ") == self.title.casefold().strip(". "):
            self.title_span = self.title_span or para
            return None
        for row in self.lines:
            if row.pattern.fullmatch(line) and not self._reports(line, row):
                return Mark(para, row.kind, row.reason, self._domain(para, row))
        if AGO.fullmatch(line):
            return Mark(para, FurnitureKind.TIMESTAMP, "says how long ago")
        if head:
            return self._head_line(para, line, following)
        return None

    def _head_line(self, para: Span, line: str, following: Span | None) -> Mark | None:
        if self.publisher and line.casefold() == self.publisher:
            return Mark(para, FurnitureKind.BYLINE, "the outlet's name in a line of its own")
        if following is None:
            return None
        then = following.of(self.folded)[:100]
        known = (then.casefold().strip() == self.publisher and bool(then)) or bool(
            STAMP.match(then)
            or AGO.match(then)
            or then.lower().startswith(("special to", "by ", "updated", "published"))
        )
        return names_line(self.folded, para, then if known else "")

    @staticmethod
    def _domain(para: Span, row: Rule) -> tuple[tuple[str, Found[str]], ...]:
        if row.kind is not FurnitureKind.SOURCE_DOMAIN:
            return ()
        return (("source_domain", Found("", row.reason, para)),)

    @staticmethod
    def _reports(words: str, row: Rule) -> bool:
        """Whether the words report what somebody said, so that an appeal's row must leave them alone."""
        return row.kind in (FurnitureKind.APPEAL, FurnitureKind.MENU) and bool(
            _REPORTING_VERB.search(words)
        )

    # -- inside a line --------------------------------------------------------------------------------

    def _inside(self, para: Span) -> list[Mark]:
        parts = pieces(self.folded, para)
        marks, at = [], para.start
        for piece in parts:
            start = max(at, piece.start)
            while start < piece.end:
                mark = self._opening(start, para)
                if mark is None:
                    break
                if mark.reason != "title":
                    marks.append(mark)
                start = _skip(self.folded, mark.span.end, para.end)
            at = max(at, start)
            if start < piece.end:
                self.at_head = self.at_head and start < HEAD and piece.end - start < 25
        for chunk in free(para, marks):
            marks += self._unlabelled(chunk, para)
        return marks

    def _opening(self, at: int, para: Span) -> Mark | None:
        """Furniture that begins at a boundary, or the article's own title there."""
        if (
            self.title
            and self.title_span is None
            and at < HEAD
            and self.folded.startswith(self.title, at)
        ):
            self.title_span = Span(at, at + len(self.title))
            end = self.title_span.end
            return Mark(
                Span(at, end + self.folded.startswith(".", end)), FurnitureKind.MENU, "title"
            )
        return (
            (dateline_at(self.folded, at, para.end) if at == para.start or self.at_head else None)
            or self._stamp(at, para)
            or (
                byline_at(self.folded, at, para.end, line=at == para.start and para.length < 200)
                if at < HEAD or at == para.start
                else None
            )
            or self._phrase(at, para)
        )

    def _stamp(self, at: int, para: Span) -> Mark | None:
        found = STAMP.match(self.folded, at, para.end)
        if found and _NEXT.match(self.folded, found.end(), para.end):
            whole = Span(*found.span()) == para
            if found["label"] or whole or self.at_head:
                where = Span(*found.span("date"))
                day = read_day(found["date"])
                says = (("published", Found(day, "timestamp line", where)),) if day else ()
                return Mark(
                    Span(*found.span()), FurnitureKind.TIMESTAMP, "says when it was published", says
                )
        bare = LABELLED_WITHOUT_YEAR.match(self.folded, at, para.end)
        if bare and _NEXT.match(self.folded, bare.end(), para.end):
            return Mark(Span(*bare.span()), FurnitureKind.TIMESTAMP, "says when it was published")
        return None

    def _phrase(self, at: int, para: Span) -> Mark | None:
        for row in self.phrases:
            found = row.pattern.match(self.folded, at, para.end)
            if found and found.end() > at and _NEXT.match(self.folded, found.end(), para.end):
                return Mark(Span(at, found.end()), row.kind, row.reason)
        return None

    def _unlabelled(self, chunk: Span, para: Span) -> Iterator[Mark]:
        parts = pieces(self.folded, chunk)
        marks = list(captions(self.text, self.folded, chunk, parts))
        for piece in parts:
            for rest in free(piece, marks):
                mark = self._sentence(rest) or self._capitals(rest)
                if mark:
                    marks.append(mark)
        yield from marks

    def _sentence(self, piece: Span) -> Mark | None:
        words = piece.of(self.folded)
        for row in self.sentences:
            found = row.pattern.search(words)
            if found and not self._reports(words, row):
                start = piece.start if piece.length <= MAX_SENTENCE else piece.start + found.start()
                end = min(piece.end, start + 2 * MAX_SENTENCE)
                return Mark(Span(start, end), row.kind, row.reason)
        return None

    def _capitals(self, piece: Span) -> Mark | None:
        """A headline in capitals at the start of a piece, as outlets link to other stories."""
        found = _CAPS_RUN.match(self.folded, piece.start, piece.end)
        if found is None:
            return None
        words = re.findall(r"[A-Z]{3,}", found[0])
        end = found.end()
        if end < piece.end and re.match(r"\s", self.folded[end]) is None:
            return None
        if end - piece.start < MIN_CAPS or len(words) < 4:
            return None
        return Mark(
            Span(piece.start, end),
            FurnitureKind.RELATED,
            "a headline in capitals between sentences",
        )


def _skip(folded: str, at: int, end: int) -> int:
    while at < end and (folded[at].isspace() or folded[at] in "|·•"):
        at += 1
    return at


def label(
    text: str, *, title: str | None = None, publisher: str | None = None
) -> tuple[list[Mark], Span | None]:
    """The furniture of ``text``, sorted and not overlapping, and where the title stands in it.

    Args:
        title: the article's own headline where it is known, so that it is not taken for another's.
        publisher: the outlet's name where it is known: alone in a line it is part of the byline.
    """
    paras = paragraphs(text)
    scanner = _Scanner(text, title, publisher)
    marks = scanner.scan(paras)
    keep = [scanner.title_span] if scanner.title_span else []
    for widen in (heads, edges, in_between):
        marks = marks + widen(scanner.folded, paras, marks, keep)
    return _apart(marks), scanner.title_span


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Marks sorted; of two that overlap the earlier found one stays and the other keeps what is left."""
    taken: list[Mark] = []
    for mark in marks:
        if not any(mark.span.overlaps(m.span) for m in taken):
            taken.append(mark)
            continue
        taken += [Mark(s, mark.kind, mark.reason, mark.says) for s in free(mark.span, taken)]
    return sorted(taken, key=lambda m: m.span)
