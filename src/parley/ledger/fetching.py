"""What web servers said of the pages that were read: asked again, they answer only if something changed."""

from __future__ import annotations

import sqlalchemy as sa

from parley.ledger import schema
from parley.records import Validators


def validators(connection: sa.Connection, url: str) -> Validators | None:
    """The validators kept for the URL."""
    table = schema.fetched
    row = connection.execute(sa.select(table).where(table.c.url == url)).first()
    return None if row is None else Validators(row.etag, row.last_modified)


def keep(connection: sa.Connection, url: str, found: Validators) -> None:
    """Keep them in place of older ones."""
    table = schema.fetched
    connection.execute(sa.delete(table).where(table.c.url == url))
    row = {"url": url, "etag": found.etag, "last_modified": found.last_modified}
    connection.execute(sa.insert(table).values(row))
