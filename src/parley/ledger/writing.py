"""Putting an article and what it yields into the tables, inside the caller's transaction.

Which of two readings of one article stands must not depend on which came first, so it is decided by what
they say (:func:`merged`), and a reading that changes nothing writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from parley.errors import RefusedEntryError
from parley.ledger import judgements, schema, shingles, sqlite
from parley.ledger.checks import check_article, check_extraction
from parley.ledger.entering import insert_entries, insert_many
from parley.ledger.facets import Facets, all_facets
from parley.ledger.rows import Outcome, Run
from parley.ledger.words import fold, names_of, storable
from parley.records import Article, Extraction, pack, unpack


def add(
    connection: sa.Connection,
    article: Article,
    extraction: Extraction,
    run: Run,
    lines: Iterable[str],
) -> Outcome:
    """Store the article and its entries; see :meth:`parley.ledger.Ledger.add`."""
    check_article(article)
    entries = list(all_facets(extraction))
    check_extraction(article, extraction, [e for e, _ in entries])
    stored = _stored(connection, article)
    if stored is None:
        pk = _insert_article(connection, article, extraction)
        outcome: Outcome = "new"
    else:
        pk, kept, versions = stored
        anew = versions != dict(extraction.versions)
        wanted = merged(kept, article, anew=anew)
        if not anew and wanted.day == kept.day:
            return _keep(connection, pk, kept, article, run)
        _update_article(connection, pk, wanted, extraction)
        _clear(connection, pk)
        article, outcome = wanted, "changed"
    _insert_extraction(connection, pk, article, extraction, entries)
    if outcome == "changed":
        judgements.restore_by_hand(connection, article.id)
    _insert_lines(connection, pk, lines)
    connection.execute(sa.insert(schema.unsettled), {"article": pk})
    _note(connection, pk, article, run, outcome, extraction.versions)
    return outcome


def found_again(connection: sa.Connection, article: Article, run: Run) -> None:
    """Note where else a stored article was found; its entries stay."""
    check_article(article)
    stored = _stored(connection, article)
    if stored is not None:
        pk, kept, _ = stored
        _keep(connection, pk, kept, article, run)


def merged(kept: Article, other: Article, *, anew: bool = False) -> Article:
    """The one record of two readings of the same text; the order of the two does not count.

    The one that knows more stands: a day of publication, one that was given before one that was found,
    the earlier one, then more fields. ``anew`` (other versions) lets ``other`` stand as it is.
    """
    best = other if anew else min(kept, other, key=_standing)
    return replace(best, origin=min(kept.origin, other.origin))


def read_already(
    connection: sa.Connection, article_id: str, versions: Mapping[str, str], published: date | None
) -> bool:
    """Whether these versions have read the article and the day says nothing new."""
    table = schema.article
    row = connection.execute(
        sa.select(table.c.versions, table.c.published).where(table.c.id == article_id)
    ).first()
    return row is not None and row.versions == dict(versions) and published in (None, row.published)


def article_of(row: Any) -> Article:
    """The article of a row with ``record`` and ``text``."""
    return unpack(Article, {**row.record, "text": row.text})


def _standing(article: Article) -> tuple[Any, ...]:
    found = article.published
    fields = pack(replace(article, origin="", text=""))
    return (
        found is None,
        found is not None and found.reason != "given",
        found.value if found is not None else date.max,
        sum(value is None for value in fields.values()),
        json.dumps(fields, sort_keys=True),
    )


def _stored(
    connection: sa.Connection, article: Article
) -> tuple[int, Article, dict[str, str]] | None:
    table = schema.article
    row = connection.execute(sa.select(table).where(table.c.id == article.id)).first()
    if row is None:
        return None
    if row.sha256 != article.sha256:
        raise RefusedEntryError(article.id, "an article with another text has this id")
    return row.pk, article_of(row), row.versions


def _keep(connection: sa.Connection, pk: int, kept: Article, other: Article, run: Run) -> Outcome:
    """Keep the entries; take over what the other reading knows besides."""
    wanted = merged(kept, other)
    if wanted != kept:
        _update_article(connection, pk, wanted, None)
    table = schema.reading
    origin = storable(other.origin)
    known = sa.select(table.c.pk).where(table.c.article == pk, table.c.origin == origin)
    if connection.execute(known).first() is None:
        versions = connection.execute(
            sa.select(schema.article.c.versions).where(schema.article.c.pk == pk)
        ).scalar_one()
        _note(connection, pk, other, run, "found", versions)
    return "same"


def _article_columns(article: Article, extraction: Extraction | None) -> dict[str, Any]:
    record = pack(replace(article, text=""))
    del record["text"]
    publisher = article.publisher.value if article.publisher else None
    columns = {
        "url": article.url and storable(article.url),
        "title": storable(article.title.value) if article.title else None,
        "publisher": publisher and storable(publisher),
        "publisher_folded": fold(publisher) if publisher else None,
        "published": article.day,
        "record": record,
    }
    return columns if extraction is None else {**columns, "versions": dict(extraction.versions)}


def _insert_article(connection: sa.Connection, article: Article, extraction: Extraction) -> int:
    pk = sqlite.next_pk(connection, schema.article)
    columns = _article_columns(article, extraction)
    fixed = {"pk": pk, "id": article.id, "sha256": article.sha256, "text": article.text}
    connection.execute(sa.insert(schema.article), {**fixed, **columns})
    return pk


def _update_article(
    connection: sa.Connection, pk: int, article: Article, extraction: Extraction | None
) -> None:
    columns = _article_columns(article, extraction)
    connection.execute(sa.update(schema.article).where(schema.article.c.pk == pk).values(columns))


def _clear(connection: sa.Connection, pk: int) -> None:
    """Take out what the article yielded; what hangs on it goes along."""
    shingles.forget(connection, [pk])
    of_article = (schema.entry, schema.actor, schema.marks, schema.line)
    for table in (*of_article, schema.digest, schema.opening, schema.unsettled):
        connection.execute(sa.delete(table).where(table.c.article == pk))


def _insert_extraction(
    connection: sa.Connection,
    pk: int,
    article: Article,
    extraction: Extraction,
    entries: Sequence[tuple[Facets, int | None]],
) -> None:
    marks = {name: pack(getattr(extraction, name)) for name in ("mentions", "times", "places")}
    connection.execute(sa.insert(schema.marks), {"article": pk, "record": marks})
    actors = _insert_actors(connection, pk, extraction)
    names = {actor.key: storable(actor.name) for actor in extraction.actors}
    insert_entries(connection, pk, article, entries, actors, names)


def _insert_actors(connection: sa.Connection, pk: int, extraction: Extraction) -> dict[str, int]:
    first = sqlite.next_pk(connection, schema.actor)
    numbers = {actor.key: first + at for at, actor in enumerate(extraction.actors)}
    rows = [
        {
            "pk": numbers[actor.key],
            "article": pk,
            "key": actor.key,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sector": actor.sector,
            "record": pack(actor),
        }
        for actor in extraction.actors
    ]
    named = [
        {"name": name, "actor": numbers[actor.key]}
        for actor in extraction.actors
        for name in sorted(names_of(actor))
    ]
    insert_many(connection, schema.actor, rows)
    insert_many(connection, schema.actor_name, named)
    return numbers


def _insert_lines(connection: sa.Connection, pk: int, lines: Iterable[str]) -> None:
    distinct = sorted({str(line) for line in lines})
    insert_many(connection, schema.line, [{"article": pk, "line": line} for line in distinct])


def _note(
    connection: sa.Connection,
    pk: int,
    article: Article,
    run: Run,
    outcome: str,
    versions: Mapping[str, str],
) -> None:
    table = schema.run
    if connection.execute(sa.select(table.c.id).where(table.c.id == run.id)).first() is None:
        row = {
            "id": run.id,
            "started": run.started,
            "program": run.program,
            "command": storable(run.command),
        }
        connection.execute(sa.insert(table), row)
    note = {
        "article": pk,
        "run": run.id,
        "origin": storable(article.origin),
        "outcome": outcome,
        "published": article.day,
        "versions": dict(versions),
    }
    connection.execute(sa.insert(schema.reading), note)
