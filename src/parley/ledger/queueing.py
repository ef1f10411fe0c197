"""The queue: which entry is to be reviewed next. Its index is entered at the top, however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import sqlalchemy as sa

from parley.ledger import judgements, schema
from parley.ledger.chunking import chunks
from parley.ledger.facets import EntryKind
from parley.ledger.filters import Query, entry_conditions
from parley.ledger.words import storable

State = Literal["open", "decided", "all"]


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """Which entries of the queue are meant.

    Attributes:
        kind: of entry; None for all kinds.
        query: filters of lists: type, actor, story, article, status, text …
        state: still to be decided, decided, or both; by: judged by that reviewer, in whatever state.
        disputed: only accounts of what is disputed.
        folded: True lists all accounts of one event, not only the one that stands for them.
    """

    kind: EntryKind | None = None
    query: Query = field(default_factory=Query)
    state: State = "open"
    by: str | None = None
    disputed: bool = False
    folded: bool = False


class Spot(NamedTuple):
    """A place in the queue: ``later`` is 0 for what was not put off, else its number."""

    later: int
    priority: float
    entry: int


class Queued(NamedTuple):
    """An entry of the queue, and where it stands."""

    id: str
    spot: Spot


class Ranked(NamedTuple):
    """What an entry has that its place in the queue hangs on.

    Attributes:
        together: the same for accounts of one event or wordings of one utterance; articles: that have one.
        leads: whether it is the first of them; copied: whether its article repeats another one.
    """

    pk: int
    kind: EntryKind
    type: str
    mode: str | None
    status: str | None
    confidence: float
    record: Mapping[str, Any]
    sectors: frozenset[str]
    together: str | None
    articles: int
    leads: bool
    copied: bool


class Place(NamedTuple):
    """The place of an entry in the queue; ``head`` is the entry that stands there for it."""

    pk: int
    head: int
    consequence: float
    priority: float


# The queue in SQL.

ORDER = (schema.queue.c.priority.desc(), schema.queue.c.entry)


def placed() -> sa.Join:
    """The places of the queue with their entries and articles."""
    queue, entry, article = schema.queue, schema.entry, schema.article
    return sa.join(queue, entry, entry.c.pk == queue.c.entry).join(
        article, article.c.pk == entry.c.article
    )


def conditions(connection: sa.Connection, asked: QueueQuery) -> list[sa.ColumnElement[bool]]:
    queue, entry = schema.queue, schema.entry
    out = entry_conditions(connection, asked.query)
    if not asked.folded and asked.by is None:
        out.append(queue.c.head == queue.c.entry)
    if asked.kind is not None:
        out.append(entry.c.kind == asked.kind)
    if asked.by is not None:
        table = schema.judgement
        judged = sa.select(table.c.entry).where(
            table.c.who == storable(asked.by), table.c.coding.is_(None)
        )
        out.append(entry.c.id.in_(judged))
    elif asked.state != "all":
        out.append(queue.c.open == int(asked.state == "open"))
    if asked.disputed:
        member, joined = schema.joined_member, schema.joined
        disputed = (
            sa.select(member.c.entry)
            .join(joined, joined.c.pk == member.c.joined)
            .where(joined.c.disputed > 0)
        )
        out.append(entry.c.id.in_(disputed))
    return out


def fresh(
    connection: sa.Connection, asked: QueueQuery, who: str, after: Spot | None, limit: int
) -> list[Queued]:
    queue, entry, later = schema.queue, schema.entry, schema.later
    off = sa.exists().where(later.c.who == storable(who), later.c.entry == entry.c.id)
    chosen = (
        sa.select(entry.c.id, queue.c.priority, queue.c.entry)
        .select_from(placed())
        .where(*conditions(connection, asked), ~off)
        .order_by(*ORDER)
        .limit(limit)
    )
    if after is not None:
        # The first condition alone lets the index be entered in the middle.
        same = sa.and_(queue.c.priority == after.priority, queue.c.entry > after.entry)
        chosen = chosen.where(
            queue.c.priority <= after.priority, sa.or_(queue.c.priority < after.priority, same)
        )
    return [Queued(r.id, Spot(0, r.priority, r.entry)) for r in connection.execute(chosen)]


def put_off(
    connection: sa.Connection, asked: QueueQuery, who: str, after: Spot | None, limit: int
) -> list[Queued]:
    queue, entry, later = schema.queue, schema.entry, schema.later
    chosen = (
        sa.select(entry.c.id, later.c.number, queue.c.priority, queue.c.entry)
        .select_from(placed().join(later, later.c.entry == entry.c.id))
        .where(later.c.who == storable(who), *conditions(connection, asked))
        .where(later.c.number > (after.later if after else 0))
        .order_by(later.c.number)
        .limit(limit)
    )
    return [Queued(r.id, Spot(r.number, r.priority, r.entry)) for r in connection.execute(chosen)]


def set_queue(connection: sa.Connection, places: Iterable[Place]) -> None:
    queue, entry = schema.queue, schema.entry
    done = judgements.all_decided(connection)
    pks = {r.id: r.pk for r in connection.execute(sa.select(entry.c.id, entry.c.pk))}
    closed = {pks[whole] for whole in done if whole in pks}
    connection.execute(sa.delete(queue))
    for some in chunks(places, 10_000):
        rows = [{**p._asdict(), "entry": p.pk, "open": int(p.pk not in closed)} for p in some]
        for row in rows:
            del row["pk"]
        connection.execute(sa.insert(queue), rows)


def ranked(connection: sa.Connection) -> Iterator[Ranked]:
    entry, copy = schema.entry, schema.copy
    sectors = _sectors(connection)
    together, sizes = _together(connection)
    copied = set(connection.execute(sa.select(copy.c.article)).scalars())
    rows = connection.execute(
        sa.select(
            entry.c.pk, entry.c.id, entry.c.kind, entry.c.article, entry.c.type, entry.c.mode,
            entry.c.status, entry.c.confidence, entry.c.record,
        ).order_by(entry.c.pk)
    )  # fmt: skip
    for r in rows:
        group, leads = together.get(r.id, (None, True))
        yield Ranked(
            r.pk, r.kind, r.type, r.mode, r.status, r.confidence, r.record,
            sectors.get(r.pk, frozenset()), group, sizes.get(group or "", 1), leads,
            r.article in copied,
        )  # fmt: skip


def _sectors(connection: sa.Connection) -> dict[int, frozenset[str]]:
    """Entry → sectors of those who take part in it."""
    link, actor = schema.entry_actor, schema.actor
    kinds = sa.func.group_concat(sa.distinct(actor.c.sector))
    rows = connection.execute(
        sa.select(link.c.entry, kinds)
        .join(actor, actor.c.pk == link.c.actor)
        .where(actor.c.sector.is_not(None), link.c.role != "about")
        .group_by(link.c.entry)
    )
    return {entry: frozenset(found.split(",")) for entry, found in rows}


def _together(
    connection: sa.Connection,
) -> tuple[dict[str, tuple[str, bool]], dict[str, int]]:
    """Entry → what it is an account or a wording of, and whether it stands first; and how many there are."""
    out: dict[str, tuple[str, bool]] = {}
    sizes: dict[str, int] = {}
    member, joined, told = schema.joined_member, schema.joined, schema.joined_record
    lead = told.c.record["lead"].as_string()
    accounts = connection.execute(
        sa.select(member.c.entry, joined.c.id, joined.c.articles, lead)
        .join(joined, joined.c.pk == member.c.joined)
        .join(told, told.c.joined == joined.c.pk)
        .where(joined.c.kind == "happening")
    )
    for entry, group, articles, leading in accounts:
        out[entry] = group, leading == entry
        sizes[group] = articles
    table = schema.utterance
    for row in connection.execute(sa.select(table)):
        out[row.entry] = row.utterance, bool(row.leads)
        sizes[row.utterance] = sizes.get(row.utterance, 0) + 1
    return out, sizes
