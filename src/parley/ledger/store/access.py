"""The way to the file: connections, and who is told of changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Literal

import sqlalchemy as sa

from parley.errors import ReadOnlyLedgerError
from parley.ledger import sqlite


class Access:
    """An open ledger: a connection to read by, one to write by, and who is told of what changes.

    Attributes:
        path: the ledger's file.
        mode: ``write`` or ``read``.
    """

    def __init__(self, path: Path, mode: Literal["write", "read"], engine: sa.Engine) -> None:
        self.path, self.mode, self._engine = path, mode, engine
        self._told: Callable[[Sequence[str]], None] | None = None
        self._seen = threading.local()

    def close(self) -> None:
        """Close the file; after the last of its users has, it stands alone and can be copied."""
        self._engine.dispose()

    def on_change(self, told: Callable[[Sequence[str]], None]) -> None:
        """Call ``told`` with the entries of which a judgement has changed what they say, after it is stored."""
        self._told = told

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state of the ledger, whoever writes, this thread too.

        Raises:
            RuntimeError: it is open already: what is read in it would be older than it seems.
        """
        if self._state() is not None:
            raise RuntimeError("one state of the ledger is read already")
        with sqlite.reading(self._engine, self.path) as connection:
            self._seen.connection = connection
            try:
                yield
            finally:
                self._seen.connection = None

    def same_state(self) -> AbstractContextManager[None]:
        """The state that this thread reads already, else one state: for what reads and writes nothing."""
        return self.one_state() if self._state() is None else nullcontext()

    def _state(self) -> sa.Connection | None:
        return getattr(self._seen, "connection", None)

    def _changed(self, entries: Sequence[str]) -> None:
        if self._told is not None:
            self._told(entries)

    def _reading(self) -> AbstractContextManager[sa.Connection]:
        state = self._state()
        return sqlite.reading(self._engine, self.path) if state is None else nullcontext(state)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        if self.mode == "read":
            raise ReadOnlyLedgerError(str(self.path), "was opened for reading only")
        return sqlite.writing(self._engine, self.path)
