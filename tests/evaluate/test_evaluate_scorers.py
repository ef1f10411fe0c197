"""The other scorers, on cases small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from parley.evaluate import pairs, places, quotes, stories, times
from parley.evaluate.measures import F1, Ink, Number, Share, interval, iou, one_to_one

TEXT = 'Ann said "no way". Bob fears a flood.'


def attribution(source: str, cue: str, content: str) -> dict[str, Any]:
    def spans(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    return {"source": spans(source), "cue": spans(cue), "content": spans(content)}


GOLD = {
    "id": "q",
    "text": TEXT,
    "attributions": [
        attribution("Ann", "said", '"no way"'),
        attribution("Bob", "fears", "a flood"),
    ],
}


def quote_scores(*found: dict[str, Any], **gold: Any) -> dict[str, F1]:
    got = quotes.measures([quotes.tally({**GOLD, **gold}, {"attributions": found})])
    return {name: m for name, m in got.items() if isinstance(m, F1)}


def test_ink_leaves_white_space_and_the_outside_out() -> None:
    ink = Ink("a b\u00a0c")
    assert ink.cover([[0, 5]]) == 0b10101
    assert ink.cover([[1, 99], [4, 5]]) == 0b10100
    assert ink.cover([[3, 2]]) == 0
    assert iou(0b0110, 0b0011) == pytest.approx(1 / 3)
    assert iou(0, 0) == 0


def test_one_to_one_takes_the_best_first() -> None:
    assert one_to_one([(0.5, 0, 0), (0.9, 1, 0), (0.4, 0, 1), (0.9, 1, 1)]) == [(1, 0), (0, 1)]


def test_quotes_against_themselves_are_perfect() -> None:
    assert {m.value for m in quote_scores(*GOLD["attributions"]).values()} == {1.0}


def test_a_stray_mark_costs_the_exact_unit_only() -> None:
    got = quote_scores(attribution("Ann", "said", "no way"), GOLD["attributions"][1])
    assert got["content exact"].value == 0.5
    assert got["content exact~"].value == 1
    # "noway" is all inside the gold unit of 7 characters, of which it covers 5.
    assert got["content partial"].precision == 1
    assert got["content partial"].recall == pytest.approx((5 / 7 + 1) / 2)


def test_direct_is_told_by_the_marks_on_each_side() -> None:
    got = quote_scores(attribution("Ann", "said", "no way"))
    assert got["attribution all"] == F1(1, 1, 1, 2)
    assert got["attribution direct"] == F1(0, 0, 1, 1)
    assert got["attribution indirect"] == F1(1, 1, 0, 1)


def test_sources_must_match() -> None:
    got = quote_scores(
        attribution("Bob", "said", '"no way"'), attribution("Bob fears", "", "flood")
    )
    # "Bob" is 3 of 8 characters of "Bobfears": they overlap and do not match.
    assert got["attribution all"].value == 0
    assert got["attribution/src_overlap all"] == F1(1, 2, 1, 2)
    assert got["attribution/content_only all"] == F1(2, 2, 2, 2)


def test_what_lies_in_discarded_text_is_left_out() -> None:
    whole = GOLD["attributions"][1]["content"]
    got = quote_scores(*GOLD["attributions"], discard=whole)
    assert got["attribution all"] == F1(1, 1, 1, 2)


def pair_scores(*labels: tuple[str, str | None]) -> Any:
    tallies = [pairs.tally({"label": want}, {"label": got}) for want, got in labels]
    return pairs.measures(tallies), pairs.by_type(tallies)


def test_pairs_fold_the_two_ways_of_yielding() -> None:
    got, _ = pair_scores(("YIELD", "CONCEDE"), ("RETREAT", "YIELD"))
    assert got["root"].value == 1
    assert got["accuracy"] == Share(2, 2)


def test_pairs_mean_over_classes_and_quads() -> None:
    got, kinds = pair_scores(
        ("ACCUSE", "ACCUSE"), ("ACCUSE", "REJECT"), ("ASSAULT", "ASSAULT"), ("AID", None)
    )
    # ACCUSE 2/3, REJECT 0, ASSAULT 1, AID 0; verbal and material conflict 1, material cooperation 0.
    assert got["root"] == Number(pytest.approx((2 / 3 + 1) / 4), 4)
    assert got["quad"] == Number(pytest.approx(2 / 3), 4)
    assert got["answered"] == Share(3, 4)
    assert list(kinds) == ["ACCUSE", "AID", "ASSAULT", "REJECT"]
    assert kinds["REJECT"] == F1(0, 1, 0, 0)


def timex(start: int, end: int, value: str = "2025-03", kind: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "value": value, "type": kind}


def time_scores(gold: list[Any], found: list[Any]) -> dict[str, Any]:
    return times.measures([times.tally({"timexes": gold}, {"timexes": found})])


def test_an_equal_span_goes_before_a_larger_overlap() -> None:
    found = [timex(0, 30, "P1D"), timex(0, 10)]
    got = time_scores([timex(0, 10), timex(20, 30, "P1D", "DURATION")], found)
    assert got["strict"] == F1(1, 2, 1, 2)
    assert got["relaxed"].value == 1
    assert got["value"].value == 1
    assert got["type"].value == 0.5


def test_each_expression_is_taken_once() -> None:
    got = time_scores([timex(0, 10), timex(5, 15)], [timex(0, 15)])
    assert got["relaxed"] == F1(1, 1, 1, 2)


def place(start: int, lat: float | None = 50.45, lon: float | None = 30.52, **more: Any) -> Any:
    return {"start": start, "end": start + 4, "lat": lat, "lon": lon, **more}


def test_places_are_near_within_161_km() -> None:
    # One degree of latitude is 111.2 km.
    gold = [place(0), place(10), place(20), place(30, None, None)]
    found = [place(0, 51.45), place(10, 52.45)]
    got = places.measures([places.tally({"places": gold}, {"places": found})])
    assert got["acc@161"] == Share(1, 3)
    assert got["resolved"] == Share(2, 3)
    assert got["mean"].value == pytest.approx(166.8, abs=0.1)
    assert "candidates" not in got
    assert "detected" not in got


def test_candidates_and_detected_places_where_they_are_given() -> None:
    found = {
        "places": [place(0, 10.0, 10.0, candidates=[[10.0, 10.0], [50.0, 30.0]])],
        "detected": [{"start": 0, "end": 4}, {"start": 12, "end": 20}, {"start": 50, "end": 60}],
    }
    got = places.measures([places.tally({"places": [place(0), place(10)]}, found)])
    assert got["candidates"] == Share(1, 2)
    assert got["detected"] == F1(1, 3, 1, 2)
    assert got["detected relaxed"] == F1(2, 3, 2, 2)


def test_no_place_at_all() -> None:
    got = places.measures([places.tally({"places": []}, None)])
    assert got["acc@161"].value is None
    assert got["mean"].value is None


def test_bcubed_by_hand() -> None:
    gold = [{"id": i, "event": e} for i, e in zip("abcd", "xxyy", strict=True)]
    found = {"a": {"story": "1"}, "b": {"story": "1"}, "c": {"story": "1"}}
    got = stories.measures(stories.tallies(gold, found))
    # Precision 2/3, 2/3, 1/3, 1; recall 1, 1, 1/2, 1/2.
    assert got["bcubed"].precision == pytest.approx(2 / 3)  # type: ignore[union-attr]
    assert got["bcubed"].recall == pytest.approx(3 / 4)  # type: ignore[union-attr]
    assert got["stories"].value == 2


def test_intervals_are_the_same_each_time_and_hold_the_value() -> None:
    tallies = [pairs.tally({"label": "AID"}, {"label": x}) for x in ["AID", "AID", "ACCUSE"] * 9]
    first, second = (interval(tallies, pairs.measures, 200) for _ in range(2))
    assert first == second
    low, high = first["accuracy"]
    assert 0.4 < low < 2 / 3 < high < 0.9
