"""What is told of many things at once, in arrays of whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Keys = NDArray[np.uint64]
"""Hashes, sorted."""

NO_KEYS: Final[Keys] = np.empty(0, dtype="<u8")

AT_ONCE: Final = 1_000_000
"""Keys shared by pairs that are looked at together; bounds memory."""


def ranges(starts: Ints, lengths: Ints) -> Ints:
    """The numbers from each start on, as many as its length says, one range after the other."""
    before = np.cumsum(lengths) - lengths
    found: Ints = np.arange(lengths.sum()) + np.repeat(starts - before, lengths)
    return found


def sharing(
    keys: Sequence[Keys], *, least: int, crowd: int, crowded: Keys = NO_KEYS
) -> Iterator[tuple[int, int]]:
    """The pairs of things, by their numbers, that share enough keys.

    Args:
        keys: of each thing; least: how many they must share.
        crowd: things from which on a key of theirs tells nothing; crowded: other keys that tell nothing.
    """
    all_keys = np.concatenate([NO_KEYS, *keys])
    owners = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
    order = np.argsort(all_keys, kind="stable")
    ordered, by_key = all_keys[order], owners[order]
    first = np.searchsorted(ordered, all_keys, side="left")
    number = np.searchsorted(ordered, all_keys, side="right") - first
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    tells = (number <= crowd) & ~np.isin(all_keys, crowded)
    earlier = np.where(tells, place - first, 0)  # things before it that have the key
    ends = np.concatenate([[0], np.cumsum(earlier)])
    at = 0
    while at < len(all_keys):
        until = int(np.searchsorted(ends, ends[at] + AT_ONCE, side="right")) - 1
        until = int(np.searchsorted(owners, owners[max(at, until - 1)], side="right"))
        own = slice(at, until)
        pairs = by_key[ranges(first[own], earlier[own])]
        pairs += np.repeat(owners[own], earlier[own]) * len(keys)
        found, shared = np.unique(pairs, return_counts=True)
        for pair in found[shared >= least].tolist():
            yield pair % len(keys), pair // len(keys)
        at = until
