"""Who talks to whom, as a network: a line's width is the number of contacts, its stroke what became of them."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, log1p, sqrt
from typing import Final

import numpy as np

from parley.web.charts import layout
from parley.web.charts.chart import (
    NARROW,
    WIDE,
    Chart,
    Column,
    Datum,
    KeyItem,
    Table,
    listed,
    many,
)
from parley.web.charts.lettering import measure, wrap
from parley.web.charts.signs import swatch
from parley.web.charts.svg import Node, circle, group, line, link, node, path, picture, text
from parley.web.charts.ties import STRANDS, Side, Strand, Tie, Ties

MOST_WIDE: Final = 36
MOST_NARROW: Final = 14
"""Nodes whose names can all be read at that width."""

OfSide = Callable[[Side], str]
OfTie = Callable[[Tie], str]


def network(ties: Ties, *, of_side: OfSide, of_tie: OfTie) -> Chart:
    """The network of those in most contacts.

    Args:
        of_side, of_tie: addresses of what a node and a line stand for.
    """
    shown = ties.named().among(MOST_WIDE)
    small = ties.named().among(MOST_NARROW)
    names = {s.id: s.name for s in ties.sides}
    return Chart(
        id="network",
        title="Who talks to whom",
        summary=_summary(ties, names),
        wide=_drawn(shown, WIDE, 640, of_side, of_tie),
        narrow=_drawn(small, NARROW, 520, of_side, of_tie),
        table=_table(ties, names, of_tie),
        key=_key(),
        note=ties.left_out(len(shown.sides)),
    )


def _summary(ties: Ties, names: dict[str, str]) -> str:
    if not ties.ties:
        return "No two sides are in contact."
    most = ties.ties[0]
    told = f"{names[most.one]} and {names[most.other]} most often, {many(most.all, 'time')}"
    mediators = [s.name for s in sorted(ties.sides, key=lambda s: -s.mediated) if s.mediated]
    between = f"; {listed(mediators)} mediating" if mediators else ""
    return f"{many(len(ties.sides), 'side')} in contact: {told}{between}."


def _drawn(ties: Ties, width: float, height: float, of_side: OfSide, of_tie: OfTie) -> Node:
    """The network in a frame of that size."""
    small = width < WIDE / 2
    size, room = (11.0, 86.0) if small else (13.0, 128.0)
    sides = ties.sides
    number = {s.id: i for i, s in enumerate(sides)}
    weights = np.zeros((len(sides), len(sides)))
    for tie in ties.ties:
        i, j = number[tie.one], number[tie.other]
        weights[i, j] = weights[j, i] = log1p(tie.all)
    most = max((s.contacts for s in sides), default=1) or 1
    radii = [_radius(s, most, small) for s in sides]
    labels = [wrap(s.name, size, room) for s in sides]
    boxes = np.array(
        [_box(r, words, size) for r, words in zip(radii, labels, strict=True)]
    ).reshape(-1, 4)
    at = layout.apart(layout.places(weights, width, height), boxes, width, height)
    points = {s.id: (float(x), float(y)) for s, (x, y) in zip(sides, at, strict=True)}
    widest = max((t.all for t in ties.ties), default=1)
    names = {s.id: s.name for s in sides}
    lines = [
        _line(t, points[t.one], points[t.other], widest, names, of_tie(t))
        for t in reversed(ties.ties)
    ]
    nodes = [
        _node(s, points[s.id], r, words, size, of_side(s))
        for s, r, words in zip(sides, radii, labels, strict=True)
    ]
    label = f"Network of {many(len(sides), 'side')} and {many(len(ties.ties), 'tie')} between them"
    return picture(
        width, height, group(*lines, class_="ties"), group(*nodes, class_="sides"),
        label=label, class_="network",
    )  # fmt: skip


def _radius(side: Side, most: int, small: bool) -> float:
    low, high = (5.0, 15.0) if small else (6.0, 24.0)
    return low + (high - low) * sqrt(side.contacts / most)


def _box(radius: float, words: list[str], size: float) -> tuple[float, float, float, float]:
    """How far a node with its name reaches left, up, right and down of its middle."""
    half = max(radius, *(measure(w, size) / 2 for w in words), 0.0) + 5
    return half, radius + 5, half, radius + 4 + len(words) * size * 1.15 + 6


def _line(
    tie: Tie,
    one: tuple[float, float],
    other: tuple[float, float],
    widest: int,
    names: dict[str, str],
    href: str,
) -> Node:
    """One curve for each strand, side by side."""
    strands = [(s, tie.strands[s]) for s in STRANDS if tie.strands.get(s)]
    bend = (len(strands) - 1) / 2
    drawn: list[Node] = []
    for at, (strand, count) in enumerate(strands):
        wide = 1.2 + 7 * sqrt(count / widest)
        class_ = f"tie {strand}"
        drawn.append(path(_curve(one, other, (at - bend) * 22), class_=class_, stroke_width=wide))
    told = ", ".join(f"{n} {STRANDS[s]}" for s, n in strands)
    last = f"; the last {tie.last.isoformat()}" if tie.last else ""
    words = f"{names[tie.one]} – {names[tie.other]}: {told}{last}"
    hold = path(_curve(one, other, 0), class_="hold")
    return link(
        href, node("title", words), *drawn, hold,
        class_="tie-of", data_one=tie.one, data_other=tie.other, aria_label=words, tabindex="-1",
    )  # fmt: skip


def _curve(one: tuple[float, float], other: tuple[float, float], bend: float) -> str:
    (x1, y1), (x2, y2) = one, other
    far = hypot(x2 - x1, y2 - y1) or 1.0
    over = bend + far * 0.06
    x = (x1 + x2) / 2 - (y2 - y1) / far * over
    y = (y1 + y2) / 2 + (x2 - x1) / far * over
    return f"M{x1:.1f} {y1:.1f}Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}"


def _node(
    side: Side, at: tuple[float, float], radius: float, words: list[str], size: float, href: str
) -> Node:
    x, y = at
    told = f"{side.name}: {many(side.contacts, 'contact')}"
    if side.mediated:
        told += f", mediates {side.mediated}"
    if side.hosted:
        told += f", hosts {side.hosted}"
    ring = circle(x, y, radius + 4, class_="mediator") if side.mediated else None
    first = y + radius + 4 + size * 0.85
    names = [
        text(line, x, first + i * size * 1.15, text_anchor="middle", font_size=size, class_="name")
        for i, line in enumerate(words)
    ]
    return link(
        href, node("title", told), ring, circle(x, y, radius, class_=f"side {_shade(side)}"),
        *names, class_="side-of", data_id=side.id, aria_label=told,
    )  # fmt: skip


def _shade(side: Side) -> str:
    return side.kind if side.kind in ("person", "state", "organisation", "group") else "group"


def _key() -> tuple[KeyItem, ...]:
    def stroke(strand: Strand) -> Node:
        return swatch(line(1, 8, 29, 8, class_=f"tie {strand}", stroke_width=3), 30)

    def dot(kind: str) -> Node:
        return swatch(circle(9, 8, 6, class_=f"side {kind}"))

    ring = group(circle(9, 8, 4, class_="side state"), circle(9, 8, 7, class_="mediator"))
    return (
        *(KeyItem(stroke(s), words) for s, words in STRANDS.items()),
        KeyItem(swatch(ring), "has mediated"),
        KeyItem(dot("state"), "state"),
        KeyItem(dot("person"), "person"),
        KeyItem(dot("organisation"), "organisation"),
        KeyItem(dot("group"), "group"),
    )


def _table(ties: Ties, names: dict[str, str], of_tie: OfTie, most: int = 200) -> Table:
    rows = tuple(
        (
            Datum(names[t.one]),
            Datum(names[t.other]),
            Datum(str(t.all), of_tie(t)),
            *(Datum(str(t.strands.get(s, 0) or "")) for s in STRANDS),
            Datum(t.last.isoformat() if t.last else ""),
        )
        for t in ties.ties[:most]
    )
    columns = (
        Column("One side"), Column("Other side"), Column("Contacts", "number"),
        *(Column(words.capitalize(), "number") for words in STRANDS.values()),
        Column("Last", "day"),
    )  # fmt: skip
    return Table("Pairs in contact, the most frequent first", columns, rows)
