"""The read side, continued: articles, actors, stories, search and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Final

import sqlalchemy as sa

from parley.ledger import schema, sqlite
from parley.ledger.chunking import chunks
from parley.ledger.facets import PARTY_ROLES
from parley.ledger.filters import (
    Query,
    actors_named,
    actors_of_country,
    article_conditions,
    entry_conditions,
    published_conditions,
    spellings,
)
from parley.ledger.queries import same_actor
from parley.ledger.rows import ActorRow, ArticleRef, ArticleRow, Counts, Hit, HitKind, StoryRow

_WHO: Final = sa.func.coalesce(schema.identity.c.identity, schema.actor.c.key)

BEST: Final = 2000
"""Best matches that the first pages of a search are chosen from: words that stand everywhere take no longer."""

PASSAGE: Final = 200
"""Characters of an article's head that a hit shows."""


def articles(connection: sa.Connection, query: Query) -> list[ArticleRow]:
    """The articles that the query asks for."""
    article, story, copy, dated = schema.article, schema.story, schema.copy, schema.dated
    leading = article.alias("leading")
    published = article.c.published
    by_day = published.desc() if query.order == "newest" else published
    found = connection.execute(
        sa.select(
            article.c.pk, article.c.id, article.c.title, article.c.publisher, published,
            article.c.url, article.c.record["origin"].label("origin"),
            story.c.story, story.c.title.label("story_title"), leading.c.id.label("copy_of"),
            dated.c.start_day, dated.c.end_day, dated.c.reasons,
        )
        .outerjoin(story, story.c.article == article.c.pk)
        .outerjoin(copy, copy.c.article == article.c.pk)
        .outerjoin(leading, leading.c.pk == copy.c.leading)
        .outerjoin(dated, dated.c.article == article.c.pk)
        .where(*_articles_wanted(query))
        .order_by(published.is_(None), by_day, article.c.id)
        .limit(query.limit)
        .offset(query.offset)
    ).all()  # fmt: skip
    numbers: defaultdict[tuple[int, str], int] = defaultdict(int)
    for chunk in chunks(found):
        numbers.update(_entry_numbers(connection, [r.pk for r in chunk]))
    return [
        ArticleRow(
            id=r.id,
            title=r.title,
            publisher=r.publisher,
            published=r.published,
            url=r.url,
            origin=r.origin,
            story=(r.story, r.story_title) if r.story is not None else None,
            copy_of=r.copy_of,
            statements=numbers[r.pk, "statement"],
            events=numbers[r.pk, "event"],
            proposals=numbers[r.pk, "proposal"],
            dated=(r.start_day, r.end_day, tuple(r.reasons)) if r.start_day else None,
        )
        for r in found
    ]


def actors(connection: sa.Connection, query: Query) -> list[ActorRow]:
    """The actors that the query asks for, those in most articles first."""
    found = _actor_groups(connection, query)
    names: dict[str, tuple[str, ...]] = {}
    numbers: defaultdict[tuple[str, str], int] = defaultdict(int)
    for chunk in chunks(r.identity for r in found):
        names.update(_names(connection, query, chunk))
        numbers.update(_parts(connection, query, chunk))
    return [
        ActorRow(
            identity=r.identity,
            name=r.name,
            kind=r.kind,
            country=r.country,
            sector=r.sector,
            names=names[r.identity],
            articles=r.articles,
            statements=numbers[r.identity, "statement"],
            events=numbers[r.identity, "event"],
            steps=numbers[r.identity, "step"],
        )
        for r in found
    ]


def stories(connection: sa.Connection, query: Query) -> list[StoryRow]:
    """The stories that the query asks for, by their first day."""
    article, story = schema.article, schema.story
    first = sa.func.min(article.c.published)
    by_day = first.desc() if query.order == "newest" else first
    rows = connection.execute(
        sa.select(
            story.c.story,
            sa.func.min(story.c.title).label("title"),
            sa.func.count().label("articles"),
            sa.func.count(sa.distinct(article.c.publisher)).label("publishers"),
            first.label("first"),
            sa.func.max(article.c.published).label("last"),
        )
        .join(article, article.c.pk == story.c.article)
        .where(*_articles_wanted(query))
        .group_by(story.c.story)
        .order_by(first.is_(None), by_day, story.c.story)
        .limit(query.limit)
        .offset(query.offset)
    )
    return [StoryRow(r.story, r.title, r.articles, r.publishers, r.first, r.last) for r in rows]


def search(
    connection: sa.Connection, words: str, kinds: Collection[HitKind], query: Query
) -> list[Hit]:
    """What holds the words, the best match first; equal ones by day and id."""
    end = None if query.limit is None else query.offset + query.limit
    best = BEST if end is not None and end <= BEST // 4 else None
    hits, whole = _hits(connection, words, kinds, query, best)
    if not whole and len(hits) < (end or 0):  # filters left too few of the best
        hits, _ = _hits(connection, words, kinds, query, None)
    hits.sort(key=lambda pair: pair[0])
    return [hit for _, hit in hits[query.offset : end]]


def _hits(
    connection: sa.Connection,
    words: str,
    kinds: Collection[HitKind],
    query: Query,
    best: int | None,
) -> tuple[list[tuple[Any, Hit]], bool]:
    """Hits with what sorts them, and whether they are all that there are."""
    hits: list[tuple[Any, Hit]] = []
    if "article" in kinds:
        hits += _article_hits(connection, words, query, best)
    of_entries = sorted(set(kinds) - {"article"})
    if of_entries:
        hits += _entry_hits(connection, words, of_entries, query, best)
    return hits, best is None


def counts(connection: sa.Connection, query: Query) -> Counts:
    """How much of each kind the query would list."""
    article = schema.article
    published = article.c.published
    wanted = _articles_wanted(query)
    whole = connection.execute(
        sa.select(sa.func.count(), sa.func.min(published), sa.func.max(published)).where(*wanted)
    ).one()
    return Counts(
        articles=whole[0],
        actors=_distinct_actors(connection, query),
        **_entry_counts(connection, query),
        stories=_distinct_stories(connection, wanted),
        judgements=_rows_in(connection, schema.judgement),
        first=whole[1],
        last=whole[2],
    )


def _entry_counts(connection: sa.Connection, query: Query) -> dict[str, int]:
    """How many entries of each kind the query would list, counted in one pass over the table."""
    entry, article = schema.entry, schema.article
    kinds = {
        "statements": entry.c.kind == "statement",
        "events": entry.c.kind == "event",
        "contacts": sa.and_(entry.c.kind == "event", entry.c.type == "CONSULT"),
        "proposals": entry.c.kind == "proposal",
        "steps": entry.c.kind == "step",
    }
    numbers = [sa.func.count().filter(of_kind).label(name) for name, of_kind in kinds.items()]
    chosen = sa.select(*numbers).select_from(entry)
    if article_conditions(query):
        chosen = chosen.join(article, article.c.pk == entry.c.article)
    row = connection.execute(chosen.where(*entry_conditions(connection, query))).one()
    return row._asdict()


def _articles_wanted(query: Query) -> list[sa.ColumnElement[bool]]:
    """Conditions of a list of articles; of actors: that the article names one."""
    article, actor = schema.article, schema.actor
    out = article_conditions(query) + published_conditions(query)
    out += _text_condition(query)
    for words, choose in ((query.actor, actors_named), (query.country, actors_of_country)):
        if words is not None:
            out.append(
                article.c.pk.in_(sa.select(actor.c.article).where(actor.c.pk.in_(choose(words))))
            )
    return out


def _actor_groups(connection: sa.Connection, query: Query) -> Sequence[Any]:
    """The actors of all articles by identity; the least value stands where they differ."""
    actor, article, identity = schema.actor, schema.article, schema.identity
    number = sa.func.count(sa.distinct(actor.c.article))
    settled = [
        sa.func.min(sa.func.coalesce(identity.c[name], actor.c[name])).label(name)
        for name in ("name", "kind", "country", "sector")
    ]
    return connection.execute(
        sa.select(_WHO.label("identity"), *settled, number.label("articles"))
        .join(article, article.c.pk == actor.c.article)
        .outerjoin(identity, same_actor())
        .where(*_actors_wanted(query))
        .group_by(_WHO)
        .order_by(number.desc(), _WHO)
        .limit(query.limit)
        .offset(query.offset)
    ).all()


def _text_condition(query: Query) -> list[sa.ColumnElement[bool]]:
    if query.text is None:
        return []
    match = sqlite.matching("article", query.text).subquery()
    return [schema.article.c.pk.in_(sa.select(match.c.pk))]


def _actors_wanted(query: Query) -> list[sa.ColumnElement[bool]]:
    """Conditions of a list of actors and their articles."""
    actor = schema.actor
    out = article_conditions(query) + published_conditions(query)
    if query.actor is not None:
        out.append(actor.c.pk.in_(actors_named(query.actor)))
    if query.country is not None:
        out.append(actor.c.pk.in_(actors_of_country(query.country)))
    if query.type is not None:
        kind = sa.func.coalesce(schema.identity.c.kind, actor.c.kind)
        out.append(kind.in_(spellings(query.type)))
    out += _text_condition(query)
    return out


def _entry_numbers(connection: sa.Connection, pks: Sequence[int]) -> dict[tuple[int, str], int]:
    entry = schema.entry
    rows = connection.execute(
        sa.select(entry.c.article, entry.c.kind, sa.func.count())
        .where(entry.c.article.in_(pks))
        .group_by(entry.c.article, entry.c.kind)
    )
    return {(pk, kind): number for pk, kind, number in rows}


def _chosen_actors(query: Query, identities: Sequence[str], *columns: Any) -> sa.Select[Any]:
    """Selects identity and columns of the wanted actors that have one of the identities."""
    actor, article, identity = schema.actor, schema.article, schema.identity
    return (
        sa.select(_WHO.label("identity"), *columns)
        .select_from(actor)
        .join(article, article.c.pk == actor.c.article)
        .outerjoin(identity, same_actor())
        .where(_WHO.in_(identities), *_actors_wanted(query))
    )


def _names(
    connection: sa.Connection, query: Query, identities: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """All surface names of each identity, the most frequent first."""
    seen: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    chosen = _chosen_actors(query, identities, schema.actor.c.record)
    for who, record in connection.execute(chosen):
        for name in record["names"] or [record["name"]]:
            seen[who][name] += 1
    return {who: tuple(sorted(names, key=lambda n: (-names[n], n))) for who, names in seen.items()}


def _parts(
    connection: sa.Connection, query: Query, identities: Sequence[str]
) -> dict[tuple[str, str], int]:
    """How many entries of each kind each identity takes part in."""
    entry, link = schema.entry, schema.entry_actor
    chosen = _chosen_actors(query, identities, entry.c.kind, sa.func.count(sa.distinct(entry.c.pk)))
    rows = connection.execute(
        chosen.join(link, link.c.actor == schema.actor.c.pk)
        .join(entry, entry.c.pk == link.c.entry)
        .where(link.c.role.in_(PARTY_ROLES))
        .group_by(_WHO, entry.c.kind)
    )
    return {(who, kind): number for who, kind, number in rows}


def _article_hits(
    connection: sa.Connection, words: str, query: Query, best: int | None
) -> list[tuple[Any, Hit]]:
    article, match = schema.article, sqlite.matching("article", words, best).subquery()
    rows = connection.execute(
        sa.select(
            match.c.rank, article.c.id, article.c.title, article.c.publisher, article.c.published,
            sa.func.substr(article.c.text, 1, PASSAGE).label("passage"),
        )
        .join(article, article.c.pk == match.c.pk)
        .where(*_articles_wanted(query))
    )  # fmt: skip
    return [_ranked("article", r.id, r, r.published, r.passage) for r in rows]


def _entry_hits(
    connection: sa.Connection, words: str, kinds: Sequence[HitKind], query: Query, best: int | None
) -> list[tuple[Any, Hit]]:
    article, entry = schema.article, schema.entry
    match = sqlite.matching("entry", words, best).subquery()
    rows = connection.execute(
        sa.select(
            match.c.rank, entry.c.id.label("entry"), entry.c.kind, entry.c.day, entry.c.words,
            article.c.id, article.c.title, article.c.publisher, article.c.published,
        )
        .join(entry, entry.c.pk == match.c.pk)
        .join(article, article.c.pk == entry.c.article)
        .where(entry.c.kind.in_(kinds), *entry_conditions(connection, query))
    )  # fmt: skip
    return [_ranked(r.kind, r.entry, r, r.day, r.words) for r in rows]


def _ranked(kind: HitKind, hit_id: str, row: Any, day: Any, passage: str) -> tuple[Any, Hit]:
    """A hit with what sorts it; the rank is rounded, since sums of floats depend on their order."""
    article = ArticleRef(row.id, row.title, row.publisher, row.published)
    order = (round(row.rank, 4), day is None, str(day), hit_id)
    return order, Hit(kind, hit_id, article, day, passage)


def _distinct_actors(connection: sa.Connection, query: Query) -> int:
    actor, article, identity = schema.actor, schema.article, schema.identity
    chosen = sa.select(sa.func.count(sa.distinct(_WHO))).select_from(actor)
    wanted = _actors_wanted(query)
    if wanted:
        chosen = chosen.join(article, article.c.pk == actor.c.article)
    chosen = chosen.outerjoin(identity, same_actor()).where(*wanted)
    return int(connection.execute(chosen).scalar_one())


def _distinct_stories(connection: sa.Connection, wanted: Sequence[sa.ColumnElement[bool]]) -> int:
    article, story = schema.article, schema.story
    chosen = (
        sa.select(sa.func.count(sa.distinct(story.c.story)))
        .join(article, article.c.pk == story.c.article)
        .where(*wanted)
    )
    return int(connection.execute(chosen).scalar_one())


def _rows_in(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())
