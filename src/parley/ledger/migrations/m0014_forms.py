"""Forms of actors, so that who is who need not be found anew for all where an article is added."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    """CREATE TABLE form (
        pk INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        record JSON NOT NULL,
        identity TEXT
    )""",
    """CREATE TABLE form_key (
        key TEXT NOT NULL,
        form INTEGER NOT NULL REFERENCES form (pk) ON DELETE CASCADE,
        PRIMARY KEY (key, form)
    ) WITHOUT ROWID""",
    """CREATE TABLE casting (
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        actor TEXT NOT NULL,
        form INTEGER NOT NULL REFERENCES form (pk) ON DELETE CASCADE,
        identity TEXT NOT NULL,
        PRIMARY KEY (article, actor)
    )""",
    "CREATE INDEX casting_identity ON casting (identity, form)",
    "CREATE INDEX casting_form ON casting (form)",
)


def up(connection: sa.Connection) -> None:
    """Make the tables; they are filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
