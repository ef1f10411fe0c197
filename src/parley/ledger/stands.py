"""Who stands where: whole cells, and in short where each side stands on each subject."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import chunks
from parley.ledger.filters import Condition
from parley.ledger.joined import identities_named
from parley.records import unpack
from parley.records.joined import Cell, Stance, Who


class Turn(NamedTuple):
    """A change of position, with the day of the later one: its own, else of its publication."""

    day: date | None
    before: Stance
    after: Stance


@dataclass(frozen=True, slots=True)
class Stand:
    """A cell in short, without its sentences.

    Attributes:
        stance: the last one; positions: how many there are in all.
        first, last: the earliest day of a position, that of the last one: its own, else of its publication.
        turns: where one differs from the one before.
    """

    side: Who
    subject: str
    topic: str
    stance: Stance
    positions: int
    first: date | None
    last: date | None
    turns: tuple[Turn, ...]

    @property
    def place(self) -> tuple[str, str]:
        """The ids of its side and its subject."""
        return self.side.id, self.subject


def cells(
    connection: sa.Connection,
    *,
    subject: str | None = None,
    side: str | None = None,
    country: str | None = None,
    turned: bool = False,
    turned_since: date | None = None,
    places: Collection[tuple[str, str]] | None = None,
) -> list[Cell]:
    """The positions, by subject and side.

    Args:
        turned: only of sides that changed their mind; turned_since: and this became known on that day or later; places: only of these sides and subjects.
    """
    table = schema.cell
    conditions = _conditions(subject, side)
    if turned:
        conditions.append(_turned(turned_since))
    chosen = sa.select(table.c.record).where(*conditions).order_by(table.c.subject, table.c.side)
    if places is None:
        records: Sequence[Any] = connection.execute(chosen).scalars().all()
    else:
        here = sa.tuple_(table.c.side, table.c.subject)
        in_order = sorted(set(places), key=lambda place: (place[1], place[0]))
        records = [
            record
            for some in chunks(in_order)
            for record in connection.execute(chosen.where(here.in_(some))).scalars()
        ]
    found = [unpack(Cell, record) for record in records]
    return [c for c in found if country is None or c.side.country == country]


def stands(
    connection: sa.Connection, *, side: str | None, country: str | None, as_of: date | None
) -> Iterator[Stand]:
    """Where the sides stand, by subject and side, as it was known by the day."""
    table = schema.cell
    position = sa.func.json_each(table.c.record, "$.history").table_valued("value")
    told = sa.func.json_extract(position.c.value, "$.stance", "$.day", "$.known", type_=sa.Text)
    history = (
        sa.select(sa.func.json_group_array(sa.func.json(told), type_=sa.Text))
        .select_from(position)
        .scalar_subquery()
    )
    of_side, topic = (
        sa.func.json_extract(table.c.record, path, type_=sa.Text) for path in ("$.side", "$.topic")
    )
    chosen = (
        sa.select(table.c.subject, of_side, topic, history)
        .where(*_conditions(None, side))
        .order_by(table.c.subject, table.c.side)
    )
    last = as_of.isoformat() if as_of is not None else None
    who = cache(lambda words: unpack(Who, json.loads(words)))
    for subject, told_side, named, positions in connection.execute(chosen):
        found = _stand(who(told_side), subject, named, json.loads(positions), last)
        if found is not None and country in (None, found.side.country):
            yield found


def _stand(
    side: Who, subject: str, topic: str, positions: list[list[Any]], last: str | None
) -> Stand | None:
    """A cell in short; None where nothing of it was known by the ``last`` day."""
    known = [p for p in positions if _known(p, last)]
    if not known:
        return None
    days = [day for p in known if (day := _day(p)) is not None]
    turns = [
        Turn(_day(after), before[0], after[0])
        for before, after in pairwise(positions)
        if before[0] != after[0] and _known(before, last) and _known(after, last)
    ]
    now = known[-1]
    return Stand(
        side, subject, topic, now[0], len(known), min(days, default=None), _day(now), tuple(turns)
    )


def _known(position: list[Any], last: str | None) -> bool:
    return last is None or (position[2] is not None and position[2] <= last)


def _day(position: list[Any]) -> date | None:
    """The day of a position, else that of its publication."""
    day = position[1] or position[2]
    return date.fromisoformat(day) if day else None


def _turned(since: date | None) -> Condition:
    """Whether there is a change of position, one that became known on the day or later."""
    if since is None:
        return sa.func.json_array_length(schema.cell.c.record, "$.turns") > 0
    turn = sa.func.json_each(schema.cell.c.record, "$.turns").table_valued("value")
    known = sa.func.json_extract(turn.c.value, "$[1].known")
    return sa.exists().where(known >= since.isoformat()).select_from(turn)


def _conditions(subject: str | None, side: str | None) -> list[Condition]:
    table = schema.cell
    out: list[Condition] = []
    if subject is not None:
        out.append(table.c.subject == subject)
    if side is not None:
        out.append(table.c.side.in_(identities_named(side)))
    return out
