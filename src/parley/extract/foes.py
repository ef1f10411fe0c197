"""Who fights whom in an article: what it states of some attacks fills what it leaves open of others.

"Rockets struck central Kharkiv" names no attacker. Where the article makes plain who attacks that side, he is
taken, and said to be inferred; where it names several, the act stays open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from parley.extract.acts import Act
from parley.extract.parties import Parties
from parley.records import Event, EventType

PLAIN: Final = 0.5
"""Least share of the stated attacks on a side that one attacker has. Set on the training articles, swept 0.5 to 1."""


def complete(found: Sequence[tuple[Act, Event]], parties: Parties) -> list[Event]:
    """The events, open sides of attacks filled from the attacks that the article states."""
    attackers: defaultdict[str, Counter[str]] = defaultdict(Counter)
    victims: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, event in found:
        if event.type is EventType.ASSAULT:
            for a in _countries(event.actor, parties):
                for r in _countries(event.recipient, parties):
                    attackers[r][a] += 1
                    victims[a][r] += 1
    return [
        _filled(act, event, attackers, victims, parties)
        if event.type is EventType.ASSAULT
        else event
        for act, event in found
    ]


def _filled(
    act: Act,
    event: Event,
    attackers: defaultdict[str, Counter[str]],
    victims: defaultdict[str, Counter[str]],
    parties: Parties,
) -> Event:
    if event.recipient and not event.actor:
        foe = _plain(attackers, _countries(event.recipient, parties))
        if foe is not None and (key := parties.state(foe)) is not None:
            return replace(event, actor=(key,), inferred=(*event.inferred, "actor"))
    if event.actor and not event.recipient:
        foe = _plain(victims, _countries(event.actor, parties))
        key = parties.state(foe) if foe is not None else None
        near = (key,) if key is not None else parties.nearby(act, event.actor)
        if near:
            return replace(event, recipient=near, inferred=(*event.inferred, "recipient"))
    return event


def _countries(keys: Iterable[str], parties: Parties) -> list[str]:
    actors = parties.cast.actors
    return [c for k in keys if k in actors and (c := actors[k].country) is not None]


def _plain(counts: defaultdict[str, Counter[str]], countries: Sequence[str]) -> str | None:
    """The one country that stands against these, if it is plain which."""
    against: Counter[str] = Counter()
    for country in countries:
        against.update(counts.get(country, Counter()))
    if not against:
        return None
    top, times = max(against.items(), key=lambda item: (item[1], item[0]))
    return top if times / sum(against.values()) >= PLAIN else None
