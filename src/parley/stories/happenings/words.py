"""The words of a sentence, weighed by what they are: names and numbers tell one event from another, the stock of war
reporting does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from parley.facts import open_facts
from parley.language.calendar import CALENDAR_NAMES
from parley.language.numerals import NUMERALS

WORDS: Final = 80
"""Words of a sentence that are looked at: what is told of an event stands at its head."""

LONGEST: Final = 2000
"""Characters of a sentence that are looked at."""

HEAVY: Final = 30
NAME: Final = 20
PLAIN: Final = 10
STOCK: Final = 3
"""Weights of numbers, of names, of other words, and of the stock of reporting. In tenths of a plain word."""

_TOKEN: Final = re.compile(r"[^\W_]{1,40}(?:[.,’'-][^\W_]{1,40}){0,4}")
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_NUMBER_WORDS: Final = {"zero": "0"} | {word: str(n) for word, n in NUMERALS.items() if n <= 20}
_ENDING: Final = re.compile(r"(?:['’]s|['’])$")
STEM: Final = re.compile(r"(?:ings?|ed|es|s|ly)$")

_EMPTY: Final = frozenset(
    """a an the of to in on at by for from with into over under after before during amid between among against and or
    but nor so yet as is are was were be been being am do does did has have had will would shall should can could may
    might must not no that this these those it its he she they we i you his her their our your my him them us who whom
    whose which what when where why how there here also just only more most least than then about around up down out
    off again very all any some other another both each such own same too while since until because if though although
    mr mrs ms""".split()
)
_STOCK_WORDS: Final = CALENDAR_NAMES | frozenset(
    """said say says told tell according report statement official spokesman spokesperson spokeswoman minister ministry
    president government state authority officials people person men women civilian soldier troop force military army
    attack strike kill wound injur injure die dead death hit fire war conflict peace talk meet negotiat negotiation
    agree agreement deal ceasefire ceasefir truce propos proposal plan call ask demand warn accus accuse den deny
    reject support leader country nation side party part foreign defence defense day
    night overnight morning evening week month year today yesterday earlier last next new first second one two three
    city town village region area number hundred thousand million dozen several many""".split()
)
EVERYWHERE: Final = frozenset(
    "kill attack strik strike hit fight launch air use war sanction talk talks negotiation negotiat meet meeting".split()
)


def weighed(sentence: str, share: int) -> Iterator[tuple[str, int]]:
    """The words of a sentence, each as a stem or a number, with their weights divided by ``share``."""
    for n, token in enumerate(_TOKEN.findall(sentence, 0, LONGEST)[:WORDS]):
        word, weight = weigh(token, n == 0)
        if weight:
            yield word, max(1, weight // share)


@lru_cache(maxsize=50_000)
def weigh(token: str, opens: bool) -> tuple[str, int]:
    """A word as it is compared, and its weight; ``opens``: it stands first, where all are written large."""
    token = _ENDING.sub("", token)
    low = token.casefold()
    if low in _EMPTY:
        return low, 0
    number = _NUMBER_WORDS.get(low)
    if number is not None:
        return number, PLAIN if int(number) > 2 else STOCK
    if token[0].isdigit():
        found = _NUMBER.match(token)
        digits = found.group().replace(",", "") if found else token
        return digits, HEAVY if len(digits) in (2, 3) or len(digits) > 4 else PLAIN
    stem = low if len(low) < 5 else STEM.sub("", low)
    if low in _STOCK_WORDS or stem in _STOCK_WORDS:
        return stem, STOCK
    if token[0].isupper() and open_facts().country(token):
        return stem, 0  # sides and places are compared as such
    named = token[0].isupper() and not opens
    return stem, NAME if named else PLAIN
