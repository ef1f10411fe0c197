"""Who holds an office: among the persons of the article, else among the known holders on the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parley.extract.actors.identity import Entities, Entity, People, held
from parley.extract.actors.reference import Discourse
from parley.extract.actors.roles import TOP_OFFICES, same_title, title_fits
from parley.facts.facts import Facts, KnownActor

_TOPS = ("supreme leader", "president", "prime minister", "chancellor", "king", "emir", "leader")


class Offices:
    """Resolves "the Russian foreign minister" and "the president"."""

    def __init__(
        self,
        entities: Entities,
        people: People,
        discourse: Discourse,
        facts: Facts,
        day: date | None,
    ) -> None:
        self._entities, self._people, self._discourse = entities, people, discourse
        self._facts, self._day = facts, day
        self._found: dict[tuple[str, str | None], list[Entity]] = {}

    def holder(
        self,
        title: str,
        country: str | None,
        quoted: bool = False,
        bodies: Sequence[KnownActor] = (),
    ) -> Entity | None:
        """The holder of the office; without a country only somebody of the article can be meant.

        Args:
            quoted: the words stand in quotation marks: a speaker means the holder of his own country.
            bodies: organisations named before the office ("the UN secretary general").
        """
        candidates = self._candidates(title, country)
        if not candidates:
            if country is None:
                return None
            acronyms = (name for b in bodies for name in (b.name, *b.aliases) if name.isupper())
            of_body = (self._from_facts(f"{a.lower()} {title}", country) for a in acronyms)
            return next(filter(None, of_body), None) or self._from_facts(title, country)
        if country is None and quoted:
            speaker = next((s.entity for s in self._discourse.recent() if s.speaks), None)
            own = [e for e in candidates if speaker is not None and e.country == speaker.country]
            candidates = own or candidates
        for seen in self._discourse.recent():
            if seen.entity in candidates:
                return seen.entity
        return max(candidates, key=lambda e: e.mentions)

    def _candidates(self, title: str, country: str | None) -> list[Entity]:
        """The persons of the article that the office fits best; found once for each office."""
        found = self._found.get((title, country))
        if found is None:
            fitting = [(self._fit(e, title, country), e) for e in self._entities.persons()]
            best = max((fit for fit, _ in fitting), default=0)
            found = [e for fit, e in fitting if best and fit == best]
            self._found[title, country] = found
        return found

    def _fit(self, entity: Entity, title: str, country: str | None) -> int:
        """2 where somebody holds the very office, 1 where the title may be meant, 0 where not."""
        if country is not None and entity.country != country:
            return 0
        titles = [o.title for o in entity.offices]
        if entity.known is not None:
            titles += [t.title for t in entity.known.tenures if held(t, self._day)]
        asked = same_title(title)
        if any(same_title(t) == asked for t in titles):
            return 2
        return int(any(title_fits(title, t) for t in titles))

    def _from_facts(self, title: str, country: str) -> Entity | None:
        holders: list[KnownActor] = []
        for asked in _TOPS if title == "leader" else (title,):
            holders = list(self._facts.holders(asked, country, self._day))
            if holders:
                break
        if len(holders) != 1 and title not in TOP_OFFICES:
            return None
        if not holders:
            return None
        self._people.learn([(holders[0].name, holders[0])])
        self._found.clear()
        return self._people.of(holders[0].name)
