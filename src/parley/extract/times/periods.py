"""What the rules of longer stretches mean: weeks to centuries, lengths, sets, and what has no date.

Every public function takes the named groups of a match (lower case, one blank between words; ``""`` for a group
that took no part; ``"all"`` is the whole match) and the setting, and returns a value, or None where the words do not
name a time after all. It raises ``NotDated`` where the value hangs on a day that is not known.
"""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Final

from parley.extract.times.values import (
    COARSE,
    Setting,
    Value,
    Words,
    century_value,
    day_value,
    decade_value,
    duration,
    month_value,
    months_value,
    period,
    quarter_value,
    season_value,
    shift,
    year_value,
)
from parley.extract.times.words import (
    AHEAD,
    BACK,
    DECADES,
    ORDINALS,
    PARTS,
    SEASON_STARTS,
    SEASONS,
    number_of,
    unit_of,
)
from parley.language.calendar import MONTHS, WEEKDAYS

NEAR_MONTHS: Final = 2
"""Months: a month so near ahead is not last year's, even under a verb in the past. Swept 0 to 4 on
TimeBank and AQUAINT."""


def the_month(words: Words, at: Setting) -> Value | None:
    """ "March 2025", "last March", "early March", "March"."""
    month = MONTHS[words["month"].rstrip(".")]
    if words["year"]:
        return month_value(int(words["year"]), month)
    return month_value(_year_of(month, 1, words, at), month)


def _year_of(month: int, count: int, words: Words, at: Setting) -> int:
    """The year of ``count`` months from ``month`` on, by "last", "next", "this" or the tense."""
    now = at.today.month
    rel = words["rel"].rpartition(" ")[2].removeprefix("the")
    if words["y_rel"]:
        return at.today.year + (-1 if words["y_rel"] in BACK else words["y_rel"] in AHEAD)
    if rel in BACK:
        return at.today.year - (month + count - 1 >= now)
    if rel in AHEAD:
        return at.today.year + (month <= now)
    if rel:
        return at.today.year
    if at.tense == "past":
        return at.today.year - (month > now + NEAR_MONTHS) + (now + NEAR_MONTHS - 12 >= month)
    if at.tense == "future":
        return at.today.year + (month + count - 1 < now)
    return at.today.year - (month - now > 6) + (now - month > 6 and count == 1)


def the_year(words: Words, at: Setting) -> Value | None:
    """ "2025", "the end of 1990", "fiscal 1989", "'89"."""
    year = int(words["year"])
    if year < 100:
        year += 1900 if year >= 30 else 2000
    return year_value(year)


def spelt_year(words: Words, at: Setting) -> Value | None:
    """ "nineteen ninety-seven", "two thousand five"."""
    head, _, tail = words["all"].removeprefix("the year ").replace("-", " ").partition(" ")
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "two": 2000}[head]
    rest = tail.removeprefix("hundred").removeprefix("thousand").removeprefix(" and")
    return year_value(hundreds + int(number_of(rest)))


def the_decade(words: Words, at: Setting) -> Value | None:
    """ "the 1980s", "the '80s", "the mid-nineties"."""
    text = words["decade"].strip("'’")
    digits = text.rstrip("s'’")
    first = int(digits) if digits.isdigit() else DECADES[text]
    if first < 100:
        first += 1900 if first >= 20 else 2000
    return decade_value(first)


def the_century(words: Words, at: Setting) -> Value | None:
    """ "the 20th century", "the nineteenth century"."""
    digits = re.match(r"\d+", words["nth"])
    spelt = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    number = int(digits[0]) if digits else spelt[words["nth"]]
    return century_value(number) if number else None


def the_quarter(words: Words, at: Setting) -> Value | None:
    """ "the third quarter (of 2024)", "this year's second quarter", "Q3 2024"."""
    if not words["nth"]:
        return _same_quarter(words, at)
    quarter = ORDINALS.get(words["nth"]) or int(words["nth"][-1])
    year = int(words["year"]) if words["year"] else None
    if words["ago"]:
        year = at.today.year - 1
    if year is None and not words["y_rel"]:
        # News of a quarter comes after it has begun, unless it looks ahead.
        begun = 3 * quarter - 2 <= at.today.month
        year = at.today.year - (not begun and at.tense != "future")
    if year is None:
        year = _year_of(3 * quarter - 2, 3, words, at)
    return quarter_value(year, quarter)


def _is_quarter(value: Value) -> bool:
    return re.fullmatch(r"\d{4}-Q\d", value.value) is not None


def _same_quarter(words: Words, at: Setting) -> Value | None:
    """ "last year's quarter", "the year-ago quarter": that of the last one named, or just ended."""
    ended = period(shift(at.today, -1, "Q"), "Q").start
    assert ended is not None
    quarter = at.last.start if at.last and _is_quarter(at.last) and at.last.start else ended
    year = int(words["year"]) if words["year"] else ended.year - 1
    return quarter_value(year, (quarter.month + 2) // 3)


def the_half(words: Words, at: Setting) -> Value | None:
    """ "the first half of 2025"."""
    half = 1 if words["nth"] == "first" else 2
    year = int(words["year"]) if words["year"] else _year_of(6 * half - 5, 6, words, at)
    return months_value(f"{year:04d}-H{half}", year, 6 * half - 5, 6)


def the_season(words: Words, at: Setting) -> Value | None:
    """ "summer 2024", "last fall", "this spring"."""
    season = SEASONS[words["season"]]
    if words["year"]:
        return season_value(int(words["year"]), season)
    return season_value(
        _year_of(SEASON_STARTS[season], 1 if season == "WI" else 3, words, at), season
    )


# -- relative to publication ------------------------------------------------------------------------


def known_unit(words: Words, at: Setting) -> Value | None:
    """ "the quarter", "the week": the one named last, or the one that the tense means."""
    unit = "Y" if words["year_unit"] else unit_of(words["unit"])
    if unit == "Q":
        last = at.last
        return last if last and _is_quarter(last) else period(shift(at.today, -1, "Q"), "Q")
    back = unit == "WE" and at.tense != "future" and at.today.weekday() < 5
    return period(shift(at.today, -7 * back, "D"), unit)


def whole_year(words: Words, at: Setting) -> Value | None:
    """ "the year ended March 31"."""
    return Value("P1Y")


def this_unit(words: Words, at: Setting) -> Value | None:
    """ "last month", "this week", "next year", "the current quarter", "that year"."""
    unit, rel = unit_of(words["unit"]), words["rel"]
    anaphoric = rel in ("that", "the same", "same", "following", "previous", "preceding")
    day = (at.then.start or at.today) if anaphoric else at.today
    value = period(shift(day, -1 if rel in BACK else rel in AHEAD, unit), unit)
    side = words["all"].partition(" ")[0]
    if rel == "this" and side == "earlier":
        return value._replace(end=at.today)
    return value._replace(start=at.today) if rel == "this" and side == "later" else value


def units_ago(words: Words, at: Setting) -> Value | None:
    """ "two days ago", "a year ago", "three weeks from now"."""
    unit = unit_of(words["unit"])
    if words["all"] == "a year ago" and at.last and _is_quarter(at.last):
        return _same_quarter(words, at)
    sign = 1 if words["side"] in ("from now", "from today", "in", "hence") else -1
    return _moved(at.today, sign * number_of(words["n"]), unit)


def _moved(day: date, number: float, unit: str) -> Value:
    if unit[0] == "T":
        return day_value(day)
    moved = shift(day, number, unit)
    if unit == "D":
        return day_value(moved)
    return period(moved, "Y" if unit in ("DE", "CE", "ML") else unit)


def units_later(words: Words, at: Setting) -> Value | None:
    """ "two days later", "a year earlier": counted from the date named last."""
    unit = unit_of(words["unit"])
    sign = -1 if words["side"] in ("earlier", "before", "previously", "prior") else 1
    then, start = at.then, at.then.start or at.today
    moved = shift(start, sign * number_of(words["n"]), unit)
    if words["all"] == "a year earlier" and _is_quarter(then):
        return _same_quarter(words, at)
    if unit == "Y" and then.precision == "month":
        return period(moved, "M")
    exact = unit in ("D", "W") and then.precision == "day"
    return day_value(moved) if exact else period(moved, unit)


def year_ago(words: Words, at: Setting) -> Value | None:
    """ "the year-ago quarter", "a year-earlier loss"."""
    if words["unit"]:
        return _same_quarter(words, at)
    return year_value(at.today.year - 1)


def latest(words: Words, at: Setting) -> Value | None:
    """ "the latest quarter", "the latest fiscal year": the last that has ended."""
    unit = "Q" if words["unit"] == "period" else unit_of(words["unit"])
    return period(shift(at.today, -1, unit), unit)


def year_end(words: Words, at: Setting) -> Value | None:
    """ "year-end" is a day, "the end of the year" is not."""
    if "year-end" in words["all"]:
        return day_value(date(at.today.year, 12, 31))
    return year_value(at.today.year)


# -- what has no place in the calendar --------------------------------------------------------------


def past_ref(words: Words, at: Setting) -> Value | None:
    """ "recently", "the past", "previously"."""
    return Value("PAST_REF")


def present_ref(words: Words, at: Setting) -> Value | None:
    """ "now", "currently", "at this moment"."""
    return Value("PRESENT_REF")


def future_ref(words: Words, at: Setting) -> Value | None:
    """ "the future", "as soon as possible", "one day" where the verb looks ahead."""
    if words["all"] == "one day" and at.tense != "future":
        return None
    return Value("FUTURE_REF")


# -- durations and sets -----------------------------------------------------------------------------


def length(words: Words, at: Setting) -> Value | None:
    """ "for three years", "a 30-day truce", "several weeks": with "past" or "next" its days too."""
    unit = unit_of(words["unit"])
    vague = not words["n"]
    number = None if vague else number_of(words["n"]) + 0.5 * ("and a half" in words["all"])
    if "couple" in words["few"]:
        number = 2
    value = duration(number, unit)
    rel = words["rel"]
    if number is None or at.published is None or not rel:
        return Value(value)
    if unit == "TH":  # the past 24 hours began yesterday
        number, unit = math.ceil(number / 24), "D"
    other = shift(at.today, (1 if rel in AHEAD else -1) * number, unit)
    return Value(value, min(other, at.today), max(other, at.today), COARSE[unit])


def past_day(words: Words, at: Setting) -> Value | None:
    """ "over the past day": since yesterday."""
    return Value("P1D", shift(at.today, -1, "D"), at.today, "day")


def long_while(words: Words, at: Setting) -> Value | None:
    """ "a while", "some time", "a long time"."""
    return Value("PXX")


def every_unit(words: Words, at: Setting) -> Value | None:
    """ "every day", "each year", "every two weeks"."""
    number = number_of(words["n"]) if words["n"] else 1
    if words["few"] == "other":
        number = 2
    return Value(duration(number, unit_of(words["unit"])))


def every_named(words: Words, at: Setting) -> Value | None:
    """ "every Tuesday", "Monday nights", "each summer", "every morning"."""
    part = PARTS[words["part"].rstrip("s")] if words["part"] else ""
    tail = f"T{part}" if part else ""
    name = (words["name"] or words["weekday"]).rstrip("s")
    if name in WEEKDAYS:
        return Value(f"XXXX-WXX-{WEEKDAYS[name] + 1}{tail}")
    if name in SEASONS:
        return Value(f"XXXX-{SEASONS[name]}")
    if name in MONTHS:
        return Value(f"XXXX-{MONTHS[name]:02d}")
    return Value(f"XXXX-XX-XXT{PARTS[name]}") if name in PARTS else Value("XXXX-WXX-WE")


def adverb(words: Words, at: Setting) -> Value | None:
    """ "daily", "weekly", "annually", "twice a month"."""
    unit = {
        "hourly": "TH", "daily": "D", "nightly": "D", "weekly": "W", "monthly": "M",
        "yearly": "Y", "annually": "Y",
    }.get(words["unit"]) or unit_of(words["unit"])  # fmt: skip
    return Value(duration(1, unit))
