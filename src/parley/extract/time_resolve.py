"""What the rules of :mod:`parley.extract.time_rules` mean: words and setting → value.

Every function takes the named groups of a match (lower case, one blank between words; ``""`` for a group
that did not take part; ``"all"`` is the whole match) and the setting, and returns a value, or None where
the words do not name a time after all. It raises ``NotDated`` where the value hangs on an unknown day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from parley.extract.time_values import (
    COARSE,
    Setting,
    Value,
    century_value,
    day_value,
    decade_value,
    divmod_month,
    duration,
    easter,
    month_value,
    months_value,
    nth_weekday,
    period,
    quarter_value,
    season_value,
    shift,
    week_value,
    year_value,
)
from parley.extract.time_words import (
    DECADES,
    EASTER_HOLIDAYS,
    HOLIDAYS,
    MONTHS,
    NTH_HOLIDAYS,
    ORDINALS,
    PARTS,
    SEASONS,
    WEEKDAYS,
    number_of,
    unit_of,
)

Words = Mapping[str, str]
Resolver = Callable[[Words, Setting], Value | None]

BACK = frozenset(("last", "past", "previous", "preceding", "prior", "before", "earlier"))
NEAR = 90
"""Days: a day without a year so near to publication is that one, whatever the tense. Swept 0 to 150 on
half of TimeBank and AQUAINT."""
NEAR_MONTHS = 2
"""Months: a month so near ahead is not last year's, even under a verb in the past."""
AHEAD = frozenset(("next", "coming", "following", "upcoming", "after", "later", "forthcoming"))


# -- days ------------------------------------------------------------------------------------------


def _day(words: str, at: Setting) -> date | None:
    """The day that an expression of one day names, in any of its shapes."""
    parts = re.findall(r"[^\W\d_]+|\d+", words)
    month = next((MONTHS[w] for w in parts if w in MONTHS), None)
    numbers = [int(w) for w in parts if w.isdigit()]
    year = next((n for n in numbers if n > 31), None)
    dom = next((n for n in numbers if n <= 31), None)
    try:
        if month and dom:
            return date(year, month, dom) if year else _nearest_day(month, dom, at)
        if year and len(numbers) == 3:
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
        then = _then_day(at)
        return shift(then, -((then.weekday() - weekday) % 7 or 7), "D")
    if {"last", "past"} & set(parts):
        return shift(at.today, -(back or 7), "D")
    if {"next", "coming", "following"} & set(parts):
        return shift(at.today, ahead or 7, "D")
    return shift(
        at.today, ahead if at.tense in ("future", "present") or "this" in parts else -back, "D"
    )


def _nearest_day(month: int, dom: int, at: Setting) -> date | None:
    """The day without a year: nearest to publication, on the side that the tense says."""
    days = [
        date(year, month, dom)
        for year in range(at.today.year - 4, at.today.year + 5)
        if (month, dom) != (2, 29) or year % 4 == 0
    ]
    ranked = sorted(days, key=lambda d: abs((d - at.today).days))
    if abs((ranked[0] - at.today).days) <= NEAR:
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


def iso_day(words: Words, at: Setting) -> Value | None:
    """``2025-03-11``."""
    return the_day(words, at)


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
    day = _day(words["day"], at) if words["day"] else _then_day(at)
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


def that_day(words: Words, at: Setting) -> Value | None:
    """A day beside the one named last: "that day", "the next day", "the morning after"."""
    near = set(words["all"].split())
    day = shift(_then_day(at), -1 if BACK & near else 1 if AHEAD & near else 0, "D")
    part = words["part"]
    return day_value(day, PARTS[part] if part else "")


def _then_day(at: Setting) -> date:
    """The day named last; that of publication where the last date was no day."""
    last = at.last
    return last.start if last and last.start and last.precision == "day" else at.today


# -- months, years and what lies between ------------------------------------------------------------


def the_month(words: Words, at: Setting) -> Value | None:
    """ "March 2025", "last March", "early March", "March"."""
    month = MONTHS[words["month"].rstrip(".")]
    if words["year"]:
        return month_value(int(words["year"]), month)
    return month_value(_year_of(month, 1, words, at), month)


def _year_of(month: int, count: int, words: Words, at: Setting) -> int:
    """The year of ``count`` months from ``month`` on, by "last", "next", "this" or the tense."""
    now = at.today.month
    rel = words["rel"]
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
    head, _, tail = words["all"].removeprefix("the year ").partition(" ")
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}.get(head)
    if hundreds is None:
        rest = tail.removeprefix("thousand").removeprefix(" and")
        return year_value(2000 + int(number_of(rest)))
    return year_value(hundreds + int(number_of(tail)))


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
    number = re.match(r"\d+", words["nth"])
    spelt = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    return century_value(int(number[0]) if number else spelt[words["nth"]])


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
    then = at.last
    if then is None or not _is_quarter(then):
        then = period(shift(at.today, -1, "Q"), "Q")
    assert then.start is not None
    year = int(words["year"]) if words["year"] else then.start.year - 1
    return quarter_value(year, (then.start.month + 2) // 3)


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
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    return season_value(_year_of(start, 1 if season == "WI" else 3, words, at), season)


def holiday(words: Words, at: Setting) -> Value | None:
    """Christmas, Easter, Election Day: in the year nearest to publication."""
    name = words["name"].replace("’", "'")
    if name in HOLIDAYS:
        month, dom = HOLIDAYS[name]
        if words["year"]:
            return day_value(date(int(words["year"]), month, dom))
        day = _nearest_day(month, dom, at)
        return day_value(day) if day else None
    years = [int(words["year"])] if words["year"] else [at.today.year + n for n in (0, -1, 1)]
    days = [_moving(name, y) for y in years]
    if len(days) == 1:
        return day_value(days[0])
    past = [d for d in days if d <= at.today]
    ahead = [d for d in days if d >= at.today]
    return day_value(max(past) if at.tense == "past" and past else min(ahead or days))


def _moving(name: str, year: int) -> date:
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


# -- relative to publication ------------------------------------------------------------------------


def known_unit(words: Words, at: Setting) -> Value | None:
    """ "the quarter", "the week": the one named last, or the one that the tense means."""
    unit = unit_of(words["unit"])
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
    whole = words["all"]
    if unit == "W" and not anaphoric and value.start and value.start <= at.today <= value.end:  # type: ignore[operator]
        if whole.startswith("earlier"):
            return value._replace(end=at.today)
        if whole.startswith("later"):
            return value._replace(start=at.today)
    return value


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
    then = at.then
    if then.start is None:
        then = day_value(at.today)
    assert then.start is not None
    moved = shift(then.start, sign * number_of(words["n"]), unit)
    if unit == "Y" and _is_quarter(then):
        return period(moved, "Q")
    if unit == "Y" and then.precision == "month":
        return period(moved, "M")
    return (
        day_value(moved) if unit in ("D", "W") and then.precision == "day" else period(moved, unit)
    )


def week_of(words: Words, at: Setting) -> Value | None:
    """ "the week of March 3"."""
    day = _day(words["day"], at)
    return week_value(day) if day else None


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
    """ "year-end", "the end of the year"."""
    return day_value(date(at.today.year, 12, 31))


# -- what has no place in the calendar --------------------------------------------------------------


def past_ref(words: Words, at: Setting) -> Value | None:
    """ "recently", "the past", "previously"."""
    return Value("PAST_REF")


def present_ref(words: Words, at: Setting) -> Value | None:
    """ "now", "currently", "at this moment"."""
    return Value("PRESENT_REF")


def future_ref(words: Words, at: Setting) -> Value | None:
    """ "soon", "the future", "one day"."""
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
    other = shift(at.today, (1 if rel in AHEAD else -1) * number, unit)
    return Value(value, min(other, at.today), max(other, at.today), COARSE[unit])


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
        "hourly": "TH", "daily": "D", "day": "D", "nightly": "D", "weekly": "W", "monthly": "M",
        "quarterly": "Q", "yearly": "Y", "annually": "Y", "annual": "Y", "biweekly": "2W",
    }.get(words["unit"]) or unit_of(words["unit"])  # fmt: skip
    return Value(duration(1, unit))


def shifted_month(month: int, year: int, by: int) -> Value:
    """The month ``by`` months after a month."""
    return month_value(*divmod_month(year, month + by))
