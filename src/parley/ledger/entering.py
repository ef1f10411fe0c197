"""Entries into the tables: the row, its actors in their roles, its evidence with selectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from parley.ledger import schema, sqlite
from parley.ledger.facets import Facets
from parley.records import Article, pack
from parley.spans import Span

CONTEXT: Final = 32
"""Code points kept before and after a quotation, as the text-quote selectors of the web have it."""


def insert_entries(
    connection: sa.Connection,
    pk: int,
    article: Article,
    entries: Sequence[tuple[Facets, int | None]],
    actors: Mapping[str, int],
    names: Mapping[str, str],
) -> None:
    """Store the entries of the article with number ``pk``.

    Args:
        entries: each with the place, in this order, of the proposal that it is a step of.
        actors, names: key of each of the article's actors → its number, and its name.
    """
    first = sqlite.next_pk(connection, schema.entry)
    rows, roles, selectors = [], [], []
    for number, (entry, parent) in enumerate(entries, start=first):
        row = _entry_columns(entry, article)
        row["pk"], row["article"] = number, pk
        row["proposal"] = None if parent is None else first + parent
        row["names"] = "; ".join(dict.fromkeys(names[k] for r, k in entry.actors if r != "about"))
        rows.append(row)
        roles += [
            {"entry": number, "role": role, "position": at, "actor": actors[key]}
            for at, (role, key) in enumerate(entry.actors)
        ]
        selectors += [
            {"entry": number, "position": at, **_selector(article.text, span)}
            for at, span in enumerate(entry.evidence)
        ]
    insert_many(connection, schema.entry, rows)
    insert_many(connection, schema.entry_actor, roles)
    insert_many(connection, schema.evidence, selectors)


def insert_many(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    """Store the rows, of which there may be none."""
    if rows:
        connection.execute(sa.insert(table), rows)


def _entry_columns(entry: Facets, article: Article) -> dict[str, Any]:
    when = entry.when
    words = dict.fromkeys(span.of(article.text) for span in entry.evidence)
    return {
        "id": entry.record.id,
        "kind": entry.kind,
        "article_id": article.id,
        "position": (entry.quote or entry.evidence)[0].start,
        "type": entry.type,
        "mode": entry.mode,
        "status": entry.status,
        "start_day": when.start,
        "end_day": when.end,
        "precision": when.precision,
        "day": when.start or when.end or article.day,
        "confidence": entry.record.confidence,
        "words": "\n".join(words),
        "record": pack(entry.record),
    }


def _selector(text: str, span: Span) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }
