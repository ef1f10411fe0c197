"""Countries, known actors and offices, looked up by the words that name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the words that stand for it.

    Attributes:
        iso3, iso2: ISO 3166 codes; cow: Correlates of War abbreviation or None.
        names: its names, the usual one first; demonyms: "Russian", "Russians"; metonyms: words that
            stand for its government ("Moscow", "the Kremlin"), the capital first.
        lat, lon: a point for the country, WGS 84.
    """

    iso3: str
    iso2: str
    cow: str | None
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the days on which it was held, inclusive; None where open or not known."""

    title: str
    country: str | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person, organisation or group of the seed.

    Attributes:
        name: its usual name; aliases: other spellings, acronyms, native names in Latin letters.
        country: ISO 3166 alpha-3, ``EUU``, ``IGO`` or None; sectors: primary first.
    """

    name: str
    kind: Literal["person", "organisation", "group"]
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class NameHit:
    """A country found by words, and by which kind of words."""

    iso3: str
    kind: Literal["name", "demonym", "metonym"]


class Facts:
    """The facts, read once and never changed."""

    def __init__(self, countries: Mapping[str, Country], actors: tuple[KnownActor, ...]) -> None:
        raise NotImplementedError

    def country(self, words: str) -> NameHit | None:
        """The country that the words name; case counts, a leading "the" does not."""
        raise NotImplementedError

    def actor(self, words: str) -> KnownActor | None:
        """The known actor whose name or alias the words are; accents and titles do not count."""
        raise NotImplementedError

    def by_surname(self, word: str) -> tuple[KnownActor, ...]:
        """Known persons with that last name."""
        raise NotImplementedError

    def holders(self, title: str, country: str, day: date | None) -> tuple[KnownActor, ...]:
        """Who held the office on the day (on any day without one)."""
        raise NotImplementedError


def open_facts(user_file: Path | None = None, *, seed: bool = True) -> Facts:
    """The shipped facts, with a user's file on top.

    Args:
        seed: False leaves the seed of persons, organisations and groups out; countries stay.
    """
    raise NotImplementedError
