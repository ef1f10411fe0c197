"""The clock of a cease-fire, from its steps and terms alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from thread_cases import NLD, USA, VLD, day

from parley.records import ProposalKind, Status, StepKind, When
from parley.records.joined import Clock, Spread, ThreadStep, ThreadTerm, Who
from parley.stories.threads.clock import length, read_clock

ONE = Spread(1, 1, 1)


def move(step: StepKind, on: int, *by: Who, words: str = "So it was told.") -> ThreadStep:
    when = When(day(on), day(on), "day")
    name = f"sp-{step}-{on}"
    return ThreadStep(step, by, when, Status.ACTUAL, name, words, (name,), ONE, day(on))


def term(kind: str, value: str) -> ThreadTerm:
    return ThreadTerm(kind, value, value, day(1), "pr-1", ONE)  # type: ignore[arg-type]


def clock(*steps: ThreadStep, terms: tuple[ThreadTerm, ...] = (), on: date | None = None) -> Clock:
    found = read_clock(ProposalKind.CEASEFIRE, steps, terms, on=on)
    assert found is not None
    return found


OFFER = move(StepKind.PROPOSED, 1, USA)
YES = move(StepKind.ACCEPTED, 3, VLD)
YES_TOO = move(StepKind.ACCEPTED, 5, NLD)
HOLDS = move(StepKind.IMPLEMENTED, 7, VLD, NLD)


def test_one_side_alone_declares_nothing() -> None:
    assert clock(OFFER, YES).state == "proposed"


def test_it_is_declared_when_the_second_side_agrees() -> None:
    found = clock(OFFER, YES, YES_TOO)
    assert (found.state, found.declared) == ("declared", day(5))
    assert [w.name for w in found.by] == ["Iceland", "Norway"]


def test_who_takes_back_a_yes_has_not_agreed() -> None:
    no = move(StepKind.REJECTED, 4, VLD)
    assert clock(OFFER, YES, no, YES_TOO).state == "proposed"


def test_it_is_in_force_from_the_day_on_which_it_holds() -> None:
    steps = (OFFER, YES, YES_TOO, HOLDS)
    assert clock(*steps, on=day(6)).state == "declared"
    assert clock(*steps, on=day(8)).state == "in-force"


def test_a_named_start_counts_before_the_day_on_which_it_is_told_to_hold() -> None:
    found = clock(YES, YES_TOO, HOLDS, terms=(term("start", "2025-03-06"),))
    assert found.starts == day(6)


def test_it_runs_out_after_its_time() -> None:
    terms = (term("start", "2025-03-06"), term("duration", "P10D"))
    assert clock(YES, YES_TOO, terms=terms, on=day(15)).state == "in-force"
    late = clock(YES, YES_TOO, terms=terms, on=day(20))
    assert (late.state, late.ends) == ("ended", day(16))


def test_what_is_prolonged_does_not_run_out() -> None:
    terms = (term("start", "2025-03-06"), term("duration", "P10D"))
    longer = move(StepKind.RESUMED, 15, VLD, words="Both sides extended the truce by a week.")
    found = clock(YES, YES_TOO, longer, terms=terms, on=day(20))
    assert (found.state, found.extended) == ("in-force", (day(15),))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Iceland suspended the truce.", "suspended"),
        ("Iceland said that the truce was over.", "ended"),
        ("The truce collapsed.", "ended"),
    ],
)
def test_it_is_suspended_or_ended_as_the_words_say(words: str, state: str) -> None:
    stop = move(StepKind.SUSPENDED, 9, VLD, words=words)
    assert clock(YES, YES_TOO, HOLDS, stop).state == state


def test_nobody_knew_on_an_earlier_day_what_came_later() -> None:
    stop = move(StepKind.SUSPENDED, 9, VLD, words="The truce collapsed.")
    assert clock(YES, YES_TOO, HOLDS, stop, on=day(8)).state == "in-force"


def test_breaches_name_who_is_accused() -> None:
    breach = move(StepKind.VIOLATED, 8, NLD, words="Norway broke the truce, Iceland said.")
    (found,) = clock(YES, YES_TOO, HOLDS, breach).violations
    assert (found.day, [w.name for w in found.accused]) == (day(8), ["Norway"])


@pytest.mark.parametrize(
    ("value", "days"), [("P30D", 30), ("P2W", 14), ("P1M", 30), ("PT72H", 3), ("soon", None)]
)
def test_lengths(value: str, days: int | None) -> None:
    assert length(value) == (None if days is None else timedelta(days=days))


def test_nothing_else_has_a_clock() -> None:
    assert read_clock(ProposalKind.EXCHANGE, (YES, YES_TOO), ()) is None


def test_it_ended_when_that_was_first_told() -> None:
    over = move(StepKind.SUSPENDED, 9, VLD, words="Iceland said that the truce was over.")
    still = move(StepKind.SUSPENDED, 14, NLD, words="Norway said that the truce had collapsed.")
    assert clock(OFFER, YES, YES_TOO, HOLDS, over, still).ended == day(9)


def test_what_collapsed_was_in_force_though_nobody_told_of_its_beginning() -> None:
    found = clock(move(StepKind.SUSPENDED, 9, words="The truce collapsed."))
    assert (found.state, found.ended) == ("ended", day(9))
    withdrawn = move(StepKind.SUSPENDED, 9, USA, words="The United States withdrew it.")
    assert clock(OFFER, withdrawn).state == "proposed"
