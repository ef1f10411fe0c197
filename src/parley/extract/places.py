"""Places that the text names, first version: recognised names, resolved to a country where facts know it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from parley.extract.component import Draft
from parley.facts import Facts
from parley.records import Place

_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Places:
    """The component."""

    facts: Facts
    name: str = "places"
    version: str = "names 1"
    requires: frozenset[str] = frozenset({"reading"})
    assigns: frozenset[str] = frozenset({"places"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its places, in order."""
        reading = draft.reading
        places = []
        for name in reading.names:
            if name.label in _LABELS:
                span = reading.span(name.first, name.last)
                words = span.of(reading.text)
                hit = self.facts.country(words)
                country = hit.iso3 if hit else None
                precise = "country" if hit and hit.kind == "name" else "unknown"
                places.append(Place(span, words, country, precision=precise))  # type: ignore[arg-type]
        return replace(draft, places=tuple(places))
