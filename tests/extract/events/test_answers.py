"""Who makes an attack, and who the attack that it answers; invented reports of many conflicts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Article, EventType, Extraction

Extract = Callable[[str], tuple[Article, Extraction]]

ANSWERED = [
    ("Armenia shelled Azerbaijani positions in response to Azerbaijan's drone strikes.", "ARM AZE", "AZE ARM"),
    ("Iran fired missiles at Israel in response to the bombing of its consulate in Damascus.", "IRN ISR", "ISR IRN"),
    ("Rwandan troops attacked Congolese positions after Congo's shelling of Gisenyi.", "RWA COD", "COD RWA"),
    ("In response to an attack by India on its air bases, Pakistan struck military sites in India.", "PAK IND", "IND PAK"),
    ("Thailand bombed Cambodian positions to avenge an attack on its border posts.", "THA KHM", "KHM THA"),
]  # fmt: skip


def _pairs(extract: Extract, text: str) -> set[str]:
    _, extraction = extract(text)
    country = {a.key: a.country for a in extraction.actors}
    return {
        f"{country[e.actor[0]]} {country[e.recipient[0]]}"
        for e in extraction.events
        if e.type is EventType.ASSAULT and e.actor and e.recipient
    }


@pytest.mark.parametrize(("text", "answer", "answered"), ANSWERED)
def test_what_is_answered_is_of_the_other_side(
    extract: Extract, text: str, answer: str, answered: str
) -> None:
    assert _pairs(extract, text) == {answer, answered}


def test_who_reacts_to_an_attack_has_not_made_it(extract: Extract) -> None:
    text = (
        "China threatened to veto the resolution over the strike in Myanmar that killed 160 people."
    )
    _, extraction = extract(text)
    country = {a.key: a.country for a in extraction.actors}
    attackers = {
        country[k] for e in extraction.events if e.type is EventType.ASSAULT for k in e.actor
    }
    assert "CHN" not in attackers


def test_who_was_killed_after_a_strike_was_killed_by_it(extract: Extract) -> None:
    text = "At least 45 people were killed after Israeli air strikes on Khan Younis on Saturday."
    (event,) = [e for e in extract(text)[1].events if e.type is EventType.ASSAULT]
    assert [toll.best for toll in event.tolls.values()] == [45]
