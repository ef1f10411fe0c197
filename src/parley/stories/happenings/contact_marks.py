"""Marks by which a contact is known again: how those who talk are in contact, which round it is, and whose meeting."""

from __future__ import annotations

import re
from typing import Final

from parley.facts import open_facts

LONGEST: Final = 2000
"""Characters of a sentence that are looked at."""

CALL: Final = "call"
_HELD: Final = """
call phone telephone conversation spoke speak talked
summit
round
visit travel trip tour arriv flew fly
talks negotiat consult
meet met
hearing testif
conference briefing
"""
_CONTACTS: Final = {
    word: row[0] for row in map(str.split, _HELD.strip().splitlines()) for word in row
}
"""How those who are in contact are: stem → the first of its row."""

FACE_TO_FACE: Final = frozenset({"meet", "summit", "visit"})
BEFORE_OTHERS: Final = frozenset({"hearing", "conference"})
"""Forms of contact that are no call, and those of one who speaks to an audience."""

_CONTACT: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_CONTACTS, key=lambda w: (-len(w), w)))})", re.IGNORECASE
)
_NUMBERS: Final = {
    word: str(n // 2 + 1)
    for n, word in enumerate(
        "first one second two third three fourth four fifth five sixth six seventh seven eighth eight".split()
    )
}
_ROUND: Final = re.compile(
    rf"\b(?P<number>\d{{1,2}}(?=st|nd|rd|th|\b)|{'|'.join(_NUMBERS)})(?:st|nd|rd|th)? (?:[\w-]{{1,20}} ){{0,2}}?round(?P<all>s)?\b",
    re.IGNORECASE,
)
_HOST: Final = re.compile(r"\b(?P<body>G-?\d{1,2}|[A-Z]{3,6})\W{1,2}(?:[a-z]{1,12} )?$")
_BESIDES: Final = re.compile(r"\b(?:after|before|following|ahead of|prior to)\b")

PRESS: Final = "press"
_WITH_PRESS: Final = re.compile(
    r" (?:[\w-]{1,20} ){0,2}with (?:[\w-]{1,20} ){0,3}(?:journalists?|reporters?|correspondents?|press|media)\b"
)
OWN_HOSTS: Final = frozenset({PRESS, "cabinet", "parliamentary"})
_AT_HOME: Final = re.compile(r"\b(?P<body>[Cc]abinet|[Pp]arliamentary) (?:[a-z]{1,12} )?$")
"""A talk with those who write about it, and a session of one state's own body: no contact of two states."""


def form_of(quote: str, mode: str | None) -> str | None:
    """How those who talk are in contact, by the words for it."""
    found = _CONTACT.search(quote)
    if found is not None:
        return _CONTACTS[found[0].casefold()]
    return CALL if mode == "phone" else None


def aside(said: str, at: int) -> int | None:
    """Where a sentence goes on to what was before or after the contact: who is named there need not take part."""
    found = _BESIDES.search(said, at, LONGEST)
    return found.start() if found else None


def host_of(before: str, after: str) -> str | None:
    """The body that stands right before the words for a meeting; "press" of what is told to journalists."""
    if _WITH_PRESS.match(after):
        return PRESS
    at_home = _AT_HOME.search(before)
    if at_home is not None:
        return at_home["body"].casefold()
    found = _HOST.search(before)
    if found is None or open_facts().country(found["body"]) is not None:
        return None
    return found["body"].replace("-", "")


def round_of(said: str) -> str | None:
    """The number of a round of talks; "4s" of four rounds."""
    found = _ROUND.search(said, 0, LONGEST)
    if found is None:
        return None
    number = found["number"].casefold()
    return _NUMBERS.get(number, number) + (found["all"] or "")
