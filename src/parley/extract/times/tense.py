"""The tense of the verb that governs an expression: it decides between the last and the next Tuesday."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from parley.extract.times.values import Tense
from parley.language import Reading

_FUTURE_MODALS: Final = frozenset("will 'll ’ll wo shall would may might should must".split())
_PLANS: Final = frozenset(
    "plan agree schedule expect intend hope due set slate vow promise decide prepare want offer aim "
    "ready likely need refuse propose invite pledge threaten postpone delay adjourn extend".split()
)
"""Lemmas whose infinitive, or whose "for" or "until", tells what is to come."""
_ARRANGED: Final = frozenset("schedule expect plan set slate due postpone delay".split())
"""Lemmas whose participle tells what is to come: "is expected in May", "a summit set for Friday"."""
_BOOKED: Final = frozenset("plan schedule slate".split())
"""Lemmas that look ahead even in the past: "planned a rally on Saturday"."""
_BEHIND: Final = frozenset("after following since".split())
_AHEAD: Final = frozenset("until till for through to".split())
_NOMINAL: Final = ("nsubj", "nsubjpass", "dobj", "pobj")
HIGHEST: Final = 20
"""Steps up the tree in search of a verb."""


def tense_at(reading: Reading, tokens: Sequence[int]) -> Tense | None:
    """The tense of the nearest verb above the tokens; None where there is no verb."""
    if not tokens:
        return None
    inside = set(tokens)
    top = next((i for i in tokens if reading.heads[i] not in inside), tokens[0])
    chain = (top, *islice(reading.ancestors(top), HIGHEST))
    owns = any(reading.deps[k] == "case" and reading.tags[k] == "POS" for k in reading.kids[top])
    behind = owns
    for below, i in zip((top, *chain), chain, strict=False):
        behind = behind or reading.words[i].lower() in _BEHIND
        if reading.pos[i] in ("VERB", "AUX"):
            arranged = reading.lemmas[i] in _PLANS and reading.words[below].lower() in _AHEAD
            arranged = arranged or (reading.lemmas[i] in _BOOKED and not owns)
            tense = "future" if arranged else _tense_of(reading, i)
            if tense is not None:
                # "the move follows Tuesday's decision", "after Tuesday it is quiet"
                return "past" if behind and tense == "present" else tense
    return "past" if behind else None


def _tense_of(reading: Reading, verb: int) -> Tense | None:
    """The tense of one verb; None where it is left to the verb above."""
    tag = reading.tags[verb]
    if tag == "VBZ" and reading.deps[verb] in _NOMINAL:
        return None  # "strikes", a noun that the tagger of words took for a verb
    helpers = reading.children(verb, "aux", "auxpass")
    words = {reading.words[i].lower() for i in helpers}
    tags = {reading.tags[i] for i in helpers}
    if words & _FUTURE_MODALS:
        return "future"
    if "TO" in tags:
        # "plans to meet" lies ahead, "met to mark" does not.
        return "future" if reading.lemmas[reading.heads[verb]].lower() in _PLANS else None
    arranged = tag == "VBN" and reading.lemmas[verb] in _ARRANGED
    if tag == "VBD" or "VBD" in tags:
        return "past"
    if tag == "VBN" and not tags & {"VBZ", "VBP"}:
        return "future" if arranged else "past"
    if tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        perfect = any(reading.lemmas[i] == "have" for i in helpers)
        return "past" if perfect else "future" if arranged else "present"
    return None
