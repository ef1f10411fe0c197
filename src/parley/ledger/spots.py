"""What is kept of the proposals of articles and their threads, so that an article can be added without reading all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.ledger import joined, schema
from parley.ledger.chunking import chunks, put, take_out
from parley.ledger.filters import Query
from parley.ledger.kept import Kept
from parley.records.joined import Thread
from parley.records.spots import ThreadSpot


class Reach(NamedTuple):
    """What threads are looked for: of a side, a kind, and some days (None: those without days)."""

    side: str
    kind: str
    days: tuple[date, date] | None


def spots(connection: sa.Connection) -> Iterator[ThreadSpot]:
    """All that is kept, without what is seen of them."""
    columns = [c for c in schema.thread_spot.c if c.name != "sight"]
    for entry, near, words, first, last, beside, told, until in connection.execute(
        sa.select(*columns)
    ):
        days = None if told is None else (told, until)
        yield ThreadSpot(entry, _split(near), _split(words), first, last, beside, days)


def sights(connection: sa.Connection, entries: Iterable[str]) -> Iterator[Sequence[Any]]:
    """What is seen of these proposals, as it was put in."""
    table = schema.thread_spot
    for some in chunks(entries):
        yield from connection.execute(
            sa.select(table.c.sight).where(table.c.entry.in_(some))
        ).scalars()


def replace(
    connection: sa.Connection, come: Iterable[ThreadSpot], gone: Iterable[str] | None
) -> None:
    """Forget the entries ``gone`` (None: all) and keep what has come."""
    table = schema.thread_spot
    take_out(connection, table, table.c.entry, gone)
    put(connection, table, map(_row, come))


def _row(s: ThreadSpot) -> dict[str, Any]:
    return {
        "entry": s.entry,
        "near": "\n".join(s.near),
        "words": "\n".join(s.words),
        "first": s.first,
        "last": s.last,
        "beside": s.beside,
        "told_first": s.told and s.told[0],
        "told_last": s.told and s.told[1],
        "sight": s.sight,
    }


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split("\n")) if words else ()


def lost(connection: sa.Connection) -> list[str]:
    """Proposals of which something is kept that are no longer there."""
    table, entry = schema.thread_spot, schema.entry
    there = sa.exists().where(entry.c.id == table.c.entry)
    return list(connection.execute(sa.select(table.c.entry).where(~there)).scalars())


def undated(connection: sa.Connection) -> list[tuple[str, str, str]]:
    """Proposals of articles without a day that are of a story: entry, article and story."""
    entry, article, story = schema.entry, schema.article, schema.story
    rows = connection.execute(
        sa.select(entry.c.id, article.c.id, story.c.story)
        .join(article, article.c.pk == entry.c.article)
        .join(story, story.c.article == article.c.pk)
        .where(entry.c.kind == "proposal", entry.c.article.in_(_undated()))
    )
    return [(row[0], row[1], row[2]) for row in rows]


def days_of_stories(connection: sa.Connection) -> dict[str, tuple[date, date]]:
    """The first and last day of the stories that an article without a day is of."""
    article, story, dated = schema.article, schema.story, schema.dated
    day = sa.func.coalesce(article.c.published, dated.c.end_day, type_=sa.Date)
    asked = sa.select(story.c.story).where(story.c.article.in_(_undated()))
    rows = connection.execute(
        sa.select(story.c.story, sa.func.min(day, type_=sa.Date), sa.func.max(day, type_=sa.Date))
        .join(article, article.c.pk == story.c.article)
        .outerjoin(dated, dated.c.article == article.c.pk)
        .where(story.c.story.in_(asked), day.is_not(None))
        .group_by(story.c.story)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _undated() -> sa.Select[Any]:
    """Selects the articles of which no day is known, not even concluded."""
    article, dated = schema.article, schema.dated
    concluded = sa.exists().where(dated.c.article == article.c.pk)
    return sa.select(article.c.pk).where(article.c.published.is_(None), ~concluded)


# ---- threads --------------------------------------------------------------------------------------------


def kept_threads(connection: sa.Connection, ids: Iterable[str]) -> list[Kept[Thread]]:
    """Threads as they are stored."""
    table, out = schema.joined, []
    for some in chunks(sorted(ids)):
        records = joined.listed(connection, Thread, Query(ids=some, rejected=True))
        chosen = sa.select(table.c.id, table.c.known_from, table.c.known_until)
        known = {row[0]: row[1:] for row in connection.execute(chosen.where(table.c.id.in_(some)))}
        out += [Kept(record, *known[record.id]) for record in records]
    return out


def threads_within(connection: sa.Connection, reaches: Iterable[Reach]) -> set[str]:
    """Threads that may be of these sides, kinds and days."""
    table, actor = schema.joined, schema.joined_actor
    out: set[str] = set()
    for reach in sorted(set(reaches), key=repr):
        # Asked of each thread of those days: a state takes part in so much that a list of it takes long.
        takes_part = sa.exists().where(actor.c.joined == table.c.pk, actor.c.identity == reach.side)
        chosen = sa.select(table.c.id).where(
            table.c.kind == "thread", table.c.type == reach.kind, takes_part
        )
        if reach.days is None:
            chosen = chosen.where(table.c.known_from.is_(None))
        else:
            first, last = reach.days
            chosen = chosen.where(table.c.known_from <= last, table.c.known_until >= first)
        out.update(connection.execute(chosen).scalars())
    return out


def threads_in(connection: sa.Connection, articles: Iterable[str]) -> set[str]:
    """Threads of which these articles tell."""
    member, entry, article, table = (
        schema.joined_member, schema.entry, schema.article, schema.joined,
    )  # fmt: skip
    out: set[str] = set()
    for some in chunks(sorted(articles)):
        numbers = sa.select(article.c.pk).where(article.c.id.in_(some))
        chosen = (
            sa.select(table.c.id)
            .join(member, member.c.joined == table.c.pk)
            .join(entry, entry.c.id == member.c.entry)
            .where(entry.c.article.in_(numbers), entry.c.kind == "proposal")
        )
        out.update(connection.execute(chosen).scalars())
    return out


def articles_of(connection: sa.Connection, entries: Iterable[str]) -> Mapping[str, str]:
    """Entry → its article."""
    entry = schema.entry
    out: dict[str, str] = {}
    for some in chunks(entries):
        chosen = sa.select(entry.c.id, entry.c.article_id).where(entry.c.id.in_(some))
        out.update((row[0], row[1]) for row in connection.execute(chosen))
    return out
