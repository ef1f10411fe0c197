"""What comes first in a brief: by consequence, newness and sureness; the rule stands in ``docs/reference/brief.md``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parley.records import (
    Cell,
    Dispute,
    DisputeKind,
    EventType,
    Happening,
    Position,
    SpeechAct,
    Stance,
    StepKind,
    Thread,
    ThreadStep,
)
from parley.stories.briefing.parts import Quoted

OLD: Final = 0.5
"""Newness of what was known before and is reported again with a change; what is new has 1."""

LONG_AGO: Final = 45
RECALLED: Final = 0.2
"""Days before the period from which on an event is only recalled, and what is left of its weight."""

LEAST_SURE: Final = 0.6
"""Confidence below which no happening is told: on gold/train and gold/dev half of those are right, of those above it
nine in ten."""

LEAST_SURE_MOVE: Final = 0.3
"""The same for moves of proposals, of which below it every other one is right there."""

ANSWERS: Final = frozenset({StepKind.ACCEPTED, StepKind.REJECTED, StepKind.SIGNED})
LEAST_SURE_ANSWER: Final = 0.45
"""The same for those who say yes or no."""

FORESEEN: Final = 0.6
"""What is left of a move that is only expected."""

AT_HOME: Final = 0.3
"""What is left of the weight of a contact within one country."""

NAMELESS: Final = 0.4
"""What is left of the weight of a line whose speaker is only described ("an official")."""

_ACTS: Final = {
    SpeechAct.THREATENS: 1.0, SpeechAct.REJECTS: 1.0, SpeechAct.ACCEPTS: 1.0, SpeechAct.OFFERS: 0.9,
    SpeechAct.PROMISES: 0.8, SpeechAct.DEMANDS: 0.8, SpeechAct.DENIES: 0.8, SpeechAct.ACCUSES: 0.6,
}  # fmt: skip
"""What a line that does something is worth; one that only asserts has 0.4."""

_DISPUTES: Final[dict[DisputeKind, float]] = {
    "happened": 1.0, "who": 1.0, "agreed": 1.0, "terms": 0.8, "toll": 0.8, "place": 0.4, "day": 0.2,
}  # fmt: skip
"""What it matters that accounts differ in it: whether and who before how many, where and when."""

_SCALE: Final[dict[Stance, int]] = {"against": 0, "undecided": 2, "for-if": 3, "for": 4}


Weighed = tuple[float, Happening]
"""A happening behind what it weighs."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a brief tells of, both inclusive; None where it is open."""

    since: date | None
    until: date | None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period; an unknown one lies in no period that has bounds."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )

    def nearness(self, day: date | None) -> float:
        """What is left of the weight of something that took place long before the period."""
        if day is None or self.since is None:
            return 1.0
        return RECALLED if (self.since - day).days > LONG_AGO else 1.0

    def newness(self, first: date | None, last: date | None) -> float:
        """Of something known from ``first`` to ``last``; 0 where the period has nothing of it."""
        if self.holds(first):
            return 1.0
        return OLD if self.holds(last) else 0.0


def of_happening(found: Happening, period: Period) -> float:
    """What a happening weighs in a period; 0 where it is no news of it, or too doubtful.

    What was reported before is news where it is disputed by now.
    """
    new = max(
        period.newness(day, found.last_published) for day in (found.first_published, _held(found))
    )
    if found.confidence < LEAST_SURE or (new < 1.0 and not found.disputed):
        return 0.0
    return (
        found.weight
        * new
        * period.nearness(found.when.end)
        * found.confidence**2
        * (_across(found) if found.type is EventType.CONSULT else 1.0)
    )


def _held(found: Happening) -> date | None:
    """The day after something took place that had been announced: from then on it is known that it did."""
    first, on, last = found.first_published, found.when.start, found.last_published
    if first is None or on is None or last is None or not first < on < last:
        return first
    return on + timedelta(days=1)


def _across(contact: Happening) -> float:
    """1 between countries or bodies, less within one; 0 where the other party is not told: who visits a place meets
    nobody by that."""
    parties = {w.id: w.country or w.id for w in (*contact.actor, *contact.recipient)}
    if len(parties) < 2:
        return 0.0
    return 1.0 if len(set(parties.values())) > 1 else AT_HOME


def of_thread(found: Thread, moves: Sequence[ThreadStep], period: Period) -> float:
    """What a proposal weighs that made these moves in the period."""
    new = period.newness(found.first_published, found.last_published)
    return found.weight * new * max((sureness(m) for m in moves), default=0.0)


def is_sure(move: ThreadStep) -> bool:
    """Whether a move is told: an answer needs more than other moves, it is what a side is held to."""
    return move.confidence >= (LEAST_SURE_ANSWER if move.step in ANSWERS else LEAST_SURE_MOVE)


def sureness(move: ThreadStep) -> float:
    """By which moves of a proposal are chosen: how sure one is, and how widely reported."""
    moved = FORESEEN if move.step is StepKind.EXPECTED else 1.0
    return moved * move.confidence * (1 + 0.2 * (move.spread.origins - 1))


def of_dispute(found: Dispute, weight: float, period: Period) -> float:
    """What a dispute weighs about something of that weight: by its kind, and by how many bear out both claims."""
    borne = min(c.spread.origins for c in found.claims[:2])
    return weight * _DISPUTES[found.kind] * borne * period.nearness(found.day)


def of_turn(found: tuple[Cell, Position, Position]) -> tuple[float, float, str]:
    """The order of turns: how far a side moved, from against to for is farthest, and how sure that is."""
    _, before, after = found
    distance = abs(_SCALE.get(before.stance, 2) - _SCALE.get(after.stance, 2))
    return -distance, -after.confidence, after.entry


def said_weight(quoted: Quoted) -> float:
    """What an utterance weighs: who speaks × what is done in saying it × how widely it is reported."""
    statement = quoted.account.record
    speaker = quoted.account.who.get(statement.speaker or "")
    office = 1.0 if speaker and speaker.sector == "GOV" else 0.6
    named = 1.0 if speaker and speaker.has_name else NAMELESS
    act = _ACTS.get(statement.act, 0.4)
    verbatim = 1.0 if statement.form != "indirect" else 0.3
    return office * named * act * verbatim * statement.confidence * (1 + quoted.spread.origins)


def heaviest(found: Iterable[Weighed]) -> list[Weighed]:
    """Those that weigh something, the heaviest first, equal ones by day and id."""
    return sorted(
        (pair for pair in found if pair[0] > 0),
        key=lambda pair: (-pair[0], pair[1].when.start or date.max, pair[1].id),
    )
