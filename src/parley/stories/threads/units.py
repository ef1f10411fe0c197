"""Certain proposals, put together where they cannot be told apart, and which of these are held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from parley.stories.linkage import SLACK, Pair
from parley.stories.threads.likeness import APART, NESTED, WINDOW, points
from parley.stories.threads.sight import Sight

WEEK: Final = 7

CROWD: Final = 150
"""Different certain proposals of one word in one stretch of time from which on the word tells nothing."""

Unit = list[Sight]
"""Proposals of articles that say exactly the same of themselves in the same week."""

Key = tuple[str, str, str, int]


def units_of(certain: Sequence[Sight], alone: set[str]) -> list[Unit]:
    """Proposals that cannot be told apart, together; those about which people decided alone."""
    out: dict[object, Unit] = {}
    for s in certain:
        week = None if s.last is None else s.last // WEEK
        key = (*s.told, week)
        out.setdefault(s.entry if s.entry in alone else key, []).append(s)
    return list(out.values())


def pairs_of(units: Sequence[Unit], nested: Mapping[str, str]) -> dict[Pair, int]:
    """Points of the units that have a telling word in common, or an article."""
    out: dict[Pair, int] = {}
    for a, b in _candidates(units):
        found = points(units[a][-1], units[b][0])
        if found is not None:
            out[a, b] = found
    at = {s.entry: n for n, unit in enumerate(units) for s in unit}
    in_article: defaultdict[str, set[int]] = defaultdict(set)
    for s in (s for unit in units for s in unit):
        in_article[s.article].add(at[s.entry])
    for found_in in in_article.values():
        # What one article keeps apart is not one, unless the names agree.
        for a in found_in:
            for b in found_in:
                if a < b and (a, b) not in out:
                    out[a, b] = APART
    for one, other in nested.items():
        if one in at and other in at and at[one] != at[other]:
            a, b = sorted((at[one], at[other]))
            out[a, b] = NESTED
    return out


def _candidates(units: Sequence[Unit]) -> Iterator[Pair]:
    seen: set[Pair] = set()
    for found in _by_key(units).values():
        if len(found) <= CROWD:
            for i, a in enumerate(found):
                for b in found[i + 1 :]:
                    if (a, b) not in seen:
                        seen.add((a, b))
                        yield a, b


STRETCH: Final = 30
"""Days of a stretch of time that a key names, at least: that in which most proposals are news."""


def _keys(s: Sight) -> Iterator[Key]:
    days = max(STRETCH, WINDOW[s.kind])
    stretches = [-1] if s.last is None else [s.last // days, s.last // days + 1]
    for word in s.hard:
        for country in s.crisis or frozenset({s.story or ""}):
            for stretch in stretches:
                yield s.kind, word, country, stretch


def moved_by(
    units: Sequence[Unit], touched: Collection[str], nested: Mapping[str, str]
) -> set[int]:
    """The units that can go with others than before, by their numbers: all from which points lead to what is touched.

    Args:
        touched: proposals that are new, or of which something else is seen than their telling words and days.
    """
    with_key = _by_key(units)
    if any(len(found) > CROWD for found in with_key.values()):
        return set(range(len(units)))  # a word may have told something before
    at = {s.entry: n for n, unit in enumerate(units) for s in unit}
    beside: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in nested.items():
        if one in at and other in at:
            beside[at[one]].add(at[other])
            beside[at[other]].add(at[one])
    new = frozenset(at[e] for e in touched if e in at)
    out, left = set(new), list(new)
    while left:
        n = left.pop()
        near = {o for key in _keys(units[n][0]) for o in with_key[key]} - out
        # Those that are touched may have been near to anything that has their words.
        come = near if n in new else {o for o in near if _bear(units, n, o)}
        come |= beside[n] - out
        out |= come
        left += come
    return out


def _bear(units: Sequence[Unit], one: int, other: int) -> bool:
    """Whether two units can help to join groups: as few points as groups of many may lack."""
    a, b = sorted((one, other))
    found = points(units[a][-1], units[b][0])
    return found is not None and found > -SLACK


def _by_key(units: Sequence[Unit]) -> dict[Key, list[int]]:
    with_key: defaultdict[Key, list[int]] = defaultdict(list)
    for n, unit in enumerate(units):
        for key in _keys(unit[0]):
            with_key[key].append(n)
    return with_key
