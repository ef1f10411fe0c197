"""What an added article is near to, so that what it does not bear on is left alone.

By which shingles texts are found, so that copies are told without reading all others; and the words that the names of
stories weigh, so that only those are named again of which a word became rarer or less so. Proposals and accounts are
seen by more than before: what joining keeps of them is made again.
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
    """CREATE TABLE story_word (
        story TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (story, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX story_word_of ON story_word (number)",
    "DELETE FROM thread_spot",
    "DELETE FROM joining",
    "DELETE FROM joining_points",
    # What is emptied, and the words of stories, are filled where all articles are settled anew.
    "INSERT INTO unsettled (article) SELECT pk FROM article WHERE pk NOT IN (SELECT article FROM unsettled)",
)


def up(connection: sa.Connection) -> None:
    """Make the tables; fill that of shingles with one in a few of those of the texts that are long enough."""
    for step in STEPS:
        connection.exec_driver_sql(step)
    for article, packed in connection.exec_driver_sql("SELECT article, shingles FROM digest"):
        hashes = array("I", packed)
        rows = [(number, article) for number in hashes if number % SAMPLING == 0]
        if rows and len(hashes) >= SHORTEST:
            connection.exec_driver_sql("INSERT INTO shingle VALUES (?, ?)", rows)
