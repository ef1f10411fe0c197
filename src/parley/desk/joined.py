"""Happenings, threads, positions and disputes as a caller asks for them, on any day.

The ledger lists what was joined from all articles. Asked for an earlier day, what had been published in full by then
is taken from it as it is; what was known in part is told anew from the accounts of that time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Generic, TypeVar
from weakref import WeakKeyDictionary

from parley.desk.corrections import corrected
from parley.desk.standing import edits_by_entry
from parley.errors import NotFoundError
from parley.ledger import (
    NEVER,
    Grouped,
    Ledger,
    Query,
    Stand,
    days_of,
    fold,
    parties,
    sort_key,
    sorts,
)
from parley.records import Event, Proposal, SpeechAct, Statement, Status
from parley.records.joined import Account, Cell, Dispute, Happening, Link, Spread, Thread
from parley.stories.happenings.denials import find_answers, find_denials
from parley.stories.happenings.happenings import find_happenings, tell_happening
from parley.stories.joining import Decided, Joined
from parley.stories.origins import spread
from parley.stories.threads.telling import tell_thread
from parley.stories.threads.threads import find_threads

A = TypeVar("A", Statement, Event, Proposal)
J = TypeVar("J", Happening, Thread)
C = TypeVar("C", Cell, Stand)

STATES: Final = {Status.ACTUAL: "held", Status.DENIED: "denied", Status.PLANNED: "planned"}
"""State of a contact by the status that a reviewer gave its event."""


def accounts(
    ledger: Ledger,
    kind: type[A],
    entries: Iterable[str] | None = None,
    *,
    articles: Iterable[str] | None = None,
    act: SpeechAct | None = None,
    as_of: date | None = None,
) -> list[Account[A]]:
    """What each article reports, with the values in force and without what was rejected.

    Args:
        entries, articles, act, as_of: narrow it, as of :meth:`parley.ledger.Ledger.accounts`.
    """
    edited = edits_by_entry(ledger)
    found = ledger.accounts(kind, entries=entries, articles=articles, act=act, as_of=as_of)
    return [_in_force(account, edited) for account in found] if edited else list(found)


Denied = Mapping[str, Sequence[Account[Statement]]]
"""Entry of an event → the statements that deny it, or may."""


def denied(ledger: Ledger, articles: Iterable[str] | None = None) -> Denied:
    """What statements deny in the articles, or in all."""
    found = accounts(ledger, Statement, articles=articles, act=SpeechAct.DENIES)
    denials = {a.entry: a for a in found}
    events = accounts(ledger, Event, articles=sorted({a.article for a in found}))
    out: defaultdict[str, list[Account[Statement]]] = defaultdict(list)
    for link in (*find_denials(found, events), *find_answers(found, events)):
        out[link.to].append(denials[link.entry])
    return out


def _in_force(account: Account[A], edited: Mapping[str, Mapping[str, Any]]) -> Account[A]:
    record: Any = account.record
    changed = edited.get(account.entry, {})
    record = corrected(record, changed) if changed else record
    if isinstance(record, Proposal):
        steps = tuple(corrected(s, edited[s.id]) if s.id in edited else s for s in record.steps)
        record = replace(record, steps=steps) if steps != record.steps else record
    if record is account.record:
        return account
    talks = account.talks
    if talks is not None and "status" in changed:
        talks = replace(talks, state=STATES.get(record.status, "possible"))
    return replace(account, record=record, talks=talks)


# ---- telling anew ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Joining(Generic[J]):
    """How one kind of thing is told.

    Attributes:
        told: the kind; of: the entries that are its accounts; find: puts accounts together.
        tell: makes the record from what is joined, its accounts by entry, what is denied, and the day.
    """

    told: type[J]
    of: type[Any]
    find: Callable[[Iterable[Account[Any]], Iterable[Decided]], list[Joined]]
    tell: Callable[[Joined, Mapping[str, Account[Any]], Denied, date | None], J]


def _tell_happening(
    joined: Joined, known: Mapping[str, Account[Event]], denials: Denied, _: date | None
) -> Happening:
    return tell_happening(joined, known, [d for e in joined.entries for d in denials.get(e, ())])


def _tell_thread(
    joined: Joined, known: Mapping[str, Account[Proposal]], _: Denied, day: date | None
) -> Thread:
    return tell_thread(joined, known, day)


HAPPENINGS: Final = Joining(Happening, Event, find_happenings, _tell_happening)
THREADS: Final = Joining(Thread, Proposal, find_threads, _tell_thread)
JOININGS: Final[Mapping[str, Joining[Any]]] = {"happening": HAPPENINGS, "thread": THREADS}


def retold(
    ledger: Ledger, how: Joining[J], members: Mapping[str, Sequence[Link | str]], day: date
) -> Iterator[J]:
    """Each of what is joined as it was known on the day; what nobody had published by then is left out."""
    entries = [_entry(m) for found in members.values() for m in found]
    known = {a.entry: a for a in accounts(ledger, how.of, entries=entries, as_of=day)}
    denials = denied(ledger, {a.article for a in known.values()}) if how.of is Event else {}
    for joined_id, found in members.items():
        left = [m for m in found if _entry(m) in known]
        if left:
            links = tuple(m for m in left if isinstance(m, Link))
            whole = Joined(joined_id, tuple(map(_entry, left)), links)
            yield how.tell(whole, known, denials, day)


def _entry(member: Link | str) -> str:
    return member.entry if isinstance(member, Link) else member


def _members(record: Happening | Thread) -> list[Link | str]:
    links = {link.entry: link for link in record.links}
    return [links.get(e, e) for e in record.entries]


_PARTS: WeakKeyDictionary[Ledger, tuple[tuple[int, ...], dict[Any, list[Any]]]] = (
    WeakKeyDictionary()
)
"""What was told anew for a day, kept while the ledger stays the same: a page asks for it again to count it."""

MOST_KEPT: Final = 64

# ---- asking ---------------------------------------------------------------------------------------------


def listed(ledger: Ledger, how: Joining[J], query: Query) -> list[J]:
    """What the query asks for, as it was known by ``query.as_of``."""
    if query.as_of is None:
        return ledger.listed(how.told, query)
    ahead = None if query.limit is None else query.offset + query.limit
    found = ledger.listed(how.told, replace(query, limit=ahead, offset=0))
    found += _in_part(ledger, how, query)
    found.sort(key=lambda record: sort_key(record, query.order))
    page = found[query.offset :][: query.limit]
    return page if how.told is Happening else _on_day(ledger, how, page, query.as_of)


def counted(ledger: Ledger, how: Joining[J], query: Query, by: Grouped | None) -> dict[Any, int]:
    """How many there are, by the values of a column or, by None, all together."""
    numbers = Counter(ledger.counted(how.told, query, by=by))
    for record in _in_part(ledger, how, query):
        numbers.update(_values(record, by))
    return dict(numbers)


def one(ledger: Ledger, how: Joining[J], joined_id: str, as_of: date | None) -> J:
    """One of them, as it was known on the day; raises NotFoundError."""
    found = ledger.one(how.told, joined_id)
    if as_of is None:
        return found
    told = list(retold(ledger, how, {found.id: _members(found)}, as_of))
    if not told:
        raise NotFoundError(joined_id, advice=f"nothing of it had been published by {as_of}")
    return told[0]


def accounts_of(ledger: Ledger, joined_id: str, as_of: date | None) -> list[Account[Any]]:
    """The accounts of a happening or thread, as they came; raises NotFoundError."""
    _, kind, entries = ledger.members(joined_id)
    found = accounts(ledger, JOININGS[kind].of, entries=entries, as_of=as_of)
    return sorted(found, key=lambda a: (a.published or date.max, a.article, a.entry))


def spread_of(ledger: Ledger, entry_id: str) -> Spread:
    """How widely an entry is reported: with all that tell the same event, step, proposal or utterance."""
    row = ledger.get(entry_id).row
    if row.kind == "statement":
        told = [w.statement for w in ledger.wordings(row.id)]
        return spread(accounts(ledger, Statement, told or [row.id]))
    entry = row.proposal[0] if row.proposal is not None else row.id
    joined_id = ledger.joined_of([entry]).get(entry)
    if joined_id is None:
        of: type[Any] = Event if row.kind == "event" else Proposal
        return spread(accounts(ledger, of, [entry]))
    if row.kind == "event":
        return ledger.one(Happening, joined_id).spread
    thread = ledger.one(Thread, joined_id)
    steps = (s.spread for s in thread.steps if row.id in s.entries)
    return next(steps, thread.spread)


def disputes(ledger: Ledger, query: Query) -> list[Dispute]:
    """What accounts differ in, as it was known by ``query.as_of``."""
    if query.as_of is None:
        return ledger.disputes(query)
    found = ledger.disputes(replace(query, limit=None, offset=0))
    asked = replace(query, type=None)
    for how in JOININGS.values():
        found += [
            dispute
            for record in _in_part(ledger, how, asked)
            for dispute in record.disputed
            if query.type is None or dispute.kind in _several(query.type)
        ]
    latest = query.order == "newest"

    def place(dispute: Dispute) -> tuple[Any, ...]:
        number = (dispute.day or date.max).toordinal()
        return dispute.day is None, -number if latest else number, dispute.id

    return sorted(found, key=place)[query.offset :][: query.limit]


def positions(
    ledger: Ledger,
    subject: str | None,
    side: str | None,
    query: Query,
    *,
    turned: bool = False,
    turned_since: date | None = None,
    places: Collection[tuple[str, str]] | None = None,
) -> list[Cell]:
    """Who stands where on what the words name, as it was known by ``query.as_of``; at most ``query.limit`` cells."""
    found = ledger.cells(
        side=side,
        country=query.country,
        as_of=query.as_of,
        turned=turned,
        turned_since=turned_since,
        places=places,
    )
    return _named(found, subject)[: query.limit]


def stands(ledger: Ledger, subject: str | None, side: str | None, query: Query) -> list[Stand]:
    """The same in short: without sentences."""
    found = ledger.stands(side=side, country=query.country, as_of=query.as_of)
    return _named(found, subject)


def _named(found: Iterable[C], subject: str | None) -> list[C]:
    """What is about the subject whose id begins so, or whose name holds the words."""
    if subject is None:
        return list(found)
    wanted = fold(subject).split()
    return [
        c for c in found if c.subject.startswith(subject) or all(w in fold(c.topic) for w in wanted)
    ]


def _on_day(ledger: Ledger, how: Joining[J], page: Sequence[J], day: date) -> list[J]:
    """Threads as they stand on the day: a clock goes on, and what lies ahead has not moved them yet."""
    changing = {r.id: _members(r) for r in page if isinstance(r, Thread) and _changes(r, day)}
    told = {r.id: r for r in retold(ledger, how, changing, day)}
    return [told.get(r.id, r) for r in page if r.id in told or r.id not in changing]


def _changes(thread: Thread, day: date) -> bool:
    """Whether a thread is another one on the day than today, though all of it had been published."""
    return thread.clock is not None or any(
        s.when.start is not None and s.when.start > day for s in thread.steps
    )


def _in_part(ledger: Ledger, how: Joining[J], query: Query) -> list[J]:
    """Those that fit the query of what was known in part only by its day."""
    if query.as_of is None:
        return []
    key = how.told, replace(query, limit=None, offset=0, order="date")
    state = ledger.tallies.state()
    kept = _PARTS.get(ledger)
    if kept is None or kept[0] != state or len(kept[1]) >= MOST_KEPT:
        kept = _PARTS[ledger] = state, {}
    if key not in kept[1]:
        kept[1][key] = _told_in_part(ledger, how, query, query.as_of)
    return list(kept[1][key])


def _told_in_part(ledger: Ledger, how: Joining[J], query: Query, day: date) -> list[J]:
    found = ledger.in_part(how.told, query)
    named = None
    if query.actor is not None:
        named = {a.identity for a in ledger.actors(Query(actor=query.actor))}
    return [record for record in retold(ledger, how, found, day) if _fits(record, query, named)]


def _fits(record: Happening | Thread, query: Query, named: Collection[str] | None) -> bool:
    """Whether it fits the filters that depend on the day."""
    day, last = days_of(record)
    asked = {"type": query.type, "mode": query.mode, "status": query.status}
    return (
        all(v is None or sorts(record)[k] in _several(v) for k, v in asked.items())
        and (query.since is None or (last is not None and last >= query.since))
        and (query.until is None or (day is not None and day <= query.until))
        and (query.known_since is None or (record.last_published or NEVER) >= query.known_since)
        and (query.disputed is None or bool(record.disputed) is query.disputed)
        and (named is None or any(w.id in named for w in parties(record)))
        and (query.country is None or any(w.country == query.country for w in parties(record)))
    )


def _values(record: Happening | Thread, by: Grouped | None) -> Iterable[Any]:
    """What a record counts for."""
    match by:
        case None:
            return [None]
        case "disputed":
            return [int(bool(record.disputed))]
        case "actor":
            return {w.id for w in parties(record)}
        case "country":
            return {w.country for w in parties(record)}
    return [sorts(record)[by]]


def _several(wanted: str | Sequence[str]) -> Sequence[str]:
    return [wanted] if isinstance(wanted, str) else wanted
