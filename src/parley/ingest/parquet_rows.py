"""Parquet to rows, through pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from parley.errors import InputError
from parley.ingest.decoding import decode
from parley.ingest.keys import Columns
from parley.ingest.problems import Problem, foreign, quoted
from parley.ingest.rows import NO_TEXT, Row


def rows_of_parquet(file: BinaryIO, origin: str) -> Iterator[Row | Problem]:
    """The rows of a Parquet file, a few at a time; columns that mean nothing to us are not read.

    Args:
        file: the file, which must be seekable.
    """
    import pyarrow as pa  # large: only for those who have such files
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(file, pre_buffer=False, buffer_size=1024 * 1024)
        columns = Columns(tuple(table.schema_arrow.names))
        if not columns.has_text:
            found = ", ".join(quoted(name) for name in columns.names[:12])
            raise InputError(origin, f"no text column among {found}", advice=NO_TEXT)
        number = 0
        for batch in table.iter_batches(
            batch_size=16, columns=list(columns.known), use_threads=False
        ):
            for record in batch.to_pylist():
                number += 1
                yield Row(number, {k: _plain(v) for k, v in record.items()})
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as exc:
        reason = f"the Parquet file is damaged: {foreign(exc)}"
        raise InputError(origin, reason, advice="get the file again") from exc


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return decode(value).text
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value
