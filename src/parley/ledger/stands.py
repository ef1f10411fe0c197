"""Who stands where: positions as rows, put in and asked for; in short where each side stands on each subject."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import chunks, put, take_out
from parley.ledger.filters import Condition
from parley.ledger.joined import identities_named
from parley.ledger.kept import NEVER
from parley.records import pack, unpack
from parley.records.joined import Cell, Position, Stance, Who

Place = tuple[str, str]
"""The ids of a side and of a subject."""

Spot = tuple[str, str, int]
"""The same, and the number of a position there: from 0, in time."""


class Turn(NamedTuple):
    """A change of position: the number and the day of the later one, its own or else that of its publication."""

    number: int
    day: date | None
    before: Stance
    after: Stance


@dataclass(frozen=True, slots=True)
class Stand:
    """A cell in short, without its sentences.

    Attributes:
        stance: the last one; number: that of this position; positions: how many there are in all.
        first, last: the earliest day of a position, that of the last one: its own, else of its publication.
        turns: where one differs from the one before.
    """

    side: Who
    subject: str
    topic: str
    stance: Stance
    number: int
    positions: int
    first: date | None
    last: date | None
    turns: tuple[Turn, ...]

    @property
    def place(self) -> Place:
        """The ids of its side and its subject."""
        return self.side.id, self.subject

    @property
    def now(self) -> Spot:
        """Where its last position stands."""
        return (*self.place, self.number)


# ---- putting in -----------------------------------------------------------------------------------------


def replace_cells(
    connection: sa.Connection, come: Iterable[Cell], gone: Iterable[Place] | None
) -> None:
    """Take out the positions of the sides on the subjects ``gone`` (None: all) and put in what has come."""
    table = schema.position
    take_out(connection, table, _of_place(), gone)
    put(connection, table, (row for cell in come for row in _rows(cell)))


def _rows(cell: Cell) -> Iterator[dict[str, Any]]:
    """The positions of a cell."""
    last: Position | None = None
    for number, position in enumerate(cell.history):
        record = pack(position)
        turns = last is not None and last.stance != position.stance
        days = [p.known or NEVER for p in (last, position) if p is not None]
        yield {
            "side": cell.side.id,
            "subject": cell.subject,
            "number": number,
            "who": record.pop("side"),
            "topic": record.pop("topic"),
            "stance": position.stance,
            "day": position.day,
            "known": position.known,
            "before": last.stance if last is not None and turns else None,
            "turned": max(days) if turns else None,
            "record": {k: v for k, v in record.items() if k != "subject"},
        }
        last = position


# ---- asking ---------------------------------------------------------------------------------------------


def cells(
    connection: sa.Connection,
    *,
    side: str | None = None,
    country: str | None = None,
    as_of: date | None = None,
    turned: bool = False,
    turned_since: date | None = None,
    places: Collection[Place] | None = None,
) -> list[Cell]:
    """The positions, by subject and side; see :meth:`parley.ledger.Ledger.cells`."""
    table = schema.position
    conditions = _known(as_of) + _of_side(side)
    if turned:
        conditions.append(_of_place().in_(_places_of_turns(as_of, turned_since)))
    chosen = sa.select(table).where(*conditions)
    chosen = chosen.order_by(table.c.subject, table.c.side, table.c.number)
    if places is None:
        rows = connection.execute(chosen).all()
    else:
        in_order = sorted(set(places), key=lambda place: (place[1], place[0]))
        rows = [
            row
            for some in chunks(in_order)
            for row in connection.execute(chosen.where(_of_place().in_(some)))
        ]
    found = [_cell(list(of), as_of) for _, of in groupby(rows, key=lambda r: (r.side, r.subject))]
    return [c for c in found if country is None or c.side.country == country]


def places_in(connection: sa.Connection, articles: Iterable[str]) -> set[Place]:
    """Sides and subjects of the positions that these articles report."""
    table = schema.position
    article = table.c.record["article"].as_string()
    return {
        (row.side, row.subject)
        for some in chunks(articles)
        for row in connection.execute(
            sa.select(table.c.side, table.c.subject).where(article.in_(some))
        )
    }


def positions(connection: sa.Connection, spots: Collection[Spot]) -> dict[Spot, Position]:
    """Single positions."""
    table = schema.position
    here = sa.tuple_(table.c.side, table.c.subject, table.c.number)
    return {
        (row.side, row.subject, row.number): _position(row)
        for some in chunks(sorted(spots))
        for row in connection.execute(sa.select(table).where(here.in_(some)))
    }


def stands(
    connection: sa.Connection, *, side: str | None, country: str | None, as_of: date | None
) -> list[Stand]:
    """Where the sides stand, by subject and side, as it was known by the day."""
    table, day = schema.position, _day()
    conditions = _known(as_of) + _of_side(side)
    place = (table.c.side, table.c.subject)
    many = sa.select(
        *place, sa.func.max(table.c.number).label("last"), sa.func.count().label("number"),
        sa.func.min(day).label("first"),
    ).where(*conditions).group_by(*place).subquery()  # fmt: skip
    is_last = (table.c.side == many.c.side, table.c.subject == many.c.subject)
    chosen = (
        sa.select(
            sa.type_coerce(table.c.who, sa.Text), table.c.subject, table.c.topic, table.c.stance,
            many.c.last, many.c.number, sa.type_coerce(many.c.first, sa.Date), sa.type_coerce(day, sa.Date),
        )
        .join(many, sa.and_(*is_last, table.c.number == many.c.last))
        .order_by(table.c.subject, table.c.side)
    )  # fmt: skip
    turns = _turns(connection, conditions, as_of)
    found = []
    for row in connection.execute(chosen):
        side_told, subject, topic, stance, number, of_all, first, last = row
        who = _who(side_told)
        if country in (None, who.country):
            turned = tuple(turns.get((who.id, subject), ()))
            found.append(Stand(who, subject, topic, stance, number, of_all, first, last, turned))
    return found


def _turns(
    connection: sa.Connection, conditions: Collection[Condition], as_of: date | None
) -> Mapping[Place, list[Turn]]:
    """Where sides turned, in time."""
    table = schema.position
    rows = connection.execute(
        sa.select(
            table.c.side, table.c.subject, table.c.number, sa.type_coerce(_day(), sa.Date),
            table.c.before, table.c.stance,
        )
        .where(*conditions, *_turned(as_of))
        .order_by(table.c.side, table.c.subject, table.c.number)
    )  # fmt: skip
    out: defaultdict[Place, list[Turn]] = defaultdict(list)
    for side, subject, *turn in rows:
        out[side, subject].append(Turn(*turn))
    return out


def _cell(rows: list[Any], as_of: date | None) -> Cell:
    """The cell of its rows, as it was known by the day."""
    history = {row.number: _position(row) for row in rows}
    now = history[rows[-1].number]
    turns = tuple(
        (history[row.number - 1], history[row.number])
        for row in rows
        if row.before is not None and (as_of is None or row.turned <= as_of)
    )
    return Cell(now.side, now.subject, now.topic, now, tuple(history.values()), turns)


def _position(row: Any) -> Position:
    whole = {**row.record, "side": row.who, "subject": row.subject, "topic": row.topic}
    return unpack(Position, whole)


@cache
def _who(words: str) -> Who:
    return unpack(Who, json.loads(words))


def _of_place() -> sa.Tuple:
    return sa.tuple_(schema.position.c.side, schema.position.c.subject)


def _day() -> sa.ColumnElement[Any]:
    """The day of a position, else that of its publication."""
    return sa.func.coalesce(schema.position.c.day, schema.position.c.known)


def _known(as_of: date | None) -> list[Condition]:
    return [] if as_of is None else [schema.position.c.known <= as_of]


def _turned(as_of: date | None) -> list[Condition]:
    """Whether it differs from the one before, and both were known by the day."""
    table = schema.position
    known = [] if as_of is None else [table.c.turned <= as_of]
    return [table.c.before.is_not(None), *known]


def _places_of_turns(as_of: date | None, since: date | None) -> sa.Select[Any]:
    """Selects side and subject of changes of position that became known from one day to another."""
    table = schema.position
    conditions = _turned(as_of)
    if since is not None:
        conditions.append(table.c.known >= since)
    return sa.select(table.c.side, table.c.subject).where(*conditions)


def _of_side(side: str | None) -> list[Condition]:
    return [] if side is None else [schema.position.c.side.in_(identities_named(side))]
