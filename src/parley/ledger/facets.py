"""The four kinds of entry seen alike: what the store sorts, filters and checks them by."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from parley.records import Event, Extraction, Mention, Proposal, Statement, Step, When
from parley.spans import Span

EntryKind = Literal["statement", "event", "proposal", "step"]
EntryRecord = Statement | Event | Proposal | Step

Role = Literal[
    "speaker", "addressee", "actor", "recipient", "third_party", "by", "asserted_by", "about"
]
PARTY_ROLES: Final[tuple[Role, ...]] = ("speaker", "actor", "recipient", "third_party", "by")
"""Roles of those who take part: not who merely reports it, nor whom it is only about."""

RECORDS: Final[dict[EntryKind, type[EntryRecord]]] = {
    "statement": Statement,
    "event": Event,
    "proposal": Proposal,
    "step": Step,
}


@dataclass(frozen=True, slots=True)
class Facets:
    """One entry as the store sees it.

    Attributes:
        type: event type, form of a statement, kind of a proposal or of a step.
        actors: role and key of each actor, in the record's order.
        quote: the words at its heart: content, anchor, mentions.
        evidence: the spans that report it, at least one.
        others: further spans of the record.
    """

    kind: EntryKind
    record: EntryRecord
    type: str
    mode: str | None
    status: str | None
    when: When
    actors: tuple[tuple[Role, str], ...]
    quote: tuple[Span, ...]
    evidence: tuple[Span, ...]
    others: tuple[Span, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every span of the record."""
        return self.quote + self.evidence + self.others


def facets(record: EntryRecord) -> Facets:
    """The facets of an entry; whom a statement is about is found by :func:`all_facets`."""
    match record:
        case Statement():
            return _statement(record)
        case Event():
            return _event(record)
        case Step():
            return _step(record)
        case Proposal():
            return _proposal(record)


def first_position(record: EntryRecord) -> int:
    """Where the entry begins in the article's text; entries of one article are sorted by it."""
    seen = facets(record)
    return (seen.quote or seen.evidence)[0].start


def all_facets(extraction: Extraction) -> Iterator[tuple[Facets, int | None]]:
    """The facets of all entries; a step comes after its proposal, with that one's place in the order."""
    mentions = sorted((m for m in extraction.mentions if m.actor), key=lambda m: m.span)
    starts = [m.span.start for m in mentions]
    for statement in extraction.statements:
        yield _statement(statement, _within(statement.content, mentions, starts)), None
    for event in extraction.events:
        yield _event(event), None
    at = len(extraction.statements) + len(extraction.events)
    for proposal in extraction.proposals:
        yield _proposal(proposal), None
        for step in proposal.steps:
            yield _step(step), at
        at += 1 + len(proposal.steps)


def _within(
    pieces: Sequence[Span], mentions: Sequence[Mention], starts: Sequence[int]
) -> tuple[str, ...]:
    """Keys of the actors mentioned in the pieces, each once, in order."""
    found: dict[str, None] = {}
    for piece in pieces:
        at = bisect_left(starts, piece.start)
        while at < len(mentions) and starts[at] < piece.end:
            found[mentions[at].actor or ""] = None
            at += 1
    return tuple(found)


def _roles(**keys: str | Sequence[str] | None) -> tuple[tuple[Role, str], ...]:
    out: list[tuple[Role, str]] = []
    for role, value in keys.items():
        values = (value,) if isinstance(value, str) else value or ()
        out.extend((role, key) for key in values)  # type: ignore[misc]  # keywords are roles
    return tuple(out)


def _some(*spans: Span | None) -> tuple[Span, ...]:
    return tuple(s for s in spans if s is not None)


def _statement(record: Statement, about: Sequence[str] = ()) -> Facets:
    return Facets(
        kind="statement",
        record=record,
        type=record.form.value,
        mode=None,
        status=record.status.value,
        when=record.date,
        actors=_roles(
            speaker=record.speaker,
            addressee=record.addressee,
            asserted_by=record.asserted_by,
            about=about,
        ),
        quote=record.content,
        evidence=record.evidence,
        others=(
            *record.source,
            *record.cue,
            *_some(record.audience, record.setting, record.date.span),
        ),
    )


def _event(record: Event) -> Facets:
    numbers = [t.span for t in record.tolls.values()]
    return Facets(
        kind="event",
        record=record,
        type=record.type.value,
        mode=record.mode,
        status=record.status.value,
        when=record.date,
        actors=_roles(
            actor=record.actor,
            recipient=record.recipient,
            third_party=record.third_party,
            asserted_by=record.asserted_by,
        ),
        quote=(record.anchor,),
        evidence=record.evidence,
        others=_some(record.date.span, record.place.span if record.place else None, *numbers),
    )


def _step(record: Step) -> Facets:
    return Facets(
        kind="step",
        record=record,
        type=record.step.value,
        mode=None,
        status=record.status.value,
        when=record.date,
        actors=_roles(by=record.by, asserted_by=record.asserted_by),
        quote=(),
        evidence=(record.evidence,),
        others=_some(record.date.span),
    )


def _proposal(record: Proposal) -> Facets:
    steps = record.steps
    days = [d for s in steps for d in (s.date.start, s.date.end) if d is not None]
    by = dict.fromkeys(key for s in steps for key in s.by)
    return Facets(
        kind="proposal",
        record=record,
        type=record.kind.value,
        mode=None,
        status=None,
        when=When(min(days), max(days)) if days else When(),
        actors=_roles(by=tuple(by)),
        quote=record.mentions,
        evidence=tuple(s.evidence for s in steps) or record.mentions,
        others=(),
    )
