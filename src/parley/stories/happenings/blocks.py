"""Which accounts of events are compared at all.

Two are compared where they share telling words, a place or a speaker within the same weeks: each account has some
keys, and those with a key in common are candidates. What belongs together is found within *blocks*: accounts that
hang together by pairs with enough points. So what is added or removed changes its own block and no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, combinations
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np

from parley.records import EventType
from parley.stories.arrays import NO_KEYS, Keys, sharing
from parley.stories.disjoint import Disjoint
from parley.stories.happenings.likeness import likeness, may_be_one
from parley.stories.happenings.sight import Sight
from parley.stories.happenings.words import PLAIN
from parley.stories.linkage import Pair

WEEK: Final = 7
"""Days of a stretch of time that a key names."""

TOLD_WITHIN: Final = 14
"""Days before publication from which an undated act can be; half of it for one that lies ahead."""

LONG: Final = 32
"""Days from which on a stretch is a key of its own: "in 2014" is not compared with every day of that year."""

WORDS_KEPT: Final = 10
"""Telling words of an account that are keys: its heaviest."""

NAMES_KEPT: Final = 10
"""Names of an account in which somebody is killed or held that are keys."""

SHARED: Final = 2
"""Keys that two accounts must share to be compared."""

CROWD: Final = 150
"""Accounts of a key from which on it tells nothing; bounds the work where everybody writes about one thing."""

WHOLE: Final = 100
"""Accounts of a block up to which all of its pairs are compared, not only those that share keys."""

ANY_TIME: Final = (-1, -1)
"""Stands for the weeks of an account of which no week is known, or too many are."""

NEVER: Final = -500
"""Points of two accounts that cannot be of one event."""

Known = Mapping[tuple[str, str], int]
"""Points of pairs of accounts that were compared before, by their entries, the lesser one first."""

_FAMILIES: Final[Mapping[EventType, str]] = {
    **dict.fromkeys((EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST), "force"),
    EventType.CONSULT: "talks",
    **dict.fromkeys((EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE, EventType.RETREAT, EventType.AID,
                     EventType.COOPERATE), "yes"),
    **dict.fromkeys((EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN,
                     EventType.SANCTION), "no"),
}  # fmt: skip
"""Types that can be of one event are in one family."""


def blocking_keys(seen: Sight) -> Keys:
    """The keys of an account: others are compared with it only where they have some of them too."""
    return np.unique(np.fromiter(map(_hash, _keys(seen)), dtype="<u8"))


def _hash(key: str) -> int:
    data = key.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")


class Times(NamedTuple):
    """Which keys an account can have: accounts have one in common only where their times do.

    Attributes:
        first, last: of the weeks that its keys name, both -1 where they name none.
        named: whether it has keys that name people, and no time.
    """

    first: int
    last: int
    named: bool


def times_of(seen: Sight) -> Times:
    """The times of an account's keys."""
    whens = _whens(seen)
    weeks = [int(when) for when in whens if when.isdigit()]
    known = len(weeks) == len(whens)
    first, last = (min(weeks), max(weeks)) if known else ANY_TIME
    return Times(first, last, next(_named(seen), None) is not None)


def _keys(seen: Sight) -> Iterator[str]:
    family = _FAMILIES[seen.type] + ("*" if seen.general else "")
    tokens = list(_tokens(seen))
    for when in _whens(seen):
        for token in tokens:
            yield f"{family} {when} {token}"
    yield from (f"{family} {name}" for name in _named(seen))


def _named(seen: Sight) -> Iterator[str]:
    if seen.marks.lethal or seen.marks.treatment:
        known = seen.marks.victims | seen.marks.doers
        for name in [*sorted(known), *sorted(seen.marks.names - known)][:NAMES_KEPT]:
            yield from (f"!{name}", f"!!{name}")  # enough to be compared
    if seen.marks.round:
        parties = "".join(sorted(seen.actor.countries | seen.recipient.countries))
        yield from (f"!{seen.marks.round} {parties}", f"!!{seen.marks.round} {parties}")


def _tokens(seen: Sight) -> Iterator[str]:
    telling = [w for w, weight in seen.words.items() if weight >= PLAIN // 2]
    yield from sorted(telling, key=lambda w: (-seen.words[w], w))[:WORDS_KEPT]
    if seen.place is not None and seen.place.geonames is not None:
        yield f"@{seen.place.geonames}"
    if seen.killed is not None:
        yield f"†{seen.killed.best}"
    if seen.marks.freed is not None:
        yield f"°{seen.marks.freed}"
    both = seen.actor | seen.recipient
    for person in sorted(both.people)[:4]:
        yield f"~{person}"
    for thing in sorted(seen.marks.things)[:4]:
        yield f"#{thing}"
        yield from (f"#{thing}&{country}" for country in sorted(both.countries)[:4])
    yield from (f"%{seen.article}", f"%%{seen.article}")  # enough to be compared
    parties = sorted(both.countries)[:4]
    pairs = [f"&{a}{b}" for n, a in enumerate(parties) for b in parties[n + 1 :]]
    yield from pairs
    if seen.type is EventType.CONSULT and seen.days is not None and seen.precision == "day":
        yield from (f"{pair} {seen.days[1]}" for pair in pairs)
    if seen.type is EventType.RETREAT and seen.mode and seen.days is not None:
        for party in parties:  # a truce or a release of one side on one day: enough to be compared
            own = f"{seen.mode} {party} {seen.days[1]}"
            yield from (f"!{own}", f"!!{own}")


def _whens(seen: Sight) -> Sequence[str]:
    """Stretches of time in which the act can be."""
    if seen.days is not None and seen.days[1] - seen.days[0] > LONG:
        return (f"{seen.days[0]}-{seen.days[1]}",)
    if seen.days is not None:
        first, last = seen.days[0] - 1, seen.days[1] + 1
    elif seen.published is None:
        return ("?",)
    elif seen.ahead:
        first, last = seen.published, seen.published + TOLD_WITHIN // 2
    else:
        first, last = seen.published - TOLD_WITHIN, seen.published
    return [str(week) for week in range(first // WEEK, last // WEEK + 1)]


def compared(
    sights: Sequence[Sight],
    keys: Sequence[Keys],
    crowded: Keys = NO_KEYS,
    known: Known = MappingProxyType({}),
) -> dict[Pair, int]:
    """Points of the pairs of accounts that share keys, by their numbers.

    Args:
        keys: of each account; crowded: those that tell nothing, besides those that too many of these accounts have.
    """
    out: dict[Pair, int] = {}
    for a, b in sharing(keys, least=SHARED, crowd=CROWD, crowded=crowded):
        one, other = sights[a], sights[b]
        points = known.get(
            (one.entry, other.entry) if one.entry < other.entry else (other.entry, one.entry)
        )
        if points is None and may_be_one(one, other):
            points = likeness(one, other)
        if points is not None:
            out[a, b] = points
    return out


def blocks(
    sights: Sequence[Sight], pairs: Mapping[Pair, int], joined: Iterable[Pair] = ()
) -> Iterator[tuple[list[int], dict[Pair, int]]]:
    """Accounts that hang together by pairs with 0 points or more, each block with the points of its pairs.

    In a block of up to :data:`WHOLE` accounts all pairs have points.

    Args:
        joined: pairs that hang together whatever their points.
    """
    parts = Disjoint(range(len(sights)))
    for a, b in chain((pair for pair, points in pairs.items() if points >= 0), joined):
        parts.join(a, b)
    within: defaultdict[int, dict[Pair, int]] = defaultdict(dict)
    for (a, b), points in pairs.items():
        if (first := parts.top(a)) == parts.top(b):
            within[first][a, b] = points
    for first, block in parts.sets().items():
        own = within.get(first, {})
        if 2 < len(block) <= WHOLE:
            for a, b in combinations(block, 2):
                if (a, b) not in own:
                    own[a, b] = points_of(sights[a], sights[b])
        yield block, own


def points_of(a: Sight, b: Sight) -> int:
    """Points of two accounts, those that cannot be of one event included."""
    return likeness(a, b) if may_be_one(a, b) else NEVER
