"""Land and borders as paths: Natural Earth, cut to a box and thinned to what can be seen.

Degrees are laid out on a plane with the right proportions in the middle of the box (equirectangular).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, radians
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

MARGIN: Final = 12.0
"""Pixels beyond the frame up to which outlines are kept: their cut edges stay out of sight."""
GRAIN: Final = 0.5
"""Pixels: what lies nearer together is one point; twice that where the whole world is seen."""
TINY: Final = 2.0
"""Pixels: islands that are smaller are left out."""
FAR: Final = 7.0
"""Pixels for a degree, below which the world is far off."""


class Box(NamedTuple):
    """A part of the world, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        """Whether the point lies in it."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


TURN: Final = np.array([360.0, 0.0])
WORLD: Final = Box(-170.0, -57.0, 180.0, 78.0)


TALLEST: Final = 136.0
"""Degrees from the south of the inhabited world to its north."""


class CountryName(NamedTuple):
    """Where a country's name is written; ``wide`` in degrees."""

    name: str
    lon: float
    lat: float
    wide: float


@dataclass(frozen=True, slots=True)
class World:
    """Outlines in degrees, each of shape (n, 2)."""

    land: tuple[Array, ...]
    borders: tuple[Array, ...]
    disputed: tuple[Array, ...]
    names: tuple[CountryName, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Paths of what lies in a box, in pixels of its frame."""

    land: str
    borders: str
    disputed: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A box laid over a rectangle of pixels."""

    box: Box
    width: float
    height: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point lies."""
        x = (lon - self.box.west) / (self.box.east - self.box.west) * self.width
        y = (self.box.north - lat) / (self.box.north - self.box.south) * self.height
        return x, y

    def per_degree(self) -> float:
        """Pixels of a degree of longitude."""
        return self.width / (self.box.east - self.box.west)


def framed(
    points: Iterable[tuple[float, float]], width: float, height: float, least: float = 7.0
) -> Frame:
    """A frame that shows all the points, with air around them.

    Args:
        points: longitude and latitude.
        least: degrees of latitude that it covers at least.
    """
    at = np.array(list(points), dtype=float).reshape(-1, 2)
    if not len(at):
        return _fitted(WORLD, width, height)
    (west, south), (east, north) = at.min(axis=0), at.max(axis=0)
    tall = max((north - south) * 1.3, least)
    stretch = cos(radians(min(abs(south + north) / 2, 75.0)))
    wide = max((east - west) * 1.3, least * width / height / stretch * 0.6)
    x, y = (west + east) / 2, (south + north) / 2
    return _fitted(Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2), width, height)


def _fitted(box: Box, width: float, height: float) -> Frame:
    """The box, made longer or higher until it has the proportions of the frame, and moved onto the world."""
    stretch = cos(radians(min(abs(box.south + box.north) / 2, 75.0)))
    wide, tall = box.east - box.west, box.north - box.south
    wide, tall = (
        max(wide, tall * width / height / stretch),
        max(tall, wide * stretch * height / width),
    )
    if wide > 360.0 or tall > TALLEST:
        # The whole world: the frame takes its proportions, not the other way round.
        wide, tall = min(wide, 360.0), min(tall, TALLEST)
        stretch = max(stretch, 0.8)
        height = min(height, width * tall / wide / stretch)
    x, y = (box.west + box.east) / 2, (box.south + box.north) / 2
    x = min(max(x, -180 + wide / 2), 180 - wide / 2)
    y = min(max(y, -90 + tall / 2), 90 - tall / 2)
    return Frame(Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2), width, height)


@lru_cache(maxsize=1)
def world() -> World:
    """The world, read once."""
    packed = files("parley.web.charts").joinpath("data/world.json.gz").read_bytes()
    raw = json.loads(gzip.decompress(packed))
    arcs = [np.cumsum(np.array(a, dtype=float), axis=0) / 100 for a in raw["arcs"]]

    def outline(ring: Sequence[int]) -> Array:
        whole = np.concatenate([arcs[a] if a >= 0 else arcs[~a][::-1] for a in ring])
        whole[:, 0] = np.unwrap(whole[:, 0], period=360)
        return whole

    return World(
        tuple(turned for r in raw["land"] for turned in _both_ends(outline(r))),
        tuple(arcs[a] for a in raw["borders"]),
        tuple(arcs[a] for a in raw["disputed"]),
        tuple(CountryName(*n) for n in raw["names"]),
    )


def _both_ends(outline: Array) -> list[Array]:
    """The outline, and what crosses the antimeridian at the other end of the map too."""
    if outline[:, 0].max() > 180:
        return [outline, outline - TURN]
    if outline[:, 0].min() < -180:
        return [outline, outline + TURN]
    return [outline]


@lru_cache(maxsize=64)
def outlines(frame: Frame) -> Outlines:
    """Land and borders in a frame."""
    whole = world()
    return Outlines(
        "".join(_path(o, frame, closed=True) for o in whole.land),
        "".join(_path(o, frame) for o in whole.borders),
        "".join(_path(o, frame) for o in whole.disputed),
    )


def _path(outline: Array, frame: Frame, *, closed: bool = False) -> str:
    """A path in half pixels; empty where nothing of it would be seen."""
    box = frame.box
    low, high = outline.min(axis=0), outline.max(axis=0)
    if low[0] > box.east or high[0] < box.west or low[1] > box.north or high[1] < box.south:
        return ""
    x = (outline[:, 0] - box.west) / (box.east - box.west) * frame.width
    y = (box.north - outline[:, 1]) / (box.north - box.south) * frame.height
    # Points are an arc minute apart at most where it matters: moving those outside onto the margin cuts there.
    x = np.clip(x, -MARGIN, frame.width + MARGIN)
    y = np.clip(y, -MARGIN, frame.height + MARGIN)
    if closed and max(np.ptp(x), np.ptp(y)) < TINY:
        return ""
    at = np.round(np.stack([x, y], axis=1) / GRAIN).astype(int)
    if frame.per_degree() < FAR:
        at = at // 2 * 2
    moved = np.any(at[1:] != at[:-1], axis=1)
    at = at[np.concatenate([[True], moved])]
    at = at[_turns(at)]
    if len(at) < (3 if closed else 2):
        return ""
    start, steps = at[0], np.diff(at, axis=0)
    body = "".join(f"l{_half(dx)} {_half(dy)}" for dx, dy in steps.tolist())
    return f"M{_half(start[0])} {_half(start[1])}{body}" + ("z" if closed else "")


def _turns(at: npt.NDArray[np.int_]) -> npt.NDArray[np.bool_]:
    """Which points are more than a step straight on: along the margin only the corners are left."""
    keep = np.ones(len(at), dtype=bool)
    if len(at) > 2:
        before, after = at[1:-1] - at[:-2], at[2:] - at[1:-1]
        cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
        along = (before * after).sum(axis=1)
        keep[1:-1] = (cross != 0) | (along < 0)
    return keep


def _half(steps: int) -> str:
    """Half pixels, written as pixels."""
    whole, half = divmod(int(steps), 2)
    return f"{whole}.5" if half and whole >= 0 else str(whole) if not half else f"{whole + 0.5:g}"
