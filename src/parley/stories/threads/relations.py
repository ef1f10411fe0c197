"""What bears on a thread: versions of it, counter-proposals, what it is a part of, and what followed.

Threads are held against each other where an article tells of both, or where they have a side and the kind in common and
are not far apart in time. So a thread that is told anew changes what bears on those near to it, and on no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from parley.records import Proposal, ProposalKind, StepKind
from parley.records.joined import Account, Related, Relation, Thread
from parley.stories.threads.parties import side_of
from parley.stories.threads.steps import SURE, day_of

RELATED_DAYS: Final = 30
"""Days between two threads up to which they are held to bear on each other."""
RELATED: Final = 8
"""Related threads of one that are kept."""
CROWD: Final = 300
"""Threads of one side, kind and stretch of time above which only those of a common article are compared."""

PLANS: Final = frozenset(
    {
        ProposalKind.CEASEFIRE,
        ProposalKind.PEACE_DEAL,
        ProposalKind.EXCHANGE,
        ProposalKind.ECONOMIC_DEAL,
    }
)
"""Kinds of threads that bear on each other."""

Key = tuple[str, ProposalKind, int | None]
"""A side, a kind, and a stretch of time."""


class Told(NamedTuple):
    """A thread and the articles that tell of it."""

    thread: Thread
    articles: frozenset[str]


def relate(threads: Iterable[Thread], accounts: Mapping[str, Account[Proposal]]) -> list[Thread]:
    """The threads with those that bear on them.

    Args:
        accounts: by entry, of all the threads.
    """
    known = [
        Told(t, frozenset(accounts[e].article for e in t.entries if e in accounts)) for t in threads
    ]
    beside = Beside(known)
    return [beside.related(told) for told in sorted(known, key=_order)]


class Beside:
    """Threads, to be found by their sides, kinds, times and articles."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._by_article: defaultdict[str, list[Told]] = defaultdict(list)
        self._by_key: defaultdict[Key, list[Told]] = defaultdict(list)
        for one in told:
            if one.thread.kind in PLANS:
                for article in one.articles:
                    self._by_article[article].append(one)
                for key in keys(one.thread):
                    self._by_key[key].append(one)

    def related(self, told: Told) -> Thread:
        """The thread with those of the others that bear on it."""
        found: list[tuple[Told, Relation]] = []
        for other in self._near(told):
            one, two = sorted((told, other), key=_order)
            relation = _relation(one, two)
            if relation is not None:
                found.append((other, relation))
        found.sort(key=lambda f: (-_together(told, f[0]), -f[0].thread.weight, f[0].thread.id))
        nearest = (_related(told, other, relation) for other, relation in found[:RELATED])
        return replace(told.thread, related=tuple(nearest))

    def bearing_on(self, told: Told) -> Iterator[Thread]:
        """Those of the others on which the thread bears."""
        for other in self._near(told):
            one, two = sorted((told, other), key=_order)
            if _relation(one, two) is not None:
                yield other.thread

    def _near(self, told: Told) -> Iterable[Told]:
        if told.thread.kind not in PLANS:
            return []
        found: dict[str, Told] = {}
        for article in told.articles:
            found.update((o.thread.id, o) for o in self._by_article.get(article, ()))
        for key in keys(told.thread):
            others = self._by_key.get(key, ())
            if len(others) <= CROWD:
                found.update((o.thread.id, o) for o in others)
        found.pop(told.thread.id, None)
        return found.values()


def keys(thread: Thread) -> Iterator[Key]:
    """Those that bear on a thread, and share no article with it, have one of its keys."""
    stretches: Collection[int | None] = (None,)
    if thread.first_published is not None and thread.last_published is not None:
        first, last = thread.first_published.toordinal(), thread.last_published.toordinal()
        stretches = range(first // RELATED_DAYS, (last + RELATED_DAYS) // RELATED_DAYS + 1)
    yield from ((side.id, thread.kind, n) for side in thread.sides for n in stretches)


def _order(told: Told) -> tuple[date, str]:
    return told.thread.first_published or date.max, told.thread.id


def _together(one: Told, other: Told) -> int:
    return len(one.articles & other.articles)


def _relation(one: Told, two: Told) -> Relation | None:
    """How the later of two threads bears on the earlier."""
    earlier, later, together = one.thread, two.thread, _together(one, two)
    if _apart(earlier, later) > RELATED_DAYS:
        return None
    common = {w.id for w in earlier.sides} & {w.id for w in later.sides}
    if earlier.kind is later.kind and len(common) > 1:
        makers, others = _makers(earlier), _makers(later)
        return "counter" if makers and others and not makers & others and together else "version"
    if together and common and earlier.kind is not later.kind:
        return "part" if ProposalKind.PEACE_DEAL in (earlier.kind, later.kind) else None
    return None


def _apart(one: Thread, other: Thread) -> int:
    if one.last_published is None or other.first_published is None:
        return 0
    return max(0, (other.first_published - one.last_published).days)


def _makers(thread: Thread) -> frozenset[str]:
    made = (s for s in thread.steps if s.step is StepKind.PROPOSED and s.confidence >= SURE)
    return frozenset((side_of(w, day_of(s)) or w).id for s in made for w in s.by)


def _related(told: Told, other: Told, relation: Relation) -> Related:
    """The other thread as one that bears on this one, and why."""
    one, two = sorted((told, other), key=_order)
    common, number = {w.id for w in two.thread.sides}, _together(one, two)
    sides = ", ".join(w.name for w in one.thread.sides if w.id in common)
    said = [f"common sides: {sides}"] if sides else []
    if number:
        said.append(f"told together in {number} article{'s' if number > 1 else ''}")
    return Related(other.thread.id, other.thread.name, relation, "; ".join(said))
