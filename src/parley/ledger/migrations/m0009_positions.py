"""Positions as rows of their own, so that sides and subjects are ranked without reading any sentence."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    """CREATE TABLE position (
        side TEXT NOT NULL,
        subject TEXT NOT NULL,
        number INTEGER NOT NULL,
        who JSON NOT NULL,
        topic TEXT NOT NULL,
        stance TEXT NOT NULL,
        day DATE,
        known DATE,
        before TEXT,
        turned DATE,
        record JSON NOT NULL,
        PRIMARY KEY (side, subject, number)
    )""",
    """INSERT INTO position
        SELECT side, subject, number, who, topic, stance, day, known, before,
            CASE WHEN before IS NOT NULL
                THEN max(coalesce(known_before, '9999-12-31'), coalesce(known, '9999-12-31')) END,
            json_remove(record, '$.side', '$.subject', '$.topic')
        FROM (
            SELECT side, subject, number, who, topic, stance, day, known, known_before, record,
                nullif(stance_before, stance) AS before
            FROM (
                SELECT cell.side, cell.subject, told.key AS number, told.value AS record,
                    json_extract(told.value, '$.side') AS who, json_extract(told.value, '$.topic') AS topic,
                    json_extract(told.value, '$.stance') AS stance, json_extract(told.value, '$.day') AS day,
                    json_extract(told.value, '$.known') AS known,
                    lag(json_extract(told.value, '$.stance')) OVER history AS stance_before,
                    lag(json_extract(told.value, '$.known')) OVER history AS known_before
                FROM cell, json_each(cell.record, '$.history') AS told
                WINDOW history AS (PARTITION BY cell.side, cell.subject ORDER BY told.key)
            )
        )""",
    "DROP TABLE cell",
    "CREATE INDEX position_on ON position (subject, side)",
    "CREATE INDEX position_turned ON position (known) WHERE before IS NOT NULL",
)


def up(connection: sa.Connection) -> None:
    """Take the positions out of the cells, which are not needed any longer."""
    for step in STEPS:
        connection.exec_driver_sql(step)
