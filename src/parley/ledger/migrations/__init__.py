"""Numbered steps that make the tables: forward only, each in one transaction.

A migration is frozen once it is released: it spells out its own SQL and imports nothing that may change.
To change the tables, add ``mNNNN_what.py`` with a function ``up(connection)`` and name it in
:data:`MIGRATIONS`, then change :mod:`parley.ledger.schema` to match (a test compares the two).
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

import sqlalchemy as sa

from parley.ledger.migrations import (
    m0001_first,
    m0002_search,
    m0003_append_only,
    m0004_dated,
    m0005_joined,
    m0006_review,
    m0007_team,
    m0008_blocks,
    m0009_positions,
    m0010_openings,
    m0011_weeks,
    m0012_spots,
    m0013_respelt,
    m0014_forms,
    m0015_sights,
    m0016_seen,
    m0017_near,
)

MIGRATIONS: Final[tuple[ModuleType, ...]] = (
    m0001_first,
    m0002_search,
    m0003_append_only,
    m0004_dated,
    m0005_joined,
    m0006_review,
    m0007_team,
    m0008_blocks,
    m0009_positions,
    m0010_openings,
    m0011_weeks,
    m0012_spots,
    m0013_respelt,
    m0014_forms,
    m0015_sights,
    m0016_seen,
    m0017_near,
)

VERSION: Final = len(MIGRATIONS)
"""The schema version that this program reads and writes."""


def version(connection: sa.Connection) -> int:
    """The number of the last migration that the database has seen; 0 for a new one."""
    if not sa.inspect(connection).has_table("migration"):
        return 0
    return int(
        connection.execute(sa.text("SELECT coalesce(max(number), 0) FROM migration")).scalar_one()
    )


def step(connection: sa.Connection) -> bool:
    """Apply the next migration inside the caller's transaction.

    Returns:
        False where there was none to apply.
    """
    number = version(connection) + 1
    if number > VERSION:
        return False
    module = MIGRATIONS[number - 1]
    module.up(connection)
    name = module.__name__.rpartition(".")[2]
    connection.execute(
        sa.text("INSERT INTO migration (number, name) VALUES (:number, :name)"),
        {"number": number, "name": name},
    )
    return True
