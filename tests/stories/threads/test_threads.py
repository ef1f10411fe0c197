"""One proposal over articles and names, with its steps, state and clock; what differs stays apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from thread_cases import WHO, day, proposal

from parley.records import Proposal, ProposalKind, StepKind, When
from parley.records.joined import Account, Thread
from parley.stories.joining import Decided
from parley.stories.threads.blocks import parted
from parley.stories.threads.names import personal, read_name
from parley.stories.threads.parties import by_name
from parley.stories.threads.relations import relate
from parley.stories.threads.sight import packed, sight, unpacked
from parley.stories.threads.telling import tell_thread
from parley.stories.threads.threads import Before, find_blocks, find_threads, seen

K, S = ProposalKind, StepKind

TRUCE = [
    proposal(4, "a 30-day truce", K.CEASEFIRE, [(S.PROPOSED, "usa", "The United States proposed a 30-day truce between Iceland and Norway.")]),
    proposal(5, "the 30-day ceasefire", K.CEASEFIRE, [(S.ACCEPTED, "vld", "Iceland accepted the 30-day ceasefire that the United States proposed.")]),
    proposal(6, "the month-long truce", K.CEASEFIRE, [(S.REJECTED, "nor", "Norway rejected the month-long truce with Iceland.")]),
]  # fmt: skip
ENERGY = proposal(
    6,
    "the energy truce",
    K.CEASEFIRE,
    [
        (S.ACCEPTED, "nor", "Norway accepted the energy truce with Iceland."),
        (S.ACCEPTED, "vld", "Iceland accepted the energy truce with Norway."),
    ],
)
EASTER = proposal(
    7,
    "an Easter truce",
    K.CEASEFIRE,
    [(S.PROPOSED, "nor", "Norway proposed an Easter truce to Iceland.")],
)
SWAP = proposal(
    5,
    "the prisoner swap",
    K.EXCHANGE,
    [(S.IMPLEMENTED, "vld", "Iceland carried out the prisoner swap with Norway.")],
)


def groups(
    accounts: Iterable[Account[Proposal]], decided: Sequence[Decided] = ()
) -> set[frozenset[str]]:
    names = {a.entry: a.record.name for a in (*TRUCE, ENERGY, EASTER, SWAP)}
    return {frozenset(names[e] for e in j.entries) for j in find_threads(accounts, decided)}


def told(accounts: Sequence[Account[Proposal]], on: date | None = None) -> Thread:
    (joined,) = find_threads(accounts)
    return tell_thread(joined, {a.entry: a for a in accounts}, on)


def test_one_truce_under_three_names() -> None:
    assert groups(TRUCE) == {
        frozenset({"a 30-day truce", "the 30-day ceasefire", "the month-long truce"})
    }


def test_other_truces_and_another_kind_stay_apart() -> None:
    found = groups([*TRUCE, ENERGY, EASTER, SWAP])
    for name in ("the energy truce", "an Easter truce", "the prisoner swap"):
        assert frozenset({name}) in found


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_arrival_does_not_count(seed: int) -> None:
    everything = [*TRUCE, ENERGY, EASTER, SWAP]
    whole = find_threads(everything)
    Random(seed).shuffle(everything)
    assert find_threads(everything) == whole


def test_every_account_but_the_first_has_a_reason() -> None:
    (joined,) = find_threads(TRUCE)
    assert [link.entry for link in joined.links] == [a.entry for a in TRUCE[1:]]
    assert all(link.reason for link in joined.links)


def test_a_reviewer_can_part_and_join() -> None:
    apart = [
        Decided(TRUCE[0].entry, TRUCE[2].entry, False),
        Decided(TRUCE[1].entry, TRUCE[2].entry, False),
    ]
    assert frozenset({"the month-long truce"}) in groups(TRUCE, apart)
    assert len(groups([TRUCE[0], EASTER], [Decided(TRUCE[0].entry, EASTER.entry, True)])) == 1


def test_steps_stand_in_time_and_the_last_is_the_state() -> None:
    thread = told(TRUCE)
    assert [(s.step, s.by[0].name) for s in thread.steps] == [
        (S.PROPOSED, "United States"), (S.ACCEPTED, "Iceland"), (S.REJECTED, "Norway"),
    ]  # fmt: skip
    assert (thread.state, thread.since) == (S.REJECTED, day(6))
    assert thread.spread.articles == thread.spread.origins == 3


def test_what_is_proposed_again_stands_since_it_was_first() -> None:
    name = "the month-long truce"
    again = [
        proposal(n, name, ProposalKind.CEASEFIRE, [(S.PROPOSED, who, f"{whom} proposed {name}.")])
        for n, who, whom in ((2, "usa", "Washington"), (5, "nor", "Norway"), (8, "vld", "Iceland"))
    ]
    thread = told(again)
    assert (thread.state, thread.since) == (S.PROPOSED, day(2))


def test_an_answer_in_so_many_words_is_surer_than_one_that_is_guessed() -> None:
    thread = told([replace_confidence(a, 0.4) for a in TRUCE])
    assert {s.step: s.confidence for s in thread.steps} == {
        S.PROPOSED: 0.4, S.ACCEPTED: 0.9, S.REJECTED: 0.9,
    }  # fmt: skip


def replace_confidence(account: Account[Proposal], sure: float) -> Account[Proposal]:
    steps = tuple(replace(s, confidence=sure) for s in account.record.steps)
    return replace(account, record=replace(account.record, steps=steps))


def test_the_state_on_an_earlier_day() -> None:
    assert told(TRUCE, day(5)).state is S.ACCEPTED


def test_the_same_move_in_two_articles_is_one_step() -> None:
    again = proposal(
        6,
        "a 30-day truce",
        K.CEASEFIRE,
        [(S.ACCEPTED, "vld", "Iceland said yes to a 30-day truce.")],
        outlet="Other",
    )
    thread = told([*TRUCE, again])
    accepted = [s for s in thread.steps if s.step is S.ACCEPTED]
    assert [len(s.entries) for s in accepted] == [2]
    assert accepted[0].spread.articles == 2


def test_the_clock_of_a_ceasefire_runs_from_its_acceptance_and_ends() -> None:
    signed = [
        proposal(4, "the 10-day truce", K.CEASEFIRE, [(S.SIGNED, "vld", "Iceland and Norway signed the 10-day truce.")]),
        proposal(5, "the 10-day truce", K.CEASEFIRE, [(S.IMPLEMENTED, "nor", "The 10-day truce took effect; Norway keeps to the 10-day truce.")]),
        proposal(7, "the 10-day truce", K.CEASEFIRE, [(S.VIOLATED, "nor", "Iceland said that Norway broke the 10-day truce.")]),
    ]  # fmt: skip
    clock = told(signed, day(8)).clock
    assert clock is not None
    assert clock.state in ("declared", "in-force")
    assert clock.declared in (day(4), day(5))
    assert [v.accused[0].name for v in clock.violations] == ["Norway"]


def test_only_ceasefires_have_a_clock() -> None:
    assert told([SWAP]).clock is None


def test_truces_of_the_same_sides_are_related_and_not_merged() -> None:
    accounts = [*TRUCE, ENERGY]
    known = {a.entry: a for a in accounts}
    threads = relate((tell_thread(j, known) for j in find_threads(accounts)), known)
    named = {t.name: [r.name for r in t.related] for t in threads}
    assert len(named) == 2
    assert all(named.values())


def test_a_weight_grows_with_reports_and_moves() -> None:
    assert told(TRUCE).weight > told(TRUCE[:1]).weight > 0


def test_each_imposes_its_own_sanctions() -> None:
    found = find_threads([
        proposal(5, "new sanctions on Russia", K.SANCTIONS, [
            (S.PROPOSED, "usa", "The United States proposed new sanctions on Russia.")
        ]),
        proposal(6, "new sanctions on Russia", K.SANCTIONS, [
            (S.PROPOSED, "nor", "Norway proposed new sanctions on Russia.")
        ]),
    ])  # fmt: skip
    assert len(found) == 2


def test_who_was_pressed_to_accept_has_not_agreed() -> None:
    accounts = [
        proposal(5, "a 30-day truce", K.CEASEFIRE, [
            (S.ACCEPTED, "vld", "Iceland accepted a 30-day truce."),
            (S.ACCEPTED, "nor", "Pressure grew on Norway to accept a 30-day truce."),
        ])
    ]  # fmt: skip
    (joined,) = find_threads(accounts)
    clock = tell_thread(joined, {a.entry: a for a in accounts}).clock
    assert clock is not None
    assert clock.state == "proposed"


def test_what_is_seen_of_a_proposal_can_be_kept() -> None:
    for account in (*TRUCE, ENERGY, EASTER, SWAP):
        seen = sight(account)
        assert unpacked(json.loads(json.dumps(packed(seen)))) == seen


@pytest.mark.parametrize(("stories", "threads"), [(("sto-1", "sto-2"), 2), (("sto-1", "sto-1"), 1)])
def test_a_party_to_two_conflicts_does_not_make_them_one(
    stories: tuple[str, str], threads: int
) -> None:
    accounts = [
        proposal(n, f"the truce in {where}", K.CEASEFIRE, [(S.ACCEPTED, "vld", f"Iceland accepted the truce in {where}.")], story=story)
        for n, where, story in zip((4, 5), ("Syria", "Sudan"), stories, strict=True)
    ]  # fmt: skip
    assert len(find_threads(accounts)) == threads


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("gives up its weapons", K.OTHER, "surrender of its weapons"),
        ("lift sanctions on Norway", K.SANCTIONS, "lifting of sanctions on Norway"),
        ("exchange 80 captives", K.EXCHANGE, "exchange of 80 captives"),
        ("trade talks with Norway", K.TALKS, "trade talks with Norway"),
        ("exchange of prisoners of war with Norway", K.EXCHANGE, "exchange of prisoners of war with Norway"),
    ],
)  # fmt: skip
def test_a_thread_is_named_by_a_thing(name: str, kind: ProposalKind, title: str) -> None:
    thread = told([proposal(4, name, kind, [(S.PROPOSED, "vld", f"Iceland wants to {name}.")])])
    assert thread.name.removesuffix(" (Iceland)") == title


@pytest.mark.parametrize(("name", "threads"), [("truce at sea", 1), ("30-day truce", 2)])
def test_a_telling_word_outweighs_who_else_is_named(name: str, threads: int) -> None:
    accounts = [
        proposal(n, f"the {name} for {where}", K.CEASEFIRE, [(S.ACCEPTED, "vld", f"Iceland accepted the {name} for {where}.")], story=f"sto-{n}")
        for n, where in ((4, "Syria"), (5, "Sudan"))
    ]  # fmt: skip
    assert len(find_threads(accounts)) == threads


@pytest.mark.parametrize("seed", range(12))
def test_what_is_added_moves_what_it_bears_on_and_gives_what_all_give(seed: int) -> None:
    random = Random(seed)
    names = ("a 30-day truce", "the energy truce", "an Easter truce", "the truce", "a 60-day truce")
    found = [
        proposal(n, random.choice(names), K.CEASEFIRE, on=random.randint(1, 28), story="sto-1")
        for n in range(40)
    ]
    new = {a.entry for a in found[33:]}
    thread_of = {e: j.id for j in find_threads(found[:33]) for e in j.entries}
    spots, sights = seen(found, {})
    before = Before({}, thread_of, frozenset(new))
    grown = find_blocks(sights, spots, parted(spots), (), before)
    joined = {j.id: j for block in grown for j in block.joined}
    assert joined == {j.id: j for j in find_threads(found)}


def test_talks_are_told_by_who_talks() -> None:
    accounts = [
        proposal(4, "talks between Iceland and Norway", K.TALKS),
        proposal(5, "talks with Norway in Geneva", K.TALKS, [(S.ACCEPTED, "vld", "Iceland agreed to talks with Norway in Geneva.")]),
        proposal(6, "talks with Canada in Geneva", K.TALKS, [(S.ACCEPTED, "vld", "Iceland agreed to talks with Canada in Geneva.")]),
    ]  # fmt: skip
    names = {a.entry: a.record.name for a in accounts}
    found = [{names[e] for e in j.entries} for j in find_threads(accounts)]
    assert {frozenset(f) for f in found} == {
        frozenset({"talks between Iceland and Norway", "talks with Norway in Geneva"}),
        frozenset({"talks with Canada in Geneva"}),
    }


def test_a_truce_is_told_by_who_brokered_it() -> None:
    names = (
        "the US-brokered truce",
        "the truce brokered by the United States",
        "the UN-brokered truce",
    )
    accounts = [
        proposal(n, name, K.CEASEFIRE, [(S.ACCEPTED, "vld", f"Iceland accepted {name}.")], story=f"sto-{n}")
        for n, name in enumerate(names, 4)
    ]  # fmt: skip
    assert sorted(len(j.entries) for j in find_threads(accounts)) == [1, 2]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("talks with Ms. Petrić", set()),
        ("Indirect talks", set()),
        ("Geneva talks", {"geneva"}),
        ("lifting of sanctions in the Omani capital", set()),
    ],
)
def test_names_that_are_no_places(name: str, places: set[str]) -> None:
    people = by_name(WHO.values())
    assert read_name(name, people, personal(people)).places == places


@pytest.mark.parametrize("name", ["the deal finalized yesterday", "their illogical demands"])
def test_what_judges_or_dates_a_proposal_tells_it_from_no_other(name: str) -> None:
    assert not read_name(name, {}).words


def test_who_made_a_proposal_that_was_accepted_is_only_told_again() -> None:
    again = proposal(9, "the 30-day truce", K.CEASEFIRE, [(S.PROPOSED, "usa", "The United States proposed the 30-day truce between Iceland and Norway.")])  # fmt: skip
    assert told([*TRUCE[:2], again]).state is S.ACCEPTED


def test_a_move_of_years_ago_is_not_how_things_stand() -> None:
    account = proposal(
        5, "the truce", K.CEASEFIRE, [(S.ACCEPTED, "vld", "Iceland accepted the truce.")]
    )
    (step,) = account.record.steps
    old = replace(step, date=When(date(2012, 3, 5), date(2012, 3, 5), "day"))
    past = replace(account, record=replace(account.record, steps=(old,)))
    assert told([account]).state is S.ACCEPTED
    assert told([past]).state is None
