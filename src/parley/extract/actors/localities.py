"""Places that the article names: who is none of its persons, and of which country its people are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from parley.extract.actors.units import Unit
from parley.extract.places.toponyms import Toponyms
from parley.facts.facts import Facts
from parley.facts.gazetteer import Candidate, open_gazetteer

WELL_KNOWN: Final = 100_000
"""Inhabitants from which a city is believed to be meant although the article does not name its country."""

TOWN: Final = 10_000
"""The same for names of several words, which are seldom a person's as well."""


class Localities:
    """Places by name, opened when the first is asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def _meant(self) -> Callable[[str], tuple[Candidate, ...]]:
        """The places that words may name, remembered."""
        return lru_cache(maxsize=4096)(lambda words: self._places.of_mention(words).candidates)

    @cached_property
    def _places(self) -> Toponyms:
        return Toponyms(self._facts, open_gazetteer())

    def unmistaken(self, units: Sequence[Unit]) -> list[Unit]:
        """The units, and no cities among the persons: the recogniser takes "Kharkiv" for a name of one.

        Only a city of a country that the article names, of whose name no person is known, titled or
        named in full.
        """
        named = {u.country for u in units if u.kind == "state" and u.country is not None}
        people = self._sure_people(units)
        cities: dict[str, bool] = {}
        out = []
        for unit in units:
            if unit.kind == "person" and unit.known is None:
                if unit.words not in cities:
                    mine = unit.words in people or self._facts.by_surname(unit.words.split()[-1])
                    cities[unit.words] = not mine and self._is_city(unit.words, named)
                if cities[unit.words]:
                    unit = replace(unit, kind="unknown")
            out.append(unit)
        return out

    def _is_city(self, words: str, named: Collection[str]) -> bool:
        found = self._places.exact(words)
        several = " " in words
        least = TOWN if several else WELL_KNOWN
        return any(c.country in named and (c.usual or several) and _size(c) >= least for c in found)

    @staticmethod
    def _sure_people(units: Sequence[Unit]) -> set[str]:
        """Names with a title before them, and last names of those who are named in full."""
        sure = {u.words.split()[-1] for u in units if u.kind == "person" and " " in u.words}
        for before, unit in pairwise(units):
            role = before.kind == "honorific" or before.noun is not None
            if unit.kind == "person" and role and before.last == unit.first:
                sure.add(unit.words)
        return sure

    def country(self, words: str, named: Collection[str]) -> str | None:
        """The country in which a place of that name lies.

        Args:
            named: countries that the article names: one of them, else only where a well-known place is meant.
        """
        found = [c for c in self._meant(words) if c.country is not None]
        near = [c for c in found if c.country in named]
        best = max(near or found, key=_size, default=None)
        if best is None or (not near and _size(best) < WELL_KNOWN):
            return None
        return best.country


def _size(place: Candidate) -> int:
    return max(place.population, WELL_KNOWN) if place.own else place.population
