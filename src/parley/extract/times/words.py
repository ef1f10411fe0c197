"""The words of time: what the rules of :mod:`parley.extract.times.rules` are spelt with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from parley.language.numerals import NUMERALS, ONES, TENS

UNITS: Final = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W",
    "fortnight": "2W", "weekend": "WE", "month": "M", "quarter": "Q", "season": "S", "year": "Y",
    "decade": "DE", "century": "CE", "centurie": "CE", "millennium": "ML",
}  # fmt: skip
"""Unit without its plural s → TIMEX3 designator; ``T`` before it where it counts parts of a day."""

SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SEASON_STARTS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""Season → its first month on the northern half of the globe."""

PARTS: Final = {
    "dawn": "MO", "morning": "MO", "noon": "12:00", "midday": "12:00", "afternoon": "AF",
    "evening": "EV", "dusk": "EV", "night": "NI", "nighttime": "NI", "overnight": "NI",
    "midnight": "24:00", "tonight": "NI",
}  # fmt: skip
"""Part of the day → what stands behind ``T`` in a TIMEX3 value."""

ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "final": 4, "last": 4,
}  # fmt: skip

BACK: Final = frozenset("last past previous preceding prior before earlier".split())
AHEAD: Final = frozenset("next coming following upcoming after later forthcoming".split())
"""Words that lead back from, or ahead of, the day from which an expression counts."""

_WORTH: Final = NUMERALS | {
    "a": 1, "an": 1, "half": 0, "couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000,
}  # fmt: skip

DECADES: Final = {f"{t[:-1]}ies": 10 * n for n, t in enumerate(TENS, start=2)}
"""``nineties`` → 90."""

HOLIDAYS: Final = {
    "new year's day": (1, 1), "new year's": (1, 1), "orthodox christmas": (1, 7),
    "valentine's day": (2, 14), "army day": (2, 23), "defender of the fatherland day": (2, 23),
    "international women's day": (3, 8), "women's day": (3, 8), "nowruz": (3, 20),
    "st. patrick's day": (3, 17), "april fools' day": (4, 1), "may day": (5, 1),
    "victory day": (5, 9), "juneteenth": (6, 19), "fourth of july": (7, 4),
    "bastille day": (7, 14), "halloween": (10, 31), "armistice day": (11, 11),
    "veterans day": (11, 11), "christmas eve": (12, 24), "christmas day": (12, 25),
    "christmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
"""Holiday with a fixed day → (month, day)."""

NTH_HOLIDAYS: Final = {
    "martin luther king day": (1, 0, 3), "presidents' day": (2, 0, 3), "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4), "election day": (11, 1, 1),
}  # fmt: skip
"""Holiday on the nth weekday of a month → (month, weekday, n); n = -1 is the last one."""

EASTER_HOLIDAYS: Final = {
    "good friday": -2, "easter sunday": 0, "easter": 0, "easter monday": 1, "ash wednesday": -46,
    "palm sunday": -7, "ascension day": 39, "pentecost": 49,
}  # fmt: skip
"""Holiday that moves with Western Easter → days after it."""

MOON_HOLIDAYS: Final = (
    "ramadan", "eid al-fitr", "eid al-adha", "ashura", "passover", "yom kippur", "rosh hashanah",
    "hanukkah", "diwali", "lunar new year", "chinese new year", "tet",
)  # fmt: skip
"""Holidays whose days need a calendar of the moon: they are marked, their days stay unknown."""


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted((w.replace(".", r"\.") for w in words), key=len, reverse=True))


_NUMBER = rf"(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[:9])}))?|{_either(ONES)}"
_SPELT = rf"(?:(?:an?|{_NUMBER}) )?(?:hundred|thousand)(?:(?: and)? (?:{_NUMBER}))?|(?:half )?an? dozen|{_NUMBER}"

MACROS: Final = {
    "month": "January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b(?:\.|(?=,? \d))",
    "weekday": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri|Sat|Sun)\b\.",
    "dom": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "year": r"(?:1[5-9]|20)\d\d",
    "yy": r"\d\d",
    "spelt": _NUMBER,
    "ones": "|".join(ONES[:9]),
    "teens": rf"{'|'.join(ONES[9:])}|(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(ONES[:9])}))?",
    "n": rf"\d{{1,4}}(?:\.\d)?(?:[ -]1/2)?|{_SPELT}",
    "a_n": rf"\d{{1,4}}(?:\.\d)?(?:[ -]1/2)?|an?|half an?|{_SPELT}",
    "few": "few|couple of|an? (?:few|couple)(?: of)?(?: more)?|several(?: more)?|some|many|a number of|numerous|"
    "dozens of|hundreds of|thousands of|a matter of|countless",
    "unit": r"seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|weekends?|months?|quarters?|"
    r"years?|decades?|century|centuries|millennium",
    "long_unit": "days?|nights?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries",
    "units": "seconds|minutes|hours|days|nights|weeks|weekends|months|quarters|years|decades|"
    "centuries",
    "span_unit": "week|weekend|month|quarter|year|decade|century",
    "season": "spring|summer|autumn|fall|winter",
    "part": "dawn|morning|noon|midday|afternoon|evening|dusk|nighttime|night",
    "about": r"(?:(?:about|around|nearly|almost|roughly|approximately|at least|at most|more than|"
    r"less than|fewer than|as (?:much|many|long) as|no (?:more|less) than|over|under|up to|"
    r"another|some) ){1,2}",
    "phase": r"(?:the )?(?:very )?(?:early|late|mid|middle|beginning|start|end|close|turn)"
    r"(?: part| days)?(?:[ -]| (?:of|in) )(?:the )?",
    "nth": "first|second|third|fourth|[1-4](?:st|nd|rd|th)",
    "clock": r"\d{1,2}(?:[:.][0-5]\d)? ?[ap]\.? ?m\b\.?|\d{1,2} o['’]clock(?: in the (?:morning|"
    r"afternoon|evening)| at night)?|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?|"
    r"(?:[01]\d|2[0-3])[0-5]\d(?= (?:GMT|UTC))|noon|midday|midnight",
    "zone": r"(?:[ECMP][SD]?T|GMT|UTC|CES?T|EES?T|BST|MSK|IRS?T|KST|JST)\b(?:[+-]\d{1,2})?|"
    "(?:local|[A-Z][a-z]+) time",
    "fixed": _either([*HOLIDAYS, *NTH_HOLIDAYS, *EASTER_HOLIDAYS]).replace("'", "['’]"),
    "moon": _either(MOON_HOLIDAYS),
}  # fmt: skip
"""What ``{name}`` in a rule's pattern stands for."""

_DAY: Final = (
    r"(?:{weekday},? (?:the )?)?(?:{month} {dom}|{dom} (?:of )?{month})(?:,? {year})?"
    r"|{weekday}|today|yesterday|tomorrow|{year}-\d\d-\d\d"
)
MACROS["day"] = re.sub(r"\{(\w+)\}", lambda m: f"(?:{MACROS[m[1]]})", _DAY)


def number_of(words: str) -> float:
    """The number that words or digits name: "two and a half", "21", "2 1/2", "a dozen"."""
    total = 0.0
    half = words.startswith("half a") and "dozen" not in words
    for word in re.findall(r"\d+/\d+|\d+(?:\.\d+)?|[a-z]+", words):
        if word == "1/2":
            total += 0.5
        elif word[0].isdigit():
            total += float(word)
        elif word in ("hundred", "dozen", "thousand"):
            total = (total or 1) * _WORTH[word]
        else:
            total += _WORTH.get(word, 0)
    return total / 2 if half or words.startswith("half a dozen") else total


def unit_of(word: str) -> str:
    """The designator of a unit in singular or plural."""
    return UNITS.get(word) or UNITS[word.removesuffix("s")]
