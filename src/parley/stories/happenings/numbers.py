"""How the numbers of two accounts fit: the dead and injured, those let go, and whatever else is counted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from parley.stories.happenings.scales import Scale
from parley.stories.happenings.sight import Number, Sight

NEAR: Final = 0.9
CLOSE: Final = 0.7
APART: Final = 0.4
"""Ratios of two tolls above which they are nearly the same, one count at two hours, and below which they are of two
events."""

_SAME_TOLL: Final = ((3, 100), (10, 200), (100, 300), (10**9, 400))
"""What the same toll is worth, by numbers below which it is: the more dead, the less is it chance."""

OTHER_COUNT: Final = -150
"""More points for other numbers in the very sentences that name the act: "shot down 96 drones", "shot down 110"."""

WEAPONS: Final = frozenset(
    "dron missile rocket shell munition projectile bomb mortar warplan".split()
)
"""Stems of what an attack is counted by."""

FREED: Final = 200
"""Points for as many who are let go."""

ROUND: Final = 100
"""Numbers that are multiples of it are rounded, or the numbers agreed on."""


class Point(NamedTuple):
    """One thing that two accounts have in common, or in which they differ; ``words`` only if it speaks for one."""

    points: int
    words: str = ""


def both_own(field: str, a: Sight, b: Sight) -> bool:
    """Whether both have a field from the sentence that names the act."""
    return field in a.marks.own and field in b.marks.own


def tolls(a: Sight, b: Sight, scale: Scale) -> Iterator[Point]:
    """How the numbers of dead and injured fit."""
    yield _toll(a.killed, b.killed, "killed", 1.5, scale, both_own("killed", a, b))
    yield _toll(a.injured, b.injured, "injured", 1.0, scale, both_own("injured", a, b))
    if a.marks.freed and a.marks.freed == b.marks.freed:
        yield Point(FREED, f"both {a.marks.freed} released")


def _toll(
    a: Number | None, b: Number | None, what: str, share: float, scale: Scale, own: bool
) -> Point:
    if a is None or b is None:
        return Point(0)
    less, more = sorted((a, b))
    same = share * (scale.toll_own if own else scale.toll)
    points = next(points for most, points in _SAME_TOLL if less.best < most)
    if less.best == more.best:
        return Point(int(points * same), f"both {less.best} {what}")
    ratio = less.best / more.best
    if ratio >= CLOSE:
        points = points // 2 if ratio >= NEAR and not scale.strict else points // 4
        return Point(int(points * same), f"{less.best} and {more.best} {what}")
    if less.at_least and ratio >= APART:
        return Point(0)
    other = share * (scale.other_toll_own if own else scale.other_toll)
    return Point(int((-75 if ratio >= APART else -250) * other))


def other_toll(a: Sight, b: Sight) -> bool:
    """Whether both name the dead of the act, and far from the same number."""
    if a.killed is None or b.killed is None or not both_own("killed", a, b):
        return False
    less, more = sorted((a.killed, b.killed))
    if a.article == b.article:  # which counts one attack once, but for what two sources say of it
        disputed = a.marks.things & b.marks.things
        return less.best / more.best < (CLOSE if disputed else NEAR)
    return not less.at_least and less.best / more.best < APART


def other_freed(a: Sight, b: Sight) -> bool:
    """Whether both name to a man how many were let go, and not as many; one counts each side, another both."""
    less, more = sorted((a.marks.freed or 0, b.marks.freed or 0))
    exact = less % ROUND and more % ROUND
    return bool(exact) and more not in (less, 2 * less)


def counts(a: Sight, b: Sight, scale: Scale) -> Iterator[Point]:
    """Numbers of the same things: 355 drones and 298 drones are two attacks."""
    both = a.counts.keys() & b.counts.keys()
    same = sorted(f"{n} {thing}" for thing in both for n in a.counts[thing] & b.counts[thing])
    other = [thing for thing in both if not a.counts[thing] & b.counts[thing]]
    if same:
        yield Point(scale.count * min(len(same), 2), f"both have {' and '.join(same[:2])}")
    if other:
        yield Point(scale.other_count * min(len(other), 2))
    if not same and _differing(a, b):
        yield Point(OTHER_COUNT)


def other_count(a: Sight, b: Sight) -> bool:
    """Whether the very sentences that name the act count the weapons, and none of the numbers are near each other.

    The dead are counted for days, weapons once: 96 drones that were shot down are not 110 that were.
    """
    counted = [t for t in _differing(a, b) if t in WEAPONS]
    return bool(counted) and not any(
        min(m, n) / max(m, n) >= NEAR
        for thing in counted
        for m in map(int, a.own_counts[thing])
        for n in map(int, b.own_counts[thing])
    )


def _differing(a: Sight, b: Sight) -> list[str]:
    """Things of which the sentences that name the act have no number in common."""
    both = a.own_counts.keys() & b.own_counts.keys()
    return [t for t in both if not a.own_counts[t] & b.own_counts[t]]
