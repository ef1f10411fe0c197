"""Places that the text names: where they stand, and which places of the gazetteer they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.resolution import Resolved, Resolver
from parley.extract.toponyms import Toponyms
from parley.facts import Facts
from parley.facts.gazetteer import Gazetteer, Kind, open_gazetteer
from parley.language import Reading
from parley.records import Place
from parley.spans import Span

_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_PEOPLE: Final = frozenset({"person", "organisation", "group"})
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")

_PRECISION: Final[dict[Kind, str]] = {
    "city": "point",
    "admin1": "region",
    "admin2": "region",
    "region": "region",
    "country": "country",
    "area": "area",
}


class Places:
    """The component: places in order, demonyms left out.

    Args:
        facts: countries and the words for them; gazetteer: the shipped one by default.
    """

    name = "places"
    version = "gazetteer 1"
    requires = frozenset({"reading", "cast"})
    assigns = frozenset({"places"})

    def __init__(self, facts: Facts, gazetteer: Gazetteer | None = None) -> None:
        self._toponyms = Toponyms(facts, gazetteer or open_gazetteer())
        self._resolver = Resolver(self._toponyms)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its places."""
        spans = list(find_toponyms(draft.reading, draft.cast, self._toponyms))
        return replace(draft, places=tuple(self.resolve(draft.reading.text, spans)))

    def resolve(self, text: str, spans: list[Span]) -> list[Place]:
        """The places that the mentions mean, in the order given."""
        return [_place(text, r) for r in self._resolver.resolve(text, spans)]


def find_toponyms(reading: Reading, cast: Cast, toponyms: Toponyms) -> Iterator[Span]:
    """The names of places, in order: those recognised, and those that the gazetteer knows after
    a preposition of place. Names of persons, organisations and groups of the cast are left out.
    """
    for name in reading.names:
        span = _bare(reading, name.first, name.last)
        if span is None or name.label not in _LABELS or _is_actor(cast, span):
            continue
        found = toponyms.exact(span.of(reading.text))
        if not any(c.adjective for c in found):
            yield span


def _bare(reading: Reading, first: int, last: int) -> Span | None:
    """The span of a name without an article before it and a possessive after it."""
    while first < last and reading.words[first].lower() in ("the", "a"):
        first += 1
    while first < last and reading.tags[last - 1] == "POS":
        last -= 1
    if first == last:
        return None
    span = reading.span(first, last)
    ending = _POSSESSIVE.search(span.of(reading.text))
    return Span(span.start, span.start + ending.start()) if ending else span


def _is_actor(cast: Cast, span: Span) -> bool:
    """Whether the words are part of the name of somebody who is not a state."""
    for mention in cast.within(span):
        actor = cast.actors.get(mention.actor or "")
        if actor is not None and actor.kind in _PEOPLE and mention.span.contains(span):
            return True
    return False


def _place(text: str, resolved: Resolved) -> Place:
    span, found = resolved.span, resolved.place
    if found is None:
        return Place(span, span.of(text))
    return Place(
        span, span.of(text), found.country, round(found.lat, 4), round(found.lon, 4),
        found.geonames, _PRECISION[found.kind],  # type: ignore[arg-type]
    )  # fmt: skip
