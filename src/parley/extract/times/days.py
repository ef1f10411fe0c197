"""What the rules of days mean: calendar days, weekdays, parts of the day, clocks, holidays.

Every public function takes the named groups of a match (lower case, one blank between words; ``""`` for a group
that took no part; ``"all"`` is the whole match) and the setting, and returns a value, or None where the words do not
name a time after all. It raises ``NotDated`` where the value hangs on a day that is not known.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable
from datetime import date
from typing import Final

from parley.extract.times.values import (
    Setting,
    Value,
    Words,
    day_value,
    easter,
    nth_weekday,
    shift,
    week_value,
    year_value,
)
from parley.extract.times.words import (
    AHEAD,
    BACK,
    EASTER_HOLIDAYS,
    HOLIDAYS,
    NTH_HOLIDAYS,
    PARTS,
)
from parley.language.calendar import MONTHS, WEEKDAYS

NEAR: Final = 90
"""Days: a day without a year so near to publication is that one, whatever the tense. Swept 0 to 150 on
half of TimeBank and AQUAINT."""

_WORD = re.compile(r"[^\W\d_]+|\d+")


def _day(words: str, at: Setting) -> date | None:
    """The day that an expression of one day names, in any of its shapes."""
    parts = [w if w in WEEKDAYS else w.removesuffix("s") for w in _WORD.findall(words)]
    month = next((MONTHS[w] for w in parts if w in MONTHS), None)
    numbers = [int(w) for w in parts if w.isdigit()]
    year = next((n for n in numbers if n > 31), None)
    dom = next((n for n in numbers if n <= 31), None)
    try:
        if month and dom:
            return date(year, month, dom) if year else _nearest_day(month, dom, at)
        if len(numbers) == 3:
            return date(*numbers)
    except ValueError:
        return None
    for word, offset in (("yesterday", -1), ("today", 0), ("tonight", 0), ("tomorrow", 1)):
        if word in parts:
            return shift(at.today, offset, "D")
    weekday = next((WEEKDAYS[w] for w in parts if w in WEEKDAYS), None)
    return None if weekday is None else _weekday(weekday, parts, at)


def _weekday(weekday: int, parts: list[str], at: Setting) -> date:
    """The weekday nearest to publication on the side that "last", "next" or the tense says."""
    back = (at.today.weekday() - weekday) % 7
    ahead = (weekday - at.today.weekday()) % 7
    if "previous" in parts or "preceding" in parts:
        then = then_day(at)
        return shift(then, -((then.weekday() - weekday) % 7 or 7), "D")
    if {"last", "past"} & set(parts):
        return shift(at.today, -(back or 7), "D")
    if {"next", "coming", "following"} & set(parts):
        return shift(at.today, ahead or 7, "D")
    looks_ahead = at.tense in ("future", "present") or "this" in parts
    return shift(at.today, ahead if looks_ahead else -back, "D")


def _nearest_day(month: int, dom: int, at: Setting) -> date:
    """The day without a year that is meant; 29 February falls into a leap year."""
    years = [y for y in _years_around(at) if (month, dom) != (2, 29) or isleap(y)]
    return _nearest([date(y, month, dom) for y in years], at)


def _years_around(at: Setting) -> range:
    """The year of publication with four years on either side."""
    return range(at.today.year - 4, at.today.year + 5)


def _nearest(days: Iterable[date], at: Setting, *, near: int = NEAR) -> date:
    """The day nearest to publication; if it is farther than ``near``, on the side of the tense."""
    ranked = sorted(days, key=lambda d: abs((d - at.today).days))
    if abs((ranked[0] - at.today).days) <= near:
        return ranked[0]
    for day in ranked[:2]:
        off = (day - at.today).days
        if (at.tense == "past" and off <= 0) or (at.tense == "future" and off >= 0):
            return day
    return ranked[0]


def the_day(words: Words, at: Setting) -> Value | None:
    """One day: "March 11, 2025", "11 March", "Tuesday", "yesterday"."""
    day = _day(words["all"], at)
    return day_value(day) if day else None


def slash_day(words: Words, at: Setting) -> Value | None:
    """``3/11/25``, month first unless it cannot be."""
    a, b, y = int(words["a"]), int(words["b"]), int(words["y"])
    if len(words["y"]) == 2:
        y += 2000 if y < 50 else 1900
    month, dom = (b, a) if a > 12 else (a, b)
    try:
        return day_value(date(y, month, dom))
    except ValueError:
        return None


def range_end(words: Words, at: Setting) -> Value | None:
    """The second day of "March 3 to 5", "3-5 March", "March 3 and 4"."""
    year = f" {words['year']}" if words["year"] else ""
    return the_day({"all": f"{words['month']} {words['dom']}{year}"}, at)


def part_of_day(words: Words, at: Setting) -> Value | None:
    """ "Wednesday night", "yesterday morning", "this evening", "overnight"."""
    part = PARTS[words["part"]]
    if words["all"] == "overnight" and at.tense in ("past", None):
        return _night_before(at.today)
    if words["day"]:
        day = _day(words["day"], at)
    else:
        day = shift(at.today, -1 if words["rel"] == "last" else 0, "D")
    return day_value(day, part) if day else None


def _night_before(day: date) -> Value:
    """The night into a day, which begins on the evening before."""
    return day_value(shift(day, -1, "D"), "NI")._replace(end=day)


def clock(words: Words, at: Setting) -> Value | None:
    """ "3 p.m. EST", "10:35 a.m. Friday", "noon Thursday"."""
    day = _day(words["day"], at) if words["day"] else then_day(at)
    text, hours = words["clock"], re.findall(r"\d{1,2}", words["clock"])
    if day is None:
        return None
    if not hours:
        return day_value(day, PARTS[text])
    hour, minute = int(hours[0]), int(hours[1]) if len(hours) > 1 else 0
    if re.search(r"p\.? ?m|afternoon|evening|night", text) and hour < 12:
        hour += 12
    elif re.search(r"a\.? ?m|morning", text) and hour == 12:
        hour = 0
    return day_value(day, f"{hour:02d}:{minute:02d}") if hour <= 24 else None


def night_into(words: Words, at: Setting) -> Value | None:
    """ "overnight on May 24": the night that ends on that day, unless it lies ahead."""
    day = _day(words["day"], at)
    return _night_before(day) if day else None


def week_of(words: Words, at: Setting) -> Value | None:
    """ "the week of March 3"."""
    day = _day(words["day"], at)
    return week_value(day) if day else None


def that_day(words: Words, at: Setting) -> Value | None:
    """A day beside the one named last: "that day", "the next day", "the morning after"."""
    near = set(words["all"].split())
    day = shift(then_day(at), -1 if BACK & near else 1 if AHEAD & near else 0, "D")
    part = words["part"]
    return day_value(day, PARTS[part] if part else "")


def then_day(at: Setting) -> date:
    """The day named last; that of publication where the last date was no day."""
    last = at.last
    return last.start if last and last.start and last.precision == "day" else at.today


def holiday(words: Words, at: Setting) -> Value | None:
    """Christmas, Easter, Election Day: in the year nearest to publication."""
    name = words["name"].replace("’", "'")
    if words["year"]:
        return day_value(_holiday_in(name, int(words["year"])))
    return day_value(_nearest([_holiday_in(name, y) for y in _years_around(at)], at, near=0))


def _holiday_in(name: str, year: int) -> date:
    """The day of a holiday in a year."""
    if name in HOLIDAYS:
        return date(year, *HOLIDAYS[name])
    if name in EASTER_HOLIDAYS:
        return shift(easter(year), EASTER_HOLIDAYS[name], "D")
    month, weekday, n = NTH_HOLIDAYS[name]
    day = nth_weekday(year, month, weekday, n)
    return shift(day, 1, "D") if name == "election day" and day.day == 1 else day


def moon_holiday(words: Words, at: Setting) -> Value | None:
    """Ramadan, Passover: marked, its days unknown but for the year where it is named."""
    return year_value(int(words["year"])) if words["year"] else Value("XXXX")


def september_11(words: Words, at: Setting) -> Value | None:
    """ "9/11"."""
    return day_value(date(2001, 9, 11))
