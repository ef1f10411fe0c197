"""Statements by speaker and week: a strip for each speaker, the darker the more was said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import log1p
from typing import Final, NamedTuple

from parley.web.charts.chart import NARROW, WIDE, Chart, Column, Datum, Table, many
from parley.web.charts.days import (
    Axis,
    Unit,
    dense,
    next_start,
    ruled,
    spanned,
    start_of,
    stretches,
    written,
)
from parley.web.charts.lettering import shorten
from parley.web.charts.svg import Node, group, link, node, picture, rect, text

ROW: Final = 27.0
FIELD_ROOM: Final = 5.0
"""Pixels that a week needs: where it has less, months or more go together."""
SHADES: Final = 5
MOST: Final = 14


class Said(NamedTuple):
    """So many statements of a speaker on a day."""

    speaker: str
    name: str
    day: date
    number: int = 1


OfWeek = Callable[[str, date, date], str]
"""Speaker, first and last day → address of what was said."""


def speaker_weeks(
    said: Iterable[Said],
    *,
    of_week: OfWeek,
    most: int = MOST,
    first: date | None = None,
    last: date | None = None,
) -> Chart:
    """A strip for each speaker by week; by month, quarter or year where weeks would be too thin to see.

    Args:
        of_week: the address of a field; most: so many speakers, those who say most.
        first, last: days at its ends; None: of the first and last statement.
    """
    found = [
        s for s in said if (first is None or s.day >= first) and (last is None or s.day <= last)
    ]
    totals, names = Counter[str](), dict[str, str]()
    for s in found:
        totals[s.speaker] += s.number
        names[s.speaker] = s.name
    ranked = sorted(totals, key=lambda i: (-totals[i], names[i], i))
    shown = ranked[:most]
    days = [s.day for s in found for _ in range(s.number)]
    begin, end = spanned(days if first or last else dense(days), least=28)
    begin, end = start_of(first or begin, "week"), last or end
    by_day: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for s in found:
        if s.speaker in shown:
            by_day[s.speaker][s.day] += s.number
    rows = [(i, names[i], by_day[i]) for i in shown]
    wide, narrow = (
        _drawn(rows, Axis(begin, end, left, width - 40), of_week, width)
        for width, left in ((WIDE, 190.0), (NARROW, 8.0))
    )
    left_out = len(ranked) - len(shown)
    return Chart(
        id="speaker-weeks",
        title="Statements by speaker and week",
        summary=(
            f"{many(sum(totals.values()), 'statement')} of {many(len(ranked), 'speaker')} from "
            f"{written(begin)} to {written(end)}."
        ),
        wide=wide,
        narrow=narrow,
        table=_table(rows, begin, end, of_week),
        note=f"{many(left_out, 'speaker')} with fewer not drawn." if left_out else "",
    )


Row = tuple[str, str, Counter[date]]


def _binned(days: Counter[date], unit: Unit) -> Counter[date]:
    out = Counter[date]()
    for day, number in days.items():
        out[start_of(day, unit)] += number
    return out


def _grain(axis: Axis) -> Unit:
    unit = axis.unit(FIELD_ROOM)
    return "week" if unit == "day" else unit


def _drawn(rows: Sequence[Row], axis: Axis, of_week: OfWeek, width: float) -> Node:
    narrow = width < WIDE / 2
    unit = _grain(axis)
    binned = [_binned(days, unit) for _, _, days in rows]
    seen = [n for b in binned for day, n in b.items() if axis.first <= day <= axis.last]
    top = max(seen, default=1)
    step = ROW + (14 if narrow else 0)
    drawn = [
        _row(row, b, axis, unit, of_week, top, 4 + i * step, step, narrow)
        for i, (row, b) in enumerate(zip(rows, binned, strict=True))
    ]
    bottom = 4 + len(rows) * step
    label = f"Statements of {many(len(rows), 'speaker')} by {unit}; the most in a {unit} is {top}"
    return picture(
        width, bottom + 36, ruled(axis, 0, bottom), *drawn, label=label, class_="weeks"
    )  # fmt: skip


def _row(
    row: Row, counts: Counter[date], axis: Axis, unit: Unit, of_week: OfWeek, most: int,
    top: float, step: float, narrow: bool,
) -> Node:  # fmt: skip
    speaker, name, days = row
    floor = top + step - 3
    tall = ROW - 5
    label = (
        text(shorten(name, 12, axis.right - 60), axis.left, top + 11, class_="name", font_size=12)
        if narrow
        else text(
            shorten(name, 13, axis.left - 24),
            axis.left - 12,
            floor - 6,
            text_anchor="end",
            class_="name",
            font_size=13,
        )
    )
    total = text(f"{days.total():,}", axis.right + 6, floor - 6, class_="tick")
    strip = rect(axis.left, floor - tall, axis.right - axis.left, tall, class_="track")
    fields = [
        _field(speaker, name, (start, end), number, axis, of_week, most, floor - tall, tall)
        for start, end in stretches(axis, unit)
        if (number := counts.get(start_of(start, unit), 0))
    ]
    return group(label, strip, *fields, total)


def _field(
    speaker: str, name: str, days: tuple[date, date], number: int, axis: Axis, of_week: OfWeek,
    most: int, top: float, tall: float,
) -> Node:  # fmt: skip
    """What one said in a unit of time: the more, the darker; the number stands in it where there is room."""
    start, end = days
    x, after = axis.at(start), axis.at(next_start(end, "day"))
    wide = after - x - (1.0 if after - x > 8 else 0.5)
    shade = 1 + round((SHADES - 1) * log1p(number) / log1p(most))
    told = text(
        str(number), x + wide / 2, top + tall / 2 + 4, text_anchor="middle", font_size=10.5,
        class_="count",
    ) if wide > 5 + 6 * len(str(number)) else None  # fmt: skip
    words = f"{name}, {_stretch(start, end)}: {many(number, 'statement')}"
    return link(
        of_week(speaker, start, end), node("title", words), rect(x, top, wide, tall), told,
        class_=f"held shade-{shade}", aria_label=words, tabindex="-1",
    )  # fmt: skip


def _stretch(start: date, end: date) -> str:
    return written(start) if start == end else f"{written(start)} to {written(end)}"


def _table(rows: Sequence[Row], begin: date, end: date, of_week: OfWeek) -> Table:
    """Speakers by stretches that leave at most twelve columns."""
    axis = Axis(begin, end, 0, 12)
    unit = _grain(Axis(begin, end, 0, 12 * FIELD_ROOM))
    spans = list(stretches(axis, unit))
    body = []
    for speaker, name, days in rows:
        counts = _binned(days, unit)
        cells = [Datum(name), Datum(f"{days.total():,}", of_week(speaker, begin, end))]
        for start, last in spans:
            number = counts.get(start_of(start, unit), 0)
            cells.append(Datum(str(number), of_week(speaker, start, last)) if number else Datum(""))
        body.append(tuple(cells))
    columns = (
        Column("Speaker"), Column("All", "number"),
        *(Column(written(s, unit), "number") for s, _ in spans),
    )  # fmt: skip
    return Table(f"Statements by speaker and {unit}", columns, tuple(body))
