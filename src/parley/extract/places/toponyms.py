"""What a name of a place may name: candidates of its words, with the ways that news writes around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from parley.facts import Facts
from parley.facts.gazetteer import Candidate, Gazetteer, Kind

COUNTRY_POPULATION: Final = 30_000_000
"""A country counts as a place as well known as a city of this size: the text, not its size, decides."""

LONGEST_INSIDE: Final = 4
"""Words of a known name that is looked for inside a longer one."""

MOST_WORDS: Final = 12
"""Words of a mention that are looked at; a longer one is no name."""

WELL_KNOWN: Final = 50_000
"""Inhabitants from which a city is believed to be meant inside a longer name."""

_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
SOIL: Final = frozenset("soil territory airspace waters capital border coast mainland".split())
"""Nouns that make a place of a demonym: "Ukrainian soil"."""

_BEFORE: Final = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern central upper lower greater downtown mainland "
    "occupied rural metro metropolitan upstate mid old inner outer near outside around "
    "government-held rebel-held".split()
)
_AFTER: Final = (
    frozenset(
        "city town village province region oblast governorate district area airport border state coast "
        "prefecture county parish township municipality suburb suburbs neighborhood neighbourhood metro "
        "valley raion rayon krai republic crossing front countryside port".split()
    )
    | SOIL
)
_OF: Final = re.compile(
    r"(?:the )?(?:[\w-]+ )?(?:city|town|village|province|region|state|district|port|county|republic|"
    r"suburb|suburbs|outskirts|governorate|enclave|capital) of (?=[A-Z])"
)
GENERIC: Final = frozenset(
    "academy air airport army avenue bank base bay beach board bridge bureau cathedral cemetery center "
    "central centre chapel church city club coast college committee company congress corps council "
    "country county court creek cup department district east elementary estate federal field fire first "
    "forest garden gardens general golf grand great group hall harbor harbour heights high hill hills "
    "hospital hotel house inn institute international island islands junior lake league library little "
    "mall man market memorial middle mill mine mission mount mountain mountains museum national new "
    "north northern office old open palace parish park peak place plaza point police pond port post power "
    "prison public ridge river road rock royal saint school sea senior south southern spring springs "
    "square stadium state states station street studio team technology the theater theatre tower town "
    "trail union united university valley village war ward water west western wing world young".split()
)
"""Words that are parts of names and now and then a village's whole name: alone inside a longer name they
name nothing."""


class Meanings(NamedTuple):
    """What words may name.

    Attributes:
        candidates: the places; part: the words that name them where they are not all of the words.
        whole: False where the candidates only hold what is named ("University of California").
    """

    candidates: tuple[Candidate, ...]
    part: str | None = None
    whole: bool = True


class Toponyms:
    """Candidates by words, out of the facts on countries and the gazetteer."""

    def __init__(self, facts: Facts, gazetteer: Gazetteer) -> None:
        self._facts = facts
        self._gazetteer = gazetteer

    def exact(self, words: str) -> tuple[Candidate, ...]:
        """The places that the words as they stand may name, countries first."""
        found = self._gazetteer.candidates(words)
        own = tuple(c for c in found if c.own)
        if own and "." in words[1:]:
            found = own  # "La." is a state; only without the full stop may it be a city
        named = {c.country for c in own if c.kind in ("admin1", "region") and c.usual}
        countries = tuple(c for c in self.countries(words) if c.country not in named)
        return (*countries, *found)

    def countries(self, words: str) -> tuple[Candidate, ...]:
        """The countries whose name or demonym the words are; not those that a metonym stands for."""
        hit = self._facts.country(words)
        if hit is None or hit.kind == "metonym":
            return ()
        found: list[Candidate] = []
        for iso3 in (hit.iso3, *hit.others):
            country = self._facts.countries.get(iso3)
            if country is not None:
                lat, lon = self._gazetteer.country_points.get(iso3, (country.lat, country.lon))
                found.append(
                    Candidate("country", iso3, None, lat, lon, COUNTRY_POPULATION,
                              adjective=hit.kind == "demonym")
                )  # fmt: skip
        return tuple(found)

    def capital_of(self, words: str) -> str | None:
        """The country for whose government the words may stand ("Moscow"), being its capital."""
        hit = self._facts.country(words)
        return hit.iso3 if hit is not None and hit.kind == "metonym" and not hit.sector else None

    def of_mention(self, words: str) -> Meanings:
        """The places that a mention may name: its words, else less of them, else a name inside."""
        for shorter in _shorter(words):
            found = self.exact(shorter)
            if found:
                return Meanings(found)
        for part, found in self._inside(words):
            return Meanings(found, part, whole=False)
        return Meanings((), whole=False)

    def _inside(self, words: str) -> Iterator[tuple[str, tuple[Candidate, ...]]]:
        """Names of well-known places inside a longer one, the longest and then the first first."""
        tokens = words.split()[:MOST_WORDS]
        for length in range(min(LONGEST_INSIDE, len(tokens) - 1), 0, -1):
            for start in range(len(tokens) - length + 1):
                part = " ".join(tokens[start : start + length]).strip(",;:()")
                if part[:1].isupper() and not (length == 1 and part.lower() in GENERIC):
                    found = self.exact(_POSSESSIVE.sub("", part))
                    known = tuple(
                        c
                        for c in found
                        if c.kind != "city" or (c.usual and c.population >= WELL_KNOWN)
                    )
                    if known:
                        yield part, known

    def container(self, words: str) -> tuple[Candidate, ...]:
        """The states, provinces and countries that the words may name, as in "Paris, Texas"."""
        kinds: tuple[Kind, ...] = ("country", "admin1", "region", "area")
        return tuple(c for c in self.exact(words) if c.kind in kinds and not c.adjective)


def _shorter(words: str) -> Iterator[str]:
    """The words, and what is left of them without a possessive, a direction or a common noun."""
    words = " ".join(words.split()[:MOST_WORDS])
    yield words
    bare = _POSSESSIVE.sub("", words)
    if bare != words:
        yield bare
    of = _OF.match(bare)
    if of:
        bare = bare[of.end() :]
        yield bare
    tokens = bare.split()
    while len(tokens) > 1 and tokens[0].lower() in _BEFORE:
        tokens = tokens[1:]
        yield " ".join(tokens)
    while len(tokens) > 1 and tokens[-1].lower() in _AFTER:
        tokens = tokens[:-1]
        yield " ".join(tokens)
