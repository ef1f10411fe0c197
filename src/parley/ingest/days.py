"""The day of publication as sources write it, where it is clearly one day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Literal

from parley.language.calendar import MONTHS

Order = Literal["day first", "month first"]

_YEARS: Final = range(1800, 2101)
_LONGEST: Final = 100
"""Code points: what is longer is not a date."""

_ISO: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)(.*)", re.S)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{4}|\d{6})Z?)?")
_NUMBERS: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_TIME: Final = re.compile(
    r"[T\s]\s?(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}(?!\d)|[+-]\d{2}(?!\d))?(?!\s?[A-Za-z])",
    re.I,
)
_LEAD: Final = r"(?:[A-Za-z][A-Za-z -]{0,20}:\s{0,3})?(?:[A-Za-z]{3,9}\.?,?\s{1,3})?"
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH: Final = re.compile(rf"{_LEAD}{_DAY}[\s-](?:of\s)?([A-Za-z]{{3,9}})\.?,?[\s-](\d{{4}})(?!\d)")  # fmt: skip
_MONTH_DAY: Final = re.compile(rf"{_LEAD}([A-Za-z]{{3,9}})\.?\s{_DAY},?\s{{1,2}}(\d{{4}})(?!\d)")
_EPOCH: Final = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{1,9})?")


def parse_day(words: str, order: Order | None = None) -> str | None:
    """The day or the moment that the words clearly name, in ISO 8601; None where they do not.

    A moment keeps the offset that the words give: the day is that of the place where it was
    printed. Seconds since 1970 are in UTC.

    Args:
        words: a value such as ``2025-03-05``, ``2025-03-05T09:30:00+02:00``,
            ``Wed, 05 Mar 2025 09:30:00 GMT``, ``5 March 2025``, ``March 5, 2025``, ``05.03.2025``,
            ``20250305``, ``1741167000``.
        order: how the source writes days in figures, see :func:`order_of`; without it ``3/5/2025``
            is not clear.
    """
    words = " ".join(words[: _LONGEST + 1].split())
    if not words or len(words) > _LONGEST:
        return None
    try:
        return (
            _iso(words) or _compact(words) or _worded(words) or _figures(words, order)
            or _epoch(words)
        )  # fmt: skip
    except (ValueError, OverflowError):  # 31 February
        return None


def order_of(values: Iterable[str]) -> Order | None:
    """Whether days in figures are written ``31/12/2025`` or ``12/31/2025`` in a table.

    One value that can only be read one way decides, unless another contradicts it.
    """
    seen: set[Order] = set()
    for value in values:
        if (found := _NUMBERS.match(value.strip())) and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if first > 12 >= second:
                seen.add("day first")
            elif second > 12 >= first:
                seen.add("month first")
    return seen.pop() if len(seen) == 1 else None


def _iso(words: str) -> str | None:
    found = _ISO.fullmatch(words)
    return _day(found[1], found[3], found[4], found[5]) if found else None


def _compact(words: str) -> str | None:
    found = _COMPACT.fullmatch(words)
    if not found or not 1 <= int(found[2]) <= 12:
        return None
    return _day(found[1], found[2], found[3])


def _worded(words: str) -> str | None:
    if found := _DAY_MONTH.match(words):
        day, month, year = found.groups()
    elif found := _MONTH_DAY.match(words):
        month, day, year = found.groups()
    else:
        return None
    number = MONTHS.get(month.lower())
    return _day(year, number, day, words[found.end() :]) if number else None


def _figures(words: str, order: Order | None) -> str | None:
    found = _NUMBERS.match(words)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == ".":
        order = "day first"  # dots are written by those who put the day first
    elif first == second:
        order = "day first"  # either way
    elif first > 12 or second > 12:
        order = "day first" if first > 12 else "month first"
    if order is None or (len(found[4]) == 2 and found[2] == "-"):
        return None
    day, month = (first, second) if order == "day first" else (second, first)
    year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
    return _day(year, month, day, words[found.end() :])


def _epoch(words: str) -> str | None:
    found = _EPOCH.fullmatch(words)
    if not found:
        return None
    seconds = int(found[1]) / (1000 if len(found[1]) > 10 else 1)
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.replace(microsecond=0).isoformat()


def _day(year: str | int, month: str | int, day: str | int, rest: str = "") -> str | None:
    """ISO text of the day and, where the rest of the words gives one, the time."""
    on = date(int(year), int(month), int(day))
    if on.year not in _YEARS:
        return None
    clock = _TIME.match(rest)
    if not clock:
        return on.isoformat()
    moment = datetime(on.year, on.month, on.day, int(clock[1]), int(clock[2]), int(clock[3] or 0))
    return moment.replace(tzinfo=_zone(clock[4])).isoformat()


def _zone(words: str | None) -> timezone | None:
    if not words:
        return None
    if words[0] not in "+-":
        return UTC
    minutes = int(words[1:3]) * 60 + int(words[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=-minutes if words[0] == "-" else minutes))
