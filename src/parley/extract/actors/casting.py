"""From phrases to actors: who each phrase of an article stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from parley.extract.actors.affiliations import Affiliations
from parley.extract.actors.allegiance import conclude_countries, conclude_grounds
from parley.extract.actors.descriptions import Descriptions
from parley.extract.actors.identity import Entities, Entity, People
from parley.extract.actors.localities import Localities
from parley.extract.actors.offices import Offices
from parley.extract.actors.organisations import Organisations
from parley.extract.actors.pairs import stands_for_two, the_two
from parley.extract.actors.phrases import Phrase, is_location, quotation
from parley.extract.actors.reference import Discourse, first_or_second
from parley.extract.actors.roles import noun
from parley.extract.actors.units import NO_STATES, Unit
from parley.extract.grammar import complements, is_subject, preposition
from parley.facts.facts import Facts, KnownActor
from parley.language import Reading
from parley.records import Mention, MentionKind, Office
from parley.spans import Span

Cast_ = tuple[Entity | None, MentionKind]

_INDEFINITE: Final = frozenset({"a", "an", "another", "any", "no", "every", "some", "one"})
_POSSESSIVE: Final = frozenset({"his", "her", "its", "their"})
_TOO_VAGUE: Final = frozenset(
    {"side", "state", "nation", "country", "federation", "kingdom", "republic"}
)
_ISSUED: Final = frozenset(
    "statement; joint statement; declaration; joint declaration; communique; document; letter; report".split(
        "; "
    )
)
_ARMED: Final = frozenset({"MIL", "REB", "OPP"})
_NO_ARTICLE: Final = frozenset({"police", "central bank"})
_STANCES: Final = frozenset({"opposition", "resistance"})
_WHOLE_STATE: Final = frozenset({"GOV", "MIL"})


class Casting:
    """Reads the phrases of one article in order and says who each stands for."""

    def __init__(
        self,
        reading: Reading,
        phrases: Sequence[Phrase],
        facts: Facts,
        localities: Localities,
        day: date | None,
    ) -> None:
        self._reading, self._phrases, self._facts = reading, phrases, facts
        self._localities = localities
        self.entities = Entities()
        self.several: dict[Span, tuple[str, ...]] = {}
        people = People(self.entities, facts, day)
        people.learn(_names_of_persons(phrases))
        self._people = people
        self._organisations = Organisations(self.entities)
        self._sides = Affiliations(reading, phrases, people, self._organisations)
        self._discourse = Discourse(reading, quotation(reading))
        self._descriptions = Descriptions(reading, self.entities, self._discourse)
        self._offices = Offices(self.entities, people, self._discourse, facts, day)

    def run(self) -> list[Mention]:
        """The mentions, in order."""
        self._sides.learn()
        conclude_countries(self._phrases, self._people.by_words, self._localities.country)
        out = []
        meant: list[tuple[Entity, Phrase]] = []
        for phrase in self._phrases:
            cast = self._cast(phrase)
            if cast is None:
                continue
            entity, kind = cast
            span = phrase.span(self._reading)
            if entity is not None:
                if kind != "pronoun":
                    entity.names.setdefault(" ".join(span.of(self._reading.text).split()))
                    if kind in ("description", "role"):
                        entity.names.update(dict.fromkeys(self._descriptions.long_forms(phrase)))
                self._discourse.note(entity, phrase)
                meant.append((entity, phrase))
            out.append(Mention(span, entity.key if entity else None, kind))
        conclude_grounds(self._reading, self._phrases, meant, self._localities.country)
        return out

    def _cast(self, phrase: Phrase) -> Cast_ | None:
        unit = phrase.unit
        match unit.kind:
            case "person":
                return self._people.of(unit.words), "name" if " " in unit.words else "surname"
            case "state":
                return self._state_name(phrase)
            case "organisation":
                return self._organisation(phrase), "name"
            case "unknown":
                return self._unknown(phrase)
            case "pronoun":
                if first_or_second(unit.words):
                    return None, "pronoun"
                return self._discourse.resolve(phrase), "pronoun"
            case "noun":
                return self._noun(phrase)
        return None

    def _state_name(self, phrase: Phrase) -> Cast_ | None:
        unit = phrase.unit
        assert unit.country is not None
        assert unit.how is not None
        if is_location(self._reading, phrase):
            return None
        state = self._state(unit.country)
        body = noun(unit.words.split()[-1]) if unit.how == "metonym" else None
        if body is not None:
            self._descriptions.remember(body[0].words, body[1], state)
        return state, unit.how

    def _state(self, country: str) -> Entity:
        """The state, or the union of states, of that code."""
        found = self.entities.by_key.get(country.lower())
        if found is None:
            known = self._facts.countries.get(country)
            name = known.names[0] if known is not None else country
            found = Entity(country.lower(), name, "state", country, ["GOV"])
            if country in NO_STATES:
                found.kind, found.sectors = "organisation", ["IGO"]
            self.entities.add(found)
        return found

    def _organisation(self, phrase: Phrase) -> Entity:
        if phrase.unit.words.isupper():
            self._bracketed(phrase)
        entity = self._organisations.of(phrase.unit)
        if entity.country is None and entity.sectors[:1] != ["MED"]:
            entity.country = self._sides.side(phrase, phrase.before)[0]
        return entity

    def _unknown(self, phrase: Phrase) -> Cast_ | None:
        """A name of which nothing is known is an organisation where it speaks and is an acronym."""
        unit, reading = phrase.unit, self._reading
        if not (unit.words.isupper() and len(unit.words) > 1):
            return None
        if self._bracketed(phrase):
            return self._organisations.of(unit), "name"
        governed = preposition(reading, phrase.head)
        quoted = governed is not None and reading.lemmas[governed[1]].lower() in (
            "accord",
            "according",
        )
        if not quoted and not is_subject(reading, phrase.head):
            return None
        return self._organisations.of(unit), "name"

    def _bracketed(self, phrase: Phrase) -> bool:
        """Whether an acronym stands in brackets behind the name that it shortens; it is noted then."""
        reading, i = self._reading, phrase.first
        if i < 2 or reading.words[i - 1] not in ("(", "["):
            return False
        before = self._sides.phrase_at(i - 2)
        if before is None or before.unit.kind != "organisation":
            return False
        self._organisations.same(self._organisations.of(before.unit), phrase.unit.words)
        return True

    def _noun(self, phrase: Phrase) -> Cast_ | None:
        unit = phrase.unit
        assert unit.noun is not None
        partner = self._sides.partners.get(phrase.head)
        if partner is not None:
            return partner, "role"
        if self._only_modifies(phrase) or self._is_stance(phrase):
            return None
        if stands_for_two(self._reading, phrase):
            two = the_two(self._reading, phrase, self._discourse.recent())
            self.several[phrase.span(self._reading)] = tuple(e.key for e in two)
            return None, "description"
        country, sector = self._sides.side(phrase, (*phrase.before, unit))
        cls = unit.noun.cls
        if phrase.determiner in _POSSESSIVE and (country is None or cls == "state"):
            owner = self._owner(phrase)
            country = owner.country if owner is not None else country
        if cls == "document":
            return self._document(phrase)
        if cls == "state":
            return self._institution(phrase, country)
        if country is None:
            country = self._body_before(phrase)
        office = cls == "office" and not unit.plural and self._points_back(phrase, country)
        title = self._sides.title(phrase, unit)
        if office:
            bodies = [u.known for u in phrase.before if u.known is not None]
            holder = self._offices.holder(title, country, phrase.quoted, bodies)
            if holder is not None:
                return holder, "role"
        officials = cls in ("office", "person") and unit.plural and sector in _WHOLE_STATE
        if officials and country is not None and country not in NO_STATES:
            return self._state(country), "description"
        if sector == "MED" and cls == "person":
            country = None  # a reporter acts for nobody
        described = self._descriptions.of(phrase, country, sector)
        if office and country is not None and described.noun and not described.offices:
            evidence = phrase.span(self._reading)
            described.offices.append(Office(title, country, evidence=evidence))
        return described, "description"

    def _only_modifies(self, phrase: Phrase) -> bool:
        """Whether the noun only says more about another: "a press conference", "the public debt"."""
        unit, reading = phrase.unit, self._reading
        assert unit.noun is not None
        if reading.deps[phrase.head] not in ("compound", "amod", "nmod"):
            return False
        acts = unit.noun.cls == "state" or unit.noun.sector in _ARMED
        return not acts or unit.noun.words == "state"

    def _is_stance(self, phrase: Phrase) -> bool:
        """Whether it is what one feels and nobody who acts: "opposition to the deal", "resistance from Iran"."""
        noun = phrase.unit.noun
        feels = noun is not None and noun.words in _STANCES
        return feels and bool(complements(self._reading, phrase.head, "to", "from"))

    def _points_back(self, phrase: Phrase, country: str | None) -> bool:
        """Whether an office can be that of somebody known: "a mayor" and "the governor of X" are not."""
        if phrase.determiner in _INDEFINITE:
            return False
        if country is not None:
            return True
        if any(u.noun is not None and u.noun.cls == "state" for u in phrase.before):
            return False
        places = complements(self._reading, phrase.head, "of")
        return not any(self._reading.words[t][0].isupper() for t in places)

    def _body_before(self, phrase: Phrase) -> str | None:
        """The country of the body in "the air force's spokesman", where it was named before."""
        for unit in phrase.before:
            if unit.noun is not None and unit.noun.cls == "state":
                body = self._descriptions.earlier(unit.noun.words, unit.plural)
                if body is not None:
                    return body.country
        return None

    def _owner(self, phrase: Phrase) -> Entity | None:
        """Whom the possessive pronoun at the front of the phrase stands for."""
        unit = phrase.before[0]
        inner = Phrase(
            unit.first, unit.last, unit, (), "", phrase.sentence, unit.first, phrase.quoted
        )
        return self._discourse.resolve(inner)

    def _institution(self, phrase: Phrase, country: str | None) -> Cast_ | None:
        """An arm of a state is the state; without a country it is the one named before."""
        unit = phrase.unit
        assert unit.noun is not None
        words = unit.noun.words
        if country in NO_STATES:
            return self._descriptions.of(phrase, country, "IGO"), "description"
        if country is not None:
            state = self._state(country)
            self._descriptions.remember(words, unit.plural, state)
            return state, "metonym"
        if phrase.first == phrase.last - 1 and not unit.plural and words not in _NO_ARTICLE:
            return None  # "in government", "more diplomacy"
        if words == "security council" and unit.words[0].isupper():
            return self._security_council(unit), "name"
        if phrase.definite or not phrase.determiner:
            earlier = self._descriptions.earlier(words, unit.plural)
            if earlier is not None:
                return earlier, "description"
            if words in _TOO_VAGUE and not unit.plural:
                return None
            if phrase.definite and not unit.plural:
                for seen in self._discourse.recent():
                    if seen.entity.kind == "state":
                        return seen.entity, "description"
        return self._descriptions.of(phrase, None, unit.noun.sector), "description"

    def _security_council(self, unit: Unit) -> Entity:
        """Without a country it is that of the United Nations."""
        known = self._facts.actor("UN Security Council")
        whole = replace(unit, words="UN Security Council", known=known)
        council = self._organisations.of(whole)
        if known is None:
            council.country = "IGO"
            council.has_sector("IGO", first=True)
        return council

    def _document(self, phrase: Phrase) -> Cast_ | None:
        """A paper speaks for whoever issued it: "a statement by …", "the ministry's statement"."""
        for unit in reversed(phrase.before):
            issuer = self._issuer(unit)
            if issuer is not None:
                return issuer, "description"
        for token in complements(self._reading, phrase.head, "by", "from", "of", "in"):
            other = self._sides.phrase_at(token)
            issuer = self._issuer(other.unit) if other is not None else None
            if issuer is not None:
                return issuer, "description"
        assert phrase.unit.noun is not None
        told = phrase.unit.noun.words in _ISSUED and phrase.definite
        if told and is_subject(self._reading, phrase.head):
            for seen in self._discourse.recent():
                if seen.subject:
                    return seen.entity, "description"
        if is_subject(self._reading, phrase.head):
            return self._descriptions.of(phrase, None, None), "description"
        return None

    def _issuer(self, unit: Unit) -> Entity | None:
        if unit.kind == "organisation":
            return self._organisations.of(unit)
        if unit.kind == "person":
            return self._people.of(unit.words)
        return self._state(unit.country) if unit.country is not None else None


def _names_of_persons(phrases: Sequence[Phrase]) -> list[tuple[str, KnownActor | None]]:
    units = (u for p in phrases for u in (*p.before, p.unit) if u.kind == "person")
    return [(u.words, u.known) for u in units]
