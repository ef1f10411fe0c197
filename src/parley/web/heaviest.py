"""What a chart shows: the events of most consequence that a view asks for, as many as can be drawn at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from parley.records import EventType
from parley.records.joined import Happening, Who
from parley.web.views import View

MOST: Final = 700
"""Events of a chart: an archive of 100,000 entries is shown in well under the 300 ms that a page may take."""

FACET: Final = 10
"""Values of a facet."""

FILTERS: Final = ("country", "story", "since", "until", "mode", "status", "text", "publisher")

Facet = list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Heaviest:
    """Events of a view.

    Attributes:
        found: the weightiest first; total: how many there are in all.
    """

    found: Sequence[Happening]
    total: int

    @property
    def note(self) -> str:
        """What is left out, in words; empty where nothing is."""
        if self.total <= len(self.found):
            return ""
        return f"Drawn from the {len(self.found):,} weightiest of {self.total:,}; narrow the view to see all."

    def newest(self) -> list[Happening]:
        """The same by day, the latest first, undated ones at the end."""
        return sorted(self.found, key=lambda h: (_day(h) or date.min, h.weight, h.id), reverse=True)


def heaviest(
    view: View,
    types: Sequence[EventType],
    *,
    where: Callable[[Happening], bool] | None = None,
    most: int = MOST,
    side: str | None = None,
) -> Heaviest:
    """The events that the view's filters leave, between all the actors and countries that it names.

    Args:
        types: of which types; where: what else they must fit; side: who must take part too.
    """
    filters = view.filters(*FILTERS)
    actors, countries = view.many("actor"), view.many("country")
    if side is not None:
        actors = (side, *actors)
    filters["country"] = countries[0] if countries else None
    asked = {**filters, "actor": actors[0] if actors else None, "type": tuple(types)}
    found = view.desk.happenings(order="weight", limit=most + 1, **asked)
    if len(found) > most:
        key = ("happenings", *sorted((k, str(v)) for k, v in asked.items()))
        total = view.remember(key, lambda: view.desk.count("happenings", **asked).get(None, 0))
        found = found[:most]
    else:
        total = len(found)
    wanted = [_taken_by(a) for a in actors[1:]] + [_acting_for(c) for c in countries[1:]]
    if where is not None:
        wanted.append(where)
    if wanted:
        kept = [h for h in found if all(w(h) for w in wanted)]
        # Of those that were not looked at, nobody knows how many would fit.
        total = len(kept) if total <= most else total
        found = kept
    return Heaviest(found, total)


def parties(happening: Happening) -> tuple[Who, ...]:
    """All who take part, each once."""
    talks = happening.talks
    between = (*talks.mediators, *talks.hosts) if talks else ()
    everybody = (*happening.actor, *happening.recipient, *happening.third_party, *between)
    return tuple({w.id: w for w in everybody}.values())


def _taken_by(named: str) -> Callable[[Happening], bool]:
    wanted = named.casefold()
    return lambda h: any(wanted in (w.id, w.name.casefold()) for w in parties(h))


def _acting_for(country: str) -> Callable[[Happening], bool]:
    return lambda h: any(w.country == country for w in parties(h))


def _day(happening: Happening) -> date | None:
    return happening.when.start or happening.first_published


def facet(
    values: Iterable[Any], names: Mapping[str, str] | None = None, most: int = FACET
) -> Facet:
    """Values with their names and numbers, the most frequent first.

    Args:
        names: of values that are ids; others are their own name.
    """
    counts = Counter(str(v) for v in values if v)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [(v, (names or {}).get(v, v), n) for v, n in ranked]


def actor_facet(found: Iterable[Happening]) -> Facet:
    """Those who take part most often."""
    everybody = [w for h in found for w in parties(h)]
    return facet((w.id for w in everybody), {w.id: w.name for w in everybody})


def country_facet(found: Iterable[Happening], names: Mapping[str, str]) -> Facet:
    """Countries that take part most often."""
    return facet((c for h in found for c in {w.country for w in parties(h)}), names)


def story_facet(view: View, found: Iterable[Happening]) -> Facet:
    """The stories that most of it belongs to."""
    return story_titles(view, facet(h.story for h in found))


def story_titles(view: View, counts: Facet) -> Facet:
    """Stories by their titles; none where there is no choice."""
    if len(counts) < 2 and not view.many("story"):
        return []
    return [(v, view.desk.story(v).title, n) for v, _, n in counts]
