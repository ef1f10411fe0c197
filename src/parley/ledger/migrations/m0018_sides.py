"""Talks are told by their sides, truces by their brokers: what was seen of proposals before is seen anew."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    "DELETE FROM thread_spot",
    "DELETE FROM joining",
    "DELETE FROM joining_points",
    "INSERT INTO unsettled (article) SELECT pk FROM article WHERE pk NOT IN (SELECT article FROM unsettled)",
)


def up(connection: sa.Connection) -> None:
    """Empty what joining keeps; the next settling makes it again, and joins all anew."""
    for step in STEPS:
        connection.exec_driver_sql(step)
