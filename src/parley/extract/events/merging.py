"""One act, one entry: mentions of the same act in one article become one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from parley.extract.component import Draft
from parley.extract.events.acts import MUTUAL
from parley.extract.events.answers import answers
from parley.extract.events.recounts import NEW, better, is_recount, standing
from parley.extract.grammar import DEFINITE
from parley.records import Actor, Event, EventType, Place, Status, Toll, When
from parley.spans import Span

STRETCH: Final = re.compile(
    r"\bso far\b|\b(?:since|until|up to) (?:the |then|now|\w+ \d{4}|\d{4})|\bin (?:all|total)\b|\btotal of\b|"
    r"\b(?:in|of|during|throughout) (?:the|its|their|this|a) (?:[\w-]{1,20} ){0,2}(?:war|campaign|offensive|conflict|uprising)\b",
    re.IGNORECASE,
)
"""Words of what is counted over many acts."""

RECORD: Final = re.compile(
    r"\b(?:largest|biggest|worst|deadliest|bloodiest|heaviest|fiercest|greatest|longest|most [a-z]{4,20})\b(?: [\w-]{1,20}){0,6}$"
)
"""Before them: an act that is set against all others, "the largest attack of the war", is one."""

BEFORE: Final = 80
"""Code points before such words that are searched for what they are set against."""

FARTHEST: Final = 1_500
"""Code points of a sentence that are searched for them."""

HUGE: Final = 10_000
"""Dead from which on no single act is meant. The same as where happenings are told apart."""

TELLING: Final = 20
"""Dead of whom two mentions would hardly give one number by chance: then a battle and an attack are one."""

GROWTH: Final = 5
"""Times that the count of one attack's dead may grow."""

NEAR: Final = 4
"""Sentences within which an act told with inferred sides is joined to one told before. Swept 0 to 4."""

NEARBY: Final = MUTUAL | {EventType.ASSAULT, EventType.COERCE}
"""Types of which that is so: what is told in two sentences running is mostly one act."""

APART: Final = frozenset(
    {EventType.AGREE, EventType.RETREAT, EventType.SANCTION, EventType.COERCE, EventType.THREATEN}
)
"""Types of which the same side does several in one article: in another sentence, and by another word, another act.
Each type was tried on the training articles."""

WARS: Final = frozenset("war fighting invasion invade occupation occupy annexation annex".split())
"""Lemmas of acts that go on for long."""

UNMANNED: Final = frozenset("drone uav missile rocket quadcopter projectile".split())
"""Lemmas of weapons that are shot down; whoever shoots down an airliner attacks those aboard."""

DOWNING: Final = frozenset(
    "shoot bring intercept down destroy repel thwart neutralize neutralise suppress eliminate jam".split()
)
"""Lemmas that, of such weapons, tell that they were stopped."""

_HIT: Final = ("dobj", "nsubjpass")
_KNOWN: Final = DEFINITE | {"such"}

REACH: Final = 150
"""Events back from which an act is still joined: an article has fewer, a list without end has more."""

REBELS: Final = "REB"  # the sector of those who fight their state


class Entry(NamedTuple):
    """One act: the event joined of all its mentions, and the mentions as they stand, in order."""

    event: Event
    mentions: tuple[Event, ...]


def merge_events(found: Sequence[Event], draft: Draft) -> tuple[Entry, ...]:
    """The events with mentions of one act joined, in order of their anchors."""
    out: list[Entry] = []
    for event in sorted(found, key=lambda e: e.anchor):
        again = is_recount(event, draft.reading)
        for n in range(len(out) - 1, max(len(out) - REACH, 0) - 1, -1):  # the last told first
            known, mentions = out[n]
            if _counts_again(known, event, draft) if again else _same_act(known, event, draft):
                told = _only_counted(known, event) if again else event
                out[n] = Entry(
                    _joined(known, told, draft), mentions if again else (*mentions, event)
                )
                break
        else:
            one = _only_one(out, event, draft)
            if one is None:
                out.append(Entry(event, (event,)))
            else:
                known, mentions = out[one]
                out[one] = Entry(_joined(known, replace(event, place=None), draft), mentions)
    return tuple(sorted(out, key=lambda e: e.event.anchor))


def _only_one(told: Sequence[Entry], event: Event, draft: Draft) -> int | None:
    """The one attack before it in the article that words without day, place and toll of their own can mean."""
    if event.type is not EventType.ASSAULT or not _is_bare(event, draft):
        return None
    able = [n for n, (known, _) in enumerate(told[-REACH:]) if _can_mean(known, event, draft)]
    return able[0] + max(len(told) - REACH, 0) if len(able) == 1 else None


def _is_bare(event: Event, draft: Draft) -> bool:
    """Whether its words point back to an act told before, and its sentence tells nothing new of it: "the strikes"."""
    reading = draft.reading
    head = next(iter(reading.tokens(event.anchor)[-1:]), None)
    if head is None or reading.pos[head] != "NOUN" or is_war(event, draft):
        return False
    place = event.place
    stated = place is not None and any(s.contains(place.span) for s in event.evidence)
    if stated or event.tolls or event.date.start is not None:
        return False
    return any(reading.words[k].lower() in _KNOWN for k in reading.kids[head])


def _can_mean(known: Event, event: Event, draft: Draft) -> bool:
    """Whether a word for an attack can mean one told before, by its sides and its status."""
    if known.type is not EventType.ASSAULT or is_war(known, draft) or _of_a_war(known):
        return False
    one, two = _stated(known), _stated(event)
    sides = _meet(one[0], two[0], draft) and _meet(one[1], two[1], draft)
    return sides and _statuses_meet(known.status, event.status)


def _same_act(a: Event, b: Event, draft: Draft) -> bool:
    if a.type != b.type:
        return False
    if a.type is EventType.ASSAULT and _same_dead(a, b) and _statuses_meet(a.status, b.status):
        return True
    war = a.type is EventType.ASSAULT and is_war(a, draft)
    if a.type is EventType.ASSAULT and war != is_war(b, draft):
        return _tolls_agree(a, b, TELLING) and _places_meet(a, b)
    here = a.evidence[-1] == b.evidence[0]
    if not here and is_downing(a, draft) != is_downing(b, draft):
        return False
    if not (here and a.type is not EventType.ASSAULT) and not _statuses_meet(a.status, b.status):
        return False
    if not _sides_meet(a, b, draft) or _tolls_differ(a, b, draft) or _of_a_war(a) != _of_a_war(b):
        return False
    if not here and _of_a_stretch(a, draft) != _of_a_stretch(b, draft):
        return False
    if here and (_answers(a, b, draft) or _answers(b, a, draft)):
        return False
    if here or war:
        return True
    if not _dates_meet(a.date, b.date):
        return False
    if a.type in APART and not _same_word(a, b, draft):
        return False
    if a.type is EventType.ASSAULT and not _tolls_agree(a, b):
        return _places_meet(a, b) and (a.mode is None or b.mode is None or a.mode == b.mode)
    return True


def _counts_again(a: Event, b: Event, draft: Draft) -> bool:
    """Whether the dead who are counted again in the second are of the first, whoever counts them, and when."""
    if a.type is not EventType.ASSAULT or a.status is not Status.ACTUAL or is_war(a, draft):
        return False
    if any(_of_a_stretch(e, draft) or _of_a_war(e) for e in (a, b)) or not _places_meet(a, b):
        return False
    return all(_may_grow(x, y) for x, y in _tolls(a, b))


def _only_counted(a: Event, b: Event) -> Event:
    """The second with nothing of its own but its words and numbers."""
    return replace(
        b, actor=(), recipient=(), date=When(), place=None, inferred=(), asserted_by=a.asserted_by
    )


def _answers(a: Event, b: Event, draft: Draft) -> bool:
    """Whether the first answers the second: "struck in retaliation for an attack"."""
    reading = draft.reading
    answered = reading.tokens(b.anchor)[:1]
    return any(answers(reading, i, j) for i in reading.tokens(a.anchor) for j in answered)


def _same_word(a: Event, b: Event, draft: Draft) -> bool:
    """Whether both are told by the same word."""
    one, two = (
        {draft.reading.lemmas[i].lower() for i in draft.reading.tokens(e.anchor)} for e in (a, b)
    )
    return bool(one & two)


def is_war(event: Event, draft: Draft) -> bool:
    """Whether its words name a war or campaign, of which a single strike is no part (decision 11)."""
    reading = draft.reading
    return any(reading.lemmas[i].lower() in WARS for i in reading.tokens(event.anchor))


def is_downing(event: Event, draft: Draft) -> bool:
    """Whether its words tell that drones or missiles were shot down: that hurts nobody, other than what they hit."""
    reading = draft.reading
    if event.type not in (EventType.ASSAULT, EventType.COERCE):
        return False
    for i in reading.tokens(event.anchor):
        first = reading.heads[i] if reading.deps[i] == "conj" else i  # "intercepted or destroyed"
        hit = (k for j in (i, first) for k in reading.kids[j] if reading.deps[k] in _HIT)
        if reading.lemmas[i].lower() in DOWNING and any(
            reading.lemmas[k].lower() in UNMANNED for k in hit
        ):
            return True
    return False


def _statuses_meet(a: Status, b: Status) -> bool:
    """Whether both can be told of one act: what is planned is possible too, what is affirmed may be denied."""
    return a == b or {a, b} in ({Status.PLANNED, Status.POSSIBLE}, {Status.ACTUAL, Status.DENIED})


def _near(a: Event, b: Event, draft: Draft) -> bool:
    """Whether the second is told within NEAR sentences of the first."""
    one = draft.reading.sentence_at(a.evidence[-1].start)
    two = draft.reading.sentence_at(b.evidence[0].start)
    return one is not None and two is not None and two - one <= NEAR


def _sides_meet(a: Event, b: Event, draft: Draft) -> bool:
    """Whether actors and recipients are compatible, either way round for mutual acts.

    Near to each other, a side that is only inferred can be anybody.
    """
    war = is_war(a, draft)
    near = a.type in NEARBY and (war or _near(a, b, draft))
    one, two = (_stated(e) if near else (e.actor, e.recipient) for e in (a, b))
    if a.type in MUTUAL:
        mine, yours = _sides(one[0] + one[1], draft), _sides(two[0] + two[1], draft)
        shared = len(mine & yours)
        few = min(len(mine), len(yours))
        return shared >= 2 or few == 0 or (shared == 1 and few == 1)
    return _meet(one[0], two[0], draft) and _meet(one[1], two[1], draft)


def _stated(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actor and recipient, without those that are inferred."""
    return (
        () if "actor" in event.inferred else event.actor,
        () if "recipient" in event.inferred else event.recipient,
    )


def _meet(a: Sequence[str], b: Sequence[str], draft: Draft) -> bool:
    """Whether two sides can be one: a shared key or country, or one of them is open.

    Groups of no country, or of one that is only concluded ("twenty civilians"), can belong to any.
    """
    if set(a) & set(b):
        return True
    one, two = (
        {_stated_country(c) for k in keys if (c := draft.cast.actors.get(k))} for keys in (a, b)
    )
    return not one or not two or bool(one & two) or None in one or None in two


def _stated_country(actor: Actor) -> str | None:
    """The country that an actor is told to be of; who rebels against it is not of its side."""
    nameless = not any(ch.isupper() for ch in actor.name)
    if actor.country is None or (nameless and "country" in actor.inferred):
        return None
    return f"{actor.country} {REBELS}" if actor.sector == REBELS else actor.country


def _sides(keys: Sequence[str], draft: Draft) -> set[str]:
    """The countries of the actors, or their keys where they have none."""
    return {(a.country or k) if (a := draft.cast.actors.get(k)) else k for k in keys}


def _tolls_differ(a: Event, b: Event, draft: Draft) -> bool:
    """Whether both give numbers, not the same; "at least nine" and "nine" are the same.

    Of attacks on one place a number may replace another: "the toll of the strike on Goris rose to nine".
    """
    there = a.place is not None and b.place is not None and _places_meet(a, b)
    return any(
        (x.best or x.low) != (y.best or y.low)
        and not (
            there
            and _may_grow(x, y)
            and NEW in (standing(x, draft.reading), standing(y, draft.reading))
        )
        for x, y in _tolls(a, b)
    )


def _of_a_war(event: Event) -> bool:
    """Whether its toll is of a whole war, of which no single act is told (decision 11)."""
    dead = event.killed
    return dead is not None and (dead.best or dead.low or 0) >= HUGE


def _of_a_stretch(event: Event, draft: Draft) -> bool:
    """Whether the sentence of its toll counts the dead of many acts: "so far 300 people have been killed"."""
    reading, dead = draft.reading, event.killed
    sentence = reading.sentence_at(dead.span.start) if dead and dead.span else None
    if sentence is None:
        return False
    words = reading.sentence_span(sentence).of(reading.text)[:FARTHEST]
    return any(
        not RECORD.search(words[max(0, m.start() - BEFORE) : m.start()].rstrip())
        for m in STRETCH.finditer(words)
    )


def _may_grow(x: Toll, y: Toll) -> bool:
    """Whether two counts can be of one attack, one before the other."""
    counts = x.best or x.low or 1, y.best or y.low or 1
    return max(counts) <= GROWTH * min(counts)


def _same_dead(a: Event, b: Event) -> bool:
    """Whether one count, at one place of the text, is of both."""
    return any(x.span is not None and x.span == y.span for x, y in _tolls(a, b))


def _tolls_agree(a: Event, b: Event, least: int = 2) -> bool:
    """Whether both give one number, of some size: then they tell of one attack."""
    return any(x.best == y.best and (x.best or 0) >= least for x, y in _tolls(a, b))


def _tolls(a: Event, b: Event) -> Iterator[tuple[Toll, Toll]]:
    """The numbers that both give, of one harm."""
    yours = b.tolls
    return ((toll, yours[harm]) for harm, toll in a.tolls.items() if harm in yours)


def _dates_meet(a: When, b: When) -> bool:
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start <= b.end and b.start <= a.end


def _places_meet(a: Event, b: Event) -> bool:
    if a.place is None or b.place is None:
        return True
    x, y = a.place.name.casefold(), b.place.name.casefold()
    return x in y or y in x or "country" in (a.place.precision, b.place.precision)


def _joined(a: Event, b: Event, draft: Draft) -> Event:
    """One event of two mentions: the first that names who acts keeps the anchor, gaps are filled by the other."""
    if "actor" in a.inferred and b.actor and "actor" not in b.inferred:
        a, b = replace(b, id=a.id), a
    evidence: tuple[Span, ...] = tuple(sorted({*a.evidence, *b.evidence}))
    told = {f for f, keys in zip(("actor", "recipient"), _stated(b), strict=True) if keys}
    actor = b.actor if "actor" in a.inferred and "actor" in told else a.actor or b.actor
    recipient = (
        b.recipient
        if "recipient" in a.inferred and "recipient" in told
        else a.recipient or b.recipient
    )
    recipient = tuple(k for k in recipient if k not in actor)
    finer = a.date if a.date.start is not None else b.date
    affirmed = Status.ACTUAL in (a.status, b.status) and Status.DENIED in (a.status, b.status)
    return replace(
        a,
        status=Status.ACTUAL
        if affirmed
        else a.status,  # decision 7: denied where nobody affirms it
        evidence=evidence,
        actor=actor,
        recipient=recipient,
        inferred=tuple(f for f in a.inferred if f not in told),
        date=finer,
        mode=a.mode or b.mode,
        place=_finer_place(a, b),
        asserted_by=a.asserted_by if a.asserted_by == b.asserted_by else None,
        confidence=max(a.confidence, b.confidence),
    ).counting(
        b.tolls
        | a.tolls
        | {
            h: better(a.tolls[h], b.tolls[h], draft.reading)
            for h in a.tolls.keys() & b.tolls.keys()
        }
    )


def _finer_place(a: Event, b: Event) -> Place | None:
    if a.place is None:
        return b.place
    if (
        b.place is not None
        and a.place.precision in ("country", "area")
        and b.place.precision == "point"
    ):
        return b.place
    return a.place
