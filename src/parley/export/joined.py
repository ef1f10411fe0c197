"""Tables of what all articles together say: happenings with their accounts, and disputes; all of them in order."""

from __future__ import annotations

from collections.abc import Iterator

from parley.export.bundle import Bundle
from parley.export.columns import Column, Row, Table, Value
from parley.export.groups import DATE, PLACE, date, place
from parley.export.joined_columns import (
    KNOWN,
    SPREAD,
    VERSION,
    day,
    names,
    party,
    party_columns,
    spread,
)
from parley.export.joined_proposals import POSITIONS, THREAD_STEPS, THREADS
from parley.ids import content_id
from parley.records import HARMS
from parley.records.joined import Bounds, Happening, Thread

TOLLS = (*HARMS, "released")


def _toll_columns() -> Iterator[Column]:
    for toll in TOLLS:
        yield Column(f"{toll}_low", "whole", f"the least that any account has of the {toll}")
        yield Column(f"{toll}_best", "whole", f"{toll}, as most independent origins have it")
        yield Column(
            f"{toll}_high",
            "whole",
            f"the most that any account has of the {toll}; empty where best is a least",
        )
        yield Column(f"{toll}_said_by", "list", f"who says so of the best number of {toll}")


def _tolls(happening: Happening) -> Iterator[tuple[str, Value]]:
    for toll in TOLLS:
        bounds = happening.tolls.get(toll, Bounds(None, None, None))
        yield f"{toll}_low", bounds.low
        yield f"{toll}_best", bounds.best
        yield f"{toll}_high", bounds.high
        yield f"{toll}_said_by", names(bounds.said_by)


def _happenings(bundle: Bundle) -> Iterator[Row]:
    for h in sorted(bundle.happenings, key=lambda h: h.id):
        talks = h.talks
        yield {
            "id": h.id,
            "story": h.story,
            "type": str(h.type),
            "mode": h.mode,
            "status": str(h.status),
            **party("actor", h.actor),
            **party("recipient", h.recipient),
            **party("third_party", h.third_party),
            **date(h.when),
            **place(h.place),
            **dict(_tolls(h)),
            "asserted_by": names(h.asserted_by),
            "in_own_voice": h.in_own_voice,
            "contact_form": talks.form if talks else None,
            "contact_level": talks.level if talks else None,
            "contact_state": talks.state if talks else None,
            "mediators": names(talks.mediators) if talks else (),
            "hosts": names(talks.hosts) if talks else (),
            "venue": talks.venue if talks else None,
            "topic": talks.topic if talks else None,
            "outcome": talks.outcome if talks else None,
            "announced_by": names(talks.announced_by) if talks else (),
            "confirmed_by": names(talks.confirmed_by) if talks else (),
            "denied_by": names(talks.denied_by) if talks else (),
            "words": " ".join(h.words.split()),
            "lead": h.lead,
            **spread(h.spread),
            "disputed": tuple(dict.fromkeys(d.kind for d in h.disputed)),
            "known_from": day(h.first_published),
            "known_until": day(h.last_published),
            "confidence": h.confidence,
            "weight": h.weight,
            "version": bundle.version,
        }


HAPPENINGS = Table(
    "happenings",
    "Real events, each once, as all articles together tell them; contacts are those of type CONSULT.",
    (
        Column("id", "id", "of its first account"),
        Column("story", "id", "in which most of its articles stand"),
        Column("type", "code", "PLOVER type"),
        Column("mode", "code", "PLOVER mode"),
        Column("status", "code", "actual, planned, possible or denied"),
        *party_columns("actor", "who did it"),
        *party_columns("recipient", "to whom"),
        *party_columns("third_party", "who stood between or took part"),
        *DATE,
        *PLACE,
        *_toll_columns(),
        Column("asserted_by", "list", "all who are named for it"),
        Column("in_own_voice", "flag", "whether an article tells it as its own"),
        Column(
            "contact_form",
            "code",
            "of a contact: meeting, call, visit, letter, shuttle, summit, technical",
        ),
        Column("contact_level", "code", "highest office at the table"),
        Column("contact_state", "code", "planned, announced, possible, held, denied or cancelled"),
        Column("mediators", "list", "who mediated"),
        Column("hosts", "list", "who hosted"),
        Column("venue", "text", "building, in words of an article"),
        Column("topic", "text", "what it was about, in words of an article"),
        Column("outcome", "text", "what came of it, in words of an article"),
        Column("announced_by", "list", "who announced it"),
        Column("confirmed_by", "list", "who confirmed it"),
        Column("denied_by", "list", "who denied it"),
        Column("words", "text", "of the account that tells it best"),
        Column("lead", "id", "that account: an id in the table of events"),
        *SPREAD,
        Column("disputed", "list", "in what its accounts differ: see the table of disputes"),
        *KNOWN,
        Column("confidence", "number", "that it took place as its status says"),
        Column("weight", "number", "consequence, by which it is ranked"),
        *VERSION,
    ),
    _happenings,
)


def _things(bundle: Bundle) -> list[Happening | Thread]:
    """All that is joined over articles, by id."""
    things: list[Happening | Thread] = [*bundle.happenings, *bundle.threads]
    return sorted(things, key=lambda t: t.id)


def _accounts(bundle: Bundle) -> Iterator[Row]:
    for thing in _things(bundle):
        links = {link.entry: link for link in thing.links}
        for entry in thing.entries:
            link = links.get(entry)
            yield {
                "id": content_id("acc", thing.id, entry),
                "of": thing.id,
                "entry": entry,
                "held_against": link.to if link else None,
                "reason": link.reason if link else None,
            }


ACCOUNTS = Table(
    "accounts",
    "Which entries are accounts of which happening or thread, and why they are together.",
    (
        Column("id", "id", "of this belonging"),
        Column("of", "id", "a happening or thread"),
        Column("entry", "id", "an event or proposal"),
        Column("held_against", "id", "the account it was held against; empty for the first"),
        Column("reason", "text", "what speaks for their being the same"),
    ),
    _accounts,
)


def _disputes(bundle: Bundle) -> Iterator[Row]:
    for dispute in (d for t in _things(bundle) for d in t.disputed):
        for number, claim in enumerate(dispute.claims):
            yield {
                "id": content_id("clm", dispute.id, number),
                "dispute": dispute.id,
                "kind": dispute.kind,
                "about": dispute.about,
                "subject": " ".join(dispute.subject.split()),
                "day": day(dispute.day),
                "number": number,
                "claim": " ".join(claim.value.split()),
                "by": names(claim.by),
                "entries": claim.entries,
                **spread(claim.spread),
            }


DISPUTES = Table(
    "disputes",
    "In what the accounts of one happening or thread differ: a row for each claim.",
    (
        Column("id", "id", "of the claim"),
        Column("dispute", "id", "the same for all claims of a dispute"),
        Column("kind", "code", "happened, who, toll, day, place, terms or agreed"),
        Column("about", "id", "the happening or thread"),
        Column("subject", "text", "what it is, in words"),
        Column("day", "day", "of what is disputed"),
        Column("number", "whole", "from 0, the most widely reported first"),
        Column("claim", "text", "what is claimed"),
        Column("by", "list", "who asserts it, where articles name them"),
        Column("entries", "list", "the accounts that have it"),
        *SPREAD,
    ),
    _disputes,
)


JOINED = (HAPPENINGS, ACCOUNTS, THREADS, THREAD_STEPS, POSITIONS, DISPUTES)
