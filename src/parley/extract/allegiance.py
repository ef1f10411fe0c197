"""The country of a person whom the article gives none: concluded from what stands near the name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from parley.extract.identity import Entity
from parley.extract.phrases import Phrase

LEAST_SHARE: Final = 0.75
"""Share of the countries named in the sentences of the name that the commonest must have; swept .3 to
.75 on gold train. Looking at the sentences next to them as well, or at persons of whom the article says
nothing at all, was right in less than half of the cases: those stay unknown."""

_OF_STATE: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "CVL"})

_ONE_HOLDER: Final = frozenset(
    "president; vice president; prime minister; foreign minister; defence minister; chancellor; king; "
    "supreme leader; national security adviser; special envoy".split("; ")
)
"""Offices that a country has once: a country whose holder is named is nobody else's."""

_BARE_AMERICAN: Final = frozenset(
    "president; vice president; national security adviser; special envoy".split("; ")
)
"""Titles that news in English prints without a country where the country is the United States."""


def conclude_countries(phrases: Sequence[Phrase], persons: Mapping[str, Entity]) -> None:
    """Give persons without a country the likeliest one, marked as inferred.

    Args:
        phrases: all phrases of the article, in order.
        persons: who each name stands for, by its words.
    """
    own = {id(e): e for e in persons.values() if e.country is None and e.sectors[:1] != ["MED"]}
    if not own:
        return
    countries: dict[int, list[str]] = defaultdict(list)  # by sentence
    where: dict[int, list[int]] = defaultdict(list)  # sentences by person
    owners: dict[int, Entity] = {}
    for phrase in phrases:
        units = (*phrase.before, phrase.unit)
        named = [persons[u.words] for u in units if u.kind == "person"]
        countries[phrase.sentence] += [u.country for u in units if u.kind == "state" and u.country]
        for entity in named:
            where[id(entity)].append(phrase.sentence)
        if len(named) > 1 and phrase.unit.kind == "person":
            owners[id(named[-1])] = named[0]  # "President Obama's envoy John Roe"
    everywhere = {c for found in countries.values() for c in found}
    taken = _taken(persons)
    for key, entity in own.items():
        barred = {c for o in entity.offices for c in taken[o.title]}
        titles = {o.title for o in entity.offices}
        if titles & _BARE_AMERICAN and "USA" in everywhere - barred:
            _conclude(entity, "USA")
        elif entity.sectors and entity.sectors[0] in _OF_STATE:
            votes = Counter(c for s in where[key] for c in countries[s] if c not in barred)
            best = max(votes, key=lambda c: (votes[c], c), default=None)
            if best is not None and votes[best] >= LEAST_SHARE * votes.total():
                _conclude(entity, best)
    for key, owner in owners.items():
        if key in own and owner.country is not None:
            _conclude(own[key], owner.country)


def _conclude(entity: Entity, country: str) -> None:
    entity.country = country
    entity.inferred.add("country")


def _taken(persons: Mapping[str, Entity]) -> dict[str, set[str]]:
    """For each office that a country has once, the countries whose holder the article names."""
    out: dict[str, set[str]] = defaultdict(set)
    for entity in persons.values():
        for office in entity.offices:
            if office.title in _ONE_HOLDER and entity.country is not None:
                out[office.title].add(entity.country)
    return out
