"""What is seen of accounts of events, so that those of other articles need not be read where one is added."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    "DELETE FROM joining",  # it is made again with the next settling
    "ALTER TABLE joining ADD COLUMN sight TEXT NOT NULL DEFAULT ''",
)


def up(connection: sa.Connection) -> None:
    """Make the column; it is filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
