"""Keys that so many accounts of events have that they tell nothing: they need not be counted where one is added."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    "DELETE FROM joining",  # it is made again with the next settling
    "CREATE TABLE joining_crowd (key INTEGER PRIMARY KEY)",
)


def up(connection: sa.Connection) -> None:
    """Make the table; it is filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
