"""Who deals with whom in an article: what it states of some acts fills what it leaves open of others.

"Rockets struck central Kharkiv" names no attacker, "the next round of talks" nobody who talks. Where other acts of
the kind make plain who stands on the open side, he is taken, and said to be inferred; where they name several, it
stays open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from parley.extract.events.acts import MUTUAL, Act
from parley.extract.events.parties import ALONE, Parties
from parley.records import Event, EventType

PLAIN: Final = 0.6
"""Least share of the stated acts of a kind that the one on the open side has. Set on the training articles,
swept .4 to 1."""

PARTNERS: Final = 3
"""States looked at, of those that stand against a side in other acts."""

FILLED: Final = frozenset(
    {EventType.ASSAULT, EventType.CONSULT, EventType.SANCTION, EventType.COERCE}
)
"""Types that an article tells in turns of the same sides."""


class Company:
    """Counts who stands against whom in the acts of one article.

    Args:
        events: with sides as stated.
        parties: who knows the countries, and adds states to the cast.
    """

    def __init__(self, events: Iterable[Event], parties: Parties) -> None:
        self._parties = parties
        self._pairs: defaultdict[EventType, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._any: Counter[tuple[str, str]] = Counter()
        self._partners: dict[tuple[EventType, str, frozenset[str]], Sequence[tuple[str, str]]] = {}
        for event in events:
            for a in self._countries(event.actor):
                for r in self._countries(event.recipient):
                    self._pairs[event.type][a, r] += 1
                    if event.type in MUTUAL and a != r:
                        self._pairs[event.type][r, a] += 1
                    if a != r:
                        self._any[a, r] += 1
                        self._any[r, a] += 1

    def fights(self, keys: Iterable[str]) -> bool:
        """Whether one of the actors' countries attacks, or is attacked."""
        here = set(self._countries(keys))
        return any(here & set(pair) for pair in self._pairs[EventType.ASSAULT])

    def partners(self, event: Event, role: str) -> Sequence[tuple[str, str]]:
        """States that stand on a side of such acts elsewhere, each with the name of what that rests on."""
        other = event.recipient if role == "actor" else event.actor
        sort = event.type, role, frozenset(self._countries(other))
        if sort not in self._partners:
            self._partners[sort] = tuple(self._against(*sort))
        return self._partners[sort]

    def _against(
        self, kind: EventType, role: str, here: frozenset[str]
    ) -> Iterator[tuple[str, str]]:
        """Who stands against the countries, or, where there are none, against anybody."""
        for name, pairs in (("like acts", self._pairs[kind]), ("all acts", self._any)):
            counts: Counter[str] = Counter()
            for (a, r), n in pairs.items():
                one, other = (r, a) if role == "actor" else (a, r)
                if (one in here or not here) and other not in here:
                    counts[other] += n
            whole = sum(counts.values())
            order = sorted(counts, key=lambda c: (-counts[c], c))[:PARTNERS]
            for rank, country in enumerate(order):
                key = self._parties.state(country)
                if key is not None:
                    plain = ", plain" if counts[country] >= PLAIN * whole else ""
                    yield key, f"{name}, {rank}{plain}"

    def filled(self, act: Act, event: Event) -> Event:
        """The event with its open sides filled as far as the article makes them plain."""
        pairs = self._pairs[event.type]
        if event.type in FILLED and not event.actor:
            here = self._countries(event.recipient)
            if event.recipient:
                found = _plain(Counter({(r, a): n for (a, r), n in pairs.items() if r in here}))
                return self._with(event, actor=found[1:] if found else ())
            if event.type in MUTUAL and (both := _plain(pairs)) is not None:
                return self._with(event, actor=both[:1], recipient=both[1:])
        if event.actor and not event.recipient and event.type not in ALONE:
            here = self._countries(event.actor)
            own = Counter({(a, r): n for (a, r), n in pairs.items() if a in here})
            general = Counter({(a, r): n for (a, r), n in self._any.items() if a in here})
            if event.type is not EventType.ASSAULT:
                near = self._parties.nearby(act, event.actor)
                if near:
                    return self._with(event, recipient_keys=near)
            found = _plain(own) or _plain(general)
            return self._with(event, recipient=found[1:] if found else ())
        return event

    def _with(
        self,
        event: Event,
        actor: Sequence[str] = (),
        recipient: Sequence[str] = (),
        recipient_keys: tuple[str, ...] = (),
    ) -> Event:
        """The event with states of these countries on its open sides."""
        first = tuple(k for c in actor if (k := self._parties.state(c)) is not None)
        second = recipient_keys or tuple(
            k for c in recipient if (k := self._parties.state(c)) is not None
        )
        fields = (*(("actor",) if first else ()), *(("recipient",) if second else ()))
        return replace(
            event,
            actor=event.actor or first,
            recipient=event.recipient or second,
            inferred=(*event.inferred, *fields),
        )

    def _countries(self, keys: Iterable[str]) -> list[str]:
        actors = self._parties.cast.actors
        return [c for k in keys if k in actors and (c := actors[k].country) is not None]


def _plain(pairs: Counter[tuple[str, str]]) -> tuple[str, str] | None:
    """The pair that has the least share or more; of the same pair either way round, the first."""
    pairs = +pairs
    if not pairs:
        return None
    top, _ = max(pairs.items(), key=lambda item: (item[1], item[0]))
    both = pairs[top] + (pairs[top[::-1]] if top[0] != top[1] else 0)
    return top if both / sum(pairs.values()) >= PLAIN else None
