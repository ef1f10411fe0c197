"""The records of the fact files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the words that stand for it.

    Attributes:
        iso3, iso2: ISO 3166 codes (``XKX`` Kosovo and ``EUU`` European Union by custom); cow:
            Correlates of War abbreviation or None.
        names: its names, the usual one first; demonyms: adjectives, the usual one first, then nouns
            for its people; metonyms: words that stand for its government ("Moscow", "the Kremlin"),
            the capital first, then its named ministries, forces and agencies.
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
class NameHit:
    """A country found by words, and by which kind of words.

    Attributes:
        sector: GOV, MIL, SPY … where the words name a body of the state ("the Pentagon").
        people: True for a noun that means its people ("Britons"), False for an adjective.
        ambiguous: the words often mean something else: a person, a place, another country.
        others: other countries that the words may mean.
    """

    iso3: str
    kind: Literal["name", "demonym", "metonym"]
    sector: str | None = None
    people: bool = False
    ambiguous: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the days on which it was held, inclusive; None where open or not known.

    A date known by its month or year alone stands for that stretch's first or last day.
    """

    title: str
    country: str | None
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the office is known to have been held on the day; without dates it is not."""
        if self.since is None and self.until is None:
            return False
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class KnownActor:
    """A person, organisation or group of the seed or of the user's file.

    Attributes:
        name: its usual name; aliases: other spellings, acronyms, native names in Latin letters.
        country: ISO 3166 alpha-3, ``EUU``, ``IGO`` or None; sectors: primary first.
        surnames: the words that name a person without the given name.
    """

    name: str
    kind: Literal["person", "organisation", "group"]
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    wikidata: str | None
    surnames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """A noun for an office, a role or a body.

    Attributes:
        noun: lower case, singular.
        kind: ``person`` one holder ("envoy"), ``group`` a set of people ("protesters"), ``body`` an
            institution ("foreign ministry").
        sector: PLOVER sector or None where the noun does not tell.
        office: True where a country has one holder at a time ("president").
        same_as: the title under which holders are listed ("defence minister" for "defense
            secretary"); the noun itself where it is the usual one.
    """

    noun: str
    kind: Literal["person", "group", "body"]
    sector: str | None
    office: bool
    same_as: str
