"""A contact over all its accounts: what came of a plan, who announced, confirmed and denied it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from parley.records import Event, EventType, Status, When
from parley.records.joined import Account, Talks, Who
from parley.stories.contact_words import highest
from parley.stories.happenings.votes import first, votes


def status_of(accounts: Sequence[Account[Event]], when: When) -> Status:
    """Whether it took place: held beats planned, if it was told when the day had come.

    An act that somebody says took place and somebody else denies took place, with a dispute.
    """
    told = [told_status(a, when) for a in accounts]
    if Status.ACTUAL in told:
        return Status.ACTUAL
    last = [s for s in told if s is not Status.DENIED]
    return last[-1] if last else Status.DENIED


def told_status(account: Account[Event], when: When) -> Status:
    """The status that an account gives: what is told before its day is a plan."""
    status = account.record.status
    early = (
        account.record.type is EventType.CONSULT
        and account.published is not None
        and when.start is not None
        and account.published < when.start
    )
    return Status.PLANNED if early and status is Status.ACTUAL else status


def talks_of(
    accounts: Sequence[Account[Event]], when: When, parties: Iterable[Who]
) -> Talks | None:
    """The fields of a contact, put together; None of what is no contact.

    Args:
        accounts: in the order in which they came; when: of the contact; parties: who takes part.
    """
    told = [a for a in accounts if a.talks is not None]
    if not told:
        return None
    at_table = {w.id for w in parties}

    def every(field: Callable[[Talks], tuple[Who, ...]]) -> tuple[Who, ...]:
        found = {w.id: w for a in told if a.talks for w in field(a.talks)}
        return tuple(found[i] for i in sorted(found))

    def between(field: Callable[[Talks], tuple[Who, ...]]) -> tuple[Who, ...]:
        return tuple(w for w in every(field) if w.id not in at_table)

    def words(field: Callable[[Talks], str | None]) -> str | None:
        return first(votes(told, lambda a: field(a.talks) if a.talks else None))

    return Talks(
        form=words(lambda t: t.form) or "meeting",
        level=highest(a.talks.level for a in told if a.talks),  # type: ignore[misc]
        state=_state(told, when),
        mediators=between(lambda t: t.mediators),
        hosts=between(lambda t: t.hosts),
        venue=words(lambda t: t.venue),
        topic=words(lambda t: t.topic),
        outcome=words(lambda t: t.outcome),
        announced_by=every(lambda t: t.announced_by),
        confirmed_by=every(lambda t: t.confirmed_by),
        denied_by=every(lambda t: t.denied_by),
    )


def _state(told: Sequence[Account[Event]], when: When) -> str:
    """Held, where an account of that day or later says so; else what was told last."""
    status = status_of(told, when)
    if status is Status.ACTUAL:
        return "held"
    states = [(a.published or date.max, a.talks.state) for a in told if a.talks]
    last = [s for _, s in states if s != "held"]
    return last[-1] if last else "planned"
