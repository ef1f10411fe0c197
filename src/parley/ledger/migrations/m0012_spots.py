"""Where proposals stand in matter and time, so that threads of other matters need not be looked at."""

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
)


def up(connection: sa.Connection) -> None:
    """Make the table; it is filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
