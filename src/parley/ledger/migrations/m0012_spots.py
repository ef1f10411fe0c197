"""Where proposals and events stand in matter and time, so that threads of other matters need not be looked at."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    """CREATE TABLE thread_spot (
        entry TEXT NOT NULL PRIMARY KEY,
        near TEXT NOT NULL,
        words TEXT NOT NULL,
        first INTEGER,
        last INTEGER,
        beside TEXT,
        told_first DATE,
        told_last DATE
    )""",
    "DELETE FROM joining",  # it is made again with the next settling
    "ALTER TABLE joining ADD COLUMN named INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX joining_named ON joining (named) WHERE named = 1",
)


def up(connection: sa.Connection) -> None:
    """Make the table and the column; both are filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
