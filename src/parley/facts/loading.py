"""From the lines of the fact files to records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast, get_args

from parley.facts.folding import split
from parley.facts.known import Country, KnownActor, NameHit, Tenure, Title
from parley.facts.tables import Row, first_day, last_day, rows
from parley.records import SECTORS

DATA = Path(__file__).parent / "data"

ACTOR_COLUMNS = (
    "kind", "name", "country", "sectors", "aliases", "tenures", "wikidata", "surnames",
)  # fmt: skip
"""The columns of the seed's files and of a user's (docs/reference/facts.md)."""

BODIES_BEYOND_COUNTRIES = frozenset({"IGO"})
"""Codes that stand in ``country`` beside those of countries.tsv."""

SECTORS_OF_BODIES = {"EUU": "IGO"}
"""What stands in countries.tsv without being a state, and its sector."""

PARTICLES = frozenset(
    {
        "al", "el", "bin", "ben", "ibn", "bint", "abu", "von", "van", "der", "den", "de", "da", "do", "dos",
        "del", "della", "di", "la", "le", "du", "ten", "ter", "zu",
    }
)  # fmt: skip
"""Words before a last name that may be left out or belong to it ("de Mistura", "bin Salman")."""

_COUNTRY_COLUMNS = (
    "iso3", "iso2", "cow", "lat", "lon", "names", "adjectives", "people", "metonyms",
)  # fmt: skip
_TENURE = re.compile(r"(?P<title>[^@/]+)(?:/(?P<country>[A-Z]{3}))?(?:@(?P<days>.*))?\Z")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,9}\Z")

Named = tuple[str, NameHit]


def sure(words: str) -> tuple[str, bool]:
    """The words without the mark of doubt, and whether they had none."""
    return (words[:-1].rstrip(), False) if words.endswith("?") else (words, True)


def read_countries() -> tuple[dict[str, Country], list[Named]]:
    """The countries by code, and every word that stands for one, with what it means."""
    countries: dict[str, Country] = {}
    named: list[Named] = []
    bodies = _bodies()
    for row in rows(DATA / "countries.tsv", _COUNTRY_COLUMNS, needed=_COUNTRY_COLUMNS):
        iso3 = row["iso3"]
        if not re.fullmatch("[A-Z]{3}", iso3) or iso3 in countries:
            raise row.wrong(f"{iso3!r} is no new ISO 3166 alpha-3 code")
        own = list(_country_names(row)) + bodies.pop(iso3, [])
        named += own
        countries[iso3] = _country(row, own)
    if bodies:
        raise ValueError(f"bodies.tsv names countries that are not there: {sorted(bodies)}")
    return countries, named


def _country(row: Row, own: list[Named]) -> Country:
    words: dict[str, list[str]] = {"name": [], "demonym": [], "metonym": []}
    for name, hit in own:
        words[hit.kind].append(name)
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as exc:
        raise row.wrong("lat and lon must be numbers") from exc
    if not words["name"] or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.wrong("a country needs a name, and a point on the globe")
    return Country(
        row["iso3"], row["iso2"], row["cow"] or None,
        tuple(words["name"]), tuple(words["demonym"]), tuple(words["metonym"]), lat, lon,
    )  # fmt: skip


def _country_names(row: Row) -> Iterator[Named]:
    kinds: tuple[tuple[str, Literal["name", "demonym", "metonym"], bool], ...] = (
        ("names", "name", False),
        ("adjectives", "demonym", False),
        ("people", "demonym", True),
        ("metonyms", "metonym", False),
    )
    for column, kind, people in kinds:
        for words in row.many(column):
            name, certain = sure(words)
            sector = SECTORS_OF_BODIES.get(row["iso3"])
            yield name, NameHit(row["iso3"], kind, sector, people, not certain)


def _bodies() -> dict[str, list[Named]]:
    """Named ministries, forces and agencies, by the country whose state they are."""
    found: dict[str, list[Named]] = {}
    columns = ("name", "country", "sector", "aliases")
    for row in rows(DATA / "bodies.tsv", columns, needed=columns):
        if row["sector"] not in SECTORS:
            raise row.wrong(f"unknown sector {row['sector']!r}", "one of " + ", ".join(SECTORS))
        for words in (row["name"], *row.many("aliases")):
            name, certain = sure(words)
            hit = NameHit(row["country"], "metonym", row["sector"], False, not certain)
            found.setdefault(row["country"], []).append((name, hit))
    return found


def read_titles() -> tuple[Title, ...]:
    """Nouns for offices, roles and bodies."""
    columns = ("noun", "kind", "sector", "office", "same_as")
    return tuple(_title(row) for row in rows(DATA / "titles.tsv", columns, needed=columns))


def _title(row: Row) -> Title:
    kind, sector = row["kind"], row["sector"] or None
    if kind not in get_args(Literal["person", "group", "body"]):
        raise row.wrong(f"unknown kind {kind!r}", "person, group or body")
    if sector is not None and sector not in SECTORS:
        raise row.wrong(f"unknown sector {sector!r}", "one of " + ", ".join(SECTORS))
    if not row["noun"] or row["noun"] != row["noun"].lower():
        raise row.wrong("a noun in lower case is missing")
    return Title(
        row["noun"],
        cast(Literal["person", "group", "body"], kind),
        sector,
        row["office"] == "yes",
        row["same_as"] or row["noun"],
    )


def read_phrases() -> tuple[str, ...]:
    """Phrases that hold a country's word and mean something else ("Latin America")."""
    return tuple(row["words"] for row in rows(DATA / "phrases.tsv", ("words",), needed=("words",)))


Aliased = tuple[KnownActor, tuple[tuple[str, bool], ...]]
"""An actor, and its name and aliases each with whether the words name it wherever they stand."""


def read_actors(path: Path, countries: frozenset[str], *, shipped: bool) -> list[Aliased]:
    """The actors of one file.

    Raises:
        ModelError: a shipped file has a fault; InputError: a user's; with file and line.
    """
    needed = ("kind", "name")
    found, lines = [], dict[str, int]()
    for row in rows(path, ACTOR_COLUMNS, needed=needed, shipped=shipped):
        actor = _actor(row, countries)
        if actor[0].name in lines:
            raise row.wrong(f"{actor[0].name!r} stands already on line {lines[actor[0].name]}")
        lines[actor[0].name] = row.line
        found.append(actor)
    return found


def _actor(row: Row, countries: frozenset[str]) -> Aliased:
    kinds = get_args(Literal["person", "organisation", "group"])
    if row["kind"] not in kinds:
        raise row.wrong(f"unknown kind {row['kind']!r}", "one of " + ", ".join(kinds))
    names = tuple(sure(words) for words in (row["name"], *row.many("aliases")))
    for name, _ in names:
        if not any(c.isalnum() for c in name):
            raise row.wrong(f"no letter in the name {name!r}")
    country = _code(row, row["country"], countries)
    if row["wikidata"] and not _WIKIDATA.match(row["wikidata"]):
        raise row.wrong(f"{row['wikidata']!r} is no Wikidata id", "as Q42, or empty")
    kind = cast(Literal["person", "organisation", "group"], row["kind"])
    words = tuple(name for name, _ in names)
    actor = KnownActor(
        name=words[0],
        kind=kind,
        country=country,
        sectors=_sectors(row),
        aliases=words[1:],
        tenures=tuple(_tenure(row, words, country, countries) for words in row.many("tenures")),
        wikidata=row["wikidata"] or None,
        surnames=(row.many("surnames") or surnames(words)) if kind == "person" else (),
    )
    return actor, names


def _sectors(row: Row) -> tuple[str, ...]:
    for sector in row.many("sectors"):
        if sector not in SECTORS:
            raise row.wrong(f"unknown sector {sector!r}", "one of " + ", ".join(SECTORS))
    return row.many("sectors")


def _code(row: Row, code: str, countries: frozenset[str]) -> str | None:
    if code and code not in countries | BODIES_BEYOND_COUNTRIES:
        raise row.wrong(f"unknown country {code!r}", "ISO 3166 alpha-3, EUU, IGO or empty")
    return code or None


def _tenure(row: Row, words: str, country: str | None, countries: frozenset[str]) -> Tenure:
    """One tenure: ``title``, ``title@since..until`` or ``title/COUNTRY@since..until``."""
    found = _TENURE.match(words)
    since, dots, until = (found["days"] or "..").partition("..") if found else ("", "", "")
    if not found or not dots:
        advice = "title@since..until, either day empty if open or not known"
        raise row.wrong(f"{words!r} is no tenure", advice)
    try:
        begin, end = first_day(since.strip()), last_day(until.strip())
    except ValueError as exc:
        raise row.wrong(f"in {words!r}: {exc}") from exc
    if begin and end and end < begin:
        raise row.wrong(f"{words!r} ends before it begins")
    where = _code(row, found["country"], countries) if found["country"] else country
    return Tenure(found["title"].strip(), where, begin, end)


def surnames(names: tuple[str, ...]) -> tuple[str, ...]:
    """The last names of a person's names: the last word, with and without its particles."""
    found: dict[str, None] = {}
    for name in names:
        words = name.split()
        if len(words) < 2:
            continue
        start = len(words) - 1
        while start > 1 and words[start - 1].lower().rstrip(".") in PARTICLES:
            start -= 1
        last = split(" ".join(words[start:]))
        bare = tuple(p for p in last if p.lower() not in PARTICLES) or last
        found |= {" ".join(last): None, " ".join(bare): None}
    return tuple(found)
