"""Losses: who loses men, to whom they are inflicted, and forces whose names only sound like attacks.

"The army lost 40 troops" and "its casualties amounted to 300" tell what befell the army, and name no attacker; of "an
assault brigade" nothing is told but its name.
"""

from __future__ import annotations

from typing import Final

from parley.extract.events.objects import owners
from parley.extract.grammar import conjuncts
from parley.language import Reading

BEREFT: Final = frozenset("lose suffer sustain amount total".split())
"""Lemmas of verbs of losses whose subject, or the owner of the losses, is acted upon."""

COUNTING: Final = frozenset("amount total".split())
"""Those of which the losses are the subject."""

_INFLICTING: Final = "inflict"
_LOSSES: Final = frozenset("loss casualty".split())
_FORCES: Final = frozenset(
    """brigade battalion regiment division corps platoon company squad squadron team unit group detachment formation
    vehicle truck gun howitzer carrier""".split()
)
"""Lemmas of what is part of an army, and of arms that it loses."""

_ARMS: Final = frozenset(
    "force troop infantry army helicopter aircraft plane jet drone uav ship boat craft rifle weapon".split()
)
"""Lemmas of what "attack" and "assault" name the kind of as well, and what attacks as often as it is lost."""

_ACTS: Final = frozenset("assault attack strike".split())
_MODIFYING: Final = ("compound", "amod", "nmod")
_DEEP: Final = 3
"""Steps of "of" from the losses to the army: "on equipment of three brigades of the Chadian army"."""


def names_a_force(reading: Reading, token: int) -> bool:
    """Whether the word is a force or arms, or only part of its name: "an air assault brigade", "attack helicopters"."""
    lemma = reading.lemmas[token].lower()
    if reading.pos[token] == "VERB":
        return False
    if lemma in _ACTS and reading.deps[token] in _MODIFYING:
        return reading.lemmas[reading.heads[token]].lower() in _FORCES | _ARMS
    return lemma in _FORCES


def losing_verb(reading: Reading, token: int) -> int | None:
    """The verb by which somebody lost what the word names: "the enemy lost 40 men and two vehicles"."""
    verb = next((j for j in reading.ancestors(token) if reading.pos[j] == "VERB"), None)
    return verb if verb is not None and reading.lemmas[verb] in BEREFT - COUNTING else None


def tells_of_losses(reading: Reading, verb: int) -> bool:
    """Whether what a verb of losses says is of men: "casualties amounted to 300", not "the garrison totals 300"."""
    subjects = reading.children(verb, "nsubj")
    return reading.lemmas[verb] not in COUNTING or any(
        reading.lemmas[j].lower() in _LOSSES for j in subjects
    )


def bereft(reading: Reading, verb: int, subjects: list[int]) -> list[int]:
    """Whom the losses befall: the subject, or whose the losses are that are the subject."""
    return owners(reading, subjects) if reading.lemmas[verb] in COUNTING else subjects


def inflicted_on(reading: Reading, verb: int, objects: list[int]) -> list[int]:
    """On whom losses are inflicted: the objects, down to the army of whose brigades they are; not the losses."""
    if reading.lemmas[verb] != _INFLICTING:
        return objects
    out = [j for j in objects if reading.lemmas[j].lower() not in _LOSSES]
    layer = out
    for _ in range(_DEEP):
        layer = [
            k
            for j in layer
            for p in reading.children(j, "prep")
            if reading.lemmas[p] == "of"
            for o in reading.children(p, "pobj")
            for k in conjuncts(reading, o)
            if k not in out
        ]
        out = [*out, *layer]
    return out
