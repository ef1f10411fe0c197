"""Tables of what all articles together say: happenings with their accounts, threads with their steps, positions, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parley.export.bundle import Bundle
from parley.export.columns import Column, Row, Table, Value
from parley.export.groups import DATE, PLACE
from parley.ids import content_id
from parley.records import HARMS, When
from parley.records.joined import Bounds, Happening, Position, Spread, Thread, Who

TOLLS = (*HARMS, "released")

SPREAD = (
    Column("articles", "whole", "that report it, copies too"),
    Column("outlets", "whole", "that print one of them"),
    Column("origins", "whole", "independent of each other: copies and wire reports count once"),
)
KNOWN = (
    Column("known_from", "day", "on which the first article was published"),
    Column("known_until", "day", "on which the last one was"),
)
VERSION = (Column("version", "text", "version of Parley"),)


def _whose(role: str, whom: str) -> tuple[Column, ...]:
    return (
        Column(f"{role}_ids", "list", f"{whom}: ids in the table of actors"),
        Column(f"{role}_names", "list", f"{whom}: names"),
        Column(
            f"{role}_countries", "list", f"{whom}: ISO 3166 alpha-3, EUU or IGO; empty where none"
        ),
    )


def _who(role: str, who: Sequence[Who]) -> Row:
    return {
        f"{role}_ids": tuple(w.id for w in who),
        f"{role}_names": tuple(w.name for w in who),
        f"{role}_countries": tuple(w.country or "" for w in who),
    }


def _names(who: Iterable[Who]) -> tuple[str, ...]:
    return tuple(w.name for w in who)


def _spread(spread: Spread) -> Row:
    return {"articles": spread.articles, "outlets": spread.outlets, "origins": spread.origins}


def _when(when: When) -> Row:
    return {
        "date_start": _day(when.start),
        "date_end": _day(when.end),
        "date_precision": when.precision,
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


# ---- happenings -----------------------------------------------------------------------------------------


def _toll_columns() -> Iterator[Column]:
    for toll in TOLLS:
        yield Column(f"{toll}_low", "whole", f"the least that any account has of the {toll}")
        yield Column(f"{toll}_best", "whole", f"{toll}, as most independent origins have it")
        yield Column(f"{toll}_high", "whole", f"the most that any account has of the {toll}")
        yield Column(f"{toll}_said_by", "list", f"who says so of the best number of {toll}")


def _tolls(happening: Happening) -> Iterator[tuple[str, Value]]:
    for toll in TOLLS:
        bounds = happening.tolls.get(toll, Bounds(None, None, None))
        yield f"{toll}_low", bounds.low
        yield f"{toll}_best", bounds.best
        yield f"{toll}_high", bounds.high
        yield f"{toll}_said_by", _names(bounds.said_by)


def _place(happening: Happening) -> Row:
    place = happening.place
    if place is None:
        return dict.fromkeys(c.name for c in PLACE)
    return {
        "place": place.name,
        "place_country": place.country,
        "place_lat": place.lat,
        "place_lon": place.lon,
        "place_geonames": None if place.geonames is None else str(place.geonames),
        "place_precision": place.precision,
    }


def _happenings(bundle: Bundle) -> Iterator[Row]:
    for h in sorted(bundle.happenings, key=lambda h: h.id):
        talks = h.talks
        yield {
            "id": h.id,
            "story": h.story,
            "type": str(h.type),
            "mode": h.mode,
            "status": str(h.status),
            **_who("actor", h.actor),
            **_who("recipient", h.recipient),
            **_who("third_party", h.third_party),
            **_when(h.when),
            **_place(h),
            **dict(_tolls(h)),
            "asserted_by": _names(h.asserted_by),
            "in_own_voice": h.in_own_voice,
            "contact_form": talks.form if talks else None,
            "contact_level": talks.level if talks else None,
            "contact_state": talks.state if talks else None,
            "mediators": _names(talks.mediators) if talks else (),
            "hosts": _names(talks.hosts) if talks else (),
            "venue": talks.venue if talks else None,
            "topic": talks.topic if talks else None,
            "outcome": talks.outcome if talks else None,
            "announced_by": _names(talks.announced_by) if talks else (),
            "confirmed_by": _names(talks.confirmed_by) if talks else (),
            "denied_by": _names(talks.denied_by) if talks else (),
            "words": " ".join(h.words.split()),
            "lead": h.lead,
            **_spread(h.spread),
            "disputed": tuple(dict.fromkeys(d.kind for d in h.disputed)),
            "known_from": _day(h.first_published),
            "known_until": _day(h.last_published),
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
        *_whose("actor", "who did it"),
        *_whose("recipient", "to whom"),
        *_whose("third_party", "who stood between or took part"),
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


# ---- threads --------------------------------------------------------------------------------------------


def _threads(bundle: Bundle) -> Iterator[Row]:
    for t in sorted(bundle.threads, key=lambda t: t.id):
        clock = t.clock
        yield {
            "id": t.id,
            "story": t.story,
            "name": t.name,
            "kind": str(t.kind),
            "names": tuple(t.names),
            **_who("side", t.sides),
            "state": None if t.state is None else str(t.state),
            "since": _day(t.since),
            "terms": tuple(f"{term.kind}: {' '.join(term.words.split())}" for term in t.terms),
            "clock_state": clock.state if clock else None,
            "clock_declared": _day(clock.declared) if clock else None,
            "clock_starts": _day(clock.starts) if clock else None,
            "clock_ends": _day(clock.ends) if clock else None,
            "clock_ended": _day(clock.ended) if clock else None,
            "alleged_violations": len(clock.violations) if clock else None,
            "related": tuple(f"{r.relation}: {r.thread}" for r in t.related),
            **_spread(t.spread),
            "disputed": tuple(dict.fromkeys(d.kind for d in t.disputed)),
            "known_from": _day(t.first_published),
            "known_until": _day(t.last_published),
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
        *_whose("side", "who made it or has moved on it"),
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
                **_who("by", step.by),
                **_when(step.when),
                "status": str(step.status),
                "asserted_by": _names(step.asserted_by),
                "words": " ".join(step.words.split()),
                "entries": step.entries,
                **_spread(step.spread),
                "known_from": _day(step.known),
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
        *_whose("by", "who moved"),
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


# ---- positions and disputes -----------------------------------------------------------------------------


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
                "day": _day(p.day),
                "known_from": _day(p.known),
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


def _disputes(bundle: Bundle) -> Iterator[Row]:
    for dispute in (d for t in _things(bundle) for d in t.disputed):
        for number, claim in enumerate(dispute.claims):
            yield {
                "id": content_id("clm", dispute.id, number),
                "dispute": dispute.id,
                "kind": dispute.kind,
                "about": dispute.about,
                "subject": " ".join(dispute.subject.split()),
                "day": _day(dispute.day),
                "number": number,
                "claim": " ".join(claim.value.split()),
                "by": _names(claim.by),
                "entries": claim.entries,
                **_spread(claim.spread),
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
