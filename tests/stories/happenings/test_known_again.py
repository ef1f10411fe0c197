"""Acts that articles misread, known again by what was hit and by their victims, and what keeps two acts apart."""

from __future__ import annotations

from dataclasses import replace

from happening_cases import BERGEN, OSLO, WHO, denial, event

from parley.records import EventType
from parley.records.joined import Who
from parley.stories.happenings.denials import answered, find_answers, find_denials
from parley.stories.happenings.happenings import find_happenings
from parley.stories.happenings.marks import marks_of
from parley.stories.happenings.sides import sides_of

VIDAR = {**WHO, "vidar": Who("i-vidar", "Vidar Lund", "person", "NOR", None)}
DOCKERS = {**WHO, "men": Who("i-men", "nine dockers", "group", "DNK", "CVL")}


def _of(account, who):
    return replace(account, who=who)


def _joined(*accounts) -> bool:
    return len(find_happenings(accounts)) == 1


def test_what_was_hit_outweighs_sides_that_are_misread() -> None:
    one = event(
        11, "Drones struck the refinery of Bergen overnight.", "struck", on=10, place=BERGEN
    )
    other = event(
        12, "Bergen's refinery burned after the attack, Denmark was told.", "attack",
        actor="", recipient="dnk", on=10, place=BERGEN,
    )  # fmt: skip
    school = event(
        12, "Bergen's school burned after the attack, Denmark was told.", "attack",
        actor="", recipient="dnk", on=10, place=BERGEN,
    )  # fmt: skip
    assert _joined(one, other)
    assert not _joined(one, school)


def test_a_victim_is_killed_once() -> None:
    one = _of(
        event(
            11, "Vidar Lund was shot dead in Oslo.", "shot", actor="", recipient="vidar", place=OSLO
        ),
        VIDAR,
    )
    other = event(
        12, "Police seek whoever killed the banker Vidar Lund.", "killed", actor="", recipient="dnk"
    )
    assert _joined(one, other)
    assert "same victim (Lund)" in find_happenings([one, other])[0].links[0].reason


def test_arrest_and_sentence_of_one_person_are_two() -> None:
    held = _of(
        event(
            10,
            "Norway arrested Vidar Lund in Oslo.",
            "arrested",
            EventType.COERCE,
            actor="nor",
            recipient="vidar",
        ),
        VIDAR,
    )
    tried = _of(
        event(
            11,
            "Norway sentenced Vidar Lund in Oslo.",
            "sentenced",
            EventType.COERCE,
            actor="nor",
            recipient="vidar",
        ),
        VIDAR,
    )
    assert not _joined(held, tried)


def test_what_is_weighed_what_comes_besides_and_by_night_are_marked() -> None:
    weighed = event(11, "Norway fears a possible strike on Bergen.", "strike")
    besides = event(11, "In addition, drones struck a depot by night.", "struck")
    assert marks_of(weighed).unreal
    assert marks_of(besides).further
    assert marks_of(besides).night
    assert marks_of(besides).things == {"depot"}


def test_sides_are_voted_on_by_state_and_names_go_before_descriptions() -> None:
    described = _of(event(11, "Nine dockers died in Bergen.", "died", recipient="men"), DOCKERS)
    named = event(12, "Icelandic drones struck Norway.", "struck")
    misread = event(13, "Denmark was told of the strike.", "strike", actor="dnk")
    actor, recipient = sides_of([described, named, misread], mutual=False, scene="NOR")
    assert [w.name for w in actor] == ["Iceland"]
    assert [w.name for w in recipient] == ["Norway"]


def test_a_denial_answers_what_another_article_lays_to_the_speaker() -> None:
    laid = event(11, "Icelandic drones struck the refinery of Bergen.", "struck", on=10)
    told = event(12, "The refinery of Bergen was struck.", "struck", actor="", on=10)
    no = denial(told, "isl", "Iceland denied any involvement.", "any involvement")
    assert find_denials([no], [told]) == []
    (link,) = find_answers([no], [told])
    assert (link.entry, link.to) == (no.entry, told.entry)
    assert list(answered([no, no], [told, laid])) == [no]
    assert list(answered([no], [told])) == []
