"""What is told by its neighbourhood where an article is added: copies by the texts that share their shingles.

Words of many articles are told apart by fewer steps: large ledgers are settled anew.
"""

from __future__ import annotations

from array import array

import sqlalchemy as sa

SHORTEST = 30
SAMPLING = 4

STEPS = (
    """CREATE TABLE shingle (
        hash INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE,
        PRIMARY KEY (hash, article)
    ) WITHOUT ROWID""",
    "INSERT INTO unsettled (article) SELECT pk FROM article WHERE pk NOT IN (SELECT article FROM unsettled)",
)


def up(connection: sa.Connection) -> None:
    """Make the table, and fill it with one in a few of the shingles of the texts that are long enough."""
    for step in STEPS:
        connection.exec_driver_sql(step)
    for article, packed in connection.exec_driver_sql("SELECT article, shingles FROM digest"):
        hashes = array("I", packed)
        if len(hashes) >= SHORTEST:
            rows = [(number, article) for number in hashes if number % SAMPLING == 0]
            connection.exec_driver_sql("INSERT INTO shingle VALUES (?, ?)", rows)
