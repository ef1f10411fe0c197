"""Events: acts with their actors, status, asserter, day, place and toll; one act, one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from parley.extract.acts import MUTUAL, Act, find_acts
from parley.extract.component import Draft
from parley.extract.dating import date_for
from parley.extract.merging import merge_events
from parley.extract.status import SPEECH, Verdict, judge
from parley.extract.tolls import Harmed, find_tolls
from parley.ids import content_id
from parley.records import Event, EventType, Place, Status, When
from parley.spans import merge

MIN_CONFIDENCE: Final = 0.3
"""Acts below it are not entered. Set on the training articles, swept 0.1 to 0.6."""

_ALONE: Final = frozenset({EventType.MOBILIZE, EventType.PROTEST, EventType.RETREAT})
"""Types that need nobody acted upon."""

_GROUND: Final = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
"""Types whose recipient may be named by a place alone ("the attack on Sumy")."""


@dataclass(frozen=True, slots=True)
class Events:
    """The component; ``find_acts`` is the rules' detector where no trained one is given."""

    name: str = "events"
    version: str = "rules 1"
    requires: frozenset[str] = frozenset({"reading", "cast", "times", "places", "statements"})
    assigns: frozenset[str] = frozenset({"events"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its events, in order of their anchors."""
        found = [e for _, e in events_before_merging(draft) if e.confidence >= MIN_CONFIDENCE]
        return replace(draft, events=merge_events(found, draft))


def events_before_merging(draft: Draft) -> Iterator[tuple[Act, Event]]:
    """Every act found with the event it makes, several of one act included."""
    maker = _Maker(draft)
    for act in find_acts(draft.reading):
        event = maker.event(act)
        if event is not None:
            yield act, event


class _Maker:
    """Makes events of one article's acts."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        # Who only reports what is told stands in the sentence, but not in the act.
        self._sources = merge(s for st in draft.statements for s in st.source)
        self.tolls: dict[int, list[Harmed]] = {}

    def event(self, act: Act) -> Event | None:
        """The event of an act; None where it is not one, or nobody known takes part."""
        reading = self.draft.reading
        verdict = judge(reading, act)
        if verdict is Verdict.NOT_AN_ACT:
            return None
        kind = EventType.REJECT if verdict is Verdict.REFUSED else act.type
        status = Status.ACTUAL if verdict is Verdict.REFUSED else Status(verdict.value)
        sentence = reading.sentence_of(act.token)
        evidence = reading.sentence_span(sentence)
        place = self._place(act, sentence)
        inferred: list[str] = []
        actor, recipient = self._sides(act, kind, place, inferred)
        killed, injured = self._toll(act, kind, sentence)
        if not actor and not (kind in _GROUND and (recipient or killed or injured)):
            return None
        speaker = self._asserter(act, kind, actor)
        return Event(
            id=content_id("ev", self.draft.article.id, kind, act.anchor.start, actor, recipient),
            type=kind, status=status, actor=actor, recipient=recipient, anchor=act.anchor,
            evidence=(evidence,), date=self._date(act, inferred), confidence=act.confidence,
            mode=act.mode, cameo=act.cameo, asserted_by=speaker, place=place,
            killed=killed.toll if killed else None, injured=injured.toll if injured else None,
            inferred=tuple(inferred),
        )  # fmt: skip

    def _sides(
        self, act: Act, kind: EventType, place: Place | None, inferred: list[str]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Those who act and those acted upon; what the grammar leaves open is looked for nearby."""
        actor = _keys(self.draft, act.actor)
        recipient = tuple(k for k in _keys(self.draft, act.recipient) if k not in actor)
        if kind in MUTUAL and not recipient and len(actor) > 1:
            actor, recipient = actor[:1], actor[1:]
        if not recipient and kind in _GROUND and place is not None and place.country:
            state = place.country.lower()
            if state in self.draft.cast.actors and not _same_side(self.draft, actor, state):
                recipient = (state,)
                inferred.append("recipient")
        if actor and not recipient and kind not in _ALONE:
            recipient = self._other_side(act, actor)
            inferred += ["recipient"] if recipient else []
        return actor, recipient

    def _other_side(self, act: Act, actor: tuple[str, ...]) -> tuple[str, ...]:
        """Who else stands in the sentence: below the act first, then nearest after, then before it."""
        reading = self.draft.reading
        below = reading.subtree(act.token)
        inside = reading.span(below[0], below[-1] + 1)
        sentence = reading.sentence_span(reading.sentence_of(act.token))
        at = act.anchor.start
        others = [
            m
            for m in self.draft.cast.within(sentence)
            if m.actor is not None
            and self.draft.cast.actors[m.actor].kind != "organisation"
            and not _same_side(self.draft, actor, m.actor)
            and not any(m.span.overlaps(s) for s in self._sources)
        ]
        best = min(
            others,
            key=lambda m: (not inside.contains(m.span), m.span.start < at, abs(m.span.start - at)),
            default=None,
        )
        return (best.actor,) if best is not None and best.actor is not None else ()

    def _asserter(self, act: Act, kind: EventType, actor: Sequence[str]) -> str | None:
        """Who is speaking where the act is told: the speaker of the smallest content around it."""
        around = [
            s
            for s in self.draft.statements
            if any(c.overlaps(act.anchor) for c in s.content) and s.speaker is not None
        ]
        if not around:
            return None
        return min(around, key=lambda s: sum(c.length for c in s.content)).speaker

    def _date(self, act: Act, inferred: list[str]) -> When:
        """The act's own day; an act of speech else has the day of the statement that it is."""
        day = date_for(self.draft.times, self.draft.reading, act.token, default=When())
        if day.start is None and act.type in SPEECH:
            for s in self.draft.statements:
                if s.date.start is not None and any(c.overlaps(act.anchor) for c in s.cue):
                    inferred.append("date")
                    return s.date
        return day

    def _place(self, act: Act, sentence: int) -> Place | None:
        """The nearest place of the sentence that says where, the most exact first."""
        if act.type in SPEECH:
            return None
        span = self.draft.reading.sentence_span(sentence)
        here = [p for p in self.draft.places if p.span.overlaps(span)]
        order = {"point": 0, "region": 1, "area": 2, "country": 3, "unknown": 1}
        return min(
            here,
            key=lambda p: (order[p.precision], abs(p.span.start - act.anchor.start)),
            default=None,
        )

    def _toll(
        self, act: Act, kind: EventType, sentence: int
    ) -> tuple[Harmed | None, Harmed | None]:
        """The toll of the sentence, for the act that is nearest to it."""
        if kind not in (EventType.ASSAULT, EventType.COERCE):
            return None, None
        first, last = self.draft.reading.sentences[sentence]
        if sentence not in self.tolls:
            self.tolls[sentence] = list(find_tolls(self.draft.reading, first, last))
        found = self.tolls[sentence]
        killed = min(
            (h for h in found if h.harm == "killed"),
            key=lambda h: abs(h.token - act.token),
            default=None,
        )
        injured = min(
            (h for h in found if h.harm == "injured"),
            key=lambda h: abs(h.token - act.token),
            default=None,
        )
        return killed, injured


def _keys(draft: Draft, tokens: Iterable[int]) -> tuple[str, ...]:
    """The actors that head the noun phrases, each once, in order.

    "Iranian and U.S. representatives" are no group of their own: their countries act.
    """
    cast, reading = draft.cast, draft.reading
    out: dict[str, None] = {}
    for token in tokens:
        keys = cast.of_token(reading, token)
        keys = tuple(dict.fromkeys([*cast.joined(reading, token), *keys]))
        if all(cast.actors[k].country is None for k in keys):
            owners = [
                k
                for j in reading.kids[token]
                if reading.deps[j] in ("amod", "compound", "nmod", "poss")
                for k in cast.of_token(reading, j)
                if cast.actors[k].kind == "state"
            ]
            keys = tuple(owners) if len(owners) > 1 else keys
        out.update(dict.fromkeys(keys))
    return tuple(out)


def _same_side(draft: Draft, keys: Iterable[str], other: str) -> bool:
    actors = draft.cast.actors
    country = actors[other].country
    return any(k == other or (country is not None and actors[k].country == country) for k in keys)
