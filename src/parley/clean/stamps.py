"""Dates that an article prints about itself: "Updated March 13, 2025 4:12 pm"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from parley.language.calendar import MONTH_NAMES

MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY: Final = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?[ ]"

_YEAR_END: Final = r"(?:\b|(?=\d{1,2}:\d\d))"  # "March 13, 20254:12 PM": years and hours get glued

DATE: Final = rf"""(?:{WEEKDAY})?(?:
      \d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH},?[ -]\d{{4}}{_YEAR_END}
    | {MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]+\d{{4}}{_YEAR_END}
    | \d{{4}}-\d{{2}}-\d{{2}}\b
    | \d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b
    )"""
"""A full date with its year, for patterns with ``re.VERBOSE``."""

_TIME: Final = r"""
    (?: [ ]* [,|•·-]? [ ]* (?:T|at[ ])? (?:[A-Z]{2,4}[ ])?
        \d{1,2}[:.]\d{2}(?:[:.]\d{2})? (?:Z|[+-]\d{2}:?\d{2})?
        (?:[ ]?[AaPp]\.?[Mm]\b\.?)?
        (?:[ ]? (?: \([A-Z][A-Za-z0-9+ ]{1,14}\) | (?:[A-Z]{2,4}|ET|Moscow[ ]time|local[ ]time)(?:[+-]\d{1,2})?(?![a-z]) ))? )"""
_LABEL: Final = r"""
    (?:(?:First[ ]|Last[ ])?(?:Published|Publication[ ]date|Updated?|Posted|Modified|Created|Issued)(?:[ ](?:[Oo]n|at|by))?
       | Date[ ]of[ ]publication | Date )[ ]?:?[ ]?(?:at[ ])?"""

STAMP: Final = re.compile(
    rf"""(?P<label>{_LABEL})? (?:\d{{1,2}}[:.]\d{{2}}(?:[ ]?[AaPp][Mm])?(?:[ ][A-Z]{{2,4}})?,[ ])? (?P<date>{DATE}) (?P<time>{_TIME}){{0,2}}
         (?: [ ]*[|/•·–-]?[ ]* {_LABEL} (?:{DATE}) (?:{_TIME}){{0,2}} (?:[ ]\d{{3,6}}(?=\s*$))? )?
         (?:[ ]\d{{3,6}}(?=\s*$))? (?:[ ]*[•·|]?[ ]*(?:Last[ ])?Updated[ ]\d{{1,2}}[ ]\w{{2,8}}[ ]ago)?""",
    re.VERBOSE,
)
"""A date of publication or update, with its label and hour where they stand there."""

LABELLED_WITHOUT_YEAR: Final = re.compile(
    rf"""(?:Published|Updated|Posted|Last[ ]updated)(?:[ ]on)?:?[ ]
         (?: (?:{WEEKDAY})? (?:{MONTH}[ ]\d{{1,2}}|\d{{1,2}}[ ]{MONTH}) (?:{_TIME})?
           | \d{{1,2}}:\d{{2}}(?:[ ]?[ap]\.?m\.?)?(?:[ ][A-Z]{{2,4}}\b)? )""",
    re.VERBOSE,
)
AGO: Final = re.compile(
    r"(?:(?:published|updated|posted)\s)?(?:about\s)?(?:\d{1,3}|an?)\s(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago"
    r"(?:\s*[·|•]\s*\S.{0,60})?",
    re.IGNORECASE,
)


class Day(NamedTuple):
    """A calendar day as far as it is written: the year may be missing."""

    year: int | None
    month: int
    day: int


_NAMED: Final = re.compile(rf"({MONTH})|\b(\d{{1,2}})(?:st|nd|rd|th)?\b|\b(\d{{4}})\b")
_NUMBERS: Final = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})|(\d{1,2})([./])(\d{1,2})[./](\d{4})"
)


def read_day(words: str) -> date | None:
    """The full date that the words write; None where year, month or day is missing or open.

    ``03/04/2025`` may be either of two days and stays unknown; ``13/03/2025`` and ``13.3.2025`` do not.
    """
    numbers = _NUMBERS.search(words)
    if numbers:
        return _from_numbers(numbers)
    got = read_month_day(words)
    return _day(got.year, got.month, got.day) if got and got.year else None


def read_month_day(words: str) -> Day | None:
    """Month and day, and the year where it is written, of "May 21" or "21 July 2025"."""
    month = day = year = None
    for found in _NAMED.finditer(words):
        name, small, large = found.groups()
        if name and month is None:
            month = next(i for i, m in enumerate(MONTH_NAMES, 1) if m.startswith(name[:3].lower()))
        elif small and day is None:
            day = int(small)
        elif large and year is None:
            year = int(large)
            break
    return Day(year, month, day) if month and day else None


def _from_numbers(found: re.Match[str]) -> date | None:
    if found[1]:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    first, second, year = int(found[4]), int(found[6]), int(found[7])
    if found[5] == "." or first > 12:
        return _day(year, second, first)
    if second > 12 or first == second:
        return _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
