"""One real event, one happening: what is joined, what is kept apart, and that no order counts."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from happening_cases import BERGEN, OSLO, day, event
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.records import Event, EventType, Status, Toll
from parley.records.joined import Account, Talks
from parley.stories.happenings.blocks import blocking_keys
from parley.stories.happenings.happenings import find_blocks, find_happenings, tell_happening
from parley.stories.happenings.kept import packed, unpacked
from parley.stories.happenings.sight import sight
from parley.stories.joining import Decided

HARBOUR = event(
    11, "Icelandic drones struck the harbour of Bergen on Monday, killing nine dockers.", "struck",
    on=10, place=BERGEN, killed=9,
)  # fmt: skip
AGAIN = event(
    12, "Nine dockers died on Monday when drones hit the harbour of Bergen, the mayor said.", "hit",
    on=10, place=BERGEN, killed=9,
)  # fmt: skip
SECOND = event(
    18, "A missile struck a bakery in Bergen on Monday, killing three cooks.", "struck",
    on=17, place=BERGEN, killed=3,
)  # fmt: skip
ELSEWHERE = event(
    11, "Two trams burned when shells struck central Oslo on Monday, killing four.", "struck",
    on=10, place=OSLO, killed=4, outlet="Northern Post",
)  # fmt: skip
WAR = event(
    12, "More than 12,000 people have been killed since the war began.", "killed",
    killed=Toll(12000, 12000, None),
)  # fmt: skip
ALL = [HARBOUR, AGAIN, SECOND, ELSEWHERE, WAR]


def _together(accounts, decided=()):
    return {frozenset(j.entries) for j in find_happenings(accounts, decided)}


def test_one_act_in_two_articles_is_one_and_says_why() -> None:
    (joined,) = find_happenings([AGAIN, HARBOUR])
    assert joined.entries == (HARBOUR.entry, AGAIN.entry)
    (link,) = joined.links
    assert (link.entry, link.to) == (AGAIN.entry, HARBOUR.entry)
    for words in ("both 9 killed", "same place (Bergen)", "same day (10 March 2025)"):
        assert words in link.reason


def test_another_day_another_place_and_the_toll_of_a_war_are_apart() -> None:
    assert _together(ALL) == {
        frozenset({HARBOUR.entry, AGAIN.entry}),
        *(frozenset({a.entry}) for a in (SECOND, ELSEWHERE, WAR)),
    }


@given(st.permutations(range(len(ALL))))
@settings(max_examples=25, deadline=None)
def test_no_order_counts(order: list[int]) -> None:
    assert find_happenings([ALL[n] for n in order]) == find_happenings(ALL)


def test_what_is_added_changes_its_own_block_only() -> None:
    seen = [(s, blocking_keys(s)) for s in map(sight, ALL)]
    some = [of for of in seen if of[0].entry in {HARBOUR.entry, AGAIN.entry, SECOND.entry}]
    blocks = {frozenset(b.entries): b for b in find_blocks(some)}
    more = {frozenset(b.entries): b for b in find_blocks(seen)}
    assert blocks.items() <= more.items()


def test_accounts_of_one_event_share_keys() -> None:
    one, other = blocking_keys(sight(HARBOUR)), blocking_keys(sight(AGAIN))
    assert len(np.intersect1d(one, other)) >= 2


@pytest.mark.parametrize("one", ALL)
def test_what_is_seen_of_an_account_can_be_kept(one: Account[Event]) -> None:
    assert unpacked(packed(sight(one))) == sight(one)


def test_what_people_decided_holds_and_the_later_counts() -> None:
    part = Decided(HARBOUR.entry, AGAIN.entry, False)
    join = Decided(HARBOUR.entry, AGAIN.entry, True, "joined by Ada")
    odd = Decided(HARBOUR.entry, WAR.entry, True, "joined by Ada")
    assert frozenset({HARBOUR.entry}) in _together(ALL, [part])
    assert frozenset({HARBOUR.entry, AGAIN.entry}) in _together(ALL, [part, join])
    assert frozenset({HARBOUR.entry}) in _together(ALL, [join, part])
    found = [j for j in find_happenings(ALL, [odd]) if WAR.entry in j.entries]
    assert HARBOUR.entry in found[0].entries
    assert "joined by Ada" in {link.reason for link in found[0].links}


def test_a_decision_about_what_is_gone_does_nothing() -> None:
    assert _together(ALL, [Decided("ev-gone", HARBOUR.entry, True)]) == _together(ALL)


def test_tolls_are_bounds_and_never_added() -> None:
    later = replace(
        AGAIN, entry="ev-later", article="art-later", outlet="Evening Star", origin="Evening Star"
    )
    later = replace(later, record=replace(later.record, killed=Toll(11, 11, None)))
    known = {a.entry: a for a in (HARBOUR, AGAIN, later)}
    (joined,) = find_happenings(known.values())
    told = tell_happening(joined, known)
    bounds = told.tolls["killed"]
    assert (bounds.low, bounds.best, bounds.high) == (9, 9, 11)
    assert told.spread.origins == 3
    assert told.when.start == day(10)
    assert HARBOUR.record.confidence < told.confidence <= 0.99
    assert told.weight > tell_happening(find_happenings([SECOND])[0], {SECOND.entry: SECOND}).weight


def test_at_least_so_many_stays_at_least() -> None:
    least = replace(HARBOUR, record=replace(HARBOUR.record, killed=Toll(9, 9, None)))
    (joined,) = find_happenings([least])
    told = tell_happening(joined, {least.entry: least}).tolls["killed"]
    assert (told.low, told.best, told.high) == (9, 9, None)


def _talks(state: str) -> Talks:
    return Talks("meeting", "minister", state)


def test_planned_talks_and_the_talks_held_are_one_contact() -> None:
    plan = event(
        8, "Ministers of Norway and Denmark will meet in Bergen on 12 March over fishing quotas.", "meet",
        EventType.CONSULT, actor="nor", recipient="dnk", on=12, place=BERGEN, status=Status.PLANNED,
        talks=_talks("planned"),
    )  # fmt: skip
    held = event(
        13, "Ministers of Norway and Denmark met in Bergen on 12 March and argued over fishing quotas.", "met",
        EventType.CONSULT, actor="dnk", recipient="nor", on=12, place=BERGEN, talks=_talks("held"),
    )  # fmt: skip
    known = {a.entry: a for a in (plan, held)}
    (joined,) = find_happenings(known.values())
    told = tell_happening(joined, known)
    assert told.status is Status.ACTUAL
    assert told.talks is not None
    assert told.talks.state == "held"
    (before,) = find_happenings([plan])
    assert tell_happening(before, known).talks.state == "planned"  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["(" * 200_000, "9 " * 200_000, "Aa " * 200_000, "1,1" * 100_000])
def test_hostile_text_is_bounded(words: str) -> None:
    account = replace(HARBOUR, evidence=(words,))
    (joined,) = find_happenings([account])
    assert tell_happening(joined, {account.entry: account}).entries == (account.entry,)


def test_many_accounts_of_one_crowd_are_told_alike_in_any_order() -> None:
    crowd = [
        event(11, f"Drones struck pier {n} of Bergen, killing {n}.", "struck", on=10, killed=n, outlet=f"P{n}")
        for n in range(1, 60)
    ]  # fmt: skip
    shuffled = random.Random(5).sample(crowd, len(crowd))
    assert find_happenings(shuffled) == find_happenings(crowd)
