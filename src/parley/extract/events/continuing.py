"""Acts told again: what a sentence, or the article before it, has already said of the same act.

"Ten were killed in Russian strikes" tells one act twice, once by what it did; "the attack" and "these talks" go on
telling of the last one. Both take over the sides that are open in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from parley.extract.events.acts import MUTUAL, Act
from parley.extract.events.answers import HARM, answers
from parley.extract.events.status import AHEAD
from parley.extract.grammar import DEFINITE
from parley.language import Reading
from parley.records import Event, EventType

BACK: Final = MUTUAL | {EventType.ASSAULT, EventType.COERCE, EventType.RETREAT}
"""Types whose definite nouns go back to an act already told."""

MOST: Final = 12
"""Attacks of a sentence that are looked at."""


def told_again(found: Sequence[tuple[Act, Event]], reading: Reading) -> list[tuple[Act, Event]]:
    """The acts with open sides taken over from the same act told before, or beside it."""
    shared = list(_shared(found, reading))
    last: dict[EventType, Event] = {}
    out = []
    for act, event in shared:
        known = last.get(event.type)
        if known is not None and _goes_back(act, event, reading):
            event = _sides_of(known, event)
        elif event.actor:
            last[event.type] = event
        out.append((act, event))
    return out


def _shared(found: Iterable[tuple[Act, Event]], reading: Reading) -> Iterator[tuple[Act, Event]]:
    """Within a sentence, an attack and the harm that it did have each other's sides."""
    found = list(found)
    told: dict[int, list[tuple[Act, Event]]] = {}
    for act, event in found:
        if event.type is EventType.ASSAULT:
            told.setdefault(reading.sentence_of(act.token), []).append((act, event))
    for act, event in found:
        if event.type is EventType.ASSAULT:
            beside = told[reading.sentence_of(act.token)][:MOST]
            other = _counterpart(act, event, beside, reading)
            event = event if other is None else _sides_of(other, event)
        yield act, event


def _counterpart(
    act: Act, event: Event, beside: Sequence[tuple[Act, Event]], reading: Reading
) -> Event | None:
    """The attack that did the harm, or the harm that the attack did: the first, or the first of which both sides are known."""
    harm = _is_harm(act, reading)
    found = [
        e
        for a, e in beside
        if _is_harm(a, reading) != harm
        and (e.status in AHEAD) == (event.status in AHEAD)
        and not any(answers(reading, x.token, y.token) for x, y in ((a, act), (act, a)))
    ]
    return next((e for e in found if e.actor and e.recipient), found[-1] if found else None)


def _is_harm(act: Act, reading: Reading) -> bool:
    return reading.lemmas[act.token].lower() in HARM


def _goes_back(act: Act, event: Event, reading: Reading) -> bool:
    """Whether a noun with an article, and without sides of its own, names an act already told."""
    if event.type not in BACK or reading.pos[act.token] != "NOUN":
        return False
    stated = event.actor or (event.recipient and "recipient" not in event.inferred)
    words = (reading.words[j].lower() for j in reading.children(act.token, "det"))
    return not stated and any(w in DEFINITE for w in words)


def _sides_of(known: Event, event: Event) -> Event:
    """The event with its open or inferred sides from the known one."""
    actor = event.actor or tuple(k for k in known.actor if k not in event.recipient)
    recipient = event.recipient
    if not recipient or ("recipient" in event.inferred and known.recipient):
        recipient = tuple(k for k in known.recipient if k not in actor) or recipient
    return replace(event, actor=actor, recipient=recipient)
