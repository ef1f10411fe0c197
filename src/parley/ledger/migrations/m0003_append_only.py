"""Judgements stay: SQLite refuses to change or delete one, whoever asks."""

from __future__ import annotations

import sqlalchemy as sa


def up(connection: sa.Connection) -> None:
    """Guard the judgements; other databases do it by rights."""
    if connection.dialect.name != "sqlite":
        return
    for what in ("UPDATE", "DELETE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER judgement_no_{what.lower()} BEFORE {what} ON judgement BEGIN"
            " SELECT RAISE (ABORT, 'judgements are only ever appended'); END"
        )
