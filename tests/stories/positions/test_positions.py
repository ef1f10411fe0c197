"""Who stands where: only what a sentence says in so many words."""

from __future__ import annotations

import pytest
from thread_cases import day, proposal, statement

from parley.records import Proposal, ProposalKind, SpeechAct, StepKind
from parley.records.joined import Account, Cell
from parley.stories.positions.issues import issues, issues_in
from parley.stories.positions.positions import find_positions
from parley.stories.threads.telling import tell_thread
from parley.stories.threads.threads import find_threads

K, S = ProposalKind, StepKind


def cells(
    accounts: list[Account[Proposal]], statements: list[Account[object]] | None = None
) -> dict[tuple[str, str], Cell]:
    known = {a.entry: a for a in accounts}
    threads = [tell_thread(j, known) for j in find_threads(accounts)]
    found = find_positions(threads, accounts, statements or [])  # type: ignore[arg-type]
    return {(c.side.name, c.subject): c for c in found}


def stances(accounts: list[Account[Proposal]], **more: object) -> dict[str, str]:
    """Side → stance on the only thread."""
    found = cells(accounts, **more)  # type: ignore[arg-type]
    return {
        side: str(c.stance) for (side, subject), c in found.items() if subject.startswith("thr-")
    }


@pytest.mark.parametrize(
    ("step", "sentence", "stance"),
    [
        (S.ACCEPTED, "Iceland accepted the 30-day truce.", "for"),
        (S.REJECTED, "Iceland rejected the 30-day truce.", "against"),
        (
            S.CONDITIONS,
            "Iceland said it would accept the 30-day truce if Norway withdrew its guns.",
            "for-if",
        ),
    ],
)
def test_a_move_in_so_many_words_is_a_position(step: S, sentence: str, stance: str) -> None:
    assert stances([proposal(5, "the 30-day truce", K.CEASEFIRE, [(step, "vld", sentence)])]) == {
        "Iceland": stance
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Iceland did not accept the 30-day truce.",
        "Iceland may accept the 30-day truce one day.",
        "Reporters asked about the 30-day truce.",
        "Nobody knows whether Iceland accepted the 30-day truce.",
    ],
)
def test_what_is_denied_possible_or_asked_is_not_for_it(sentence: str) -> None:
    assert (
        stances(
            [proposal(5, "the 30-day truce", K.CEASEFIRE, [(S.ACCEPTED, "vld", sentence)])]
        ).get("Iceland")
        != "for"
    )


def test_a_turn_has_both_sentences() -> None:
    accounts = [
        proposal(
            4,
            "the 30-day truce",
            K.CEASEFIRE,
            [(S.REJECTED, "vld", "Iceland rejected the 30-day truce.")],
        ),
        proposal(
            8,
            "the 30-day truce",
            K.CEASEFIRE,
            [(S.ACCEPTED, "vld", "Iceland accepted the 30-day truce.")],
        ),
    ]
    (cell,) = [c for (_, subject), c in cells(accounts).items() if subject.startswith("thr-")]
    assert [p.stance for p in cell.history] == ["against", "for"]
    ((before, after),) = cell.turns
    assert (before.words, after.words) == (
        "Iceland rejected the 30-day truce.",
        "Iceland accepted the 30-day truce.",
    )
    assert (before.day, after.day) == (day(4), day(8))
    assert cell.now == after


def test_nobody_stands_where_no_sentence_says_so() -> None:
    assert stances([proposal(5, "the 30-day truce", K.CEASEFIRE)]) == {}


def test_issues_are_codes_of_pa_x_with_words() -> None:
    assert "Ce" in issues()
    found = {f.issue.code for f in issues_in("They spoke of a ceasefire and of prisoners.")}
    assert "Ce" in found
    assert not list(issues_in("They spoke of the weather."))


def test_a_person_of_government_speaks_for_the_state() -> None:
    accounts = [
        proposal(
            5,
            "the 30-day truce",
            K.CEASEFIRE,
            [(S.ACCEPTED, "petric", "Ana Petrić accepted the 30-day truce.")],
        )
    ]
    (cell,) = [c for (_, subject), c in cells(accounts).items() if subject.startswith("thr-")]
    assert cell.now is not None
    assert cell.now.speaker is not None
    assert cell.now.speaker.name == "Ana Petrić"


def test_a_statement_about_an_issue_is_a_position() -> None:
    sentence = "Ana Petrić said that Iceland rejects a ceasefire."
    said = statement(5, "petric", sentence, "Iceland rejects a ceasefire", SpeechAct.REJECTS)
    found = cells([], [said])
    assert all(str(c.stance) == "against" for c in found.values())


def test_talks_with_a_third_state_are_not_those_of_the_two() -> None:
    accounts = [
        proposal(5, "talks in Lillehammer", K.TALKS, [
            (S.ACCEPTED, "vld", "Iceland agreed to talks in Lillehammer."),
            (S.ACCEPTED, "nor", "Norway agreed to talks in Lillehammer."),
        ]),
        proposal(6, "talks in Lillehammer with Canada", K.TALKS, [
            (S.ACCEPTED, "vld", "Iceland agreed to talks in Lillehammer with Canada.")
        ]),
    ]  # fmt: skip
    found = cells(accounts)
    told = [{p.article for p in c.history} for (side, _), c in found.items() if side == "Iceland"]
    assert sorted(map(sorted, told)) == [["art-5"], ["art-6"]]


def test_refusing_the_plan_that_another_made_is_against_it() -> None:
    sentence = "Iceland refused to endorse the 30-day truce that Norway had proposed."
    found = stances([proposal(5, "the 30-day truce", K.CEASEFIRE, [(S.REJECTED, "vld", sentence)])])
    assert found == {"Iceland": "against", "Norway": "for"}


def test_refusing_what_is_only_for_show_leaves_the_rest_open() -> None:
    sentence = "Iceland did not want a truce that was only for show."
    assert not stances([proposal(5, "a truce", K.CEASEFIRE, [(S.REJECTED, "vld", sentence)])])
