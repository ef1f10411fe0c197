"""The tense of the verb that governs an expression: it decides between the last and the next Tuesday."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parley.extract.time_values import Tense
from parley.language import Reading

_FUTURE_MODALS: Final = frozenset(
    "will 'll ’ll wo shall would may might could should can must".split()
)
_ARRANGED: Final = frozenset("schedule expect plan set slate due aim intend".split())
"""Lemmas whose passive tells what is to come: "is scheduled for Tuesday"."""


def tense_at(reading: Reading, tokens: Sequence[int]) -> Tense | None:
    """The tense of the nearest verb above the tokens; None where there is no verb."""
    if not tokens:
        return None
    inside = set(tokens)
    top = next((i for i in tokens if reading.heads[i] not in inside), tokens[0])
    for i in (top, *reading.ancestors(top)):
        if reading.pos[i] in ("VERB", "AUX"):
            tense = _tense_of(reading, i)
            if tense is not None:
                return tense
    return None


def _tense_of(reading: Reading, verb: int) -> Tense | None:
    """The tense of one verb; None where it is left to the verb above."""
    tag = reading.tags[verb]
    helpers = reading.children(verb, "aux", "auxpass")
    words = {reading.words[i].lower() for i in helpers}
    tags = {reading.tags[i] for i in helpers}
    if words & _FUTURE_MODALS:
        return "future"
    if tag == "VBN" and reading.lemmas[verb] in _ARRANGED and tags & {"VBZ", "VBP"}:
        return "future"
    if tag == "VBD" or "VBD" in tags:
        return "past"
    if tag == "VBN":
        return "past"
    if tag == "VB":
        return "future" if "TO" in tags else "present"
    if tag in ("VBZ", "VBP") or tags & {"VBZ", "VBP"}:
        return "present"
    return None
