"""Threads of a ledger: told anew where proposals came that bear on them, and left as they are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import starmap

from parley.desk.joined import accounts
from parley.ledger import Kept, Ledger, Reach
from parley.records import Proposal
from parley.records.joined import Account, Link, Thread
from parley.records.spots import ThreadSpot
from parley.stories.joining import Decided, Joined
from parley.stories.threads.blocks import hung_on, parted
from parley.stories.threads.relations import PLANS, RELATED_DAYS, Beside, Told
from parley.stories.threads.sight import Sight, unpacked
from parley.stories.threads.threads import Before, find_blocks, seen

Tell = Callable[[Joined, Mapping[str, Account[Proposal]]], Kept[Thread]]
"""Makes a thread from what is joined and its accounts."""

FEW = 4
"""One proposal in so many may have changed for only what it bears on to be joined anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """What comes and goes.

    Attributes:
        come: threads that are told anew, with what bears on them; gone: ids of those that they replace, None for all.
        before: those of them that say something else than what comes, as they were.
        spots: what is kept of proposals, and the entries of which it is no longer; None: of all.
    """

    come: list[Kept[Thread]]
    gone: Collection[str] | None
    before: list[Thread]
    spots: tuple[list[ThreadSpot], Collection[str] | None]


def find_all(ledger: Ledger, decided: Sequence[Decided], tell: Tell) -> Change:
    """All threads."""
    known = {a.entry: a for a in accounts(ledger, Proposal)}
    spots, sights = seen(known.values(), ledger.days_of_stories())
    blocks = find_blocks(sights, spots, parted(spots, decided), decided)
    told = [tell(j, known) for b in blocks for j in b.joined]
    of = {entry: a.article for entry, a in known.items()}
    beside = Beside(_told(t.record, of) for t in told)
    come = [replace(t, record=beside.related(_told(t.record, of))) for t in told]
    return Change(come, None, [], (spots, None))


def find_some(
    ledger: Ledger, changed: Collection[str], decided: Sequence[Decided], tell: Tell
) -> Change:
    """Only the threads that the changed articles bear on; all where these are many."""
    kept = {s.entry: s for s in ledger.thread_spots()}
    near = _Near(ledger, changed, kept)
    if len(near.touched) * FEW >= len(kept):
        return find_all(ledger, decided, tell)
    blocks = near.blocks(decided)
    spots = [near.now[entry] for block in blocks for entry in block]
    sights = near.sights([s.entry for s in spots])
    before = ledger.links(sorted(near.touched.union(*blocks)))
    moved = near.touched | {e for d in decided for e in (d.one, d.other)}
    stand = {
        j.entries: j for j in starmap(as_joined, before.items()) if moved.isdisjoint(j.entries)
    }
    thread_of = {e: thread for thread, links in before.items() for e, *_ in links}
    as_it_was = Before(stand, thread_of, None if near.renamed else frozenset(near.touched))
    joined = [j for b in find_blocks(sights, spots, blocks, decided, as_it_was) for j in b.joined]
    anew = [j for j in joined if j.entries not in stand]
    same = {j.id for j in joined} - {j.id for j in anew}
    known = near.accounts(e for j in anew for e in j.entries)
    told = [tell(j, known) for j in anew]
    gone = ledger.kept_threads(before.keys() - same)
    relations = _Relations(ledger, told, gone, {e: a.article for e, a in known.items()})
    come = list(relations.come())
    return Change(
        come,
        {t.record.id for t in (*gone, *come)},
        [t.record for t in gone],
        (near.new_spots, near.touched),
    )


def as_joined(joined: str, links: Sequence[tuple[str, str | None, str | None]]) -> Joined:
    """What :meth:`parley.ledger.Ledger.links` gives, as it was joined."""
    why = [Link(e, to, reason) for e, to, reason in links if to is not None and reason is not None]
    return Joined(joined, tuple(e for e, *_ in links), tuple(why))


def as_links(joined: Joined) -> list[tuple[str, str | None, str | None]]:
    """What is joined, as :meth:`parley.ledger.Ledger.links` gives it."""
    why = {link.entry: link for link in joined.links}
    none = (None, None)
    pairs = ((e, why.get(e)) for e in joined.entries)
    return [(e, *((link.to, link.reason) if link else none)) for e, link in pairs]


def _told(thread: Thread, article_of: Mapping[str, str]) -> Told:
    return Told(thread, frozenset(article_of[e] for e in thread.entries if e in article_of))


class _Near:
    """The proposals that a change bears on.

    Attributes:
        touched: those that are new, changed or gone; now: all that there are, as they stand now.
        new_spots, new_sights: those of them that are new or changed, and what is seen of them.
        moved: those that there were and that are gone, or stand elsewhere, as they stood; renamed: whether some are
            gone, or have other telling words or days.
    """

    def __init__(
        self, ledger: Ledger, changed: Collection[str], kept: Mapping[str, ThreadSpot]
    ) -> None:
        self._ledger, self._kept = ledger, kept
        days = ledger.days_of_stories()
        # An article without a day goes by its story, to which others may have come.
        undated = ledger.undated_proposals()
        stale = {a for e, a, story in undated if e in kept and kept[e].told != days.get(story)}
        articles = sorted({*changed, *stale})
        self._known = {a.entry: a for a in accounts(ledger, Proposal, articles=articles)}
        self.new_spots, self.new_sights = seen(self._known.values(), days)
        entries = ledger.entries_of(articles) & kept.keys()
        self.touched = {*entries, *ledger.lost_spots(), *self._known}
        self.now = {e: s for e, s in kept.items() if e not in self.touched}
        self.now |= {s.entry: s for s in self.new_spots}
        bare = {s.entry: s._replace(sight=()) for s in self.new_spots}
        was = [(kept[e], bare.get(e)) for e in self.touched if e in kept]
        self.moved = [then for then, now in was if then != now]
        self.renamed = any(
            now is None or then._replace(near=()) != now._replace(near=()) for then, now in was
        )

    def blocks(self, decided: Sequence[Decided]) -> list[list[str]]:
        """The blocks, as they are now, of all that hang together with what is, or was, touched."""
        near = self.touched.union(hung_on(self.moved, self.now.values(), decided))
        return [b for b in parted([*self.now.values()], decided) if not near.isdisjoint(b)]

    def sights(self, entries: Sequence[str]) -> list[Sight]:
        """What is seen of proposals that there are."""
        kept = self._ledger.thread_sights(e for e in entries if e not in self._known)
        wanted = set(entries)
        return [*map(unpacked, kept), *(s for s in self.new_sights if s.entry in wanted)]

    def accounts(self, entries: Iterable[str]) -> dict[str, Account[Proposal]]:
        """The accounts of proposals, and those that are new."""
        missing = sorted(e for e in entries if e not in self._known)
        found = accounts(self._ledger, Proposal, missing)
        return self._known | {a.entry: a for a in found}


class _Relations:
    """What bears on threads that are told anew, and on those near to them."""

    def __init__(
        self,
        ledger: Ledger,
        told: Sequence[Kept[Thread]],
        gone: Sequence[Kept[Thread]],
        article_of: Mapping[str, str],
    ) -> None:
        self._ledger, self._told, self._gone = ledger, told, gone
        self._article_of = dict(article_of)
        self._threads = {t.record.id: t for t in told}
        self._out = {t.record.id for t in (*told, *gone)}

    def come(self) -> Iterator[Kept[Thread]]:
        """The threads that are told anew, and those near to them of which another bears on them now."""
        near = self._fetch((*self._told, *self._gone))
        beside = self._beside()
        bearing = {t.id for one in self._told for t in beside.bearing_on(self._of(one))}
        moved = [
            t
            for t in near
            if t.record.id in bearing or any(r.thread in self._out for r in t.record.related)
        ]
        self._fetch(moved)
        beside = self._beside()
        for one in self._told:
            yield replace(one, record=beside.related(self._of(one)))
        for one in moved:
            record = beside.related(self._of(one))
            if record != one.record:
                yield replace(one, record=record)

    def _fetch(self, threads: Iterable[Kept[Thread]]) -> list[Kept[Thread]]:
        """Those near to threads that are not known yet, from the ledger."""
        found = [t for t in threads if t.record.kind in PLANS]
        articles = {self._article(e) for t in found for e in t.record.entries}
        reaches = [reach for t in found for reach in _reaches(t.record)]
        ids = self._ledger.threads_near(reaches, {a for a in articles if a is not None})
        come = self._ledger.kept_threads(ids - self._threads.keys() - self._out)
        self._threads |= {t.record.id: t for t in come}
        missing = [e for t in come for e in t.record.entries if e not in self._article_of]
        self._article_of |= self._ledger.articles_of(missing)
        return come

    def _article(self, entry: str) -> str | None:
        if entry not in self._article_of:
            self._article_of |= self._ledger.articles_of([entry])
        return self._article_of.get(entry)

    def _beside(self) -> Beside:
        return Beside(self._of(t) for t in self._threads.values())

    def _of(self, thread: Kept[Thread]) -> Told:
        return _told(thread.record, self._article_of)


def _reaches(thread: Thread) -> Iterator[Reach]:
    """Where the threads are that have a key in common with this one."""
    days: tuple[date, date] | None = None
    if thread.first_published is not None and thread.last_published is not None:
        reach = timedelta(2 * RELATED_DAYS)
        days = thread.first_published - reach, thread.last_published + reach
    yield from (Reach(side.id, thread.kind, days) for side in thread.sides)
