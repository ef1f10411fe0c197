"""Which articles have which shingles, so that those that a new one copies are found without reading all."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import BATCH, chunks, one_of, put
from parley.ledger.conclusions import Digest

HASH = "I"
"""Type code of a shingle: 32 bits."""


def shingles(
    connection: sa.Connection, articles: Iterable[str] | None = None
) -> Iterator[tuple[str, date | None, bytes]]:
    """Article, its day of publication and the hashes of its words; of these articles or of all."""
    article, table = schema.article, schema.digest
    chosen = sa.select(article.c.id, article.c.published, table.c.shingles)
    chosen = chosen.join(table, article.c.pk == table.c.article)
    for part in one_of(article.c.id, None if articles is None else sorted(articles)):
        for row in connection.execute(chosen.where(part)):
            yield row[0], row[1], row[2]


def having(
    connection: sa.Connection, hashes: Iterable[int]
) -> Iterator[tuple[int, str, date | None]]:
    """Each of the hashes with every article that was kept with it, and the day of its publication."""
    article, table = schema.article, schema.shingle
    chosen = sa.select(table.c.hash, article.c.id, article.c.published)
    chosen = chosen.join(article, article.c.pk == table.c.article)
    for some in chunks(hashes):
        for row in connection.execute(chosen.where(table.c.hash.in_(some))):
            yield row[0], row[1], row[2]


def keep(connection: sa.Connection, pk: Mapping[str, int], digests: Iterable[Digest]) -> None:
    """Keep by which shingles articles are found."""
    rows = ({"hash": h, "article": pk[d.article]} for d in digests for h in array(HASH, d.sampled))
    put(connection, schema.shingle, rows)


def forget(connection: sa.Connection, articles: Iterable[int]) -> None:
    """Forget it of the articles with these numbers, before their digests go."""
    table, digest = schema.shingle, schema.digest
    own = sa.and_(table.c.hash == sa.bindparam("of"), table.c.article == sa.bindparam("who"))
    chosen = sa.select(digest.c.article, digest.c.shingles)
    for some in chunks(articles):
        found = connection.execute(chosen.where(digest.c.article.in_(some))).all()
        stale: list[dict[str, Any]] = [
            {"of": h, "who": pk} for pk, packed in found for h in array(HASH, packed)
        ]
        for batch in chunks(stale, BATCH):
            connection.execute(sa.delete(table).where(own), batch)
