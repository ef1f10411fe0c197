"""How alike two accounts of events are, as points with their reasons.

Points are hundredths: what speaks for one event is above 0, what speaks against it is below, and two accounts are
of one event where they come to 0 or more together with :data:`START`. Set by hand on pairs of accounts of real
articles that were read and told same or different; see ``docs/reference/happenings.md``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from parley.records import EventType, Place
from parley.stories.happening_sight import FORCE, MUTUAL, SPOKEN, Days, Number, Side, Sight


class Point(NamedTuple):
    """One thing that two accounts have in common, or in which they differ; ``words`` only if it speaks for one."""

    points: int
    words: str = ""


START: Final[Mapping[EventType, int]] = {
    **dict.fromkeys(EventType, -300),
    **dict.fromkeys(SPOKEN, -550),
    **dict.fromkeys(FORCE | {EventType.SANCTION}, -400),
    EventType.ASSAULT: -560,
    EventType.CONSULT: -350,
}
"""What has to be made up for, by type: most pairs of accounts are of two events, and most of all where one side
does the same to the other every day."""

NEAR_TYPES: Final = frozenset(
    frozenset(pair)
    for pair in (
        (EventType.ASSAULT, EventType.COERCE),
        (EventType.AGREE, EventType.SUPPORT),
        (EventType.AGREE, EventType.CONCEDE),
        (EventType.RETREAT, EventType.CONCEDE),
        (EventType.AID, EventType.CONCEDE),
        (EventType.AID, EventType.COOPERATE),
        (EventType.AID, EventType.SUPPORT),
        (EventType.ACCUSE, EventType.REJECT),
        (EventType.ACCUSE, EventType.THREATEN),
        (EventType.REQUEST, EventType.THREATEN),
        (EventType.REJECT, EventType.THREATEN),
        (EventType.REJECT, EventType.SANCTION),
        (EventType.THREATEN, EventType.SANCTION),
    )
)
"""Types that are taken for each other: those that coders confuse most."""

PER_DEGREE_KM: Final = 111.2
SAME_KM: Final = 15.0
NEAR_KM: Final = 50.0
REGION_KM: Final = 130.0
"""Distances up to which two places are one town, one city and its surroundings, a town and its region."""

TOLD_TOGETHER: Final = 7
"""Days between two reports up to which a coarse time ("last month") means the same."""

RECALLED: Final = 10
"""Days after which an act is only recalled: articles that recall one day and one actor mostly mean one act."""

NEAR: Final = 0.9
CLOSE: Final = 0.7
APART: Final = 0.4
"""Ratios of two tolls above which they are nearly the same, one count at two hours, and below which they are of two
events."""

_SAME_TOLL: Final = ((3, 100), (10, 200), (100, 300), (10**9, 400))
"""What the same toll is worth, by numbers below which it is: the more dead, the less is it chance."""

LEAST_WORDS: Final = 80
"""Weight of words below which all shared words say little."""


def likeness(a: Sight, b: Sight) -> int:
    """Points of two accounts; 0 or more: of one event."""
    return min(START[a.type], START[b.type]) + sum(p.points for p in points(a, b))


def reason(a: Sight, b: Sight) -> str:
    """What speaks for one event, in words, the heaviest first."""
    found = sorted((p for p in points(a, b) if p.points > 0 and p.words), key=lambda p: -p.points)
    told = [
        f"{p.words} ({_heaviest(a, b)})" if p.words.endswith("of the words") else p.words
        for p in found
    ]
    return ", ".join(told) or "alike in several small things"


def points(a: Sight, b: Sight) -> Iterator[Point]:
    """All that speaks for one event and against it."""
    yield _types(a, b)
    if a.anchor & b.anchor:
        yield Point(100, f"both “{min(a.anchor & b.anchor)}”")
    yield _days(a, b)
    if a.type in FORCE and a.ahead != b.ahead:
        yield Point(-200)  # threatened and done are two acts of force
    yield from _counts(a, b)
    yield from _sides(a, b)
    yield _places(_scene(a), _scene(b))
    yield _toll(a.killed, b.killed, "killed", 1.5)
    yield _toll(a.injured, b.injured, "injured", 1.0)
    if a.account.article == b.account.article and a.said and b.said:
        yield from _told_twice(a, b)
        return
    yield _words(a, b)
    if a.account.story and a.account.story == b.account.story:
        yield Point(50, "one story")


def may_be_one(a: Sight, b: Sight) -> bool:
    """Whether the two can be of one event at all: types that may be confused, single acts or tolls of a war."""
    return a.general == b.general and (
        a.type is b.type or frozenset((a.type, b.type)) in NEAR_TYPES
    )


def _told_twice(a: Sight, b: Sight) -> Iterator[Point]:
    """Of one article: told twice, in another sentence; two acts of one sentence are two, but for one word of both."""
    if a.said != b.said:
        yield Point(-500 if a.type is not b.type else -200 if a.named & b.named else -350)
        yield _words(a, b)
    elif a.account.record.anchor.overlaps(b.account.record.anchor):
        yield Point(400, "the same words")
    elif a.type is not b.type:
        yield Point(-400)


def _types(a: Sight, b: Sight) -> Point:
    if a.type is not b.type:
        return Point(-150)
    if a.form and b.form and a.form != b.form and "call" in (a.form, b.form):
        return Point(-100)
    if a.mode and b.mode and a.mode != b.mode:
        return Point(-50)
    return Point(50 if a.mode and a.mode == b.mode else 0)


# ---- when -----------------------------------------------------------------------------------------------


def _days(a: Sight, b: Sight) -> Point:
    if a.days and b.days:
        return _both_days(a, b, a.days, b.days)
    if a.days or b.days:
        dated, open_ = (a, b) if a.days else (b, a)
        assert dated.days is not None
        return _one_day(dated.days, dated, open_)
    if a.published is None or b.published is None:
        return Point(0)
    apart = abs(a.published - b.published)
    if apart <= 1:
        return Point(100, "published within a day")
    return Point(-_stale(a.type) * (apart - 1))


def _stale(kind: EventType) -> int:
    """Points that each day more between act and report costs: an attack is news for two days."""
    return 60 if kind in FORCE else 40


def _both_days(a: Sight, b: Sight, first: Days, second: Days) -> Point:
    gap = max(first[0], second[0]) - min(first[1], second[1])
    fine = a.precision == "day" and b.precision == "day"
    if gap > 0 and a.mentioned & b.mentioned:
        return Point(-100)  # one of the two is misdated: both name the same day
    if gap > 0:
        least = -250 if a.type in FORCE else -100
        return Point(least if gap == 1 else -800) if fine else Point(-150 * min(gap, 5))
    if not fine:
        return _fitting(a, b)
    day = max(first[0], second[0])
    if a.named & b.named:
        return Point(400, f"both name {_shown(day)}")
    recalled = min(s.published or day for s in (a, b)) - day > RECALLED
    famous = recalled and _fit(a.actor, b.actor, False) >= 0
    return Point(350 if famous else 200, f"same day ({_shown(day)})")


def _fitting(a: Sight, b: Sight) -> Point:
    """Days that fit, at least one of them no finer than a week: then it counts when it was told."""
    apart = abs(a.published - b.published) if a.published and b.published else 0
    if a.days == b.days:
        return Point(100, "same time")
    return Point(50, "days that fit") if apart <= TOLD_TOGETHER else Point(-150)


def _one_day(days: Days, dated: Sight, open_: Sight) -> Point:
    """One account has a day, the other one was only published on one."""
    if dated.precision == "day" and _of_year(days[0]) in open_.mentioned:
        return Point(150, f"both name {_shown(days[0])}")
    if open_.published is None:
        return Point(0)
    since = open_.published - days[0 if open_.published < days[1] else 1]
    if since < 0:  # told before it took place
        return Point(0 if open_.ahead or dated.ahead else -300)
    if dated.precision != "day":
        return Point(0 if since <= 7 else -100)
    if since <= 2:
        return Point(100, f"published within two days of {_shown(days[1])}")
    return Point(-_stale(dated.type) // 2 * min(since - 2, 15))


def _of_year(day: int) -> str:
    on = date.fromordinal(day)
    return f"{on.month}/{on.day}"


def _shown(day: int) -> str:
    on = date.fromordinal(day)
    return f"{on.day} {on:%B %Y}"


# ---- who ------------------------------------------------------------------------------------------------


def _sides(a: Sight, b: Sight) -> Iterator[Point]:
    if a.type in MUTUAL and b.type in MUTUAL:
        yield from _parties(a.actor | a.recipient, b.actor | b.recipient)
        return
    straight = _fit(a.actor, b.actor, a.type in SPOKEN), _fit(a.recipient, b.recipient, False)
    crossed = _fit(a.actor, b.recipient, False), _fit(a.recipient, b.actor, False)
    if sum(straight) < 0 < sum(crossed):
        yield Point(-100)
        return
    # One who struck is not another who may: claims of who did one act share its place, toll and words.
    other = a.type in FORCE and a.actor.countries and b.actor.countries and straight[0] < 0
    yield Point(straight[0] - (150 if other else 0), "same actor")
    yield Point(straight[1], "same recipient")


def _fit(a: Side, b: Side, speaks: bool) -> int:
    """How well two sides are one; ``speaks``: it is one person who says it."""
    if not a or not b:
        return 0
    if a.people & b.people:
        return 200 if speaks else 150
    if a.others & b.others:
        return 100
    if a.countries & b.countries:
        return -100 if speaks and a.people and b.people else 75
    return -150 if a.countries and b.countries else -50


def _parties(a: Side, b: Side) -> Iterator[Point]:
    """Those who act together, whoever stands first."""
    if not a or not b:
        return
    shared, either = a.countries & b.countries, a.countries | b.countries
    if not shared:
        yield Point(-500 if a.countries and b.countries else -100)
        return
    if len(shared) == 1:
        yield Point(-150 if shared != either else 0)
    else:
        yield Point(150 if shared == either else 100, "same sides")
    if a.people & b.people:
        yield Point(100, "same people")
    elif a.people and b.people:
        yield Point(-200)


# ---- where ----------------------------------------------------------------------------------------------


def _scene(seen: Sight) -> Place | None:
    """Where an act took place; an attack is not where the attacker's capital is named for him."""
    place = seen.place
    if place is None or seen.type is not EventType.ASSAULT or place.country is None:
        return place
    at_home = place.country in seen.actor.countries - seen.recipient.countries
    return None if at_home and seen.recipient.countries else place


def _places(a: Place | None, b: Place | None) -> Point:
    if a is None or b is None:
        return Point(0)
    fine = {a.precision, b.precision}
    if (a.geonames is not None and a.geonames == b.geonames) or a.name == b.name:
        if fine <= {"point", "region"}:
            return Point(200 if "point" in fine else 75, f"same place ({a.name})")
        return Point(25)
    if "country" in fine:
        return Point(0 if a.country == b.country else -50)
    far = _distance(a, b)
    if far is None:
        return Point(0)
    if fine == {"point"}:
        if far <= SAME_KM:
            return Point(200, f"same place ({a.name})")
        return Point(50 if far <= NEAR_KM else -250)
    return Point(100, f"{a.name} and {b.name} near each other") if far <= REGION_KM else Point(-150)


def _distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places, on a flat map: good enough within a few hundred."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return PER_DEGREE_KM * math.hypot(a.lat - b.lat, east)


# ---- how many -------------------------------------------------------------------------------------------


def _toll(a: Number | None, b: Number | None, what: str, share: float) -> Point:
    if a is None or b is None:
        return Point(0)
    less, more = sorted((a, b))
    points = next(points for most, points in _SAME_TOLL if less.best < most)
    if less.best == more.best:
        return Point(int(points * share), f"both {less.best} {what}")
    ratio = less.best / more.best
    if ratio >= CLOSE:
        points = points // 2 if ratio >= NEAR else points // 4
        return Point(int(points * share), f"{less.best} and {more.best} {what}")
    if less.at_least and ratio >= APART:
        return Point(0)
    return Point(int((-75 if ratio >= APART else -250) * share))


def _counts(a: Sight, b: Sight) -> Iterator[Point]:
    """Numbers of the same things: 355 drones and 298 drones are two attacks."""
    both = a.counts.keys() & b.counts.keys()
    same = sorted(f"{n} {thing}" for thing in both for n in a.counts[thing] & b.counts[thing])
    other = [thing for thing in both if not a.counts[thing] & b.counts[thing]]
    if same:
        yield Point(min(150 * len(same), 300), f"both have {' and '.join(same[:2])}")
    if other:
        yield Point(max(-200 * len(other), -400))


# ---- what -----------------------------------------------------------------------------------------------


def _words(a: Sight, b: Sight) -> Point:
    """Shared words, as a share of the shorter account's."""
    shared = a.words.keys() & b.words.keys()
    weight = sum(min(a.words[w], b.words[w]) for w in shared)
    share = weight / max(min(a.all, b.all), LEAST_WORDS)
    numbers = sum(1 for w in shared if w.isdigit() and len(w) in (2, 3, 5, 6, 7))
    points = int(700 * share) - (100 if a.type in SPOKEN else 50) + 50 * min(numbers, 3)
    return Point(points, f"{round(100 * share)} % of the words") if points > 0 else Point(points)


def _heaviest(a: Sight, b: Sight) -> str:
    shared = a.words.keys() & b.words.keys()
    return ", ".join(sorted(shared, key=lambda w: (-min(a.words[w], b.words[w]), w))[:4])
