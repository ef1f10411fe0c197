"""What is seen of accounts of events tells whether it is of fighting that goes on: all of it is seen again."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    "DELETE FROM joining",  # both are made again with the next settling
    "DELETE FROM joining_points",
)


def up(connection: sa.Connection) -> None:
    """Forget what was seen."""
    for step in STEPS:
        connection.exec_driver_sql(step)
