"""Counts of the dead told again are of the attack before them, not of another one; invented reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.extract.events.recounts import NEW, OLD, PLAIN, standing
from parley.extract.events.tolls import find_tolls
from parley.records import Article, EventType, Extraction

Extract = Callable[[str], tuple[Article, Extraction]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine people were killed in the strike on Goris.", [PLAIN]),
        ("The death toll from the strike on Goris rose to 54.", [NEW]),
        ("Deaths rise to 54 after a strike on Goris.", [NEW]),
        ("The number of people killed in the missile strike on the town of Goris has risen to 54.", [NEW]),
        ("Officials revised the number of wounded to 120.", [NEW]),
        ("Earlier reports had put the number of wounded at 30.", [OLD]),
        ("Officials had earlier said that 26 people were killed.", [OLD]),
        ("The ministry first said that 500 people had died, then revised the toll to 471.", [OLD, NEW]),
        ("Earlier, rescuers had reported four people killed.", [OLD]),
        ("The strikes killed 31 civilians.", [PLAIN]),
        ("An earlier strike killed 31 civilians.", [PLAIN]),
        ("Rescuers pulled five more bodies from the rubble.", [OLD]),
    ],
)  # fmt: skip
def test_how_a_count_stands_to_others(read, text: str, expected: list[int]) -> None:  # type: ignore[no-untyped-def]
    reading = read(text)
    found = [standing(h.toll, reading) for h in find_tolls(reading, 0, len(reading))]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "tolls"),
    [
        (
            "Azerbaijani missiles hit two apartment blocks in Goris on Friday, killing four people. "
            "The number of people killed in the missile strike on Goris has risen to 12, rescuers said.",
            {"killed": 12},
        ),
        (
            "Sudan's army bombed a market in El Fasher on Monday, killing 54 people. "
            "Officials had earlier said that 30 people were killed.",
            {"killed": 54},
        ),
        (
            "Indian missile strikes on Bahawalpur in Pakistan killed 26 people on Wednesday. "
            "Officials in Pakistan later raised the number of people killed to 31.",
            {"killed": 31},
        ),
    ],
)
def test_counts_told_again_make_no_second_attack(
    extract: Extract, text: str, tolls: dict[str, int]
) -> None:
    found = [e for e in extract(text)[1].events if e.type is EventType.ASSAULT]
    assert [{h: t.best for h, t in e.tolls.items()} for e in found] == [tolls]


def test_a_count_of_another_place_is_another_attack(extract: Extract) -> None:
    text = (
        "Russian missiles hit Kharkiv on Monday, killing four people. "
        "The death toll from Sunday's strike on Odesa rose to 12."
    )
    found = [e for e in extract(text)[1].events if e.type is EventType.ASSAULT]
    assert sorted(e.killed.best or 0 for e in found if e.killed) == [4, 12]


@pytest.mark.parametrize(
    ("told", "tolls"),
    [
        ("Iceland launched the largest attack of the war on Bergen, killing 12 people.", [12]),
        ("Iceland has killed 12 people in the course of the war, officials said.", [12, None]),
    ],
)
def test_the_largest_attack_of_the_war_is_one_attack(
    extract: Extract, told: str, tolls: list[int | None]
) -> None:
    _, found = extract(f"{told} Iceland launched 40 missiles at Bergen on Friday.")
    acts = [e for e in found.events if e.type is EventType.ASSAULT]
    assert [e.killed and e.killed.best for e in acts] == tolls


def test_words_that_only_point_back_mean_the_one_attack_told(extract: Extract) -> None:
    text = (
        "Icelandic missiles hit a port in Bergen on Friday, killing nine people. "
        "The mayor spoke of his grief. The schools of Norway stay closed. Shops are shut. Trains stand still. "
        "Nobody has slept, he said. The king is to speak. Foreign ministers denounced the attack."
    )
    _, found = extract(text)
    acts = [e for e in found.events if e.type is EventType.ASSAULT]
    assert [e.killed and e.killed.best for e in acts] == [9]
