"""Accounts left alone, each put to the one event that it can be of.

Of an event that all tell of, some accounts say next to nothing: their article has told of it before. With most accounts
of the event they share too little, but they are near to one, contradict few, and no other event is nearly as near.

It holds of deeds of force. Of talks and of what is said it was tried too, and half of what it joined was another act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from parley.stories.happenings.likeness import CONTRADICTED
from parley.stories.linkage import Pair

NEAREST: Final = 30
"""Points that an account left alone must have with the nearest account of an event."""

CLEAR: Final = 150
"""Points by which the nearest account of anything else must be further off."""

LEAST_MEAN: Final = -200
"""Mean of its points with all accounts of the event; all three were tuned on one half of the events read by hand."""

OPPOSED: Final = 0.25
"""Share of the accounts of the event that it may contradict: those are misread."""

Groups = list[list[int]]


def leaning(
    groups: Sequence[Sequence[int]], pairs: Mapping[Pair, int], apart: Iterable[Pair] = ()
) -> Groups:
    """The groups of a block after accounts left alone were put to the event that they can be of.

    Args:
        groups: numbers of accounts; pairs: points of pairs of them; apart: pairs that must not be joined.
    """
    of = {n: g for g, members in enumerate(groups) for n in members}
    near: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in groups]
    for (a, b), points in pairs.items():
        if of.get(a) != of.get(b) and a in of and b in of:
            near[of[a]][of[b]].append(points)
            near[of[b]][of[a]].append(points)
    barred = {(a, b) for pair in apart for a, b in (pair, pair[::-1])}
    out = [list(members) for members in groups]
    for g, members in enumerate(groups):
        to = _event_for(near[g], groups) if len(members) == 1 else None
        if to is not None and not any((members[0], n) in barred for n in out[to]):
            out[to] = sorted([*out[to], members[0]])
            out[g] = []
    return [members for members in out if members]


def _event_for(near: Mapping[int, Sequence[int]], groups: Sequence[Sequence[int]]) -> int | None:
    """The group of several to which an account left alone belongs, by its points with each group."""
    ranked = sorted(near, key=lambda h: (-max(near[h]), h))
    if not ranked or len(groups[ranked[0]]) == 1:
        return None
    first, *others = (near[h] for h in ranked)
    nearest = max(first)
    if nearest < NEAREST or any(max(points) > nearest - CLEAR for points in others):
        return None
    opposed = sum(points <= CONTRADICTED for points in first)
    if opposed > OPPOSED * len(first) or sum(first) < LEAST_MEAN * len(first):
        return None
    return ranked[0]
