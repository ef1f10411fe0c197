"""English words of numbers and of the calendar."""

from __future__ import annotations

from parley.language.calendar import CALENDAR_NAMES, MONTHS, SHORT_MONTHS, WEEKDAYS
from parley.language.numerals import NUMERALS


def test_numerals() -> None:
    assert (NUMERALS["one"], NUMERALS["nineteen"], NUMERALS["twenty"]) == (1, 19, 20)
    assert NUMERALS["ninety"] == 90
    assert len(NUMERALS) == 27


def test_months_and_weekdays_by_name_and_abbreviation() -> None:
    assert {MONTHS[w] for w in ("september", "sept", "sep")} == {9}
    assert {WEEKDAYS[w] for w in ("thursday", "thurs", "thu")} == {3}
    assert (SHORT_MONTHS[0], SHORT_MONTHS[11]) == ("Jan", "Dec")
    assert len(CALENDAR_NAMES) == 19
