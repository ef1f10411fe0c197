"""Blocks of furniture: what lies before a page's head markers, after its tail markers, or between marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from parley.clean.marks import Mark, free
from parley.clean.phrases import HEAD_MARKERS, TAILS
from parley.clean.pieces import is_prose, pieces
from parley.clean.sentences import LIST_FOLLOWS, WHATEVER_FOLLOWS
from parley.records import FurnitureKind
from parley.spans import Span, gaps, strip

MAX_HEAD: Final = 3000
"""Code points from the start within which a menu's end is looked for."""
MAX_FILL: Final = 160
"""Code points of words without a sentence between two marks that are furniture too; 80 to 300 tried on gold/train."""
MAX_PROSE_IN_TAIL: Final = 0.34
"""Share of report-like sentences above which what follows a list's title is no list of headlines."""
MAX_BIO: Final = 5
"""Sentences of the longest author's biography."""

_ROLE = r"(?:reporter|correspondent|editor|journalist|columnist|producer|anchor|writer|bureau chief|newsreader|photojournalist|intern)"
_BIO: Final = re.compile(
    rf"(?:(?:[A-Z][\w'.-]*|de|van|von|al|and)[ ,]+){{1,9}}(?:is|are|was|has been|works as|worked as) (?:an? |the |[A-Z][\w.' ]{{2,40}}'s )?"
    rf"[^.!?]{{0,90}}\b{_ROLE}s?\b"
    r"|(?:[A-Z][\w'.-]*[ ]){2,4}(?:covers|writes about|reports on|has covered|has reported|has written)\b[^.!?]{0,120}\b(?:for|covering|from|about|at)\b"
    r"|(?:[A-Z][\w'.-]*[ ]){2,4}, [^.!?]{0,60}contributor\b"
)
_EXPERT_BIO: Final = re.compile(
    r"(?:(?:[A-Z][\w'.-]*|de|van|von|al)[ ,]+){2,5}is (?:an? |the )[^.!?]{0,120}\b(?:fellow|professor|author|lecturer|analyst|contributor|"
    r"researcher|scholar|director)\b"
)
_REPORTED_FROM: Final = re.compile(
    r"(?:[A-Z][\w'.-]*[ ,]+(?:and )?){1,6}(?:reported|contributed) from [A-Z]|(?:[A-Z][\w'.-]*[ ]){1,3}(?:reported|contributed reporting) from\b"
)
_GOES_ON: Final = re.compile(
    r"(?:He|She|They|Before|Previously|A (?:veteran|former|native|graduate)|Her|His|Their|Follow|Prior|Based|Contact|Email|Reach)\b|[A-Z][\w'-]+ (?:previously|has|also|joined|lives|holds|is|was|can)\b"
)
_SAID: Final = re.compile(r"\b(?:said|told|added|according to)\b|[\"“”]")


def heads(
    folded: str, paras: Sequence[Span], marks: Sequence[Mark], keep: Sequence[Span]
) -> list[Mark]:
    """The menu before a head marker: words without sentences from the text's start to the marker."""
    if not paras:
        return []
    start, lowered = paras[0].start, folded[:MAX_HEAD].lower()
    at = max((lowered.rfind(m) + len(m) for m in HEAD_MARKERS if m in lowered), default=0)
    before = next(
        (
            m.span.end
            for m in reversed(sorted(marks, key=lambda m: m.span))
            if m.span.start <= at <= m.span.end
        ),
        at,
    )
    whole = strip(folded, Span(start, before)) if before > start else None
    if whole is None or not whole.length or _sentences_per_kilo(folded, whole) > 3:
        return []
    covered = [*(m.span for m in marks), *keep]
    return [
        Mark(s, FurnitureKind.MENU, "before the end of the page's menu")
        for s in (strip(folded, g) for g in gaps(covered, whole))
        if s.length
    ]


def _sentences_per_kilo(folded: str, whole: Span) -> float:
    prose = sum(is_prose(p.of(folded)) and p.length < 400 for p in pieces(folded, whole))
    return 1000 * prose / max(whole.length, 250)


def edges(
    folded: str, paras: Sequence[Span], marks: Sequence[Mark], keep: Sequence[Span]
) -> list[Mark]:
    """The tail: lists and paywalls to the end, biographies, credits and buttons peeled off from the end."""
    if not paras:
        return []
    found = _to_the_end(folded, paras, marks)
    return (
        found
        + _biographies(folded, paras, [*marks, *found])
        + _peeled(folded, paras, [*marks, *found])
    )


def _to_the_end(folded: str, paras: Sequence[Span], marks: Sequence[Mark]) -> list[Mark]:
    lowered, end = folded.lower(), paras[-1].end
    at = min((i for i in (lowered.find(w) for w in WHATEVER_FOLLOWS) if i >= 0), default=-1)
    kind, reason = FurnitureKind.APPEAL, "after a paywall's notice"
    if at < 0:
        at = min(
            (i for i in (lowered.find(w, len(lowered) // 4) for w in LIST_FOLLOWS) if i >= 0),
            default=-1,
        )
        kind, reason = FurnitureKind.RELATED, "list of other headlines to the end"
        if (
            at < 0
            or (at and not folded[at].isupper())
            or _prose_share(folded, Span(at, end)) > MAX_PROSE_IN_TAIL
        ):
            return []
    para = next(p for p in paras if p.end > at)
    piece = next((p for p in pieces(folded, para) if p.end > at), para)
    start = piece.start if kind is FurnitureKind.APPEAL else at
    rest = [
        strip(folded, s)
        for p in paras
        if p.end > start
        for s in free(Span(max(p.start, start), p.end), marks)
    ]
    return [Mark(s, kind, reason) for s in rest if s.length]


def _prose_share(folded: str, whole: Span) -> float:
    """Share of the characters that stand in sentences which report."""
    prose = sum(
        p.length for p in pieces(folded, whole) if p.length < 500 and is_prose(p.of(folded))
    )
    return prose / max(whole.length, 1)


def _unmarked(folded: str, paras: Sequence[Span], marks: Sequence[Mark], back: int) -> list[Span]:
    """The last ``back`` or so pieces that no mark covers, in order."""
    out: list[Span] = []
    for para in reversed(paras):
        got = [p for chunk in free(para, marks) for p in pieces(folded, chunk)]
        out = got + out
        if len(out) >= back:
            break
    return out[-back:]


def _biographies(folded: str, paras: Sequence[Span], marks: Sequence[Mark]) -> list[Mark]:
    """Biographies among the last sentences: from their first sentence on, as long as nobody speaks."""
    last = _unmarked(folded, paras, marks, MAX_BIO + 1)
    for number, piece in enumerate(last):
        words, rest = piece.of(folded), last[number + 1 :]
        strong = _BIO.match(words) or _REPORTED_FROM.match(words)
        weak = _EXPERT_BIO.match(words) and any(piece.start == p.start for p in paras)
        if not (strong or weak) or _SAID.search(words):
            continue
        if all(
            (_GOES_ON.match(p.of(folded)) and not _SAID.search(p.of(folded)))
            or not is_prose(p.of(folded))
            for p in rest
        ):
            return [Mark(p, FurnitureKind.AUTHOR_BIO, "author's biography") for p in (piece, *rest)]
    return []


def _peeled(folded: str, paras: Sequence[Span], marks: Sequence[Mark]) -> list[Mark]:
    """Credits, initials and buttons that are the last piece, again and again."""
    found: list[Mark] = []
    for piece in reversed(_unmarked(folded, paras, marks, 6)):
        words = piece.of(folded)
        row = next((r for r in TAILS if r.pattern.fullmatch(words)), None)
        if row is None:
            break
        found.append(Mark(piece, row.kind, row.reason))
    return found


def in_between(
    folded: str, paras: Sequence[Span], marks: Sequence[Mark], keep: Sequence[Span]
) -> list[Mark]:
    """Short words without a sentence that lie between two marks, or between one and the text's edge."""
    if not marks or not paras:
        return []
    ordered = sorted(marks, key=lambda m: m.span)
    found = []
    for left, right in zip(ordered, ordered[1:], strict=False):
        gap = strip(folded, Span(left.span.end, max(left.span.end, right.span.start)))
        if (
            0 < gap.length <= MAX_FILL
            and not any(gap.overlaps(k) for k in keep)
            and _fills(folded, gap, left, right)
        ):
            found.append(Mark(gap, left.kind, f"between two marks: {left.reason}"))
    return found


_FILLING: Final = frozenset(
    {
        FurnitureKind.APPEAL,
        FurnitureKind.COPYRIGHT,
        FurnitureKind.MENU,
        FurnitureKind.SHARE_BAR,
        FurnitureKind.RELATED,
        FurnitureKind.READ_MORE,
    }
)


def _fills(folded: str, gap: Span, left: Mark, right: Mark) -> bool:
    words = gap.of(folded)
    if left.kind not in _FILLING or right.kind not in _FILLING:
        return False
    return not is_prose(words) and not _SAID.search(words) and ("\n" not in words)
