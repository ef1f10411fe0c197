"""From phrases to actors: who each phrase of an article stands for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from parley.extract.identity import Entities, Entity, People, plain, slug
from parley.extract.names import Unit
from parley.extract.phrases import Phrase, complements, is_subject, preposition
from parley.extract.reference import Discourse
from parley.extract.roles import (
    HONORIFICS,
    TITLE_WORDS,
    gender_of_title,
    organisation_sector,
    same_title,
    title_fits,
)  # fmt: skip
from parley.facts.facts import Facts, KnownActor
from parley.language import Reading
from parley.records import Mention, MentionKind, Office

_PLACE_PREPOSITIONS: Final = frozenset(
    "in at near inside outside across around throughout within over via through into toward towards off along".split()
)
_MOTION: Final = frozenset(
    "travel fly go come return visit head arrive trip journey move flight send drive back way route fly".split()
)
_CITY_WORDS: Final = frozenset(
    "city town village capital region province suburb port district oblast".split()
)


class Casting:
    """Reads the phrases of one article in order and says who each stands for."""

    def __init__(self, reading: Reading, facts: Facts, day: date | None) -> None:
        self.reading, self.facts, self.day = reading, facts, day
        self.entities = Entities()
        self._people = People(self.entities, facts, day)
        self._discourse = Discourse(reading)
        self._organisations: dict[str, Entity] = {}
        self._described: dict[str, Entity] = {}  # last entity of each noun
        self._partners: dict[int, Entity] = {}  # head token of a phrase in apposition -> person
        self._states: dict[str, int] = {}  # country -> mentions so far

    def run(self, phrases: Sequence[Phrase]) -> list[Mention]:
        """The mentions, in order."""
        self._people.learn((p.unit.words, p.unit.known) for p in phrases if p.unit.kind == "person")
        for phrase in phrases:
            for unit in phrase.before:
                if unit.kind == "person":
                    self._people.learn([(unit.words, unit.known)])
        self._phrase_at = {t: p for p in phrases for t in range(p.first, p.last)}
        self._learn_offices(phrases)
        out = []
        for phrase in phrases:
            cast = self._cast(phrase)
            if cast is None:
                continue
            entity, kind = cast
            span = phrase.span(self.reading)
            if entity is not None:
                if kind != "pronoun":
                    entity.names.setdefault(" ".join(span.of(self.reading.text).split()))
                self._discourse.note(entity, phrase)
            out.append(Mention(span, entity.key if entity else None, kind))
        return out

    # -- offices and countries of persons -----------------------------------------------------

    def _learn_offices(self, phrases: Sequence[Phrase]) -> None:
        by_head = {p.head: p for p in phrases}
        for n, phrase in enumerate(phrases):
            if phrase.unit.kind != "person":
                continue
            person = self._people.of(phrase.unit.words)
            self._learn(person, phrase, phrase.before)
            for other in self._appositions(phrase, n, phrases, by_head):
                self._partners[other.head] = person
                self._learn(person, other, (*other.before, other.unit))

    def _appositions(
        self, phrase: Phrase, n: int, phrases: Sequence[Phrase], by_head: dict[int, Phrase]
    ) -> list[Phrase]:
        """Phrases that say what the person is: "…, the governor, …", before or after the name."""
        reading, out = self.reading, []
        for kid in reading.children(phrase.head, "appos"):
            other = by_head.get(kid)
            if other is not None and _is_role(other.unit):
                out.append(other)
        if reading.deps[phrase.head] == "appos":
            other = by_head.get(reading.heads[phrase.head])
            if other is not None and _is_role(other.unit):
                out.append(other)
        for other, low, high in (
            (phrases[n - 1] if n else None, None, phrase),
            (phrases[n + 1] if n + 1 < len(phrases) else None, phrase, None),
        ):
            if other is None or other in out or not _is_role(other.unit):
                continue
            left, right = (other, phrase) if low is None else (phrase, other)
            if (
                right.first - left.last == 1
                and reading.words[left.last] == ","
                and left.sentence == right.sentence
                and reading.deps[right.head] != "conj"
                and (other.determiner or other.before)
            ):
                out.append(other)
        return out

    def _learn(self, person: Entity, phrase: Phrase, units: Sequence[Unit]) -> None:
        """What the words around a name say: honorific, office, country, sector."""
        country, sector = self._allegiance(phrase, units)
        nouns = [u for u in units if u.noun is not None and u.noun.cls in ("office", "person")]
        for unit in units:
            if unit.kind == "honorific":
                person.gender = HONORIFICS[unit.words.lower()] or person.gender
        for unit in nouns:
            assert unit.noun is not None
            person.gender = person.gender or gender_of_title(unit.words)
            if person.known is None:
                person.has_sector(sector or unit.noun.sector)
            if unit.noun.cls == "office":
                title = self._title(phrase, unit)
                if all(o.title != title for o in person.offices):
                    span = phrase.span(self.reading)
                    person.offices.append(Office(title, country or person.country, evidence=span))
        if country is not None and person.country is None and sector != "MED":
            person.country = country

    def _title(self, phrase: Phrase, unit: Unit) -> str:
        """The office in words: the noun with the words before it that belong to the title."""
        words = [unit.noun.words if unit.noun else unit.words]
        t = unit.first - 1
        while t >= phrase.first and same_title(self.reading.words[t]) in TITLE_WORDS:
            words.insert(0, same_title(self.reading.words[t]))
            t -= 1
        return " ".join(words)

    def _allegiance(self, phrase: Phrase, units: Sequence[Unit]) -> tuple[str | None, str | None]:
        """Country and sector that the modifiers, the noun and its complement tell, nearest first."""
        country, sector = None, None
        for unit in (*reversed(units), *self._complement_units(phrase)):
            c, s = self._of_unit(unit)
            country = country or c
            if unit.kind == "organisation" or (unit.noun is not None and unit.noun.cls != "person"):
                sector = sector or s
        if sector is None:
            sector = next(
                (u.noun.sector for u in reversed(units) if u.noun and u.noun.sector), None
            )
        return country, sector

    def _of_unit(self, unit: Unit) -> tuple[str | None, str | None]:
        if unit.kind == "state":
            return unit.country, None
        if unit.noun is not None:
            return unit.noun.country, unit.noun.sector
        if unit.kind == "organisation":
            entity = self._organisation(unit)
            return entity.country, entity.sectors[0] if entity.sectors else None
        if unit.kind == "person":
            return self._people.of(unit.words).country, None
        return None, None

    def _complement_units(self, phrase: Phrase) -> list[Unit]:
        out: list[Unit] = []
        if phrase.unit.kind in ("noun", "person"):
            for token in complements(
                self.reading, phrase.head, "of", "for", "at", "with", "in", "from", "to"
            ):
                other = self._phrase_at.get(token)
                if other is not None:
                    out.extend((other.unit, *reversed(other.before)))
        return out

    _phrase_at: dict[int, Phrase]

    # -- one phrase ---------------------------------------------------------------------------

    def _cast(self, phrase: Phrase) -> tuple[Entity | None, MentionKind] | None:
        unit = phrase.unit
        if unit.kind == "person":
            entity = self._people.of(unit.words)
            full = len(unit.words.split()) > 1
            return entity, "name" if full else "surname"
        if unit.kind == "state":
            return self._state_phrase(phrase)
        if unit.kind == "organisation":
            entity = self._organisation(unit)
            if entity.country is None and "MED" not in entity.sectors[:1]:
                entity.country = self._allegiance(phrase, phrase.before)[0]
            return entity, "name"
        if unit.kind == "pronoun":
            if unit.words.lower() in ("i", "we", "me", "my", "our", "us", "you", "your"):
                return None, "pronoun"
            return self._discourse.resolve(phrase), "pronoun"
        if unit.kind == "noun":
            return self._noun_phrase(phrase)
        return None

    def _state_phrase(self, phrase: Phrase) -> tuple[Entity, MentionKind] | None:
        unit = phrase.unit
        assert unit.country is not None
        assert unit.how is not None
        if unit.how != "demonym" and self._is_location(phrase):
            return None
        state = self._state(unit.country)
        if unit.how == "name" and state.name == unit.country:
            state.name = unit.words.removeprefix("the ").removeprefix("The ")
        return state, unit.how

    def _is_location(self, phrase: Phrase) -> bool:
        """Whether the name only says where: after in, at, near; a capital after from or a motion to."""
        reading = self.reading
        if phrase.unit.words.lower().startswith("the ") or phrase.unit.words in (
            "Kremlin",
            "White House",
        ):
            return False
        governed = preposition(reading, phrase.head)
        if governed is None:
            return False
        word, above = governed
        if word in _PLACE_PREPOSITIONS:
            return True
        if phrase.unit.how == "metonym":
            if word == "of":
                return reading.lemmas[above].lower() in _CITY_WORDS
            if word in ("to", "for", "from"):
                return word == "from" or reading.lemmas[above].lower() in _MOTION
        return False

    def _state(self, country: str) -> Entity:
        key = country.lower()
        found = self.entities.by_key.get(key)
        self._states[country] = self._states.get(country, 0) + 1
        if found is None:
            found = self.entities.add(Entity(key, country, "state", country, ["GOV"]))
        return found

    def _organisation(self, unit: Unit) -> Entity:
        words = unit.words
        folded = plain(words.removeprefix("the ").removeprefix("The "))
        found = self._organisations.get(folded)
        if found is not None:
            return found
        known = unit.known
        if known is not None:
            for entity in self._organisations.values():
                if entity.known is known:
                    self._organisations[folded] = entity
                    return entity
        entity = self._short_form(words)
        if entity is None:
            entity = self.entities.add(
                Entity(slug(words), known.name if known else words, "organisation")
            )
            if known is not None:
                entity.known, entity.kind, entity.country = known, known.kind, known.country
                for sector in known.sectors:
                    entity.has_sector(sector)
            else:
                entity.has_sector(organisation_sector(words))
        self._organisations[folded] = entity
        return entity

    def _short_form(self, words: str) -> Entity | None:
        """The organisation named before whose initials or last words these are."""
        for entity in self._organisations.values():
            parts = [w for w in entity.name.split() if w[0].isupper()]
            if (
                words.isupper()
                and len(words) > 1
                and "".join(w[0] for w in parts) == words.replace(".", "")
            ):
                return entity
            if len(parts) > 2 and words == parts[0] and entity.known is None:
                return entity
        return None

    # -- nouns --------------------------------------------------------------------------------

    def _noun_phrase(self, phrase: Phrase) -> tuple[Entity | None, MentionKind] | None:
        unit = phrase.unit
        assert unit.noun is not None
        partner = self._partners.get(phrase.head)
        if partner is not None:
            return partner, "role"
        country, sector = self._allegiance(phrase, (*phrase.before, unit))
        cls = unit.noun.cls
        if country is None and phrase.determiner in ("his", "her", "its", "their"):
            owner = self._owner(phrase)
            country = owner.country if owner else None
        if cls == "document":
            return self._document(phrase)
        if cls == "state":
            return self._institution(phrase, country)
        if cls == "office" and not unit.plural:
            holder = self._office(phrase, country)
            if holder is not None:
                return holder, "role"
        if cls in ("office", "person") and unit.plural and country and sector in ("GOV", "MIL"):
            return self._state(country), "description"
        return self._description(phrase, country, sector), "description"

    def _owner(self, phrase: Phrase) -> Entity | None:
        pronoun = phrase.before[0]
        inner = Phrase(
            pronoun.first,
            pronoun.last,
            pronoun,
            (),
            "",
            phrase.sentence,
            pronoun.first,
            phrase.quoted,
        )
        return self._discourse.resolve(inner)

    def _institution(
        self, phrase: Phrase, country: str | None
    ) -> tuple[Entity | None, MentionKind] | None:
        """An arm of a state: the state."""
        unit = phrase.unit
        assert unit.noun is not None
        if country in ("IGO", "EUU"):
            return self._description(phrase, country, "IGO"), "description"
        noun = unit.noun.words
        if country is None and (phrase.definite or not phrase.determiner):
            earlier = self._described.get(noun)
            if earlier is not None:
                return earlier, "description"
            if noun in ("side", "state", "nation", "country", "federation", "kingdom", "republic"):
                return None
            near = next(
                (s.entity for s in self._discourse.recent() if s.entity.kind == "state"), None
            )
            if phrase.definite and near is not None:
                return near, "description"
        if country is None:
            return self._description(phrase, None, unit.noun.sector), "description"
        state = self._state(country)
        self._described[noun] = state
        return state, "metonym"

    def _office(self, phrase: Phrase, country: str | None) -> Entity | None:
        """The person of the article, or of the facts, who holds the office."""
        unit = phrase.unit
        assert unit.noun is not None
        title = self._title(phrase, unit)
        if phrase.determiner in ("a", "an", "another", "any", "no", "every"):
            return None
        fitting = [
            e for e in self.entities.persons()
            if (country is None or e.country == country)
            and (any(title_fits(title, o.title) for o in e.offices) or self._holds(e, title))
        ]  # fmt: skip
        if fitting:
            recent = [s.entity.key for s in self._discourse.recent()]
            seen = [e for e in fitting if e.key in recent]
            if seen:
                return min(seen, key=lambda e: recent.index(e.key))
            mentioned = [e for e in fitting if e.mentions] or fitting
            return max(mentioned, key=lambda e: e.mentions)
        if country is None:
            return None
        return self._from_facts(title, country)

    def _holds(self, entity: Entity, title: str) -> bool:
        known = entity.known
        if known is None:
            return False
        return any(
            title_fits(title, t.title)
            and (
                self.day is None
                or (
                    (t.since is None or t.since <= self.day)
                    and (t.until is None or self.day <= t.until)
                )
            )
            for t in known.tenures
        )

    def _from_facts(self, title: str, country: str) -> Entity | None:
        holders: list[KnownActor] = list(self.facts.holders(title, country, self.day))
        if not holders and title == "leader":
            for top in (
                "supreme leader",
                "president",
                "prime minister",
                "chancellor",
                "king",
                "leader",
            ):
                holders = list(self.facts.holders(top, country, self.day))
                if holders:
                    break
        if len(holders) != 1:
            return None
        words = holders[0].name
        self._people.learn([(words, holders[0])])
        return self._people.of(words)

    def _document(self, phrase: Phrase) -> tuple[Entity | None, MentionKind] | None:
        """A paper speaks for whoever issued it: "a statement by …", "the ministry's statement"."""
        for unit in reversed(phrase.before):
            if unit.kind in ("organisation", "person", "state"):
                entity = self._of_issuer(unit)
                if entity is not None:
                    return entity, "description"
        for token in complements(self.reading, phrase.head, "by", "from", "of", "in"):
            other = self._phrase_at.get(token)
            if other is not None and other.unit.kind in ("organisation", "person", "state"):
                entity = self._of_issuer(other.unit)
                if entity is not None:
                    return entity, "description"
        if phrase.definite and is_subject(self.reading, phrase.head):
            for seen in self._discourse.recent():
                if seen.subject:
                    return seen.entity, "description"
        return None

    def _of_issuer(self, unit: Unit) -> Entity | None:
        if unit.kind == "organisation":
            return self._organisation(unit)
        if unit.kind == "person":
            return self._people.of(unit.words)
        return self._state(unit.country) if unit.country else None

    def _description(self, phrase: Phrase, country: str | None, sector: str | None) -> Entity:
        """Somebody without a name; a definite description points back to one of the same noun."""
        unit = phrase.unit
        assert unit.noun is not None
        noun = unit.noun.words
        key = ("s " if unit.plural else "") + noun
        earlier = self._described.get(key)
        if (
            phrase.definite
            and earlier is not None
            and (country is None or earlier.country in (None, country))
        ):
            return earlier
        if phrase.definite and not unit.plural:
            found = self._backwards(phrase)
            if found is not None:
                return found
        words = self._described_as(phrase)
        slot = "= " + words
        found = self._described.get(slot)
        if found is None:
            kind = (
                "person"
                if unit.noun.cls in ("office", "person")
                else ("organisation" if unit.noun.cls == "organisation" else "group")
            )
            if unit.plural and kind == "person":
                kind = "group"
            found = self.entities.add(
                Entity(slug(words), words.lower(), kind, country, plural=unit.plural, noun=noun)  # type: ignore[arg-type]
            )
            found.has_sector(sector or unit.noun.sector)
            found.gender = gender_of_title(unit.words)
        self._described[slot] = self._described[key] = found
        return found

    def _backwards(self, phrase: Phrase) -> Entity | None:
        """An organisation or person with a name that the definite noun can stand for."""
        unit = phrase.unit
        assert unit.noun is not None
        if phrase.before:
            return None
        noun = unit.noun
        for seen in self._discourse.recent():
            entity = seen.entity
            if noun.cls == "organisation" or (
                noun.cls == "group"
                and noun.words
                in ("group", "alliance", "bloc", "organisation", "movement", "militia", "coalition")
            ):
                if (
                    entity.kind in ("organisation", "group")
                    and not entity.noun
                    and (noun.sector is None or noun.sector in entity.sectors[:1])
                ):
                    return entity
            elif (
                noun.cls == "person"
                and entity.kind == "person"
                and not entity.plural
                and (
                    (noun.sector is not None
                    and noun.sector in entity.sectors)
                    or (noun.words in ("analyst", "expert", "scholar", "scientist")
                    and entity.sectors[:1] in ([], ["NGO"]))
                )
            ):
                return entity
        return None

    def _described_as(self, phrase: Phrase) -> str:
        """The description without its determiner."""
        first = phrase.first
        if self.reading.pos[first] == "DET" and first + 1 < phrase.last:
            first += 1
        return " ".join(self.reading.span(first, phrase.last).of(self.reading.text).split())


def _is_role(unit: Unit) -> bool:
    return unit.noun is not None and unit.noun.cls in ("office", "person") and not unit.plural
