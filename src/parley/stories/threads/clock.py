"""The clock of a cease-fire: proposed, declared, in force, suspended, ended; and who is said to have broken it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from parley.records import ProposalKind, Status, StepKind
from parley.records.joined import (
    Clock,
    ClockState,
    ThreadStep,
    ThreadTerm,
    Violation,
    Who,
)
from parley.stories.threads.parties import side_of
from parley.stories.threads.steps import SURE, day_of

_DAYS: Final = re.compile(r"P(?:(\d{1,3})D|(\d{1,2})W|(\d{1,2})M|T(\d{1,4})H)\Z")
_MONTH: Final = 30

_ENDS: Final = re.compile(
    r"\b(?:end(?:ed|s)?|over|collaps\w+|expir\w+|call(?:ed|s)? off|dead|unravel\w*|broke down|withdr[ae]w\w*)\b"
)
"""Words that say that a cease-fire ended, and is not only suspended."""

_PROLONGS: Final = re.compile(r"\b(?:exten(?:d|ds|ded|ding|sion)|prolong\w*|renew\w*)\b")

_DECLARING: Final = frozenset({StepKind.ACCEPTED, StepKind.SIGNED})
_BREAKING: Final = frozenset({StepKind.REJECTED, StepKind.CONDITIONS})


def read_clock(
    kind: ProposalKind,
    steps: Sequence[ThreadStep],
    terms: Sequence[ThreadTerm],
    *,
    on: date | None = None,
) -> Clock | None:
    """The clock of a cease-fire on a day; None of any other proposal.

    A truce is declared when both sides have agreed to it, or one has declared it for itself, and in force from the day
    that is named for its start or on which it is told to hold.
    """
    if kind is not ProposalKind.CEASEFIRE:
        return None
    steps = [s for s in steps if s.status is Status.ACTUAL and s.confidence >= SURE]
    if on is not None:
        steps = [s for s in steps if (day := day_of(s)) is not None and day <= on]
    declared, by = _declared(steps)
    held = next((day_of(s) for s in steps if s.step is StepKind.IMPLEMENTED), None)
    starts = _start(terms) or held
    ends = _end(starts or declared, terms)
    extended = tuple(d for s in steps if _is_extended(s) and (d := day_of(s)) is not None)
    ended = _ended(steps, declared or held)
    stopped = next(
        (s for s in reversed(steps) if s.step in (StepKind.SUSPENDED, StepKind.RESUMED)), None
    )
    suspended = stopped is not None and stopped.step is StepKind.SUSPENDED
    return Clock(
        state=_state(declared or held, starts, None if extended else ends, ended, suspended, on),
        declared=declared or held,
        by=by,
        starts=starts,
        ends=ends,
        extended=extended,
        ended=ended,
        violations=tuple(_violations(steps)),
    )


def _state(
    declared: date | None,
    starts: date | None,
    ends: date | None,
    ended: date | None,
    suspended: bool,
    on: date | None,
) -> ClockState:
    if declared is None:
        return "proposed" if ended is None else "ended"
    if ended is not None or (on is not None and ends is not None and ends < on):
        return "ended"
    if suspended:
        return "suspended"
    if starts is not None and (on is None or starts <= on):
        return "in-force"
    return "declared"


def _declared(steps: Sequence[ThreadStep]) -> tuple[date | None, tuple[Who, ...]]:
    """The day on which the second side agreed, and the sides; nothing while one of them refuses."""
    agreed: dict[str, Who] = {}
    makers = {w.id for s in steps if s.step is StepKind.PROPOSED for w in _sides(s)}
    for step in steps:
        sides = {w.id: w for w in _sides(step)}
        if step.step in _BREAKING:
            for side in sides:
                agreed.pop(side, None)
        if step.step in _DECLARING:
            agreed |= sides
            parties = [w for w in agreed.values() if w.id not in makers or len(sides) > 1]
            if len(parties) > 1:
                return day_of(step), tuple(sorted(agreed.values(), key=lambda w: w.name))
    return None, ()


def _sides(step: ThreadStep) -> Iterator[Who]:
    for who in step.by:
        yield side_of(who, day_of(step)) or who


def _start(terms: Sequence[ThreadTerm]) -> date | None:
    days = [t.value for t in terms if t.kind == "start" and t.value]
    try:
        return date.fromisoformat(days[-1]) if days else None
    except ValueError:
        return None


def length(value: str | None) -> timedelta | None:
    """How long a TIMEX3 duration is; a month has thirty days."""
    found = _DAYS.match(value or "")
    if found is None:
        return None
    days, weeks, months, hours = (int(n) if n else 0 for n in found.groups())
    return timedelta(days=days + 7 * weeks + _MONTH * months, hours=hours)


def _end(starts: date | None, terms: Sequence[ThreadTerm]) -> date | None:
    """The last day, where the duration is told."""
    if starts is None:
        return None
    told = [span for t in terms if t.kind == "duration" and (span := length(t.value)) is not None]
    return starts + told[-1] if told else None


def _is_extended(step: ThreadStep) -> bool:
    return step.step is StepKind.RESUMED and _PROLONGS.search(step.words) is not None


def _ended(steps: Sequence[ThreadStep], begun: date | None) -> date | None:
    """The day of the first end that is told after it began, or began anew.

    Of one whose beginning nobody tells, that on which it ended by itself: "the truce collapsed".
    """
    if begun is None:
        return next((day_of(s) for s in steps if not s.by and _is_end(s)), None)
    anew = [d for s in steps if s.step is StepKind.RESUMED and (d := day_of(s)) is not None]
    since = max((begun, *anew))
    ends = (d for s in steps if _is_end(s) and (d := day_of(s)) is not None)
    return next((d for d in ends if d >= since), None)


def _is_end(step: ThreadStep) -> bool:
    return step.step is StepKind.SUSPENDED and _ENDS.search(step.words) is not None


def _violations(steps: Sequence[ThreadStep]) -> Iterator[Violation]:
    for s in steps:
        if s.step is StepKind.VIOLATED:
            yield Violation(day_of(s), s.by, s.asserted_by, s.lead, s.words)
