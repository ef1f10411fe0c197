"""Names on a map, where there is room for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from parley.web.charts.geography import Frame, world
from parley.web.charts.lettering import measure, shorten
from parley.web.charts.svg import Node, text


class Patch(NamedTuple):
    """A rectangle of the map."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Patch) -> bool:
        """Whether the two have anything in common."""
        apart = self.right < other.left or self.left > other.right
        return not (apart or self.bottom < other.top or self.top > other.bottom)


class Room:
    """What is left free of a map."""

    def __init__(self, width: float, height: float) -> None:
        self._whole = Patch(2, 2, width - 2, height - 2)
        self._taken: list[Patch] = []

    def fill(self, x: float, y: float, radius: float) -> None:
        """A circle stands there."""
        self._taken.append(Patch(x - radius, y - radius, x + radius, y + radius))

    def take(self, patch: Patch) -> bool:
        """Take the patch if all of it is free."""
        whole = self._whole
        inside = patch.left >= whole.left and patch.right <= whole.right
        inside = inside and patch.top >= whole.top and patch.bottom <= whole.bottom
        if not inside or any(patch.touches(other) for other in self._taken):
            return False
        self._taken.append(patch)
        return True


def place_names(
    places: Iterable[tuple[str, float, float, float]], room: Room, *, size: float, most: int
) -> list[Node]:
    """Names beside, above or below their circles.

    Args:
        places: name, middle and radius of the circle, the most important first.
        size: of the type; most: so many names at most.
    """
    drawn: list[Node] = []
    for name, x, y, r in places:
        if len(drawn) == most:
            break
        words = shorten(name, size, 120)
        wide = measure(words, size)
        for left, base in (
            (x + r, y + size * 0.35),
            (x - r - wide, y + size * 0.35),
            (x - wide / 2, y - r - 2),
            (x - wide / 2, y + r + size),
        ):
            if room.take(Patch(left - 1, base - size, left + wide + 1, base + 3)):
                drawn.append(_name(words, left + wide / 2, base, size, "place", (x, y)))
                break
    return drawn


def country_names(frame: Frame, room: Room, *, size: float) -> list[Node]:
    """Names of the countries that are wide enough for them, near the middle of each."""
    drawn: list[Node] = []
    for country in sorted(world().names, key=lambda c: (-c.wide, c.name)):
        wide = measure(country.name.upper(), size) * 1.12
        seen = frame.box.holds(country.lon, country.lat)
        if not seen or country.wide * frame.per_degree() < wide:
            continue
        x, y = frame.at(country.lon, country.lat)
        reach = country.wide * frame.per_degree() / 5
        for shift in (0, -16, 16, -30, 30, -46, 46):
            base = y + shift
            if abs(shift) > reach:
                break
            if room.take(Patch(x - wide / 2, base - size, x + wide / 2, base + 3)):
                drawn.append(_name(country.name, x, base, size, "country", (x, base)))
                break
    return drawn


def _name(
    words: str, x: float, y: float, size: float, class_: str, of: tuple[float, float]
) -> Node:
    """Words around a point, bound to the place that they stand for when the map is zoomed."""
    return text(
        words, x, y, text_anchor="middle", font_size=size, class_=class_, data_x=of[0], data_y=of[1]
    )
