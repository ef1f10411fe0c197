"""Settling what is joined over articles: happenings, threads and positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from parley.desk.joined import HAPPENINGS, THREADS, Denied, Joining, accounts, denied
from parley.ledger import NEVER, Kept, Ledger
from parley.records import Event
from parley.records.joined import Account, Happening, Thread
from parley.stories.joining import Decided, Joined

J = TypeVar("J", Happening, Thread)


def settle_joined(ledger: Ledger, mark: int) -> bool:
    """Join all accounts anew; whether it was written."""
    return ledger.settle_joined(
        mark=mark,
        happenings=(list(_found(ledger, HAPPENINGS)), None),
        threads=(list(_found(ledger, THREADS)), None),
    )


def _found(ledger: Ledger, how: Joining[J]) -> Iterator[Kept[J]]:
    known = {a.entry: a for a in accounts(ledger, how.of)}
    denials = denied(ledger) if how.of is Event else {}
    decided: Iterable[Decided] = ()
    for joined in how.find(known.values(), decided):
        yield kept(how, joined, known, denials)


def kept(
    how: Joining[J], joined: Joined, known: Mapping[str, Account[Any]], denials: Denied
) -> Kept[J]:
    """What is joined, as the ledger keeps it."""
    days: list[date | None] = [known[e].published for e in joined.entries]
    dated = [d for d in days if d is not None]
    whole = max(dated) if len(dated) == len(days) else NEVER
    return Kept(how.tell(joined, known, denials, None), min(dated, default=None), whole)
