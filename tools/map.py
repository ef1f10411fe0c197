"""Makes the map behind "On the ground" from Natural Earth, as world-atlas packs it.

    npm install --no-save world-atlas@2.0.2 && python tools/map.py node_modules/world-atlas/countries-50m.json

What comes out is kept in the repository: land and borders alone, in the file's own arcs. Borders that the
countries on their two sides (or most others) do not agree on are told apart.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src/parley/web/charts/data/world.json.gz"

LEFT_OUT = {"Antarctica"}
DISPUTED = {
    frozenset(pair)
    for pair in (
        ("Serbia", "Kosovo"), ("Cyprus", "N. Cyprus"), ("Somalia", "Somaliland"),
        ("Ethiopia", "Somaliland"), ("Morocco", "W. Sahara"), ("Israel", "Palestine"),
        ("India", "Pakistan"), ("India", "China"), ("Siachen Glacier", "India"),
        ("Siachen Glacier", "Pakistan"), ("Siachen Glacier", "China"), ("S. Sudan", "Sudan"),
        ("Israel", "Syria"), ("Morocco", "Algeria"),
    )
}  # fmt: skip
CRIMEA = ((32.0, 45.5), (35.8, 46.6))
"""Between Russia and Ukraine, only the line across the isthmus is disputed in this sense."""


def main(source: Path) -> None:
    """Write the map."""
    atlas = json.loads(source.read_text())
    (scale_x, scale_y), (shift_x, shift_y) = (
        atlas["transform"]["scale"],
        atlas["transform"]["translate"],
    )
    arcs = [_degrees(a, scale_x, scale_y, shift_x, shift_y) for a in atlas["arcs"]]
    land, owners = [], defaultdict(set)
    for country in _countries(atlas):
        name = country["properties"]["name"]
        for ring in _rings(country):
            land.append(ring)
            for arc in ring:
                owners[arc if arc >= 0 else ~arc].add(name)
    borders = sorted(a for a, names in owners.items() if len(names) > 1)
    disputed = [a for a in borders if _is_disputed(frozenset(owners[a]), arcs[a])]
    used = sorted(owners)
    at = {arc: i for i, arc in enumerate(used)}
    world = {
        "notice": "Made with Natural Earth (public domain), packed by world-atlas 2.0.2 (ISC). Hundredths of a degree, each point as the step from the one before.",
        "arcs": [_steps(arcs[a]) for a in used],
        "land": [[at[a] if a >= 0 else ~at[~a] for a in ring] for ring in land],
        "borders": [at[a] for a in borders if a not in disputed],
        "disputed": [at[a] for a in disputed],
        "names": sorted(_named(c, arcs) for c in _countries(atlas)),
    }
    OUT.parent.mkdir(exist_ok=True)
    packed = json.dumps(world, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(packed, 9, mtime=0))
    print(f"{OUT}: {OUT.stat().st_size:,} bytes, {len(land)} rings, {len(disputed)} disputed arcs")


def _countries(atlas: dict[str, Any]) -> list[dict[str, Any]]:
    found = atlas["objects"]["countries"]["geometries"]
    return [c for c in found if c["properties"]["name"] not in LEFT_OUT]


def _named(country: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[Any]:
    """Name, middle of the largest piece, and its width in degrees: where the name is written, and how large."""
    pieces = [_outline(ring, arcs) for ring in _rings(country)]
    _, x, y, wide = max(_middle(p) for p in pieces)
    return [country["properties"]["name"], round(x, 2), round(y, 2), round(wide, 2)]


def _outline(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    return [p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])[:-1]]


def _middle(outline: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Area, centre of gravity and width of a piece."""
    pairs = list(zip(outline, outline[1:] + outline[:1], strict=True))
    crosses = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
    twice = sum(crosses)
    if not twice or max(abs(a[0] - b[0]) for a, b in pairs) > 180:
        return 0.0, *outline[0], 0.0
    x = sum((a[0] + b[0]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / (3 * twice)
    y = sum((a[1] + b[1]) * c for (a, b), c in zip(pairs, crosses, strict=True)) / (3 * twice)
    wide = max(x for x, _ in outline) - min(x for x, _ in outline)
    return abs(twice) / 2, x, y, wide


def _degrees(
    arc: list[list[int]], scale_x: float, scale_y: float, shift_x: float, shift_y: float
) -> list[tuple[float, float]]:
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * scale_x + shift_x, y * scale_y + shift_y))
    return out


def _rings(country: dict[str, Any]) -> list[list[int]]:
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def _is_disputed(names: frozenset[str], arc: list[tuple[float, float]]) -> bool:
    if names == {"Russia", "Ukraine"}:
        (west, south), (east, north) = CRIMEA
        return all(west < x < east and south < y < north for x, y in arc)
    return any(pair <= names for pair in DISPUTED)


def _steps(arc: list[tuple[float, float]]) -> list[list[int]]:
    """Hundredths of a degree: no point on the one before it, none further from it than a degree."""
    points = [(round(x * 100), round(y * 100)) for x, y in arc]
    dense = [points[0]]
    for _, (x2, y2) in pairwise(points):
        x1, y1 = dense[-1]
        x2 += round((x1 - x2) / 36_000) * 36_000  # on over the antimeridian
        parts = max(abs(x2 - x1), abs(y2 - y1)) // 100 + 1
        dense += [
            (x1 + (x2 - x1) * i // parts, y1 + (y2 - y1) * i // parts) for i in range(1, parts + 1)
        ]
    kept = [dense[0]] + [b for a, b in pairwise(dense) if a != b]
    return [list(kept[0])] + [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(kept)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
