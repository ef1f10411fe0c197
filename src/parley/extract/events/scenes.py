"""The scene of an act, from all that its article says of places.

A third of the places that readers give to acts stand in another sentence than the act: the summit was said to be in
Geneva two paragraphs above, the minister was "speaking in Pretoria" when he accused, the town under fire is named
where the next attack is told. Once the mentions of an act are joined, its scene is that of most of them; else that of
the meeting it belongs to, else where its actor was speaking, else that of the nearest attack.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events.merging import Entry, is_war
from parley.extract.events.placing import head_of, place_for
from parley.extract.events.status import SPEECH
from parley.extract.grammar import preposition
from parley.extract.statements.telling import Telling
from parley.records import Event, EventType, Place, Statement
from parley.spans import Span

MEETINGS: Final = frozenset(
    "summit meeting talk talks negotiation conference round consultation session gathering dialogue forum visit trip "
    "journey deal agreement meet convene gather negotiate host sign welcome receive arrive travel fly leave".split()
)
"""Lemmas of words for meetings, and for going there and what is done there."""

SPEECHES: Final = frozenset("speech remark address conference briefing testimony rally".split())
"""Lemmas of words for occasions of speaking."""

MET: Final = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
"""Types of acts that are done at meetings."""

REMOTE: Final = "phone"
"""The mode of meetings that have no place."""

SURE: Final = 3.0
"""The highest cost at which a place is that of a meeting or a speech. Swept 2 to 4 on gold/train."""

MEETING_NEAR: Final = 10
"""Sentences from an act to where the meeting that it belongs to is said to be. Swept 2 to all on gold/train."""

SPEECH_NEAR: Final = 3
"""Sentences from an act to where its actor is said to be speaking. Swept 2 to 5 on gold/train."""

_LOCAL: Final = frozenset("in at near inside outside to into".split())
"""Prepositions that say where, and cannot say about what ("talks on Syria")."""

_WIDE: Final = frozenset({"country", "area"})


class Venue(NamedTuple):
    """Where the text says that somebody met or spoke.

    Attributes:
        sentence: that says so; word: for the meeting.
        who: countries of those whom the sentence names, keys of those who have none.
    """

    sentence: int
    word: str
    who: frozenset[str]
    place: Place


class Scenes:
    """Places the events of one article.

    Args:
        grounds: the places of the article that are not somebody.
        cast: with the actors of the events.
        telling: what of the article is told, and by whom.
        entries: the events, with what their own clauses say of their places.
    """

    def __init__(
        self,
        draft: Draft,
        grounds: Sequence[Place],
        cast: Cast,
        telling: Telling,
        entries: Sequence[Entry],
    ) -> None:
        self._draft, self._reading, self._cast, self._grounds = draft, draft.reading, cast, grounds
        self._telling = telling
        self._venues = list(self._met())
        self._rostrums: defaultdict[str, list[Venue]] = defaultdict(list)
        for venue in sorted([*self._said(), *self._spoken()], key=lambda v: v.sentence):
            for key in venue.who:
                self._rostrums[key].append(venue)
        attacks = (e.event for e in entries if e.event.type is EventType.ASSAULT)
        self._attacks = [e for e in attacks if e.place is not None]

    def placed(self, event: Event, mentions: Sequence[Event]) -> Event:
        """The event with its scene; one that rests on no words of its own sentences is inferred."""
        place = None if event.mode == REMOTE else self._scene(event, mentions)
        stated = place is None or any(s.contains(place.span) for s in event.evidence)
        if not stated and self._is_foreign(event, place):
            place, stated = None, True
        inferred = tuple(f for f in event.inferred if f != "place")
        return replace(event, place=place, inferred=inferred if stated else (*inferred, "place"))

    def _is_foreign(self, event: Event, place: Place | None) -> bool:
        """Whether a place that no words of an attack name is in another country than that of those who are hit.

        What is in the country of those who attack can be held by the others; its capital mostly stands for its state.
        """
        if event.type is not EventType.ASSAULT or place is None or place.country is None:
            return False
        hit, acting = (
            {self._cast.actors[k].country for k in keys if k in self._cast.actors}
            for keys in (event.recipient, event.actor)
        )
        if not hit or None in hit or place.country in hit:
            return False
        return place.country not in acting or any(
            m.kind == "metonym" for m in self._cast.within(place.span)
        )

    def _scene(self, event: Event, mentions: Sequence[Event]) -> Place | None:
        place = self._most_told(mentions)
        if place is None and event.type in MET:
            place = self._venue(event)
        if place is None and event.type in SPEECH:
            place = self._rostrum(event)
        if place is None and event.type is EventType.ASSAULT:
            place = self._nearest(event)
        return place

    def _most_told(self, mentions: Sequence[Event]) -> Place | None:
        """The place of most mentions: a town counts for more than a country, but for a war.

        Several mentions in a sentence are one, and a place carried from another sentence is half of one.
        """
        told = {(m.evidence, m.place): m.place for m in mentions if m.place is not None}
        if any(is_war(m, self._draft) for m in mentions):
            wide = {k: p for k, p in told.items() if p.precision in _WIDE}
            told = wide or told
        votes: Counter[str] = Counter()
        for (evidence, _), place in told.items():
            own = any(s.contains(place.span) for s in evidence)
            votes[place.name.casefold()] += (1 + own) * (1 + (place.precision not in _WIDE))
        if not votes:
            return None
        best = max(votes, key=lambda name: votes[name])
        return next(p for p in told.values() if p.name.casefold() == best)

    def _venue(self, event: Event) -> Place | None:
        """The place of the meeting told in the act's own sentence, else near it and with one of its sides.

        One of the same word is meant before others: "the summit" is where the summit was said to be.
        """
        words = {self._reading.lemmas[i].lower() for i in self._reading.tokens(event.anchor)}
        sides = {self._side(k) for k in (*event.actor, *event.recipient)}
        found = [
            ((away > 0, venue.word not in words, away), venue.place)
            for away, venue in self._near(self._venues, event.evidence, MEETING_NEAR)
            if away == 0 or venue.who & sides
        ]
        return min(found, key=lambda item: item[0], default=(None, None))[1]

    def _rostrum(self, event: Event) -> Place | None:
        """Where, nearest to the act, its actor, or who does it by what he says, is said to be speaking."""
        said = self._telling.of(event.anchor) or self._telling.by_cue(event.anchor)
        keys = list(event.actor)
        if said is not None and said.speaker is not None:
            own = {self._side(k) for k in keys}
            keys += [said.speaker] if self._side(said.speaker) in own else []
        found = [
            (away, venue.place)
            for key in dict.fromkeys(keys)
            for away, venue in self._near(self._rostrums[key], event.evidence, SPEECH_NEAR)
        ]
        return min(found, key=lambda item: item[0], default=(None, None))[1]

    def _nearest(self, event: Event) -> Place | None:
        """The place of the attack that is told nearest."""
        at = bisect_left(self._attacks, event.anchor, key=lambda e: e.anchor)
        beside = self._attacks[max(at - 1, 0) : at + 1]
        best = min(beside, key=lambda e: abs(e.anchor.start - event.anchor.start), default=None)
        return best.place if best is not None else None

    def _near(
        self, venues: Sequence[Venue], evidence: Iterable[Span], reach: int
    ) -> Iterator[tuple[int, Venue]]:
        """The venues within reach of the sentences, with how many sentences away they are."""
        for k in sorted({k for span in evidence for k in self._reading.sentences_of(span)}):
            first = bisect_left(venues, k - reach, key=lambda v: v.sentence)
            last = bisect_right(venues, k + reach, key=lambda v: v.sentence)
            yield from ((abs(v.sentence - k), v) for v in venues[first:last])

    def _met(self) -> Iterator[Venue]:
        """The meetings that have a place."""
        for token, lemma in enumerate(self._reading.lemmas):
            if lemma.lower() in MEETINGS:
                yield from self._at(token, self._named)

    def _spoken(self) -> Iterator[Venue]:
        """The speeches that have a place, of whoever their sentences name."""
        for token, lemma in enumerate(self._reading.lemmas):
            if lemma.lower() in SPEECHES:
                yield from self._at(token, self._persons)

    def _said(self) -> Iterator[Venue]:
        """The statements that have a place."""
        for statement in self._draft.statements:
            inside = self._reading.tokens(statement.cue[0]) if statement.cue else range(0)
            if inside and statement.speaker is not None:
                place = self._place_of(statement, head_of(self._reading, inside))
                if place is not None:
                    k = self._reading.sentence_of(inside[0])
                    yield Venue(k, "", frozenset({statement.speaker}), place)

    def _at(self, token: int, who: Callable[[int], frozenset[str]]) -> Iterator[Venue]:
        """The meeting or speech that the word names, where it is said to be somewhere."""
        place = place_for(self._grounds, self._reading, token, farthest=SURE)
        if place is not None and self._is_local(place):
            k = self._reading.sentence_of(token)
            yield Venue(k, self._reading.lemmas[token].lower(), who(k), place)

    def _place_of(self, statement: Statement, cue: int) -> Place | None:
        """Where it was said: a place of its setting, or of the cue's clause, and of nothing that was said."""
        place = place_for(self._grounds, self._reading, cue, farthest=SURE)
        if place is None or any(c.overlaps(place.span) for c in statement.content):
            return None
        return place if self._is_local(place) else None

    def _is_local(self, place: Place) -> bool:
        governed = preposition(self._reading, self._reading.tokens(place.span)[-1])
        return governed is not None and governed[0] in _LOCAL

    def _named(self, sentence: int) -> frozenset[str]:
        """The sides that a sentence names."""
        named = self._cast.within(self._reading.sentence_span(sentence))
        return frozenset(self._side(m.actor) for m in named if m.actor is not None)

    def _persons(self, sentence: int) -> frozenset[str]:
        """Keys of the persons that a sentence names."""
        named = {m.actor or "" for m in self._cast.within(self._reading.sentence_span(sentence))}
        actors = (self._cast.actors.get(key) for key in named)
        return frozenset(a.key for a in actors if a is not None and a.kind == "person")

    def _side(self, key: str) -> str:
        actor = self._cast.actors.get(key)
        return (actor.country or key) if actor is not None else key
