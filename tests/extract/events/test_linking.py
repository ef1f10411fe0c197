"""Who acts and who is acted upon where the act's own words do not say; every article is invented."""

from __future__ import annotations

import pytest

from parley.extract.events.candidates import NOBODY, Candidate
from parley.extract.events.linking import Weights, sort_of, weights
from parley.records import EventType


def the(extraction, kind):
    """The last event of a type."""
    return [e for e in extraction.events if e.type == kind][-1]


def countries(extraction, keys):
    """The countries of actors."""
    actors = {a.key: a for a in extraction.actors}
    return {actors[k].country for k in keys}


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        # who is asked is the other side of the article
        (
            "Egypt accused Ethiopia of holding back the Nile. Ethiopia rejected the charge of Egypt. "
            "Egypt demanded that the gates of the dam be opened.",
            "REQUEST", "EGY", "ETH",
        ),
        # who is named stays, though another is named more often
        (
            "Egypt and Ethiopia quarrel over the Nile. Egypt accused Ethiopia of holding back water. "
            "Egypt thanked Sudan for its patience.",
            "SUPPORT", "EGY", "SDN",
        ),
    ],
)  # fmt: skip
def test_sides_are_found_beyond_the_sentence(by_rule, text, kind, actor, recipient):
    _, extraction = by_rule(text)
    event = the(extraction, kind)
    assert countries(extraction, event.actor) == {actor}
    assert countries(extraction, event.recipient) == {recipient}


def test_who_is_not_stated_is_said_to_be_inferred(by_rule):
    _, extraction = by_rule(
        "Egypt accused Ethiopia of holding back the Nile. Ethiopia rejected the charge of Egypt. "
        "Egypt demanded that the gates of the dam be opened."
    )
    assert "recipient" in the(extraction, "REQUEST").inferred
    assert "recipient" not in the(extraction, "ACCUSE").inferred


def test_nobody_is_on_both_sides(by_rule):
    _, extraction = by_rule(
        "Rockets hit a village in Chad on Monday. Two people died. Chad blamed Sudan for the attack. "
        "Talks between Chad and Sudan were called off, and the attacks went on."
    )
    for event in extraction.events:
        assert not set(event.actor) & set(event.recipient)


def test_weights_add_up_over_the_names_of_a_sort():
    known = Weights({
        ("actor", ""): {"near": 1.0}, ("actor", "ASSAULT"): {"near": 0.5, "far": -1.0},
        ("recipient", ""): {"near": 9.0},
    })  # fmt: skip
    assert known.of("actor", ("", "ASSAULT")) == {"near": 150, "far": -100}
    assert known.of("actor", ("", "AID")) == {"near": 100}


def test_chances_are_of_all_candidates_together():
    known = Weights({("actor", ""): {"near": 2.0}})
    found = [
        Candidate("RUS", ("rus",), frozenset({"near"})), Candidate(NOBODY, (), frozenset()),
    ]  # fmt: skip
    likely = known.chances(found, "actor", ("",))
    assert sum(likely) == pytest.approx(1)
    assert likely[0] > 0.85
    assert known.chances([], "actor", ("",)) == []


def test_every_weight_is_of_a_sort_of_act_that_there_is():
    groups = {
        "",
        "mutual",
        "ground",
        "deed",
        "speech",
        "by tagger",
        "by saying",
        "by verb",
        "by noun",
    }
    assert {sort for _, sort in weights().known} <= groups | {kind.value for kind in EventType}


def test_the_sort_of_an_act_names_its_type_and_how_it_was_found(by_rule):
    class Found:
        key = ("attack", "NOUN")

    assert sort_of(Found(), EventType.ASSAULT) == ("", "ASSAULT", "ground", "by noun")  # type: ignore[arg-type]


def test_who_was_killed_has_not_killed(by_rule):
    _, found = by_rule(
        "More than 400 people have been killed in the offensive, the governor said. Chad's army shelled Abeche."
    )
    for event in found.events:
        assert not any(k.startswith("400") for k in event.actor)


def test_who_tells_of_an_attack_has_not_made_it(by_rule):
    _, found = by_rule(
        "Eleven people were killed and 40 injured in Friday's strike on Abeche, Chad's governor Adam Nour said on "
        "Sunday. Chad accused Sudan of hitting homes."
    )
    attacks = [e for e in found.events if e.type == "ASSAULT" and e.killed]
    assert [str(e.date.start) for e in attacks] == ["2025-03-07"]
    assert not any({"nour", "tcd"} & set(e.actor) for e in attacks)
