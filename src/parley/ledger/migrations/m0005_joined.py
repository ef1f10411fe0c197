"""What is joined over articles: happenings, threads, their members, disputes, positions, and digests of articles."""

from __future__ import annotations

import sqlalchemy as sa

TABLES = (
    """CREATE TABLE digest (
        article INTEGER NOT NULL PRIMARY KEY REFERENCES article (pk) ON DELETE CASCADE,
        made_by TEXT NOT NULL,
        shingles BLOB NOT NULL,
        terms JSON NOT NULL,
        talks JSON NOT NULL
    )""",
    """CREATE TABLE joined (
        pk INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        type TEXT NOT NULL,
        mode TEXT,
        status TEXT,
        day DATE,
        last_day DATE,
        weight FLOAT NOT NULL,
        confidence FLOAT NOT NULL,
        articles INTEGER NOT NULL,
        outlets INTEGER NOT NULL,
        origins INTEGER NOT NULL,
        disputed INTEGER NOT NULL,
        known_from DATE,
        known_until DATE NOT NULL
    )""",
    """CREATE TABLE joined_record (
        joined INTEGER NOT NULL PRIMARY KEY REFERENCES joined (pk) ON DELETE CASCADE,
        record JSON NOT NULL
    )""",
    """CREATE TABLE joined_member (
        entry TEXT NOT NULL PRIMARY KEY,
        joined INTEGER NOT NULL REFERENCES joined (pk) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        held_against TEXT,
        reason TEXT
    )""",
    """CREATE TABLE joined_actor (
        joined INTEGER NOT NULL REFERENCES joined (pk) ON DELETE CASCADE,
        identity TEXT NOT NULL,
        country TEXT,
        PRIMARY KEY (joined, identity)
    )""",
    """CREATE TABLE dispute (
        id TEXT NOT NULL PRIMARY KEY,
        joined INTEGER NOT NULL REFERENCES joined (pk) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        day DATE,
        record JSON NOT NULL
    )""",
    """CREATE TABLE cell (
        side TEXT NOT NULL,
        subject TEXT NOT NULL,
        stance TEXT NOT NULL,
        day DATE,
        record JSON NOT NULL,
        PRIMARY KEY (side, subject)
    )""",
)

INDEXES = (
    ("joined_by_day", "joined (kind, (day IS NULL), day, id)"),
    ("joined_by_day_latest", "joined (kind, (day IS NULL), day DESC, id)"),
    ("joined_by_weight", "joined (kind, weight DESC, id)"),
    ("joined_of_type", "joined (kind, type, (day IS NULL), day, id)"),
    ("joined_known", "joined (kind, known_until, known_from)"),
    ("joined_members", "joined_member (joined, position)"),
    ("joined_of_actor", "joined_actor (identity)"),
    ("joined_of_country", "joined_actor (country)"),
    ("dispute_of", "dispute (joined)"),
    ("cell_of", "cell (subject)"),
)


def up(connection: sa.Connection) -> None:
    """Make the tables; all articles are to be settled anew."""
    for table in TABLES:
        connection.exec_driver_sql(table)
    for name, on in INDEXES:
        connection.exec_driver_sql(f"CREATE INDEX {name} ON {on}")
    connection.exec_driver_sql(
        "INSERT INTO unsettled (article) SELECT pk FROM article"
        " WHERE pk NOT IN (SELECT article FROM unsettled)"
    )
