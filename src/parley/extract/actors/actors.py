"""Who is in an article: the component that fills the cast."""

from __future__ import annotations

from dataclasses import replace

from parley.extract.actors.casting import Casting
from parley.extract.actors.identity import Entity
from parley.extract.actors.localities import Localities
from parley.extract.actors.names import find_units
from parley.extract.actors.phrases import find_phrases
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.facts.facts import Facts
from parley.records import Actor


class Actors:
    """Finds the mentions of actors and who they stand for; a pure function of text, day and facts.

    Args:
        facts: countries, and persons, organisations and groups that are known.
    """

    name = "actors"
    version = "1"
    requires = frozenset({"reading"})
    assigns = frozenset({"cast"})

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._localities = Localities(facts)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its cast."""
        reading = draft.reading
        units = self._localities.unmistaken(find_units(reading, self._facts))
        phrases = find_phrases(reading, units)
        casting = Casting(reading, phrases, self._facts, self._localities, draft.article.day)
        mentions = casting.run()
        used = {m.actor for m in mentions}
        actors = {e.key: _actor(e) for e in casting.entities if e.key in used}
        return replace(draft, cast=Cast(actors, tuple(mentions), casting.several))


def _actor(entity: Entity) -> Actor:
    return Actor(
        entity.key,
        entity.name,
        entity.kind,
        entity.country,
        entity.sectors[0] if entity.sectors else None,
        tuple(entity.sectors),
        tuple(entity.names),
        tuple(entity.offices),
        entity.known.wikidata if entity.known else None,
        tuple(sorted(entity.inferred)),
    )
