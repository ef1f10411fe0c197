"""A team: its people, their visits and tokens, and what was done or refused at the door."""

from __future__ import annotations

import sqlalchemy as sa

STATEMENTS = (
    """CREATE TABLE person (
        name TEXT NOT NULL PRIMARY KEY,
        folded TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        password TEXT,
        made TIMESTAMP NOT NULL,
        closed TIMESTAMP
    )""",
    """CREATE TABLE visit (
        digest TEXT NOT NULL PRIMARY KEY,
        who TEXT NOT NULL REFERENCES person (name),
        opened TIMESTAMP NOT NULL,
        until TIMESTAMP NOT NULL
    )""",
    """CREATE TABLE token (
        id TEXT NOT NULL PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        who TEXT NOT NULL REFERENCES person (name),
        purpose TEXT NOT NULL,
        made TIMESTAMP NOT NULL,
        closed TIMESTAMP
    )""",
    """CREATE TABLE audit (
        number INTEGER NOT NULL PRIMARY KEY,
        made TIMESTAMP NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        detail TEXT NOT NULL,
        address TEXT NOT NULL
    )""",
    """CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
        BEGIN SELECT raise(ABORT, 'the audit is append-only'); END""",
    """CREATE TRIGGER audit_is_unchanged BEFORE UPDATE ON audit
        BEGIN SELECT raise(ABORT, 'the audit is append-only'); END""",
)


def up(connection: sa.Connection) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
