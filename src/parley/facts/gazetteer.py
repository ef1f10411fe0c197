"""The gazetteer: a quarter of a million places by name, in one file that is mapped, not read.

The file (``data/gazetteer.bin``, compiled by ``training/gazetteer/build.py``) is a line of JSON followed by
arrays, each at the offset that the line gives: ``places`` are fixed-width records, ``names`` the sorted keys
of all names one after another, ``name_ends`` where each ends, ``entries`` which places each names (with the
top bit set where the name is not the place's usual one), ``entry_ends`` where the entries of each end. Only
the pages that are asked for come into memory, and processes share them.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from parley.errors import ModelError
from parley.facts.loading import DATA
from parley.facts.place_keys import place_key
from parley.facts.regions import Region, read_regions

FILE: Final = DATA / "gazetteer.bin"

FORMAT: Final = 1
"""Raised whenever the layout of the file changes."""

PLACE: Final = np.dtype(
    [
        ("geonames", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("population", "<u4"),
        ("admin1", "<u2"),
        ("country", "u1"),
        ("kind", "u1"),
    ]
)
"""A record: ``country``, ``admin1`` and ``kind`` are indices into the lists of the first line."""

ALTERNATE: Final = np.uint32(1 << 31)
"""The bit of an entry that says that the name is not the place's usual one."""

MOST: Final = 64
"""Places of one name that are looked at, the most populous: "San José" has hundreds."""

Kind = Literal["city", "admin1", "admin2", "country", "region", "area"]
KINDS: Final[tuple[Kind, ...]] = ("city", "admin1", "admin2")


class Candidate(NamedTuple):
    """A place that some words may name.

    Attributes:
        kind: ``city`` any populated place, ``admin1`` state or province, ``admin2`` county or district,
            ``region`` a part of one country, ``area`` a sea, a front or a region of several countries.
        country: ISO 3166 alpha-3 or None; admin1: code of the state or province ("US.LA") or None.
        lat, lon: WGS 84; population: 0 where not known.
        usual: False where the words are an alternate name.
        geonames: GeoNames id or None; adjective: True where the words are an adjective or a people;
        own: True for a row of the project's own table.
    """

    kind: Kind
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int = 0
    usual: bool = True
    geonames: int | None = None
    adjective: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class _Table:
    """The arrays of the file, over mapped memory."""

    places: Any
    names: bytes | mmap.mmap
    name_ends: Any
    entries: Any
    entry_ends: Any

    def key(self, i: int) -> bytes:
        start = int(self.name_ends[i - 1]) if i else 0
        return bytes(self.names[start : int(self.name_ends[i])])

    def find(self, key: bytes) -> int | None:
        """The index of a name, by bisection."""
        low, high = 0, len(self.name_ends)
        while low < high:
            middle = (low + high) // 2
            if self.key(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.name_ends) and self.key(low) == key else None


class Gazetteer:
    """Places by name: the mapped file, and the project's own table of regions over it."""

    def __init__(self, path: Path = FILE, regions: Mapping[str, tuple[Region, ...]] | None = None):
        head, self._table = _open(path)
        self._countries: list[str] = head["countries"]
        self._admin1: list[str] = head["admin1"]
        self._regions = read_regions() if regions is None else regions
        self._replaced = {
            r.geonames: r for rows in self._regions.values() for r in rows if r.geonames
        }
        self.country_points = {
            r.country: (r.lat, r.lon)
            for rows in self._regions.values()
            for r in rows
            if r.kind == "country" and r.country
        }
        self.candidates = lru_cache(maxsize=20_000)(self._candidates)

    def __len__(self) -> int:
        """Number of places in the file."""
        return len(self._table.places)

    def _candidates(self, words: str) -> tuple[Candidate, ...]:
        """The places that the words may name, the project's own first, then by population."""
        key = place_key(words)
        if not key:
            return ()
        own = [_of_region(r, key) for r in self._regions.get(key, ()) if r.kind != "country"]
        at = self._table.find(key.encode())
        rest = self._of_file(at) if at is not None else ()
        listed = {c.geonames for c in own if c.geonames}
        return (*own, *(c for c in rest if c.geonames not in listed))

    def _of_file(self, at: int) -> list[Candidate]:
        table = self._table
        start = int(table.entry_ends[at - 1]) if at else 0
        entries = table.entries[start : int(table.entry_ends[at])]
        found = []
        for entry in entries[:MOST]:  # the compiler puts the most populous first
            row = table.places[int(entry & ~ALTERNATE)]
            region = self._replaced.get(int(row["geonames"]))
            if region is not None:  # under a name that only the file has
                found.append(_of_region(region, "")._replace(own=False))
            else:
                found.append(self._candidate(row, usual=not entry & ALTERNATE))
        return found

    def _candidate(self, row: Any, *, usual: bool) -> Candidate:
        return Candidate(
            KINDS[row["kind"]],
            self._countries[row["country"]],
            self._admin1[row["admin1"]] or None,
            float(row["lat"]),
            float(row["lon"]),
            int(row["population"]),
            usual,
            int(row["geonames"]) or None,
        )


def _of_region(region: Region, key: str) -> Candidate:
    return Candidate(
        region.kind, region.country, region.admin1, region.lat, region.lon, region.population,
        key == place_key(region.name), region.geonames,
        key in map(place_key, region.adjectives), True,
    )  # fmt: skip


def _open(path: Path) -> tuple[dict[str, Any], _Table]:
    """The first line of the file and its arrays."""
    try:
        with path.open("rb") as stream:
            mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        head = json.loads(mapped.readline())
        if head["format"] != FORMAT:
            raise ModelError(f"{path.name} has format {head['format']}, not {FORMAT}")
        parts = {
            name: np.frombuffer(mapped, PLACE if name == "places" else dtype, count, offset)
            for name, (dtype, count, offset) in head["arrays"].items()
        }
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ModelError(f"the gazetteer {path} cannot be opened: {exc}") from exc
    names = memoryview(mapped)
    start = head["arrays"]["names"][2]
    del parts["names"]
    return head, _Table(names=names[start:], **parts)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def open_gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once.

    Raises:
        ModelError: the file is missing or of another format, or the table of regions has a fault.
    """
    return Gazetteer()
