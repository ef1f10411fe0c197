"""Days concluded for undated articles, utterances over articles, and what servers said of their pages."""

from __future__ import annotations

import sqlalchemy as sa

TABLES = (
    """CREATE TABLE dated (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE,
        start_day DATE NOT NULL,
        end_day DATE NOT NULL,
        reasons JSON NOT NULL
    )""",
    """CREATE TABLE utterance (
        entry TEXT NOT NULL PRIMARY KEY,
        utterance TEXT NOT NULL,
        leads INTEGER NOT NULL
    )""",
    "CREATE INDEX utterance_of ON utterance (utterance)",
    """CREATE TABLE fetched (
        url TEXT NOT NULL PRIMARY KEY,
        etag TEXT,
        last_modified TEXT
    )""",
)


def up(connection: sa.Connection) -> None:
    """Make the tables."""
    for table in TABLES:
        connection.exec_driver_sql(table)
