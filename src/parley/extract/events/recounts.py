"""Counts of the dead told again: "the toll rose to 14", "earlier reports spoke of 30 wounded".

Such a number is of an attack that the article tells, not of another one. A newer count takes the place of an older,
and an exact one that of a vague; the numbers are never added.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from parley.extract.events.acts import lexicon
from parley.extract.events.answers import HARM
from parley.language import Reading
from parley.records import Event, EventType, Toll

BEFORE: Final = 160
"""Code points before a number that are looked at."""

_EARLY: Final = r"(?:earlier|initial(?:ly)?|previous(?:ly)?|preliminary|first|originally|early)"
_TOLD: Final = (
    r"(?:said|says|reported|put|gave|given|spoke|spoken|counted|estimated|confirmed|announced|listed|claimed|"
    r"tolls?|counts?|tall(?:y|ies)|figures?|reports?|estimates?|numbers?|statements?|accounts?)"
)
_OLD: Final = (
    rf"\b{_EARLY}\b,?(?: [\w’']{{1,20}}){{0,3}}? {_TOLD}\b|\b(?:up|down|increased|raised) from\b"
)
_COUNTED: Final = r"(?:tolls?|numbers?|deaths|dead|fatalities|casualties|tally|count)"
_MOVED: Final = r"(?:ros|ris|climb|jump|increas|grew|grown|soar|reach|revis|rais|updat|stand|stood|bring|brought|pass|topp)\w{0,4}"
_NEW: Final = (
    rf"\b{_COUNTED}\b.{{0,80}}\b{_MOVED}\b.{{0,20}}$|\b{_MOVED}\b.{{0,60}}\b{_COUNTED}\b.{{0,50}}$"
)

_AS_OLD: Final = re.compile(_OLD, re.IGNORECASE)
_AS_NEW: Final = re.compile(_NEW, re.IGNORECASE)

_BODIES: Final = re.compile(
    r" (?:(?:more|other|charred|unidentified) )?(?:bodies|corpses)\b", re.IGNORECASE
)
_MORE: Final = re.compile(r" (?:more|other) (?:bodies|corpses)\b", re.IGNORECASE)
"""Bodies are found after an attack; "five more" are not all of them."""

OLD, PLAIN, NEW = -1, 0, 1
"""How a count stands to others of the attack."""


def standing(toll: Toll, reading: Reading) -> int:
    """Whether a count is said to be an older one, or one that replaces it."""
    sentence = reading.sentence_at(toll.span.start) if toll.span is not None else None
    if sentence is None or toll.span is None:
        return PLAIN
    if _MORE.match(reading.text, toll.span.end):
        return OLD
    start = max(reading.sentence_span(sentence).start, toll.span.start - BEFORE)
    words = reading.text[start : toll.span.start].replace("\n", " ")
    old = max((m.end() for m in _AS_OLD.finditer(words)), default=-1)
    new = _AS_NEW.search(words)
    if new is None:
        return PLAIN if old < 0 else OLD
    return OLD if old > new.start() and not _AS_NEW.search(words, old) else NEW


def better(one: Toll, other: Toll, reading: Reading) -> Toll:
    """Which of two counts of one attack holds: the newer, else the exact, else the first."""
    ranks = [(standing(t, reading), t.best is not None) for t in (one, other)]
    return other if ranks[1] > ranks[0] else one


def is_recount(event: Event, reading: Reading) -> bool:
    """Whether an attack is told by nothing but a count of its dead that is told again."""
    tolls = event.tolls.values()
    if event.type is not EventType.ASSAULT or not all(_again(t, reading) for t in tolls):
        return False
    words = {reading.lemmas[i].lower() for i in reading.tokens(event.anchor)}
    return bool(tolls) and words.isdisjoint(_attacks())


def _again(toll: Toll, reading: Reading) -> bool:
    if toll.span is None:
        return False
    bodies = _BODIES.match(reading.text, toll.span.end) is not None
    return bodies or standing(toll, reading) != PLAIN


@cache
def _attacks() -> frozenset[str]:
    """Lemmas that tell of an attack, not only of what it did."""
    words = (word for entries in lexicon().values() for word in entries)
    return frozenset(w.lemma for w in words if w.type is EventType.ASSAULT) - HARM
