"""What joining keeps of each account of an event, and which articles say something else than they did.

An account bears on the accounts of its own block only. What is kept of it tells its block, and by which keys others are
held against it; so an article can be added without reading all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import chunks, put, take_out


class Keyed(NamedTuple):
    """What is kept of an account.

    Attributes:
        block: the least of the entries of its block; first, last: weeks that its keys name.
        keys: sorted hashes, 64 bits each, little-endian; named: whether some of them name no week.
        sight: what is seen of it, as a line of text; empty where that was not asked for.
    """

    entry: str
    block: str
    first: int
    last: int
    keys: bytes
    named: bool
    sight: str = ""


class Keeping(NamedTuple):
    """What joining keeps: what comes, and what goes before it (None: all).

    Attributes:
        accounts: what comes of them; gone: entries.
        points: of the pairs of large blocks, by block; parted: the blocks of which they go.
        crowded: all keys that too many accounts have, in order.
    """

    accounts: Iterable[Keyed]
    gone: Collection[str] | None
    points: Iterable[tuple[str, bytes]]
    parted: Collection[str] | None
    crowded: Sequence[int]


def number_kept(connection: sa.Connection) -> int:
    """Of how many accounts something is kept."""
    return int(
        connection.execute(sa.select(sa.func.count()).select_from(schema.joining)).scalar_one()
    )


def of_entries(connection: sa.Connection, entries: Iterable[str]) -> list[Keyed]:
    """What is kept of these accounts."""
    return _kept(connection, schema.joining.c.entry, entries)


def of_blocks(connection: sa.Connection, names: Iterable[str]) -> list[Keyed]:
    """What is kept of the accounts of these blocks."""
    return _kept(connection, schema.joining.c.block, names)


def _kept(connection: sa.Connection, column: Any, values: Iterable[str]) -> list[Keyed]:
    table = schema.joining
    return [
        Keyed(*row)
        for some in chunks(sorted(values))
        for row in connection.execute(sa.select(table).where(column.in_(some)))
    ]


def points_in(connection: sa.Connection, names: Iterable[str]) -> list[tuple[str, bytes]]:
    """Those of these blocks of which points of pairs are kept, with them."""
    table = schema.joining_points
    return [
        (row[0], row[1])
        for some in chunks(sorted(names))
        for row in connection.execute(sa.select(table).where(table.c.block.in_(some)))
    ]


def of_weeks(
    connection: sa.Connection, weeks: Iterable[tuple[int, int]], named: bool
) -> list[Keyed]:
    """What is kept of the accounts whose weeks overlap with one of these stretches, and of those ``named``.

    What is seen of them is left out.
    """
    table = schema.joining
    columns = [c for c in table.c if c.name != "sight"]
    found: dict[str, Keyed] = {}
    wanted = [sa.and_(table.c.first <= last, table.c.last >= first) for first, last in weeks]
    for condition in [*wanted, table.c.named == 1] if named else wanted:
        rows = connection.execute(sa.select(*columns).where(condition)).all()
        found.update((row[0], Keyed(*row)) for row in rows)
    return list(found.values())


def crowded(connection: sa.Connection) -> list[int]:
    """The keys that too many accounts have, in order."""
    key = schema.joining_crowd.c.key
    return list(connection.execute(sa.select(key).order_by(key)).scalars())


def replace(connection: sa.Connection, keeping: Keeping) -> None:
    """Forget what goes and keep what comes."""
    table, pairs, crowd = schema.joining, schema.joining_points, schema.joining_crowd
    take_out(connection, table, table.c.entry, keeping.gone)
    put(connection, table, (k._asdict() for k in keeping.accounts))
    take_out(connection, pairs, pairs.c.block, keeping.parted)
    put(connection, pairs, ({"block": b, "points": points} for b, points in keeping.points))
    if list(keeping.crowded) != crowded(connection):
        connection.execute(sa.delete(crowd))
        put(connection, crowd, ({"key": key} for key in keeping.crowded))


def touch(connection: sa.Connection, entries: Iterable[str]) -> None:
    """Say that the articles of these entries no longer say what they did."""
    entry = schema.entry
    for some in chunks(entries):
        stain(
            connection,
            connection.execute(sa.select(entry.c.article).where(entry.c.id.in_(some))).scalars(),
        )


def stain(connection: sa.Connection, articles: Iterable[int]) -> None:
    """Say it of the articles with these numbers."""
    table = schema.stale
    there = set(connection.execute(sa.select(table.c.article)).scalars())
    put(connection, table, ({"article": pk} for pk in sorted(set(articles) - there)))


def fresh(connection: sa.Connection) -> None:
    """Say that what is joined says what all articles say."""
    connection.execute(sa.delete(schema.stale))


def changed(connection: sa.Connection) -> Iterator[str]:
    """Ids of the articles that are new or say something else since the last settling, in order."""
    article, stale, unsettled = schema.article, schema.stale, schema.unsettled
    numbers = sa.union(sa.select(stale.c.article), sa.select(unsettled.c.article)).subquery()
    chosen = sa.select(article.c.id).where(article.c.pk.in_(sa.select(numbers.c[0])))
    yield from connection.execute(chosen.order_by(article.c.id)).scalars()


def entries_of(
    connection: sa.Connection, articles: Iterable[str], kind: str | None
) -> Iterator[str]:
    """Ids of the entries of articles, of that kind or all, whatever was decided about them."""
    entry, article = schema.entry, schema.article
    for some in chunks(articles):
        numbers = sa.select(article.c.pk).where(article.c.id.in_(some))
        chosen = sa.select(entry.c.id).where(entry.c.article.in_(numbers))
        if kind is not None:
            chosen = chosen.where(entry.c.kind == kind)
        yield from connection.execute(chosen).scalars()


def lost(connection: sa.Connection) -> list[str]:
    """Entries of which something is kept that are no longer there."""
    table, entry = schema.joining, schema.entry
    there = sa.exists().where(entry.c.id == table.c.entry)
    return list(connection.execute(sa.select(table.c.entry).where(~there)).scalars())
