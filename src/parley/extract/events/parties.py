"""Parties: who acts in an act, who is acted upon, who stands between.

The grammar is asked first. What it leaves open is looked for nearby, in the same sentence, and said to be
inferred; what is not there stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events.acts import MUTUAL, Act, subject_tokens
from parley.extract.events.soil import Soil
from parley.extract.places.toponyms import Toponyms
from parley.extract.statements.telling import Telling
from parley.facts import Facts
from parley.records import Actor, EventType, Mention, Place, Statement

ALONE: Final = frozenset({EventType.MOBILIZE, EventType.PROTEST, EventType.RETREAT})
"""Types that need nobody acted upon."""

GROUND: Final = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
"""Types whose recipient may be named by a place alone ("the attack on Sumy")."""

CROWDS: Final = frozenset({EventType.PROTEST})
"""Types of acts that are told though nobody is named who does them: "rallies were held"."""

MEDIA: Final = frozenset(
    "reporter reporters report reports journalist journalists media poll".split()
)
"""Last words of descriptions of those who only report."""

BETWEEN: Final = frozenset("mediate broker facilitate host".split())
"""Lemmas of acts whose subject stands between the sides."""

SWAPPING: Final = frozenset("swap exchange".split())
"""Lemmas of acts that those who do them do to each other, whatever they give."""

GOING: Final = frozenset("travel fly arrive visit".split())
"""Lemmas of acts whose aim, where it is no actor, is the state of the place gone to."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Keys of those who take part; ``inferred`` names what was looked for nearby."""

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    third: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


class Parties:
    """Finds the parties of one article's acts.

    Attributes:
        cast: the cast, which grows by the states that are named only by their places.
    """

    def __init__(self, draft: Draft, facts: Facts, toponyms: Toponyms) -> None:
        self.draft, self._facts = draft, facts
        self._actors = dict(draft.cast.actors)  # a copy of our own, which grows
        self.cast = replace(draft.cast, actors=self._actors)
        self.soil = Soil(draft, toponyms)
        self.telling = Telling(draft)

    def of(self, act: Act, kind: EventType, place: Place | None) -> Sides:
        """The sides of an act."""
        actor = act.actor_keys or self.keys(self._inside(act))
        recipient = act.recipient_keys or self.keys(act.recipient)
        recipient = tuple(k for k in recipient if k not in actor)
        if self.draft.reading.lemmas[act.token] in BETWEEN:
            return self._between(act, actor, recipient)
        hosts = self._hosts(act)
        if hosts and not set(actor) <= set(hosts):  # "hosted talks between the two"
            return self._between(act, hosts, (*(k for k in actor if k not in hosts), *recipient))
        swapped = self.draft.reading.lemmas[act.token] in SWAPPING
        if len(actor) > 1 and (swapped or (kind in MUTUAL and not recipient)):
            return Sides(actor[:1], actor[1:])
        if kind is EventType.COERCE and not recipient and self._held(act, actor):
            actor, recipient = (), actor
        if kind is EventType.COERCE and recipient and not actor:
            held = self._state_of(place, recipient)  # "was arrested at a Moscow airport"
            if held is not None:
                return Sides((held,), recipient, inferred=("actor",))
        if kind in GROUND:
            soil = place.country if place is not None else None
            self.settle((*actor, *recipient), soil or self.soil.common)
            recipient = self._as_states(recipient)
        if self.draft.reading.lemmas[act.token] in GOING:
            # Who arrives with his country's proposal does not visit his country.
            recipient = tuple(k for k in recipient if not self.same_side(actor, k))
        if kind in GROUND or self.draft.reading.lemmas[act.token] in GOING:
            hit = self._state_of(place, actor) if not self._any_side(recipient) else None
            if hit is not None:
                return Sides(actor, (hit,), inferred=("recipient",))
        return Sides(actor, recipient)

    def _hosts(self, act: Act) -> tuple[str, ...]:
        """Who hosts or brokers the talks that a noun names."""
        reading = self.draft.reading
        brought = reading.deps[act.token] == "dobj" and reading.lemmas[act.verb] in BETWEEN
        if act.type is not EventType.CONSULT or not brought:
            return ()
        return self.keys(subject_tokens(reading, act.verb))

    def _held(self, act: Act, keys: Sequence[str]) -> bool:
        """Whether a noun belongs to whom it befalls: "her arrest", "the envoy's trial"."""
        noun = self.draft.reading.pos[act.token] == "NOUN" and act.mode in ("arrest", "seize")
        return noun and bool(keys) and all(self.cast.actors[k].kind == "person" for k in keys)

    def _inside(self, act: Act) -> tuple[int, ...]:
        """The tokens of those who act; who only tells of it, outside of what is told, is none of them.

        Where the parser leaves him alone, the subject before the act within the content takes his place.
        """
        reading = self.draft.reading
        statement = self.telling.of(act.anchor)
        if statement is None or not act.actor or self._is_intended(act, statement):
            return act.actor
        within = tuple(
            t for t in act.actor if not any(s.overlaps(reading.token(t)) for s in statement.source)
        )
        content = next(c for c in statement.content if c.overlaps(act.anchor))
        if within or not content.contains(act.anchor):
            return within or act.actor
        before = range(reading.tokens(content)[0], act.token)
        return tuple(t for t in before if reading.deps[t] in ("nsubj", "nsubjpass"))[-1:]

    def _is_intended(self, act: Act, statement: Statement) -> bool:
        """Whether what is told is what the teller means to do himself: "plans to strike", "vowed to answer"."""
        reading = self.draft.reading
        told = (reading.tokens(c)[:1] for c in statement.content if c.overlaps(act.anchor))
        return any(reading.tags[i] == "TO" and reading.heads[i] == act.verb for i in chain(*told))

    def only_media(self, keys: Sequence[str]) -> bool:
        """Whether nobody acts but those who report and ask: "a reporter asked", "reports suggested"."""
        actors = [self.cast.actors[k] for k in keys]
        return bool(actors) and all(
            a.sector == "MED" or a.name.casefold().split()[-1] in MEDIA for a in actors
        )

    def nearby(self, act: Act, actor: tuple[str, ...]) -> tuple[str, ...]:
        """Who is likeliest acted upon where the grammar names nobody: another side of the sentence."""
        return tuple(self._others(act, actor)[:1])

    def settle(self, keys: Iterable[str], country: str | None) -> None:
        """Give groups and places without a country that of their name, else the one given (of the soil)."""
        for key in keys:
            known = self.cast.actors[key]
            if known.country is not None or known.kind not in ("group", "organisation"):
                continue
            named = self.soil.of_names((known.name, *known.names))
            home = named or (country if known.kind == "group" else None)
            if home in self._facts.countries:
                self._actors[key] = replace(known, country=home)

    def _as_states(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys, those of places that were taken for persons as the states in which they lie."""
        out: dict[str, None] = {}
        for key in keys:
            known = self.cast.actors[key]
            state = None
            if known.country is None and known.kind in ("person", "organisation"):
                country = self.soil.of_names((known.name,))
                state = self.state(country, known.name) if country is not None else None
            out[state or key] = None
        return tuple(out)

    def _between(self, act: Act, third: tuple[str, ...], named: tuple[str, ...]) -> Sides:
        """The sides that a mediator or host brings together."""
        sides = list(named) or self._others(act, third)[:2]
        if len(named) == 1 and self.draft.reading.lemmas[act.token] == "host":
            return Sides(third, named)  # who hosts one side is the other
        if len(sides) < 2:
            return Sides((), tuple(sides), third, inferred=() if named else ("recipient",))
        return Sides(
            (sides[0],), tuple(sides[1:]), third, inferred=() if named else ("actor", "recipient")
        )

    def _any_side(self, keys: Iterable[str]) -> bool:
        """Whether some of the actors stand for a country, or have a name."""
        actors = self.cast.actors
        return any(
            actors[k].country is not None or any(c.isupper() for c in actors[k].name) for k in keys
        )

    def _state_of(self, place: Place | None, actor: Sequence[str]) -> str | None:
        """Key of the state on whose soil the place lies, unless the actor is of that side."""
        if place is None or place.country is None:
            return None
        key = self.state(place.country, place.name)
        return None if key is None or self.same_side(actor, key) else key

    def state(self, country: str, *names: str) -> str | None:
        """Key of the state of an ISO code, which joins the cast if it was not there."""
        if country not in self._facts.countries:
            return None
        key = country.lower()
        if key not in self.cast.actors:
            name = self._facts.countries[country].names[0]
            new = Actor(key, name, "state", country, "GOV", ("GOV",), names or (name,))
            self._actors[key] = new
        return key

    def _others(self, act: Act, actor: tuple[str, ...]) -> list[str]:
        """Who else stands in the sentence: below the act first, then nearest after, then before it.

        One of a side; those who only report are left out.
        """
        reading = self.draft.reading
        below = reading.subtree(act.token)
        inside = reading.span(below[0], below[-1] + 1)
        sentence = reading.sentence_span(reading.sentence_of(act.token))
        at = act.anchor.start

        def nearness(m: Mention) -> tuple[bool, bool, int]:
            return not inside.contains(m.span), m.span.start < at, abs(m.span.start - at)

        out: list[str] = []
        for m in sorted(self.cast.within(sentence), key=nearness):
            if m.actor is None or self.cast.actors[m.actor].kind == "organisation":
                continue
            if self.telling.is_source(m.span):
                continue  # who only reports what is told stands in the sentence, but not in the act
            if not self.same_side((*actor, *out), m.actor):
                out.append(m.actor)
        return out

    def keys(self, tokens: Iterable[int]) -> tuple[str, ...]:
        """The actors that head the noun phrases, each once, in order.

        "Iranian and U.S. representatives" are no group of their own: their countries act.
        """
        reading = self.draft.reading
        out: dict[str, None] = {}
        for token in tokens:
            keys = (*self.cast.joined(reading, token), *self.cast.of_token(reading, token))
            if all(self.cast.actors[k].country is None for k in keys):
                owners = [
                    k
                    for j in reading.kids[token]
                    if reading.deps[j] in ("amod", "compound", "nmod", "poss")
                    for k in self.cast.of_token(reading, j)
                    if self.cast.actors[k].kind == "state"
                ]
                keys = tuple(owners) if len(owners) > 1 else keys
            out.update(dict.fromkeys(keys))
        return tuple(out)

    def same_side(self, keys: Iterable[str], other: str) -> bool:
        """Whether one of the actors is the other, or acts for its country."""
        return same_side(self.cast, keys, other)


def same_side(cast: Cast, keys: Iterable[str], other: str) -> bool:
    """Whether one of the actors is the other, or acts for its country."""
    country = cast.actors[other].country
    return any(
        k == other or (country is not None and cast.actors[k].country == country) for k in keys
    )
