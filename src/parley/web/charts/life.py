"""The life of a proposal: a line for each side with its numbered moves, and above them how it stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from parley.records import Status, StepKind
from parley.records.joined import Thread, ThreadStep, Who
from parley.stories.threads.steps import bears_on_state
from parley.web.charts.chart import NARROW, WIDE, Chart, Column, Datum, KeyItem, Table, many
from parley.web.charts.days import Axis, near, ruled, spanned, written
from parley.web.charts.lettering import measure, shorten, wrap
from parley.web.charts.signs import swatch
from parley.web.charts.svg import Node, circle, group, line, link, node, picture, rect, text

Bearing = Literal["open", "forward", "if", "against"]

BEARINGS: Final[dict[Bearing, str]] = {
    "open": "put forward, talked about",
    "forward": "accepted, signed, carried out",
    "if": "conditions set",
    "against": "rejected, violated, suspended",
}
_OF_STEP: Final[dict[StepKind, Bearing]] = {
    StepKind.PROPOSED: "open",
    StepKind.PRESENTED: "open",
    StepKind.UNDER_DISCUSSION: "open",
    StepKind.EXPECTED: "open",
    StepKind.CONDITIONS: "if",
    StepKind.ACCEPTED: "forward",
    StepKind.SIGNED: "forward",
    StepKind.IMPLEMENTED: "forward",
    StepKind.RESUMED: "forward",
    StepKind.REJECTED: "against",
    StepKind.VIOLATED: "against",
    StepKind.SUSPENDED: "against",
}

NOBODY: Final = Who("", "nobody named", "group")
MOST_SIDES: Final = 8
DEEP: Final = 4
"""Signs of one side above each other, at most; the last one then stands for all that are left."""
ACROSS: Final = 23.0
RADIUS: Final = 9.5


def bearing(step: StepKind) -> Bearing:
    """Whether a move brings the proposal forward."""
    return _OF_STEP[step]


def day_of(step: ThreadStep) -> date | None:
    """The day of a move; where none is told, that on which it was known."""
    return step.when.start or step.known


def life(thread: Thread, *, of_step: Callable[[int], str], on: date | None = None) -> Chart:
    """The life line of a proposal.

    Args:
        of_step: number of a move, from 1 → address of its words.
        on: the day on which it is looked at.
    """
    dated = _dated(thread)
    kept = near([m.day for m in dated])
    moves = [m for m in dated if m.day >= kept[0]] if kept else []
    begin, end = spanned(kept, until=on if moves else None)
    wide, narrow = (
        _Life(
            moves, _changing(thread, moves), Axis(begin, end, left, width - 16), of_step, on, width
        ).drawn(thread.name)
        for width, left in ((WIDE, 168.0), (NARROW, 16.0))
    )
    undated, earlier = len(thread.steps) - len(dated), len(dated) - len(moves)
    left_out = [many(undated, "move") + " of an unknown day"] if undated else []
    left_out += [many(earlier, "move") + " of long before"] if earlier else []
    return Chart(
        id="life",
        title="Its life",
        summary=_summary(thread, begin, end),
        wide=wide,
        narrow=narrow,
        table=_table(thread, of_step),
        key=_key(),
        note=f"{' and '.join(left_out)} not drawn." if left_out else "",
    )


def _dated(thread: Thread) -> list[_Move]:
    return [_Move(n, d, s) for n, s in enumerate(thread.steps, 1) if (d := day_of(s))]


def strip(thread: Thread, *, on: date | None = None, width: float = 240) -> Node:
    """Its life in small, for a list: how it stood from move to move."""
    moves = _dated(thread)
    kept = near([m.day for m in moves])
    moves = [m for m in moves if m.day >= kept[0]] if kept else []
    begin, end = spanned(kept, until=on if moves else None)
    axis = Axis(begin, end, 2, width - 2)
    bars = [
        rect(a, 7, b - a, 6, class_=f"state b-{bearing(m.step.step)}")
        for m, a, b in _held(_changing(thread, moves), axis)
    ]
    dots = [
        circle(min(max(axis.middle(m.day), 5), width - 5), 10, 4.4, class_=_look(m))
        for m in moves[:60]
    ]
    told = f"{written(begin)} to {written(end)}, {many(len(moves), 'move')}"
    return picture(width, 20, *bars, *dots, label=told, class_="small-life")


def _changing(thread: Thread, moves: Sequence[_Move]) -> list[_Move]:
    """The moves that changed how it stands; those after the one of its state were told too vaguely to do so."""
    changing = [m for m in moves if bears_on_state(m.step)]
    deciding = [
        n for n, m in enumerate(changing, 1) if (m.step.step, m.day) == (thread.state, thread.since)
    ]
    return changing[: deciding[-1]] if deciding else changing


def _held(changing: Sequence[_Move], axis: Axis) -> Iterator[tuple[_Move, float, float]]:
    """From where to where on the axis each move determines how it stands."""
    for at, move in enumerate(changing):
        last = at + 1 == len(changing)
        after = axis.last + timedelta(1) if last else changing[at + 1].day
        x, end = axis.at(move.day), axis.at(after)
        if end - x > 0.5:
            yield move, x, end


def _look(move: _Move) -> str:
    status = move.step.status
    sure = "sure" if status is Status.ACTUAL else str(status)
    return f"move b-{bearing(move.step.step)} {sure}"


def _summary(thread: Thread, begin: date, end: date) -> str:
    told = f"{many(len(thread.steps), 'move')} of {many(len(thread.sides), 'side')}"
    if thread.steps:
        told += f" from {written(begin)} to {written(end)}"
    if thread.state:
        told += f"; {thread.state.replace('-', ' ')}"
        told += f" since {written(thread.since)}" if thread.since else ""
    return told + "."


@dataclass(frozen=True, slots=True)
class _Move:
    number: int
    day: date
    step: ThreadStep


@dataclass(frozen=True, slots=True)
class _Life:
    moves: Sequence[_Move]
    changing: Sequence[_Move]
    axis: Axis
    of_step: Callable[[int], str]
    on: date | None
    width: float

    @property
    def narrow(self) -> bool:
        return self.width < WIDE / 2

    def drawn(self, name: str) -> Node:
        lanes = self._lanes()
        top, parts = 34.0, list[Node]()
        for at, (side, moves) in enumerate(lanes):
            drawn, height = self._lane(side, moves, top)
            class_ = "lane-ground odd" if at % 2 else "lane-ground"
            parts += [rect(0, top, self.width, height, class_=class_), drawn]
            top += height
        label = f"Life of {name}: {many(len(self.moves), 'move')} of {many(len(lanes), 'side')}"
        return picture(
            self.width, top + 38, ruled(self.axis, 24, top), self._states(), *parts, self._today(top),
            label=label, class_="life",
        )  # fmt: skip

    def _lanes(self) -> list[tuple[Who, list[_Move]]]:
        """Sides with their moves, those who moved first at the top; a move by several stands with each."""
        of: defaultdict[str, list[_Move]] = defaultdict(list)
        who: dict[str, Who] = {}
        for move in self.moves:
            for side in move.step.by or (NOBODY,):
                who.setdefault(side.id, side)
                of[side.id].append(move)
        kept = sorted(of, key=lambda i: -len(of[i]))[:MOST_SIDES]
        return [(who[i], of[i]) for i in who if i in kept]

    def _states(self) -> Node:
        """A strip of how it stood: each move that bears on its state holds until the next one."""
        bars: list[Node] = []
        for move, x, end in _held(self.changing, self.axis):
            words = move.step.step.replace("-", " ")
            label = None
            if measure(words, 11) + 10 < end - x:
                label = text(words, x + 5, 16.5, font_size=11, class_="state-name")
            told = node("title", f"from {move.day.isoformat()}: {words}")
            class_ = f"state b-{bearing(move.step.step)}"
            bars.append(group(told, rect(x, 4, end - x, 18, class_=class_), label))
        return group(*bars, class_="states")

    def _lane(self, side: Who, moves: list[_Move], top: float) -> tuple[Node, float]:
        rows = self._rows(moves)
        head = 20.0 if self.narrow else 0.0
        height = head + len(rows) * ACROSS + 14
        signs = [
            self._sign(side, stack, top + head + 7 + (at + 0.5) * ACROSS)
            for at, row in enumerate(rows)
            for stack in row
        ]
        return group(self._name(side, top, height), *signs, class_="lane"), height

    def _rows(self, moves: list[_Move]) -> list[list[list[_Move]]]:
        """Moves in rows in which no sign touches the next; what fits nowhere goes to the one before it."""
        rows: list[list[list[_Move]]] = []
        for move in moves:
            x = self._x(move)
            free = next((r for r in rows if x - self._x(r[-1][0]) >= ACROSS), None)
            if free is not None:
                free.append([move])
            elif len(rows) < DEEP:
                rows.append([[move]])
            else:
                rows[-1][-1].append(move)
        return rows

    def _x(self, move: _Move) -> float:
        low, high = self.axis.left + RADIUS, self.axis.right - RADIUS
        return min(max(self.axis.middle(move.day), low), high)

    def _sign(self, side: Who, stack: list[_Move], y: float) -> Node:
        move, x = stack[0], self._x(stack[0])
        told = "\n".join(_told(m) for m in stack[:6])
        number = f"+{len(stack)}" if len(stack) > 1 else str(move.number)
        faint = "" if move.step.status is Status.ACTUAL else str(move.step.status)
        return link(
            self.of_step(move.number),
            node("title", told),
            circle(x, y, RADIUS, class_=_look(move)),
            text(number, x, y + 3.8, text_anchor="middle", font_size=10.5 if len(number) < 3 else 9, class_=f"count {faint}"),
            aria_label=f"{side.name}: {told}",
        )  # fmt: skip

    def _name(self, side: Who, top: float, height: float) -> Node:
        class_ = "name" if side.id else "name faint"
        if self.narrow:
            return text(shorten(side.name, 12, self.width - 20), 8, top + 16, class_=class_)
        words = wrap(side.name, 13, 150)
        first = top + height / 2 - (len(words) - 1) * 8 + 4.5
        return group(*(text(w, 12, first + i * 16, class_=class_) for i, w in enumerate(words)))

    def _today(self, bottom: float) -> Node | None:
        if self.on is None or not self.axis.holds(self.on):
            return None
        x = self.axis.at(self.on)
        return line(x, 0, x, bottom, class_="as-of")


def _told(move: _Move) -> str:
    by = " and ".join(w.name for w in move.step.by) or NOBODY.name
    status = "" if move.step.status is Status.ACTUAL else f" ({move.step.status})"
    return (
        f"{move.number}. {move.day.isoformat()} {move.step.step.replace('-', ' ')}{status} by {by}"
    )


def _key() -> tuple[KeyItem, ...]:
    signs = [
        KeyItem(swatch(circle(9, 8, 6.5, class_=f"move b-{b} sure")), words)
        for b, words in BEARINGS.items()
    ]
    ahead = swatch(circle(9, 8, 6.5, class_="move b-open planned"))
    return (*signs, KeyItem(ahead, "hollow: planned, possible or denied"))


def _table(thread: Thread, of_step: Callable[[int], str]) -> Table:
    rows = tuple(
        (
            Datum(str(n), of_step(n)),
            Datum(day.isoformat() if (day := day_of(s)) else ""),
            Datum(s.step.replace("-", " ")),
            Datum(", ".join(w.name for w in s.by)),
            Datum(str(s.status)),
            Datum(str(s.spread.origins)),
        )
        for n, s in enumerate(thread.steps, 1)
    )
    columns = (
        Column("No.", "number"), Column("Day", "day"), Column("Move"), Column("By"),
        Column("Status"), Column("Origins", "number"),
    )  # fmt: skip
    return Table("Its moves in time", columns, rows)
