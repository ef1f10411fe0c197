"""What is joined over articles, asked for: happenings, threads and disputes.

A record is kept without its members, which stand in ``joined_member``. A list is sorted, counted and paged by
the database; the view of an earlier day (``as_of``) takes from here only what was known in full by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from parley.errors import NotFoundError
from parley.ledger import schema, sqlite
from parley.ledger.chunking import chunks
from parley.ledger.filters import Condition, Query, actors_named, article_conditions, spellings
from parley.ledger.judgements import ACTOR
from parley.ledger.kept import KINDS, J, JoinedKind
from parley.ledger.queries import pairs, same_actor, whole_id
from parley.ledger.words import storable
from parley.records import unpack
from parley.records.joined import Dispute, Link

Grouped = Literal["type", "mode", "status", "disputed", "actor", "country"]


def listed(connection: sa.Connection, kind: type[J], query: Query) -> list[J]:
    """What the query asks for, known in full by ``query.as_of``."""
    table, record = schema.joined, schema.joined_record
    chosen = (
        sa.select(table.c.pk, record.c.record)
        .join(record, record.c.joined == table.c.pk)
        .where(*_conditions(kind, query))
        .order_by(*_ordered(kind, query))
        .limit(query.limit)
        .offset(query.offset)
    )
    return _records(connection, kind, connection.execute(chosen).all())


def counted(
    connection: sa.Connection, kind: type[J], query: Query, by: Grouped | None
) -> dict[Any, int]:
    """How many the query asks for, by a column's value; by None all together."""
    table, actor = schema.joined, schema.joined_actor
    chosen = sa.select(sa.func.count()).where(*_conditions(kind, query))
    if by is None:
        return {None: int(connection.execute(chosen.select_from(table)).scalar_one())}
    group = {"actor": actor.c.identity, "country": actor.c.country}.get(by)
    if group is None:
        group = table.c[by]
        chosen = sa.select(group, sa.func.count()).where(*_conditions(kind, query))
    else:
        number = sa.func.count(sa.distinct(table.c.pk))
        chosen = (
            sa.select(group, number)
            .join(table, table.c.pk == actor.c.joined)
            .where(*_conditions(kind, query))
        )
    return pairs(connection, chosen.group_by(group).order_by(group))


def in_part(connection: sa.Connection, kind: type[J], query: Query) -> dict[str, list[Link | str]]:
    """What was known in part only by ``query.as_of``: id → all its members, as a link where it has one."""
    if query.as_of is None:
        return {}
    table, member = schema.joined, schema.joined_member
    asked = Query(
        text=query.text, story=query.story, article=query.article, publisher=query.publisher,
        ids=query.ids, copies=query.copies, as_of=query.as_of,
    )  # fmt: skip
    if asked == Query(as_of=query.as_of):
        asked = Query()  # what was known from some day on had an article by then
    known = [table.c.known_from <= query.as_of, table.c.known_until > query.as_of]
    if query.known_since is not None:
        known.append(table.c.pk.in_(_told_between(query.known_since, query.as_of)))
    rows = connection.execute(
        sa.select(table.c.id, member.c.entry, member.c.held_against, member.c.reason)
        .join(member, member.c.joined == table.c.pk)
        .where(table.c.kind == KINDS[kind], *known, *_of_members(asked))
        .order_by(table.c.id, member.c.position)
    )
    out: defaultdict[str, list[Link | str]] = defaultdict(list)
    for row in rows:
        linked = row.reason is not None
        out[row.id].append(Link(row.entry, row.held_against, row.reason) if linked else row.entry)
    return out


def _told_between(since: date, until: date) -> sa.Select[Any]:
    """Selects what some article told of that was published between the days."""
    member, entry, article = schema.joined_member, schema.entry, schema.article
    return (
        sa.select(member.c.joined)
        .join(entry, entry.c.id == member.c.entry)
        .join(article, article.c.pk == entry.c.article)
        .where(article.c.published.between(since, until))
    )


def one(connection: sa.Connection, kind: type[J], beginning: str) -> J:
    """The happening or thread whose id begins so; raises NotFoundError."""
    table = schema.joined
    whole = whole_id(connection, table, beginning)
    found = listed(connection, kind, Query(ids=[whole]))
    if not found:
        raise NotFoundError(beginning, advice=f"it is no {KINDS[kind]}")
    return found[0]


def members(connection: sa.Connection, beginning: str) -> tuple[str, JoinedKind, list[str]]:
    """The whole id, the kind and the entries of what is joined; raises NotFoundError."""
    table, member = schema.joined, schema.joined_member
    whole = whole_id(connection, table, beginning)
    rows = connection.execute(
        sa.select(table.c.kind, member.c.entry)
        .join(member, member.c.joined == table.c.pk)
        .where(table.c.id == whole)
        .order_by(member.c.position)
    ).all()
    return whole, rows[0].kind, [row.entry for row in rows]


def joined_of(connection: sa.Connection, entries: Iterable[str]) -> dict[str, str]:
    """Entry → id of what it is a member of."""
    table, member = schema.joined, schema.joined_member
    out: dict[str, str] = {}
    for ids in chunks(entries):
        chosen = (
            sa.select(member.c.entry, table.c.id)
            .join(table, table.c.pk == member.c.joined)
            .where(member.c.entry.in_(ids))
        )
        out.update(pairs(connection, chosen))
    return out


def links(
    connection: sa.Connection, entries: Iterable[str]
) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """What the entries are members of → all members of it, each with its link."""
    table, member = schema.joined, schema.joined_member
    out: defaultdict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)
    for ids in chunks(sorted(set(joined_of(connection, entries).values()))):
        rows = connection.execute(
            sa.select(table.c.id, member.c.entry, member.c.held_against, member.c.reason)
            .join(member, member.c.joined == table.c.pk)
            .where(table.c.id.in_(ids))
            .order_by(table.c.id, member.c.position)
        )
        for row in rows:
            out[row.id].append((row.entry, row.held_against, row.reason))
    return out


def disputes(connection: sa.Connection, query: Query) -> list[Dispute]:
    """The disputes that the query asks for, of what was known in full by ``query.as_of``."""
    table, about = schema.dispute, schema.joined
    conditions = _conditions(None, replace(query, type=None))
    if query.type is not None:
        conditions.append(table.c.kind.in_(spellings(query.type)))
    days = [table.c.day.is_(None), table.c.day.desc() if query.order == "newest" else table.c.day]
    order = [about.c.weight.desc()] if query.order == "weight" else days
    rows = connection.execute(
        sa.select(table.c.record)
        .join(about, about.c.pk == table.c.joined)
        .where(*conditions)
        .order_by(*order, table.c.id)
        .limit(query.limit)
        .offset(query.offset)
    )
    return [unpack(Dispute, record) for record in rows.scalars()]


def identities_named(words: str) -> sa.Select[Any]:
    """Selects the identities of all actors that the words name; an identity names itself."""
    if words.startswith(ACTOR):
        return sa.select(sa.literal(storable(words)))
    actor, identity = schema.actor, schema.identity
    return (
        sa.select(sa.func.coalesce(identity.c.identity, actor.c.key))
        .select_from(actor)
        .outerjoin(identity, same_actor())
        .where(actor.c.pk.in_(actors_named(words)))
    )


def _conditions(kind: type[Any] | None, query: Query) -> list[Condition]:
    table, actor = schema.joined, schema.joined_actor
    out: list[Condition] = [] if kind is None else [table.c.kind == KINDS[kind]]
    for column, wanted in (
        (table.c.type, query.type),
        (table.c.mode, query.mode),
        (table.c.status, query.status),
    ):
        if wanted is not None:
            out.append(column.in_(spellings(wanted)))
    if query.since is not None:
        out.append(table.c.last_day >= query.since)
    if query.until is not None:
        out.append(table.c.day <= query.until)
    if query.known_since is not None:
        out.append(table.c.known_until >= query.known_since)
    if query.disputed is not None:
        out.append(table.c.disputed == int(query.disputed))
    if query.min_confidence > 0:
        out.append(table.c.confidence >= query.min_confidence)
    if query.actor is not None:
        named = actor.c.identity.in_(identities_named(query.actor))
        out.append(table.c.pk.in_(sa.select(actor.c.joined).where(named)))
    if query.country is not None:
        of_country = actor.c.country == query.country
        out.append(table.c.pk.in_(sa.select(actor.c.joined).where(of_country)))
    if query.as_of is not None:
        out.append(table.c.known_until <= query.as_of)
    return out + _of_members(replace(query, as_of=None))


def _of_members(query: Query) -> list[Condition]:
    """Conditions on the articles and the words of some member, and on ids."""
    table, member, entry = schema.joined, schema.joined_member, schema.entry
    out: list[Condition] = []
    if query.ids is not None:
        out.append(table.c.id.in_(list(query.ids)))
    chosen = sa.select(member.c.joined).join(entry, entry.c.id == member.c.entry)
    of_article = article_conditions(query)
    if of_article:
        article = schema.article
        told = chosen.join(article, article.c.pk == entry.c.article).where(*of_article)
        out.append(table.c.pk.in_(told))
    if query.text is not None:
        holding = sqlite.matching("entry", query.text).subquery()
        told = chosen.where(entry.c.pk.in_(sa.select(holding.c.pk)))
        out.append(table.c.pk.in_(told))
    return out


def _ordered(kind: type[J], query: Query) -> list[Any]:
    table = schema.joined
    if KINDS[kind] == "thread" and query.order == "newest":
        return _moved_last()
    days: list[Any] = [table.c.day.is_(None), table.c.day]
    match query.order:
        case "weight":
            return [table.c.weight.desc(), table.c.id]
        case "newest":
            return [days[0], table.c.day.desc(), table.c.id]
        case "confidence":
            return [table.c.confidence.desc(), *days, table.c.id]
    return [*days, table.c.id]


def _moved_last() -> list[Any]:
    """Proposals by when they moved, the last first: what lies ahead has not moved them yet; those without state after."""
    table = schema.joined
    moved = sa.func.min(table.c.last_day, table.c.known_until)
    stateless, undated = table.c.status.is_(None), moved.is_(None)
    return [stateless, undated, moved.desc(), table.c.weight.desc(), table.c.id]


def _records(connection: sa.Connection, kind: type[J], rows: Sequence[Any]) -> list[J]:
    """The records of rows, with their members and the reasons for which these belong to them."""
    member = schema.joined_member
    entries: defaultdict[int, list[str]] = defaultdict(list)
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for pks in chunks(row.pk for row in rows):
        chosen = (
            sa.select(member)
            .where(member.c.joined.in_(pks))
            .order_by(member.c.joined, member.c.position)
        )
        for m in connection.execute(chosen):
            entries[m.joined].append(m.entry)
            if m.reason is not None:
                links[m.joined].append(Link(m.entry, m.held_against, m.reason))
    return [
        replace(
            unpack(kind, row.record), entries=tuple(entries[row.pk]), links=tuple(links[row.pk])
        )
        for row in rows
    ]
