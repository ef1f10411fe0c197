"""States, organisations, groups and those who are only described: the key that tells each from all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from parley.facts.folding import fold
from parley.facts.loading import read_countries
from parley.records import Actor
from parley.stories.decided import Key, Member

_GENERIC: Final = frozenset(
    "ministry department office court supreme constitutional high parliament senate congress house assembly "
    "national federal state central council security committee commission bank army navy air force forces armed "
    "police guard border service intelligence media tv television agency news government general staff foreign "
    "defence defense interior affairs justice health of for and the prosecutor prosecutors red crescent cross".split()
)
"""Words of names that many countries have: made of these alone, a name is another one in each country."""

_ANYBODY: Final = frozenset(
    "activists allies analysts attackers citizens civilians countries critics diplomats experts forces "
    "investigators journalists lawmakers lawyers leaders media militants observers officials others outlets "
    "people powers protesters rebels refugees reporters reports residents sources states witnesses".split()
)
"""Nouns that name nobody, even with a capital: the first word of a sentence has one too."""

_CLASSES: Final = frozenset({"REB", "CVL", "REF", "OPP", "MIL", "PTY", "LEG"})
"""Sectors whose groups are the same people in every article: Ukrainian civilians, Syrian rebels."""

_SOME: Final = frozenset(
    "people men women children families victims others relatives prisoners passengers residents locals "
    "activists militants fighters soldiers workers witnesses villagers doctors medics volunteers warplanes jets "
    "aircraft planes drones helicopters one two three four five "
    "six seven eight nine ten eleven twelve dozen dozens hundreds thousands some several many few other our".split()
)
"""Words of descriptions that mean some people of one report, and others in the next."""

_CLASS_LENGTH: Final = 2
"""Words of a group's description up to which it names the whole group, not some of its members."""

_LONGEST_ACRONYM: Final = 7


def by_key(members: Sequence[Member]) -> Iterator[tuple[Key, list[Member]]]:
    """What identifies those who are no named persons, and who is identified by it."""
    clusters: dict[Key, list[Member]] = defaultdict(list)
    acronyms = _acronyms(members)
    known = _known_names(members)
    for m in members:
        clusters[_key(m, acronyms, known)].append(m)
    yield from clusters.items()


def _key(m: Member, acronyms: dict[str, Key], known: dict[str, str]) -> Key:
    actor = m.actor
    if actor.kind == "state" and actor.country:
        return ("state", actor.country)
    if actor.wikidata:
        return ("wikidata", actor.wikidata)
    if actor.kind == "person" or not _is_proper(actor):
        if _is_class(actor):
            return ("class", actor.country, actor.sector, _of_class(actor))
        return ("description", m.article, actor.key)
    key = _proper_key(actor)
    if len(key) == 2 and key[1] in known:
        return ("wikidata", known[str(key[1])])
    return acronyms.get(_letters(actor.name), key)


def _is_proper(actor: Actor) -> bool:
    """Whether a state, organisation or group is named and not described."""
    if actor.kind == "group" and not _ANYBODY.isdisjoint(fold(actor.name).split()):
        return False
    small = _GENERIC | {"in", "al", "de", "la", "el", "du"}
    words = actor.name.replace("-", " ").split()
    return any(w[:1].isupper() for w in words) and all(
        not w[:1].islower() or w in small for w in words
    )


def _is_class(actor: Actor) -> bool:
    words = fold(actor.name).split()
    short = (
        len(words) <= _CLASS_LENGTH and _SOME.isdisjoint(words) and not any(map(str.isdigit, words))
    )
    return actor.kind == "group" and bool(actor.country) and actor.sector in _CLASSES and short


def _of_class(actor: Actor) -> str:
    """The name of a group without its country: Syrian rebels are the rebels of Syria."""
    words = fold(actor.name).split()
    return " ".join(w for w in words if w not in _demonyms()) or " ".join(words)


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    return frozenset(fold(words) for words, hit in read_countries()[1] if hit.kind == "demonym")


def _proper_key(actor: Actor) -> Key:
    name = fold(actor.name)
    generic = all(word in _GENERIC for word in name.split())
    return ("named", name, actor.country) if generic else ("named", name)


def _known_names(members: Sequence[Member]) -> dict[str, str]:
    """Folded names of organisations and groups that have one Wikidata id wherever they have any."""
    ids: dict[str, set[str]] = defaultdict(set)
    for m in members:
        if m.actor.wikidata and m.actor.kind in {"organisation", "group"}:
            ids[fold(m.actor.name)].add(m.actor.wikidata)
    return {name: min(found) for name, found in ids.items() if len(found) == 1}


def _acronyms(members: Sequence[Member]) -> dict[str, Key]:
    """Initials that stand for one full name only, with its key."""
    full: dict[str, set[Key]] = defaultdict(set)
    for m in members:
        words = m.actor.name.replace("-", " ").split()
        if m.actor.kind == "organisation" and len(words) > 1 and _is_proper(m.actor):
            key = ("wikidata", m.actor.wikidata) if m.actor.wikidata else _proper_key(m.actor)
            full["".join(w[0] for w in words if w[0].isupper())].add(key)
    return {
        letters: next(iter(keys))
        for letters, keys in full.items()
        if 1 < len(letters) <= _LONGEST_ACRONYM and len(keys) == 1
    }


def _letters(name: str) -> str:
    """An acronym without full stops; what is no acronym stays what it is."""
    return name.replace(".", "") if name.isupper() else name
