"""Adding by hand what the machine missed: an entry from words that a reviewer selects."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from parley.desk.corrections import Page, correct_value
from parley.errors import UsageError
from parley.ids import content_id
from parley.ledger import RECORDS, EntryKind, EntryRecord
from parley.records import Article, Form, Precision, ProposalKind, Status, When, pack, unpack
from parley.spans import Span, inside, strip

ADDABLE: Final[tuple[EntryKind, ...]] = ("event", "statement", "proposal")

_END: Final = re.compile(r"[.!?]['\"”’)]*(?=\s|$)|\n")
"""Where a sentence ends, near enough for evidence that a person can correct."""

REACH: Final = 600
"""Code points to each side in which the sentence around a selection is looked for."""


def by_hand(
    kind: EntryKind, span: Span, article: Article, page: Page, values: Mapping[str, str]
) -> EntryRecord:
    """An entry for the selected words, its evidence the sentences around them.

    Args:
        span: of an event the words of the act, of a statement what was said, of a proposal its name.
        values: field → value in words, as :func:`parley.desk.corrections.correct_value` reads them.

    Raises:
        UsageError: nothing is selected, or a value cannot be meant.
    """
    if kind not in ADDABLE:
        raise UsageError(f"a {kind} cannot be added by hand; these can: {', '.join(ADDABLE)}")
    if not inside(span, len(page.text)) or not strip(page.text, span).length:
        raise UsageError("select the words in the article first")
    span = strip(page.text, span)
    packed = _BLANKS[kind](article, page, span)
    for field, words in values.items():
        packed[field] = correct_value(kind, field, words, page)
    # Two readers who add the same make one entry; another type for the same words makes another one.
    kinds = packed.get("type") or packed.get("kind") or packed.get("speaker")
    packed["id"] = content_id(_PREFIX[kind], "by hand", article.id, kinds, list(span))
    return unpack(RECORDS[kind], packed)


def sentences_around(text: str, span: Span) -> Span:
    """The sentences that the span touches."""
    before = max(0, span.start - REACH)
    ends = [m.end() for m in _END.finditer(text, before, span.start)]
    start = ends[-1] if ends else before
    after = _END.search(text, max(span.end - 1, span.start), min(len(text), span.end + REACH))
    return strip(text, Span(start, after.end() if after else min(len(text), span.end + REACH)))


_PREFIX: Final[Mapping[EntryKind, str]] = {"event": "ev", "statement": "st", "proposal": "pr"}


def _when(article: Article) -> When:
    """The day of publication, by which a report without a day of its own goes."""
    precision: Precision = "day" if article.day else "unknown"
    return When(article.day, article.day, precision)


def _common(article: Article, page: Page, span: Span) -> dict[str, Any]:
    return {
        "confidence": 1.0,
        "evidence": [list(sentences_around(page.text, span))],
        "date": pack(_when(article)),
        "status": Status.ACTUAL,
    }


def _event(article: Article, page: Page, span: Span) -> dict[str, Any]:
    return {
        **_common(article, page, span),
        "type": "CONSULT",
        "actor": [],
        "recipient": [],
        "anchor": list(span),
    }


def _statement(article: Article, page: Page, span: Span) -> dict[str, Any]:
    words = span.of(page.text)
    quoted = words[:1] in "\"“‘'" and words[-1:] in "\"”’'"
    return {
        **_common(article, page, span),
        "speaker": None,
        "source": [],
        "cue": [],
        "content": [list(span)],
        "form": Form.DIRECT if quoted else Form.INDIRECT,
    }


def _proposal(article: Article, page: Page, span: Span) -> dict[str, Any]:
    name = " ".join(span.of(page.text).split())
    return {
        "key": f"by-hand-{span.start}",
        "name": name,
        "kind": ProposalKind.OTHER,
        "mentions": [list(span)],
        "steps": [],
        "confidence": 1.0,
    }


_BLANKS: Final[Mapping[EntryKind, Callable[[Article, Page, Span], dict[str, Any]]]] = {
    "event": _event,
    "statement": _statement,
    "proposal": _proposal,
}
