"""Happenings: one real event behind many accounts, with all that they say of it.

A function of the set of accounts: the order in which they come does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from parley.ids import content_id
from parley.records import Event
from parley.records.joined import Account, Link
from parley.stories.arrays import NO_KEYS, Keys
from parley.stories.happenings.blocks import (
    WHOLE,
    Known,
    blocking_keys,
    blocks,
    compared,
    points_of,
)
from parley.stories.happenings.groups import joined_groups
from parley.stories.happenings.kept import packed_points
from parley.stories.happenings.leaning import leaning
from parley.stories.happenings.likeness import reason
from parley.stories.happenings.sight import FORCE, Sight, sight
from parley.stories.happenings.telling import tell_happening
from parley.stories.joining import Decided, Joined
from parley.stories.linkage import Pair, linked

__all__ = ["Block", "find_blocks", "find_happenings", "first_come", "tell_happening"]

COMPARED: Final = 100
"""Accounts against which one is held to find the most alike: the latest before it."""


LAST_DAY: Final = date.max.toordinal()


class Block(NamedTuple):
    """Accounts that bear on each other's belonging together, and what they are joined to.

    Attributes:
        points: of their pairs, as they are kept where these are many; else empty.
    """

    entries: tuple[str, ...]
    joined: tuple[Joined, ...]
    points: bytes


def find_happenings(
    accounts: Iterable[Account[Event]], decided: Iterable[Decided] = ()
) -> list[Joined]:
    """The real events behind accounts, by their first account; each account is in exactly one.

    Args:
        decided: what people judged about pairs of accounts, in the order in which they did.
    """
    known = {a.entry: sight(a) for a in accounts}
    seen = [(s, blocking_keys(s)) for s in known.values()]
    found = [joined for block in find_blocks(seen, decided) for joined in block.joined]
    return sorted(found, key=lambda joined: first_come(known[joined.entries[0]]))


def find_blocks(
    seen: Iterable[tuple[Sight, Keys]],
    decided: Iterable[Decided] = (),
    crowded: Keys = NO_KEYS,
    known: Known = MappingProxyType({}),
    before: Mapping[tuple[str, ...], Joined] = MappingProxyType({}),
) -> Iterator[Block]:
    """The real events behind accounts, by blocks: what is added to one block changes no other.

    Args:
        seen: what is seen of the accounts, and their keys.
        crowded: keys that tell nothing, where the accounts are only some of all.
        known: points of pairs that were compared before.
        before: what stands as it was where it comes out again, by its entries.
    """
    ordered = sorted(seen, key=lambda pair: first_come(pair[0]))
    sights, keys = [s for s, _ in ordered], [of for _, of in ordered]
    number = {s.entry: n for n, s in enumerate(sights)}
    reviewed = [d for d in decided if d.one in number and d.other in number]
    asked = [_pair(number[d.one], number[d.other]) for d in reviewed]
    apart = [pair for pair, d in zip(asked, reviewed, strict=True) if not d.same]
    for block, pairs in blocks(sights, compared(sights, keys, crowded, known), asked):
        entries, local = tuple(sights[n].entry for n in block), _local(block, pairs)
        groups = linked(entries, local, reviewed)
        whole = joined_groups(sights, [[block[n] for n in g] for g in groups], pairs, apart)
        if sights[block[0]].type in FORCE:  # other acts are taken up again, and told alike
            whole = leaning(whole, pairs, apart)
        found = ([sights[n] for n in members] for members in whole)
        joined = (before.get(_entries(of)) or _joined(of, reviewed) for of in found)
        many = len(block) > WHOLE
        yield Block(entries, tuple(joined), packed_points(entries, local) if many else b"")


def first_come(seen: Sight) -> tuple[int, str, str]:
    """The order of accounts: by day of publication, article, entry; undated ones last."""
    return seen.published or LAST_DAY, seen.article, seen.entry


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _local(block: Sequence[int], pairs: Mapping[Pair, int]) -> dict[Pair, int]:
    """The points by the places that accounts have within the block."""
    place = {n: at for at, n in enumerate(block)}
    return {(place[a], place[b]): points for (a, b), points in pairs.items()}


def _joined(members: Sequence[Sight], decided: Sequence[Decided]) -> Joined:
    first = members[0]
    return Joined(
        content_id("hap", first.article, first.entry),
        _entries(members),
        tuple(_links(members, decided)),
    )


def _entries(members: Sequence[Sight]) -> tuple[str, ...]:
    return tuple(s.entry for s in members)


def _links(members: Sequence[Sight], decided: Sequence[Decided]) -> Iterator[Link]:
    """Each account but the first with the one before it that it is most like."""
    judged = {frozenset((d.one, d.other)): d.reason for d in decided if d.same}
    for n in range(1, len(members)):
        one = members[n]
        nearest = max(members[:n][-COMPARED:], key=lambda o: points_of(o, one))
        to = next((o for o in members[:n] if frozenset((o.entry, one.entry)) in judged), nearest)
        words = judged.get(frozenset((one.entry, to.entry))) or reason(to, one)
        yield Link(one.entry, to.entry, words)
