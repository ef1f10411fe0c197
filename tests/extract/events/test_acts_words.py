"""Words for acts that are seldom told, and what two sides do to each other; invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Article, Event, EventType, Extraction, Status

ByRule = Extract = Callable[[str], tuple[Article, Extraction]]


def events(by_rule: ByRule, text: str) -> tuple[Event, ...]:
    return by_rule(text)[1].events


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Togo has reopened its border with Ghana after the vote.", EventType.CONCEDE),
        ("Chile dropped its objection to the Bolivian port on Monday.", EventType.CONCEDE),
        ("Ghana and Togo held joint exercises near Lome on Monday.", EventType.COOPERATE),
        ("Peru called up its reservists on Monday.", EventType.MOBILIZE),
        ("Oman placed its air force on alert on Monday.", EventType.MOBILIZE),
        ("Students took to the streets of Lima on Monday.", EventType.PROTEST),
        ("The rebels in Chad laid down their arms on Monday.", EventType.RETREAT),
        ("Benin recalled its ambassador from Niger on Monday.", EventType.SANCTION),
        ("The junta in Mali shut the border with Algeria on Monday.", EventType.COERCE),
    ],
)
def test_seldom_told(by_rule: ByRule, text: str, kind: EventType) -> None:
    assert kind in {e.type for e in events(by_rule, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile accused each other of spying on Monday.",
        "Peru and Chile traded accusations over the islands on Monday.",
        "Peru and Chile blamed one another for the collapse of the talks.",
    ],
)
def test_each_accuses_the_other(by_rule: ByRule, text: str) -> None:
    found = {(e.actor, e.recipient) for e in events(by_rule, text) if e.type is EventType.ACCUSE}
    assert {(("per",), ("chl",)), (("chl",), ("per",))} <= found


def test_who_claims_to_have_done_something_accuses_nobody(by_rule: ByRule) -> None:
    found = events(by_rule, "Chad claimed to have shot down two Libyan jets on Monday.")
    assert EventType.ACCUSE not in {e.type for e in found}


def test_a_note_of_protest_is_no_demonstration(by_rule: ByRule) -> None:
    found = events(by_rule, "Japan lodged a protest with China over the ships on Monday.")
    assert EventType.PROTEST not in {e.type for e in found}


def test_what_is_only_called_so_is_not_asked_for(by_rule: ByRule) -> None:
    found = events(by_rule, "Chad launched what it called a rescue operation on Monday.")
    assert EventType.REQUEST not in {e.type for e in found}


def test_those_who_are_shot_have_not_shot(by_rule: ByRule) -> None:
    found = events(by_rule, "Five Kenyan peacekeepers were shot dead in their car on Monday.")
    (attack,) = [e for e in found if e.type is EventType.ASSAULT]
    assert not set(attack.actor) & set(attack.recipient)
    assert "five-kenyan-peacekeepers" in attack.recipient


def test_who_condemns_a_raid_together_is_neither_side(by_rule: ByRule) -> None:
    text = (
        "Sudan and Chad clashed on the border on Sunday. Egypt and Qatar condemned the raid. "
        "Kenya urged both sides to stop fighting."
    )
    (asked,) = [
        e for e in events(by_rule, text) if e.type is EventType.REQUEST and e.actor == ("ken",)
    ]
    assert set(asked.recipient) == {"sdn", "tcd"}


@pytest.mark.parametrize("words", ["lifted sanctions on", "eased its sanctions on"])
def test_who_lifts_sanctions_imposes_none(by_rule: ByRule, words: str) -> None:
    found = events(by_rule, f"Brazil {words} Chad on Monday.")
    assert [e.type for e in found] == [EventType.CONCEDE]


@pytest.mark.parametrize("verb", ["considering", "mulling", "contemplating"])
def test_sanctions_that_are_considered_are_not_imposed(extract: Extract, verb: str) -> None:
    text = f"France is {verb} sanctions on Mali. The rains have come early this year."
    found = extract(text)[1].events
    assert {e.status for e in found if e.type is EventType.SANCTION} <= {Status.POSSIBLE}


def test_sanctions_that_are_considered_are_possible(extract: Extract) -> None:
    text = "France is mulling sanctions on Mali. The rains have come early this year."
    found = extract(text)[1].events
    assert [(e.type, e.status) for e in found] == [(EventType.SANCTION, Status.POSSIBLE)]


def test_a_tour_of_the_own_country_meets_no_enemy(by_rule: ByRule) -> None:
    text = (
        "Chad and Sudan are at war over the border. Sudanese troops shelled a town in Chad in May. "
        "Chad's president visited the town of Abeche on Monday. "
    )
    assert [e.recipient for e in events(by_rule, text) if e.mode == "visit"] == [()]
