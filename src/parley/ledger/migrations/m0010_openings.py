"""What stories and dates are told by, kept small, so that an article can be added without reading all others."""

from __future__ import annotations

import sqlalchemy as sa

_OF_ARTICLE = "INTEGER NOT NULL PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE"

STEPS = (
    f"""CREATE TABLE opening (
        article {_OF_ARTICLE},
        made_by TEXT NOT NULL,
        numbers BLOB NOT NULL,
        counts BLOB NOT NULL,
        quotes BLOB NOT NULL
    )""",
    f"""CREATE TABLE near (
        article {_OF_ARTICLE},
        nearest INTEGER,
        likeness INTEGER NOT NULL,
        block INTEGER NOT NULL
    )""",
    f"CREATE TABLE near_undated (article {_OF_ARTICLE}, dated JSON NOT NULL)",
    # Stories and utterances are told in another way than before: all articles are settled anew.
    "INSERT INTO unsettled (article) SELECT pk FROM article WHERE pk NOT IN (SELECT article FROM unsettled)",
)


def up(connection: sa.Connection) -> None:
    """Make the tables."""
    for step in STEPS:
        connection.exec_driver_sql(step)
