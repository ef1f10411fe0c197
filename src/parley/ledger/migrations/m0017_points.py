"""How alike accounts of events are, where many hang together: these are not compared again where one is added."""

from __future__ import annotations

import sqlalchemy as sa


def up(connection: sa.Connection) -> None:
    """Make the table; it is filled with the next settling."""
    connection.exec_driver_sql(
        "CREATE TABLE joining_points (block TEXT NOT NULL PRIMARY KEY, points BLOB NOT NULL)"
    )
