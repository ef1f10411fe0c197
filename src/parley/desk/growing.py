"""Adding to what is joined: which accounts of events a change bears on, so that no others need be read.

Of each account its block and its sight are kept and, as hashes, the keys by which others are held against it. What is new or changed
can bear on its own block of before, on blocks with an account that it is like enough, and on those in which a key
became, or ceased to be, too frequent to tell anything. These are joined anew; the result is what joining all gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from parley.ledger import Keeping, Keyed
from parley.stories.arrays import Keys
from parley.stories.happenings.blocks import (
    ANY_TIME,
    CROWD,
    SHARED,
    blocking_keys,
    points_of,
    times_of,
)
from parley.stories.happenings.happenings import Block, find_blocks, first_come
from parley.stories.happenings.kept import packed, unpacked, unpacked_points
from parley.stories.happenings.sight import Sight
from parley.stories.joining import Decided, Joined

Weeks = tuple[int, int]
Before = Callable[[Collection[str]], Mapping[tuple[str, ...], Joined]]
"""Entries → what they are joined to, by the entries of each."""

BYTES: Final = 8


class Shelf(Protocol):
    """What is kept of all accounts."""

    def of_entries(self, entries: Iterable[str]) -> list[Keyed]:
        """That of these accounts."""

    def of_blocks(self, names: Iterable[str]) -> list[Keyed]:
        """That of the accounts of these blocks."""

    def crowded(self) -> list[int]:
        """The keys that too many accounts have, in order."""

    def points_in(self, names: Iterable[str]) -> list[tuple[str, bytes]]:
        """Those of these blocks of which points of pairs are kept, with them."""

    def of_weeks(self, weeks: Iterable[Weeks], named: bool) -> list[Keyed]:
        """That of the accounts whose weeks overlap with one of these stretches, and of those ``named``."""


def keyed(seen: Sight) -> Keyed:
    """What is kept of an account, as long as it is a block of its own."""
    first, last, named = times_of(seen)
    keys = blocking_keys(seen).tobytes()
    return Keyed(seen.entry, seen.entry, first, last, keys, named, packed(seen))


def compared_by(seen: Iterable[Sight], of: Mapping[str, Keyed]) -> list[tuple[Sight, Keys]]:
    """What is seen of accounts, and their keys."""
    return [(s, _keys(of[s.entry])) for s in seen]


def placed(blocks: Iterable[Block], of: Mapping[str, Keyed]) -> Iterator[Keyed]:
    """What is kept of the accounts of blocks: a block is named by the least of its entries."""
    for block in blocks:
        name = min(block.entries)
        for entry in block.entries:
            yield of[entry]._replace(block=name)


def points_of_large(blocks: Iterable[Block]) -> list[tuple[str, bytes]]:
    """What is kept of the pairs of large blocks, by block."""
    return [(min(b.entries), b.points) for b in blocks if b.points]


def crowded_of(kept: Iterable[Keyed]) -> Keys:
    """The keys that too many of these accounts have."""
    keys, numbers = np.unique(_keys(*kept), return_counts=True)
    return keys[numbers > CROWD]


def as_numbers(keys: Keys) -> list[int]:
    """Keys as a ledger keeps them, in order."""
    return sorted(keys.view("<i8").tolist())


class Grown:
    """What has to be joined anew.

    Attributes:
        blocks: those that the change bears on, joined anew; was: what was kept of their accounts.
        keeping: what is kept now where it is something else.
    """

    def __init__(
        self,
        shelf: Shelf,
        touched: Collection[str],
        seen: Iterable[Sight],
        decided: Sequence[Decided] = (),
        before: Before = lambda _: {},
    ) -> None:
        """Args:
        shelf: what is kept of all accounts; touched: entries that are new, changed or gone.
        seen: those of them that there are now.
        before: tells what is joined already.
        """
        self._shelf, self._touched = shelf, frozenset(touched)
        self._seen = {s.entry: s for s in seen}
        self._new = {entry: keyed(s) for entry, s in self._seen.items()}
        old = shelf.of_entries(touched)
        near = self._around(old)
        affected = {k.block for k in old} | near.by_crowding()
        affected |= self._met(near, affected)
        affected |= self._decided(decided)
        beside = [k for k in shelf.of_blocks(affected) if k.entry not in touched]
        self._see(beside)
        of = {k.entry: k for k in (*self._new.values(), *beside)}
        self.was = {k.entry: k for k in (*old, *beside)}
        crowded = near.crowded(np.array(shelf.crowded(), dtype="<i8").view("<u8"))
        # Why accounts are of one event is told anew only where one of them says something else, or was judged.
        told = {e for d in decided for e in (d.one, d.other)} | set(touched)
        same = {e: j for e, j in before({*self.was, *touched}).items() if told.isdisjoint(e)}
        seen_now = compared_by((self._seen[entry] for entry in of), of)
        known = self._known(affected)
        self.blocks = list(find_blocks(seen_now, decided, crowded, known, same))
        points = points_of_large(self.blocks)
        come = [k for k in placed(self.blocks, of) if k != self.was.get(k.entry)]
        gone = {k.entry for k in come} | (self.was.keys() - of.keys())
        parted = affected | {name for name, _ in points}
        self.keeping = Keeping(come, gone, points, parted, as_numbers(crowded))

    def _see(self, kept: Iterable[Keyed]) -> None:
        for k in kept:
            if k.entry not in self._seen:
                self._seen[k.entry] = unpacked(k.sight)

    def _known(self, affected: Collection[str]) -> dict[tuple[str, str], int]:
        """Points of the pairs of accounts that say what they said."""
        members: defaultdict[str, list[str]] = defaultdict(list)
        for k in self.was.values():
            members[k.block].append(k.entry)
        return {
            pair: points
            for block, packed_in in self._shelf.points_in(affected)
            for pair, points in unpacked_points(members[block], packed_in)
            if self._touched.isdisjoint(pair)
        }

    def _around(self, old: Sequence[Keyed]) -> _Around:
        """The accounts that have keys of those that are touched."""
        new = [*self._new.values()]
        weeks = _merged((k.first, k.last) for k in (*new, *old))
        found = self._shelf.of_weeks(weeks, any(k.named for k in (*new, *old)))
        rest = [k for k in found if k.entry not in self._touched]
        return _Around(rest, _keys(*old), _keys(*new))

    def _met(self, around: _Around, known: Collection[str]) -> set[str]:
        """Blocks with an account that one of the new ones is like enough."""
        near = {e: around.sharing(_keys(k), known) for e, k in self._new.items()}
        self._see(self._shelf.of_entries({k.entry for others in near.values() for k in others}))
        out: set[str] = set()
        for entry, others in near.items():
            for other in others:
                if other.block not in out:
                    pair = (self._seen[entry], self._seen[other.entry])
                    if points_of(*sorted(pair, key=first_come)) >= 0:
                        out.add(other.block)
        return out

    def _decided(self, decided: Iterable[Decided]) -> set[str]:
        """Blocks with an account about which, and a touched one, people decided."""
        pairs = [(d.one, d.other) for d in decided]
        others = {
            b if a in self._new else a for a, b in pairs if (a in self._new) != (b in self._new)
        }
        return {k.block for k in self._shelf.of_entries(others - set(self._touched))}


class _Around:
    """Who else has the keys of accounts that are touched."""

    def __init__(self, rest: Sequence[Keyed], was: Keys, comes: Keys) -> None:
        """Args:
        rest: the other accounts of their times; was, comes: the keys that they had, and have now.
        """
        self._rest = rest
        self._asked = asked = np.unique(np.concatenate([was, comes]))
        keys = _keys(*rest)
        has = np.flatnonzero(np.isin(keys, asked))
        owners = np.repeat(np.arange(len(rest)), [len(k.keys) // BYTES for k in rest])
        order = np.argsort(keys[has], kind="stable")
        self._keys, self._owners = keys[has][order], owners[has][order]
        still = self._counts(asked)
        self._before, self._now = still + _counts(was, asked), still + _counts(comes, asked)

    def by_crowding(self) -> set[str]:
        """Blocks of those that have a key that became too frequent, or is so no longer."""
        turned = self._asked[(self._before > CROWD) != (self._now > CROWD)]
        return {self._rest[n].block for n in self._having(turned)}

    def crowded(self, before: Keys) -> Keys:
        """The keys that too many of all accounts have now, where they had these before."""
        still = np.setdiff1d(before, self._asked)
        return np.union1d(still, self._asked[self._now > CROWD])

    def sharing(self, keys: Keys, known: Collection[str]) -> list[Keyed]:
        """Accounts that share enough of the keys, those of the blocks ``known`` left out."""
        now = self._now[np.searchsorted(self._asked, keys)]
        owners, shared = np.unique(self._having(keys[now <= CROWD]), return_counts=True)
        found = [self._rest[n] for n in owners[shared >= SHARED].tolist()]
        return [k for k in found if k.block not in known]

    def _counts(self, asked: Keys) -> NDArray[np.int64]:
        first, last = self._places(asked)
        return last - first

    def _having(self, asked: Keys) -> NDArray[np.int64]:
        """Numbers of those that have the keys, once for each of them."""
        none = np.empty(0, dtype=np.int64)
        places = zip(*self._places(asked), strict=True)
        return np.concatenate([none, *(self._owners[a:b] for a, b in places)])

    def _places(self, asked: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        first = np.searchsorted(self._keys, asked, side="left")
        return first, np.searchsorted(self._keys, asked, side="right")


def _keys(*kept: Keyed) -> Keys:
    return np.frombuffer(b"".join(k.keys for k in kept), dtype="<u8")


def _merged(weeks: Iterable[Weeks]) -> list[Weeks]:
    """The same weeks in as few stretches as it takes."""
    out: list[Weeks] = []
    for first, last in sorted(set(weeks)):
        if out and out[-1] != ANY_TIME and first <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(last, out[-1][1]))
        else:
            out.append((first, last))
    return out


def _counts(keys: Keys, asked: Keys) -> NDArray[np.int64]:
    """How often each of those asked for, which are sorted, is among the keys."""
    if not len(asked):
        return np.zeros(0, dtype=np.int64)
    at = np.searchsorted(asked, keys)
    at[at == len(asked)] = 0
    return np.bincount(at[asked[at] == keys], minlength=len(asked))
