"""Days on an axis: where they lie, which are written, and how many go together where there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from parley.web.charts.svg import Node, group, line, text

Unit = Literal["day", "week", "month", "quarter", "year", "decade"]
UNITS: Final[tuple[Unit, ...]] = ("day", "week", "month", "quarter", "year", "decade")
LENGTH: Final[dict[Unit, float]] = {
    "day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25, "decade": 3652.5,
}  # fmt: skip
"""Days in a unit, about."""

TICK_ROOM: Final = 62.0
"""Pixels from one written day to the next, at least: what "12 Mar" or "Mar 2025" needs at 12 px, with air."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days laid over a stretch of pixels; the last day is whole.

    Attributes:
        first, last: days, inclusive; left, right: pixels.
    """

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where the day begins."""
        return self.left + (day - self.first).days / self.days * (self.right - self.left)

    def middle(self, start: date, end: date | None = None) -> float:
        """The middle of the stretch of days, of what of it lies on the axis."""
        low = max(start, self.first)
        high = min(end or start, self.last)
        return (self.at(low) + self.at(high + timedelta(1))) / 2

    def unit(self, room: float) -> Unit:
        """The finest unit that has so many pixels."""
        per_day = (self.right - self.left) / self.days
        return next((u for u in UNITS if LENGTH[u] * per_day >= room), "decade")

    def holds(self, day: date) -> bool:
        """Whether the day lies on it."""
        return self.first <= day <= self.last


def start_of(day: date, unit: Unit) -> date:
    """First day of the unit that the day lies in; weeks begin on Monday."""
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(min(day.weekday(), (day - date.min).days))
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case "year":
            return date(day.year, 1, 1)
    return date(max(day.year // 10 * 10, 1), 1, 1)


def next_start(day: date, unit: Unit) -> date:
    """First day of the unit after that in which the day lies; the last day that there is, at the end of time."""
    start = start_of(day, unit)
    try:
        if unit in ("day", "week"):
            return start + timedelta(1 if unit == "day" else 7)
        if unit in ("month", "quarter"):
            months = start.month - 1 + (1 if unit == "month" else 3)
            return date(start.year + months // 12, months % 12 + 1, 1)
        return start.replace(year=start.year + (1 if unit == "year" else 10))
    except (ValueError, OverflowError):
        return date.max


def stretches(axis: Axis, unit: Unit) -> Iterator[tuple[date, date]]:
    """First and last day of every unit that touches the axis, cut to it."""
    start = axis.first
    while start <= axis.last:
        after = next_start(start, unit)
        if after <= start:
            return
        yield start, min(after - timedelta(1), axis.last)
        start = after


def written(day: date, unit: Unit = "day", *, year: bool = True) -> str:
    """A day or the unit that begins with it: "12 Mar 2025", "Mar 2025", "2025"."""
    match unit:
        case "day" | "week":
            return f"{day.day} {day:%b}" + (f" {day.year}" if year else "")
        case "month" | "quarter":
            return f"{day:%b}" + (f" {day.year}" if year else "")
        case "year":
            return str(day.year)
    return f"{day.year // 10 * 10}s"


def ruled(axis: Axis, top: float, bottom: float) -> Node:
    """Upright lines with what is written at their feet; the year stands where it begins or changes."""
    unit = axis.unit(TICK_ROOM)
    marks: list[Node] = []
    told: int | None = None
    free = float("-inf")
    for start, end in stretches(axis, unit):
        whole = start == start_of(start, unit)
        if not whole and (end - start).days < LENGTH[unit] / 2:
            continue
        x = axis.at(start)
        marks.append(line(x, top, x, bottom, class_="rule"))
        if x < free or x > axis.right - 24:
            continue
        anchor = {"text_anchor": "start" if x < axis.left + 16 else "middle"}
        words = written(start, unit, year=False)
        marks.append(text(words, x, bottom + 15, class_="tick", **anchor))
        if start.year != told and unit not in ("year", "decade"):
            marks.append(text(str(start.year), x, bottom + 29, class_="tick strong", **anchor))
            told = start.year
        free = x + TICK_ROOM * 0.75
    return group(*marks, class_="axis", aria_hidden="true")


def dense(days: list[date], share: float = 0.96) -> list[date]:
    """The days in order without the few that lie far from the rest, at either end."""
    ranked = sorted(days)
    cut = int(len(ranked) * (1 - share) / 2)
    return ranked[cut : len(ranked) - cut]


def near(days: list[date], apart: int = 4) -> list[date]:
    """The days in order without a few early ones that lie further before the rest than it is long."""
    ranked = sorted(days)
    for cut in range(1, len(ranked) // 8 + 1):
        rest = ranked[cut:]
        if (rest[0] - ranked[cut - 1]).days > apart * max((rest[-1] - rest[0]).days, 30):
            return rest
    return ranked


def spanned(days: list[date], *, until: date | None = None, least: int = 7) -> tuple[date, date]:
    """First and last of the days, widened to ``least`` days, and to ``until`` where that is not far off."""
    first = min(days, default=until or date(2000, 1, 1))
    last = max(days, default=first)
    if until and until > last and (until - last).days <= max((last - first).days / 3, 14):
        last = until
    missing = least - 1 - (last - first).days
    if missing > 0:
        first -= timedelta(min(missing // 2, (first - date.min).days))
        last += timedelta(min(missing - missing // 2, (date.max - last).days))
    return first, last
