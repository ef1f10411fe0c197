"""Threads: one proposal over articles and names, with its whole life.

Which proposals of articles are one is a function of the set of them: the order in which they come does not count.
Names that tell ("the 30-day truce", "the Black Sea deal") are held against each other first; names that could mean any
proposal of their kind then go with the one that is most talked of, see :mod:`parley.stories.threads.generic`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from parley.ids import content_id
from parley.records import Proposal, ProposalKind
from parley.records.joined import Account, Link
from parley.records.spots import ThreadSpot
from parley.spans import Span
from parley.stories.joining import Decided, Joined
from parley.stories.linkage import linked
from parley.stories.threads.blocks import Days, parted, spot
from parley.stories.threads.generic import Certain, Placed, gathered
from parley.stories.threads.likeness import reason
from parley.stories.threads.relations import relate
from parley.stories.threads.sight import Sight, order, sight
from parley.stories.threads.telling import tell_thread
from parley.stories.threads.units import moved_by, pairs_of, units_of

__all__ = ["Block", "find_blocks", "find_threads", "relate", "seen", "tell_thread"]

Kind = ProposalKind

Seen = tuple[Account[Proposal], Sight]
"""A proposal of an article, and what is seen of it."""


class Before(NamedTuple):
    """What was joined before.

    Attributes:
        joined: what stands as it was where it comes out again, by its entries.
        thread_of: entry → thread; touched: the only ones that are new, or of which something else is seen than
            their telling words and days; None where others changed too.
    """

    joined: Mapping[tuple[str, ...], Joined] = MappingProxyType({})
    thread_of: Mapping[str, str] = MappingProxyType({})
    touched: frozenset[str] | None = None


NOTHING: Final = Before()


class Block(NamedTuple):
    """Proposals of articles that bear on each other, and what they are joined to."""

    entries: tuple[str, ...]
    joined: tuple[Joined, ...]


def find_threads(
    accounts: Iterable[Account[Proposal]], decided: Iterable[Decided] = ()
) -> list[Joined]:
    """The proposals behind those of articles, by their first account; each account is in exactly one.

    Args:
        decided: what people judged about pairs of accounts, in the order in which they did.
    """
    known = {a.entry: a for a in accounts}
    spots, sights = seen(known.values(), _days_of_stories(known.values()))
    blocks = find_blocks(sights, spots, parted(spots, decided), decided)
    found = [j for block in blocks for j in block.joined]
    return sorted(found, key=lambda joined: order(known[joined.entries[0]]))


def seen(
    accounts: Iterable[Account[Proposal]], days: Mapping[str, Days]
) -> tuple[list[ThreadSpot], list[Sight]]:
    """Where proposals stand, and what is seen of them.

    Args:
        accounts: all of some articles; days: between which stories were told, which an undated article goes by.
    """
    ordered = sorted(accounts, key=order)
    told = [days.get(a.story) if a.story and a.published is None else None for a in ordered]
    sights = [sight(a, t) for a, t in zip(ordered, told, strict=True)]
    nested = dict(_nested(list(zip(ordered, sights, strict=True))))
    pairs = zip(sights, told, strict=True)
    return [spot(s, nested.get(s.entry), t) for s, t in pairs], sights


def find_blocks(
    sights: Iterable[Sight],
    spots: Iterable[ThreadSpot],
    blocks: Iterable[Sequence[str]],
    decided: Iterable[Decided] = (),
    before: Before = NOTHING,
) -> Iterator[Block]:
    """The proposals behind those of articles, by blocks: what is added to one block changes no other.

    Args:
        blocks: of :func:`parley.stories.threads.blocks.parted`.
    """
    judged = list(decided)
    by_entry = {s.entry: s for s in sights}
    nested = {s.entry: s.beside for s in spots if s.beside is not None}
    for block in blocks:
        own = sorted((by_entry[e] for e in block), key=order)
        inside = frozenset(block)
        asked = [d for d in judged if d.one in inside and d.other in inside]
        beside = {e: nested[e] for e in block if e in nested}
        yield Block(tuple(block), tuple(_found(own, beside, asked, before)))


def _found(
    sights: Sequence[Sight],
    nested: Mapping[str, str],
    judged: Sequence[Decided],
    before: Before,
) -> Iterator[Joined]:
    """The threads of one block."""
    named_in = {e for d in judged for e in (d.one, d.other)}
    certain = [s for s in sights if s.hard or s.entry in named_in]
    units = units_of(certain, named_in)
    groups, placed = [], Placed(before.thread_of)
    if before.touched is not None and not judged:
        near = moved_by(units, before.touched, nested)
        moved = [s for n in near for s in units[n]]
        placed = Placed(before.thread_of, before.touched, moved)
        stands: defaultdict[str, list[Sight]] = defaultdict(list)
        for s in (s for n, unit in enumerate(units) if n not in near for s in unit):
            stands[before.thread_of[s.entry]].append(s)
        groups += [sorted(group, key=order) for group in stands.values()]
        units = [units[n] for n in sorted(near)]
    groups += [
        sorted((s for n in g for s in units[n]), key=order)
        for g in linked([u[0].entry for u in units], pairs_of(units, nested), judged)
    ]
    groups.sort(key=lambda g: order(g[0]))
    why: dict[tuple[str, str], str] = {(d.one, d.other): d.reason for d in judged if d.same}
    _attach([s for s in sights if not (s.hard or s.entry in named_in)], groups, nested, placed)
    groups.sort(key=lambda g: order(g[0]))
    for group in groups:
        yield before.joined.get(tuple(s.entry for s in group)) or _joined(group, why)


def _days_of_stories(accounts: Iterable[Account[Proposal]]) -> dict[str, Days]:
    """Between which days each story was told."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for a in accounts:
        if a.story is not None and a.published is not None:
            days[a.story].append(a.published)
    return {story: (min(found), max(found)) for story, found in days.items()}


def _nested(sights: Sequence[Seen]) -> Iterator[tuple[str, str]]:
    """Proposals of one article of which one's name goes on with the other's, from the less certain one."""
    by_article: defaultdict[str, list[Seen]] = defaultdict(list)
    for account, s in sights:
        by_article[s.article].append((account, s))
    for found in by_article.values():
        yield from _told_alike(found)
        spans = sorted(((m, s, a) for a, s in found for m in a.record.mentions), key=_place)
        for (a, one, account), (b, other, _) in pairwise(spans):
            if (
                one is not other
                and one.kind is Kind.OTHER
                and other.kind not in _NO_PLANS
                and a.end < b.start <= a.end + BESIDE
                and _words_between(account, a.end, b.start) in _FOR
            ):
                yield one.entry, other.entry


def _told_alike(found: Sequence[Seen]) -> Iterator[tuple[str, str]]:
    """Names of which one shows only what the other deals in ("prisoners", "a 100-for-100 formula"), moved as one."""
    for first, one in found:
        for second, other in found:
            if (
                one.kind is other.kind is not Kind.OTHER
                and first.record.kind is not second.record.kind
            ):
                moves = {(s.step, s.evidence) for s in first.record.steps}
                alike = any((s.step, s.evidence) in moves for s in second.record.steps)
                if alike and (not one.hard, one.entry) > (not other.hard, other.entry):
                    yield one.entry, other.entry


def _place(found: tuple[Span, Sight, Account[Proposal]]) -> tuple[Span, str]:
    return found[0], found[1].entry


def _words_between(account: Account[Proposal], start: int, end: int) -> str:
    """Words of the article, where a move's sentence has them."""
    for step, words in zip(account.record.steps, account.evidence, strict=False):
        if step.evidence.start <= start and end <= step.evidence.end:
            return words[start - step.evidence.start : end - step.evidence.start].strip().lower()
    return ""


BESIDE: Final = 5
"""Characters between two names of which the second says what the first is about (" for ", " of ")."""
_FOR: Final = frozenset(("for", "of", "on", "to"))
_NO_PLANS: Final = frozenset((Kind.TALKS, Kind.SANCTIONS, Kind.OTHER))
"""Kinds of which "a plan for …" is not one."""


def _attach(
    uncertain: Sequence[Sight],
    groups: list[list[Sight]],
    nested: Mapping[str, str],
    before: Placed,
) -> None:
    """Put each proposal that could be any of its kind with the one that is meant, or with its like."""
    at = {s.entry: n for n, group in enumerate(groups) for s in group}
    known, of = Certain(groups), before.groups(at)
    left: list[Sight] = []
    placed: list[tuple[int, Sight]] = []

    def group_of(s: Sight) -> int | None:
        if s.entry in nested and nested[s.entry] in at:
            return at[nested[s.entry]]
        if before.stays(s):
            return of.get(before.thread_of[s.entry])
        found = known.dominant(s) or known.authored(s)
        return None if found is None else found[0]

    for s in uncertain:
        number = group_of(s)
        if number is None:
            left.append(s)
        else:
            placed.append((number, s))
    for number, s in placed:
        groups[number].append(s)
    for group in groups:
        group.sort(key=order)
    groups += gathered(left)


def _joined(members: Sequence[Sight], why: Mapping[tuple[str, str], str]) -> Joined:
    first = members[0]
    links = tuple(_link(members, n, why) for n in range(1, len(members)))
    return Joined(
        content_id("thr", first.article, first.entry), tuple(s.entry for s in members), links
    )


LOOKED_BACK: Final = 30
"""Earlier accounts among which the one is looked for that an account is most like."""


def _link(members: Sequence[Sight], n: int, why: Mapping[tuple[str, str], str]) -> Link:
    s = members[n]
    earlier = [members[0], *members[max(1, n - LOOKED_BACK) : n]]

    def likeness(other: Sight) -> tuple[bool, int, int]:
        judged = (s.entry, other.entry) in why or (other.entry, s.entry) in why
        return (
            judged,
            len(s.hard & other.hard) + len(s.authors & other.authors),
            len(set(s.names) & set(other.names)),
        )

    to = max(earlier, key=likeness)
    words = why.get((s.entry, to.entry)) or why.get((to.entry, s.entry)) or reason(to, s)
    return Link(s.entry, to.entry, words)
