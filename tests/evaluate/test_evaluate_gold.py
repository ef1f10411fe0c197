"""The gold scorer on articles small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from parley.evaluate import gold
from parley.evaluate.measures import F1, Measure, Number, Share

TEXT = 'Arland\'s envoy Jon Dell said "we accept". Borland shelled the port, killing 4. Share this.'
ARLAND = {"key": "arl", "name": "Arland", "kind": "state", "country": "ARL", "sector": "GOV"}
BORLAND = {"key": "bor", "name": "Borland", "kind": "state", "country": "BOR", "sector": "GOV"}
DELL = {
    "key": "dell",
    "name": "Jon Dell",
    "kind": "person",
    "country": "ARL",
    "sector": "GOV",
    "names_in_text": ["Arland's envoy Jon Dell"],
}


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def statement(
    speaker: str | None = "dell", words: str = '"we accept"', form: str = "direct"
) -> Any:
    return {"speaker": speaker, "content": [span(words)], "form": form}


def event(**changes: Any) -> Any:
    base = {
        "type": "ASSAULT",
        "status": "actual",
        "actor": ["bor"],
        "recipient": ["arl"],
        "date": {"start": "2025-03-01", "end": "2025-03-01", "precision": "day"},
        "place": "the port",
        "killed": 4,
        "injured": None,
        "evidence": [span("Borland shelled the port, killing 4.")],
    }
    return {**base, **changes}


def article(**changes: Any) -> Any:
    base = {
        "id": "a",
        "text": TEXT,
        "furniture": [span("Share this.")],
        "actors": [ARLAND, BORLAND, DELL],
        "statements": [statement()],
        "events": [event()],
        "proposals": [
            {
                "mentions": [span("accept")],
                "steps": [{"step": "accepted", "by": ["arl"], "evidence": span('"we accept"')}],
            }
        ],
    }
    return {**base, **changes}


def score(predicted: Any, true: Any = None) -> dict[str, Measure]:
    return gold.measures([gold.tally(true or article(), predicted)])


def test_gold_against_itself_is_perfect() -> None:
    got = score(article())
    assert got.pop("events.calibration").value is None  # gold has no confidence
    for name, measure in got.items():
        want = 0.0 if name in {"events.swapped", "furniture.lost", "statements.indirect"} else 1.0
        assert measure.value == want, name


def test_an_article_without_prediction_counts_as_nothing_found() -> None:
    got = score(None)
    assert got["statements.found"] == F1(0, 0, 0, 1)
    assert got["events.status"].value is None
    assert got["actors.recall"] == Share(0, 1)


def test_content_must_share_half_of_its_characters() -> None:
    # "weaccept" with its marks has 10 characters of ink; "accept" covers 6 of them, "we 3.
    assert score(article(statements=[statement(words="accept")]))["statements.found"].value == 1
    assert score(article(statements=[statement(words='"we')]))["statements.found"].value == 0


def test_a_speaker_is_found_by_last_name_and_by_country_of_a_state_only() -> None:
    other = {**DELL, "key": "x", "name": "Jonathan Dell", "names_in_text": []}
    got = score(article(actors=[ARLAND, BORLAND, other], statements=[statement("x")]))
    assert got["statements.speaker"].value == 1
    assert score(article(statements=[statement("arl")]))["statements.speaker"].value == 0
    assert score(article(statements=[statement(None)]))["statements.speaker"].value == 0


def test_forms_are_counted_on_their_own_side() -> None:
    got = score(article(statements=[statement(form="indirect")]))
    assert got["statements.direct"] == F1(0, 0, 1, 1)
    assert got["statements.indirect"] == F1(1, 1, 0, 0)


def test_side_is_enough_for_the_actor_of_an_event() -> None:
    got = score(article(events=[event(recipient=["dell"])]))
    assert got["events.+both"].value == 1


def test_swapped_roles() -> None:
    got = score(article(events=[event(actor=["arl"], recipient=["bor"])]))
    assert got["events.type"].value == 1
    assert got["events.+actor"].value == 0
    assert got["events.swapped"] == Share(1, 1)
    assert got["events.status"] == Share(0, 0)


def test_mutual_acts_may_be_told_the_other_way_round() -> None:
    true = article(events=[event(type="CONSULT")])
    other = article(events=[event(type="CONSULT", actor=["arl"], recipient=["bor"])])
    got = score(other, true)
    assert got["events.+both"].value == 1
    assert got["events.swapped"] == Share(0, 0)


def test_fields_of_a_paired_event() -> None:
    changed = event(status="planned", date=None, place="the airfield", killed=5)
    got = score(article(events=[changed]))
    for field in ("status", "date", "place", "toll"):
        assert got[f"events.{field}"] == Share(0, 1), field
    assert score(article(events=[event(place="Port")]))["events.place"] == Share(1, 1)


def test_by_type_counts_gold_and_predicted_types() -> None:
    tallies = [gold.tally(article(), article(events=[event(type="COERCE")]))]
    missed, invented = F1(0, 0, 0, 1), F1(0, 1, 0, 0)
    assert gold.by_type(tallies) == {
        "ASSAULT": missed, "ASSAULT +actor": missed, "ASSAULT +both": missed,
        "COERCE": invented, "COERCE +actor": invented, "COERCE +both": invented,
    }  # fmt: skip


def test_an_event_is_right_by_type_and_evidence() -> None:
    # Its parties are wrong: its confidence is that there is such an event.
    sure = event(confidence=0.9, actor=["arl"], recipient=["bor"])
    other = event(confidence=0.3, type="COERCE")
    tallies = [gold.tally(article(), article(events=[sure, other]))]
    assert gold.calibrated(tallies).told == {0.3: (1, 0), 0.9: (1, 1)}
    # The bin of .9 is .1 away from 1, that of .3 is .3 away from 0.
    error = gold.measures(tallies)["events.calibration"]
    assert error == Number(pytest.approx(0.2), 2)


def test_steps_count_within_paired_proposals() -> None:
    step = {"step": "accepted", "by": ["bor"], "evidence": span('"we accept"')}
    got = score(article(proposals=[{"mentions": [span("accept")], "steps": [step]}]))
    assert got["proposals.found"].value == 1
    assert got["proposals.steps"].value == 0


def test_furniture_by_characters() -> None:
    got = score(article(furniture=[span("Share"), span("port")]))
    # "Sharethis." has 10 characters of ink, 5 of them found; 4 characters of body are lost.
    assert got["furniture"] == F1(5, 9, 5, 10)
    ink = sum(not c.isspace() for c in TEXT)
    assert got["furniture.lost"].value == pytest.approx(4 / (ink - 10))


def test_a_span_outside_the_text_is_not_verbatim() -> None:
    outside = {"speaker": "dell", "content": [span('"we accept"'), [80, 500]], "form": "direct"}
    assert score(article(statements=[outside]))["statements.verbatim"] == Share(1, 2)
