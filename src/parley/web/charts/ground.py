"""What happens on the ground: a map with a circle for each place, as large as its toll."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from parley.records import Place
from parley.records.joined import Bounds, Happening
from parley.web.charts.chart import NARROW, WIDE, Chart, Column, Datum, KeyItem, Table, many
from parley.web.charts.geography import WORLD, Frame, framed, outlines, world
from parley.web.charts.lettering import measure, shorten
from parley.web.charts.signs import swatch
from parley.web.charts.svg import Node, circle, group, link, node, path, picture, rect, text

MOST_SPOTS: Final = 300
NAMED: Final = 26
"""Circles whose place is written beside them, at most."""
CLOSE: Final = 0.9
"""Share of what happens that the map is cut to, unless the whole is asked for."""
LARGEST: Final = {True: 24.0, False: 38.0}
SMALLEST: Final = 4.0

Taken = list[tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Spot:
    """All that happened at one place.

    Attributes:
        sure: whether the place is known to a point; else it stands for a region or a country.
        low, best, high: killed in the deadliest of them: tolls of several are never added, for one may hold
            the other; ``told`` is how many have a toll.
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
    killed = [told for _, h in here if (told := h.tolls.get("killed"))]
    worst = max(killed, key=_best, default=Bounds(0, 0, 0))
    injured = [_best(told) for _, h in here if (told := h.tolls.get("injured"))]
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
    most = max((s.high for s in seen), default=0)
    lines = outlines(frame)
    taken: Taken = []
    circles = [_circle(s, frame, most, small, of_spot(s)) for s in seen]
    for spot in seen:
        x, y = frame.at(spot.lon, spot.lat)
        r = _radius(spot.best, most, small)
        taken.append((x - r, y - r, x + r, y + r))
    names = _names(seen, frame, most, small, taken)
    countries = _countries(frame, taken, small)
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


def _radius(toll: int, most: int, small: bool) -> float:
    """Areas go with tolls."""
    return max(LARGEST[small] * sqrt(toll / most), SMALLEST) if most else SMALLEST


def _circle(spot: Spot, frame: Frame, most: int, small: bool, href: str) -> Node:
    x, y = frame.at(spot.lon, spot.lat)
    words = describe(spot)
    deadly = "deadly" if spot.best else "bloodless"
    rings = []
    if spot.high > spot.low:
        rings = [
            circle(x, y, _radius(spot.high, most, small), class_="high"),
            circle(x, y, _radius(spot.low, most, small), class_="low"),
        ]
    best = circle(x, y, _radius(spot.best, most, small), class_="best")
    number = None
    if spot.number > 1 and _radius(spot.best, most, small) >= 9:
        number = text(
            str(spot.number), x, y + 4, text_anchor="middle", font_size=11, class_="count"
        )
    hold = circle(x, y, max(_radius(spot.best, most, small), 9.0), class_="hold")
    return link(
        href, node("title", words), *rings[:1], best, *rings[1:], number, hold,
        class_=f"spot {deadly} {'sure' if spot.sure else 'vague'}", aria_label=words,
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


def _names(seen: Sequence[Spot], frame: Frame, most: int, small: bool, taken: Taken) -> list[Node]:
    """The names of the worst places, as far as there is room beside, above or below them."""
    size = 11.0 if small else 12.0
    drawn: list[Node] = []
    ranked = sorted(seen, key=lambda s: (not s.sure, -s.best, -s.number, s.name))
    for spot in ranked:
        if len(drawn) >= (NAMED // 3 if small else NAMED):
            break
        x, y = frame.at(spot.lon, spot.lat)
        r = _radius(spot.best, most, small) + 3
        words = shorten(spot.name, size, 120)
        wide = measure(words, size)
        for left, base, anchor in (
            (x + r, y + size * 0.35, "start"), (x - r - wide, y + size * 0.35, "end"),
            (x - wide / 2, y - r - 2, "middle"), (x - wide / 2, y + r + size, "middle"),
        ):  # fmt: skip
            box = (left - 1, base - size, left + wide + 1, base + 3)
            if _free(box, taken, frame):
                taken.append(box)
                at = {"start": left, "end": left + wide, "middle": x}[anchor]
                drawn.append(
                    text(words, at, base, text_anchor=anchor, font_size=size, class_="place")
                )
                break
    return drawn


def _countries(frame: Frame, taken: Taken, small: bool) -> list[Node]:
    """The names of countries that have room for them."""
    drawn = []
    size = 10.5 if small else 12.0
    for country in sorted(world().names, key=lambda c: -c.wide):
        wide = measure(country.name.upper(), size) * 1.12
        if (
            not frame.box.holds(country.lon, country.lat)
            or country.wide * frame.per_degree() < wide
        ):
            continue
        x, y = frame.at(country.lon, country.lat)
        for base in (y, y - 26, y + 26, y - 48, y + 48):
            box = (x - wide / 2, base - size, x + wide / 2, base + 3)
            if _free(box, taken, frame):
                taken.append(box)
                drawn.append(
                    text(
                        country.name,
                        x,
                        base,
                        text_anchor="middle",
                        font_size=size,
                        class_="country",
                    )
                )
                break
    return drawn


def _free(box: tuple[float, float, float, float], taken: Taken, frame: Frame) -> bool:
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > frame.width - 2 or bottom > frame.height - 2:
        return False
    return all(right < x1 or left > x2 or bottom < y1 or top > y2 for x1, y1, x2, y2 in taken)


def _key() -> tuple[KeyItem, ...]:
    def spot(class_: str, *circles: Node) -> Node:
        return swatch(group(*circles, class_=f"spot {class_}"), 24, 20)

    best = circle(12, 10, 6, class_="best")
    return (
        KeyItem(spot("deadly sure", circle(12, 10, 9, class_="high"), best, circle(12, 10, 3, class_="low")),
                "killed in the deadliest event: best, with the lowest and highest account"),
        KeyItem(spot("bloodless sure", circle(12, 10, 4, class_="best")), "nobody reported killed"),
        KeyItem(spot("deadly vague", best), "only the region or country is known"),
        KeyItem(swatch(path("M2 10h26", class_="border disputed"), 30, 20), "disputed border"),
    )  # fmt: skip


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


__all__ = ["WORLD", "Spot", "describe", "ground", "spots", "tell"]
