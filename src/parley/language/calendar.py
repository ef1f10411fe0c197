"""The calendar in English words: months and weekdays, in full and shortened."""

from __future__ import annotations

from typing import Final

MONTH_NAMES: Final = tuple(
    "january february march april may june july august september october november december".split()
)
WEEKDAY_NAMES: Final = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
CALENDAR_NAMES: Final = frozenset((*MONTH_NAMES, *WEEKDAY_NAMES))
"""Names of months and weekdays in lower case: written with a capital, and nobody's."""

SHORT_MONTHS: Final = tuple(name[:3].capitalize() for name in MONTH_NAMES)
"""``Jan`` to ``Dec``, as days are printed."""

MONTHS: Final = {
    **{name: n for n, name in enumerate(MONTH_NAMES, start=1)},
    **{name[:3]: n for n, name in enumerate(MONTH_NAMES, start=1)},
    "sept": 9,
}
"""Month name or abbreviation, lower case → 1 to 12."""

WEEKDAYS: Final = {
    **{name: n for n, name in enumerate(WEEKDAY_NAMES)},
    **{name[:3]: n for n, name in enumerate(WEEKDAY_NAMES)},
    "tues": 1,
    "thurs": 3,
}
"""Weekday name or abbreviation, lower case → 0 (Monday) to 6."""
