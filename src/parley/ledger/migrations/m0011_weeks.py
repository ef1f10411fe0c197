"""The weeks of accounts of events, so that those of other times need not be looked at."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    "DROP TABLE joining",  # it is made again with the next settling
    """CREATE TABLE joining (
        entry TEXT NOT NULL PRIMARY KEY,
        block TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        keys BLOB NOT NULL
    )""",
    "CREATE INDEX joining_of ON joining (block)",
    "CREATE INDEX joining_in ON joining (last, first)",
)


def up(connection: sa.Connection) -> None:
    """Make the table anew."""
    for step in STEPS:
        connection.exec_driver_sql(step)
