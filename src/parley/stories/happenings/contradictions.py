"""What shows that two accounts cannot be of one act, however alike they are.

Most of what differs can be misread; what both say in so many words cannot: two days, two tolls, two victims.
"""

from __future__ import annotations

import re
from typing import Final

from parley.records import EventType
from parley.stories.happenings.contact_marks import BEFORE_OTHERS, CALL, FACE_TO_FACE, OWN_HOSTS
from parley.stories.happenings.marks import INTERCEPTED, TAKEN, Marks
from parley.stories.happenings.measures import other_day, other_part, other_place, other_time
from parley.stories.happenings.numbers import other_count, other_toll
from parley.stories.happenings.sight import FORCE, Sight

BESIDE: Final = 60
"""Characters before and after the beginning of the words for a contact that tell whether it is the next one."""

_AGAIN: Final = re.compile(
    r"\b(?:again|next round|(?:new|another|further|second|third|fourth|fifth|sixth) (?:round|meeting|session|call|summit))\b",
    re.IGNORECASE,
)


def contradict(a: Sight, b: Sight) -> bool:
    """Whether what both say cannot be of one act: another victim, day or toll, or told as what happened besides."""
    one, other = a.marks, b.marks
    if one.round and other.round and _same_parties(a, b):
        same = one.round == other.round  # if not the day, it was put off, or misdated
        return other_time(a, b) if same else one.round.isdigit() and other.round.isdigit()
    within = a.article == b.article
    if within and a.said == b.said and one_or_other(a, b):
        return False
    if within and (one.further or other.further):
        return True
    if a.type in FORCE and _other_deed(a, b):
        return True
    if a.type is EventType.CONSULT and (
        _other_contact(one, other) or _is_next(a, b) or _is_next(b, a)
    ):
        return True
    if one.lethal and other.lethal and other_victims(one, other):
        return True
    return other_day(a, b) or other_toll(a, b) or other_time(a, b)


def _other_deed(a: Sight, b: Sight) -> bool:
    """Whether another thing was done by force: feared only, answered, to other people, elsewhere, with other weapons."""
    one, other = a.marks, b.marks
    if a.article == b.article and turned(a, b) and not both_intercepted(a, b):
        return True
    if one.unreal != other.unreal and (one.supposed or other.supposed):
        return True
    if one.course != other.course and any(map(_is_course, (a, b))):
        return True
    if one.treatment != other.treatment:
        return bool(one.treatment and other.treatment)
    if one.treatment and other_victims(one, other):
        return True
    if other_part(a, b):
        return True
    return other_count(a, b) or (one.treatment == TAKEN and other_place(a, b))


def _other_contact(one: Marks, other: Marks) -> bool:
    """Whether one is a call and the other a meeting, or one of them is held before an audience or at home."""
    forms = {one.treatment, other.treatment}
    if CALL in forms and forms & FACE_TO_FACE:
        return True
    if len(forms) == 2 and forms & BEFORE_OTHERS:
        return True
    return one.host != other.host and bool({one.host, other.host} & OWN_HOSTS)


def _is_next(ahead: Sight, held: Sight) -> bool:
    """Whether one is the meeting after the other: "they will meet again", told when the other had begun."""
    if not ahead.ahead or held.ahead or held.days is None or ahead.published is None:
        return False
    at = ahead.at.start - ahead.begins
    near = ahead.said[max(at - BESIDE, 0) : at + BESIDE]
    return held.days[0] <= ahead.published and bool(_AGAIN.search(near))


def _is_course(seen: Sight) -> bool:
    """Whether only a course of fighting is told: no dead and no weapons are counted, as of one attack."""
    return seen.marks.course and not seen.own_counts


def _same_parties(a: Sight, b: Sight) -> bool:
    one, other = (s.actor.countries | s.recipient.countries for s in (a, b))
    return len(one & other) > 1


def turned(a: Sight, b: Sight) -> bool:
    """Whether the states of both sides are those of the other account, the other way round."""
    straight = (a.actor.countries & b.actor.countries) | (
        a.recipient.countries & b.recipient.countries
    )
    back = a.recipient.countries & b.actor.countries
    return not straight and bool(a.actor.countries & b.recipient.countries and back)


def both_intercepted(a: Sight, b: Sight) -> bool:
    """Whether both tell of drones or missiles that were intercepted: either side can stand as the one who acts."""
    return a.marks.treatment == b.marks.treatment == INTERCEPTED


def other_victims(one: Marks, other: Marks) -> bool:
    """Whether both name victims, and none in common."""
    if not one.victims or not other.victims:
        return False
    return not (one.victims & (other.victims | other.names) or other.victims & one.names)


def one_or_other(a: Sight, b: Sight) -> bool:
    """Whether two words for what was done are told as one: "intercepted or destroyed"."""
    first, second = sorted((a.at, b.at))
    between = a.said[first.end - a.begins : second.start - a.begins]
    return between.strip() == "or"
