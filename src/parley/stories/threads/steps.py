"""The moves in the life of a proposal over all its accounts: one step for each, in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from parley.records import Proposal, Status, Step, StepKind, When
from parley.records.joined import Account, ThreadStep, Who
from parley.stories.origins import origin_of, spread
from parley.stories.threads.parties import side_of

NEAR: Final = timedelta(days=3)
"""Days between two reports of one move whose days the articles tell."""

RECALLED: Final = timedelta(days=21)
"""How long after a move articles recall it without its day."""

NEWS: Final = timedelta(days=7)
"""Days between two reports without a day that are of one move."""

SUREST: Final = 0.99

SURE: Final = 0.25
"""Confidence from which on a move changes the state. On gold/dev three in ten moves below it are right."""

_RANK: Final[Mapping[StepKind, int]] = {kind: n for n, kind in enumerate((
    StepKind.EXPECTED, StepKind.PROPOSED, StepKind.PRESENTED, StepKind.UNDER_DISCUSSION, StepKind.CONDITIONS,
    StepKind.ACCEPTED, StepKind.REJECTED, StepKind.SIGNED, StepKind.IMPLEMENTED, StepKind.VIOLATED,
    StepKind.SUSPENDED, StepKind.RESUMED,
))}  # fmt: skip
"""The order of moves of one day: that of a proposal's life."""

_NO_STATE: Final = frozenset({StepKind.EXPECTED, StepKind.VIOLATED})
"""Moves that change no state: what is foreseen, and breaches, which the clock of a cease-fire has."""

_MADE: Final = frozenset({StepKind.PROPOSED, StepKind.PRESENTED})
_SETTLED: Final = frozenset(
    {StepKind.ACCEPTED, StepKind.SIGNED, StepKind.IMPLEMENTED, StepKind.SUSPENDED, StepKind.RESUMED}
)
"""Moves after which a proposal is more than made."""


@dataclass(frozen=True, slots=True)
class Move:
    """A step as one article tells it.

    Attributes:
        words: of its evidence; by: who makes it; start, end: days, None where its article tells none.
    """

    account: Account[Proposal]
    step: Step
    words: str

    @property
    def by(self) -> tuple[Who, ...]:
        """Who makes it."""
        found = (self.account.who[k] for k in self.step.by if k in self.account.who)
        return tuple({w.id: w for w in found}.values())

    @property
    def sides(self) -> frozenset[str]:
        """Ids of the states, organisations or groups behind those who make it."""
        day = self.step.date.start or self.account.published
        return frozenset((side_of(w, day) or w).id for w in self.by)

    @property
    def order(self) -> tuple[date, date, str, str]:
        """By its day, then by the day on which it was told."""
        known = self.account.published or date.max
        return self.step.date.start or known, known, self.account.article, self.step.id


class _Days(NamedTuple):
    first: date
    last: date


def moves_of(accounts: Iterable[Account[Proposal]]) -> Iterator[Move]:
    """The moves that the accounts tell, each once."""
    seen: set[str] = set()
    for account in accounts:
        for step, words in zip(account.record.steps, account.evidence, strict=False):
            if step.id not in seen:
                seen.add(step.id)
                yield Move(account, step, " ".join(words.split()))


def merged(moves: Iterable[Move]) -> tuple[ThreadStep, ...]:
    """The moves with the accounts of each put together, in time."""
    alike: defaultdict[tuple[StepKind, frozenset[str]], list[Move]] = defaultdict(list)
    for move in sorted(moves, key=lambda m: m.order):
        alike[move.step.step, move.sides].append(move)
    told = [_told(group) for found in alike.values() for group in _of_one(found)]
    return tuple(sorted(told, key=_place))


def day_of(step: ThreadStep) -> date | None:
    """The day of a step, or that on which it became known."""
    return step.when.start or step.known


def bears_on_state(step: ThreadStep) -> bool:
    """Whether a move may change how its proposal stands."""
    sure = step.status is Status.ACTUAL and step.confidence >= SURE
    return sure and step.step not in _NO_STATE


def state_of(steps: Sequence[ThreadStep], on: date | None) -> ThreadStep | None:
    """The last move by a day that bears on the proposal's state."""
    bearing = [s for s in steps if bears_on_state(s)]
    if on is not None:
        bearing = [s for s in bearing if (day := day_of(s)) is not None and day <= on]
    # Nobody knows whether a move of no known day was the last.
    found = [s for s in bearing if day_of(s) is not None] or bearing
    settled = next((n for n, s in enumerate(found) if s.step in _SETTLED), len(found))
    # Whose proposal it was is told again and again, and makes it no mere proposal again.
    found = [s for n, s in enumerate(found) if n < settled or s.step not in _MADE]
    return found[-1] if found else None


def since_of(steps: Sequence[ThreadStep], last: ThreadStep) -> date | None:
    """Since when a proposal has stood where its last move left it: what is proposed again was proposed before."""
    found = last
    for step in reversed([s for s in steps if bears_on_state(s) and _place(s) <= _place(last)]):
        if step.step is not last.step:
            break
        found = step
    return day_of(found)


def _of_one(moves: Sequence[Move]) -> list[list[Move]]:
    """Moves of one kind and side, parted by their days: those with a day first, the others to the nearest."""
    groups: list[tuple[_Days | None, list[Move]]] = []
    for move in moves:
        if move.step.date.start is not None:
            days = _Days(move.step.date.start, move.step.date.end or move.step.date.start)
            last = groups[-1][0] if groups else None
            if last is not None and days.first <= last.last + NEAR:
                groups[-1] = _Days(last.first, max(last.last, days.last)), [*groups[-1][1], move]
            else:
                groups.append((days, [move]))
    for move in moves:
        if move.step.date.start is None:
            _recall(groups, move)
    return [found for _, found in groups]


def _recall(groups: list[tuple[_Days | None, list[Move]]], move: Move) -> None:
    """Put a report without a day to the move that it recalls, else let it be one of its own."""
    known = move.account.published
    fitting = []
    for n, (days, found) in enumerate(groups):
        if known is None or days is None:
            fitting.append((date.max - date.min, n))
        elif days.first - NEWS <= known <= days.last + _reach(found):
            fitting.append((abs(known - days.last), n))
    if fitting:
        _, n = min(fitting)
        days, found = groups[n]
        found.append(move)
        if days is not None and known is not None and found[0].step.date.start is None:
            groups[n] = _Days(min(days.first, known), max(days.last, known)), found
    else:
        groups.append((_Days(known, known) if known else None, [move]))


def _reach(found: Sequence[Move]) -> timedelta:
    return NEWS if found[0].step.date.start is None else RECALLED


def _told(moves: Sequence[Move]) -> ThreadStep:
    lead = max(
        moves,
        key=lambda m: (m.step.confidence, m.account.published is not None, _latest(m), m.step.id),
    )
    known = [m.account.published for m in moves if m.account.published]
    asserters = {
        who.id: who
        for m in moves
        if (who := m.account.who.get(m.step.asserted_by or "")) is not None
    }
    return ThreadStep(
        step=lead.step.step,
        by=lead.by,
        when=_when(moves),
        status=lead.step.status,
        lead=lead.step.id,
        words=lead.words,
        entries=tuple(m.step.id for m in moves),
        spread=spread(m.account for m in moves),
        known=min(known, default=None),
        asserted_by=tuple(asserters[k] for k in sorted(asserters)),
        confidence=_confidence(moves),
    )


def _latest(move: Move) -> int:
    return -(move.account.published or date.min).toordinal()


def _when(moves: Sequence[Move]) -> When:
    """The narrowest stretch of days that an article tells, the most frequent among equals."""
    told = [m.step.date for m in moves if m.step.date.start is not None]
    if not told:
        return When()
    counts: defaultdict[tuple[date | None, date | None], int] = defaultdict(int)
    for w in told:
        counts[w.start, w.end] += 1

    def fineness(w: When) -> tuple[int, int, date]:
        start, end = w.start or date.min, w.end or w.start or date.min
        return (end - start).days, -counts[w.start, w.end], start

    return min(told, key=fineness)


def _confidence(moves: Sequence[Move]) -> float:
    """That at least one independent report is right."""
    best: defaultdict[str, float] = defaultdict(float)
    for m in moves:
        origin = origin_of(m.account)
        best[origin] = max(best[origin], m.step.confidence)
    doubt = 1.0
    for origin in sorted(best):
        doubt *= 1 - best[origin]
    return min(SUREST, 1 - doubt)


def _place(step: ThreadStep) -> tuple[date, int, str]:
    return day_of(step) or date.max, _RANK[step.step], step.lead
