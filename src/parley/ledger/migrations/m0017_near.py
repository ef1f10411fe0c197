"""By which shingles texts are found, so that the copies of one that is added are told without reading all others."""

from __future__ import annotations

from array import array

import sqlalchemy as sa

SHORTEST = 30
SAMPLING = 4

TABLE = """CREATE TABLE shingle (
        hash INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        PRIMARY KEY (hash, article)
    ) WITHOUT ROWID"""


def up(connection: sa.Connection) -> None:
    """Make the table, and fill it with one in a few of the shingles of the texts that are long enough."""
    connection.exec_driver_sql(TABLE)
    for article, packed in connection.exec_driver_sql("SELECT article, shingles FROM digest"):
        hashes = array("I", packed)
        rows = [(number, article) for number in hashes if number % SAMPLING == 0]
        if rows and len(hashes) >= SHORTEST:
            connection.exec_driver_sql("INSERT INTO shingle VALUES (?, ?)", rows)
