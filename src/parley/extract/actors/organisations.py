"""Organisations by name, short form and acronym."""

from __future__ import annotations

from parley.extract.actors.identity import Entities, Entity, plain, slug
from parley.extract.actors.roles import organisation_sector
from parley.extract.actors.units import Unit
from parley.facts.facts import KnownActor

_SMALL: frozenset[str] = frozenset("of for the and on in de".split())


class Organisations:
    """The organisations and named groups of one article."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._by_name: dict[str, Entity] = {}
        self._by_known: dict[int, Entity] = {}
        self._by_initials: dict[str, Entity] = {}

    def of(self, unit: Unit) -> Entity:
        """Whom the name stands for; a new organisation where it was not named before."""
        words = _bare(unit.words)
        folded = plain(words)
        found = self._by_name.get(folded)
        if found is None and unit.known is not None:
            found = self._by_known.get(id(unit.known))
        if found is None and words.isupper():
            found = self._by_initials.get(words.replace(".", ""))
        if found is None:
            found = self._new(words, unit.known)
        self._by_name[folded] = found
        return found

    def same(self, entity: Entity, words: str) -> None:
        """Note that the words, an acronym in brackets, stand for the organisation as well."""
        self._by_name.setdefault(plain(_bare(words)), entity)

    def _new(self, words: str, known: KnownActor | None) -> Entity:
        entity = self._entities.add(
            Entity(slug(words), known.name if known else words, "organisation")
        )
        if known is not None:
            entity.known, entity.kind, entity.country = known, known.kind, known.country
            self._by_known[id(known)] = entity
            for sector in known.sectors:
                entity.has_sector(sector)
        else:
            entity.has_sector(organisation_sector(words))
        parts = [w for w in entity.name.split() if w.lower() not in _SMALL]
        if len(parts) > 1:
            self._by_initials.setdefault("".join(w[0] for w in parts).upper(), entity)
        # "Amnesty" for Amnesty International, "the Observatory" for its long name.
        if len(parts) > 1:
            for short in (parts[0], next((p for p in parts if p in _SHORT_FORMS), "")):
                if len(short) > 4 and short not in _COMMON_FIRST:
                    self._by_name.setdefault(plain(short), entity)
        return entity


_SHORT_FORMS: frozenset[str] = frozenset({"Observatory", "Commission", "Crescent"})
_COMMON_FIRST: frozenset[str] = frozenset(
    "International National American European United World Institute Council Center Centre Islamic State "
    "Russian Ukrainian Syrian Iranian Israeli British German French Chinese Korean Arab Foreign Supreme "
    "Human Federal General Central Royal Doctors Department Ministry University Associated South North "
    "White Black Green".split()
)


def _bare(words: str) -> str:
    return words[4:] if words[:4] in ("the ", "The ") else words
