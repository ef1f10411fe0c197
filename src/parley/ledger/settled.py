"""What is concluded from all articles together: replaced as a whole, written only where it differs."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from parley.errors import NotFoundError
from parley.ledger import blocks, forms, openings, schema, shingles
from parley.ledger.chunking import BATCH, chunks, one_of, put, take_out
from parley.ledger.conclusions import (
    CopyOf,
    DatedOf,
    Digest,
    Identity,
    LearnedFurniture,
    RepeatedLine,
    StoryOf,
    UtteranceOf,
)
from parley.ledger.words import fold, storable


def settle(
    connection: sa.Connection,
    *,
    mark: int | None,
    identities: Iterable[Identity] | None,
    identified: Iterable[Identity],
    recast: forms.Recast | None,
    copies: Iterable[CopyOf] | None,
    stories: Iterable[StoryOf] | None,
    weighed: Mapping[str, Iterable[int]] = MappingProxyType({}),
    repeated: Iterable[RepeatedLine] | None,
    furniture: Iterable[LearnedFurniture] | None,
    dated: Iterable[DatedOf] | None = None,
    utterances: Iterable[UtteranceOf] | None = None,
    digests: Iterable[Digest] = (),
    near: Iterable[openings.NearTo] = (),
    near_undated: openings.NearUndated | None = None,
    only: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> bool:
    """Replace what is given, leave what is None; see :meth:`parley.ledger.Ledger.settle`."""
    if mark is not None and mark != last_reading(connection):
        return False
    pk = _Numbers(connection)
    changed = _put_digests(connection, pk, digests)
    if identities is not None:
        who = (_identity(pk, i) for i in identities)
        changed |= _replace(connection, schema.identity, who)
    changed |= _identify(connection, pk, identified)
    if recast is not None:
        forms.recast(connection, pk, recast)
    if copies is not None:
        rows = (
            (pk[c.article], pk[c.leading], c.origin and storable(c.origin), c.reason)
            for c in copies
        )
        changed |= _replace(connection, schema.copy, rows, pk.those(only.get("copies")))
    if stories is not None:
        stories = list(stories)
        _weigh(connection, pk, stories, weighed, only.get("stories"))
        told = ((pk[s.article], s.story, storable(s.title)) for s in stories)
        # What a story is called says nothing of any entry.
        changed |= _replace(connection, schema.story, told, pk.those(only.get("stories")), 2)
    if repeated is not None:
        lines = ((storable(r.publisher), r.line, r.articles) for r in repeated)
        _replace(connection, schema.repeated_line, lines)
    if furniture is not None:
        spans = ((pk[f.article], f.start, f.end) for f in furniture)
        furnished = pk.those(only.get("furniture"))
        changed |= _replace(connection, schema.learned_furniture, spans, furnished)
    if dated is not None:
        days = ((pk[d.article], d.start, d.end, tuple(d.reasons)) for d in dated)
        changed |= _replace(connection, schema.dated, days, pk.those(only.get("dated")))
    if utterances is not None:
        wordings = ((u.statement, u.utterance, int(u.leads)) for u in utterances)
        _replace(connection, schema.utterance, wordings, only.get("utterances"))
    openings.put_near(connection, pk, near)
    if near_undated is not None:
        openings.put_near_undated(connection, pk, near_undated)
    blocks.stain(connection, changed)
    return True


def _weigh(
    connection: sa.Connection,
    pk: _Numbers,
    stories: Iterable[StoryOf],
    weighed: Mapping[str, Iterable[int]],
    among: Collection[str] | None,
) -> None:
    """Keep which words the names weigh that were given anew, and forget it of stories that are gone."""
    table, story = schema.story_word, schema.story
    if among is None:
        take_out(connection, table, table.c.story, None)
    else:
        before = {
            found
            for some in chunks(pk.those(among) or ())
            for found in connection.execute(
                sa.select(story.c.story).where(story.c.article.in_(some))
            ).scalars()
        }
        gone = before - {s.story for s in stories}
        take_out(connection, table, table.c.story, gone | weighed.keys())
    rows = ({"story": s, "number": n} for s, of in weighed.items() for n in sorted(of))
    put(connection, table, rows)


def weighing(connection: sa.Connection, numbers: Iterable[int]) -> set[str]:
    """The stories of which the names weigh one of these words."""
    table = schema.story_word
    return {
        found
        for some in chunks(numbers)
        for found in connection.execute(
            sa.select(table.c.story).where(table.c.number.in_(some))
        ).scalars()
    }


def _identify(connection: sa.Connection, pk: _Numbers, who: Iterable[Identity]) -> set[int]:
    """Say who some actors are; the numbers of their articles."""
    table = schema.identity
    rows = [_identity(pk, i) for i in who]
    stale = [{"of": row[0], "who": row[1]} for row in rows]
    own = sa.and_(table.c.article == sa.bindparam("of"), table.c.actor == sa.bindparam("who"))
    for some in chunks(stale, BATCH):
        connection.execute(sa.delete(table).where(own), some)
    names = [c.name for c in table.c]
    put(connection, table, (dict(zip(names, row, strict=True)) for row in rows))
    return {row[0] for row in rows}


def _put_digests(connection: sa.Connection, pk: _Numbers, digests: Iterable[Digest]) -> set[int]:
    """Put them in the place of those that the articles had; the numbers of these articles."""
    table, digests = schema.digest, list(digests)
    rows: list[dict[str, Any]] = [
        {
            "article": pk[d.article],
            "made_by": d.made_by,
            "shingles": d.shingles,
            "terms": dict(d.terms),
            "talks": dict(d.talks),
        }
        for d in digests
    ]
    for batch in chunks(rows, BATCH):
        shingles.forget(connection, [row["article"] for row in batch])
        stale = [{"old": row["article"]} for row in batch]
        connection.execute(sa.delete(table).where(table.c.article == sa.bindparam("old")), stale)
        connection.execute(sa.insert(table), batch)
    shingles.keep(connection, pk, digests)
    _put_openings(connection, pk, digests)
    return {row["article"] for row in rows}


def _put_openings(connection: sa.Connection, pk: _Numbers, digests: Iterable[Digest]) -> None:
    table = schema.opening
    for some in chunks(digests):
        rows: list[dict[str, Any]] = [
            {
                "article": pk[d.article],
                "made_by": d.made_by,
                "numbers": d.numbers,
                "counts": d.counts,
                "quotes": d.quotes,
            }
            for d in some
        ]
        stale = [row["article"] for row in rows]
        connection.execute(sa.delete(table).where(table.c.article.in_(stale)))
        connection.execute(sa.insert(table), rows)


def digests(
    connection: sa.Connection, made_by: str, articles: Iterable[str] | None = None
) -> Iterator[Digest]:
    """The digests of that version, by article; without what is asked for by itself."""
    article, table = schema.article, schema.digest
    chosen = (
        sa.select(article.c.id, table.c.made_by, table.c.shingles, table.c.terms, table.c.talks)
        .join(article, article.c.pk == table.c.article)
        .where(table.c.made_by == made_by)
        .order_by(article.c.id)
    )
    yield from itertools.starmap(Digest, _of(connection, chosen, articles))


def _of(
    connection: sa.Connection, chosen: sa.Select[Any], articles: Iterable[str] | None
) -> Iterator[sa.Row[Any]]:
    """The rows that are chosen, of these articles only, or of all."""
    if articles is None:
        yield from connection.execute(chosen)
        return
    for ids in chunks(sorted(articles)):
        yield from connection.execute(chosen.where(schema.article.c.id.in_(ids)))


def copies(connection: sa.Connection) -> dict[str, str]:
    """Copy → the article that it repeats."""
    article, leading, table = schema.article, schema.article.alias("leading"), schema.copy
    chosen = (
        sa.select(article.c.id, leading.c.id)
        .join(table, table.c.article == article.c.pk)
        .join(leading, leading.c.pk == table.c.leading)
    )
    return {row[0]: row[1] for row in connection.execute(chosen)}


def said_by(connection: sa.Connection, identity: str) -> list[tuple[date | None, str]]:
    """Days and articles of the statements of one speaker, as they were settled last."""
    who, actor, link, entry = schema.identity, schema.actor, schema.entry_actor, schema.entry
    rows = connection.execute(
        sa.select(entry.c.day, entry.c.article_id)
        .select_from(who)
        .join(actor, sa.and_(actor.c.article == who.c.article, actor.c.key == who.c.actor))
        .join(link, sa.and_(link.c.actor == actor.c.pk, link.c.role == "speaker"))
        .join(entry, entry.c.pk == link.c.entry)
        .where(who.c.identity == identity)
    )
    return [(row[0], row[1]) for row in rows]


def utterances(connection: sa.Connection) -> Iterator[UtteranceOf]:
    """All, as they were settled last."""
    for row in connection.execute(sa.select(schema.utterance)):
        yield UtteranceOf(row[0], row[1], bool(row[2]))


def stories(connection: sa.Connection, articles: Iterable[str] | None = None) -> Iterator[StoryOf]:
    """The stories of articles, or of all."""
    article, table = schema.article, schema.story
    chosen = sa.select(article.c.id, table.c.story, table.c.title).join(
        article, article.c.pk == table.c.article
    )
    yield from itertools.starmap(StoryOf, _of(connection, chosen, articles))


def number(connection: sa.Connection) -> int:
    """How many articles were settled."""
    return int(
        connection.execute(sa.select(sa.func.count()).select_from(schema.story)).scalar_one()
    )


def members(connection: sa.Connection, named: Iterable[str]) -> Iterator[StoryOf]:
    """The articles of the stories with these ids."""
    article, table = schema.article, schema.story
    chosen = sa.select(article.c.id, table.c.story, table.c.title)
    chosen = chosen.join(article, article.c.pk == table.c.article)
    for some in chunks(sorted(named)):
        rows = connection.execute(chosen.where(table.c.story.in_(some)))
        yield from itertools.starmap(StoryOf, rows)


def done(connection: sa.Connection) -> None:
    """Say that all articles are settled."""
    connection.execute(sa.delete(schema.unsettled))


def last_reading(connection: sa.Connection) -> int:
    """Number of the last act of reading; grows with whatever is added or changed."""
    return connection.execute(sa.select(sa.func.max(schema.reading.c.pk))).scalar_one() or 0


def identities(connection: sa.Connection) -> Iterator[Identity]:
    """Who each actor of each article is, in order; as read where nothing is settled yet."""
    article, actor, identity = schema.article, schema.actor, schema.identity
    same = sa.and_(identity.c.article == actor.c.article, identity.c.actor == actor.c.key)
    settled = [
        sa.func.coalesce(identity.c[name], actor.c[name]).label(name)
        for name in ("name", "kind", "country", "sector")
    ]
    who = sa.func.coalesce(identity.c.identity, actor.c.key).label("identity")
    rows = connection.execute(
        sa.select(article.c.id.label("article"), actor.c.key.label("actor"), who, *settled)
        .join(article, article.c.pk == actor.c.article)
        .outerjoin(identity, same)
        .order_by(article.c.id, actor.c.pk)
    )
    for row in rows:
        yield Identity(*row)


def repeated_lines(
    connection: sa.Connection, least: int, publishers: Iterable[str] | None
) -> Iterator[RepeatedLine]:
    """The lines that one of these publishers prints in at least ``least`` articles, in order; None: one of all."""
    article, line = schema.article, schema.line
    count = sa.func.count()
    parts: Iterable[sa.ColumnElement[bool]] = [article.c.publisher.is_not(None)]
    if publishers is not None:
        parts = map(openings.of_outlets, chunks(sorted(publishers)))
    for part in parts:
        rows = connection.execute(
            sa.select(article.c.publisher, line.c.line, count.label("articles"))
            .join(article, article.c.pk == line.c.article)
            .where(part)
            .group_by(article.c.publisher, line.c.line)
            .having(count >= least)
            .order_by(article.c.publisher, line.c.line)
        )
        for row in rows:
            yield RepeatedLine(row.publisher, row.line, row.articles)


def learned_lines(connection: sa.Connection) -> list[RepeatedLine]:
    """The lines that were found to be furniture."""
    return [RepeatedLine(*row) for row in connection.execute(sa.select(schema.repeated_line))]


def articles_with_line(connection: sa.Connection, repeated: RepeatedLine) -> list[str]:
    """Ids of the publisher's articles that print the line, in order."""
    article, line = schema.article, schema.line
    chosen = (
        sa.select(article.c.id)
        .join(line, line.c.article == article.c.pk)
        .where(line.c.line == repeated.line, article.c.publisher == repeated.publisher)
        .order_by(article.c.id)
    )
    return list(connection.execute(chosen).scalars())


def unsettled(connection: sa.Connection) -> list[str]:
    """Ids of the articles that are new or changed since the last settling, in order."""
    article, table = schema.article, schema.unsettled
    chosen = (
        sa.select(article.c.id).join(table, table.c.article == article.c.pk).order_by(article.c.id)
    )
    return list(connection.execute(chosen).scalars())


class _Numbers(dict[str, int]):
    """Article id → its number in this ledger, looked up where it is asked for."""

    def __init__(self, connection: sa.Connection) -> None:
        super().__init__()
        self._connection, self._one = connection, _number_of()

    def __missing__(self, article: str) -> int:
        found = self._connection.execute(self._one, {"of": article}).scalar_one_or_none()
        if found is None:
            raise NotFoundError(article, advice="only stored articles can be settled")
        self[article] = found
        return int(found)

    def those(self, articles: Iterable[str] | None) -> list[int] | None:
        return None if articles is None else [self[a] for a in articles]


@cache
def _number_of() -> sa.Select[Any]:
    table = schema.article
    return sa.select(table.c.pk).where(table.c.id == sa.bindparam("of"))


def _identity(pk: _Numbers, i: Identity) -> tuple[Any, ...]:
    return (pk[i.article], i.actor, i.identity, i.name, fold(i.name), i.kind, i.country, i.sector)


def _replace(
    connection: sa.Connection,
    table: sa.Table,
    rows: Iterable[tuple[Any, ...]],
    among: Iterable[Any] | None = None,
    told: int | None = None,
) -> set[int]:
    """Make the table hold exactly the rows (in the order of its columns); the articles whose rows differ.

    Args:
        among: values of the first column: rows with others stay as they are.
        told: only so many columns count as a difference.
    """
    wanted = set(rows)
    first = next(iter(table.c))
    there = {
        _hashable(row)
        for part in one_of(first, among)
        for row in connection.execute(sa.select(table).where(part))
    }
    keys = list(table.primary_key.columns)
    places = [list(table.c).index(k) for k in keys]
    match = sa.and_(*(k == sa.bindparam(f"key_{k.name}") for k in keys))
    gone = [
        {f"key_{k.name}": row[at] for k, at in zip(keys, places, strict=True)}
        for row in there - wanted
    ]
    come = [
        {c.name: value for c, value in zip(table.c, row, strict=True)}
        for row in sorted(wanted - there, key=repr)
    ]
    for batch in chunks(gone, BATCH):
        connection.execute(sa.delete(table).where(match), batch)
    put(connection, table, come)
    if first.name != "article":
        return set()
    return {row[0] for row in {r[:told] for r in there} ^ {r[:told] for r in wanted}}


def _hashable(row: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(tuple(v) if isinstance(v, list) else v for v in row)
