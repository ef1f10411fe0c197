"""The country of those whom the article gives none: concluded from what stands near their name or mention.

For persons four signs, the surest first: whose envoy or aide somebody is, where such a name is usual, the
countries named in the same sentences, the towns and provinces named beside the name. For rebels, residents
and others of a place: where the sentence, else the article, says that it happens. What is decided so is
marked as inferred.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final

from parley.extract.actors.identity import Entity
from parley.extract.actors.phrases import Phrase, is_location
from parley.extract.actors.units import NO_STATES
from parley.facts.origins import origins
from parley.language import Reading

LEAST_SHARE: Final = 0.75
"""Share of the countries named in the sentences of the name that the commonest must have; swept .3 to
.75 on gold train. Looking at the sentences next to them as well was right in less than half of the cases."""

LEAST_OF_NAME: Final = 0.6
"""The same for the countries of the whole article among those where the name is usual; swept .5 to .9."""

LEAST_OF_GROUND: Final = 0.6
"""The same for the places of the whole article, for people of whose sentences none has a place."""

_OF_STATE: Final = frozenset({"GOV", "MIL", "LEG", "JUD", "CVL"})
_LOCAL: Final = _OF_STATE | {"OPP", "REB", "REL", "REF"}
_OF_PLACE: Final = frozenset({"CVL", "REB", "OPP", "REF", "MIL", "LEG"})

_ONE_HOLDER: Final = frozenset(
    "president; vice president; prime minister; foreign minister; defence minister; chancellor; king; "
    "supreme leader; national security adviser; special envoy".split("; ")
)
"""Offices that a country has once: a country whose holder is named is nobody else's."""

_BARE_AMERICAN: Final = frozenset(
    "president; vice president; national security adviser; special envoy".split("; ")
)
"""Titles that news in English prints without a country where the country is the United States."""

Locate = Callable[[str, Collection[str]], str | None]
"""The country in which a place of that name lies, one of those given before all others."""


def conclude_countries(
    phrases: Sequence[Phrase], persons: Mapping[str, Entity], locate: Locate
) -> None:
    """Give persons without a country the likeliest one, marked as inferred.

    Args:
        phrases: all phrases of the article, in order.
        persons: who each name stands for, by its words.
        locate: where places lie.
    """
    own = {id(e): e for e in persons.values() if e.country is None and e.sectors[:1] != ["MED"]}
    if not own:
        return
    named = _Named(phrases, persons, locate)
    taken = _taken(persons)
    for entity in own.values():
        barred = {c for o in entity.offices for c in taken[o.title]}
        country = (
            named.by_name(entity, barred)
            or named.by_title(entity, barred)
            or named.by_sentences(entity, barred)
            or named.by_places(entity)
        )
        if country is not None:
            _conclude(entity, country)
    for key, owner in named.owners.items():
        if key in own and owner.country is not None:
            _conclude(own[key], owner.country)


def conclude_grounds(
    reading: Reading,
    phrases: Sequence[Phrase],
    mentions: Iterable[tuple[Entity, Phrase]],
    locate: Locate,
) -> None:
    """Give local people and fighters without a country the one on whose ground the report has them.

    Args:
        phrases: all phrases of the article; mentions: those that stand for somebody, and for whom.
        locate: where places lie.
    """
    local: dict[str, Entity] = {}
    where: dict[str, dict[int, None]] = defaultdict(dict)
    for entity, phrase in mentions:
        told = entity.country is not None or not entity.noun or _is_arm(phrase)
        if not told and entity.sectors and entity.sectors[0] in _OF_PLACE:
            local[entity.key] = entity
            where[entity.key][phrase.sentence] = None
    if not local:
        return
    grounds = _grounds(reading, phrases, locate)
    overall = _chosen(_sum(grounds, grounds), LEAST_OF_GROUND)
    for key, entity in local.items():
        here = _chosen(_sum(grounds, where[key]), LEAST_SHARE) or overall
        if here is not None:
            _conclude(entity, here)


def _is_arm(phrase: Phrase) -> bool:
    """Whether an arm of some state is meant ("warplanes"), which may strike on another's ground."""
    return phrase.unit.noun is not None and phrase.unit.noun.cls == "state"


BySentence = Mapping[int, Counter[str]]
"""How often each sentence names each of some words or countries."""


def _sum(counts: BySentence, sentences: Iterable[int]) -> Counter[str]:
    """The counts of some sentences together."""
    out: Counter[str] = Counter()
    for sentence in sentences:
        out.update(counts.get(sentence, {}))
    return out


def _grounds(reading: Reading, phrases: Sequence[Phrase], locate: Locate) -> BySentence:
    """The countries in which each sentence says that something is."""
    named = {
        u.country for p in phrases for u in (*p.before, p.unit) if u.kind == "state" and u.country
    }
    out: dict[int, Counter[str]] = defaultdict(Counter)
    for phrase in phrases:
        for unit in (*phrase.before, phrase.unit):
            if unit.kind == "unknown":
                country = locate(unit.words, named)
            elif unit.kind == "state" and unit is phrase.unit and is_location(reading, phrase):
                country = unit.country
            else:
                continue
            if country is not None and country not in NO_STATES:
                out[phrase.sentence][country] += 1
    return out


class _Named:
    """The countries and places that an article names, and where it names whom.

    Attributes:
        owners: for a person told by another ("President Obama's envoy John Roe"), the other one.
    """

    def __init__(
        self, phrases: Sequence[Phrase], persons: Mapping[str, Entity], locate: Locate
    ) -> None:
        self._countries: dict[int, Counter[str]] = defaultdict(Counter)  # by sentence
        self._lands: dict[int, Counter[str]] = defaultdict(Counter)  # of places, by sentence
        self._where: dict[int, dict[int, None]] = defaultdict(dict)  # sentences by person
        self._beside: dict[int, Counter[str]] = defaultdict(Counter)  # of places in their phrases
        self.owners: dict[int, Entity] = {}
        for phrase in phrases:
            self._countries[phrase.sentence].update(
                u.country for u in (*phrase.before, phrase.unit) if u.kind == "state" and u.country
            )
        self._all = _sum(self._countries, self._countries)
        for phrase in phrases:
            self._read(phrase, persons, locate)

    def _read(self, phrase: Phrase, persons: Mapping[str, Entity], locate: Locate) -> None:
        units = (*phrase.before, phrase.unit)
        people = [persons[u.words] for u in units if u.kind == "person"]
        located = (locate(u.words, self._all) for u in units if u.kind == "unknown")
        lands = [c for c in located if c is not None]
        self._lands[phrase.sentence].update(lands)
        for entity in people:
            self._where[id(entity)][phrase.sentence] = None
            self._beside[id(entity)].update(lands)
        if len(people) > 1 and phrase.unit.kind == "person":
            self.owners[id(people[-1])] = people[0]

    def by_name(self, entity: Entity, barred: Collection[str]) -> str | None:
        """The country of the article where such a name is usual."""
        usual = origins(entity.name) - set(barred)
        return _chosen({c: n for c, n in self._all.items() if c in usual}, LEAST_OF_NAME)

    def by_title(self, entity: Entity, barred: Collection[str]) -> str | None:
        """The United States for titles that news in English prints bare."""
        bare = any(o.title in _BARE_AMERICAN for o in entity.offices)
        foreign = bool(origins(entity.name)) and "USA" not in origins(entity.name)
        return (
            "USA" if bare and "USA" in self._all and "USA" not in barred and not foreign else None
        )

    def by_sentences(self, entity: Entity, barred: Collection[str]) -> str | None:
        """The country named in the sentences that name a person of the state or its people."""
        if not entity.sectors or entity.sectors[0] not in _OF_STATE:
            return None
        found = _sum(self._countries, self._where[id(entity)])
        return _chosen({c: n for c, n in found.items() if c not in barred}, LEAST_SHARE)

    def by_places(self, entity: Entity) -> str | None:
        """The country of the places named with an official or inhabitant, else in the sentences."""
        if not entity.sectors or entity.sectors[0] not in _LOCAL:
            return None
        around = _sum(self._lands, self._where[id(entity)])
        return _chosen(self._beside[id(entity)], LEAST_SHARE) or _chosen(around, LEAST_SHARE)


def _chosen(votes: Mapping[str, int], least: float) -> str | None:
    best = max(votes, key=lambda c: (votes[c], c), default=None)
    return best if best is not None and votes[best] >= least * sum(votes.values()) else None


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
