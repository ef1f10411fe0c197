"""Many things, some at a time: fetched, put in and taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeVar

import sqlalchemy as sa

CHUNK: Final = 500
"""Rows whose neighbours are fetched together; bounds both memory and bound parameters."""

BATCH: Final = 5_000
"""Rows written by one statement; bounds memory."""

T = TypeVar("T")


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def one_of(
    column: sa.ColumnElement[Any], values: Iterable[Any] | None
) -> Iterator[sa.ColumnElement[bool]]:
    """Whether the column has one of the values, for some of these at a time; true of every row where ``values`` is None."""
    if values is None:
        yield sa.true()
    else:
        yield from (column.in_(some) for some in chunks(values))


def put(connection: sa.Connection, table: sa.Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert the rows."""
    for batch in chunks(rows, BATCH):
        connection.execute(sa.insert(table), batch)


def take_out(
    connection: sa.Connection,
    table: sa.Table,
    column: sa.ColumnElement[Any],
    values: Iterable[Any] | None,
) -> None:
    """Delete the rows that have one of the values in the column; all rows where ``values`` is None."""
    if values is None:
        connection.execute(sa.delete(table))
        return
    for some in chunks(values):
        connection.execute(sa.delete(table).where(column.in_(some)))
