"""Who acts in an act and who is acted upon, weighed among all sides that may.

The grammar, the tagger and what the article tells of like acts each name somebody, or nobody. Every *side* (a country
with all who act for it, or an actor without one) that they name, or that is mentioned near the act, is a candidate;
what speaks for it are named features, which count differently for every sort of act. Log-linear models
(``data/parties.tsv``, made by ``training/parties``) weigh the sides against each other, first for the actor, then, the
actor known, for the recipient. An entry is weighed by all its mentions.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from parley.extract.acts import MUTUAL, Act
from parley.extract.company import Company
from parley.extract.merging import Entry
from parley.extract.parties import GROUND, MEDIA, Parties
from parley.extract.tagged_acts import Tagging
from parley.records import Event, EventType

ABOVE: Final = 2
"""Sentences before the act's whose sides are candidates."""

MOST: Final = 40
"""Mentions of a sentence that are looked at: a list without end names nobody's act."""

TOP: Final = 3
"""Sides that are candidates because no others are mentioned more often."""

STATED, INFERRED = 0.3, 0.2
"""By how much likelier another side must be than one that the grammar names, or that was inferred, to take its place.
Swept 0 to .5 on articles, and on stories, left out of the training articles; flat from .15 on."""

NOBODY: Final = ""
"""The side that there is nobody."""

Role = Literal["actor", "recipient"]


class Candidate(NamedTuple):
    """A side, the keys of its actors that may be meant, and the names of what speaks for it."""

    side: str
    keys: tuple[str, ...]
    names: frozenset[str]


class Place(NamedTuple):
    """A mention in a sentence: of whom, and where it begins."""

    key: str
    start: int


class Linker:
    """Finds the parties of one article's acts among its cast."""

    def __init__(self, parties: Parties, company: Company, tagging: Tagging) -> None:
        self.parties, self._company, self._tagging = parties, company, tagging
        self._reading = parties.draft.reading
        self._places: dict[int, tuple[Place, ...]] = {}
        self._ranks = self._salience()

    def opened(self, act: Act, event: Event) -> Event:
        """The event with its likeliest actor, where nobody is known to act."""
        return event if event.actor else self.acted(act, event, weights())

    def acted(self, act: Act, event: Event, known: Weights) -> Event:
        """The event with the actor that some weights find likeliest."""
        found = self.candidates(act, event, "actor")[:-1]
        likely = known.chances(found, "actor", sort_of(act, event.type))
        best = max(range(len(found)), key=lambda n: (likely[n], -n), default=None)
        if best is None or set(found[best].keys) & set(event.actor):
            return event
        return self._with(event, "actor", self._one(act, event, found[best].keys))

    def linked(self, entry: Entry, acts: Mapping[tuple[EventType, int], Act]) -> Entry:
        """The entry with its likeliest sides.

        Args:
            entry: of which the mentions have the sides that their own sentences give.
            acts: of which the mentions were made, by their type and the start of their anchor.
        """
        told = [(acts[m.type, m.anchor.start], m) for m in entry.mentions]
        event = self._weighed(entry.event, told, "actor")
        event = self._weighed(event, told, "recipient")
        return Entry(event, entry.mentions)

    def _weighed(self, event: Event, told: Sequence[tuple[Act, Event]], role: Role) -> Event:
        """The event with the side that its mentions make likelier than its own."""
        likely: defaultdict[str, float] = defaultdict(float)
        keys: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for act, mention in told:
            if role == "recipient":
                mention = self._with(mention, "actor", event.actor)
            found = self.candidates(act, mention, role)
            chances = weights().chances(found, role, sort_of(act, event.type))
            for c, chance in zip(found, chances, strict=True):
                likely[c.side] += chance / len(told)
                keys[c.side].update(dict.fromkeys(c.keys))
        own = getattr(event, role)
        held = {self._side(k) for k in own} or {NOBODY}
        needed = max(likely[side] for side in held)
        needed += 0.0 if not own else INFERRED if role in event.inferred else STATED
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
        here = self.places(self._reading.sentence_of(act.token))
        near = sorted(here, key=lambda place: abs(place.start - act.anchor.start))
        actors = self.parties.cast.actors
        order = [p.key for p in near if p.key in keys]
        order += sorted(keys, key=lambda k: actors[k].kind != "state")
        if event.type in GROUND:
            self.parties.settle(order[:1], self.parties.soil.common)
        return tuple(order[:1])

    def candidates(self, act: Act, event: Event, role: Role) -> list[Candidate]:
        """The sides that may be the event's actor or recipient; nobody last."""
        sides: defaultdict[str, tuple[dict[str, None], set[str]]] = defaultdict(lambda: ({}, set()))
        for key, name in self._sources(act, event, role):
            keys, names = sides[self._side(key)]
            keys[key] = None
            names.add(name)
        own, other = event.actor, event.recipient
        if role == "recipient":
            own, other = other, own
        ruled, rest = ({self._side(k) for k in keys} for keys in (own, other))
        tagged = {side for side, (_, names) in sides.items() if f"tagger {role}" in names}
        inferred = " inferred" if role in event.inferred else ""
        out = []
        for side, (keys, names) in sides.items():
            names.update(n for k in keys for n in self._kind(k))
            names.add(f"rank {min(self._ranks.get(side, TOP + 1), TOP + 1)}")
            names.add(f"rule{inferred}: {'open' if not ruled else side in ruled}")
            names.add(f"tagger: {'open' if not tagged else side in tagged}")
            names.add(f"other side: {'open' if not rest else side in rest}")
            out.append(Candidate(side, tuple(keys), frozenset(names)))
        none = {"nobody", f"nobody, rule{inferred} {bool(own)}", f"nobody, tagger {bool(tagged)}"}
        return [*out, Candidate(NOBODY, (), frozenset(none))]

    def _sources(self, act: Act, event: Event, role: Role) -> Iterator[tuple[str, str]]:
        """Keys of whoever may be meant, each with the name of what that rests on."""
        for key in getattr(event, role):
            yield key, "rule inferred" if role in event.inferred else "rule"
        yield from self._tagged(act, event.type)
        yield from self._told(act, event)
        yield from self._near(act)
        yield from self._company.partners(event, role)
        for side, rank in self._ranks.items():
            if rank < TOP and (state := self.parties.state(side)) is not None:
                yield state, "known"
        place = self.parties.soil.place_of(act)
        if place is not None and place.country is not None:
            state = self.parties.state(place.country, place.name)
            if state is not None:
                yield state, "soil"

    def _tagged(self, act: Act, kind: EventType) -> Iterator[tuple[str, str]]:
        anchor = self._tagging.of(act.token, kind)
        if anchor is None:
            return
        for role, spans in (
            ("actor", anchor.actor), ("recipient", anchor.recipient), ("third", anchor.third_party),
        ):  # fmt: skip
            for key in self.parties.keys(self._tagging.tokens(spans)):
                yield key, f"tagger {role}"

    def _told(self, act: Act, event: Event) -> Iterator[tuple[str, str]]:
        telling = self.parties.telling
        for name, statement in (
            ("told", telling.of(act.anchor)), ("cue", telling.by_cue(act.anchor)),
        ):  # fmt: skip
            if statement is not None and statement.speaker is not None:
                yield statement.speaker, f"speaker, {name}"
            if statement is not None and statement.addressee is not None:
                yield statement.addressee, f"addressee, {name}"
        if event.asserted_by is not None:
            yield event.asserted_by, "asserter"

    def _near(self, act: Act) -> Iterator[tuple[str, str]]:
        """Who is mentioned in the act's sentence, by the order away from it, and above."""
        k = self._reading.sentence_of(act.token)
        here = self.places(k)
        at = act.anchor.start
        before = dict.fromkeys(p.key for p in reversed(here) if p.start < at)
        after = dict.fromkeys(p.key for p in here if p.start >= at)
        for name, keys in (("before", before), ("after", after)):
            for n, key in enumerate(keys):
                yield key, "in sentence"
                yield key, f"{name} {min(n, 3)}"
        for back in range(1, ABOVE + 1):
            for place in self.places(k - back):
                yield place.key, f"{back} above"

    def _kind(self, key: str) -> Iterator[str]:
        """What sort of actor it is."""
        actor = self.parties.cast.actors[key]
        named = any(c.isupper() for c in actor.name)
        yield f"{actor.kind}{'' if named else ', unnamed'}"
        if actor.country is None:
            yield f"no country{', named' if named else ''}"
        if actor.sector == "MED" or actor.name.casefold().split()[-1] in MEDIA:
            yield "media"

    def places(self, sentence: int) -> tuple[Place, ...]:
        """Who is mentioned in a sentence, in order."""
        if not 0 <= sentence < len(self._reading.sentences):
            return ()
        if sentence not in self._places:
            cast = self.parties.cast
            found = cast.within(self._reading.sentence_span(sentence))[:MOST]
            self._places[sentence] = tuple(
                Place(key, m.span.start) for m in found for key in cast.of_mention(m)
            )
        return self._places[sentence]

    def _salience(self) -> Mapping[str, int]:
        """The rank of each side by how often it is mentioned."""
        cast = self.parties.cast
        counts = Counter(self._side(k) for m in cast.mentions for k in cast.of_mention(m))
        order = sorted(counts, key=lambda side: (-counts[side], side))
        return {side: n for n, side in enumerate(order)}

    def _side(self, key: str) -> str:
        return self.parties.cast.actors[key].country or key


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
        self._known = known
        self._tables: dict[tuple[Role, tuple[str, ...]], Mapping[str, float]] = {}

    def of(self, role: Role, sort: tuple[str, ...]) -> Mapping[str, float]:
        """The weight of each feature for a sort of act: those of all its names together."""
        if (role, sort) not in self._tables:
            table: defaultdict[str, float] = defaultdict(float)
            for part in sort:
                for name, weight in self._known.get((role, part), {}).items():
                    table[name] += weight
            self._tables[role, sort] = dict(table)
        return self._tables[role, sort]

    def chances(self, found: Sequence[Candidate], role: Role, sort: tuple[str, ...]) -> list[float]:
        """The chance of each candidate, by the names of what speaks for it."""
        known = self.of(role, sort)
        scores = [sum(known.get(n, 0.0) for n in sorted(c.names)) for c in found]
        top = max(scores, default=0.0)
        parts = [math.exp(s - top) for s in scores]
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
