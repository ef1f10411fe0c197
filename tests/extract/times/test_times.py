"""Temporal expressions as a whole: tense, quotations, unknown days, what is no time, bounds."""

from __future__ import annotations

import time
from datetime import date

import pytest

from parley.extract.times.times import Times, find_times
from parley.spans import Span

PUBLISHED = date(2025, 3, 12)  # a Wednesday


def found(read, text, published=PUBLISHED):
    return {t.span.of(text): t for t in find_times(read(text), published)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The envoys signed the deal on Friday.", "2025-03-07"),
        ("The envoys will sign the deal on Friday.", "2025-03-14"),
        ("The envoys plan to sign the deal on Friday.", "2025-03-14"),
        ("The signing is set for Friday.", "2025-03-14"),
        ("The talks were postponed until Friday.", "2025-03-14"),
        ("He welcomes Friday's decision.", "2025-03-07"),
        ("They planned a rally on Friday.", "2025-03-14"),
        ("The guard has been silent since Friday.", "2025-03-07"),
    ],
)
def test_the_tense_decides_between_last_and_next_weekday(read, text, value):
    assert found(read, text)["Friday"].value == value


def test_a_quotation_counts_from_the_day_on_which_it_was_said(read):
    text = "In January the minister said: “We met on Tuesday.”"
    quotation = Span(text.index("“"), len(text))
    spoken = [(quotation, date(2025, 1, 16))]
    times = {t.span.of(text): t.value for t in find_times(read(text), PUBLISHED, spoken=spoken)}
    assert times == {"January": "2025-01", "Tuesday": "2025-01-14"}


def test_without_a_day_of_publication_relative_dates_stay_open(read):
    text = (
        "They met on Tuesday and on March 3. The war began in 2014. They signed on March 5, 2015."
    )
    times = found(read, text, None)
    for words in ("Tuesday", "March 3"):
        assert times[words].value is None
        assert times[words].when is None
        assert times[words].relative
    assert times["2014"].value == "2014"
    assert times["March 5, 2015"].value == "2015-03-05"
    assert not times["March 5, 2015"].relative


def test_a_date_counted_from_a_full_date_needs_no_publication(read):
    times = found(read, "They met on March 3, 2022. Two days later he resigned.", None)
    assert times["Two days later"].value == "2022-03-05"
    assert not times["Two days later"].relative


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        ("They met on Tuesday.", "Tuesday", "2025-03-11", "2025-03-11", "day"),
        ("They met last week.", "last week", "2025-03-03", "2025-03-09", "week"),
        ("They met earlier this week.", "earlier this week", "2025-03-10", "2025-03-12", "week"),
        ("They will meet later this week.", "later this week", "2025-03-12", "2025-03-16", "week"),
        ("They met in February.", "February", "2025-02-01", "2025-02-28", "month"),
        ("They met in 2014.", "2014", "2014-01-01", "2014-12-31", "year"),
        ("Drones struck overnight.", "overnight", "2025-03-11", "2025-03-12", "day"),
        (
            "It fell over the past two weeks.",
            "the past two weeks",
            "2025-02-26",
            "2025-03-12",
            "week",
        ),
    ],
)
def test_values_that_name_days_say_which(read, text, words, start, end, precision):
    when = found(read, text)[words].when
    assert when is not None
    assert (when.start, when.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert when.precision == precision
    assert when.span is not None
    assert when.span.of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The two sides may sign soon.",
        "Troops march towards the river.",
        "The six-year-old boy was unhurt.",
        "She won a second term.",
        "Three quarters of the seats are empty.",
        "They counted 2,014 shells.",
        "It costs $2014 each.",
    ],
)
def test_what_looks_like_a_time_and_is_none(read, text):
    assert found(read, text) == {}


def test_a_range_of_years_is_two_dates(read):
    times = found(read, "The truce held between 2014 and 2022.")
    assert [t.value for t in times.values()] == ["2014", "2022"]


def test_impossible_days_are_no_dates(read):
    times = found(read, "The form says 31/31/25 and February 30, 2024.")
    assert "31/31/25" not in times
    assert all(t.value != "2024-02-30" for t in times.values())


def test_a_day_of_publication_that_cannot_be_is_not_believed(read):
    assert found(read, "They met on Tuesday.", date(9999, 12, 31))["Tuesday"].value is None


def test_the_component_declares_what_it_needs():
    assert Times().requires == {"reading"}
    assert Times().assigns == {"times"}


def test_hostile_text_takes_bounded_time(read):
    reading = read("Tuesday the early late mid of March 3, " * 320 + "nothing.")
    began = time.process_time()
    find_times(reading, PUBLISHED)
    assert time.process_time() - began < 20


def test_a_century_dates_nothing_that_happens_in_it(read):
    (century,) = found(read, "It was the largest port of the 21st century.").values()
    (decade,) = found(read, "It was the largest port of the 1990s.").values()
    assert (century.value, century.when) == ("20", None)
    assert decade.when is not None
