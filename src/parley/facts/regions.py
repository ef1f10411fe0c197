"""The project's own table of places: seas, fronts, conflict areas, world regions, states and provinces."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast, get_args

from parley.facts.loading import DATA
from parley.facts.place_keys import place_key
from parley.facts.tables import Row, rows

FILE: Final = DATA / "regions.tsv"

Kind = Literal["city", "admin1", "country", "region", "area"]

COLUMNS: Final = (
    "name", "kind", "country", "lat", "lon", "population", "admin1", "geonames", "aliases",
    "adjectives",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A row of the table.

    Attributes:
        kind: ``region`` lies in one country, ``area`` in several or at sea; ``city`` and ``admin1`` add
            names or a better point to what the compiled gazetteer has, ``country`` gives the point at
            which GeoNames has the country where that is far from the one of countries.tsv.
        country: ISO 3166 alpha-3 or None; lat, lon: a point in its middle, WGS 84.
        population: how much is said of it, as inhabitants of a place as well known; 0 where small.
        admin1: code of the state or province ("US.LA"); geonames: the GeoNames id whose record the
            row takes the place of.
        aliases: other names, abbreviations and transliterations; adjectives: words for what is of the
            region and for its people ("Crimean"), which name it but do not say where something is.
    """

    name: str
    kind: Kind
    country: str | None
    lat: float
    lon: float
    population: int = 0
    admin1: str | None = None
    geonames: int | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


def read_regions(path: Path = FILE) -> dict[str, tuple[Region, ...]]:
    """The rows by the key of each of their names.

    Raises:
        ModelError: the file has a fault; it names the line.
    """
    found: dict[str, list[Region]] = {}
    for row in rows(path, COLUMNS, needed=COLUMNS[:5]):
        region = _region(row)
        for key in dict.fromkeys(
            map(place_key, (region.name, *region.aliases, *region.adjectives))
        ):
            if not key:
                raise row.wrong("a name without a letter")
            found.setdefault(key, []).append(region)
    return {key: tuple(regions) for key, regions in found.items()}


def _region(row: Row) -> Region:
    if row["kind"] not in get_args(Kind):
        raise row.wrong(f"unknown kind {row['kind']!r}", "one of " + ", ".join(get_args(Kind)))
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        population, geonames = int(row["population"] or 0), int(row["geonames"] or 0)
    except ValueError as exc:
        raise row.wrong("lat, lon, population and geonames must be numbers") from exc
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise row.wrong("no point on the globe")
    return Region(
        row["name"],
        cast(Kind, row["kind"]),
        row["country"] or None,
        lat,
        lon,
        population,
        row["admin1"] or None,
        geonames or None,
        row.many("aliases"),
        row.many("adjectives"),
    )
