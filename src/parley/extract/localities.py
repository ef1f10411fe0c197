"""In which country a place lies that the article names: a hint at who its officials and people are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from parley.extract.toponyms import Toponyms
from parley.facts.facts import Facts
from parley.facts.gazetteer import Candidate, open_gazetteer

WELL_KNOWN: Final = 100_000
"""Inhabitants from which a city is believed to be meant although the article does not name its country."""


class Localities:
    """Places by name, opened when the first is asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._toponyms: Toponyms | None = None

    def country(self, words: str, named: Collection[str]) -> str | None:
        """The country in which a place of that name lies.

        Args:
            named: countries that the article names: one of them, else only where a well-known place is meant.
        """
        if self._toponyms is None:
            self._toponyms = Toponyms(self._facts, open_gazetteer())
        found = [c for c in self._toponyms.of_mention(words).candidates if c.country is not None]
        near = [c for c in found if c.country in named]
        best = max(near or found, key=_size, default=None)
        if best is None or (not near and _size(best) < WELL_KNOWN):
            return None
        return best.country


def _size(place: Candidate) -> int:
    return max(place.population, WELL_KNOWN) if place.own else place.population
