"""Who may act in an act, or be acted upon, and what speaks for it.

The grammar, the tagger and what the article tells of like acts each name somebody, or nobody. Every *side* (a country
with all who act for it, or an actor without one) that they name, or that is mentioned near the act, is a candidate;
what speaks for it are named features, for :mod:`parley.extract.events.linking` to weigh.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from parley.extract.events.acts import Act
from parley.extract.events.answers import Answers
from parley.extract.events.company import Company
from parley.extract.events.losses import BEREFT
from parley.extract.events.parties import MEDIA, Parties
from parley.extract.events.tagged_acts import Tagging
from parley.records import Event, EventType
from parley.spans import Span

ABOVE: Final = 2
"""Sentences before the act's whose sides are candidates."""

MOST: Final = 40
"""Mentions of a sentence that are looked at: a list without end names nobody's act."""

TOP: Final = 3
"""Sides that are candidates because no others are mentioned more often."""

ACCUSING: Final = frozenset("accuse blame suspect".split())
"""Lemmas above an act whose subject has not done it."""

ARMED: Final = ("GOV", "MIL", "JUD", "SPY", "REB", "LEG")
"""Sectors of persons who can have others arrested."""

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


class Candidates:
    """Finds the candidates for the parties of one article's acts."""

    def __init__(
        self, parties: Parties, company: Company, tagging: Tagging, answers: Answers
    ) -> None:
        self._parties, self._company, self._tagging = parties, company, tagging
        self._answers = answers
        self._reading = parties.draft.reading
        self._around: dict[tuple[Span, EventType, str | None], Mapping[str, Candidate]] = {}
        self._places: dict[int, tuple[Place, ...]] = {}
        self._kinds: dict[str, tuple[str, ...]] = {}
        cast = parties.cast
        groups = (a for a in cast.actors.values() if a.kind == "group" and a.sector == "CVL")
        persons = (a for a in cast.actors.values() if a.kind == "person")
        self._crowds = frozenset(a.key for a in groups if a.name == a.name.lower())
        self._private = self._crowds.union(a.key for a in persons if a.sector not in ARMED)
        counts = Counter(self.side(k) for m in cast.mentions for k in cast.of_mention(m))
        order = sorted(counts, key=lambda side: (-counts[side], side))
        self._ranks = {side: min(n, TOP) for n, side in enumerate(order)}

    def side(self, key: str) -> str:
        """The country of an actor, or its key where it has none."""
        return self._parties.cast.actors[key].country or key

    def places(self, sentence: int) -> tuple[Place, ...]:
        """Who is mentioned in a sentence, in order."""
        if not 0 <= sentence < len(self._reading.sentences):
            return ()
        if sentence not in self._places:
            cast = self._parties.cast
            found = cast.within(self._reading.sentence_span(sentence))[:MOST]
            self._places[sentence] = tuple(
                Place(key, m.span.start) for m in found for key in cast.of_mention(m)
            )
        return self._places[sentence]

    def of(self, act: Act, event: Event, role: Role) -> list[Candidate]:
        """The sides that may be the event's actor or recipient; nobody last."""
        own, other = event.actor, event.recipient
        if role == "recipient":
            own, other = other, own
        rule = f"rule{' inferred' if role in event.inferred else ''}"
        sides = dict(self._sides(act, event))
        added: defaultdict[str, set[str]] = defaultdict(set)
        partners = self._company.partners(event, role)
        for key, name in partners:
            added[self.side(key)].add(name)
        for key in (*own, *(key for key, _ in partners)):
            side = self.side(key)
            if side not in sides or key not in sides[side].keys:
                sides[side] = self._with(sides.get(side), side, key)
        ruled, rest = ({self.side(k) for k in keys} for keys in (own, other))
        tagged = {side for side, c in sides.items() if f"tagger {role}" in c.names}
        out = []
        if role == "actor" and not own and event.asserted_by and self._is_of_others(act, event):
            sides.pop(self.side(event.asserted_by), None)
        if role == "actor" and (not own or "actor" in event.inferred):
            answered = self._answers.of(act)
            for key in answered.by if answered is not None else ():
                sides.pop(self.side(key), None)  # who answers an attack has not made it
        if event.type is EventType.ASSAULT and self._reading.lemmas[act.token] in BEREFT:
            sides = self._of_losses(sides, event, role)
        for side, candidate in sides.items():
            keys = tuple(k for k in candidate.keys if role != "actor" or not self.bars(event, k))
            if not keys:
                continue
            names = {
                f"{rule} {_among(side, ruled)}", f"tagger {_among(side, tagged)}",
                f"other side {_among(side, rest)}", *added.get(side, ()),
            }  # fmt: skip
            out.append(Candidate(side, keys, candidate.names | names))
        none = {"nobody", f"nobody, {rule} {bool(own)}", f"nobody, tagger {bool(tagged)}"}
        return [*out, Candidate(NOBODY, (), frozenset(none))]

    def _of_losses(
        self, sides: Mapping[str, Candidate], event: Event, role: Role
    ) -> dict[str, Candidate]:
        """The sides, of losses: who lost men is acted upon and nobody else, nor did he or the men kill them."""
        befallen = {self.side(k) for k in event.recipient}
        if role == "recipient":
            stated = befallen and role not in event.inferred
            return {s: c for s, c in sides.items() if not stated or s in befallen}
        names = {s: self._parties.cast.actors[c.keys[0]].name for s, c in sides.items()}
        return {
            s: c for s, c in sides.items() if s not in befallen and names[s] != names[s].lower()
        }

    def _is_of_others(self, act: Act, event: Event) -> bool:
        """Whether it is not who tells of it that did it: an attack, or what he accuses somebody of."""
        above = (self._reading.lemmas[i] for i in self._reading.ancestors(act.token))
        return event.type is EventType.ASSAULT or any(lemma in ACCUSING for lemma in above)

    def bars(self, event: Event, key: str) -> bool:
        """Whether it is no deed of somebody on whom it is done: "40 people" whose death is told have not killed.

        Nor have civilians without a name, whose part nothing tells; nor does a private person arrest anybody.
        """
        if event.type not in (EventType.ASSAULT, EventType.COERCE):
            return False
        if key in event.recipient:
            return self._parties.cast.actors[key].kind != "state"
        if event.mode == "arrest":
            return key in self._private
        return key in self._crowds and key not in event.actor

    def agreed(self, act: Act, event: Event, role: Role) -> bool:
        """Whether grammar and tagger name the same side for the role."""
        anchor = self._tagging.of(act.token, event.type)
        if anchor is None or role in event.inferred:
            return False
        spans = anchor.actor if role == "actor" else anchor.recipient
        named = {self.side(k) for k in self._parties.keys(self._tagging.tokens(spans))}
        return bool(named) and named == {self.side(k) for k in getattr(event, role)}

    def _sides(self, act: Act, event: Event) -> Mapping[str, Candidate]:
        """Whoever may have a part in the act, in whichever role, with what that rests on."""
        at = act.anchor, event.type, event.asserted_by
        if at not in self._around:
            names: defaultdict[str, set[str]] = defaultdict(set)
            keys: defaultdict[str, dict[str, None]] = defaultdict(dict)
            for finder in (self._tagged, self._told, self._near, self._known):
                for key, name in finder(act, event):
                    side = self.side(key)
                    keys[side][key] = None
                    names[side].add(name)
            self._around[at] = {
                side: Candidate(side, tuple(own), frozenset(names[side]) | self._sort(side, own))
                for side, own in keys.items()
            }
        return self._around[at]

    def _with(self, known: Candidate | None, side: str, key: str) -> Candidate:
        """The candidate with one more actor."""
        keys, names = ((), frozenset[str]()) if known is None else (known.keys, known.names)
        return Candidate(side, (*keys, key), names | self._sort(side, (key,)))

    def _sort(self, side: str, keys: Iterable[str]) -> frozenset[str]:
        """What sort of side it is: its rank and the kinds of its actors."""
        rank = f"rank {self._ranks.get(side, TOP)}"
        return frozenset((rank, *(name for key in keys for name in self._kind(key))))

    def _tagged(self, act: Act, event: Event) -> Iterator[tuple[str, str]]:
        anchor = self._tagging.of(act.token, event.type)
        if anchor is None:
            return
        for role, spans in (
            ("actor", anchor.actor), ("recipient", anchor.recipient), ("third", anchor.third_party),
        ):  # fmt: skip
            for key in self._parties.keys(self._tagging.tokens(spans)):
                yield key, f"tagger {role}"

    def _told(self, act: Act, event: Event) -> Iterator[tuple[str, str]]:
        """Who tells of the act, or does it by what he says, and to whom."""
        telling = self._parties.telling
        for name, statement in (
            ("told", telling.of(act.anchor)), ("cue", telling.by_cue(act.anchor)),
        ):  # fmt: skip
            if statement is not None and statement.speaker is not None:
                yield statement.speaker, f"speaker, {name}"
            if statement is not None and statement.addressee is not None:
                yield statement.addressee, f"addressee, {name}"
        if event.asserted_by is not None:
            yield event.asserted_by, "asserter"

    def _near(self, act: Act, event: Event) -> Iterator[tuple[str, str]]:
        """Who is mentioned in the act's sentence, by the order away from it, and above."""
        k = self._reading.sentence_of(act.token)
        here, at = self.places(k), event.anchor.start
        before = dict.fromkeys(p.key for p in reversed(here) if p.start < at)
        after = dict.fromkeys(p.key for p in here if p.start >= at)
        for name, keys in (("before", before), ("after", after)):
            for n, key in enumerate(keys):
                yield key, "in sentence"
                yield key, f"{name} {min(n, 3)}"
        for back in range(1, ABOVE + 1):
            for place in self.places(k - back):
                yield place.key, f"{back} above"

    def _known(self, act: Act, event: Event) -> Iterator[tuple[str, str]]:
        """The states that are mentioned most, and that on whose soil the act took place."""
        for side, rank in self._ranks.items():
            if rank >= TOP:
                break
            if (state := self._parties.state(side)) is not None:
                yield state, "known"
        place = self._parties.soil.place_of(act)
        if place is not None and place.country is not None:
            state = self._parties.state(place.country, place.name)
            if state is not None:
                yield state, "soil"

    def _kind(self, key: str) -> tuple[str, ...]:
        """What sort of actor it is."""
        if key not in self._kinds:
            actor = self._parties.cast.actors[key]
            named = any(c.isupper() for c in actor.name)
            out = [f"{actor.kind}{'' if named else ', unnamed'}"]
            if actor.country is None:
                out.append(f"no country{', named' if named else ''}")
            if actor.sector == "MED" or actor.name.casefold().split()[-1] in MEDIA:
                out.append("media")
            self._kinds[key] = tuple(out)
        return self._kinds[key]


def _among(side: str, sides: set[str]) -> str:
    return "open" if not sides else "names it" if side in sides else "names another"
