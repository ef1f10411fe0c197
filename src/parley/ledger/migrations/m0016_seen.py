"""What joining keeps of accounts of events, so that those of other articles need not be read where one is added.

What is seen of each, how alike those are that hang together in large blocks, and the keys that too many have to
tell anything.
"""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    "DELETE FROM joining",  # it is made again with the next settling
    "ALTER TABLE joining ADD COLUMN sight TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE joining_points (block TEXT NOT NULL PRIMARY KEY, points BLOB NOT NULL)",
    "CREATE TABLE joining_crowd (key INTEGER PRIMARY KEY)",
)


def up(connection: sa.Connection) -> None:
    """Make the column and the tables; they are filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
