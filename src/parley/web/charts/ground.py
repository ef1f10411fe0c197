"""What happens on the ground: a map with a circle for each place, as large as its toll."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log10, sqrt
from typing import Final

from parley.records import Place
from parley.records.joined import Bounds, Happening
from parley.stories.happenings.sight import is_running_toll
from parley.web.charts.chart import NARROW, WIDE, Chart, Column, Datum, KeyItem, Table, many
from parley.web.charts.geography import Frame, framed, outlines
from parley.web.charts.naming import Room, country_names, place_names
from parley.web.charts.signs import swatch
from parley.web.charts.svg import Node, circle, group, link, node, path, picture, rect, text

MOST_SPOTS: Final = 300
NAMED: Final = 26
"""Circles whose place is written beside them, at most."""
CLOSE: Final = 0.9
"""Share of what happens that the map is cut to, unless the whole is asked for."""
SMALLEST: Final = 4.5
GROWTH: Final = 6.0
"""Pixels of radius for each further digit of a toll."""
SHRUNK: Final = 0.7


@dataclass(frozen=True, slots=True)
class Spot:
    """All that happened at one place.

    Attributes:
        sure: whether the place is known to a point; else it stands for a region or a country.
        low, best, high: killed in the deadliest of them: tolls of several are never added, for one may hold
            the other, and running tolls of a war are left out; ``told`` is how many have a toll.
        injured: best, of the one with most.
    """

    name: str
    lon: float
    lat: float
    sure: bool
    happenings: tuple[Happening, ...]
    low: int
    best: int
    high: int
    injured: int
    told: int

    @property
    def number(self) -> int:
        """How many things happened there."""
        return len(self.happenings)


def spots(happenings: Iterable[Happening]) -> list[Spot]:
    """Happenings by place, the most deadly first; those without coordinates are left out."""
    at: defaultdict[tuple[float, float, bool], list[tuple[Place, Happening]]] = defaultdict(list)
    for happening in happenings:
        place = happening.place
        if place and place.lat is not None and place.lon is not None:
            key = (round(place.lon, 2), round(place.lat, 2), place.precision == "point")
            at[key].append((place, happening))
    found = [_spot(key, here) for key, here in at.items()]
    return sorted(found, key=lambda s: (-s.best, -s.number, s.name, s.lon, s.lat))


def _spot(key: tuple[float, float, bool], here: Sequence[tuple[Place, Happening]]) -> Spot:
    lon, lat, sure = key
    names = sorted({p.name for p, _ in here}, key=lambda n: (-sum(p.name == n for p, _ in here), n))
    acts = [h for _, h in here if not is_running_toll(h)]
    killed = [told for h in acts if (told := h.tolls.get("killed"))]
    worst = max(killed, key=_best, default=Bounds(0, 0, 0))
    injured = [_best(told) for h in acts if (told := h.tolls.get("injured"))]
    return Spot(
        names[0], lon, lat, sure, tuple(h for _, h in here),
        low=_first(worst.low, worst.best, worst.high),
        best=_best(worst),
        high=_first(worst.high, worst.best, worst.low),
        injured=max(injured, default=0),
        told=len(killed),
    )  # fmt: skip


def _best(toll: Bounds) -> int:
    return _first(toll.best, toll.low, toll.high)


def _first(*values: int | None) -> int:
    return next((v for v in values if v is not None), 0)


def tell(bounds: Bounds | None) -> str:
    """A toll in words: "9 to 14, best 11"."""
    if bounds is None:
        return ""
    low, best, high = bounds.low, bounds.best, bounds.high
    middle = _first(best, low, high)
    told = f"{middle:,}"
    if low is not None and high is not None and low != high:
        return f"{told} ({low:,} to {high:,})"
    return f"at least {told}" if high is None else told


def ground(
    happenings: Sequence[Happening], *, of_spot: Callable[[Spot], str], of_all: str | None = None
) -> Chart:
    """The map.

    Args:
        of_spot: address of what happened at a place.
        of_all: address of the map of all places; None where this is the one.
    """
    found = spots(happenings)
    shown = found[:MOST_SPOTS]
    core = shown if of_all is None else _core(shown)
    points = [(s.lon, s.lat) for s in core]
    frame, small = framed(points, WIDE, 600), framed(points, NARROW, 400)
    placed = sum(s.number for s in found)
    away = placed - sum(s.number for s in shown if frame.box.holds(s.lon, s.lat))
    notes = []
    if away:
        notes.append(f"{many(away, 'event')} elsewhere")
    if running := sum(map(is_running_toll, happenings)):
        notes.append(f"{many(running, 'toll')} of the war so far, which no circle shows")
    if len(happenings) > placed:
        notes.append(f"{many(len(happenings) - placed, 'event')} without a place that is known")
    return Chart(
        id="ground",
        title="Where it happens",
        summary=_summary(found, placed),
        wide=_drawn(shown, frame, of_spot),
        narrow=_drawn(shown, small, of_spot),
        table=_table(found, of_spot),
        key=_key(),
        note="; ".join(notes).capitalize() + "." if notes else "",
    )


def _summary(found: Sequence[Spot], placed: int) -> str:
    told = f"{many(placed, 'event')} at {many(len(found), 'place')}"
    if found and found[0].best:
        worst = found[0]
        told += f"; the deadliest at {worst.name}, {worst.best:,} reported killed"
        told += f" (low {worst.low:,}, high {worst.high:,})" if worst.low != worst.high else ""
    return told + "."


def _core(found: Sequence[Spot]) -> list[Spot]:
    """The places nearest to the middle of it all, with most of what happens."""
    sure = [s for s in found if s.sure] or list(found)
    if not sure:
        return []
    lons = sorted(x for s in sure for x in [s.lon] * s.number)
    lats = sorted(x for s in sure for x in [s.lat] * s.number)
    x, y = lons[len(lons) // 2], lats[len(lats) // 2]
    near = sorted(sure, key=lambda s: (s.lon - x) ** 2 + (s.lat - y) ** 2)
    wanted, kept, reached = CLOSE * len(lons), list[Spot](), 0
    for spot in near:
        if reached >= wanted:
            break
        kept.append(spot)
        reached += spot.number
    return kept


def _drawn(shown: Sequence[Spot], frame: Frame, of_spot: Callable[[Spot], str]) -> Node:
    width, height = frame.width, frame.height
    small = width < WIDE / 2
    seen = [s for s in shown if frame.box.holds(s.lon, s.lat)]
    lines = outlines(frame)
    room = Room(width, height)
    circles = [_circle(s, frame, small, of_spot(s)) for s in seen]
    for spot in seen:
        room.fill(*frame.at(spot.lon, spot.lat), _best_radius(spot, small))
    ranked = sorted(seen, key=lambda s: (not s.sure, -s.best, -s.number, s.name))
    named = [(s.name, *frame.at(s.lon, s.lat), _best_radius(s, small) + 3) for s in ranked]
    names = place_names(named, room, size=11 if small else 12, most=NAMED // 3 if small else NAMED)
    countries = country_names(frame, room, size=10.5 if small else 12)
    label = f"Map of {many(len(seen), 'place')} with {many(sum(s.number for s in seen), 'event')}"
    return picture(
        width, height,
        rect(0, 0, width, height, class_="sea"),
        group(
            path(lines.land, class_="land"), path(lines.borders, class_="border"),
            path(lines.disputed, class_="border disputed"), class_="lands", aria_hidden="true",
        ),
        group(*countries, class_="countries", aria_hidden="true"),
        group(*reversed(circles), class_="spots"),
        group(*names, class_="places", aria_hidden="true"),
        label=label, class_="map",
    )  # fmt: skip


def radius(toll: int, small: bool = False) -> float:
    """Radius of a toll in pixels: it grows with the logarithm, for tolls of attacks and of wars stand on one map."""
    return (SMALLEST + GROWTH * log10(1 + toll)) * (SHRUNK if small else 1.0)


def _best_radius(spot: Spot, small: bool) -> float:
    """Radius of a spot; where nobody is reported killed, small, and larger with more events."""
    if spot.best:
        return radius(spot.best, small)
    return min(SMALLEST * (0.75 + 0.2 * sqrt(spot.number)), 2.2 * SMALLEST)


def _circle(spot: Spot, frame: Frame, small: bool, href: str) -> Node:
    x, y = frame.at(spot.lon, spot.lat)
    words, reach = describe(spot), _best_radius(spot, small)
    high = low = number = None
    if spot.high > spot.low:
        high = circle(x, y, radius(spot.high, small), class_="high")
        low = circle(x, y, radius(spot.low, small), class_="low")
    if spot.number > 1 and reach >= 8:
        number = text(
            str(spot.number), x, y + 4, text_anchor="middle", font_size=11, class_="count"
        )
    return link(
        href, node("title", words), high, circle(x, y, reach, class_="best"), low, number,
        circle(x, y, max(reach, 9.0), class_="hold"),
        class_=f"spot {'deadly' if spot.best else 'bloodless'} {'sure' if spot.sure else 'vague'}",
        aria_label=words, data_x=x, data_y=y,
    )  # fmt: skip


def describe(spot: Spot) -> str:
    """A spot in words."""
    told = f"{spot.name}{'' if spot.sure else ' (somewhere in it)'}: {many(spot.number, 'event')}"
    if spot.told:
        one = "" if spot.number == 1 else " in the deadliest"
        told += f", {spot.best:,} reported killed{one}"
        if spot.low != spot.high:
            told += f" (low {spot.low:,}, high {spot.high:,})"
    if spot.injured:
        told += f", up to {spot.injured:,} injured"
    return told


def _key() -> tuple[KeyItem, ...]:
    def spot(class_: str, *circles: Node) -> Node:
        return swatch(group(*circles, class_=f"spot {class_}"), 24, 20)

    sizes = swatch(
        group(*(circle(x, 20, radius(n), class_="best") for x, n in ((11, 1), (36, 10), (74, 100))),
              class_="spot deadly sure"), 96, 40,
    )  # fmt: skip
    best = circle(12, 10, 6, class_="best")
    rings = circle(12, 10, 9, class_="high"), best, circle(12, 10, 3, class_="low")
    return (
        KeyItem(sizes, "1, 10, 100 killed in the deadliest event of the place"),
        KeyItem(spot("deadly sure", *rings), "highest and lowest account"),
        KeyItem(spot("bloodless sure", circle(12, 10, 4, class_="best")), "nobody reported killed"),
        KeyItem(spot("deadly vague", best), "only the region or country is known"),
        KeyItem(swatch(path("M2 10h26", class_="border disputed"), 30, 20), "disputed border"),
    )


def _table(found: Sequence[Spot], of_spot: Callable[[Spot], str], most: int = 200) -> Table:
    rows = tuple(
        (
            Datum(s.name),
            Datum("place" if s.sure else "region or country"),
            Datum(str(s.number), of_spot(s)),
            *(Datum(f"{n:,}" if s.told else "") for n in (s.low, s.best, s.high)),
            Datum(f"{s.injured:,}" if s.injured else ""),
        )
        for s in found[:most]
    )
    columns = (
        Column("Place"), Column("Known to"), Column("Events", "number"),
        Column("Killed in the deadliest: low", "number"), Column("Best", "number"), Column("High", "number"),
        Column("Injured at most", "number"),
    )  # fmt: skip
    return Table("Places, the most deadly first", columns, rows)
