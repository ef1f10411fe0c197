"""The wordings of one utterance, over the articles that report it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import chunks
from parley.ledger.rows import ArticleRef, Wording


def wordings(connection: sa.Connection, statement: str) -> list[Wording]:
    """The wordings of the utterance that the statement is one of, the first printed first."""
    table, entry, article = schema.utterance, schema.entry, schema.article
    own = sa.select(table.c.utterance).where(table.c.entry == statement)
    rows = connection.execute(
        sa.select(
            table.c.entry, table.c.leads, entry.c.record, article.c.text, article.c.id,
            article.c.title, article.c.publisher, article.c.published,
        )
        .join(entry, entry.c.id == table.c.entry)
        .join(article, article.c.pk == entry.c.article)
        .where(table.c.utterance.in_(own))
        .order_by(table.c.leads.desc(), article.c.published.is_(None), article.c.published, table.c.entry)
    )  # fmt: skip
    return [
        Wording(
            r.entry,
            ArticleRef(r.id, r.title, r.publisher, r.published),
            " … ".join(r.text[a:b] for a, b in r.record["content"]),
            bool(r.leads),
        )
        for r in rows
    ]


def repeated(connection: sa.Connection, statements: Iterable[str]) -> dict[str, list[str]]:
    """Statement → ids of all wordings of the utterance that it is one of."""
    own, all_of = schema.utterance, schema.utterance.alias("all_of")
    out: defaultdict[str, list[str]] = defaultdict(list)
    for ids in chunks(statements):
        rows = connection.execute(
            sa.select(own.c.entry, all_of.c.entry)
            .join(all_of, all_of.c.utterance == own.c.utterance)
            .where(own.c.entry.in_(ids))
            .order_by(own.c.entry, all_of.c.entry)
        )
        for statement, wording in rows:
            out[statement].append(wording)
    return dict(out)
