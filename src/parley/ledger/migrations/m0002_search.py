"""Full text search on SQLite: FTS5 over articles and entries, kept in step by triggers.

The index holds no text of its own: it points into ``article`` and ``entry``. Accents do not count.
"""

from __future__ import annotations

import sqlalchemy as sa

INDEXED = {"article": ("title", "text"), "entry": ("words", "names")}


def up(connection: sa.Connection) -> None:
    """Make the search tables; other databases search by their own means."""
    if connection.dialect.name != "sqlite":
        return
    for table, columns in INDEXED.items():
        for statement in _statements(table, columns):
            connection.exec_driver_sql(statement)


def _statements(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    names, index = ", ".join(columns), f"{table}_search"
    new = ", ".join(f"new.{c}" for c in columns)
    old = ", ".join(f"old.{c}" for c in columns)
    put = f"INSERT INTO {index} (rowid, {names}) VALUES (new.pk, {new});"  # noqa: S608  # constants
    # FTS5 takes words out of an index without text by being told them once more.
    drop = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.pk, {old});"  # noqa: S608
    return (
        f"CREATE VIRTUAL TABLE {index} USING fts5 ({names}, content='{table}', content_rowid='pk',"
        ' tokenize="unicode61 remove_diacritics 2")',
        f"CREATE TRIGGER {index}_put AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {index}_drop AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {index}_swap AFTER UPDATE OF {names} ON {table} BEGIN {drop} {put} END",
    )
