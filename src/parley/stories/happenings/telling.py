"""Telling a happening: its accounts made into one record that keeps what they differ in."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from parley.records import Event, Place, Precision, Statement, When, deed
from parley.records.joined import Account, Happening, Who
from parley.stories.happenings.denials import answered
from parley.stories.happenings.disputes import Case, find_disputes
from parley.stories.happenings.sides import sides_of
from parley.stories.happenings.sight import is_general, sight
from parley.stories.happenings.talks import status_of, talks_of, told_status
from parley.stories.happenings.votes import (
    first,
    is_mutual,
    is_outdated,
    named_by,
    place_of,
    tolls_of,
    votes,
    when_of,
)
from parley.stories.happenings.weight import GENERAL, UNDATED, confidence, weight
from parley.stories.joining import Joined
from parley.stories.origins import spread

LEADING: int = 60
"""Accounts of which the one that tells it best is chosen: the first to come."""


def tell_happening(
    joined: Joined,
    known: Mapping[str, Account[Event]],
    denials: Iterable[Account[Statement]] = (),
) -> Happening:
    """A happening as all its accounts together tell it.

    Args:
        known: accounts by entry, those of ``joined`` among them.
        denials: statements that deny it, or may (of :mod:`parley.stories.happenings.denials`).
    """
    accounts = [known[e] for e in joined.entries]
    kind = first(votes(accounts, lambda a: a.record.type)) or accounts[0].record.type
    own = [a for a in accounts if a.record.type is kind]
    when, place, tolls = when_of(accounts), place_of(accounts), tolls_of(accounts)
    actor, recipient = sides_of(own, is_mutual(own), place.country if place else None)
    status = status_of(accounts, when)
    agreeing = [a for a in accounts if told_status(a, when) is status] or accounts
    mode = first(votes(own, lambda a: a.record.mode))
    seen, talks = spread(accounts), talks_of(own, when, (*actor, *recipient))
    lead = _lead([a for a in own if a in agreeing] or own)
    days = [a.published for a in accounts if a.published]
    subject = _subject(deed(kind, mode), actor, recipient, place, when)
    case = Case(joined.id, subject, when.start, accounts, tuple(answered(denials, accounts)))
    return Happening(
        id=joined.id,
        type=kind,
        mode=mode,
        status=status,
        when=when,
        place=place,
        actor=actor,
        recipient=recipient,
        third_party=_third(own, (*actor, *recipient)),
        lead=lead.entry,
        words=" ".join(" ".join(lead.evidence).split()),
        anchor=" ".join(lead.quote[0].split()) if lead.quote else "",
        entries=joined.entries,
        spread=seen,
        confidence=confidence(agreeing),
        weight=weight(
            kind, mode, status, tolls, seen, talks, background=_background(accounts, when)
        ),
        tolls=tolls,
        asserted_by=named_by(accounts, lambda e: (e.asserted_by,) if e.asserted_by else ()),
        in_own_voice=any(a.record.asserted_by is None for a in accounts),
        links=joined.links,
        disputed=find_disputes(case),
        talks=talks,
        first_published=min(days, default=None),
        last_published=max(days, default=None),
        story=_story(accounts),
    )


def _background(accounts: Sequence[Account[Event]], when: When) -> float:
    """What is left of the weight: less of what has no day, least of the tolls of a whole war."""
    if all(map(is_general, accounts)):
        return GENERAL
    return UNDATED if when.start is None else 1.0


def _third(accounts: Sequence[Account[Event]], parties: Sequence[Who]) -> tuple[Who, ...]:
    inside = {w.id for w in parties}
    return tuple(w for w in named_by(accounts, lambda e: e.third_party) if w.id not in inside)


def _story(accounts: Sequence[Account[Event]]) -> str | None:
    """The story of most of its articles."""
    of = {a.article: a.story for a in accounts if a.story}
    counts = Counter(of.values())
    return min(counts, key=lambda s: (-counts[s], s), default=None)


_QUOTED: Final = re.compile(r"^\W*[“\"]|\?\W*$")
"""A sentence that begins with a quotation, or asks."""


def _sentence(account: Account[Event]) -> str:
    """The sentence that names the act."""
    at = (n for n, s in enumerate(account.record.evidence) if s.contains(account.record.anchor))
    return account.evidence[next(at, 0)] if account.evidence else ""


def _lead(accounts: Sequence[Account[Event]]) -> Account[Event]:
    """The account whose words share most with those of the others, for their length: no copy, and what an article
    reports before what it quotes or asks."""
    able = list(accounts[:LEADING])
    if len(able) == 1:
        return able[0]
    words = {a.entry: sight(a).words for a in able}
    common: Counter[str] = Counter()
    for of in words.values():
        common.update(of.keys())

    def tells(account: Account[Event]) -> tuple[bool, bool, bool, float]:
        own = words[account.entry]
        shared = sum(weight * (common[w] - 1) for w, weight in own.items())
        breadth = round(shared / math.sqrt(sum(own.values()) or 1), 6)
        quoted = bool(_QUOTED.search(_sentence(account)))
        return account.copy_of is None, not quoted, not is_outdated(account), breadth

    best = able[0]
    for account in able[1:]:
        if tells(account) > tells(best):
            best = account
    return best


def _subject(
    what: str,
    actor: Sequence[Who],
    recipient: Sequence[Who],
    place: Place | None,
    when: When,
) -> str:
    """What happened, in a few words."""
    parts = [what]
    sides = [", ".join(_foremost(side)) for side in (actor, recipient) if side]
    if sides:
        parts.append(" – ".join(sides))
    if place is not None and place.name not in {w.name for w in (*actor, *recipient)}:
        parts.append(place.name)
    if when.start is not None:
        parts.append(_day(when.start, when.precision))
    return ", ".join(parts)


FOREMOST: Final = 2
"""Names of a side that a subject has."""


def _foremost(side: Sequence[Who]) -> list[str]:
    """The first names of a side; of those who are only described the first, where nobody has a name."""
    named = [w.name for w in side if w.has_name]
    return named[:FOREMOST] or [side[0].name]


def _day(day: date, precision: Precision) -> str:
    """The day, or the month or year where no more is known."""
    match precision:
        case "year":
            return str(day.year)
        case "month":
            return f"{day:%B %Y}"
    return f"{day.day} {day:%B %Y}"
