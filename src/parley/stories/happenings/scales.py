"""What each likeness and each difference of two accounts is worth: for deeds of force, for talks, and for the rest.

Points are hundredths. Those for force and talks follow the coefficients of a logistic regression on some 25,000 pairs
of accounts of real articles that were read and told same or different, one unit of log odds being about 112; they were
rounded, and tried on a half of the events that the regression had not seen. Those for all other acts were set by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from parley.records import EventType
from parley.stories.happenings.sight import FORCE


class Fit(NamedTuple):
    """What two sides are worth: the same person, the same other actor, only the same state, other states, or unlike."""

    person: int
    body: int
    state: int
    other: int
    unlike: int


_SIDE: Final = Fit(150, 100, 75, -150, -50)


@dataclass(frozen=True, slots=True)
class Scale:
    """Points, where two accounts have something in common or differ in it.

    What a sentence that tells the act has (``…_own``) counts for more than what was read elsewhere in the article.

    Attributes:
        type_differs: types that are taken for each other; mode, mode_differs: the same mode, another one.
        anchor: the same word for the act; story: articles of one story.
        day_own, day: the same day; fits: days that meet, one of them coarse; next_own, next: one the day after;
        off_own, off: further apart; coarse: for each day between coarse times, up to ``coarsest`` of them.
        actor, recipient: how the sides fit; body: talks of the same body of states; no_party, one_party: talks with
        none or only one of the states in common; other_people: talks of other persons.
        town_own, town, near, region: the same town, a town near the other place, the same region.
        far_own, far: two towns far from each other; apart_own, apart: a town or region far from another region.
        toll_own, toll: factors of what the same toll is worth; other_toll_own, other_toll: of what another one is.
        strict: nearly the same toll is worth a quarter, and a day that is only recalled no more than any other.
        count, other_count: the same number of the same things, another one.
        words: all words in common; name: each name in common; things: the same kind of thing was hit.
        victim: one names as the victim whom the other names; unreal: one tells it, the other only weighs it.
        again, again_named: told in two sentences of one article, and both name the same day; pointing: one of them
        points back; close: they stand close to each other.
    """

    type_differs: int = -150
    mode: int = 50
    mode_differs: int = -50
    anchor: int = 100
    story: int = 50
    day_own: int = 200
    day: int = 200
    fits: int = 100
    next_own: int = -100
    next: int = -100
    off_own: int = -800
    off: int = -800
    coarse: int = -150
    coarsest: int = 5
    actor: Fit = _SIDE
    recipient: Fit = _SIDE
    body: int = 0
    no_party: int = -500
    one_party: int = -150
    other_people: int = -200
    town_own: int = 200
    town: int = 200
    near: int = 100
    region: int = 75
    far_own: int = -250
    far: int = -250
    apart_own: int = -150
    apart: int = -150
    toll_own: float = 1.0
    toll: float = 1.0
    strict: bool = False
    other_toll_own: float = 1.0
    other_toll: float = 1.0
    count: int = 150
    other_count: int = -200
    words: int = 700
    name: int = 0
    things: int = 0
    victim: int = 0
    unreal: int = 0
    again: int = -350
    again_named: int = -200
    pointing: int = 0
    close: int = 0


_OTHER: Final = Scale()

_FORCE: Final = Scale(
    type_differs=-220,
    mode=60,
    mode_differs=0,
    anchor=45,
    story=100,
    day_own=180,
    day=140,
    fits=130,
    next_own=-150,
    next=0,
    off_own=-500,
    off=-320,
    coarse=-7,
    coarsest=30,
    actor=Fit(100, 25, 0, -100, -25),
    recipient=Fit(100, 25, 0, -60, -25),
    town_own=110,
    town=80,
    near=60,
    region=60,
    far_own=-150,
    far=0,
    apart_own=-100,
    apart=-50,
    toll_own=1.0,
    toll=0.35,
    strict=True,
    other_toll_own=0.6,
    other_toll=0.1,
    count=80,
    other_count=-60,
    words=400,
    name=60,
    things=300,
    victim=150,
    unreal=-300,
    again=-110,
    again_named=-60,
    pointing=85,
    close=110,
)

_TALKS: Final = Scale(
    mode=0,
    mode_differs=-100,
    anchor=190,
    story=90,
    day_own=150,
    day=50,
    fits=30,
    next_own=-50,
    next=20,
    off_own=-200,
    off=-80,
    coarse=-10,
    coarsest=30,
    body=100,
    no_party=-200,
    one_party=-100,
    other_people=-80,
    town_own=100,
    town=60,
    near=60,
    region=100,
    far_own=-150,
    far=-80,
    apart_own=-170,
    apart=-80,
    words=350,
    name=20,
    things=0,
    again=50,
    again_named=50,
    pointing=80,
    close=50,
)


def scale_of(kind: EventType) -> Scale:
    """The scale for acts of a type."""
    if kind in FORCE:
        return _FORCE
    return _TALKS if kind is EventType.CONSULT else _OTHER
