"""Who acts in an act and who is acted upon: the likeliest of all sides that may be meant.

Log-linear models (``data/parties.tsv``, made by ``training/parties``) weigh the candidates against each other, first
for the actor, then, the actor known, for the recipient; features count differently for every sort of act. An entry is
weighed by all its mentions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from parley.extract.events.acts import MUTUAL, Act
from parley.extract.events.candidates import NOBODY, Candidate, Candidates, Role
from parley.extract.events.merging import Entry
from parley.extract.events.parties import GROUND, Parties
from parley.records import Event, EventType

STATED, INFERRED = 0.3, 0.2
"""By how much likelier another side must be than one that the grammar names, or that was inferred, to take its place.
Swept 0 to .5 on articles, and on stories, left out of the training articles; flat from .15 on."""

ACCUSED: Final = 0.5
"""The chance from which somebody is taken to have attacked whom no sentence names. Swept 0 to .6: nothing is lost."""

MOST: Final = 4
"""Mentions of an act that are weighed, from the first on: of those annotated one in fifty has more."""


class Linker:
    """Finds the parties of one article's acts among its cast."""

    def __init__(self, parties: Parties, candidates: Candidates) -> None:
        self.parties, self.candidates = parties, candidates

    def opened(self, act: Act, event: Event) -> Event:
        """The event with its likeliest actor, where nobody is known to act."""
        return event if event.actor else self.acted(act, event, weights())

    def acted(self, act: Act, event: Event, known: Weights) -> Event:
        """The event with the actor that some weights find likeliest."""
        found = self.candidates.of(act, event, "actor")[:-1]
        likely = known.chances(found, "actor", sort_of(act, event.type))
        best = max(range(len(found)), key=lambda n: (likely[n], -n), default=None)
        if best is None or set(found[best].keys) & set(event.actor):
            return event
        if event.type is EventType.ASSAULT and likely[best] < ACCUSED:
            return event
        return self._with(event, "actor", self._one(act, event, found[best].keys))

    def linked(self, entry: Entry, acts: Mapping[tuple[EventType, int], Act]) -> Entry:
        """The entry with its likeliest sides.

        Args:
            entry: of which the mentions have the sides that their own sentences give.
            acts: of which the mentions were made, by their type and the start of their anchor.
        """
        told = [(acts[m.type, m.anchor.start], m) for m in entry.mentions[:MOST]]
        event = self._weighed(entry.event, told, "actor")
        event = self._weighed(event, told, "recipient")
        return Entry(event, entry.mentions)

    def _weighed(self, event: Event, told: Sequence[tuple[Act, Event]], role: Role) -> Event:
        """The event with the side that its mentions make likelier than its own, if it is in doubt."""
        if self.candidates.agreed(told[0][0], event, role):
            return event
        likely: defaultdict[str, float] = defaultdict(float)
        keys: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for act, mention in told:
            if role == "recipient":
                mention = self._with(mention, "actor", event.actor)
            found = self.candidates.of(act, mention, role)
            chances = weights().chances(found, role, sort_of(act, event.type))
            for c, chance in zip(found, chances, strict=True):
                likely[c.side] += chance / len(told)
                keys[c.side].update(dict.fromkeys(c.keys))
        own = getattr(event, role)
        held = {self.candidates.side(k) for k in own} or {NOBODY}
        needed = max(likely[side] for side in held)
        needed += 0.0 if not own else INFERRED if role in event.inferred else STATED
        if role == "actor" and not own and event.type is EventType.ASSAULT:
            needed = max(needed, ACCUSED)
        for side in sorted(likely, key=lambda s: (-likely[s], s)):
            if side in held or likely[side] < needed:
                return event
            if side == NOBODY and role == "recipient":
                return self._with(event, role, ())
            apart = [k for k in keys[side] if role == "actor" or k not in event.actor]
            if apart:
                return self._with(event, role, self._one(told[0][0], event, apart))
        return event

    def _with(self, event: Event, role: Role, keys: tuple[str, ...]) -> Event:
        """The event with the keys on a side, said to be inferred if they are others than before."""
        if keys == getattr(event, role):
            return event
        rest = tuple(f for f in event.inferred if f != role)
        inferred = (*rest, role) if keys else rest
        if role == "recipient":
            return replace(event, recipient=keys, inferred=inferred)
        recipient = tuple(k for k in event.recipient if k not in keys)
        return replace(event, actor=keys, recipient=recipient, inferred=inferred)

    def _one(self, act: Act, event: Event, keys: Sequence[str]) -> tuple[str, ...]:
        """Whom of a side to name: who stands nearest in the act's sentence, else the state."""
        here = self.candidates.places(self.parties.draft.reading.sentence_of(act.token))
        near = sorted(here, key=lambda place: abs(place.start - act.anchor.start))
        actors = self.parties.cast.actors
        order = [p.key for p in near if p.key in keys]
        order += sorted(keys, key=lambda k: actors[k].kind != "state")
        if event.type in GROUND:
            self.parties.settle(order[:1], self.parties.soil.common)
        return tuple(order[:1])


_GROUPS: Final[Mapping[str, Iterable[EventType]]] = {
    "mutual": MUTUAL,
    "ground": (*GROUND, EventType.RETREAT, EventType.PROTEST),
    "deed": (EventType.SANCTION, EventType.AID, EventType.CONCEDE),
}
"""Types of acts that are alike; all others are done by speaking."""

_FOUND: Final = {"TAGGER": "by tagger", "CONTENT": "by saying", "VERB": "by verb"}


def sort_of(act: Act, kind: EventType) -> tuple[str, ...]:
    """What sort of act it is: names under which features have weights of their own."""
    group = next((name for name, kinds in _GROUPS.items() if kind in kinds), "speech")
    return "", kind.value, group, _FOUND.get(act.key[1], "by noun")


class Weights:
    """Of the features, by role and sort of act.

    Args:
        known: by role and one name of a sort, the weight of each feature.
    """

    def __init__(self, known: Mapping[tuple[str, str], Mapping[str, float]]) -> None:
        self.known = known
        self._tables: dict[tuple[Role, tuple[str, ...]], Mapping[str, int]] = {}

    def of(self, role: Role, sort: tuple[str, ...]) -> Mapping[str, int]:
        """The weight of each feature for a sort of act, in hundredths: those of all its names together.

        Whole numbers add up to the same in any order.
        """
        if (role, sort) not in self._tables:
            table: defaultdict[str, int] = defaultdict(int)
            for part in sort:
                for name, weight in self.known.get((role, part), {}).items():
                    table[name] += round(100 * weight)
            self._tables[role, sort] = dict(table)
        return self._tables[role, sort]

    def chances(self, found: Sequence[Candidate], role: Role, sort: tuple[str, ...]) -> list[float]:
        """The chance of each candidate, by the names of what speaks for it."""
        known = self.of(role, sort)
        scores = [sum([known.get(n, 0) for n in c.names]) for c in found]
        top = max(scores, default=0)
        parts = [math.exp((s - top) / 100) for s in scores]
        whole = sum(parts)
        return [p / whole for p in parts]


@cache
def weights() -> Weights:
    """Those of ``parties.tsv``."""
    text = (files("parley.extract") / "data" / "parties.tsv").read_text("utf-8")
    out: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for line in text.splitlines():
        if not line.startswith("#"):
            role, sort, name, weight = line.split("\t")
            out[role, sort][name] = float(weight)
    return Weights(out)
