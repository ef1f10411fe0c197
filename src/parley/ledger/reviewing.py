"""What reviewing asks of the ledger: the queue, what was put off, batches, double codings, keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.errors import NotFoundError, UsageError
from parley.ledger import judgements, queueing, schema
from parley.ledger.chunking import chunks
from parley.ledger.queueing import Place, Queued, QueueQuery, Ranked, Spot
from parley.ledger.words import storable
from parley.records import Judgement, Verdict

Opening = Callable[[], AbstractContextManager[sa.Connection]]


class Pace(NamedTuple):
    """How a reviewer gets on: entries decided in all and since a moment, seconds taken for the latest."""

    decided: int
    recent: int
    seconds: tuple[float, ...]


class ReviewStore:
    """The part of the ledger that reviewing uses; a ledger has one as ``ledger.review``."""

    def __init__(
        self, reading: Opening, writing: Opening, changed: Callable[[Sequence[str]], None]
    ) -> None:
        self._reading, self._writing, self._changed = reading, writing, changed

    # The queue.

    def ranked(self, entries: Collection[str] | None = None) -> Iterator[Ranked]:
        """Every entry, or these, with what its place hangs on.

        Args:
            entries: of which :meth:`together_with` gives no more.
        """
        with self._reading() as connection:
            yield from queueing.ranked(connection, entries)

    def set_queue(self, places: Iterable[Place], entries: Collection[str] | None = None) -> None:
        """Replace the queue, or the places of these entries."""
        with self._writing() as connection:
            queueing.set_queue(connection, places, entries)

    def together_with(self, entries: Iterable[str]) -> set[str]:
        """The entries, and all accounts of the same events and wordings of the same utterances."""
        with self._reading() as connection:
            return queueing.together_with(connection, entries)

    def is_ranked(self) -> bool:
        """Whether the queue holds every entry of the ledger."""
        with self._reading() as connection:
            counts = [
                connection.execute(sa.select(sa.func.count()).select_from(t)).scalar_one()
                for t in (schema.entry, schema.queue)
            ]
        return counts[0] == counts[1]

    def next(
        self, asked: QueueQuery, *, who: str, after: Spot | None = None, limit: int = 1
    ) -> list[Queued]:
        """The next entries: highest priority first, what ``who`` put off last.

        Args:
            after: the spot of the last one that was given out.
        """
        with self._reading() as connection:
            found: list[Queued] = []
            if after is None or not after.later:
                found = queueing.fresh(connection, asked, who, after, limit)
            if len(found) < limit:
                found += queueing.put_off(connection, asked, who, after, limit - len(found))
            return found

    def left(self, asked: QueueQuery) -> int:
        """How many entries fit."""
        with self._reading() as connection:
            return queueing.number(connection, asked)

    def ids(self, asked: QueueQuery) -> list[str]:
        """Ids of all that fit, in the order of the queue."""
        with self._reading() as connection:
            chosen = sa.select(schema.entry.c.id).select_from(queueing.placed(asked))
            conditions = queueing.conditions(connection, asked)
            rows = connection.execute(chosen.where(*conditions).order_by(*queueing.ORDER))
            return list(rows.scalars())

    def folded(self, entry: str) -> list[str]:
        """Ids of the entries for which this one stands in the queue, itself left out."""
        queue, table = schema.queue, schema.entry
        own = sa.select(table.c.pk).where(table.c.id == entry).scalar_subquery()
        chosen = (
            sa.select(table.c.id)
            .join(queue, queue.c.entry == table.c.pk)
            .where(queue.c.head == own, queue.c.entry != own)
            .order_by(table.c.day.is_(None), table.c.day, table.c.id)
        )
        with self._reading() as connection:
            return list(connection.execute(chosen).scalars())

    def weight(self, entry: str) -> tuple[float, float]:
        """Consequence and priority of an entry; zeros where it has no place in the queue."""
        queue, table = schema.queue, schema.entry
        chosen = (
            sa.select(queue.c.consequence, queue.c.priority)
            .join(table, table.c.pk == queue.c.entry)
            .where(table.c.id == entry)
        )
        with self._reading() as connection:
            row = connection.execute(chosen).first()
        return (0.0, 0.0) if row is None else (row.consequence, row.priority)

    def put_off(self, entry: str, who: str) -> None:
        """Let the entry come last in the queue of ``who``."""
        table = schema.later
        with self._writing() as connection:
            of_who = table.c.who == storable(who)
            connection.execute(sa.delete(table).where(of_who, table.c.entry == entry))
            last = connection.execute(sa.select(sa.func.max(table.c.number))).scalar_one() or 0
            row = {"who": storable(who), "entry": entry, "number": last + 1}
            connection.execute(sa.insert(table), row)

    def take_up(self, entry: str, who: str) -> None:
        """Let an entry that was put off stand in its place again."""
        table = schema.later
        with self._writing() as connection:
            of_who = table.c.who == storable(who)
            connection.execute(sa.delete(table).where(of_who, table.c.entry == entry))

    def marks(self, article: str) -> dict[str, Any]:
        """The packed ``mentions``, ``times`` and ``places`` of an article."""
        table, loose = schema.article, schema.marks
        chosen = (
            sa.select(loose.c.record)
            .join(table, table.c.pk == loose.c.article)
            .where(table.c.id == article)
        )
        with self._reading() as connection:
            return dict(connection.execute(chosen).scalar() or {})

    # Judging.

    def judge_many(self, entries: Sequence[str], verdict: Verdict, like: Judgement) -> int:
        """Append the same judgement of each entry in one batch; how many there were.

        Args:
            like: has what all share: who, when, why, batch.
        """
        with self._writing() as connection:
            made = [
                Judgement(
                    id_, verdict, like.who, like.when, article=article, why=like.why,
                    batch=like.batch, old=judgements.snapshot(record),
                )
                for id_, article, record in _records(connection, entries)
            ]  # fmt: skip
            judgements.append_many(connection, made)
            judgements.take_effect(connection, [j.entry for j in made])
        if verdict != "accept":
            self._changed([j.entry for j in made])
        return len(made)

    def last_of(self, who: str, coding: str | None = None) -> list[Judgement]:
        """What ``who`` decided last and nothing has taken back: one judgement, or a whole batch."""
        with self._reading() as connection:
            return _last_of(connection, who, coding)

    def undo(self, made: Sequence[Judgement], *, who: str, when: datetime) -> None:
        """Take back the judgements, all in one go."""
        with self._writing() as connection:
            if made:
                taken = [
                    Judgement(
                        j.entry, "undo", who, when, article=j.article, undoes=j.number,
                        batch=j.batch, coding=j.coding,
                    )
                    for j in made
                ]  # fmt: skip
                judgements.append_many(connection, taken)
                entries = list(dict.fromkeys(j.entry for j in made if j.coding is None))
                judgements.take_effect(connection, entries)
        self._changed(
            [j.entry for j in made if j.coding is None and j.verdict not in ("accept", "comment")]
        )

    def pace(self, who: str, since: datetime) -> Pace:
        """How ``who`` gets on."""
        table, undoing = schema.judgement, schema.judgement.alias("undoing")
        own = sa.and_(
            table.c.who == storable(who),
            table.c.verdict.in_(sorted(judgements.DECIDING)),
            ~sa.exists().where(undoing.c.undoes == table.c.number),
        )
        number = sa.select(sa.func.count(sa.distinct(table.c.entry)))
        seconds = (
            sa.select(table.c.seconds)
            .where(own, table.c.seconds.is_not(None))
            .order_by(table.c.number.desc())
            .limit(200)
        )
        with self._reading() as connection:
            return Pace(
                connection.execute(number.where(own)).scalar_one(),
                connection.execute(number.where(own, table.c.made >= since)).scalar_one(),
                tuple(connection.execute(seconds).scalars()),
            )

    def reviewers(self) -> list[str]:
        """Everybody who judged, by name."""
        chosen = sa.select(schema.judgement.c.who).distinct().order_by(schema.judgement.c.who)
        with self._reading() as connection:
            return list(connection.execute(chosen).scalars())

    def machine_records(self, entries: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Entry → its packed record as the machine found it, for those that are still found."""
        with self._reading() as connection:
            return {id_: record for id_, _, record in _records(connection, entries)}

    # Keys and double codings.

    def keys(self, who: str) -> dict[str, str]:
        """The keys that a reviewer has set: action → key."""
        table = schema.reviewer
        with self._reading() as connection:
            chosen = sa.select(table.c["keys"]).where(table.c.who == storable(who))
            return dict(connection.execute(chosen).scalar() or {})

    def set_keys(self, who: str, keys: Mapping[str, str]) -> None:
        """Keep the keys of a reviewer."""
        table = schema.reviewer
        with self._writing() as connection:
            connection.execute(sa.delete(table).where(table.c.who == storable(who)))
            connection.execute(sa.insert(table), {"who": storable(who), "keys": dict(keys)})

    def add_coding(self, row: Mapping[str, Any], entries: Sequence[str]) -> None:
        """Store a double coding (its columns) and its sample; an id that is there is kept as it is."""
        table = schema.coding
        with self._writing() as connection:
            there = sa.select(table.c.id).where(table.c.id == row["id"])
            if connection.execute(there).first() is None:
                connection.execute(sa.insert(table), dict(row))
                members = [
                    {"coding": row["id"], "position": at, "entry": entry}
                    for at, entry in enumerate(entries)
                ]
                connection.execute(sa.insert(schema.coding_entry), members)

    def codings(self) -> list[tuple[Any, list[str]]]:
        """All double codings (their rows) with their samples, the latest first."""
        table, member = schema.coding, schema.coding_entry
        with self._reading() as connection:
            rows = connection.execute(sa.select(table).order_by(table.c.made.desc(), table.c.id))
            return [
                (
                    row,
                    list(
                        connection.execute(
                            sa.select(member.c.entry)
                            .where(member.c.coding == row.id)
                            .order_by(member.c.position)
                        ).scalars()
                    ),
                )
                for row in rows.all()
            ]

    def judgements_of(self, entries: Sequence[str]) -> dict[str, list[Judgement]]:
        """Entry → its judgements in order, blind ones too."""
        with self._reading() as connection:
            return judgements.by_entry(connection, entries)

    def judged(self) -> list[str]:
        """Ids of all entries that were judged, but for blind judgements, in the order of the latest one."""
        table = schema.judgement
        own = sa.and_(table.c.coding.is_(None), table.c.article != "")
        chosen = (
            sa.select(table.c.entry)
            .where(own)
            .group_by(table.c.entry)
            .order_by(sa.func.max(table.c.number).desc())
        )
        with self._reading() as connection:
            return list(connection.execute(chosen).scalars())


def _records(
    connection: sa.Connection, entries: Sequence[str]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Id, article and packed record of those of the entries that are there, in their order."""
    table = schema.entry
    for some in chunks(entries):
        chosen = sa.select(table.c.id, table.c.article_id, table.c.record)
        rows = connection.execute(chosen.where(table.c.id.in_(some)))
        found = {r.id: (r.id, r.article_id, r.record) for r in rows}
        yield from (found[e] for e in some if e in found)


def _last_of(connection: sa.Connection, who: str, coding: str | None) -> list[Judgement]:
    table = schema.judgement
    own = [table.c.who == storable(who), table.c.article != "", table.c.verdict != "undo"]
    own.append(table.c.coding.is_(None) if coding is None else table.c.coding == coding)
    undoing = table.alias("undoing")
    taken = sa.exists().where(undoing.c.undoes == table.c.number)
    last = connection.execute(
        sa.select(table.c.number, table.c.batch)
        .where(*own, ~taken)
        .order_by(table.c.number.desc())
        .limit(1)
    ).first()
    if last is None:
        raise UsageError(f"nothing that {who} decided is in force: there is nothing to undo")
    if last.batch is None:
        chosen = table.c.number == last.number
    else:
        chosen = sa.and_(table.c.batch == last.batch, *own, ~taken)
    found = judgements.where(connection, chosen)
    if not found:
        raise NotFoundError(str(last.number))
    return found
