"""The words that the names of stories weigh, so that only those are named again of which a word became rarer or less so."""

from __future__ import annotations

import sqlalchemy as sa

STEPS = (
    """CREATE TABLE story_word (
        story TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (story, number)
    ) WITHOUT ROWID""",
    "CREATE INDEX story_word_of ON story_word (number)",
    # It is filled where all articles are settled anew.
    "INSERT INTO unsettled (article) SELECT pk FROM article WHERE pk NOT IN (SELECT article FROM unsettled)",
)


def up(connection: sa.Connection) -> None:
    """Make the table, and leave it to the next settling."""
    for step in STEPS:
        connection.exec_driver_sql(step)
