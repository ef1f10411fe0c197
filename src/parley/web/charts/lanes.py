"""A lane for each side, days from left to right: what it did, what was done to it, where it stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from parley.web.charts.chart import NARROW, WIDE, Chart, Column, Datum, KeyItem, Table, many
from parley.web.charts.days import Axis, Unit, dense, ruled, spanned, stretches, written
from parley.web.charts.lettering import shorten, wrap
from parley.web.charts.signs import KINDS, Kind, sign, swatch
from parley.web.charts.svg import Node, group, line, link, node, picture, rect, text

ROW: Final = 22.0
BIN_ROOM: Final = 21.0
"""Pixels that a sign needs: where days are narrower, those of a week or more share one sign."""
NUMBERED: Final = 3
"""From so many on, their number is written on the sign."""
TOLD: Final = 6
"""How many are named when the pointer rests on a sign that stands for several."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in the lane of a side.

    Attributes:
        lane: id of the side; words: what it was, in a line; href: where it is told in full.
    """

    lane: str
    day: date
    kind: Kind
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A side with its name and the address of its page."""

    id: str
    name: str
    href: str


OfMany = Callable[[Lane, Kind, date, date], str]
"""The address of all that a sign for several stands for."""


def lanes(
    sides: Sequence[Lane],
    marks: Sequence[Mark],
    *,
    of_many: OfMany,
    first: date | None = None,
    last: date | None = None,
    as_of: date | None = None,
    note: str = "",
) -> Chart:
    """The lanes of some sides.

    Args:
        first, last: days at its ends; None: of the first and last mark.
        as_of: the day on which all this was known, drawn as a line.
    """
    seen = sorted((m for m in marks if m.lane in {s.id for s in sides}), key=_order)
    days = [m.day for m in seen]
    begin, end = spanned(days if first or last else dense(days), until=as_of)
    begin, end = first or begin, last or end
    begin = min(begin, end)
    inside = [m for m in seen if begin <= m.day <= end]
    beyond = len(seen) - len(inside)
    if beyond and not (first and last):
        note = f"{many(beyond, 'mark')} of earlier or later days not drawn. {note}".strip()
    wide, narrow = (
        _Lanes(sides, inside, Axis(begin, end, left, width - 10), of_many, as_of, width).drawn()
        for width, left in ((WIDE, 168.0), (NARROW, 12.0))
    )
    return Chart(
        id="lanes",
        title="Side by side, day by day",
        summary=(
            f"{many(len(inside), 'mark')} in {many(len(sides), 'lane')} from {written(begin)} to "
            f"{written(end)}."
        ),
        wide=wide,
        narrow=narrow,
        table=_table(sides, inside),
        key=tuple(KeyItem(swatch(sign(k, 9, 8, 5)), words) for k, words in KINDS.items()),
        note=note,
    )


@dataclass(frozen=True, slots=True)
class _Lanes:
    sides: Sequence[Lane]
    marks: Sequence[Mark]
    axis: Axis
    of_many: OfMany
    as_of: date | None
    width: float

    @property
    def narrow(self) -> bool:
        return self.width < WIDE / 2

    def drawn(self) -> Node:
        of_lane: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            of_lane[mark.lane].append(mark)
        unit = self.axis.unit(BIN_ROOM)
        top, drawn, grounds = 6.0, list[Node](), list[Node]()
        for at, side in enumerate(self.sides):
            lane, height = self._lane(side, of_lane[side.id], unit, top)
            class_ = "lane-ground odd" if at % 2 else "lane-ground"
            grounds.append(rect(0, top, self.width, height, class_=class_))
            drawn.append(lane)
            top += height
        label = f"Timeline of {many(len(self.sides), 'side')}, {many(len(self.marks), 'mark')}"
        return picture(
            self.width, top + 38, group(*grounds, aria_hidden="true"), ruled(self.axis, 0, top),
            *drawn, self._as_of(top), label=label, class_="lanes",
        )  # fmt: skip

    def _lane(self, side: Lane, marks: list[Mark], unit: Unit, top: float) -> tuple[Node, float]:
        kinds = [k for k in KINDS if any(m.kind == k for m in marks)]
        head = 20.0 if self.narrow else 0.0
        height = head + max(len(kinds), 1) * ROW + 12
        by_kind: defaultdict[Kind, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_kind[mark.kind].append(mark)
        rows = [
            self._row(side, kind, by_kind[kind], unit, top + head + 6 + (i + 0.5) * ROW)
            for i, kind in enumerate(kinds)
        ]
        return group(self._name(side, top, height), *rows, class_="lane"), height

    def _name(self, side: Lane, top: float, height: float) -> Node:
        if self.narrow:
            return link(
                side.href, text(shorten(side.name, 12, self.width - 20), 8, top + 17, class_="name")
            )
        words = wrap(side.name, 13, 150)
        first = top + height / 2 - (len(words) - 1) * 8 + 4.5
        return link(
            side.href, *(text(w, 12, first + i * 16, class_="name") for i, w in enumerate(words))
        )

    def _row(self, side: Lane, kind: Kind, marks: list[Mark], unit: Unit, y: float) -> Node:
        signs: list[Node] = []
        left = list(marks)
        for start, end in stretches(self.axis, unit):
            here = []
            while left and left[0].day <= end:
                here.append(left.pop(0))
            if here:
                signs.append(self._sign(side, kind, here, start, end, y))
        return group(*signs, class_=f"row k-{kind}", data_kind=kind)

    def _sign(
        self, side: Lane, kind: Kind, marks: list[Mark], start: date, end: date, y: float
    ) -> Node:
        count = len(marks)
        x = min(max(self.axis.middle(start, end), self.axis.left + 4), self.axis.right - 4)
        size = 4.2 if count == 1 else 5.4 if count < NUMBERED else 8.2
        href = marks[0].href if count == 1 else self.of_many(side, kind, start, end)
        told = "\n".join(f"{m.day.isoformat()} {m.words}" for m in marks[:TOLD])
        if count > 1:
            told = f"{count} {KINDS[kind].lower()}\n{told}"
        if count > TOLD:
            told += f"\nand {count - TOLD} more"
        number = None
        if count >= NUMBERED:
            number = text(
                str(count), x, y + 3.1, text_anchor="middle", font_size=8.8 if count < 100 else 7,
                class_="count", aria_hidden="true",
            )  # fmt: skip
        return link(href, node("title", told), sign(kind, x, y, size), number, aria_label=told)

    def _as_of(self, bottom: float) -> Node | None:
        if self.as_of is None or not self.axis.holds(self.as_of):
            return None
        x = self.axis.at(self.as_of)
        return group(
            line(x, 0, x, bottom, class_="as-of"),
            text("as of", x - 4, 12, text_anchor="end", class_="tick"),
        )


def _order(mark: Mark) -> tuple[date, str, str]:
    return mark.day, mark.kind, mark.words


def _table(sides: Sequence[Lane], marks: Sequence[Mark], most: int = 200) -> Table:
    names = {s.id: s.name for s in sides}
    rows = tuple(
        (
            Datum(m.day.isoformat()),
            Datum(names[m.lane]),
            Datum(KINDS[m.kind]),
            Datum(m.words, m.href),
        )
        for m in sorted(marks, key=_order, reverse=True)[:most]
    )
    columns = (Column("Day", "day"), Column("Side"), Column("Kind"), Column("What"))
    caption = "The marks, the latest first"
    if len(marks) > most:
        caption += f"; the last {most} of {len(marks):,}"
    return Table(caption, columns, rows)
