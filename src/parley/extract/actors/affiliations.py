"""For whom somebody acts: countries, sectors and offices told by the words around a name or noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from parley.extract.actors.identity import Entity, People
from parley.extract.actors.organisations import Organisations
from parley.extract.actors.phrases import Phrase
from parley.extract.actors.roles import HONORIFICS, TITLE_WORDS, gender_of_title, same_title
from parley.extract.actors.units import Unit
from parley.extract.grammar import complements
from parley.language import Reading
from parley.records import Office

FARTHEST_APPOSITION: Final = 6
"""Tokens between a name and a role in apposition that the parser links: "X, 65, a senior …"."""

DEEPEST_COMPLEMENT: Final = 2
"""Complements of complements that are followed: "vice president for studies at the Institute"."""

HIGHEST_COMPLEMENT: Final = 4
"""Prepositions between a role and the complement that a name stands beside: "leader of X in the south of Y, Z,"."""

_COMPLEMENTS: Final = ("of", "for", "at", "with", "in", "from")

_SENT: Final = frozenset({"envoy", "special envoy", "ambassador", "consul"})
"""Whose complement is the country that they were sent to."""


class Affiliations:
    """Reads what the article says of its persons, and tells the side of any phrase."""

    def __init__(
        self,
        reading: Reading,
        phrases: Sequence[Phrase],
        people: People,
        organisations: Organisations,
    ) -> None:
        self._reading, self._phrases = reading, phrases
        self._people, self._organisations = people, organisations
        self._at = {t: n for n, p in enumerate(phrases) for t in range(p.first, p.last)}
        self.partners: dict[int, Entity] = {}

    def phrase_at(self, token: int) -> Phrase | None:
        """The phrase that the token is part of."""
        n = self._at.get(token)
        return None if n is None else self._phrases[n]

    def learn(self) -> None:
        """Offices, countries, sectors and gender of all persons with a name.

        Fills ``partners``: for the head of a role in apposition, the person.
        """
        roles: dict[int, list[Phrase]] = {}
        # Roles that touch a name are taken before those that the parser links from farther away.
        for near in (True, False):
            for n, phrase in enumerate(self._phrases):
                if phrase.unit.kind == "person":
                    for other in self._touching(n) if near else self._linked(n):
                        if other.head not in self.partners:
                            self.partners[other.head] = self._people.of(phrase.unit.words)
                            roles.setdefault(n, []).append(other)
        for n, phrase in enumerate(self._phrases):
            if phrase.unit.kind == "person":
                person = self._people.of(phrase.unit.words)
                self._learn(person, phrase, phrase.before)
                for other in roles.get(n, ()):
                    self._learn(person, other, (*other.before, other.unit))

    def side(self, phrase: Phrase, units: Sequence[Unit]) -> tuple[str | None, str | None]:
        """Country and sector that modifiers, noun and complement tell, nearest first.

        A body or organisation tells the sector before the noun does: a spokesman of the air force is of
        the military, one of a charity is not of the government. An office does before an occupation.
        """
        country: str | None = None
        body: str | None = None
        of: dict[str, str | None] = {}  # sector by office, and by occupation
        for unit in (*reversed(units), *self._complement(phrase)):
            told = self._of_unit(unit)
            country = country or told[0]
            if unit.noun is not None and unit.noun.cls in ("office", "person"):
                of[unit.noun.cls] = of.get(unit.noun.cls) or told[1]
            else:
                body = body or told[1]
        return country, body or of.get("office") or of.get("person")

    def title(self, phrase: Phrase, unit: Unit) -> str:
        """The office in words: its noun with the words before it that belong to the title."""
        words = [unit.noun.words if unit.noun is not None else unit.words]
        t = unit.first - 1
        while t >= phrase.first and same_title(self._reading.words[t]) in TITLE_WORDS:
            words.insert(0, same_title(self._reading.words[t]))
            t -= 1
        return " ".join(words)

    def _touching(self, n: int) -> Iterator[Phrase]:
        """Roles right before or after the name with nothing or a comma between."""
        phrase, reading = self._phrases[n], self._reading
        for m in (n - 1, n + 1):
            if not 0 <= m < len(self._phrases):
                continue
            other = self._phrases[m]
            if other.sentence != phrase.sentence or not is_role(other.unit):
                continue
            left, right = (other, phrase) if m < n else (phrase, other)
            gap = right.first - left.last
            comma = gap == 1 and reading.words[left.last] == "," and self._closed(right)
            joined = reading.deps[right.head] == "conj" and reading.deps[left.head] != "appos"
            set_off = comma and not joined and (other.determiner or other.before or m > n)
            if set_off or (gap == 0 and m > n and " " in phrase.unit.words):
                yield other

    def _closed(self, phrase: Phrase) -> bool:
        """Whether an apposition may end behind the phrase: at a mark, or where the parser has one."""
        reading, last = self._reading, phrase.last
        if reading.deps[phrase.head] == "appos" or phrase.unit.kind == "noun":
            return True
        return last >= len(reading) or not reading.words[last][0].isalnum()

    def _linked(self, n: int) -> Iterator[Phrase]:
        """Roles that the parser has in apposition to the name."""
        phrase, reading = self._phrases[n], self._reading
        linked = [(t, phrase.last, t) for t in reading.children(phrase.head, "appos")]
        if reading.deps[phrase.head] == "appos":
            beside = reading.heads[phrase.head]
            linked.append((self._behind(beside), beside + 1, phrase.first))
        for token, left, right in linked:
            other = self.phrase_at(token)
            if other is None or other.head != token or not is_role(other.unit):
                continue
            if right - left <= FARTHEST_APPOSITION:
                yield other

    def _behind(self, token: int) -> int:
        """The role that a person beside its complement is: "the head **of the agency**, Jane Roe, said"."""
        reading, above = self._reading, token
        for _ in range(HIGHEST_COMPLEMENT):
            other = self.phrase_at(above)
            if other is not None and (is_role(other.unit) or other.unit.kind == "person"):
                break
            if reading.deps[above] != "pobj" or reading.deps[reading.heads[above]] != "prep":
                return token
            above = reading.heads[reading.heads[above]]
        return above

    def _learn(self, person: Entity, phrase: Phrase, units: Sequence[Unit]) -> None:
        country, sector = self.side(phrase, units)
        if phrase.unit.kind == "person" and sector is not None and person.known is None:
            person.has_sector(sector)  # "the charity's John Roe"
        for unit in units:
            if unit.kind == "honorific":
                person.gender = HONORIFICS[unit.words.lower()] or person.gender
            if unit.noun is None or unit.noun.cls not in ("office", "person"):
                continue
            person.gender = person.gender or gender_of_title(unit.words)
            if person.known is None:
                # An office outweighs an occupation: a supreme leader who is an ayatollah.
                leads = unit.noun.cls == "office" and not person.offices
                person.has_sector(sector or unit.noun.sector, first=leads)
            if unit.noun.cls == "office":
                title = self.title(phrase, unit)
                if all(o.title != title for o in person.offices):
                    evidence = phrase.span(self._reading)
                    person.offices.append(
                        Office(title, country or person.country, evidence=evidence)
                    )
        if country is not None and person.country is None and sector != "MED":
            person.country = country

    def _of_unit(self, unit: Unit) -> tuple[str | None, str | None]:
        if unit.kind == "state":
            return unit.country, unit.sector
        if unit.noun is not None:
            return unit.noun.country, unit.noun.sector
        if unit.kind == "organisation":
            entity = self._organisations.of(unit)
            return entity.country, entity.sectors[0] if entity.sectors else None
        if unit.kind == "person":
            return self._people.of(unit.words).country, None
        return None, None

    def _complement(self, phrase: Phrase) -> list[Unit]:
        """Units of "president **of Iran**", "spokesman **for the ministry**", nearest first."""
        out: list[Unit] = []
        sent = any(
            u.noun is not None and u.noun.words in _SENT for u in (*phrase.before, phrase.unit)
        )
        todo = [(phrase.head, 0)] if phrase.unit.kind in ("noun", "person") and not sent else []
        for head, depth in todo:
            for token in complements(self._reading, head, *_COMPLEMENTS):
                other = self.phrase_at(token)
                if other is not None:
                    out.extend((other.unit, *reversed(other.before)))
                if depth < DEEPEST_COMPLEMENT:
                    todo.append((token, depth + 1))
        return out


def is_role(unit: Unit) -> bool:
    """Whether the unit is a noun that one person can be called by."""
    return unit.noun is not None and unit.noun.cls in ("office", "person") and not unit.plural
