"""How alike two accounts of events are, as points with their reasons.

Points are hundredths: what speaks for one event is above 0, what speaks against it is below, and two accounts are
of one event where they come to 0 or more together with :data:`START`; see ``docs/reference/happenings.md``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from parley.records import EventType
from parley.stories.happenings.contradictions import (
    both_intercepted,
    contradict,
    one_or_other,
    other_victims,
    turned,
)
from parley.stories.happenings.marks import TAKEN
from parley.stories.happenings.measures import days, places
from parley.stories.happenings.numbers import Point, counts, other_freed, tolls
from parley.stories.happenings.scales import Fit, Scale, scale_of
from parley.stories.happenings.sight import FORCE, MUTUAL, SPOKEN, Side, Sight

START: Final[Mapping[EventType, int]] = {
    **dict.fromkeys(EventType, -300),
    **dict.fromkeys(SPOKEN, -550),
    **dict.fromkeys(FORCE | {EventType.SANCTION}, -350),
    EventType.ASSAULT: -400,
    EventType.CONSULT: -270,
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

LEAST_WORDS: Final = 80
"""Weight of words below which all shared words say little."""

MOST_SHARED: Final = 1.5
"""Share of the words from which on more of them add nothing: groups of accounts have many."""

NAMES: Final = 4
"""Names in common that count."""

CLOSE_BY: Final = 500
"""Characters between two acts of one article up to which the second is most likely told of the first."""

JUST_TOLD: Final = 300
TAKEN_UP: Final = 150
"""Characters up to which "The attack …" at the head of a sentence is the one told before it, and what that counts."""

LETHAL: Final = 250
"""More points for one victim, or one killer of his own accord, where both say that it was a killing: that happens once."""

OTHER_VICTIM: Final = -300
OTHER_TREATMENT: Final = -300
"""Two acts on persons: other ones were killed or held, or something else was done to them."""

_MISREAD: Final = FORCE | {EventType.CONSULT}
"""Acts of which sides, day and place are read from afar, and so misread."""

TALKS: Final = frozenset({"talks", "round", "meet"})
"""Words for one and the same contact."""

VISITED: Final = 150
OTHER_CALL: Final = -200
OTHER_FORM: Final = -100
OTHER_ROUND: Final = -250
OTHER_HOST: Final = -250
BOTH_NAMED: Final = 150
DENIED: Final = 150
DENIED_ELSEWHERE: Final = -150
OTHER_LINE: Final = -200
"""One person's visits to one place in one time are one; a call is no meeting and none of two others, a visit rarely a summit, the fifth round not the fourth, nor a meeting of two one of the G7;
two persons that both accounts name; what one denies, the other announces or tells of: in one article, or in two."""

CROSSED: Final = -160
"""The one did to the other what by the other account the other did to the one."""

LEAST: Final = -250
CONTRADICTED: Final = -500
"""Points of two accounts that have little in common, and of two that contradict each other."""

BARE: Final = 60
"""More points for an act that is only pointed back to, with no day, place or toll of its own."""


def likeness(a: Sight, b: Sight) -> int:
    """Points of two accounts; 0 or more: of one event.

    Much that speaks against it can be misread: it is below LEAST only where the two contradict each other.
    """
    if contradict(a, b) if a.type in _MISREAD else other_freed(a, b):
        return CONTRADICTED
    found = min(START[a.type], START[b.type]) + sum(p.points for p in points(a, b))
    return max(found, LEAST) if a.type in _MISREAD else found


def _other_line(a: Sight, b: Sight) -> bool:
    """Whether both are calls, and not between the same two: who called one has called the next one too."""
    if not a.marks.treatment == b.marks.treatment == "call":
        return False
    one, other = (s.actor.countries | s.recipient.countries for s in (a, b))
    if not len(one) == len(other) == 2 or one == other:
        return False
    return bool(a.marks.people - _told_of(b) or b.marks.people - _told_of(a))


def _one_traveller(a: Sight, b: Sight) -> bool:
    """Whether both are visits of one person: whom he saw there is told in many ways."""
    both = (a.actor | a.recipient).people & (b.actor | b.recipient).people
    return bool(both) and a.marks.treatment == b.marks.treatment == "visit"


def _other_form(one: str, other: str) -> int:
    if "call" in (one, other):
        return OTHER_CALL
    return 0 if {one, other} <= TALKS else OTHER_FORM


def _told_of(a: Sight) -> frozenset[str]:
    return a.marks.people | a.marks.names


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
    scale = scale_of(a.type)
    yield _types(a, b, scale)
    if a.anchor & b.anchor:
        yield Point(scale.anchor, f"both “{min(a.anchor & b.anchor)}”")
    yield days(a, b, scale)
    yield from counts(a, b, scale)
    yield from _sides(a, b, scale)
    where = places(a, b, scale)
    yield where
    yield from tolls(a, b, scale)
    if a.type in FORCE:
        yield from _force(a, b, scale)
    elif a.type is EventType.CONSULT:
        yield from _contact(a, b)
        if where.points >= scale.near and _one_traveller(a, b):
            yield Point(VISITED, "one visitor")
    if a.article == b.article and a.said and b.said:
        yield from _told_twice(a, b, scale)
        return
    yield _words(a, b, scale)
    if a.story and a.story == b.story:
        yield Point(scale.story, "one story")


def may_be_one(a: Sight, b: Sight) -> bool:
    """Whether the two can be of one event at all: types that may be confused, single acts or tolls of a war."""
    return a.general == b.general and (
        a.type is b.type or frozenset((a.type, b.type)) in NEAR_TYPES
    )


def _told_twice(a: Sight, b: Sight, scale: Scale) -> Iterator[Point]:
    """Of one article: told twice, in another sentence; two acts of one sentence are two, but for one word of both."""
    if a.said == b.said:
        if a.at.overlaps(b.at) or one_or_other(a, b):
            yield Point(400, "the same words")
        elif a.type is not b.type:
            yield Point(-400)
        return
    if a.type is not b.type:
        yield Point(-500)
    else:
        yield Point(scale.again_named if a.named & b.named else scale.again)
    yield _words(a, b, scale)
    back = [s.marks for s in (a, b) if s.marks.pointing]
    if scale.pointing and back:
        bare = not all(m.own for m in back)
        yield Point(scale.pointing + BARE * bare, "one points back to the other")
    first, second = sorted((a, b), key=lambda s: s.at.start)
    apart = second.at.start - first.at.start
    if apart <= CLOSE_BY:
        yield Point(scale.close, "told close to each other")
    if apart <= JUST_TOLD and second.marks.back:
        yield Point(TAKEN_UP, "the second takes up the first")


def _types(a: Sight, b: Sight, scale: Scale) -> Point:
    if a.type is not b.type:
        return Point(0 if both_intercepted(a, b) else scale.type_differs)
    if a.mode and b.mode and a.mode != b.mode:
        return Point(scale.mode_differs)
    return Point(scale.mode if a.mode and a.mode == b.mode else 0)


def _force(a: Sight, b: Sight, scale: Scale) -> Iterator[Point]:
    """What was hit, whom, and whether it was done: what tells deeds of force apart."""
    victims = _victims(a, b, scale)
    yield victims
    if a.ahead != b.ahead and victims.points < LETHAL:
        yield Point(-200)  # threatened and done are two acts of force
    if a.marks.unreal != b.marks.unreal and victims.points < LETHAL:
        yield Point(scale.unreal)
    doers = a.marks.doers & b.marks.doers
    if doers and a.marks.lethal and b.marks.lethal:
        yield Point(LETHAL, f"done by {min(doers).title()}")
    things = a.marks.things & b.marks.things
    if things:
        yield Point(scale.things, f"both of a {min(things)}")
    names = a.marks.names & b.marks.names
    yield Point(scale.name * min(len(names), NAMES))
    if a.marks.treatment and b.marks.treatment:
        same = a.marks.treatment == b.marks.treatment
        yield Point(100, f"both {a.marks.treatment}") if same else Point(OTHER_TREATMENT)
    elif TAKEN in (a.marks.treatment, b.marks.treatment):
        yield Point(
            OTHER_TREATMENT
        )  # what is taken is told as taken; the fighting for it goes on for days


def _contact(a: Sight, b: Sight) -> Iterator[Point]:
    """How those in contact are, who of them is named, and which round it is."""
    one, other = a.marks, b.marks
    if one.treatment and other.treatment and one.treatment != other.treatment:
        yield Point(_other_form(one.treatment, other.treatment))
    elif one.treatment and not a.anchor & b.anchor:
        yield Point(100 if other.treatment else 0, f"both a {one.treatment}")
    if _other_line(a, b):
        yield Point(OTHER_LINE)
    named = (one.people & (other.people | other.names)) | (other.people & one.names)
    if len(named) > 1:
        yield Point(BOTH_NAMED, f"both name {' and '.join(n.title() for n in sorted(named)[:2])}")
    denied = [s.denied for s in (a, b)]
    if any(denied) and not all(denied):
        within = a.article == b.article
        yield Point(DENIED, "one denies the other") if within else Point(DENIED_ELSEWHERE)
    if one.host != other.host:
        yield Point(OTHER_HOST)
    if one.round and other.round:
        same = one.round == other.round
        yield Point(100, f"both round {one.round}") if same else Point(OTHER_ROUND)


def _victims(a: Sight, b: Sight, scale: Scale) -> Point:
    one, other = a.marks, b.marks
    both = (one.victims & (other.victims | other.names)) | (other.victims & one.names)
    lethal = one.lethal and other.lethal
    if both:
        return Point(scale.victim + LETHAL * lethal, f"same victim ({min(both).title()})")
    held = bool(one.treatment and other.treatment)
    return Point(OTHER_VICTIM if other_victims(one, other) and (lethal or held) else 0)


# ---- who ------------------------------------------------------------------------------------------------


def _sides(a: Sight, b: Sight, scale: Scale) -> Iterator[Point]:
    if a.type in MUTUAL and b.type in MUTUAL:
        yield from _parties(a.actor | a.recipient, b.actor | b.recipient, scale)
        return
    if both_intercepted(a, b) and turned(a, b):
        b = replace(b, actor=b.recipient, recipient=b.actor)
    spoken = a.type in SPOKEN
    straight = _fit(a.actor, b.actor, scale.actor), _fit(a.recipient, b.recipient, scale.recipient)
    crossed = _fit(a.actor, b.recipient, scale.actor), _fit(a.recipient, b.actor, scale.recipient)
    if sum(straight) < 0 < sum(crossed) or (a.type in FORCE and turned(a, b)):
        yield Point(CROSSED)
        return
    yield Point(
        straight[0] if not spoken else _speaker(a.actor, b.actor, straight[0]), "same actor"
    )
    yield Point(straight[1], "same recipient")


def _fit(a: Side, b: Side, fit: Fit) -> int:
    """How well two sides are one."""
    if not a or not b:
        return 0
    if a.people & b.people:
        return fit.person
    if a.others & b.others:
        return fit.body
    if a.countries & b.countries:
        return fit.state
    return fit.other if a.countries and b.countries else fit.unlike


def _speaker(a: Side, b: Side, points: int) -> int:
    """Of what is said it counts most who says it: one of a state is not another one of it."""
    if a.people & b.people:
        return points + 50
    state = bool(a.countries & b.countries) and not a.others & b.others
    return -100 if state and a.people and b.people else points


def _parties(a: Side, b: Side, scale: Scale) -> Iterator[Point]:
    """Those who act together, whoever stands first."""
    if not a or not b:
        return
    shared, either = a.countries & b.countries, a.countries | b.countries
    if a.bodies & b.bodies:
        yield Point(scale.body, "same body")
    if not shared:
        yield Point(scale.no_party if a.countries and b.countries else -100)
        return
    if len(shared) == 1:
        yield Point(scale.one_party if shared != either else 0)
    else:
        yield Point(150 if shared == either else 100, "same sides")
    if a.people & b.people:
        yield Point(100, "same people")
    elif a.people and b.people:
        yield Point(scale.other_people)


# ---- what -----------------------------------------------------------------------------------------------


def _words(a: Sight, b: Sight, scale: Scale) -> Point:
    """Shared words, as a share of the shorter account's."""
    shared = a.words.keys() & b.words.keys()
    weight = sum(min(a.words[w], b.words[w]) for w in shared)
    share = min(weight / max(min(a.all, b.all), LEAST_WORDS), MOST_SHARED)
    numbers = sum(1 for w in shared if w.isdigit() and len(w) in (2, 3, 5, 6, 7))
    points = int(scale.words * share) - (100 if a.type in SPOKEN else 50) + 50 * min(numbers, 3)
    return Point(points, f"{round(100 * share)} % of the words") if points > 0 else Point(points)


def _heaviest(a: Sight, b: Sight) -> str:
    shared = a.words.keys() & b.words.keys()
    return ", ".join(sorted(shared, key=lambda w: (-min(a.words[w], b.words[w]), w))[:4])
