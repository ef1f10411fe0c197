"""What the tables are made of: moments, and short names for columns that many of them have."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Text


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, without a zone in the database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To the database: refuses a moment without a zone, which could be any."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value.isoformat()} has no time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """From the database: always UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = sa.MetaData()


def of(table: str, name: str, **options: Any) -> Column[int]:
    """A column that names a row of ``table`` and goes when that row goes."""
    return Column(name, ForeignKey(f"{table}.pk", ondelete="CASCADE"), nullable=False, **options)


def table(name: str, *columns: Any) -> sa.Table:
    return sa.Table(name, metadata, *columns)


def need(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)
