"""A value from words that a reviewer selects in the article: what they resolve to there, else as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from parley.desk.corrections import EDITABLE, Page, correct_value
from parley.desk.review.fields import SPECS, FieldKind
from parley.errors import UsageError
from parley.ledger import EntryKind
from parley.records import Mention, Place, TimeMention, Toll, When, pack
from parley.spans import Span, inside, strip

M = TypeVar("M", Mention, TimeMention, Place)


def selected_value(kind: EntryKind, field: str, span: Span, page: Page) -> Any:
    """The value that the selected words mean for a field, as it is packed in a record.

    An actor is the one whose mention is touched, a day that of the expression of time, a place that of the
    name; of others it is what the words say.

    Raises:
        UsageError: the selection is empty or outside, or its words are no value of the field.
    """
    if field not in EDITABLE[kind]:
        raise UsageError(f"the field {field!r} of a {kind} cannot be edited")
    if not inside(span, len(page.text)) or not strip(page.text, span).length:
        raise UsageError("no words are selected")
    span = strip(page.text, span)
    spec = next(s for s in SPECS[kind] if s.name == field)
    found = _READERS[spec.kind](span, page)
    if found is None:
        return correct_value(kind, field, " ".join(span.of(page.text).split()), page)
    return pack(found)


def _touched(marks: Iterable[M], span: Span) -> M | None:
    """The mark that shares most with the span, the shorter one of equals."""
    found = [m for m in marks if m.span.overlaps(span)]
    return min(found, key=lambda m: (-_shared(m.span, span), m.span.length), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _actor(span: Span, page: Page) -> str | None:
    mention = _touched((m for m in page.mentions if m.actor is not None), span)
    return mention.actor if mention else None


def _actors(span: Span, page: Page) -> tuple[str, ...] | None:
    """Everybody whose mention lies in the selection, else the one that it touches."""
    inner = [m.actor for m in page.mentions if m.actor and span.contains(m.span)]
    one = _actor(span, page)
    return tuple(dict.fromkeys(inner)) or ((one,) if one else None)


def _day(span: Span, page: Page) -> When | None:
    time = _touched((t for t in page.times if t.when is not None), span)
    if time is None or time.when is None:
        return None
    return When(time.when.start, time.when.end, time.when.precision, time.span)


def _place(span: Span, page: Page) -> Place:
    return _touched(page.places, span) or Place(span, " ".join(span.of(page.text).split()))


BEFORE: Final = 16
"""Code points before selected words in which a bound may stand: "at least" of "nine"."""


def _toll(span: Span, page: Page) -> Toll | None:
    from parley.extract.events.counts import counts

    start = max(0, span.start - BEFORE)
    near = counts(page.text[start : span.end])
    found = next((c for c in near if start + c.end > span.start), None)
    return Toll(found.low, found.best, found.high, span) if found else None


_READERS: Final[Mapping[FieldKind, Callable[[Span, Page], Any]]] = {
    "actor": _actor,
    "actors": _actors,
    "day": _day,
    "place": _place,
    "toll": _toll,
    "choice": lambda span, page: None,
    "text": lambda span, page: " ".join(span.of(page.text).split()),
    "words": lambda span, page: span,
    "pieces": lambda span, page: (span,),
}
