"""Blocks of furniture: what lies before a page's head markers, after its tail markers, or between marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from parley.clean.bylines import byline_at
from parley.clean.marks import Mark
from parley.clean.phrases import HEAD_MARKER, TAILS
from parley.clean.pieces import is_prose, loose, pieces
from parley.clean.sentences import LIST_FOLLOWS, NEIGHBOUR_OF_APPEAL, WHATEVER_FOLLOWS
from parley.records import FurnitureKind
from parley.spans import Span, gaps, strip

MAX_HEAD: Final = 3000
"""Code points from the start within which a menu's end is looked for."""
MAX_HEAD_SENTENCES: Final = 3.0
"""Sentences in a thousand code points above which the text before a head marker is no menu."""
MAX_FILL: Final = 160
"""Code points of words without a sentence between two marks that are furniture too; 80 to 300 tried on gold/train."""
MAX_PROSE_IN_TAIL: Final = 0.34
"""Share of report-like sentences above which what follows a list's title is no list of headlines."""
MAX_SENTENCE_IN_TAIL: Final = 260
"""Code points of the longest piece that counts as a sentence there: headlines run together make longer ones."""
MAX_BIO: Final = 5
"""Sentences of the longest author's biography."""
MAX_APPEAL: Final = 600
"""Code points around a donation appeal within which its other sentences are looked for."""
TAIL: Final = 0.25
"""Share of the text before which no list of other headlines is looked for."""

_NAME: Final = r"(?:[A-Z][\w'.-]*|de|van|von|al)"
_ROLE: Final = r"(?:reporter|correspondent|editor|journalist|columnist|producer|anchor|writer|bureau chief|photojournalist|intern)"
_BIO: Final = re.compile(
    rf"(?!(?:He|She|They|It|This|That|The|A|His|Her) )(?:{_NAME}[ ,]+(?:and )?){{1,9}}(?:is|are|was|has been|works as|worked as) (?:an? |the |[A-Z][\w.' ]{{2,40}}'s )?"
    rf"[^.!?]{{0,90}}\b(?i:{_ROLE})s?\b"
    rf"|(?:{_NAME} ){{2,4}}(?:covers|writes about|reports on|has covered|has reported|has written)\b"
)
_EXPERT_BIO: Final = re.compile(
    rf"(?!(?:He|She|They|It|This|That|The|A|His|Her) )(?:{_NAME}[ ,]+){{2,5}}is (?:an? |the )[^.!?]{{0,120}}\b(?:fellow|professor|author|lecturer|analyst|contributor|"
    r"researcher|scholar|director)\b"
)
_REPORTED_FROM: Final = re.compile(
    rf"(?:{_NAME}[ ,]+(?:and )?){{1,6}}(?:reported|contributed|contributed reporting) from [A-Z]"
)
_GOES_ON: Final = re.compile(
    r"(?:He|She|They|Before|Previously|A (?:veteran|former|native|graduate)|Her|His|Their|Follow|Prior|Based|Contact|Email|Reach)\b"
    r"|[A-Z][\w'-]+ (?:previously|has|also|joined|lives|holds|is|was|can)\b"
)
_SAID: Final = re.compile(r"\b(?:said|told|added|according to)\b|[\"“”‘]")
_FILLING: Final = frozenset(
    {
        FurnitureKind.APPEAL,
        FurnitureKind.COPYRIGHT,
        FurnitureKind.MENU,
        FurnitureKind.SHARE_BAR,
        FurnitureKind.RELATED,
        FurnitureKind.READ_MORE,
        FurnitureKind.ADVERTISING,
    }
)


def widen(folded: str, marks: Sequence[Mark], keep: Sequence[Span]) -> list[Mark]:
    """The blocks that the marks give away: marks to add, which overlap neither those nor ``keep``.

    Args:
        folded: the text; marks: what is known to be furniture; keep: the article's own headline.
    """
    whole, found = Span(0, len(folded)), list(marks)
    for stage in (_head, _appeal, _between, _to_the_end, _biography, _peeled, _between):
        found += stage(folded, whole, found, keep)
    return found[len(marks) :]


def _cover(marks: Sequence[Mark], keep: Sequence[Span]) -> list[Span]:
    return [*(m.span for m in marks), *keep]


def _rest(
    folded: str, whole: Span, covered: Sequence[Span], kind: FurnitureKind, reason: str
) -> list[Mark]:
    """Marks over all of ``whole`` that is not covered yet."""
    parts = (strip(folded, gap) for gap in gaps(covered, whole))
    return [Mark(part, kind, reason) for part in parts if part.length]


def _head(folded: str, whole: Span, marks: Sequence[Mark], keep: Sequence[Span]) -> list[Mark]:
    """The menu before a head marker: words with few sentences from the text's start to the marker."""
    ends = [m.end() for m in HEAD_MARKER.finditer(folded, 0, min(MAX_HEAD, whole.end))]
    if not ends:
        return []
    menu = Span(0, ends[-1])
    sentences = sum(p.length < 400 and is_prose(p.of(folded)) for p in loose(folded, [], menu))
    if 1000 * sentences > MAX_HEAD_SENTENCES * max(menu.length, 250):
        return []
    found, after_gap = [], False
    for part in loose(folded, _cover(marks, keep), menu):
        after_gap = folded[max(part.start - 2, 0) : part.start].isspace() or after_gap
        byline = byline_at(folded, part.start, part.end, line=True)
        after_gap = after_gap and is_prose(part.of(folded)) and part.length < MAX_SENTENCE_IN_TAIL
        if byline:
            found.append(byline)
        elif not after_gap:  # a sentence on its own after a gap is the article's standfirst
            found.append(Mark(part, FurnitureKind.MENU, "before the end of the page's menu"))
    return found


def _to_the_end(
    folded: str, whole: Span, marks: Sequence[Mark], keep: Sequence[Span]
) -> list[Mark]:
    """What follows a paywall's notice or the title of a list of other headlines."""
    lowered, covered = folded.lower(), _cover(marks, keep)
    walls = [at for at in map(lowered.find, WHATEVER_FOLLOWS) if at >= 0]
    if walls:
        near = Span(max(min(walls) - MAX_FILL, 0), whole.end)
        start = next((p.start for p in pieces(folded, near) if p.end > min(walls)), min(walls))
        tail = Span(max(start, lowered.rfind("\n", 0, min(walls)) + 1), whole.end)
        if not _reports(folded, covered, tail):
            return _rest(folded, tail, covered, FurnitureKind.APPEAL, "after a paywall's notice")
    lists = [lowered.find(words, int(TAIL * whole.end)) for words in LIST_FOLLOWS]
    at = min((i for i in lists if i >= 0 and folded[i].isupper()), default=None)
    if at is None:
        return []
    tail = Span(at, whole.end)
    if _reports(folded, covered, tail):
        return []
    return _rest(folded, tail, covered, FurnitureKind.RELATED, "list of other headlines to the end")


def _reports(folded: str, covered: Sequence[Span], tail: Span) -> bool:
    """Whether so much of what is not covered is in sentences that the article goes on there."""
    free = loose(folded, covered, tail)
    prose = sum(
        p.length for p in free if p.length < MAX_SENTENCE_IN_TAIL and is_prose(p.of(folded))
    )
    return prose > MAX_PROSE_IN_TAIL * sum(p.length for p in free)


def _biography(folded: str, whole: Span, marks: Sequence[Mark], keep: Sequence[Span]) -> list[Mark]:
    """An author's biography among the last sentences, as long as nobody speaks in them."""
    last = loose(folded, _cover(marks, keep), whole)[-MAX_BIO - 1 :]
    for number, piece in enumerate(last):
        words, rest = piece.of(folded), [p.of(folded) for p in last[number + 1 :]]
        strong = _BIO.match(words) or _REPORTED_FROM.match(words)
        own_line = piece.start == 0 or folded[piece.start - 1] == "\n"
        if not (strong or (own_line and _EXPERT_BIO.match(words))) or _SAID.search(words):
            continue
        if all((_GOES_ON.match(w) and not _SAID.search(w)) or not is_prose(w) for w in rest):
            return [Mark(p, FurnitureKind.AUTHOR_BIO, "author's biography") for p in last[number:]]
    return []


def _peeled(folded: str, whole: Span, marks: Sequence[Mark], keep: Sequence[Span]) -> list[Mark]:
    """Credits, initials and buttons that are the last piece, again and again."""
    found: list[Mark] = []
    for piece in reversed(loose(folded, _cover(marks, keep), whole)[-6:]):
        row = next((r for r in TAILS if r.pattern.fullmatch(piece.of(folded))), None)
        if row is None:
            break
        found.append(Mark(piece, row.kind, row.reason))
    return found


def _appeal(folded: str, whole: Span, marks: Sequence[Mark], keep: Sequence[Span]) -> list[Mark]:
    """The sentences around a donation appeal that talk of journalism too."""
    appeals = [m.span for m in marks if m.reason == "donation appeal"]
    if not appeals:
        return []
    block = Span(
        max(appeals[0].start - MAX_APPEAL, 0), min(appeals[-1].end + MAX_APPEAL, whole.end)
    )
    near = [
        p for p in loose(folded, _cover(marks, keep), block) if p.start > 0 and p.end < block.end
    ]
    says = [
        bool(NEIGHBOUR_OF_APPEAL.search(p.of(folded))) and not _SAID.search(p.of(folded))
        for p in near
    ]
    told = [p for p, yes in zip(near, says, strict=True) if yes]
    if not told:
        return []
    first, last = min(told[0].start, appeals[0].start), max(told[-1].end, appeals[-1].end)
    return [
        Mark(p, FurnitureKind.APPEAL, "beside a donation appeal")
        for p in near
        if first <= p.start and p.end <= last and not _SAID.search(p.of(folded))
    ]


def _between(folded: str, whole: Span, marks: Sequence[Mark], keep: Sequence[Span]) -> list[Mark]:
    """Short words without a sentence between two marks of one line, or after the last mark of the text."""
    ordered = sorted((m for m in marks if m.span.length), key=lambda m: m.span)
    end = Mark(Span(whole.end, whole.end), FurnitureKind.MENU, "end")
    found = []
    for left, right in pairwise([*ordered, end] if ordered else []):
        if left.kind not in {*_FILLING, FurnitureKind.WIRE_CREDIT} or right.kind not in _FILLING:
            continue
        gap = strip(folded, Span(left.span.end, max(left.span.end, right.span.start)))
        words = gap.of(folded)
        if not 0 < gap.length <= MAX_FILL or any(gap.overlaps(k) for k in keep):
            continue
        if "\n" not in words and not is_prose(words) and not _SAID.search(words):
            found.append(Mark(gap, left.kind, f"beside furniture: {left.reason}"))
    return found
