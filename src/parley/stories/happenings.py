"""Happenings: one real event behind many accounts, with all that they say of it.

A function of the set of accounts: the order in which they come does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from parley.ids import content_id
from parley.records import Event
from parley.records.joined import Account, Link
from parley.stories.happening_blocks import compared
from parley.stories.happening_likeness import likeness, reason
from parley.stories.happening_sight import Sight, sight
from parley.stories.joining import Decided, Joined
from parley.stories.linkage import Pair, linked


def find_happenings(
    accounts: Iterable[Account[Event]], decided: Iterable[Decided] = ()
) -> list[Joined]:
    """The real events behind accounts, by their first account; each account is in exactly one.

    Args:
        decided: what people judged about pairs of accounts, in the order in which they did.
    """
    ordered = sorted(accounts, key=first_come)
    sights = [sight(a) for a in ordered]
    pairs = compared(sights)
    reviewed = list(decided)
    groups = linked([a.entry for a in ordered], pairs, reviewed)
    return [_joined([sights[n] for n in g], g, pairs, reviewed) for g in groups]


def first_come(account: Account[Event]) -> tuple[date, str, str]:
    """The order of accounts: by day of publication, article, entry; undated ones last."""
    return account.published or date.max, account.article, account.entry


def _joined(
    members: Sequence[Sight],
    numbers: Sequence[int],
    pairs: Mapping[Pair, int],
    decided: Sequence[Decided],
) -> Joined:
    first = members[0].account
    links = tuple(_links(members, numbers, pairs, decided))
    return Joined(
        content_id("hap", first.article, first.entry), tuple(s.entry for s in members), links
    )


def _links(
    members: Sequence[Sight],
    numbers: Sequence[int],
    pairs: Mapping[Pair, int],
    decided: Sequence[Decided],
) -> Iterable[Link]:
    """Each account but the first with the one before it that it is most like."""
    judged = {frozenset((d.one, d.other)): d.reason for d in decided if d.same}
    for n in range(1, len(members)):

        def closeness(o: int, n: int = n) -> tuple[bool, int, int]:
            known = frozenset((members[o].entry, members[n].entry)) in judged
            points = pairs.get((numbers[o], numbers[n]))
            return known, points if points is not None else likeness(members[o], members[n]), -o

        to = max(range(n), key=closeness)
        one, other = members[n], members[to]
        words = judged.get(frozenset((one.entry, other.entry))) or reason(other, one)
        yield Link(one.entry, other.entry, words)
