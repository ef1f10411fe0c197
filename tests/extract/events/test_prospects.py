"""Acts of force that are only talked of, and the dead of another attack beside them; invented reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Article, Event, EventType, Extraction, Status

Extract = Callable[[str], tuple[Article, Extraction]]

AHEAD = (Status.PLANNED, Status.POSSIBLE)


def attacks(extract: Extract, text: str) -> list[Event]:
    return [e for e in extract(text)[1].events if e.type is EventType.ASSAULT]


def test_a_strike_that_is_talked_of_throughout_took_place_nowhere(extract: Extract) -> None:
    text = (
        "France may strike Sudan, officials in Paris said on Monday. "
        "Parliament will vote on Thursday on a strike against Sudan. "
        "The French strike on Sudan divides the allies of France."
    )
    assert {e.status for e in attacks(extract, text)} == {Status.POSSIBLE}


def test_a_strike_that_took_place_did_so_wherever_it_is_named(extract: Extract) -> None:
    text = (
        "France bombed two airfields in Sudan on Monday. "
        "A second French strike on Sudan is possible, the general said. "
        "Critics of the French strike on Sudan say that nobody knows what will follow."
    )
    assert Status.ACTUAL in {e.status for e in attacks(extract, text)}


@pytest.mark.parametrize(
    "text",
    [
        "France may strike Sudan after a gas attack in Darfur that killed 900 people on 3 March.",
        "Parliament will vote on a French strike against Sudan over the gas attack in Darfur, which killed 900 people.",
        "India may bomb camps in Pakistan after a bombing in Pahalgam that killed 900 pilgrims.",
        "M23 rebels may attack Bukavu next, days after the fighting in Goma in which 900 people were killed.",
        "If Azerbaijan attacks Syunik, Armenia will call up reservists, as after the shelling that killed 900 people.",
    ],
)
def test_the_dead_are_of_what_happened(extract: Extract, text: str) -> None:
    found = attacks(extract, text)
    assert not any(e.tolls for e in found if e.status in AHEAD)
    assert [e.killed.best for e in found if e.killed is not None] == [900]


def test_the_dead_who_are_feared_are_of_what_is_feared(extract: Extract) -> None:
    text = "Israel is planning an attack on Rafah that could kill 3,000 people."
    (event,) = [e for e in attacks(extract, text) if e.tolls]
    assert event.status in AHEAD


def test_nobody_says_on_which_day_a_strike_would_be(by_rule: Extract) -> None:
    text = (
        "A gas attack in Darfur killed 900 people on 3 March. France is weighing a strike on Sudan. "
        "A French strike on Sudan is possible, officials said."
    )
    ahead = [e for e in attacks(by_rule, text) if e.status in AHEAD]
    assert ahead
    assert all(e.date.start is None for e in ahead)


def test_who_has_killed_has_struck(extract: Extract) -> None:
    text = (
        "The Security Council will vote on Friday on a resolution about the air strike on Pazigyi that killed 160 villagers. "
        "Myanmar's army carried out the strike."
    )
    (event,) = [e for e in attacks(extract, text) if e.tolls]
    assert event.status is Status.ACTUAL
    assert event.date.start is None or event.date.start.isoformat() <= "2025-03-12"


@pytest.mark.parametrize(
    "text",
    [
        "The European Union should strengthen sanctions against Belarus.",
        "Kenya called for the African Union to slap additional sanctions on Sudan.",
        "India's minister said that Nepal will not hesitate to tighten sanctions on Pakistan.",
        "Norway's envoy told reporters that Japan has the right to impose more sanctions on Myanmar.",
        "Any agreement needs to lift the sanctions on Syria.",
    ],
)
def test_what_is_wanted_or_open_to_one_is_not_done(extract: Extract, text: str) -> None:
    deeds = (EventType.SANCTION, EventType.AGREE)
    found = [e for e in extract(text)[1].events if e.type in deeds]
    assert not any(e.status is Status.ACTUAL for e in found)
