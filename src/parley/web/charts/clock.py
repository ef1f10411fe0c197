"""The clock of a cease-fire: declared, in force, prolonged, ended; and who is said to have broken it when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from parley.records.joined import Clock, Violation, Who
from parley.web.charts.chart import NARROW, WIDE, Chart, Column, Datum, KeyItem, Table, many
from parley.web.charts.days import Axis, ruled, spanned, stretches, written
from parley.web.charts.lettering import shorten
from parley.web.charts.signs import swatch
from parley.web.charts.svg import Node, group, line, link, node, path, picture, rect, text

UNNAMED: Final = Who("", "nobody named", "group")
MOST_ACCUSED: Final = 6
ROW: Final = 24.0

STATES: Final = {
    "proposed": "proposed, not in force",
    "declared": "declared, not yet in force",
    "in-force": "in force",
    "suspended": "suspended",
    "ended": "ended",
}


def told(clock: Clock, on: date | None) -> str:
    """How it stands, in words: "in force, day 12 of 30"."""
    words = STATES[clock.state]
    if clock.starts is None or on is None or on < clock.starts:
        return words
    length = (clock.ends - clock.starts).days + 1 if clock.ends else None
    if clock.state in ("in-force", "suspended"):
        words += f", day {(on - clock.starts).days + 1}"
        return words + (f" of {length}" if length else "")
    if clock.ended:
        lasted = (clock.ended - clock.starts).days
        if length and lasted >= length:
            return f"{words}, its {many(length, 'day')} being over"
        words += f" after {many(lasted, 'day')}" + (f" of {length}" if length else "")
    return words


def clock_chart(
    clock: Clock, *, name: str, on: date | None, of_violation: Callable[[Violation], str]
) -> Chart:
    """The clock of a cease-fire.

    Args:
        on: the day on which it is looked at; of_violation: address of the words of an alleged breach.
    """
    days = [clock.declared, clock.starts, clock.ends, clock.ended, *clock.extended]
    days += [v.day for v in clock.violations]
    begin, end = spanned([d for d in days if d], until=on)
    accused = _accused(clock)
    wide, narrow = (
        _drawn(clock, accused, Axis(begin, end, left, width - 16), on, name, of_violation, width)
        for width, left in ((WIDE, 168.0), (NARROW, 16.0))
    )
    undated = sum(v.day is None for v in clock.violations)
    return Chart(
        id="clock",
        title="Its clock",
        summary=f"{told(clock, on).capitalize()}; {many(len(clock.violations), 'alleged violation')}.",
        wide=wide,
        narrow=narrow,
        table=_table(clock, of_violation),
        key=_key(),
        note=f"{many(undated, 'violation')} of an unknown day not drawn." if undated else "",
    )


def _accused(clock: Clock) -> list[tuple[Who, list[Violation]]]:
    """Those who are accused, most often first, each with the dated breaches."""
    who: dict[str, Who] = {}
    of: defaultdict[str, list[Violation]] = defaultdict(list)
    for violation in clock.violations:
        if violation.day is None:
            continue
        for side in violation.accused or (UNNAMED,):
            who[side.id] = side
            of[side.id].append(violation)
    ranked = sorted(of, key=lambda i: (i == "", -len(of[i]), who[i].name))[:MOST_ACCUSED]
    return [(who[i], of[i]) for i in ranked]


def _drawn(
    clock: Clock, accused: list[tuple[Who, list[Violation]]], axis: Axis, on: date | None, name: str,
    of_violation: Callable[[Violation], str], width: float,
) -> Node:  # fmt: skip
    narrow = width < WIDE / 2
    top = 40.0 if narrow else 26.0
    bar = _bar(clock, axis, on, top)
    head = text("the cease-fire", 8 if narrow else 12, 14 if narrow else top + 18, class_="name")
    y = top + 44
    rows: list[Node] = []
    for side, violations in accused:
        y += 18 if narrow else 0
        rows.append(_row(side, violations, axis, y, of_violation, narrow))
        y += ROW
    today = None
    if on and axis.holds(on):
        x = axis.at(on + timedelta(1))
        today = group(
            line(x, top - 8, x, y, class_="as-of"),
            text(written(on, year=False), x, top - 12, text_anchor="middle", class_="tick strong"),
        )
    label = f"Clock of {name}: {told(clock, on)}"
    return picture(
        width, y + 38, ruled(axis, top - 4, y), head, bar, *rows, today, label=label, class_="clock"
    )


def _bar(clock: Clock, axis: Axis, on: date | None, top: float) -> Node:
    """What was declared, what has passed of it, what is left."""
    starts = clock.starts or (clock.declared if clock.state != "proposed" else None)
    over = clock.ends + timedelta(1) if clock.ends else axis.last + timedelta(1)
    now = min(over, on + timedelta(1)) if on else over
    if clock.ended:
        now = min(now, clock.ended)
    parts = [_phase(axis, clock.declared, starts, top, "declared", "declared")]
    if clock.state != "proposed":
        parts.append(_phase(axis, starts, now, top, "in-force", "in force"))
        still = max(now, starts) if starts else None
        words = "cut short" if clock.ended else "to come"
        parts.append(_phase(axis, still, over if clock.ends else None, top, "left", words))
    parts += [_prolonged(axis, day, top) for day in clock.extended]
    if clock.ended and axis.holds(clock.ended):
        parts.append(_cross(axis, clock.ended, top))
    return group(*parts)


def _phase(
    axis: Axis, start: date | None, after: date | None, top: float, class_: str, words: str
) -> Node | None:
    """The days ``[start, after)`` of one state, with its name where that fits; None where there are none."""
    if not (start and after and after > start):
        return None
    x, end = axis.at(start), axis.at(after)
    label = text(words, x + 6, top + 18, font_size=11.5, class_=f"phase-name {class_}")
    fits = len(words) * 6.2 + 10 < end - x
    last = after - timedelta(1)
    return group(
        node("title", f"{words}: {start.isoformat()} to {last.isoformat()}"),
        rect(x, top, end - x, 26, class_=f"phase {class_}"),
        label if fits else None,
    )


def _prolonged(axis: Axis, day: date, top: float) -> Node:
    x = axis.middle(day)
    return group(
        node("title", f"prolonged {day.isoformat()}"),
        path(f"M{x - 5:.1f} {top - 8:.1f}h10l-5 8z", class_="extended"),
    )


def _cross(axis: Axis, ended: date, top: float) -> Node:
    x = axis.at(ended)
    return group(
        node("title", f"ended {ended.isoformat()}"),
        path(f"M{x - 6:.1f} {top + 7:.1f}l12 12m0 -12l-12 12", class_="ended"),
    )


def _row(
    side: Who,
    violations: list[Violation],
    axis: Axis,
    y: float,
    of_violation: Callable[[Violation], str],
    narrow: bool,
) -> Node:
    """Alleged breaches of one side: a tick for each day, higher where there are several."""
    days = Counter(v.day for v in violations)
    most = max(days.values())
    unit = axis.unit(4.0)
    ticks: list[Node] = []
    for start, end in stretches(axis, unit):
        here = [v for v in violations if v.day and start <= v.day <= end]
        if not here:
            continue
        accusers = sorted({w.name for v in here for w in v.accuser})
        by = f", said by {', '.join(accusers)}" if accusers else ""
        words = f"{start.isoformat()}: {side.name} accused of {many(len(here), 'violation')}{by}"
        x = axis.middle(start, end)
        high = 7 + 9 * min(len(here) / most, 1.0)
        ticks.append(
            link(
                of_violation(here[0]), node("title", words),
                rect(x - 5, y, 10, 18, class_="hold"),
                rect(x - 2, y + 18 - high, 4, high, class_="breach"), aria_label=words,
            )
        )  # fmt: skip
    words = f"{side.name} ({len(violations)})"
    name = (
        text(shorten(words, 12, 300), 8, y - 4, class_="name")
        if narrow
        else text(shorten(words, 13, 150), 12, y + 14, class_="name")
    )
    return group(name, line(axis.left, y + 18, axis.right, y + 18, class_="floor"), *ticks)


def _key() -> tuple[KeyItem, ...]:
    def block(class_: str) -> Node:
        return swatch(rect(1, 3, 26, 11, class_=f"phase {class_}"), 28)

    return (
        KeyItem(block("declared"), "declared"),
        KeyItem(block("in-force"), "in force"),
        KeyItem(block("left"), "what is left of its term"),
        KeyItem(swatch(rect(7, 2, 4, 12, class_="breach")), "alleged violation, by who is accused"),
        KeyItem(swatch(path("M4 5h10l-5 7z", class_="extended")), "prolonged"),
        KeyItem(swatch(path("M4 3l10 10m0 -10l-10 10", class_="ended")), "ended"),
    )


def _table(clock: Clock, of_violation: Callable[[Violation], str]) -> Table:
    rows = tuple(
        (
            Datum(v.day.isoformat() if v.day else ""),
            Datum(", ".join(w.name for w in v.accused) or UNNAMED.name),
            Datum(", ".join(w.name for w in v.accuser) or "the article itself"),
            Datum(v.words, of_violation(v)),
        )
        for v in sorted(clock.violations, key=lambda v: (v.day or date.max, v.entry))
    )
    columns = (Column("Day", "day"), Column("Accused"), Column("By"), Column("Words"))
    return Table("Alleged violations", columns, rows)
