"""The first tables, in SQL that SQLite and PostgreSQL both take."""

from __future__ import annotations

import re

import sqlalchemy as sa

_OF_ARTICLE = "INTEGER NOT NULL REFERENCES article (pk) ON DELETE CASCADE"

TABLES = (
    "migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "run (id TEXT PRIMARY KEY NOT NULL, started TIMESTAMP NOT NULL, program TEXT NOT NULL, command TEXT NOT NULL)",
    """article (
        pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, url TEXT, title TEXT,
        publisher TEXT, publisher_folded TEXT, published DATE, versions JSON NOT NULL,
        record JSON NOT NULL, text TEXT NOT NULL)""",
    f"""reading (
        pk INTEGER PRIMARY KEY, article {_OF_ARTICLE}, run TEXT NOT NULL REFERENCES run (id),
        origin TEXT NOT NULL, outcome TEXT NOT NULL, published DATE, versions JSON NOT NULL)""",
    f"line (article {_OF_ARTICLE}, line TEXT NOT NULL, PRIMARY KEY (article, line))",
    f"marks (article {_OF_ARTICLE} PRIMARY KEY, record JSON NOT NULL)",
    f"""actor (
        pk INTEGER PRIMARY KEY, article {_OF_ARTICLE}, key TEXT NOT NULL, name TEXT NOT NULL,
        kind TEXT NOT NULL, country TEXT, sector TEXT, record JSON NOT NULL)""",
    """actor_name (
        name TEXT NOT NULL, actor INTEGER NOT NULL REFERENCES actor (pk) ON DELETE CASCADE,
        PRIMARY KEY (name, actor))""",
    f"""entry (
        pk INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, article {_OF_ARTICLE},
        article_id TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL, mode TEXT, status TEXT, start_day DATE,
        end_day DATE, precision TEXT NOT NULL, day DATE, confidence FLOAT NOT NULL, proposal INTEGER,
        words TEXT NOT NULL, names TEXT NOT NULL, record JSON NOT NULL)""",
    """entry_actor (
        entry INTEGER NOT NULL REFERENCES entry (pk) ON DELETE CASCADE, role TEXT NOT NULL,
        position INTEGER NOT NULL, actor INTEGER NOT NULL REFERENCES actor (pk) ON DELETE CASCADE,
        PRIMARY KEY (entry, role, position))""",
    """evidence (
        entry INTEGER NOT NULL REFERENCES entry (pk) ON DELETE CASCADE, position INTEGER NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, exact TEXT NOT NULL, prefix TEXT NOT NULL,
        suffix TEXT NOT NULL, PRIMARY KEY (entry, position))""",
    """judgement (
        number INTEGER PRIMARY KEY, entry TEXT NOT NULL, article TEXT NOT NULL, verdict TEXT NOT NULL,
        field TEXT, old TEXT, new TEXT, who TEXT NOT NULL, made TIMESTAMP NOT NULL, why TEXT NOT NULL,
        undoes INTEGER REFERENCES judgement (number))""",
    "standing (entry TEXT PRIMARY KEY NOT NULL, verdict TEXT NOT NULL)",
    f"""identity (
        article {_OF_ARTICLE}, actor TEXT NOT NULL, identity TEXT NOT NULL, name TEXT NOT NULL,
        folded TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sector TEXT,
        PRIMARY KEY (article, actor))""",
    f"copy (article {_OF_ARTICLE} PRIMARY KEY, leading {_OF_ARTICLE}, origin TEXT, reason TEXT NOT NULL)",
    f"story (article {_OF_ARTICLE} PRIMARY KEY, story TEXT NOT NULL, title TEXT NOT NULL)",
    """repeated_line (
        publisher TEXT NOT NULL, line TEXT NOT NULL, articles INTEGER NOT NULL,
        PRIMARY KEY (publisher, line))""",
    f"""learned_furniture (
        article {_OF_ARTICLE}, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        PRIMARY KEY (article, start))""",
    f"unsettled (article {_OF_ARTICLE} PRIMARY KEY)",
)

INDEXES = (
    "entry (kind, (day IS NULL), day, article_id, position, id)",
    "entry (kind, (day IS NULL), day DESC, article_id, position, id)",
    "article (url)",
    "article (published, id)",
    "article (publisher_folded)",
    "reading (article)",
    "line (line)",
    "actor (article, key)",
    "actor (key)",
    "actor (country)",
    "actor_name (actor)",
    "entry (article)",
    "entry_actor (actor)",
    "judgement (entry)",
    "identity (identity)",
    "identity (folded)",
    "identity (country)",
    "copy (leading)",
    "story (story)",
)


def up(connection: sa.Connection) -> None:
    """Make the tables and their indexes."""
    for table in TABLES:
        connection.exec_driver_sql(f"CREATE TABLE {table}")
    for index in INDEXES:
        name = "by_" + "_".join(re.findall(r"\w+", index)).lower()
        connection.exec_driver_sql(f"CREATE INDEX {name} ON {index}")
