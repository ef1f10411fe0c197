"""The desk of a command that only reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from parley.desk import Desk, open_desk


@contextmanager
def reading_desk(ledger: str) -> Iterator[Desk]:
    """A desk that only reads, and all of it from one state of the ledger, whoever writes meanwhile."""
    with open_desk(ledger, mode="read") as desk, desk.ledger.one_state():
        yield desk
