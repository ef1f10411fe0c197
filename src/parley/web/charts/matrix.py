"""Who talks to whom, as a matrix: below the diagonal what was held, above it what was not, or not yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import log1p
from typing import Final, NamedTuple

import numpy as np

from parley.web.charts.chart import (
    NARROW,
    WIDE,
    Chart,
    Column,
    Datum,
    KeyItem,
    Table,
    many,
)
from parley.web.charts.layout import in_series
from parley.web.charts.lettering import measure, shorten
from parley.web.charts.signs import swatch
from parley.web.charts.svg import Node, group, link, node, picture, rect, text
from parley.web.charts.ties import STRANDS, Side, Tie, Ties

MOST_WIDE: Final = 26
MOST_NARROW: Final = 11
SHADES: Final = 5


def matrix(ties: Ties, *, of_tie: Callable[[Tie], str]) -> Chart:
    """The matrix of those in most contacts, such as talk to each other side by side."""
    shown = ties.named().among(MOST_WIDE)
    return Chart(
        id="matrix",
        title="Contacts by pairs",
        summary=(
            "Each square is a pair of sides: below the diagonal the contacts held, above it those "
            "planned, possible, denied or cancelled."
        ),
        wide=_drawn(shown, WIDE, of_tie),
        narrow=_drawn(ties.named().among(MOST_NARROW), NARROW, of_tie),
        table=_table(shown, of_tie),
        key=_key(),
        note=ties.left_out(len(shown.sides)),
    )


def _in_order(ties: Ties) -> list[Side]:
    number = {s.id: i for i, s in enumerate(ties.sides)}
    weights = np.zeros((len(number), len(number)))
    for tie in ties.ties:
        i, j = number[tie.one], number[tie.other]
        weights[i, j] = weights[j, i] = log1p(tie.all)
    return [ties.sides[i] for i in in_series(weights)]


def _drawn(ties: Ties, width: float, of_tie: Callable[[Tie], str]) -> Node:
    small = width < WIDE / 2
    sides = _in_order(ties)
    size = 11.0 if small else 12.5
    room = 92.0 if small else 190.0
    left = max((min(measure(s.name, size), room) for s in sides), default=0.0) + 10
    step = min((width - left - 4) / max(len(sides), 1), 30.0)
    grid = _Grid(left, left * 0.94, step, sides)
    whole = step * len(sides)
    cells = [rect(grid.left, grid.top, whole, whole, class_="ground")]
    cells += [rect(*grid.corner(i, i), step, step, class_="diagonal") for i in range(len(sides))]
    cells += _squares(ties, grid, of_tie)
    if len(sides) > 5 and not small:
        right, high, low = grid.left + whole - 6, grid.top + 18, grid.top + whole - 8
        words = "not held, or not yet"
        cells.append(text(words, right, high, text_anchor="end", class_="faint"))
        cells.append(text("held", grid.left + 6, low, class_="faint"))
    return picture(
        max(grid.left + whole + 4, 60.0),
        grid.top + whole + 4,
        group(*_names(grid, size), aria_hidden="true"),
        group(*cells),
        label=f"Matrix of contacts among {many(len(sides), 'side')}",
        class_="matrix",
    )


class _Grid(NamedTuple):
    """Where the squares stand: the corner at its top left and the length of a square, in units of the drawing."""

    left: float
    top: float
    step: float
    sides: Sequence[Side]

    def corner(self, column: int, row: int) -> tuple[float, float]:
        """The top left corner of a square."""
        return self.left + column * self.step, self.top + row * self.step


def _names(grid: _Grid, size: float) -> Iterator[Node]:
    """The name of each side beside its row and, turned, above its column."""
    for i, side in enumerate(grid.sides):
        told = shorten(side.name, size, grid.left - 10)
        x, y = (at + grid.step / 2 + size * 0.35 for at in grid.corner(i, i))
        above = grid.top - 6
        turned = f"rotate(-90 {x:.1f} {above:.1f})"
        yield text(told, grid.left - 6, y, text_anchor="end", font_size=size, class_="name")
        yield text(told, x, above, transform=turned, font_size=size, class_="name")


def _squares(ties: Ties, grid: _Grid, of_tie: Callable[[Tie], str]) -> Iterator[Node]:
    """For each two sides what was held, below the diagonal, and what was not, above it."""
    place = {s.id: i for i, s in enumerate(grid.sides)}
    names = {s.id: s.name for s in grid.sides}
    most = max((n for t in ties.ties for n in (_below(t), _above(t))), default=1) or 1
    for tie in ties.ties:
        low, high = sorted((place[tie.one], place[tie.other]))
        href, words = of_tie(tie), _words(tie, names)
        for count, at, class_ in (
            (_below(tie), (low, high), "held"),
            (_above(tie), (high, low), "open"),
        ):
            if count:
                x, y = grid.corner(*at)
                yield _square(x, y, grid.step, count, most, class_, href, words)


def _square(
    x: float, y: float, step: float, count: int, most: int, class_: str, href: str, words: str
) -> Node:
    shade = 1 + round((SHADES - 1) * log1p(count) / log1p(most))
    number = text(
        str(count), x + step / 2, y + step / 2 + 4, text_anchor="middle", font_size=11,
        class_="count",
    ) if step >= 15 else None  # fmt: skip
    return link(
        href, node("title", words), rect(x + 0.5, y + 0.5, step - 1, step - 1), number,
        class_=f"{class_} shade-{shade}", aria_label=words,
    )  # fmt: skip


def _below(tie: Tie) -> int:
    return tie.strands.get("held", 0)


def _above(tie: Tie) -> int:
    return tie.all - _below(tie)


def _words(tie: Tie, names: dict[str, str]) -> str:
    told = ", ".join(f"{n} {STRANDS[s]}" for s, n in tie.strands.items())
    return f"{names[tie.one]} – {names[tie.other]}: {told}"


def _key() -> tuple[KeyItem, ...]:
    def square(class_: str, shade: int) -> Node:
        return swatch(group(rect(2, 1, 14, 14), class_=f"{class_} shade-{shade}"))

    return (
        KeyItem(square("held", 2), "held, few"),
        KeyItem(square("held", SHADES), "held, many"),
        KeyItem(square("open", 3), "planned, possible, denied or cancelled"),
    )


def _table(ties: Ties, of_tie: Callable[[Tie], str]) -> Table:
    sides = _in_order(ties)
    found = {frozenset((t.one, t.other)): t for t in ties.ties}

    def cell(one: Side, other: Side) -> Datum:
        tie = found.get(frozenset((one.id, other.id)))
        return Datum(str(tie.all), of_tie(tie)) if tie and one.id != other.id else Datum("")

    rows = tuple((Datum(s.name), *(cell(s, o) for o in sides)) for s in sides)
    columns = (Column("Side"), *(Column(s.name, "number") for s in sides))
    return Table("All contacts between two sides", columns, rows)
