"""The ledger: one object to open, fill, read and close, put together of what it serves."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from parley.ledger import sqlite
from parley.ledger.forms import FormStore
from parley.ledger.people import PeopleStore
from parley.ledger.reviewing import ReviewStore
from parley.ledger.store.filling import Filling
from parley.ledger.store.joining import Joining
from parley.ledger.store.judging import Judging
from parley.ledger.store.listing import Listing
from parley.ledger.store.settling import Settling
from parley.ledger.store.viewing import Viewing
from parley.ledger.tallies import Tallies


class Ledger(Filling, Settling, Joining, Listing, Viewing, Judging):
    """The store of articles, of what they yielded, and of what people decided about it.

    Open it with :meth:`open`, as a context manager or with :meth:`close` at the end. It may be shared by
    threads, and several processes may have one ledger open, to write too.

    Attributes:
        path: the ledger's file.
        mode: ``write`` or ``read``.
    """

    @classmethod
    def open(cls, path: Path | str, *, mode: Literal["write", "read"] = "write") -> Self:
        """The ledger at ``path``; writing makes it where there is none, or an empty file.

        A ledger of an older Parley is brought up to date, in either mode.

        Raises:
            NotALedgerError: the file is something else. NewerLedgerError: of a later Parley.
            ReadOnlyLedgerError: it cannot be written. LedgerError: it cannot be opened.
        """
        where = Path(path)
        return cls(where, mode, sqlite.open_engine(where, mode))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def forms(self) -> FormStore:
        """What is kept of the forms of actors, to find who is who."""
        return FormStore(self._reading)

    @cached_property
    def review(self) -> ReviewStore:
        """What reviewing asks: the queue, batches, double codings."""
        return ReviewStore(self._reading, self._writing, self._changed)

    @cached_property
    def people(self) -> PeopleStore:
        """The team: its people, their visits and tokens, the audit."""
        return PeopleStore(self._reading, self._writing)

    @cached_property
    def tallies(self) -> Tallies:
        """What pages ask: counts, one actor, one story, outlets."""
        return Tallies(self._reading)
