"""The read side: lists, single entries and articles. Every order is total, so that lists repeat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from parley.errors import NotFoundError
from parley.ledger import judgements, schema
from parley.ledger.chunking import CHUNK, chunks, one_of
from parley.ledger.facets import RECORDS, EntryKind, EntryRecord, facets
from parley.ledger.filters import (
    Query,
    begins,
    entry_conditions,
)
from parley.ledger.rows import (
    ActorRef,
    ArticleRef,
    Entry,
    EntryRow,
    ReadingNote,
    Run,
    Selector,
)
from parley.ledger.words import storable
from parley.ledger.writing import article_of
from parley.records import Actor, Article, Extraction, Judgement, Statement, unpack


def entries(
    connection: sa.Connection, kind: EntryKind, query: Query
) -> list[EntryRow[EntryRecord]]:
    """The entries of one kind that the query asks for."""
    conditions = [schema.entry.c.kind == kind, *entry_conditions(connection, query)]
    found = connection.execute(_listing(query).where(*conditions)).all()
    return [row for chunk in chunks(found) for row in _rows(connection, chunk)]


def ids(connection: sa.Connection, kind: EntryKind, query: Query) -> list[str]:
    """Ids of the same."""
    conditions = [schema.entry.c.kind == kind, *entry_conditions(connection, query)]
    chosen = _listing(query).where(*conditions).with_only_columns(schema.entry.c.id)
    return list(connection.execute(chosen).scalars())


def entry(connection: sa.Connection, entry_id: str) -> Entry:
    """All that is known of one entry; the beginning of its id will do where it is the only one."""
    whole = whole_id(connection, schema.entry, entry_id)
    found = connection.execute(_listing(Query()).where(schema.entry.c.id == whole)).all()
    (row,) = _rows(connection, found)
    article = connection.execute(
        sa.select(schema.article.c.sha256, schema.article.c.versions).where(
            schema.article.c.pk == found[0].article
        )
    ).one()
    table, made = schema.evidence, judgements.listed(connection, whole)
    selected = connection.execute(
        sa.select(table).where(table.c.entry == found[0].pk).order_by(table.c.position)
    )
    return Entry(
        row=row,
        selectors=tuple(
            Selector(article.sha256, r.start, r.end, r.exact, r.prefix, r.suffix) for r in selected
        ),
        versions=_by_hand(made) or article.versions,
        readings=readings(connection, found[0].article),
        judgements=tuple(made),
    )


def _by_hand(made: Sequence[Judgement]) -> dict[str, str]:
    """What stands for the versions of an entry that a reviewer added: who did."""
    added = [j.who for j in judgements.standing(made) if j.verdict == "add"]
    return {"by hand": added[-1]} if added else {}


def readings(connection: sa.Connection, article_pk: int) -> tuple[ReadingNote, ...]:
    """When and where an article was read, oldest first."""
    table, run = schema.reading, schema.run
    rows = connection.execute(
        sa.select(table, run)
        .join(run, run.c.id == table.c.run)
        .where(table.c.article == article_pk)
        .order_by(run.c.started, table.c.pk)
    )
    return tuple(
        ReadingNote(
            Run(r.started, r.program, r.command), r.origin, r.outcome, r.published, r.versions
        )
        for r in rows
    )


def article(connection: sa.Connection, article_id: str) -> Article:
    """One article; the beginning of its id will do."""
    whole = whole_id(connection, schema.article, article_id)
    row = connection.execute(sa.select(schema.article).where(schema.article.c.id == whole)).one()
    return article_of(row)


def extraction(connection: sa.Connection, article_id: str) -> Extraction:
    """All that one article yielded, as it was added."""
    whole = whole_id(connection, schema.article, article_id)
    row = connection.execute(sa.select(schema.article).where(schema.article.c.id == whole)).one()
    return _extractions(connection, [row])[0]


def readings_of(connection: sa.Connection, article_id: str) -> tuple[ReadingNote, ...]:
    """When and where the article of that id was read, oldest first."""
    table = schema.article
    whole = whole_id(connection, table, article_id)
    pk = connection.execute(sa.select(table.c.pk).where(table.c.id == whole)).scalar_one()
    return readings(connection, pk)


def cast_of(connection: sa.Connection, article_id: str) -> tuple[ActorRef, ...]:
    """The actors of one article as entries name them, in its order."""
    article, actor, identity = schema.article, schema.actor, schema.identity
    settled = [
        sa.func.coalesce(identity.c[name], actor.c[name]).label(name)
        for name in ("name", "kind", "country", "sector")
    ]
    who = sa.func.coalesce(identity.c.identity, actor.c.key)
    rows = connection.execute(
        sa.select(actor.c.key, who, *settled)
        .join(article, article.c.pk == actor.c.article)
        .outerjoin(identity, same_actor())
        .where(article.c.id == whole_id(connection, article, article_id))
        .order_by(actor.c.pk)
    )
    return tuple(ActorRef("actor", *row) for row in rows)


def versions_of(connection: sa.Connection, article_id: str) -> list[str]:
    """Ids of the articles at the same URL, in order; without a URL the article alone."""
    table = schema.article
    whole = whole_id(connection, table, article_id)
    url = sa.select(table.c.url).where(table.c.id == whole).scalar_subquery()
    chosen = sa.select(table.c.id).where(sa.or_(table.c.id == whole, table.c.url == url))
    return list(connection.execute(chosen.order_by(table.c.id)).scalars())


def everything(
    connection: sa.Connection, articles: Iterable[str] | None = None
) -> Iterator[tuple[Article, Extraction]]:
    """All articles, or those with these ids, with what they yielded, in the order of their ids."""
    table, last = schema.article, ""
    if articles is not None:
        for ids in chunks(sorted(articles), CHUNK // 5):
            chosen = sa.select(table).where(table.c.id.in_(ids)).order_by(table.c.id)
            rows = connection.execute(chosen).all()
            yield from zip(map(article_of, rows), _extractions(connection, rows), strict=True)
        return
    while True:
        rows = connection.execute(
            sa.select(table).where(table.c.id > last).order_by(table.c.id).limit(CHUNK // 5)
        ).all()
        if not rows:
            return
        yield from zip(map(article_of, rows), _extractions(connection, rows), strict=True)
        last = rows[-1].id


def heads(connection: sa.Connection, articles: Iterable[str] | None = None) -> Iterator[Article]:
    """All articles, or these, without their texts, in the order of their ids."""
    table = schema.article
    chosen = sa.select(table.c.record).order_by(table.c.id)
    for part in one_of(table.c.id, None if articles is None else sorted(articles)):
        for record in connection.execute(chosen.where(part)).scalars():
            yield unpack(Article, {**record, "text": ""})


def casts(
    connection: sa.Connection, articles: Iterable[str] | None
) -> Iterator[tuple[str, list[Actor]]]:
    """All articles, or these, with their actors, in the order of their ids."""
    article, actor = schema.article, schema.actor
    chosen = (
        sa.select(article.c.id, actor.c.record)
        .join(actor, actor.c.article == article.c.pk)
        .order_by(article.c.id, actor.c.pk)
    )
    for part in one_of(article.c.id, None if articles is None else sorted(articles)):
        rows = connection.execute(chosen.where(part))
        for article_id, of in groupby(rows, key=itemgetter(0)):
            yield article_id, [unpack(Actor, record) for _, record in of]


def whole_id(connection: sa.Connection, table: sa.Table, beginning: str) -> str:
    """The one id of the table that begins so.

    Raises:
        NotFoundError: none or several begin so.
    """
    exact = sa.select(table.c.id).where(table.c.id == storable(beginning))
    if connection.execute(exact).first():
        return beginning
    found = (
        connection.execute(
            sa.select(table.c.id).where(begins(table.c.id, beginning)).order_by(table.c.id).limit(4)
        )
        .scalars()
        .all()
    )
    if len(found) == 1 and beginning:
        return str(found[0])
    if len(found) > 1 and beginning:
        raise NotFoundError(beginning, several=found)
    raise NotFoundError(
        beginning, advice="`parley articles`, `statements`, `events` … list the ids"
    )


def pairs(connection: sa.Connection, chosen: sa.Select[Any]) -> dict[Any, Any]:
    """What a select of two columns gives, the first as keys."""
    return {row[0]: row[1] for row in connection.execute(chosen)}


def same_actor() -> sa.ColumnElement[bool]:
    """The join of an actor with its identity."""
    actor, identity = schema.actor, schema.identity
    return sa.and_(identity.c.article == actor.c.article, identity.c.actor == actor.c.key)


def ordered(query: Query) -> list[Any]:
    """The total order of entries: day, article, position, id."""
    entry = schema.entry
    tail = [entry.c.article_id, entry.c.position, entry.c.id]
    match query.order:
        case "newest":
            return [entry.c.day.is_(None), entry.c.day.desc(), *tail]
        case "confidence":
            return [entry.c.confidence.desc(), entry.c.day.is_(None), entry.c.day, *tail]
    return [entry.c.day.is_(None), entry.c.day, *tail]


def _listing(query: Query) -> sa.Select[Any]:
    entry, article, standing = schema.entry, schema.article, schema.standing
    return (
        sa.select(
            entry.c.pk, entry.c.kind, entry.c.record, entry.c.day, entry.c.article, entry.c.proposal,
            article.c.id, article.c.title, article.c.publisher, article.c.published,
            standing.c.verdict,
        )
        .join(article, article.c.pk == entry.c.article)
        .outerjoin(standing, standing.c.entry == entry.c.id)
        .order_by(*ordered(query))
        .limit(query.limit)
        .offset(query.offset)
    )  # fmt: skip


def _rows(connection: sa.Connection, found: Sequence[Any]) -> list[EntryRow[EntryRecord]]:
    actors = _actors_of(connection, [r.pk for r in found])
    texts = _column_of(
        connection, schema.article, schema.article.c.text, {r.article for r in found}
    )
    parents = _column_of(
        connection, schema.entry, schema.entry.c.record, {r.proposal for r in found} - {None}
    )
    out = []
    for r in found:
        record = unpack(RECORDS[r.kind], r.record)
        seen, text, parent = facets(record), texts[r.article], parents.get(r.proposal)
        out.append(
            EntryRow(
                kind=r.kind,
                record=record,
                article=ArticleRef(r.id, r.title, r.publisher, r.published),
                day=r.day,
                actors=actors[r.pk],
                quote=tuple(span.of(text) for span in seen.quote),
                evidence=tuple(span.of(text) for span in seen.evidence),
                proposal=(parent["id"], parent["name"]) if parent else None,
                verdict=r.verdict,
                words=_words(record, text),
            )
        )
    return out


def _words(record: EntryRecord, text: str) -> dict[str, str]:
    """The words around what was said."""
    if not isinstance(record, Statement):
        return {}
    spans = {
        "source": record.source,
        "cue": record.cue,
        "audience": (record.audience,),
        "setting": (record.setting,),
    }
    found = {k: " … ".join(s.of(text) for s in v if s is not None) for k, v in spans.items()}
    return {k: v for k, v in found.items() if v}


def _column_of(
    connection: sa.Connection, table: sa.Table, column: sa.Column[Any], pks: set[int]
) -> dict[int, Any]:
    if not pks:
        return {}
    chosen = sa.select(table.c.pk, column).where(table.c.pk.in_(sorted(pks)))
    return pairs(connection, chosen)


def _actors_of(
    connection: sa.Connection, pks: Sequence[int]
) -> defaultdict[int, tuple[ActorRef, ...]]:
    link, actor, identity = schema.entry_actor, schema.actor, schema.identity
    rows = connection.execute(
        sa.select(
            link.c.entry, link.c.role, actor.c.key,
            sa.func.coalesce(identity.c.identity, actor.c.key).label("identity"),
            sa.func.coalesce(identity.c.name, actor.c.name).label("name"),
            sa.func.coalesce(identity.c.kind, actor.c.kind).label("kind"),
            sa.func.coalesce(identity.c.country, actor.c.country).label("country"),
            sa.func.coalesce(identity.c.sector, actor.c.sector).label("sector"),
        )
        .join(actor, actor.c.pk == link.c.actor)
        .outerjoin(identity, same_actor())
        .where(link.c.entry.in_(pks))
        .order_by(link.c.entry, link.c.position)
    )  # fmt: skip
    out: defaultdict[int, tuple[ActorRef, ...]] = defaultdict(tuple)
    for r in rows:
        out[r.entry] += (ActorRef(r.role, r.key, r.identity, r.name, r.kind, r.country, r.sector),)
    return out


def _extractions(connection: sa.Connection, articles: Sequence[Any]) -> list[Extraction]:
    """What each of the articles (rows) yielded, as it was added."""
    pks = [r.pk for r in articles]
    loose = schema.marks.c
    marks = pairs(connection, sa.select(loose.article, loose.record).where(loose.article.in_(pks)))
    parts: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
    for kind, table in (("actor", schema.actor), ("entry", schema.entry)):
        name = table.c.kind if kind == "entry" else sa.literal("actor")
        rows = connection.execute(
            sa.select(table.c.article, name, table.c.record)
            .where(table.c.article.in_(pks))
            .order_by(table.c.pk)
        )
        for pk, of, record in rows:
            parts[pk, of].append(record)
    return [_extraction(r, marks[r.pk], parts) for r in articles]


def _extraction(row: Any, marks: Any, parts: defaultdict[tuple[int, str], list[Any]]) -> Extraction:
    packed = {
        "article": row.id,
        "actors": parts[row.pk, "actor"],
        "statements": parts[row.pk, "statement"],
        "events": parts[row.pk, "event"],
        "proposals": parts[row.pk, "proposal"],
        "versions": row.versions,
        **marks,
    }
    return unpack(Extraction, packed)
