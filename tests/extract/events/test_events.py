"""Events: types, directions, status, and one entry for one act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Article, Extraction, Status

ByRule = Callable[[str], tuple[Article, Extraction]]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient", "status"),
    [
        ("Russia attacked Ukraine.", "ASSAULT", "rus", "ukr", "actual"),
        ("Ukraine was attacked by Russia.", "ASSAULT", "rus", "ukr", "actual"),
        ("France accused Iran of breaking the agreement.", "ACCUSE", "fra", "irn", "actual"),
        ("Turkey urged Syria to open the border.", "REQUEST", "tur", "syr", "actual"),
        ("Iran will meet France in Geneva on Friday.", "CONSULT", "irn", "fra", "planned"),
        ("Russia's attack on Ukraine went on.", "ASSAULT", "rus", "ukr", "actual"),
        ("Israel threatened Lebanon with new strikes.", "THREATEN", "isr", "lbn", "actual"),
        ("Norway thanked Qatar for its help.", "SUPPORT", "nor", "qat", "actual"),
    ],
)
def test_who_did_what_to_whom(extract, text, kind, actor, recipient, status) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(text + " Nothing else was reported on that long and quiet day.")
    found = [e for e in extraction.events if e.type == kind]
    assert len(found) == 1
    assert found[0].actor == (actor,)
    assert found[0].recipient == (recipient,)
    assert found[0].status == Status(status)


def test_the_terms_of_a_demand_are_no_event(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract("Poland urged Belarus to release the prisoners at the border.")
    assert [e.type for e in extraction.events] == ["REQUEST"]


def test_mentions_of_one_act_are_one_entry(extract) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Egypt condemned Ethiopia over the dam on Monday.\n\n"
        "It was the third time this year that Egypt condemned Ethiopia over the dam."
    )
    _, extraction = extract(text)
    accusations = [e for e in extraction.events if e.type == "ACCUSE"]
    assert len(accusations) == 1
    assert len(accusations[0].evidence) == 2


def test_a_toll_stands_with_its_attack(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(
        "A Russian missile attack killed one person and wounded at least nine in Kharkiv, Ukraine."
    )
    attacks = [e for e in extraction.events if e.type == "ASSAULT" and e.killed]
    assert len(attacks) == 1
    (attack,) = attacks
    assert attack.killed is not None
    assert attack.killed.best == 1
    assert attack.injured is not None
    assert (attack.injured.low, attack.injured.high) == (9, None)
    assert attack.actor == ("rus",)


def test_every_entry_is_pinned_to_its_sentence(extract) -> None:  # type: ignore[no-untyped-def]
    article, extraction = extract(
        "Jordan hosted Syria and Turkey for talks in Amman. “We agreed on most points,” the Jordanian "
        "foreign minister said. Turkey rejected the first draft of the agreement."
    )
    entries = [*extraction.events, *extraction.statements]
    assert entries
    for entry in entries:
        assert entry.evidence
        assert all(0 <= s.start < s.end <= len(article.text) for s in entry.evidence)
        assert 0 <= entry.confidence <= 1


def test_who_tells_of_an_act_affirms_it(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract("Ukraine accused Russia of shelling Kharkiv on Monday.")
    told = {e.type: e.asserted_by for e in extraction.events}
    assert told["ASSAULT"] == "ukr"
    assert told["ACCUSE"] is None


def test_an_attack_and_what_it_did_are_one_entry(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(
        "Seven people were killed in Israeli strikes on Tyre in Lebanon on Monday."
    )
    attacks = [e for e in extraction.events if e.type == "ASSAULT"]
    assert len(attacks) == 1
    assert attacks[0].actor == ("isr",)
    assert attacks[0].killed is not None
    assert attacks[0].killed.best == 7


def test_an_act_that_is_denied_and_affirmed_is_one(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(
        "Armenia said that Azerbaijan shelled Goris on Monday.\n\n"
        "Azerbaijan denied that it had shelled Goris."
    )
    attacks = [e for e in extraction.events if e.type == "ASSAULT"]
    assert [e.status for e in attacks] == [Status.ACTUAL]
    assert len(attacks[0].evidence) == 2


def test_speakers_together_act_together(extract) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract("France and Germany said that Iran must stop the enrichment.")
    (demand,) = [e for e in extraction.events if e.type == "REQUEST"]
    assert set(demand.actor) == {"fra", "deu"}
    assert demand.recipient == ("irn",)


def test_what_an_attack_answers_is_another_act(by_rule: ByRule) -> None:
    _, found = by_rule(
        "Chad struck nine camps on Wednesday in retaliation for an attack that killed 26 people in Abeche on Sunday."
    )
    tolls = [
        e.killed
        for e in found.events
        if e.type == "ASSAULT" and e.place and e.place.name != "Abeche"
    ]
    assert not any(tolls)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Chad did not deny that its troops were in Sudan.", []),
        ("Chad will meet Sudan's envoys in Abeche on Friday.", ["planned"]),
    ],
)
def test_statuses_of_plain_words(by_rule: ByRule, sentence: str, status: list[str]) -> None:
    _, found = by_rule(sentence)
    assert [str(e.status) for e in found.events if e.type in ("REJECT", "CONSULT")] == status


def test_the_occasion_dates_what_took_place_on_it_before_who_tells_of_it(by_rule: ByRule) -> None:
    _, found = by_rule(
        "Eleven people were killed in Friday's strike on Abeche, the governor said on Sunday."
    )
    (attack,) = [e for e in found.events if e.type == "ASSAULT"]
    assert str(attack.date.start) == "2025-03-07"


def test_letters_and_shuttles_are_contacts(by_rule: ByRule) -> None:
    _, letter = by_rule("Kenya's president sent a letter to the president of Chad last week.")
    _, shuttle = by_rule("The envoy of Qatar is shuttling between Chad and Sudan.")
    assert [str(e.type) for e in (*letter.events, *shuttle.events)] == ["CONSULT", "CONSULT"]


def test_what_was_shot_down_is_not_what_killed(by_rule: ByRule) -> None:
    _, found = by_rule(
        "Ethiopia said on Monday that it shot down 20 Eritrean drones overnight. Nine people were killed in Mekelle."
    )
    assert [e.killed and e.killed.best for e in found.events if e.type == "ASSAULT"] == [None, 9]


@pytest.mark.parametrize(
    "text",
    [
        "Relatives mourned three men shot dead in Goma on Monday.",
        "Three men shot and killed in Goma on Monday were named.",
        "Three men gunned down in Goma were buried on Monday.",
    ],
)
def test_who_was_shot_has_not_shot(by_rule: ByRule, text: str) -> None:
    _, found = by_rule(text)
    (attack,) = [e for e in found.events if e.type == "ASSAULT"]
    assert attack.recipient == ("three-men",)


def test_who_was_killed_is_whom_the_pronoun_means(by_rule: ByRule) -> None:
    _, found = by_rule(
        "Andre Mbeki, the former Kenyan lawmaker who was killed in Goma on Monday, was mourned."
    )
    (attack,) = [e for e in found.events if e.type == "ASSAULT"]
    assert attack.recipient == ("mbeki",)
    assert attack.killed is not None


def test_what_rebels_did_is_no_part_of_what_their_state_did(by_rule: ByRule) -> None:
    _, extraction = by_rule(
        "The Sudanese army shelled Khartoum on Monday, killing 40 people. "
        "A video showed Sudanese rebels executing seven prisoners."
    )
    deeds = {e.actor: e.killed.best for e in extraction.events if e.type == "ASSAULT" and e.killed}
    assert deeds == {("sdn",): 40, ("sudanese-rebels",): 7}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("During the day Erdogan talks about negotiations, then he bombs Syria by night.", False),
        ("Erdogan talked to Assad about peace on Monday.", True),
        ("Erdogan and Assad talked about peace in Geneva.", True),
    ],
)
def test_who_talks_about_talks_has_not_met(extract, text: str, held: bool) -> None:  # type: ignore[no-untyped-def]
    _, extraction = extract(text + " Nothing else was reported on that long and quiet day.")
    assert any(e.type == "CONSULT" for e in extraction.events) == held
