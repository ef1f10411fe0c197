"""What joining needs to add an article without looking at all others, and which articles changed what they say."""

from __future__ import annotations

import sqlalchemy as sa

TABLES = (
    """CREATE TABLE joining (
        entry TEXT NOT NULL PRIMARY KEY,
        block TEXT NOT NULL,
        keys BLOB NOT NULL
    )""",
    """CREATE TABLE stale (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE
    )""",
)


def up(connection: sa.Connection) -> None:
    """Make the tables."""
    for table in TABLES:
        connection.exec_driver_sql(table)
