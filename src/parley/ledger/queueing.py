"""The queue: which entry is to be reviewed next. Its index is entered at the top, however long it is."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, NamedTuple

import sqlalchemy as sa

from parley.ledger import judgements, schema
from parley.ledger.chunking import chunks
from parley.ledger.facets import EntryKind
from parley.ledger.filters import Query, entry_conditions, spellings, visible
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
    """An entry of the queue, and where it stands; None where it is given out in another order."""

    id: str
    spot: Spot | None


WRITTEN: Final = 10_000
"""Rows written by one statement; bounds memory."""

WEIGHED: Final = ("act", "killed", "injured")
"""Fields of a record that its consequence hangs on."""


class Ranked(NamedTuple):
    """What an entry has that its place in the queue hangs on.

    Attributes:
        record: of statements and events, the fields :data:`WEIGHED`.
        together: the same for accounts of one event or wordings of one utterance; articles: that have one.
        leads: whether it is the first of them; copied: whether its article repeats another one.
        furniture: whether it stands in what was found to be no reporting.
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
    furniture: bool


class Place(NamedTuple):
    """The place of an entry in the queue; ``head`` is the entry that stands there for it, 0 where none does."""

    pk: int
    kind: EntryKind
    type: str
    head: int
    consequence: float
    priority: float


# The queue in SQL.

ORDER: Final = (schema.queue.c.priority.desc(), schema.queue.c.entry)

WHOLE: Final = Query(rejected=True, furniture=True)
"""Asks for every entry: what is rejected is decided, what stands in furniture has no place in the queue."""


def placed(asked: QueueQuery) -> sa.FromClause:
    """The places of the queue with what their filters look at."""
    queue, entry, article = schema.queue, schema.entry, schema.article
    with_entry = sa.join(queue, entry, entry.c.pk == queue.c.entry)
    if asked.query == WHOLE:
        return with_entry
    return with_entry.join(article, article.c.pk == entry.c.article)


def conditions(connection: sa.Connection, asked: QueueQuery) -> list[sa.ColumnElement[bool]]:
    """The conditions on places that the filters come to; see :func:`of_queue`."""
    entry = schema.entry
    out, query = of_queue(asked), asked.query
    if asked.kind in ("event", "proposal"):
        query = replace(query, type=None)  # which the queue itself knows
    if query != WHOLE:
        out += entry_conditions(connection, query)
    if asked.by is not None:
        table = schema.judgement
        judged = sa.select(table.c.entry).where(
            table.c.who == storable(asked.by), table.c.coding.is_(None)
        )
        out.append(entry.c.id.in_(judged))
    if asked.disputed:
        member, joined = schema.joined_member, schema.joined
        disputed = (
            sa.select(member.c.entry)
            .join(joined, joined.c.pk == member.c.joined)
            .where(joined.c.disputed > 0)
        )
        out.append(entry.c.id.in_(disputed))
    return out


def of_queue(asked: QueueQuery) -> list[sa.ColumnElement[bool]]:
    """The conditions on the queue alone, in the words of its indexes."""
    queue = schema.queue
    out: list[sa.ColumnElement[bool]] = []
    if asked.by is None and asked.state != "all":
        out.append(queue.c.open == sa.literal_column(str(int(asked.state == "open"))))
    if not asked.folded and asked.by is None:
        out.append(queue.c.head == queue.c.entry)
    else:
        out.append(queue.c.head > 0)
    if asked.kind is not None:
        out.append(queue.c.kind == asked.kind)
        if asked.kind in ("event", "proposal") and asked.query.type is not None:
            out.append(queue.c.type.in_(spellings(asked.query.type)))
    return out


def number(connection: sa.Connection, asked: QueueQuery) -> int:
    """How many places fit."""
    narrow = replace(asked.query, type=None) if asked.kind in ("event", "proposal") else asked.query
    bare = narrow == WHOLE and asked.by is None and not asked.disputed
    chosen = sa.select(sa.func.count())
    if bare:
        chosen = chosen.select_from(schema.queue).where(*of_queue(asked))
    else:
        chosen = chosen.select_from(placed(asked)).where(*conditions(connection, asked))
    return int(connection.execute(chosen).scalar_one())


def fresh(
    connection: sa.Connection, asked: QueueQuery, who: str, after: Spot | None, limit: int
) -> list[Queued]:
    """The next places, but for what ``who`` put off."""
    queue, entry, later = schema.queue, schema.entry, schema.later
    off = sa.exists().where(later.c.who == storable(who), later.c.entry == entry.c.id)
    chosen = (
        sa.select(entry.c.id, queue.c.priority, queue.c.entry)
        .select_from(placed(asked))
        .where(*conditions(connection, asked), ~off)
        .order_by(*order(asked))
        .limit(limit)
    )
    if after is not None:
        # The first condition alone lets the index be entered in the middle.
        same = sa.and_(queue.c.priority == after.priority, queue.c.entry > after.entry)
        chosen = chosen.where(
            queue.c.priority <= after.priority, sa.or_(queue.c.priority < after.priority, same)
        )
    return [Queued(r.id, Spot(0, r.priority, r.entry)) for r in connection.execute(chosen)]


def order(asked: QueueQuery) -> tuple[sa.ColumnElement[Any], ...]:
    """Highest priority first; where few can fit, in words that let the database begin with those few."""
    few = asked.query.article, asked.query.ids, asked.query.text, asked.by
    if any(narrow is not None for narrow in few):
        return (sa.literal(0.0) - schema.queue.c.priority, schema.queue.c.entry)
    return ORDER


def put_off(
    connection: sa.Connection, asked: QueueQuery, who: str, after: Spot | None, limit: int
) -> list[Queued]:
    """The next places of what ``who`` put off, in that order."""
    queue, entry, later = schema.queue, schema.entry, schema.later
    chosen = (
        sa.select(entry.c.id, later.c.number, queue.c.priority, queue.c.entry)
        .select_from(sa.join(placed(asked), later, later.c.entry == entry.c.id))
        .where(later.c.who == storable(who), *conditions(connection, asked))
        .where(later.c.number > (after.later if after else 0))
        .order_by(later.c.number)
        .limit(limit)
    )
    return [Queued(r.id, Spot(r.number, r.priority, r.entry)) for r in connection.execute(chosen)]


def set_queue(
    connection: sa.Connection, places: Iterable[Place], entries: Collection[str] | None
) -> None:
    """Replace the queue, or the places of entries, written only where it differs.

    What is decided has its place, but is not open.
    """
    queue, entry = schema.queue, schema.entry
    closed: set[int] = set()
    decided = judgements.all_decided(connection)
    for done in chunks(sorted(decided if entries is None else decided & set(entries))):
        chosen = sa.select(entry.c.pk).where(entry.c.id.in_(done))
        closed |= set(connection.execute(chosen).scalars())
    wanted = {p.pk: (*p, int(p.pk not in closed)) for p in places}
    there: dict[int, tuple[Any, ...]] = {}
    for part in _parts(queue.c.entry, None if entries is None else wanted):
        kept = connection.execute(sa.select(queue).where(part))
        there.update((row.entry, tuple(row)) for row in kept)
    stale = [{"old": pk} for pk, row in there.items() if wanted.get(pk) != row]
    names = [c.name for c in queue.c]
    new = [dict(zip(names, row, strict=True)) for pk, row in wanted.items() if there.get(pk) != row]
    for some in chunks(stale, WRITTEN):
        connection.execute(sa.delete(queue).where(queue.c.entry == sa.bindparam("old")), some)
    for rows in chunks(new, WRITTEN):
        connection.execute(sa.insert(queue), rows)


def together_with(connection: sa.Connection, entries: Iterable[str]) -> set[str]:
    """The entries, and all accounts of the same events and wordings of the same utterances."""
    member, table = schema.joined_member, schema.utterance
    out = set(entries)
    for some in chunks(sorted(out)):
        own = sa.select(member.c.joined).where(member.c.entry.in_(some))
        accounts = sa.select(member.c.entry).where(member.c.joined.in_(own))
        said = sa.select(table.c.utterance).where(table.c.entry.in_(some))
        wordings = sa.select(table.c.entry).where(table.c.utterance.in_(said))
        for chosen in (accounts, wordings):
            out.update(connection.execute(chosen).scalars())
    return out


def ranked(connection: sa.Connection, entries: Collection[str] | None = None) -> Iterator[Ranked]:
    """Every entry, or these, with what its place hangs on.

    Args:
        entries: with all accounts of the same events and all wordings of the same utterances.
    """
    entry = schema.entry
    wanted = None if entries is None else sorted(entries)
    copied = set(connection.execute(sa.select(schema.copy.c.article)).scalars())
    together, sizes = _together(connection, wanted)
    inside = sa.not_(sa.and_(*visible(Query(rejected=True))))
    for part in _parts(entry.c.id, wanted):
        rows: Iterable[Any] = connection.execute(
            sa.select(
                entry.c.pk, entry.c.id, entry.c.kind, entry.c.article, entry.c.type, entry.c.mode,
                entry.c.status, entry.c.confidence, _weighed(), inside.label("furniture"),
            ).where(part).order_by(entry.c.pk)
        )  # fmt: skip
        pks = None
        if wanted is not None:
            rows = list(rows)
            pks = [r.pk for r in rows]
        sectors = _sectors(connection, pks)
        for r in rows:
            group, leads = together.get(r.id, (None, True))
            yield Ranked(
                r.pk, r.kind, r.type, r.mode, r.status, r.confidence,
                dict(zip(WEIGHED, json.loads(r.weighed), strict=True)) if r.weighed else {},
                sectors.get(r.pk, frozenset()), group, sizes.get(group or "", 1), leads,
                r.article in copied, r.furniture,
            )  # fmt: skip


def _parts(column: Any, values: Iterable[Any] | None) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions that together choose the rows with these values; None: all rows."""
    if values is None:
        yield sa.true()
        return
    for some in chunks(values):
        yield column.in_(some)


def _weighed() -> sa.ColumnElement[Any]:
    """The fields of a record that its consequence hangs on, as JSON; the database is quicker at finding them."""
    entry = schema.entry
    paths = (f"$.{name}" for name in WEIGHED)
    found = sa.func.json_extract(entry.c.record, *paths, type_=sa.Text)
    return sa.case((entry.c.kind.in_(("statement", "event")), found)).label("weighed")


def _sectors(connection: sa.Connection, entries: Sequence[int] | None) -> dict[int, frozenset[str]]:
    """Entry → sectors of those who take part in it."""
    link, actor = schema.entry_actor, schema.actor
    kinds = sa.func.group_concat(sa.distinct(actor.c.sector))
    chosen = (
        sa.select(link.c.entry, kinds)
        .join(actor, actor.c.pk == link.c.actor)
        .where(actor.c.sector.is_not(None), link.c.role != "about")
        .group_by(link.c.entry)
    )
    return {
        entry: frozenset(found.split(","))
        for part in _parts(link.c.entry, entries)
        for entry, found in connection.execute(chosen.where(part))
    }


def _together(
    connection: sa.Connection, entries: Sequence[str] | None
) -> tuple[dict[str, tuple[str, bool]], dict[str, int]]:
    """Entry → what it is an account or a wording of, and whether it stands first; and how many there are."""
    out: dict[str, tuple[str, bool]] = {}
    sizes: dict[str, int] = {}
    member, joined, told = schema.joined_member, schema.joined, schema.joined_record
    lead = told.c.record["lead"].as_string()
    accounts = (
        sa.select(member.c.entry, joined.c.id, joined.c.articles, lead)
        .join(joined, joined.c.pk == member.c.joined)
        .join(told, told.c.joined == joined.c.pk)
        .where(joined.c.kind == "happening")
    )
    for part in _parts(member.c.entry, entries):
        for entry, group, articles, leading in connection.execute(accounts.where(part)):
            out[entry] = group, leading == entry
            sizes[group] = articles
    table = schema.utterance
    for part in _parts(table.c.entry, entries):
        for row in connection.execute(sa.select(table).where(part)):
            out[row.entry] = row.utterance, bool(row.leads)
            sizes[row.utterance] = sizes.get(row.utterance, 0) + 1
    return out, sizes
