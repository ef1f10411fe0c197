"""The tables, as the migrations make them, as the queries see them, and as the reference tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from parley.ledger import Ledger, migrations
from parley.ledger.columns import metadata

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "ledger.md"


@pytest.fixture
def inspector(tmp_path: Path) -> sa.Inspector:
    with Ledger.open(tmp_path / "parley.db") as ledger:
        return sa.inspect(sa.create_engine(f"sqlite:///{ledger.path}"))


def test_the_migrations_make_the_tables_of_the_schema(inspector: sa.Inspector) -> None:
    made = {n for n in inspector.get_table_names() if "_search" not in n}
    assert made == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {c["name"]: c for c in inspector.get_columns(name)}
        assert list(columns) == [c.name for c in table.columns], name
        for column in table.columns:
            if not column.primary_key:
                assert columns[column.name]["nullable"] == column.nullable, (name, column.name)
        keys = inspector.get_pk_constraint(name)["constrained_columns"]
        assert keys == [c.name for c in table.primary_key.columns], name


def test_migrations_are_numbered_without_gaps() -> None:
    names = [m.__name__.rpartition(".")[2] for m in migrations.MIGRATIONS]
    assert [int(re.fullmatch(r"m(\d{4})_\w+", n)[1]) for n in names] == list(
        range(1, migrations.VERSION + 1)
    )
    folder = Path(migrations.__file__).parent
    assert sorted(names) == sorted(p.stem for p in folder.glob("m*.py"))


def test_the_reference_tells_every_table_and_column() -> None:
    told = REFERENCE.read_text()
    for name, table in metadata.tables.items():
        (row,) = re.findall(rf"^\| `{name}` \|.*$", told, re.MULTILINE) or [""]
        for column in table.columns:
            assert f"`{column.name}`" in row, f"docs/reference/ledger.md: {name}.{column.name}"


def test_the_reference_tells_the_schema_version() -> None:
    assert f"schema version {migrations.VERSION}" in REFERENCE.read_text()
