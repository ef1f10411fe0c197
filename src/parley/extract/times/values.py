"""The calendar: TIMEX3 values and the days that they cover."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from parley.extract.times.words import SEASON_STARTS
from parley.records import Precision

Tense = Literal["past", "present", "future"]


class NotDated(Exception):  # noqa: N818 - not an error: the answer "that hangs on an unknown day"
    """The value hangs on a day of publication that is not known."""


class Value(NamedTuple):
    """A TIMEX3 value and the days that it covers (None where it names none)."""

    value: str
    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"


Words = Mapping[str, str]
"""The named groups of a rule's match."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is understood against.

    Attributes:
        published: day of publication, or the day on which the quotation around it was said.
        last: the value of the nearest date named before in the text.
        tense: of the verb that governs the expression; None where there is none.
    """

    published: date | None
    last: Value | None = None
    tense: Tense | None = None

    @property
    def today(self) -> date:
        """The day of publication.

        Raises:
            NotDated: where it is not known.
        """
        if self.published is None:
            raise NotDated
        return self.published

    @property
    def then(self) -> Value:
        """The date named last, or the day of publication."""
        return self.last or day_value(self.today)


def day_value(day: date, hour: str = "") -> Value:
    """A day, or a time within it (``hour`` is what stands behind the T)."""
    return Value(day.isoformat() + (f"T{hour}" if hour else ""), day, day, "day")


def week_value(day: date, suffix: str = "") -> Value:
    """The ISO week that holds the day; with ``suffix`` "-WE" its weekend."""
    year, week, weekday = day.isocalendar()
    monday = _plus(day, 1 - weekday)
    start = _plus(monday, 5) if suffix else monday
    precision: Precision = "day" if suffix else "week"
    return Value(f"{year:04d}-W{week:02d}{suffix}", start, _plus(monday, 6), precision)


def month_value(year: int, month: int) -> Value:
    """A calendar month."""
    last = monthrange(year, month)[1]
    return Value(f"{year:04d}-{month:02d}", date(year, month, 1), date(year, month, last), "month")


def months_value(text: str, year: int, month: int, count: int) -> Value:
    """A value that covers ``count`` months from a month on: quarters, halves, seasons."""
    end = month_value(*divmod_month(year, month + count - 1))
    return Value(text, date(year, month, 1), end.end, "month")


def quarter_value(year: int, quarter: int) -> Value:
    """A quarter of the year, 1 to 4."""
    return months_value(f"{year:04d}-Q{quarter}", year, 3 * quarter - 2, 3)


def season_value(year: int, season: str) -> Value:
    """A season; winter is that which begins in December of the year."""
    return months_value(f"{year:04d}-{season}", year, SEASON_STARTS[season], 3)


def years_value(text: str, first: int, last: int) -> Value:
    """A value that covers whole years: a year, a decade, a century."""
    return Value(text, date(max(first, 1), 1, 1), date(min(last, 9999), 12, 31), "year")


def year_value(year: int) -> Value:
    """A calendar year."""
    return years_value(f"{year:04d}", year, year)


def decade_value(first: int) -> Value:
    """The ten years from ``first`` on; TIMEX3 writes their first three digits."""
    return years_value(f"{first // 10}", first, first + 9)


def divmod_month(year: int, month: int) -> tuple[int, int]:
    """Year and month with the month brought into 1 to 12."""
    carry, rest = divmod(month - 1, 12)
    return year + carry, rest + 1


def _plus(day: date, days: int) -> date:
    """The day ``days`` later, kept within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


_DAYS: Final = {"D": 1, "W": 7, "2W": 14, "WE": 7}
_MONTHS: Final = {"M": 1, "Q": 3, "S": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
COARSE: Final[dict[str, Precision]] = {
    "TS": "day", "TM": "day", "TH": "day", "D": "day", "W": "week", "2W": "week", "WE": "week",
    "M": "month", "Q": "month", "S": "month", "Y": "year", "DE": "year", "CE": "year", "ML": "year",
}  # fmt: skip
"""Unit → the precision of a stretch that is counted in it."""


def shift(day: date, number: float, unit: str) -> date:
    """The day ``number`` units later (earlier if negative); parts of a day do not move it."""
    if unit in _DAYS:
        return _plus(day, round(number * _DAYS[unit]))
    if unit in _MONTHS:
        whole = int(number * _MONTHS[unit])
        year, month = divmod_month(day.year, day.month + whole)
        if not 1 <= year <= 9999:
            return date.min if year < 1 else date.max
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    return day + timedelta()


def period(day: date, unit: str) -> Value:
    """The calendar unit that holds the day."""
    if unit in ("W", "2W"):
        return week_value(day)
    if unit == "WE":
        return week_value(day, "-WE")
    if unit == "M":
        return month_value(day.year, day.month)
    if unit in ("Q", "S"):
        return quarter_value(day.year, (day.month + 2) // 3)
    if unit == "Y":
        return year_value(day.year)
    if unit == "DE":
        return decade_value(day.year // 10 * 10)
    if unit in ("CE", "ML"):
        return century_value((day.year - 1) // 100 + 1)
    return day_value(day)


def century_value(number: int) -> Value:
    """The nth century; TIMEX3 writes the hundreds of its years."""
    return years_value(f"{number - 1:02d}", 100 * number - 99, 100 * number)


def duration(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a length; ``number`` None where the words are vague."""
    time, sign = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if unit == "2W":
        number, sign = (number or 1) * 2, "W"
    if number is None:
        return f"P{time}X{sign}"
    if unit in ("DE", "CE"):
        number, sign, unit = number * (10 if unit == "DE" else 100), "Y", "Y"
    if number != int(number):
        return _with_half(int(number), unit)
    return f"P{time}{int(number)}{sign}"


def _with_half(number: int, unit: str) -> str:
    """A length of ``number`` and a half: the half is written in the next smaller unit."""
    small = {"Y": "6M", "DE": "5Y", "CE": "50Y", "TH": "30M", "TM": "30S", "D": "T12H"}.get(
        unit, ""
    )
    whole = f"{number}{unit.removeprefix('T')}" if number else ""
    time = "T" if unit[0] == "T" else ""
    return f"P{time}{whole}{small}" if small else f"P{time}{number}.5{unit.removeprefix('T')}"


def easter(year: int) -> date:
    """Western Easter Sunday, by the method of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The nth weekday (0 = Monday) of a month; n = -1 is the last one."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (n - 1 if n > 0 else 4)
    return date(year, month, day if day <= monthrange(year, month)[1] else day - 7)
