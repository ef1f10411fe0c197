"""States, organisations, groups and those who are only described: the key that tells each from all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from parley.facts.folding import fold
from parley.facts.loading import read_countries
from parley.stories.identities.decided import Key
from parley.stories.identities.forms import Form, initials, letters

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


def by_key(forms: Iterable[Form]) -> Iterator[tuple[Form, Key | None]]:
    """What identifies those who are no named persons; None of descriptions, whom each article has its own of."""
    forms = list(forms)
    acronyms = _acronyms(forms)
    known = _known_names(forms)
    for form in forms:
        yield form, _key(form, acronyms, known)


def _key(actor: Form, acronyms: dict[str, Key], known: dict[str, str]) -> Key | None:
    if actor.kind == "state" and actor.country:
        return ("state", actor.country)
    if actor.wikidata:
        return ("wikidata", actor.wikidata)
    if actor.kind == "person" or not _is_proper(actor):
        if _is_class(actor):
            return ("class", actor.country, actor.sector, _of_class(actor))
        return None
    key = _proper_key(actor)
    if len(key) == 2 and key[1] in known:
        return ("wikidata", known[str(key[1])])
    return acronyms.get(letters(actor.name), key)


def _is_proper(actor: Form) -> bool:
    """Whether a state, organisation or group is named and not described."""
    if actor.kind == "group" and not _ANYBODY.isdisjoint(fold(actor.name).split()):
        return False
    small = _GENERIC | {"in", "al", "de", "la", "el", "du"}
    words = actor.name.replace("-", " ").split()
    return any(w[:1].isupper() for w in words) and all(
        not w[:1].islower() or w in small for w in words
    )


def _is_class(actor: Form) -> bool:
    words = fold(actor.name).split()
    short = (
        len(words) <= _CLASS_LENGTH and _SOME.isdisjoint(words) and not any(map(str.isdigit, words))
    )
    return actor.kind == "group" and bool(actor.country) and actor.sector in _CLASSES and short


def _of_class(actor: Form) -> str:
    """The name of a group without its country: Syrian rebels are the rebels of Syria."""
    words = fold(actor.name).split()
    return " ".join(w for w in words if w not in _demonyms()) or " ".join(words)


@lru_cache(maxsize=1)
def _demonyms() -> frozenset[str]:
    return frozenset(fold(words) for words, hit in read_countries()[1] if hit.kind == "demonym")


def _proper_key(actor: Form) -> Key:
    name = fold(actor.name)
    generic = all(word in _GENERIC for word in name.split())
    return ("named", name, actor.country) if generic else ("named", name)


def _known_names(forms: Iterable[Form]) -> dict[str, str]:
    """Folded names of organisations and groups that have one Wikidata id wherever they have any."""
    ids: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        if form.wikidata and form.kind in {"organisation", "group"}:
            ids[fold(form.name)].add(form.wikidata)
    return {name: min(found) for name, found in ids.items() if len(found) == 1}


def _acronyms(forms: Iterable[Form]) -> dict[str, Key]:
    """Initials that stand for one full name only, with its key."""
    full: dict[str, set[Key]] = defaultdict(set)
    for form in forms:
        short = initials(form.name) if form.kind == "organisation" else None
        if short is not None and _is_proper(form):
            full[short].add(("wikidata", form.wikidata) if form.wikidata else _proper_key(form))
    return {short: next(iter(keys)) for short, keys in full.items() if len(keys) == 1}
