"""Settling what is joined over articles: happenings, threads and positions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import starmap
from typing import Any, Final, NamedTuple, TypeVar

from parley.desk import growing_threads
from parley.desk.growing import (
    Grown,
    as_numbers,
    compared_by,
    crowded_of,
    keyed,
    placed,
    points_of_large,
)
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
from parley.ledger import NEVER, Keeping, Kept, Ledger, Query
from parley.records import Event, Proposal, Statement
from parley.records.joined import Account, Cell, Happening, Thread
from parley.stories.happenings.happenings import find_blocks
from parley.stories.happenings.sight import sight
from parley.stories.joining import Decided, Joined
from parley.stories.positions.positions import Subject, find_positions, renewed, subject_of

J = TypeVar("J", Happening, Thread)


FEW: Final = 4
"""One account in so many may have changed for only what it bears on to be joined anew."""

TRIES: Final = 5
"""How often it is joined anew because somebody judged meanwhile; what is left then is left to the next settling."""


class Told(NamedTuple):
    """What was told anew, and whether it was written; ``entries`` are those that it is about, None for all."""

    written: bool
    entries: Collection[str] | None


def settle_joined(ledger: Ledger, mark: int) -> Told:
    """Join what has changed, or all accounts; nothing is written where somebody adds or judges meanwhile."""
    seen = ledger.seen()
    changed = seen.changed
    happenings, keeping = _happenings(ledger, changed)
    decided = decisions(ledger)
    if keeping.gone is None:
        threads = growing_threads.find_all(ledger, decided, _tell)
    else:
        threads = growing_threads.find_some(ledger, set(changed), decided, _tell)
    written = ledger.settle_joined(
        mark=mark,
        seen=seen,
        happenings=happenings,
        keeping=keeping,
        threads=(threads.come, threads.gone),
        spots=threads.spots,
        cells=_cells(ledger, threads, changed),
    )
    if keeping.gone is None:
        return Told(written, None)
    members = {entry for kept in happenings[0] for entry in kept.record.entries}
    return Told(written, members | ledger.entries_of(changed))


def _tell(joined: Joined, known: Mapping[str, Account[Proposal]]) -> Kept[Thread]:
    return kept(THREADS, joined, known, {})


def _cells(
    ledger: Ledger, threads: growing_threads.Change, changed: Collection[str]
) -> tuple[list[Cell], Collection[tuple[str, str]] | None]:
    """What comes and goes of positions: those of articles that changed, or whose proposals go by another name."""
    told = [t.record for t in threads.come]
    if threads.gone is None:
        found = find_positions(told, accounts(ledger, Proposal), accounts(ledger, Statement))
        return found, None
    was, now = _subjects(threads.before), _subjects(told)
    moved = [e for e in {*was, *now} if was.get(e, now.get(e)) != now.get(e, was.get(e))]
    articles = sorted({*changed, *ledger.articles_of(moved).values()})
    proposals = accounts(ledger, Proposal, articles=articles)
    others = set(ledger.joined_of([a.entry for a in proposals if a.entry not in now]).values())
    beside = [t.record for t in ledger.kept_threads(others - threads.gone)]
    found = find_positions(
        [*told, *beside], proposals, accounts(ledger, Statement, articles=articles)
    )
    places = ledger.places_in(articles) | {(c.side.id, c.subject) for c in found}
    turned = dict(renewed(ledger.cells(places=places), found, articles))
    return [c for c in turned.values() if c is not None], list(turned)


def _subjects(threads: Iterable[Thread]) -> dict[str, Subject]:
    """Proposal → all of its thread that positions hang on."""
    return {e: subject for t in threads for subject in [subject_of(t)] for e in t.entries}


Come = tuple[list[Kept[Happening]], Collection[str] | None]


def _happenings(ledger: Ledger, changed: Collection[str]) -> tuple[Come, Keeping]:
    """What comes and goes of real events, and what is kept of their accounts."""
    touched = ledger.touched(changed)
    if len(touched) * FEW >= ledger.number_kept():
        return _all_happenings(ledger)
    return _some_happenings(ledger, touched)


def _all_happenings(ledger: Ledger) -> tuple[Come, Keeping]:
    known = {a.entry: a for a in accounts(ledger, Event)}
    denials = denied(ledger)
    sights = [sight(a) for a in known.values()]
    of = {s.entry: keyed(s) for s in sights}
    blocks = list(find_blocks(compared_by(sights, of), decisions(ledger)))
    del sights  # they take more memory than what is told
    come = [kept(HAPPENINGS, j, known, denials) for block in blocks for j in block.joined]
    crowded = as_numbers(crowded_of(of.values()))
    return (come, None), Keeping(placed(blocks, of), None, points_of_large(blocks), None, crowded)


def _some_happenings(ledger: Ledger, touched: Collection[str]) -> tuple[Come, Keeping]:
    """Only what the touched accounts bear on; what comes out as it was stays as it is."""
    before: dict[str, Any] = {}

    def as_before(entries: Collection[str]) -> Mapping[tuple[str, ...], Joined]:
        before.update(ledger.links(sorted(entries)))
        return {j.entries: j for j in starmap(growing_threads.as_joined, before.items())}

    known = {a.entry: a for a in accounts(ledger, Event, sorted(touched))}
    grown = Grown(ledger, touched, map(sight, known.values()), decisions(ledger), as_before)
    same = {
        j.id
        for block in grown.blocks
        for j in block.joined
        if before.get(j.id) == growing_threads.as_links(j)
        and not any(e in touched for e in j.entries)
    }
    anew = [j for block in grown.blocks for j in block.joined if j.id not in same]
    missing = sorted({e for j in anew for e in j.entries} - known.keys())
    known |= {a.entry: a for a in accounts(ledger, Event, missing)}
    denials = denied(ledger, sorted({known[e].article for j in anew for e in j.entries}))
    come = [kept(HAPPENINGS, j, known, denials) for j in anew]
    return (come, before.keys() - same), grown.keeping


def join_anew(ledger: Ledger, entries: Collection[str]) -> None:
    """Join anew what these entries are accounts of, after something was decided about them.

    Only they and the accounts beside them are looked at; the next settling looks at all.
    """
    for _ in range(TRIES):
        with ledger.one_state():
            seen, changes = ledger.seen(), _around(ledger, entries)
        happenings, threads = changes.get("happening"), changes.get("thread")
        if ledger.settle_joined(happenings=happenings, threads=threads, seen=seen):
            break


def _around(
    ledger: Ledger, entries: Collection[str]
) -> dict[str, tuple[list[Kept[Any]], list[str]]]:
    """What comes and goes of each kind, around these entries."""
    wanted = {e for entry in entries for e in _accounts_of(ledger, entry)}
    decided = decisions(ledger)
    wanted |= {e for d in decided for e in (d.one, d.other) if wanted & {d.one, d.other}}
    found = [ledger.members(g) for g in sorted(set(ledger.joined_of(sorted(wanted)).values()))]
    changes = {}
    for kind, how in JOININGS.items():
        gone = [joined for joined, of, _ in found if of == kind]
        members = wanted.union(*(entries for _, of, entries in found if of == kind))
        known = {a.entry: a for a in accounts(ledger, how.of, entries=sorted(members))}
        if not gone and not known:
            continue
        before = {t.id: t for t in ledger.listed(Thread, Query(ids=gone, rejected=True))}
        denials = denied(ledger, {a.article for a in known.values()}) if how.of is Event else {}
        come = [kept(how, j, known, denials) for j in how.find(known.values(), decided)]
        changes[kind] = ([_as_before(k, before) for k in come], gone)
    return changes


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
    return _kept(how.tell(joined, known, denials, None), joined, known)


def _kept(record: J, joined: Joined, known: Mapping[str, Account[Any]]) -> Kept[J]:
    days: list[date | None] = [known[e].published for e in joined.entries]
    dated = [d for d in days if d is not None]
    whole = max(dated) if len(dated) == len(days) else NEVER
    return Kept(record, min(dated, default=None), whole)
