"""The fields of what is joined over articles: events, contacts, proposals, positions, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, TypedDict, cast

from parley.desk.toll_fields import Tolls, tolls
from parley.ledger import days_of
from parley.records.joined import (
    Bounds,
    Cell,
    Dispute,
    Happening,
    Position,
    Spread,
    Talks,
    Thread,
    Who,
)


class Reported(TypedDict):
    """How widely it is reported, by whom, and since when."""

    articles: int
    outlets: int
    origins: int
    disputed: list[str]
    weight: float
    first_published: date | None
    last_published: date | None
    story: str | None
    entries: list[str]


class HappenedFields(Reported):
    """Who did what to whom, and where, over all accounts."""

    id: str
    day: date | None
    start: date | None
    end: date | None
    precision: str
    type: str
    mode: str | None
    status: str
    actor: list[str]
    actor_ids: list[str]
    recipient: list[str]
    recipient_ids: list[str]
    third_party: list[str]
    asserted_by: list[str]
    in_own_voice: bool
    place: str | None
    place_country: str | None
    place_precision: str | None


class HappeningFields(HappenedFields, Tolls):
    """One real event."""

    confidence: float
    anchor: str
    words: str
    lead: str


class ContactFields(HappeningFields):
    """One real contact."""

    form: str | None
    level: str | None
    state: str | None
    mediators: list[str]
    hosts: list[str]
    venue: str | None
    topic: str | None
    outcome: str | None
    announced_by: list[str]
    confirmed_by: list[str]
    denied_by: list[str]


class ThreadFields(Reported):
    """One proposal over all articles."""

    id: str
    day: date | None
    last_day: date | None
    name: str
    names: list[str]
    kind: str
    state: str | None
    since: date | None
    sides: list[str]
    side_ids: list[str]
    steps: int
    last_step: str | None
    terms: list[str]
    clock: str | None
    declared: date | None
    starts: date | None
    ends: date | None
    violations: int
    related: list[str]


class CellFields(TypedDict):
    """A side's stand on one subject."""

    side: str
    side_id: str
    subject: str
    topic: str
    stance: str
    condition: str | None
    day: date | None
    known: date | None
    speaker: str | None
    words: str | None
    direct: bool | None
    entry: str | None
    article: str | None
    positions: int
    turns: int


class DisputeFields(TypedDict):
    """Accounts of one thing that differ."""

    id: str
    day: date | None
    kind: str
    about: str
    subject: str
    claims: list[str]
    origins: int
    entries: list[str]


def _keys(kind: Any, *last: Any) -> tuple[str, ...]:
    """The keys of a typed dictionary: those of the classes ``last`` stand behind its own."""
    behind = tuple(k for c in last for k in c.__annotations__)
    own = [k for k in kind.__annotations__ if k not in behind]
    return (*(["id"] if "id" in own else []), *(k for k in own if k != "id"), *behind)


FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "happenings": _keys(HappeningFields, Reported),
    "meetings": _keys(ContactFields, Reported),
    "threads": _keys(ThreadFields, Reported),
    "positions": _keys(CellFields),
    "changes": _keys(CellFields),
    "disputes": _keys(DisputeFields),
}
"""Listing → its fields in the order of a CSV file."""


def happening(record: Happening) -> HappeningFields:
    """The fields of a real event."""
    when, place = record.when, record.place
    return {
        "id": record.id,
        "day": days_of(record)[0],
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "type": str(record.type),
        "mode": record.mode,
        "status": str(record.status),
        "actor": _names(record.actor),
        "actor_ids": _ids(record.actor),
        "recipient": _names(record.recipient),
        "recipient_ids": _ids(record.recipient),
        "third_party": _names(record.third_party),
        "asserted_by": _names(record.asserted_by),
        "in_own_voice": record.in_own_voice,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_precision": place.precision if place else None,
        **tolls(record.tolls),
        "confidence": record.confidence,
        "anchor": one_line(record.anchor),
        "words": one_line(record.words),
        "lead": record.lead,
        **_reported(record),
    }


def contact(record: Happening) -> ContactFields:
    """The fields of a real contact."""
    talks = record.talks or Talks(form="", level="", state="")
    fields: ContactFields = {
        **happening(record),
        "form": talks.form or record.mode,
        "level": talks.level or None,
        "state": talks.state or str(record.status),
        "mediators": _names(talks.mediators),
        "hosts": _names(talks.hosts),
        "venue": talks.venue and one_line(talks.venue),
        "topic": talks.topic and one_line(talks.topic),
        "outcome": talks.outcome and one_line(talks.outcome),
        "announced_by": _names(talks.announced_by),
        "confirmed_by": _names(talks.confirmed_by),
        "denied_by": _names(talks.denied_by),
    }
    return cast(ContactFields, {name: fields[name] for name in FIELDS["meetings"]})  # type: ignore[literal-required]


def thread(record: Thread) -> ThreadFields:
    """The fields of a proposal over all articles."""
    clock, last = record.clock, record.steps[-1] if record.steps else None
    first_day, last_day = days_of(record)
    return {
        "id": record.id,
        "day": first_day,
        "last_day": last_day,
        "name": record.name,
        "names": list(record.names),
        "kind": str(record.kind),
        "state": str(record.state) if record.state else None,
        "since": record.since,
        "sides": _names(record.sides),
        "side_ids": _ids(record.sides),
        "steps": len(record.steps),
        "last_step": one_line(last.words) if last else None,
        "terms": [f"{t.kind}: {one_line(t.words)}" for t in record.terms],
        "clock": clock.state if clock else None,
        "declared": clock.declared if clock else None,
        "starts": clock.starts if clock else None,
        "ends": clock.ends if clock else None,
        "violations": len(clock.violations) if clock else 0,
        "related": [f"{r.relation} {r.thread} {r.name}" for r in record.related],
        **_reported(record),
    }


def cell(record: Cell) -> CellFields:
    """The fields of a side's stand."""
    return _position(record, record.now)


def changes(record: Cell) -> Iterable[CellFields]:
    """The fields of each position that a side took on a subject, in time."""
    return (_position(record, taken) for taken in record.history)


def dispute(record: Dispute) -> DisputeFields:
    """The fields of a dispute."""
    return {
        "id": record.id,
        "day": record.day,
        "kind": record.kind,
        "about": record.about,
        "subject": one_line(record.subject),
        "claims": [claim_words(c.value, c.by, c.spread) for c in record.claims],
        "origins": sum(c.spread.origins for c in record.claims),
        "entries": [e for c in record.claims for e in c.entries],
    }


def claim_words(value: str, by: Iterable[Who], spread: Spread) -> str:
    """A claim with who says so and how widely it is reported."""
    said = ", ".join(w.name for w in by)
    number = f"{spread.origins} origin{'s' if spread.origins != 1 else ''}"
    return f"{one_line(value)} ({f'{said}; ' if said else ''}{number})"


def bounds_words(bounds: Bounds) -> str:
    """A number of people over all accounts: low, best, high."""
    known = [bounds.low, bounds.best, bounds.high]
    shown = ["?" if n is None else str(n) for n in known]
    return shown[1] if len(set(known)) == 1 else f"{shown[1]} (from {shown[0]} to {shown[2]})"


def _position(record: Cell, taken: Position | None) -> CellFields:
    return {
        "side": record.side.name,
        "side_id": record.side.id,
        "subject": record.subject,
        "topic": one_line(record.topic),
        "stance": taken.stance if taken else "silent",
        "condition": taken.condition if taken else None,
        "day": taken.day if taken else None,
        "known": taken.known if taken else None,
        "speaker": taken.speaker.name if taken and taken.speaker else None,
        "words": one_line(taken.words) if taken else None,
        "direct": taken.direct if taken else None,
        "entry": taken.entry if taken else None,
        "article": taken.article if taken else None,
        "positions": len(record.history),
        "turns": len(record.turns),
    }


def _reported(record: Happening | Thread) -> Reported:
    return {
        "articles": record.spread.articles,
        "outlets": record.spread.outlets,
        "origins": record.spread.origins,
        "disputed": list(dict.fromkeys(d.kind for d in record.disputed)),
        "weight": record.weight,
        "first_published": record.first_published,
        "last_published": record.last_published,
        "story": record.story,
        "entries": list(record.entries),
    }


def _names(who: Iterable[Who]) -> list[str]:
    return [w.name for w in who]


def _ids(who: Iterable[Who]) -> list[str]:
    return [w.id for w in who]


def one_line(words: str) -> str:
    """The words without breaks of lines."""
    return " ".join(words.split())
