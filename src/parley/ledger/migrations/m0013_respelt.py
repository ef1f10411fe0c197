"""Accounts of events are held against each other by names as they sound, and by rounds of talks."""

from __future__ import annotations

import sqlalchemy as sa


def up(connection: sa.Connection) -> None:
    """Leave the keys to the next settling, which makes all of them anew."""
    connection.exec_driver_sql("DELETE FROM joining")
