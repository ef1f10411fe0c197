"""Scenes: where an act took place, of which another sentence tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Article, Event, Extraction

ByRule = Callable[[str], tuple[Article, Extraction]]


def places(found: tuple[Article, Extraction], kind: str) -> list[str | None]:
    """The names of the places of the events of a type, in order."""
    events: list[Event] = [e for e in found[1].events if e.type == kind]
    return [e.place.name if e.place else None for e in events]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Rebels shelled a market in Goma on Monday.", "ASSAULT", "Goma"),
        ("Sudan bombed Nyala on Monday.", "ASSAULT", "Nyala"),
        ("A Nyala hospital was bombed by Sudan on Monday.", "ASSAULT", "Nyala"),
        ("Kenya will host talks between Sudan and Chad.", "CONSULT", "Kenya"),
        ("Sudan's envoys met Chad's delegation on Friday in Nairobi, the capital of Kenya.", "CONSULT", "Nairobi"),
    ],
)  # fmt: skip
def test_places_in_the_clause(by_rule: ByRule, text: str, kind: str, place: str) -> None:
    assert place in places(by_rule(text), kind)


def test_talks_are_where_the_talks_were_said_to_be(by_rule: ByRule) -> None:
    found = by_rule(
        "Sudan and Chad held talks in Nairobi on Tuesday. Nobody else was there. "
        "Sudan and Chad agreed to open the border."
    )
    assert set(places(found, "AGREE")) == {"Nairobi"}


def test_who_speaks_somewhere_accuses_there(by_rule: ByRule) -> None:
    found = by_rule(
        "Sudan's foreign minister Ali Youssef said in Cairo on Monday that the road was open. "
        "Youssef accused Chad of sending weapons."
    )
    assert places(found, "ACCUSE") == ["Cairo"]


def test_a_call_has_no_place(by_rule: ByRule) -> None:
    found = by_rule("Kenya's president phoned the president of Chad from Nairobi on Monday.")
    assert places(found, "CONSULT") == [None]


def test_a_scene_of_another_sentence_is_inferred(by_rule: ByRule) -> None:
    found = by_rule(
        "Sudan and Chad held talks in Nairobi on Tuesday. Sudan and Chad agreed to open the border."
    )
    (deal,) = [e for e in found[1].events if e.type == "AGREE"]
    assert "place" in deal.inferred


def test_a_month_with_a_day_is_no_town(by_rule: ByRule) -> None:
    found = by_rule("Sudan attacked Chad on October 6 near the border.")
    assert "October 6" not in places(found, "ASSAULT")


def test_what_is_demanded_in_a_speech_is_demanded_where_it_was_held(by_rule: ByRule) -> None:
    found = by_rule(
        "Kenya's president William Ruto said on Monday that Sudan should stop the war. "
        '"Your war is a calamity," Ruto continued in the speech, which was delivered in Nairobi, the capital.'
    )
    assert "Nairobi" in places(found, "REQUEST")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Rwanda shelled Burundi on Monday. There was no comment from Kigali on the shelling.", "Burundi"),
        ("Chad and Sudan met in Nairobi on Sunday. Chad's foreign minister said that Chad had been bombarded by Sudan in a massive assault.", None),
        ("Speaking to reporters in Geneva, the president of Eritrea accused Ethiopia of killing many people in Monday's attack.", None),
    ],
)  # fmt: skip
def test_an_attack_is_not_where_it_is_talked_of(
    by_rule: ByRule, text: str, place: str | None
) -> None:
    assert places(by_rule(text), "ASSAULT") == [place]
