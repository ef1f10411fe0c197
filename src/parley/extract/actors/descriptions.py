"""Actors without a name: "a senior official", "three sources", "the rebels", and what points back."""

from __future__ import annotations

from typing import Final

from parley.extract.actors.identity import Entities, Entity, slug
from parley.extract.actors.phrases import Phrase
from parley.extract.actors.reference import Discourse
from parley.extract.actors.roles import gender_of_title
from parley.language import Reading
from parley.records import ActorKind

LONGEST_DESCRIPTION: Final = 16
"""Tokens of a description with all that follows its noun."""

_NAMED_BY_GROUP: Final = frozenset(
    "group alliance bloc organisation movement militia coalition watchdog monitor charity".split()
)
_SCHOLARS: Final = frozenset(
    "analyst expert scholar scientist political scientist academic professor lecturer".split()
)


class Descriptions:
    """The actors of an article that are only described, by their words and by their last noun."""

    def __init__(self, reading: Reading, entities: Entities, discourse: Discourse) -> None:
        self._reading, self._entities, self._discourse = reading, entities, discourse
        self._by_words: dict[str, Entity] = {}
        self._by_noun: dict[tuple[str, bool], Entity] = {}

    def remember(self, noun: str, plural: bool, entity: Entity) -> None:
        """Note whom the noun stood for last: "the ministry" is the one named before."""
        self._by_noun[noun, plural] = entity
        self._by_noun[noun.split()[-1], plural] = entity

    def earlier(self, noun: str, plural: bool) -> Entity | None:
        """Whom the noun stood for last."""
        return self._by_noun.get((noun, plural))

    def of(self, phrase: Phrase, country: str | None, sector: str | None) -> Entity:
        """Whom the description stands for; a definite one points back where it can."""
        unit = phrase.unit
        assert unit.noun is not None
        noun = unit.noun.words
        if phrase.definite:
            earlier = self.earlier(noun, unit.plural)
            agrees = earlier is not None and (country is None or earlier.country in (None, country))
            if earlier is not None and agrees and self._says_nothing_new(phrase, earlier):
                return earlier
            found = None if phrase.before or unit.plural else self._named(phrase)
            if found is not None:
                return found
        words = self._words(phrase.first, phrase.last)
        entity = self._by_words.get(words.lower())
        if entity is None:
            entity = self._new(phrase, words, country, sector)
        self.remember(noun, unit.plural, entity)
        return entity

    def long_forms(self, phrase: Phrase) -> list[str]:
        """The description with its first complement, and with all that follows its noun."""
        reading, out = self._reading, list[str]()
        _, end = reading.sentences[phrase.sentence]
        kids = [k for k in reading.kids[phrase.head] if k >= phrase.last]
        for kid in kids:
            if reading.deps[kid] not in ("prep", "relcl", "acl", "amod", "advmod"):
                break
            last = max(reading.subtree(kid)) + 1
            if last - phrase.first > LONGEST_DESCRIPTION or last > end:
                break
            out.append(self._words(phrase.first, last))
        return out

    def _new(self, phrase: Phrase, words: str, country: str | None, sector: str | None) -> Entity:
        unit = phrase.unit
        assert unit.noun is not None
        kind: ActorKind = "group"
        if unit.noun.cls in ("organisation", "document"):
            kind = "organisation"
        elif unit.noun.cls in ("office", "person") and not unit.plural:
            kind = "person"
        # Of a person a name in small letters says that it is none; a group keeps the names in it: "EU leaders".
        name = words.lower() if kind == "person" else self._uncapped(phrase, words)
        entity = Entity(slug(words), name, kind, country, plural=unit.plural)
        entity.noun, entity.gender = unit.noun.words, gender_of_title(unit.words)
        entity.has_sector(sector or unit.noun.sector)
        self._by_words[words.lower()] = entity
        return self._entities.add(entity)

    def _uncapped(self, phrase: Phrase, words: str) -> str:
        """The words without the capital that only the beginning of a sentence gives."""
        first, _ = self._reading.sentences[phrase.sentence]
        begins = phrase.first == first and self._reading.pos[first] in ("NOUN", "ADJ", "NUM")
        proper = self._reading.tags[first] in ("NNP", "NNPS") or not words[1:2].islower()
        return words[:1].lower() + words[1:] if begins and not proper else words

    @staticmethod
    def _says_nothing_new(phrase: Phrase, earlier: Entity) -> bool:
        """Whether whoever the description is tied to was in the earlier words too."""
        ties = (
            u.words.lower()
            for u in phrase.before
            if u.kind in ("organisation", "person", "unknown")
        )
        said = " ".join((earlier.name, *earlier.names)).lower()
        return all(tie in said for tie in ties)

    def _named(self, phrase: Phrase) -> Entity | None:
        """The last named actor that the definite noun fits: "the agency", "the analyst"."""
        noun = phrase.unit.noun
        assert noun is not None
        for seen in self._discourse.recent():
            entity = seen.entity
            first = entity.sectors[0] if entity.sectors else None
            if noun.cls == "organisation" or noun.words in _NAMED_BY_GROUP:
                named = entity.kind in ("organisation", "group") and not entity.noun
                if (
                    noun.words == "coalition"
                ):  # no body is called so that has not the word in its name
                    named = named and "coalition" in entity.name.lower()
                if named and (noun.sector is None or noun.sector == first):
                    return entity
            elif noun.cls == "person" and entity.kind == "person" and not entity.plural:
                fits = noun.sector is not None and noun.sector in entity.sectors
                if fits or (noun.words in _SCHOLARS and first in (None, "NGO", "CVL")):
                    return entity
        return None

    def _words(self, first: int, last: int) -> str:
        """The words without a determiner at the front."""
        if self._reading.pos[first] == "DET" and first + 1 < last:
            first += 1
        return " ".join(self._reading.span(first, last).of(self._reading.text).split())
