"""The tables of entries: statements, events, contacts, proposals and their steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from parley.export.bundle import Bundle
from parley.export.columns import Column, Row, Table
from parley.export.groups import (
    ASSERTED,
    DATE,
    ENTRY,
    MADE,
    PLACE,
    RUN,
    TOLLS,
    asserted,
    date,
    entry,
    made,
    many,
    one,
    place,
    run,
    tolls,
    who_columns,
    words,
)
from parley.records import EventType

QUAD: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
"""PLOVER's quad class of each type: 1 and 2 verbal and material cooperation, 3 and 4 conflict."""


def _statements(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        for s in sorted(page[1].statements, key=lambda s: s.id):
            yield {
                **entry(bundle, page, s.id),
                **one(bundle.who(page, s.speaker), "speaker"),
                "source": words(page, s.source),
                "cue": words(page, s.cue),
                "content": words(page, s.content),
                "form": s.form.value,
                "audience": words(page, [s.audience] if s.audience else ()),
                **asserted(bundle, page, s),
                **date(s.date),
                **made(bundle, s.id, s.confidence, s.inferred),
                **run(bundle, page),
            }


def _events(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        for e in sorted(page[1].events, key=lambda e: e.id):
            yield {
                **entry(bundle, page, e.id),
                "type": e.type.value,
                "mode": e.mode,
                "cameo": e.cameo,
                "quad": QUAD[e.type],
                **asserted(bundle, page, e),
                **many(bundle, page, e.actor, "actor"),
                **many(bundle, page, e.recipient, "recipient"),
                **many(bundle, page, e.third_party, "third_party"),
                **date(e.date),
                **place(e.place),
                **tolls(e),
                "anchor": words(page, [e.anchor]),
                **made(bundle, e.id, e.confidence, e.inferred),
                **run(bundle, page),
            }


def _contacts(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        for e in sorted(page[1].events, key=lambda e: e.id):
            if e.type is EventType.CONSULT:
                yield {
                    **entry(bundle, page, e.id),
                    "form": e.mode,
                    **asserted(bundle, page, e),
                    **many(bundle, page, (*e.actor, *e.recipient), "participant"),
                    **many(bundle, page, e.third_party, "third_party"),
                    **date(e.date),
                    **place(e.place),
                    **made(bundle, e.id, e.confidence, e.inferred),
                    **run(bundle, page),
                }


def _proposals(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        for p in sorted(page[1].proposals, key=lambda p: p.id):
            yield {
                **entry(bundle, page, p.id),
                "name": p.name,
                "kind": p.kind.value,
                "mentions": tuple(dict.fromkeys(m.of(page[0].text) for m in p.mentions)),
                "steps": len(p.steps),
                **made(bundle, p.id, p.confidence, ()),
                **run(bundle, page),
            }


def _steps(bundle: Bundle) -> Iterator[Row]:
    for page in bundle.sorted_pages:
        numbered = ((p, n, s) for p in page[1].proposals for n, s in enumerate(p.steps, 1))
        for proposal, number, s in sorted(numbered, key=lambda x: (x[0].id, x[1])):
            yield {
                **entry(bundle, page, s.id),
                "proposal": proposal.id,
                "number": number,
                "step": s.step.value,
                **many(bundle, page, s.by, "by"),
                **asserted(bundle, page, s),
                **date(s.date),
                **made(bundle, s.id, s.confidence, s.inferred),
                **run(bundle, page),
            }


STATEMENTS: Final = Table(
    "statements",
    "One row for each reported utterance, thought or written statement.",
    (
        *ENTRY,
        Column("speaker_id", "id", "who said it, in the table of actors"),
        Column("speaker", "text", "name; empty where it could not be resolved"),
        Column("speaker_country", "code", "ISO 3166 alpha-3, EUU or IGO"),
        Column("speaker_sector", "code", "PLOVER sector"),
        Column("source", "text", "the words that name the speaker there"),
        Column("cue", "text", "the words that report it"),
        Column("content", "text", "what was said, its pieces joined by an ellipsis"),
        Column("form", "code", "direct, indirect or mixed"),
        Column("audience", "text", "to whom or where it was said"),
        *ASSERTED,
        *DATE,
        *MADE,
        *RUN,
    ),
    _statements,
)

EVENTS: Final = Table(
    "events",
    "One row for each act that an article reports, coded by PLOVER.",
    (
        *ENTRY,
        Column("type", "code", "PLOVER type"),
        Column("mode", "code", "PLOVER mode"),
        Column("cameo", "code", "CAMEO code; keep it as text, zeros may lead"),
        Column("quad", "code", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict"),
        *ASSERTED,
        *who_columns("actor", "who acts"),
        *who_columns("recipient", "who is acted upon"),
        *who_columns("third_party", "hosts and mediators"),
        *DATE,
        *PLACE,
        *TOLLS,
        Column("anchor", "text", "the words that name the act"),
        *MADE,
        *RUN,
    ),
    _events,
)

CONTACTS: Final = Table(
    "contacts",
    "The events of type CONSULT, seen as contacts; ids are those of the events.",
    (
        *ENTRY,
        Column("form", "code", "PLOVER mode: meet, phone, visit, multilateral, third-party"),
        *ASSERTED,
        *who_columns("participant", "who talked"),
        *who_columns("third_party", "hosts and mediators"),
        *DATE,
        *PLACE,
        *MADE,
        *RUN,
    ),
    _contacts,
)

PROPOSALS: Final = Table(
    "proposals",
    "One row for each plan, deal, cease-fire or talks format in an article.",
    (
        *ENTRY,
        Column("name", "text", "its fullest name there"),
        Column("kind", "code", "ceasefire, peace-deal, talks, exchange, economic-deal, guarantee, sanctions, other"),
        Column("mentions", "list", "the noun phrases that name it"),
        Column("steps", "whole", "number of its steps"),
        *MADE,
        *RUN,
    ),
    _proposals,
)  # fmt: skip

STEPS: Final = Table(
    "steps",
    "One row for each move in the life of a proposal.",
    (
        *ENTRY,
        Column("proposal", "id", "the proposal"),
        Column("number", "whole", "order in the text, from 1"),
        Column("step", "code", "proposed, presented, conditions, accepted, rejected, under-discussion, "
               "signed, implemented, violated, suspended, resumed, expected"),
        *who_columns("by", "who makes the move"),
        *ASSERTED,
        *DATE,
        *MADE,
        *RUN,
    ),
    _steps,
)  # fmt: skip
