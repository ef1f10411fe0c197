"""Adding to what is joined: which accounts of events a change bears on, so that no others need be read.

Of each account its block is kept and, as hashes, the keys by which others are held against it. What is new or changed
can bear on its own block of before, on blocks with an account that it is like enough, and on those in which a key
became, or ceased to be, too frequent to tell anything. These are joined anew; the result is what joining all gives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parley.ledger import Keyed
from parley.records import Event
from parley.records.joined import Account
from parley.stories.happening_blocks import CROWD, SHARED, blocking_keys, points_of
from parley.stories.happening_sight import Sight, sight
from parley.stories.happenings import Block, find_blocks, first_come
from parley.stories.joining import Decided

Hashes = NDArray[np.uint64]
Load = Callable[[Collection[str]], list[Account[Event]]]
"""Entries → their accounts, of those that there are."""

BYTES: Final = 8


def hashed(keys: Iterable[str]) -> Hashes:
    """The keys as sorted hashes."""
    return np.unique(np.fromiter(map(_hash, keys), dtype="<u8"))


def keyed(blocks: Iterable[Block], keys: Callable[[str], Hashes]) -> Iterator[Keyed]:
    """What is kept of the accounts of blocks: a block is named by the least of its entries."""
    for block in blocks:
        name = min(block.entries)
        for entry in block.entries:
            yield Keyed(entry, name, keys(entry).tobytes())


class Grown:
    """What has to be joined anew.

    Attributes:
        accounts: by entry: all of the blocks that the change bears on, as they are now.
        blocks: they, joined anew; gone: entries of which something was kept that is no longer so.
    """

    def __init__(
        self,
        kept: Sequence[Keyed],
        touched: Collection[str],
        load: Load,
        decided: Sequence[Decided] = (),
    ) -> None:
        """Args:
        kept: of all accounts; touched: entries that are new, changed or gone.
        """
        self._load = load
        self.accounts = {a.entry: a for a in load(touched)}
        self._new = {e: hashed(blocking_keys(a)) for e, a in self.accounts.items()}
        self._shelf = _Shelf(kept, touched, self._new)
        affected = {*self._shelf.of_touched, *self._shelf.by_crowding()}
        affected |= self._met(affected)
        affected |= self._decided(decided)
        beside = self._shelf.entries(affected)
        missing = [e for e in beside if e not in self.accounts]
        self.accounts.update((a.entry, a) for a in load(missing))
        self.accounts = {e: self.accounts[e] for e in (*self._new, *beside) if e in self.accounts}
        self.gone = {*beside, *(k.entry for k in kept if k.entry in touched)}
        crowded = _Crowded(self._shelf.crowded(map(self.keys, self.accounts)))
        self.blocks = list(find_blocks(self.accounts.values(), decided, crowded))

    def keys(self, entry: str) -> Hashes:
        """The keys of an account."""
        found = self._new.get(entry)
        return found if found is not None else self._shelf.keys(entry)

    def _met(self, known: Collection[str]) -> set[str]:
        """Blocks with an account that one of the new ones is like enough."""
        near = {e: self._shelf.sharing(keys, known) for e, keys in self._new.items()}
        wanted = sorted({o for others in near.values() for o in others})
        sights: dict[str, Sight] = {}
        for account in self._load(wanted):
            self.accounts[account.entry] = account
            sights[account.entry] = sight(account)
        out: set[str] = set()
        for entry, others in near.items():
            own = sight(self.accounts[entry]) if others else None
            for other in others:
                block = self._shelf.block(other)
                if own is not None and block not in out and other in sights:
                    one, two = sorted((own, sights[other]), key=lambda s: first_come(s.account))
                    if points_of(one, two) >= 0:
                        out.add(block)
        return out

    def _decided(self, decided: Iterable[Decided]) -> set[str]:
        """Blocks with an account about which, and a touched one, people decided."""
        pairs = [(d.one, d.other) for d in decided]
        others = {
            b if a in self._new else a for a, b in pairs if (a in self._new) != (b in self._new)
        }
        return {self._shelf.block(o) for o in others if self._shelf.holds(o)}


class _Shelf:
    """The keys of all accounts, those that are not touched by number."""

    def __init__(
        self, kept: Sequence[Keyed], touched: Collection[str], new: dict[str, Hashes]
    ) -> None:
        rest = [k for k in kept if k.entry not in touched]
        old = [k for k in kept if k.entry in touched]
        self.of_touched = {k.block for k in old}
        self._rest, self._number = rest, {k.entry: n for n, k in enumerate(rest)}
        self._keys = np.frombuffer(b"".join(k.keys for k in rest), dtype="<u8")
        lengths = [len(k.keys) // BYTES for k in rest]
        self._owners = np.repeat(np.arange(len(rest)), lengths)
        self._was = np.frombuffer(b"".join(k.keys for k in old), dtype="<u8")
        self._comes = np.concatenate([np.empty(0, dtype="<u8"), *new.values()])
        self._of_block: dict[str, list[str]] = {}
        for k in rest:
            self._of_block.setdefault(k.block, []).append(k.entry)

    def keys(self, entry: str) -> Hashes:
        return np.frombuffer(self._rest[self._number[entry]].keys, dtype="<u8")

    def holds(self, entry: str) -> bool:
        return entry in self._number

    def block(self, entry: str) -> str:
        return self._rest[self._number[entry]].block

    def entries(self, blocks: Iterable[str]) -> list[str]:
        """The entries of blocks, those touched left out."""
        return [e for block in sorted(blocks) for e in self._of_block.get(block, ())]

    def by_crowding(self) -> set[str]:
        """Blocks of those that have a key that became too frequent, or is so no longer."""
        asked = np.unique(np.concatenate([self._was, self._comes]))
        still = _counts(self._keys, asked)
        was, now = still + _counts(self._was, asked), still + _counts(self._comes, asked)
        turned = asked[(was > CROWD) != (now > CROWD)]
        owners = np.unique(self._owners[_among(self._keys, turned)])
        return {self._rest[n].block for n in owners.tolist()}

    def crowded(self, keys: Iterable[Hashes]) -> frozenset[int]:
        """Those of the keys that too many accounts have now."""
        asked = np.unique(np.concatenate([np.empty(0, dtype="<u8"), *keys]))
        now = _counts(self._keys, asked) + _counts(self._comes, asked)
        return frozenset(asked[now > CROWD].tolist())

    def sharing(self, keys: Hashes, known: Collection[str]) -> list[str]:
        """Entries that share enough of the keys, those of the blocks ``known`` left out."""
        now = _counts(self._keys, keys) + _counts(self._comes, keys)
        hits = self._owners[_among(self._keys, keys[now <= CROWD])]
        owners, shared = np.unique(hits, return_counts=True)
        found = [self._rest[n] for n in owners[shared >= SHARED].tolist()]
        return [k.entry for k in found if k.block not in known]


class _Crowded:
    """Keys that tell nothing, asked for by their words."""

    def __init__(self, hashes: frozenset[int]) -> None:
        self._hashes = hashes

    def __contains__(self, key: object) -> bool:
        return bool(self._hashes) and _hash(str(key)) in self._hashes


def _hash(key: str) -> int:
    data = key.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=BYTES).digest(), "little")


def _among(keys: Hashes, asked: Hashes) -> NDArray[np.bool_]:
    """Whether each key is one of those asked for, which are sorted and few."""
    if not len(asked):
        return np.zeros(len(keys), dtype=np.bool_)
    at = np.searchsorted(asked, keys)
    at[at == len(asked)] = 0
    found: NDArray[np.bool_] = asked[at] == keys
    return found


def _counts(keys: Hashes, asked: Hashes) -> NDArray[np.int64]:
    """How often each of those asked for, which are sorted, is among the keys."""
    hits = keys[_among(keys, asked)]
    return np.bincount(np.searchsorted(asked, hits), minlength=len(asked))
