"""How near two accounts are in when and where: each measure as points, with words if it speaks for one act."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from parley.records import EventType, Place
from parley.stories.happenings.marks import main_word
from parley.stories.happenings.numbers import Point, both_own
from parley.stories.happenings.scales import Scale
from parley.stories.happenings.sight import FORCE, Days, Sight
from parley.stories.identities.person_names import consonants, respelt

_DIVISIONS: Final = frozenset(
    "region oblast district province county governorate city town the".split()
)

_PARTS: Final = frozenset("district neighbourhood neighborhood suburb quarter street".split())
"""Last words of the names of parts of a city."""

SOUNDS: Final = 4
"""Consonants from which on a place's name is known by them."""

PER_DEGREE_KM: Final = 111.2
SAME_KM: Final = 15.0
NEAR_KM: Final = 50.0
REGION_KM: Final = 130.0
"""Distances up to which two places are one town, one city and its surroundings, a town and its region."""

TOLD_TOGETHER: Final = 7
"""Days between two reports up to which a coarse time ("last month") means the same."""

RECALLED: Final = 10
"""Days after which an act is only recalled: articles that recall one day and one actor mostly mean one act."""

FAMOUS: Final = 150
"""More points for the day of such an act."""

NEWS: Final = 14
FAR: Final = 60
"""Days between an act and its report up to which it is news, and days from which on two pieces of news are of two acts."""

HOSTED: Final = 100
"""Points for talks in one country that is not of those who talk, where no town is named."""

# ---- when -----------------------------------------------------------------------------------------------


def days(a: Sight, b: Sight, scale: Scale) -> Point:
    """How the days of two accounts fit."""
    if a.days and b.days:
        return _both_days(a, b, scale)
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


def gap_of(a: Sight, b: Sight) -> int:
    """Days between the days of two accounts; 0 or less where they meet.

    The nights before and after a day are a day apart, and what was told by day is not of the night to come.
    """
    assert a.days is not None
    assert b.days is not None
    night, other = (a, b) if a.days[1] - a.days[0] == 1 else (b, a)
    first, second = night.days, other.days
    assert first is not None
    assert second is not None
    if first[1] - first[0] == second[1] - second[0] == 1:
        return abs(first[0] - second[0])
    told_before = other.published is not None and other.published < first[1]
    told_before = told_before and not other.marks.night
    if first[1] - first[0] == 1 and second == (first[0], first[0]) and told_before:
        return 2
    return max(first[0], second[0]) - min(first[1], second[1])


def _stale(kind: EventType) -> int:
    """Points that each day more between act and report costs: an attack is news for two days."""
    return 60 if kind in FORCE else 40


def _both_days(a: Sight, b: Sight, scale: Scale) -> Point:
    assert a.days is not None
    assert b.days is not None
    gap = gap_of(a, b)
    fine = a.precision == "day" and b.precision == "day"
    if gap > 0 and a.mentioned & b.mentioned:
        return Point(-100)  # one of the two is misdated: both name the same day
    if gap > 0:
        return Point(_off(a, b, scale, gap) if fine else scale.coarse * min(gap, scale.coarsest))
    if not fine:
        return _fitting(a, b, scale)
    day = max(a.days[0], b.days[0])
    if a.named & b.named:
        return Point(2 * scale.day_own, f"both name {_shown(day)}")
    recalled = min(s.published or day for s in (a, b)) - day > RECALLED
    famous = recalled and bool(a.actor.countries & b.actor.countries)
    own = both_own("day", a, b)
    points = (scale.day_own if own else scale.day) + FAMOUS * (famous and (own or not scale.strict))
    return Point(points, f"same day ({_shown(day)})")


def _off(a: Sight, b: Sight, scale: Scale, gap: int) -> int:
    """Two days that are not the same; a night can be told by the day before it and by the one after."""
    own = both_own("day", a, b)
    if gap > 1:
        return scale.off_own if own else scale.off
    if a.type in FORCE and (a.marks.night or b.marks.night):
        return max(scale.next, scale.next_own // 3)
    return scale.next_own if own else scale.next


def other_day(a: Sight, b: Sight) -> bool:
    """Whether they name two days for the act: both by its own words, or one outlet that told of one day, then of another."""
    if not a.days or not b.days or a.precision != "day" or b.precision != "day":
        return False
    same_outlet = a.outlet == b.outlet and a.published != b.published
    again = same_outlet and a.type in FORCE
    return gap_of(a, b) > 1 and (again or both_own("day", a, b))


def other_time(a: Sight, b: Sight) -> bool:
    """Whether both are told as news, and weeks lie between: the same people met, or the same town was hit, again."""
    if not (_is_news(a) and _is_news(b)):
        return False
    assert a.published is not None
    assert b.published is not None
    return abs(a.published - b.published) >= FAR and gap_of(a, b) >= FAR


def _is_news(a: Sight) -> bool:
    """Whether an act of a known day is told about when it was."""
    if a.days is None or a.published is None or a.precision not in ("day", "week"):
        return False
    return a.days[0] - NEWS <= a.published <= a.days[1] + NEWS


def _fitting(a: Sight, b: Sight, scale: Scale) -> Point:
    """Days that fit, at least one of them no finer than a week: then it counts when it was told."""
    apart = abs(a.published - b.published) if a.published and b.published else 0
    if a.days == b.days:
        return Point(scale.fits, "same time")
    return Point(scale.fits // 2, "days that fit") if apart <= TOLD_TOGETHER else Point(-150)


def _one_day(day: Days, dated: Sight, open_: Sight) -> Point:
    """One account has a day, the other one was only published on one."""
    if dated.precision == "day" and _of_year(day[0]) in open_.mentioned:
        return Point(150, f"both name {_shown(day[0])}")
    if open_.published is None:
        return Point(0)
    since = open_.published - day[0 if open_.published < day[1] else 1]
    if since < 0:  # told before it took place
        told = since == -1 and "day" not in dated.marks.own  # the day of the report, not of the act
        return Point(0 if told or open_.ahead or dated.ahead else -300)
    if dated.precision != "day":
        return Point(0 if since <= 7 else -100)
    if since <= 2:
        return Point(100, f"published within two days of {_shown(day[1])}")
    return Point(-_stale(dated.type) // 2 * min(since - 2, 15))


def _of_year(day: int) -> str:
    on = date.fromordinal(day)
    return f"{on.month}/{on.day}"


def _shown(day: int) -> str:
    on = date.fromordinal(day)
    return f"{on.day} {on:%B %Y}"


# ---- where ----------------------------------------------------------------------------------------------


def places(a: Sight, b: Sight, scale: Scale) -> Point:
    """How near the places of two accounts are."""
    own = both_own("place", a, b)
    one, other = _scene(a), _scene(b)
    within = own and a.type in FORCE and a.article == b.article
    if within and one is not None and other is not None and not _share_a_name(one, other):
        return Point(scale.apart_own)  # an article that names two places has two acts
    found = _places(one, other, scale, own)
    if found.points < 0 and one is not None and other is not None and _with_both(a, b):
        return Point(scale.near, f"{one.name} and {other.name} named together")
    if a.type is EventType.CONSULT and not found.points and one is not None and other is not None:
        hosted = one.country == other.country and one.country not in _parties(a) | _parties(b)
        land = one if one.precision == "country" else other
        return Point(HOSTED, f"both in {land.name}") if hosted and one.country else found
    return found


def other_place(a: Sight, b: Sight) -> bool:
    """Whether both name a place of the act, two towns or two regions, and they are not near each other."""
    one, other = _scene(a), _scene(b)
    if (
        one is None
        or other is None
        or one.precision != other.precision
        or not both_own("place", a, b)
    ):
        return False
    km = distance(one, other)
    far = km is not None and km > (NEAR_KM if one.precision == "point" else REGION_KM)
    if not far or _share_a_name(one, other):
        return False
    return not _names(a, other) and not _names(b, one)


def other_part(a: Sight, b: Sight) -> bool:
    """Whether both name a part of a city that was hit, and not the same."""
    one, other = a.place, b.place
    return both_own("place", a, b) and bool(one and other and _other_part(one.name, other.name))


def _names(a: Sight, place: Place) -> bool:
    """Whether an account names a place anywhere, however it is written."""
    name = main_word(place.name)
    sound = consonants(name)
    return respelt(name) in a.told or any(
        sound == consonants(w) for w in a.told if len(sound) >= SOUNDS
    )


def _with_both(a: Sight, b: Sight) -> bool:
    """Whether one of the two names the place of the other beside its own: towns are told with their regions."""
    return any("place" in s.marks.own and o.town in s.marks.names for s, o in ((a, b), (b, a)))


def _parties(a: Sight) -> frozenset[str]:
    return a.actor.countries | a.recipient.countries


def _share_a_name(a: Place, b: Place) -> bool:
    """Whether two places are called alike: "Bergen" and "Bergen County"."""
    one, other = ({w.casefold() for w in p.name.split() if w[0].isupper()} for p in (a, b))
    return bool((one & other) - _DIVISIONS) or _is_same(a, b)


def _scene(seen: Sight) -> Place | None:
    """Where an act took place; an attack is not where the attacker's capital is named for him."""
    place = seen.place
    if place is None or seen.type is not EventType.ASSAULT or place.country is None:
        return place
    at_home = place.country in seen.actor.countries - seen.recipient.countries
    state = bool(seen.actor.others) or "place" not in seen.marks.own  # a man can kill at home
    return None if at_home and state and seen.recipient.countries else place


def _places(a: Place | None, b: Place | None, scale: Scale, own: bool) -> Point:
    if a is None or b is None:
        return Point(0)
    fine = {a.precision, b.precision}
    town = scale.town_own if own else scale.town
    if _other_part(a.name, b.name):
        return Point(scale.far_own if own else scale.far)
    if _is_same(a, b):
        known = a.geonames is not None and b.geonames is not None
        if not known and fine <= {"point", "region"}:
            return Point(town, f"same place ({a.name})")
        if fine <= {"point", "region"}:
            return Point(town if "point" in fine else scale.region, f"same place ({a.name})")
        return Point(25)
    if "country" in fine:
        return Point(0 if a.country == b.country else -50)
    km = distance(a, b)
    if km is None:
        return Point(0)
    if fine == {"point"}:
        if km <= SAME_KM:
            return Point(town, f"same place ({a.name})")
        return Point(town // 4 if km <= NEAR_KM else scale.far_own if own else scale.far)
    if km <= REGION_KM:
        return Point(scale.near, f"{a.name} and {b.name} near each other")
    return Point(scale.apart_own if own else scale.apart)


def _is_same(a: Place, b: Place) -> bool:
    """Whether two places are one by number or name; names are transliterated in many ways."""
    if a.geonames is not None and a.geonames == b.geonames:
        return True
    sound = consonants(a.name)
    return a.name == b.name or (len(sound) >= SOUNDS and sound == consonants(b.name))


def _other_part(one: str, other: str) -> bool:
    """Whether two districts are named, of one city that the gazetteer knows them by."""
    parts = [name.casefold().split()[-1] in _PARTS for name in (one, other)]
    return all(parts) and consonants(main_word(one)) != consonants(main_word(other))


def distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places, on a flat map: good enough within a few hundred."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    east = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return PER_DEGREE_KM * math.hypot(a.lat - b.lat, east)
