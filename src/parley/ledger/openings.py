"""How articles begin, in numbers, and which ones are near to each other: read whole, and therefore kept small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import chunks, one_of
from parley.ledger.words import fold


class Opened(NamedTuple):
    """An article as it begins.

    Attributes:
        article: its id; day: of publication; numbers, counts: as the digest's maker wrote them.
        nearest: the article that it is most like, None where none is; likeness: of the two.
        block: an article of the block in which its story was looked for; None: it was not settled yet.
    """

    article: str
    day: date | None
    numbers: bytes
    counts: bytes
    nearest: str | None
    likeness: int | None
    block: str | None


class NearTo(NamedTuple):
    """What is kept of the place of an article among all; as of :class:`Opened`."""

    article: str
    nearest: str | None
    likeness: int
    block: str


NearUndated = Mapping[str, Sequence[tuple[int, str]]]
"""Undated article → the dated ones that it is most like, each with its likeness."""


def openings(connection: sa.Connection, made_by: str) -> Iterator[Opened]:
    """All articles of which that version made the opening."""
    article, opening, near = schema.article, schema.opening, schema.near
    ids = {row.pk: row.id for row in connection.execute(sa.select(article.c.pk, article.c.id))}
    rows = connection.execute(
        sa.select(
            opening.c.article, article.c.published, opening.c.numbers, opening.c.counts,
            near.c.nearest, near.c.likeness, near.c.block,
        )
        .join(article, article.c.pk == opening.c.article)
        .outerjoin(near, near.c.article == opening.c.article)
        .where(opening.c.made_by == made_by)
    )  # fmt: skip
    for pk, day, numbers, counts, nearest, likeness, block in rows:
        yield Opened(
            ids[pk], day, numbers, counts, ids.get(nearest), likeness, block and ids.get(block)
        )


def quotes(
    connection: sa.Connection, made_by: str, articles: Iterable[str] | None
) -> Iterator[tuple[str, bytes]]:
    """What these articles, or all, quote verbatim, as hashes."""
    article, opening = schema.article, schema.opening
    chosen = sa.select(article.c.id, opening.c.quotes).join(
        article, article.c.pk == opening.c.article
    )
    for part in one_of(article.c.id, articles):
        for row in connection.execute(chosen.where(opening.c.made_by == made_by, part)):
            yield row[0], row[1]


def addresses(
    connection: sa.Connection, articles: Iterable[str] | None, outlets: Iterable[str] | None
) -> Iterator[tuple[str, str | None, str | None]]:
    """Of all articles, or of these, or of those of some outlets, the outlet and the address."""
    table = schema.article
    parts = one_of(table.c.id, articles)
    if articles is None and outlets is not None:
        parts = map(of_outlets, chunks(outlets))
    for part in parts:
        chosen = sa.select(table.c.id, table.c.publisher, table.c.url).where(part)
        yield from ((row[0], row[1], row[2]) for row in connection.execute(chosen))


def of_outlets(names: Sequence[str]) -> sa.ColumnElement[bool]:
    """Whether an article is of one of these outlets, in the words of the index."""
    table = schema.article
    return sa.and_(
        table.c.publisher_folded.in_([fold(name) for name in names]), table.c.publisher.in_(names)
    )


def undigested(connection: sa.Connection, made_by: str) -> set[str]:
    """Articles that are, or have to be, settled, of which that version has not made the opening."""
    article, table = schema.article, schema.opening
    numbers = sa.union(sa.select(schema.story.c.article), sa.select(schema.unsettled.c.article))
    made = sa.select(table.c.article).where(table.c.made_by == made_by)
    chosen = sa.select(article.c.id).where(article.c.pk.in_(numbers), article.c.pk.not_in(made))
    return set(connection.execute(chosen).scalars())


def put_near(connection: sa.Connection, pk: Mapping[str, int], near: Iterable[NearTo]) -> None:
    """Say anew what these articles are near to."""
    table = schema.near
    rows: list[dict[str, Any]] = [
        {
            "article": pk[n.article],
            "nearest": n.nearest and pk[n.nearest],
            "likeness": n.likeness,
            "block": pk[n.block],
        }
        for n in near
    ]
    for some in chunks(rows):
        connection.execute(
            sa.delete(table).where(table.c.article.in_([row["article"] for row in some]))
        )
        connection.execute(sa.insert(table), some)


def near_undated(connection: sa.Connection) -> dict[str, list[tuple[int, str]]]:
    """As it was put in."""
    article, table = schema.article, schema.near_undated
    chosen = sa.select(article.c.id, table.c.dated).join(article, article.c.pk == table.c.article)
    return {row[0]: [(n, other) for n, other in row[1]] for row in connection.execute(chosen)}


def put_near_undated(connection: sa.Connection, pk: Mapping[str, int], near: NearUndated) -> None:
    """Replace what is known of all undated articles."""
    table = schema.near_undated
    connection.execute(sa.delete(table))
    rows = [{"article": pk[a], "dated": [list(o) for o in found]} for a, found in near.items()]
    for some in chunks(rows):
        connection.execute(sa.insert(table), some)


def days(connection: sa.Connection) -> dict[str, date | None]:
    """Article → day of its publication."""
    table = schema.article
    return {row[0]: row[1] for row in connection.execute(sa.select(table.c.id, table.c.published))}
