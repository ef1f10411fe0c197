"""Words for two actors at once: "the two leaders", "both sides", "the warring nations"."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from parley.extract.identity import Entity
from parley.extract.phrases import Phrase
from parley.extract.reference import Seen
from parley.language import Reading

FADE: Final = 0.85
"""How much less a mention counts than the one after it; swept .7 to .95 on gold train."""

_STATES: Final = frozenset(
    "side state nation country government delegation capital power neighbour rival foe ally adversary party".split()
)
_LEADERS: Final = frozenset("leader president prime minister man king chief head".split())
_MINISTERS: Final = frozenset(
    {"foreign minister", "defence minister", "minister", "envoy", "diplomat", "negotiator"}
)
_TWO: Final = frozenset({"two", "warring", "rival", "negotiating", "opposing", "respective"})
_ALONE: Final = frozenset({"side", "party"})


def stands_for_two(reading: Reading, phrase: Phrase) -> bool:
    """Whether the phrase means two of the actors named before."""
    unit = phrase.unit
    if (
        unit.noun is None
        or not unit.plural
        or any(u.kind in ("state", "person") for u in phrase.before)
    ):
        return False
    noun = unit.noun.words
    if noun not in _STATES | _LEADERS | _MINISTERS:
        return False
    words = {w.lower() for w in reading.words[phrase.first : phrase.last]}
    if "both" in words:
        return True
    return phrase.definite and (bool(words & _TWO) or (noun in _ALONE and not phrase.before))


def the_two(phrase: Phrase, recent: list[Seen]) -> tuple[Entity, ...]:
    """The two most prominent actors of the right kind, of two countries; nobody where there are not two.

    Args:
        phrase: for which :func:`stands_for_two` holds.
        recent: what was mentioned before, nearest first.
    """
    assert phrase.unit.noun is not None
    people = phrase.unit.noun.words not in _STATES
    score: dict[str, float] = defaultdict(float)
    entities: dict[str, Entity] = {}
    weight = 1.0
    for seen in recent:
        entity = seen.entity
        fits = entity.kind == "person" and not entity.noun if people else entity.kind == "state"
        if fits and entity.country is not None:
            score[entity.key] += weight
            entities[entity.key] = entity
        weight *= FADE
    chosen: list[Entity] = []
    for key in sorted(score, key=lambda k: (-score[k], k)):
        if all(entities[key].country != e.country for e in chosen):
            chosen.append(entities[key])
    return tuple(chosen[:2]) if len(chosen) > 1 else ()
