"""Reviewing: the queue, batches of judgements and the time they took, double coding, each reviewer's keys."""

from __future__ import annotations

import sqlalchemy as sa

STATEMENTS = (
    "ALTER TABLE judgement ADD COLUMN batch TEXT",
    "ALTER TABLE judgement ADD COLUMN coding TEXT",
    "ALTER TABLE judgement ADD COLUMN seconds FLOAT",
    "CREATE INDEX judgement_by_verdict ON judgement (verdict, entry)",
    "CREATE INDEX judgement_by_reviewer ON judgement (who, number)",
    "CREATE INDEX judgement_in_batch ON judgement (batch)",
    "CREATE INDEX judgement_in_article ON judgement (article)",
    """CREATE TABLE queue (
        entry INTEGER NOT NULL PRIMARY KEY REFERENCES entry (pk) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        type TEXT NOT NULL,
        head INTEGER NOT NULL,
        consequence FLOAT NOT NULL,
        priority FLOAT NOT NULL,
        open INTEGER NOT NULL
    )""",
    *(
        f"CREATE INDEX queue_{name} ON queue ({by}priority DESC, entry) WHERE open = 1 AND head = entry"
        for name, by in (("order", ""), ("of_kind", "kind, "), ("of_type", "kind, type, "))
    ),
    "CREATE INDEX queue_heads ON queue (head)",
    """CREATE TABLE later (
        who TEXT NOT NULL,
        entry TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (who, entry)
    )""",
    "CREATE TABLE reviewer (who TEXT NOT NULL PRIMARY KEY, keys JSON NOT NULL)",
    """CREATE TABLE coding (
        id TEXT NOT NULL PRIMARY KEY,
        made TIMESTAMP NOT NULL,
        made_by TEXT NOT NULL,
        first TEXT NOT NULL,
        second TEXT NOT NULL,
        record JSON NOT NULL
    )""",
    """CREATE TABLE coding_entry (
        coding TEXT NOT NULL REFERENCES coding (id),
        position INTEGER NOT NULL,
        entry TEXT NOT NULL,
        PRIMARY KEY (coding, position)
    )""",
)


def up(connection: sa.Connection) -> None:
    """Change the judgements and make the tables."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
