"""Settling what is joined over articles: happenings, threads and positions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from parley.desk.joined import (
    HAPPENINGS,
    JOININGS,
    THREADS,
    Denied,
    Joining,
    accounts,
    denied,
)
from parley.errors import NotFoundError
from parley.ledger import NEVER, Kept, Ledger, Query
from parley.records import Event, Proposal, Statement
from parley.records.joined import Account, Happening, Thread
from parley.stories.joining import Decided, Joined
from parley.stories.positions import find_positions
from parley.stories.thread_telling import relate

J = TypeVar("J", Happening, Thread)


def settle_joined(ledger: Ledger, mark: int) -> bool:
    """Join all accounts anew; whether it was written."""
    threads = list(_found(ledger, THREADS))
    proposals = accounts(ledger, Proposal)
    related = relate((t.record for t in threads), {a.entry: a for a in proposals})
    told = {t.id: t for t in related}
    return ledger.settle_joined(
        mark=mark,
        happenings=(list(_found(ledger, HAPPENINGS)), None),
        threads=([replace(t, record=told[t.record.id]) for t in threads], None),
        cells=find_positions(related, proposals, accounts(ledger, Statement)),
    )


def _found(ledger: Ledger, how: Joining[J]) -> Iterator[Kept[J]]:
    known = {a.entry: a for a in accounts(ledger, how.of)}
    denials = denied(ledger) if how.of is Event else {}
    for joined in how.find(known.values(), decisions(ledger)):
        yield kept(how, joined, known, denials)


def join_anew(ledger: Ledger, entries: Iterable[str]) -> None:
    """Join anew what these entries are accounts of, after something was decided about them.

    Only they and the accounts beside them are looked at; the next settling looks at all.
    """
    wanted = {e for entry in entries for e in _accounts_of(ledger, entry)}
    decided = decisions(ledger)
    wanted |= {e for d in decided for e in (d.one, d.other) if wanted & {d.one, d.other}}
    found = [ledger.members(g) for g in sorted(set(ledger.joined_of(sorted(wanted)).values()))]
    for kind, how in JOININGS.items():
        gone = [joined for joined, of, _ in found if of == kind]
        members = wanted.union(*(entries for _, of, entries in found if of == kind))
        known = {a.entry: a for a in accounts(ledger, how.of, entries=sorted(members))}
        if not gone and not known:
            continue
        before = {t.id: t for t in ledger.listed(Thread, Query(ids=gone, rejected=True))}
        denials = denied(ledger, {a.article for a in known.values()}) if how.of is Event else {}
        come = [kept(how, j, known, denials) for j in how.find(known.values(), decided)]
        change = ([_as_before(k, before) for k in come], gone)
        if how.of is Event:
            ledger.settle_joined(happenings=change)
        else:
            ledger.settle_joined(threads=change)


def _accounts_of(ledger: Ledger, entry: str) -> tuple[str, ...]:
    """The entry, or of a step its proposal."""
    try:
        row = ledger.get(entry).row
    except NotFoundError:
        return (entry,)
    return (row.proposal[0],) if row.proposal is not None else (entry,)


def _as_before(found: Kept[Any], before: Mapping[str, Any]) -> Kept[Any]:
    """A thread keeps what bears on it until the next settling, which looks at all threads."""
    old = before.get(found.record.id)
    if isinstance(found.record, Thread) and isinstance(old, Thread):
        return replace(found, record=replace(found.record, related=old.related))
    return found


def decisions(ledger: Ledger) -> list[Decided]:
    """What reviewers decided about pairs of accounts, in order."""
    out: list[Decided] = []
    for judgement in ledger.joined_decisions():
        others: list[str] = json.loads(judgement.new or "[]")
        words = "joined" if judgement.verdict == "merge" else "kept apart"
        reason = f"{words} by {judgement.who}" + (f": {judgement.why}" if judgement.why else "")
        out += [Decided(judgement.entry, o, judgement.verdict == "merge", reason) for o in others]
    return out


def kept(
    how: Joining[J], joined: Joined, known: Mapping[str, Account[Any]], denials: Denied
) -> Kept[J]:
    """What is joined, as the ledger keeps it."""
    days: list[date | None] = [known[e].published for e in joined.entries]
    dated = [d for d in days if d is not None]
    whole = max(dated) if len(dated) == len(days) else NEVER
    return Kept(how.tell(joined, known, denials, None), min(dated, default=None), whole)
