"""Tables of proposals over all articles: threads with their steps, and who stands where."""

from __future__ import annotations

from collections.abc import Iterator

from parley.export.bundle import Bundle
from parley.export.columns import Column, Row, Table
from parley.export.groups import DATE, date
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
from parley.ids import content_id
from parley.records.joined import Position


def _threads(bundle: Bundle) -> Iterator[Row]:
    for t in sorted(bundle.threads, key=lambda t: t.id):
        clock = t.clock
        yield {
            "id": t.id,
            "story": t.story,
            "name": t.name,
            "kind": str(t.kind),
            "names": tuple(t.names),
            **party("side", t.sides),
            "state": None if t.state is None else str(t.state),
            "since": day(t.since),
            "terms": tuple(f"{term.kind}: {' '.join(term.words.split())}" for term in t.terms),
            "clock_state": clock.state if clock else None,
            "clock_declared": day(clock.declared) if clock else None,
            "clock_starts": day(clock.starts) if clock else None,
            "clock_ends": day(clock.ends) if clock else None,
            "clock_ended": day(clock.ended) if clock else None,
            "alleged_violations": len(clock.violations) if clock else None,
            "related": tuple(f"{r.relation}: {r.thread}" for r in t.related),
            **spread(t.spread),
            "disputed": tuple(dict.fromkeys(d.kind for d in t.disputed)),
            "known_from": day(t.first_published),
            "known_until": day(t.last_published),
            "weight": t.weight,
            "version": bundle.version,
        }


THREADS = Table(
    "threads",
    "Proposals over all articles and names: state, terms, the clock of cease-fires.",
    (
        Column("id", "id", "of its first account"),
        Column("story", "id", "in which most of its articles stand"),
        Column("name", "text", "the fullest frequent one"),
        Column(
            "kind",
            "code",
            "ceasefire, peace-deal, talks, exchange, economic-deal, guarantee, sanctions, other",
        ),
        Column("names", "list", "all its names"),
        *party_columns("side", "who made it or has moved on it"),
        Column("state", "code", "its last move"),
        Column("since", "day", "day of that move"),
        Column("terms", "list", "kind and words of each term, in time"),
        Column(
            "clock_state", "code", "of a cease-fire: proposed, declared, in-force, suspended, ended"
        ),
        Column("clock_declared", "day", "first day on which it was agreed or declared"),
        Column("clock_starts", "day", "from which it is to hold"),
        Column("clock_ends", "day", "until which it is to hold"),
        Column("clock_ended", "day", "on which it was called off or ran out"),
        Column("alleged_violations", "whole", "number of breaches that were alleged"),
        Column("related", "list", "relation and id of threads that bear on it"),
        *SPREAD,
        Column("disputed", "list", "in what its accounts differ"),
        *KNOWN,
        Column("weight", "number", "consequence, by which it is ranked"),
        *VERSION,
    ),
    _threads,
)


def _steps(bundle: Bundle) -> Iterator[Row]:
    for t in sorted(bundle.threads, key=lambda t: t.id):
        for number, step in enumerate(t.steps):
            yield {
                "id": step.lead,
                "thread": t.id,
                "number": number,
                "step": str(step.step),
                **party("by", step.by),
                **date(step.when),
                "status": str(step.status),
                "asserted_by": names(step.asserted_by),
                "words": " ".join(step.words.split()),
                "entries": step.entries,
                **spread(step.spread),
                "known_from": day(step.known),
                "confidence": step.confidence,
            }


THREAD_STEPS = Table(
    "thread_steps",
    "The moves in the life of each thread, in time; each move once.",
    (
        Column("id", "id", "of the step that tells it best, in the table of steps"),
        Column("thread", "id", "the thread"),
        Column("number", "whole", "from 0, in time"),
        Column("step", "code", "proposed, presented, conditions, accepted, rejected, …"),
        *party_columns("by", "who moved"),
        *DATE,
        Column("status", "code", "actual, planned, possible or denied"),
        Column("asserted_by", "list", "who is named for it"),
        Column("words", "text", "the sentence that tells it best"),
        Column("entries", "list", "all steps that report it"),
        *SPREAD,
        Column("known_from", "day", "on which the first article was published"),
        Column("confidence", "number", "in [0, 1]"),
    ),
    _steps,
)


def _positions(bundle: Bundle) -> Iterator[Row]:
    for cell in sorted(bundle.cells, key=lambda c: (c.side.id, c.subject)):
        before: Position | None = None
        for p in cell.history:
            yield {
                "id": content_id("pos", p.side.id, p.subject, p.entry),
                "side_id": p.side.id,
                "side": p.side.name,
                "side_country": p.side.country,
                "subject": p.subject,
                "topic": p.topic,
                "stance": p.stance,
                "condition": p.condition,
                "day": day(p.day),
                "known_from": day(p.known),
                "speaker_id": p.speaker.id if p.speaker else None,
                "speaker": p.speaker.name if p.speaker else None,
                "words": " ".join(p.words.split()),
                "verbatim": p.direct,
                "turn": before is not None and before.stance != p.stance,
                "entry": p.entry,
                "article": p.article,
                "confidence": p.confidence,
            }
            before = p


POSITIONS = Table(
    "positions",
    "Who stood where on which day, each with the words that say so.",
    (
        Column("id", "id", "of side, subject and entry"),
        Column("side_id", "id", "a state, organisation or group: id in the table of actors"),
        Column("side", "text", "its name"),
        Column("side_country", "code", "ISO 3166 alpha-3, EUU or IGO"),
        Column("subject", "id", "a thread, or a code of PA-X's headings"),
        Column("topic", "text", "its name"),
        Column("stance", "code", "for, for-if, undecided or against"),
        Column("condition", "text", "of for-if, in words of the article"),
        Column("day", "day", "on which the stance was taken"),
        Column("known_from", "day", "on which it was published"),
        Column("speaker_id", "id", "who spoke for the side"),
        Column("speaker", "text", "name of that speaker"),
        Column("words", "text", "the sentence"),
        Column("verbatim", "flag", "whether the words are a quotation"),
        Column("turn", "flag", "whether the stance differs from the one before"),
        Column("entry", "id", "the statement or step that says so"),
        Column("article", "id", "where it stands"),
        Column("confidence", "number", "in [0, 1]"),
    ),
    _positions,
)
