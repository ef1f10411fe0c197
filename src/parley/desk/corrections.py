"""Corrections: what reviewers changed in an entry, put in the place of what the machine found.

A correction is a judgement with the verdict ``edit``: the name of one of the record's fields and its right
value, as :func:`parley.records.pack` writes it. The stored record is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from parley.desk.codebook import modes
from parley.desk.questions import choice
from parley.errors import UsageError
from parley.ledger import ActorRef, EntryKind, EntryRecord, EntryRow, Role, facets, fold
from parley.records import (
    HARMS,
    EventType,
    Form,
    Mention,
    Place,
    ProposalKind,
    SpeechAct,
    Status,
    StepKind,
    TimeMention,
    Toll,
    When,
    pack,
    unpack,
)
from parley.spans import Span

R = TypeVar("R", bound=EntryRecord)

Cast = Sequence[ActorRef]
"""The actors of the entry's article."""

NOBODY: Final = ("none", "unknown", "")
"""Words for a field that is to be empty."""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of an entry, as far as a correction looks into it.

    Attributes:
        cast: its actors; mentions, times, places: what its text names, and where.
        near: where the entry stands: of equal words, the nearest are meant.
    """

    cast: Cast
    text: str = ""
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[Place, ...] = ()
    near: int = 0


def correct_value(kind: EntryKind, field: str, words: str, page: Page | Cast) -> Any:
    """The value that the words mean for a field of an entry, as it is packed in a record.

    Args:
        words: a name or key of one of the article's actors (several are parted by commas), a value of
            the codebook, a day (``2025-03-11``, ``2025-03``, ``2025``, ``2025-03-10/2025-03-12``), a
            number of people (``12``, ``12+``, ``9-12``), words of the article (pieces are parted by
            ``…``), or ``none``.

    Raises:
        UsageError: the field cannot be edited, or the words are no value of it.
    """
    readers = EDITABLE[kind]
    if field not in readers:
        raise UsageError(
            f"the field {field!r} of a {kind} cannot be edited; these can: {', '.join(readers)}"
        )
    if not isinstance(page, Page):
        page = Page(page)
    return pack(readers[field](field, words.strip(), page))


def corrected(record: R, edits: Mapping[str, Any]) -> R:
    """The record with the values that reviewers gave; a value that cannot be read is passed over."""
    packed = pack(record)
    for field, value in edits.items():
        try:
            record = unpack(type(record), {**packed, field: value})
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            continue
        packed[field] = value
    return record


def corrected_row(
    row: EntryRow[R], edits: Mapping[str, Any], cast: Cast, text: Callable[[], str] | None = None
) -> EntryRow[R]:
    """The row with the values that reviewers gave, its day, its actors and its words among them.

    Args:
        text: gives the article's text, which is asked for only where other words were chosen in it.
    """
    record = corrected(row.record, edits)
    when = getattr(record, "date", None)
    day = (when.start or row.article.published) if "date" in edits and when else row.day
    known = {ref.key: ref for ref in cast}
    roles: list[Role] = [role for role in ROLES if role in edits]
    actors = [a for a in row.actors if a.role not in roles]
    for role in roles:
        keys = getattr(record, role)
        of_role = (keys,) if isinstance(keys, str) else keys or ()
        actors += [replace(known[key], role=role) for key in of_role if key in known]
    row = replace(row, record=record, day=day, actors=tuple(actors))
    if text is None or not edits.keys() & WORDS:
        return row
    seen, whole = facets(record), text()
    quote, evidence = (tuple(s.of(whole) for s in spans) for spans in (seen.quote, seen.evidence))
    return replace(row, quote=quote, evidence=evidence)


ROLES: Final[tuple[Role, ...]] = (
    "speaker", "addressee", "actor", "recipient", "third_party", "by", "asserted_by",
)  # fmt: skip
"""Fields of records that hold keys of actors."""

WORDS: Final = frozenset({"content", "anchor", "mentions", "evidence"})
"""Fields whose words are shown in lists."""


# What a field may hold: readers take the field's name, the words and the article.

Reader = Callable[[str, str, Page], Any]


def _one_of(values: Collection[str]) -> Reader:
    return lambda field, words, page: choice(field, words, values)


def _or_none(values: Collection[str]) -> Reader:
    def read(field: str, words: str, page: Page) -> str | None:
        return None if words.casefold() in NOBODY else choice(field, words, values)

    return read


def _somebody(field: str, words: str, page: Page) -> str | None:
    return None if words.casefold() in NOBODY else key_of(words, page.cast)


def _people(field: str, words: str, page: Page) -> tuple[str, ...]:
    parts = [p.strip() for p in words.split(",")]
    found = (key_of(p, page.cast) for p in parts if p.casefold() not in NOBODY)
    return tuple(dict.fromkeys(found))


def key_of(words: str, cast: Cast) -> str:
    """The key of the article's actor that the words name.

    Raises:
        UsageError: they name none of them, or several.
    """
    wanted = fold(words)
    by_key = {a.key for a in cast if words in (a.key, a.identity)}
    by_name = {a.key for a in cast if fold(a.name) == wanted}
    by_surname = {a.key for a in cast if fold(a.name).endswith(f" {wanted}")}
    for found in (by_key, by_name, by_surname):
        if len(found) == 1:
            return found.pop()
    names = ", ".join(sorted({a.name for a in cast}))
    raise UsageError(f"the article has no actor {words!r}; it has {names or 'none'}")


_DAYS: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:/(\d{4}-\d\d-\d\d))?", re.ASCII)


def _when(field: str, words: str, page: Page) -> When:
    if words.casefold() in NOBODY:
        return When()
    found = _DAYS.fullmatch(words)
    try:
        if found is None or (found[4] and not found[3]):
            raise ValueError(words)
        year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
        start = date(year, month, day)
        if found[4]:
            end = date.fromisoformat(found[4])
            if end < start:
                raise ValueError(words)
            return When(start, end, "day")
        if found[3]:
            return When(start, start, "day")
        if found[2]:
            return When(start, date(year + month // 12, month % 12 + 1, 1) - timedelta(1), "month")
        return When(start, date(year, 12, 31), "year")
    except ValueError as exc:
        raise UsageError(
            f"{words!r} is no {field}; write 2025-03-11, 2025-03, 2025, 2025-03-10/2025-03-12 or none"
        ) from exc


_NUMBERS: Final = re.compile(r"(\d{1,9})(?:(\+)|-(\d{1,9}))?", re.ASCII)


def _toll(field: str, words: str, page: Page) -> Toll | None:
    if words.casefold() in NOBODY:
        return None
    found = _NUMBERS.fullmatch(words)
    if found is None or (found[3] and int(found[3]) < int(found[1])):
        raise UsageError(f"{words!r} is no number for {field}; write 12, 12+, 9-12 or none")
    low = int(found[1])
    if found[2]:
        return Toll(low, low, None)
    return Toll(low, None, int(found[3])) if found[3] else Toll(low, low, low)


def _words(field: str, words: str, page: Page) -> str:
    if not words:
        raise UsageError(f"the {field} cannot be empty")
    return words


def _span(field: str, words: str, page: Page) -> Span:
    """Where the words stand in the article, nearest to the entry; how they are spaced does not count."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [Span(*m.span()) for m in re.finditer(pattern, page.text)] if pattern else []
    if not found:
        raise UsageError(
            f"the {field} must be words of the article, as they stand there: {words!r}"
        )
    return min(found, key=lambda span: abs(span.start - page.near))


def _pieces(field: str, words: str, page: Page) -> tuple[Span, ...]:
    return tuple(sorted({_span(field, part, page) for part in words.split("…")}))


def _piece_or_none(field: str, words: str, page: Page) -> Span | None:
    return None if words.casefold() in NOBODY else _span(field, words, page)


def _place_named(field: str, words: str, page: Page) -> Place | None:
    if words.casefold() in NOBODY:
        return None
    known = [p for p in page.places if fold(p.name) == fold(words)]
    if known:
        return min(known, key=lambda place: abs(place.span.start - page.near))
    span = _span(field, words, page)
    return Place(span, span.of(page.text))


EDITABLE: Final[Mapping[EntryKind, Mapping[str, Reader]]] = {
    "statement": {
        "speaker": _somebody,
        "act": _one_of(tuple(SpeechAct)),
        "form": _one_of(tuple(Form)),
        "status": _one_of(tuple(Status)),
        "date": _when,
        "addressee": _somebody,
        "asserted_by": _somebody,
        "content": _pieces,
        "source": _pieces,
        "cue": _pieces,
        "audience": _piece_or_none,
        "setting": _piece_or_none,
    },
    "event": {
        "type": _one_of(tuple(EventType)),
        "mode": _or_none(sorted({m for listed in modes().values() for m in listed})),
        "status": _one_of(tuple(Status)),
        "actor": _people,
        "recipient": _people,
        "third_party": _people,
        "asserted_by": _somebody,
        "date": _when,
        "place": _place_named,
        **dict.fromkeys(HARMS, _toll),
        "anchor": _span,
        "evidence": _pieces,
    },
    "proposal": {"name": _words, "kind": _one_of(tuple(ProposalKind)), "mentions": _pieces},
    "step": {
        "step": _one_of(tuple(StepKind)),
        "by": _people,
        "status": _one_of(tuple(Status)),
        "asserted_by": _somebody,
        "date": _when,
        "evidence": _span,
    },
}
"""Kind of entry → the fields that can be edited."""
