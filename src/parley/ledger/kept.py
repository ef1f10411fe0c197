"""Happenings and threads as they are stored, with the columns by which lists take and sort them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Generic, Literal, TypeVar

import sqlalchemy as sa

from parley.ledger import schema, sqlite
from parley.ledger.chunking import put, take_out
from parley.records import pack
from parley.records.joined import Happening, Thread, Who

J = TypeVar("J", Happening, Thread)
JoinedKind = Literal["happening", "thread"]

NEVER: Final = date.max
"""Stands for the day of publication of an article that has none."""

KINDS: Final[Mapping[type[Any], JoinedKind]] = {Happening: "happening", Thread: "thread"}


@dataclass(frozen=True, slots=True)
class Kept(Generic[J]):
    """A happening or thread as it is stored.

    Attributes:
        known_from: the day on which its first article was published, None where no day is known.
        known_until: that of its last one, :data:`NEVER` where the day of one is not known.
    """

    record: J
    known_from: date | None
    known_until: date


def replace_joined(
    connection: sa.Connection, kind: type[J], come: Iterable[Kept[J]], gone: Iterable[str] | None
) -> None:
    """Take out what has the ids ``gone`` (None: all of the kind) and put in what has come."""
    table = schema.joined
    if gone is None:
        connection.execute(sa.delete(table).where(table.c.kind == KINDS[kind]))
    else:
        take_out(connection, table, table.c.id, gone)
    pk = sqlite.next_pk(connection, table)
    rows: defaultdict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
    for number, kept in enumerate(sorted(come, key=lambda k: k.record.id), start=pk):
        for of, row in _rows_of(number, kept):
            rows[of].append(row)
    for of, made in rows.items():  # what others point to comes first
        put(connection, of, made)


def _rows_of(pk: int, kept: Kept[J]) -> Iterable[tuple[sa.Table, dict[str, Any]]]:
    record = kept.record
    day, last_day = days_of(record)
    yield (
        schema.joined,
        {
            "pk": pk,
            "id": record.id,
            "kind": KINDS[type(record)],
            **sorts(record),
            "day": day,
            "last_day": last_day,
            "weight": record.weight,
            "confidence": confidence(record),
            "articles": record.spread.articles,
            "outlets": record.spread.outlets,
            "origins": record.spread.origins,
            "disputed": int(bool(record.disputed)),
            "known_from": kept.known_from,
            "known_until": kept.known_until,
        },
    )
    bare = pack(replace(record, entries=(), links=()))
    yield schema.joined_record, {"joined": pk, "record": bare}
    why = {link.entry: link for link in record.links}
    for at, entry in enumerate(record.entries):
        link = why.get(entry)
        member = {"entry": entry, "joined": pk, "position": at}
        against = {
            "held_against": link and link.to,
            "reason": link and link.reason,
        }
        yield schema.joined_member, {**member, **against}
    for who in {w.id: w for w in parties(record)}.values():
        actor = {"joined": pk, "identity": who.id, "country": who.country}
        yield schema.joined_actor, actor
    for found in record.disputed:
        row = {"id": found.id, "joined": pk, "kind": found.kind, "day": found.day}
        yield schema.dispute, {**row, "record": pack(found)}


def parties(record: Happening | Thread) -> tuple[Who, ...]:
    """Those who take part in it."""
    if isinstance(record, Thread):
        return (*record.sides, *(w for s in record.steps for w in s.by))
    talks = record.talks
    between = (*talks.mediators, *talks.hosts) if talks else ()
    return (*record.actor, *record.recipient, *record.third_party, *between)


def sorts(record: Happening | Thread) -> dict[str, str | None]:
    """Type, mode and status by which filters take it; a thread has a kind and a state."""
    if isinstance(record, Happening):
        return {"type": str(record.type), "mode": record.mode, "status": str(record.status)}
    state = str(record.state) if record.state else None
    return {"type": str(record.kind), "mode": None, "status": state}


def days_of(record: Happening | Thread) -> tuple[date | None, date | None]:
    """First and last day by which filters take it: its own, else that of its first publication."""
    if isinstance(record, Happening):
        days = [d for d in (record.when.start, record.when.end) if d]
    else:
        days = [d for s in record.steps for d in (s.when.start, s.when.end, s.known) if d]
    return min(days, default=record.first_published), max(days, default=record.first_published)


def confidence(record: Happening | Thread) -> float:
    """How sure it is; of a thread, that of its surest step."""
    if isinstance(record, Happening):
        return record.confidence
    return max((s.confidence for s in record.steps), default=1.0)


def sort_key(record: Happening | Thread, order: str) -> tuple[Any, ...]:
    """What sorts a record as the lists are sorted."""
    day, last = days_of(record)
    if isinstance(record, Thread) and order == "newest":
        known = [d for d in (last, record.last_published) if d]
        moved = min(known, default=NEVER) if last else NEVER
        return record.state is None, last is None, -moved.toordinal(), -record.weight, record.id
    number = (day or NEVER).toordinal()
    days = (day is None, -number if order == "newest" else number, record.id)
    if order == "weight":
        return (-record.weight, record.id)
    return (-confidence(record), *days) if order == "confidence" else days
