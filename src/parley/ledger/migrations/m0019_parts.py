"""Numbers of dead, parts of a city and what a man does at home are compared anew: what joining keeps is made again."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = ("DELETE FROM joining", "DELETE FROM joining_points")


def up(connection: sa.Connection) -> None:
    """Empty what is kept of accounts; it is filled with the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
