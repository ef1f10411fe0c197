"""Which act a toll is of; invented reports of many conflicts."""

from __future__ import annotations

import pytest

from parley.records import Event, EventType, pack, unpack


def _told(extract, text: str) -> list[Event]:  # type: ignore[no-untyped-def]
    return [e for e in extract(text)[1].events if e.type in (EventType.ASSAULT, EventType.COERCE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "M23 rebels shelled Goma on Tuesday, killing nine people. The death toll rose to 14 on Wednesday.",
            {"killed": 14},
        ),
        (
            "An Israeli air strike on Khan Younis on Monday killed at least 10 Palestinians. The toll later climbed to 17.",
            {"killed": 17},
        ),
        (
            "Sudanese paramilitaries attacked Zamzam camp on Friday, killing a nurse and 20 patients. Some 40,000 fled to "
            "Tawila.",
            {"killed": 21, "displaced": 40_000},
        ),
        (
            "Hamas fighters attacked Israeli towns on 7 October, killing 1,200 people and taking 251 hostages.",
            {"killed": 1200, "captured": 251},
        ),
        (
            "An Israeli air strike hit a school in Gaza City on Monday. Twelve people were killed and 30 are missing.",
            {"killed": 12, "missing": 30},
        ),
        ("Israeli police arrested 40 Palestinians in Hebron on Monday.", {"captured": 40}),
        (
            "Iran fired missiles at Israel in response to the US airstrike that killed general Qasem Soleimani.",
            {"killed": 1},
        ),
        (
            "Russian missiles hit Kharkiv on Tuesday, killing five people. The death toll later rose to nine.",
            {"killed": 9},
        ),
        (
            "Sudanese general Karim Saleh was caught and killed by the Rapid Support Forces.",
            {"killed": 1},
        ),
        ("Russia released 22 badly wounded Ukrainian soldiers on Monday.", {}),
    ],
)
def test_tolls_of_attacks(extract, text: str, expected: dict[str, int]) -> None:  # type: ignore[no-untyped-def]
    found = [e for e in _told(extract, text) if e.tolls]
    assert {harm: toll.best for e in found for harm, toll in e.tolls.items()} == expected


def test_the_toll_of_a_war_is_of_no_single_act(extract) -> None:  # type: ignore[no-untyped-def]
    text = "Russia shelled Sumy on Monday. More than 12,000 people have been killed since the war began."
    shelling = next(e for e in _told(extract, text) if "killed" not in e.tolls)
    assert len(shelling.evidence) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Syrian government forces liberated Kafr Nabl on Friday. More than 400 people have been killed in the offensive.",
        "Israeli forces recaptured the village of Beit Sira. So far 300 people have been killed in the war.",
    ],
)
def test_who_died_in_a_campaign_did_not_die_in_one_act_of_it(extract, text: str) -> None:  # type: ignore[no-untyped-def]
    taken = _told(extract, text)[0]
    assert not taken.tolls


def test_the_dead_are_of_attacks_and_the_taken_of_arrests(extract) -> None:  # type: ignore[no-untyped-def]
    events = _told(extract, "Rebels abducted 40 villagers and killed three near Bunia.")
    assert {e.type: {h: t.best for h, t in e.tolls.items()} for e in events} == {
        EventType.COERCE: {"captured": 40},
        EventType.ASSAULT: {"killed": 3},
    }


def test_the_words_of_a_later_toll_are_evidence(extract) -> None:  # type: ignore[no-untyped-def]
    text = "M23 rebels shelled Goma on Tuesday, killing nine people. The death toll rose to 14 on Wednesday."
    event = _told(extract, text)[0]
    assert event.killed is not None
    assert event.killed.span is not None
    assert any(e.contains(event.killed.span) for e in event.evidence)


def test_records_of_before_have_no_other_tolls(extract) -> None:  # type: ignore[no-untyped-def]
    event = _told(extract, "A Russian missile killed nine people in Kharkiv on Tuesday.")[0]
    packed = pack(event)
    for harm in ("captured", "displaced", "missing"):
        del packed[harm]
    assert unpack(Event, packed) == event
