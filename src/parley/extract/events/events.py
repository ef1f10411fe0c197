"""Events: acts with their actors, status, asserter, day, place and toll; one act, one entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from parley.extract.component import Draft
from parley.extract.events.acts import MUTUAL, Act, find_acts, subject_tokens
from parley.extract.events.answers import Answers
from parley.extract.events.candidates import Candidates
from parley.extract.events.company import FILLED, Company
from parley.extract.events.continuing import told_again
from parley.extract.events.days import Days
from parley.extract.events.linking import Linker
from parley.extract.events.merging import Entry, merge_events
from parley.extract.events.parties import CROWDS, GROUND, Parties
from parley.extract.events.placing import FARTHEST, STRICT, grounds, place_for
from parley.extract.events.prospects import in_prospect, is_plainly_open, only_named
from parley.extract.events.reliability import entry_confidence
from parley.extract.events.said import TOLD, accused, said_acts
from parley.extract.events.scenes import Scenes
from parley.extract.events.status import AHEAD, SPEECH, Verdict, judge
from parley.extract.events.tagged_acts import Tagging
from parley.extract.events.victims import Victims
from parley.extract.grammar import is_reciprocal
from parley.extract.places.toponyms import Toponyms
from parley.extract.times.dating import date_for
from parley.facts import Facts
from parley.facts.gazetteer import Gazetteer, open_gazetteer
from parley.ids import content_id
from parley.language import Reading
from parley.records import Event, EventType, Place, SpeechAct, Status, When

LEAST: Final = 0.2
"""Mentions below it are dropped before they are joined. Swept 0.1 to 0.4 on the training articles."""

MIN_CONFIDENCE: Final = 0.3
"""Acts below it are not entered. Set on the training articles, swept 0.1 to 0.6."""

MIN_CONFIDENCE_TAGGED: Final = 0.32
"""The same where the tagger is installed. Swept 0.3 to 0.4 on stories of gold/train that nothing had seen: all alike."""


TRUCES: Final = frozenset("ceasefire cease-fire truce armistice".split())
ENDS: Final = frozenset("end ending stop halt cessation".split())
FIGHTS: Final = frozenset("war fighting hostility bloodshed violence killing conflict".split())
"""Lemmas of what a call for an end to a war is about."""

FEW: Final = 12
"""Words below a call that are looked at."""

HEARD: Final = 0.5
"""The tagger's chance from which an act is one though the words around it make it the term of another, or name nobody.
Swept 0.4 to 0.6 on stories of gold/train that the tagger's heads had not seen."""

REFUSING: Final = frozenset("deny reject refuse oppose dismiss decline rule object".split())
"""Lemmas that refuse by themselves: negated they tell no act."""

CROWDED: Final = 0.45
"""Confidence below which an act gives way to a likelier one of the same words. Swept 0 to .7 on gold/train: the highest F1."""

BESIDE: Final = 8
"""Acts before and after whose words may be the same."""

UNDONE: Final = (EventType.SANCTION, EventType.COERCE)
"""What one does for as long as one likes, and a concession ends."""

PAST: Final = ("VBD", "VBN")
"""Tags of words that tell of what is past."""

ASSERTING: Final = (SpeechAct.ASSERTS, SpeechAct.ACCUSES)
"""What a statement does that tells of an act to accuse somebody of it."""

TELLING: Final = frozenset("accuse blame deny suspect allege claim admit condemn charge".split())
"""Lemmas above an act whose subject affirms it, or denies it."""


class Events:
    """The component.

    Args:
        facts: countries and the words for them; gazetteer: the shipped one by default.
    """

    name = "events"
    version = "rules 4"
    requires = frozenset({"reading", "cast", "times", "places", "statements"})
    assigns = frozenset({"events", "cast"})

    def __init__(self, facts: Facts, gazetteer: Gazetteer | None = None) -> None:
        self.facts = facts
        self.toponyms = Toponyms(facts, gazetteer or open_gazetteer())

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its events, in order of their anchors."""
        maker = EventMaker(draft, self.facts, self.toponyms)
        entries = maker.entries()
        tagged = draft.tagged is not None
        least = MIN_CONFIDENCE_TAGGED if tagged else MIN_CONFIDENCE
        kept = [
            replace(e, confidence=entry_confidence(e, tagged=tagged, second=is_second(e, near)))
            for e, near in beside(entries)
        ]
        draft = replace(draft, cast=maker.parties.cast)
        sure = (e for e, near in beside(kept) if e.confidence >= least and not is_crowded(e, near))
        return replace(draft, events=tuple(sure))


def beside(entries: Sequence[Event]) -> Iterator[tuple[Event, Sequence[Event]]]:
    """Each entry with those before and after it."""
    for n, event in enumerate(entries):
        yield event, entries[max(n - BESIDE, 0) : n + BESIDE]


def is_second(event: Event, near: Sequence[Event]) -> bool:
    """Whether a surer entry of its type rests on one of its sentences."""
    return any(
        other.type is event.type
        and (other.confidence, -other.anchor.start) > (event.confidence, -event.anchor.start)
        and not set(event.evidence).isdisjoint(other.evidence)
        for other in near
    )


def without_undone(acts: Sequence[Act], reading: Reading) -> Iterator[Act]:
    """The acts but for those that another one takes back: who lifts sanctions imposes none."""
    back = {a.token for a in acts if a.type is EventType.CONCEDE}
    for act in acts:
        of = reading.heads[act.token] if reading.deps[act.token] == "dobj" else None
        if act.type not in UNDONE or of not in back:
            yield act


def is_crowded(event: Event, near: Sequence[Event]) -> bool:
    """Whether a doubtful act is told by words of which another type is likelier."""
    return event.confidence < CROWDED and any(
        other.anchor.overlaps(event.anchor)
        and other.type is not event.type
        and other.confidence > event.confidence
        for other in near
    )


def _undated(event: Event) -> Event:
    """The attack without the day on which it is talked of, or of its occasion: nobody says when it would be."""
    return replace(event, date=When(), inferred=tuple(f for f in event.inferred if f != "date"))


class EventMaker:
    """Makes events of one article's acts.

    Attributes:
        filled: acts with their events, open sides filled by what the article says elsewhere.
        linker: weighs who their parties are.
    """

    def __init__(self, draft: Draft, facts: Facts, toponyms: Toponyms) -> None:
        self.draft = draft
        self.parties = Parties(draft, facts, toponyms)
        self.tagging = Tagging(draft)
        self._acts = [*find_acts(draft.reading), *said_acts(draft)]
        self._acts += self.tagging.alone(self._acts)
        self._acts = list(without_undone(self._acts, draft.reading))
        self.answers = Answers(self.parties, self._acts)
        self.victims = Victims(draft, self.parties, self._acts)
        self._grounds = grounds(draft.places, draft.reading, draft.cast)
        stated = told_again(list(self.events()), draft.reading)
        self._company = Company((e for _, e in stated), self.parties)
        candidates = Candidates(self.parties, self._company, self.tagging, self.answers)
        self.linker = Linker(self.parties, candidates)
        self.filled = [
            (a, self._with_roles(a, self._company.filled(a, event))) for a, event in stated
        ]

    def entries(self) -> tuple[Event, ...]:
        """The events of acts that may be meant, mentions of one act joined, each with its day."""
        joined = self.joined()
        days = Days(self.draft, self.parties.telling, joined)
        scenes = Scenes(self.draft, self._grounds, self.parties.cast, self.parties.telling, joined)
        return tuple(
            self._at_home(self._ahead(days.dated(scenes.placed(event, mentions), mentions)))
            for event, mentions in joined
        )

    def _ahead(self, event: Event) -> Event:
        """The event; what is named for a day after the article's is planned, unless its tense says that it is past."""
        published, day = self.draft.article.day, event.date.start
        if event.status in AHEAD and event.type is EventType.ASSAULT:
            return _undated(event) if "date" in event.inferred else event
        if published is None or day is None or day <= published:
            return event
        if event.status is not Status.ACTUAL or event.type in (*SPEECH, EventType.AGREE):
            return event
        if event.killed is not None and event.type is EventType.ASSAULT:
            return _undated(event)  # who has killed has struck: the day is of something else
        reading = self.draft.reading
        past = any(reading.tags[i] in PAST for i in reading.tokens(event.anchor))
        return event if past else replace(event, status=Status.PLANNED)

    def joined(self) -> tuple[Entry, ...]:
        """The same, with their mentions, and only such days as their own sentences give."""
        found = [(a, e) for a, e in self.completed() if e.confidence >= LEAST]
        acts = {(e.type, e.anchor.start): a for a, e in found}
        entries = merge_events([e for _, e in found], replace(self.draft, cast=self.parties.cast))
        linked = [self.linker.linked(entry, acts) for entry in entries]
        return self.victims.told_later(linked)

    def completed(self) -> list[tuple[Act, Event]]:
        """The events of all acts that somebody does, or that are told as done on the ground."""
        opened = [(a, self.linker.opened(a, e)) for a, e in self.filled]
        opened = in_prospect(opened, self.draft.reading, self.parties.cast)
        found = [
            (a, self._peaceful(a, e)) for a, e in opened if e.actor or e.type in (*GROUND, *CROWDS)
        ]
        return self.tagging.judged([*found, *self._accusations(found)])

    def _at_home(self, event: Event) -> Event:
        """The event; on a tour of one's own country nobody is met whom no word tells of, least of all its enemy."""
        if event.mode != "visit" or event.place is None or "recipient" not in event.inferred:
            return event
        if {self.parties.cast.actors[k].country for k in event.actor} != {event.place.country}:
            return event
        return replace(
            event, recipient=(), inferred=tuple(f for f in event.inferred if f != "recipient")
        )

    def _peaceful(self, act: Act, event: Event) -> Event:
        """The event; a call for an end to a war by who fights in it is readiness to end it."""
        if event.type is not EventType.REQUEST or not self._company.fights(event.actor):
            return event
        reading = self.draft.reading
        words = {reading.lemmas[i].lower() for i in reading.subtree(act.token)[:FEW]}
        ends = words & TRUCES or (words & ENDS and words & FIGHTS)
        stated = event.recipient and "recipient" not in event.inferred
        return (
            replace(event, type=EventType.AGREE, mode="ceasefire") if ends and not stated else event
        )

    def events(self) -> Iterator[tuple[Act, Event]]:
        """Every act found with the event it makes, several of one act included."""
        for act in self._acts:
            event = self.event(act)
            if event is not None:
                yield from ((act, e) for e in self._each_way(act, event))

    def _each_way(self, act: Act, event: Event) -> Iterator[Event]:
        """The event; two of what two sides do to each other, unless it is one act of both by its type."""
        one, *others = event.actor or ("",)
        other = next((k for k in others if not self.parties.same_side((one,), k)), None)
        if other is None or event.recipient or event.type in MUTUAL:
            yield event
        elif is_reciprocal(self.draft.reading, act.token):
            for actor, recipient in ((one, other), (other, one)):
                own = content_id("ev", event.id, actor, recipient)
                yield replace(event, id=own, actor=(actor,), recipient=(recipient,))
        else:
            yield event

    def _accusations(self, found: Iterable[tuple[Act, Event]]) -> Iterator[tuple[Act, Event]]:
        """Telling of a hostile act of another side is to accuse it (codebook, decision 8)."""
        for act, event in found:
            whom = accused(event, self.parties.cast)
            if whom is None or event.asserted_by is None or not self._is_asserted(act):
                continue
            yield replace(act, type=EventType.ACCUSE, key=TOLD), replace(
                event, id=content_id("ev", event.id, "told"), type=EventType.ACCUSE, mode="allege",
                cameo="112", actor=(event.asserted_by,), recipient=(whom,), asserted_by=None,
                place=None, inferred=(), date=When(),
            ).counting({})  # fmt: skip

    def _is_asserted(self, act: Act) -> bool:
        """Whether who tells of the act says that it took place: he may demand, fear or deny it."""
        statement = self.parties.telling.of(act.anchor)
        return statement is None or statement.act in ASSERTING

    def event(self, act: Act) -> Event | None:
        """The event of an act; None where it is not one, or nobody known takes part."""
        reading = self.draft.reading
        verdict = self._verdict(act)
        if verdict is Verdict.NOT_AN_ACT:
            return None
        kind = EventType.REJECT if verdict is Verdict.REFUSED else act.type
        status = Status.ACTUAL if verdict is Verdict.REFUSED else Status(verdict.value)
        sentence = reading.sentence_of(act.token)
        evidence = reading.sentence_span(sentence)
        place = self._place(act)
        inferred: list[str] = []
        sides = self.answers.settled(
            act, self.parties.of(act, kind, self.parties.soil.place_of(act))
        )
        inferred += sides.inferred
        actor, recipient = sides.actor, sides.recipient
        open_ = not (actor or recipient or kind in FILLED | CROWDS or self._is_heard(act, kind))
        if open_ or self.parties.only_media(actor):
            return None
        return Event(
            id=content_id("ev", self.draft.article.id, kind, act.token, actor, recipient),
            type=kind, status=status, actor=actor, recipient=recipient, anchor=act.anchor,
            evidence=(evidence,), date=self._date(act, inferred), confidence=0.0,
            mode=act.mode, cameo=act.cameo, asserted_by=self._asserter(act), third_party=sides.third, place=place,
            inferred=tuple(inferred),
        ).counting(self.victims.of(act, kind, status))  # fmt: skip

    def _verdict(self, act: Act) -> Verdict:
        """What becomes of the act: by the words around it; the tagger decides where they leave it open.

        A negation or an announcement is plain in the words. A "may" or an "if" often belongs to something
        else in the sentence, of which the tagger knows more.
        """
        if act.actor_keys:
            return Verdict.ACTUAL
        reading = self.draft.reading
        verdict = judge(reading, act)
        anchor = self.tagging.of(act.token, act.type)
        if act.type is EventType.REJECT and verdict is Verdict.DENIED:
            # "Did not deny" is no refusal; "did not accept" is one.
            return Verdict.NOT_AN_ACT if act.key[0] in REFUSING else Verdict.ACTUAL
        named = reading.pos[act.token] == "NOUN" and self._is_heard(act, act.type)
        if verdict is Verdict.NOT_AN_ACT and named:
            verdict = only_named(reading, act)
        if anchor is None or verdict not in (Verdict.POSSIBLE, Verdict.ACTUAL):
            return verdict
        plain = verdict is Verdict.POSSIBLE and (
            act.type is EventType.ASSAULT or is_plainly_open(reading, act.token)
        )
        heard = Verdict(Status(anchor.status))
        return verdict if plain and heard is Verdict.ACTUAL else heard

    def _is_heard(self, act: Act, kind: EventType) -> bool:
        """Whether the tagger is rather sure that the act's sentence reports one of the type."""
        anchor = self.tagging.of(act.token, kind)
        return anchor is not None and anchor.confidence >= HEARD

    def _with_roles(self, act: Act, event: Event) -> Event:
        """The event; a side that is still open is taken from the tagger."""
        anchor = self.tagging.of(act.token, event.type)
        if anchor is None:
            return event
        actor, recipient, inferred = event.actor, event.recipient, event.inferred
        if not actor:
            found = self.parties.keys(self.tagging.tokens(anchor.actor))
            teller = event.asserted_by if event.type in GROUND else None
            bars = self.linker.candidates.bars
            actor = tuple(k for k in found if k not in (*recipient, teller) and not bars(event, k))
            inferred = (*inferred, "actor") if actor else inferred
        if not recipient:
            found = self.parties.keys(self.tagging.tokens(anchor.recipient))
            recipient = tuple(k for k in found if k not in actor)
            inferred = (*inferred, "recipient") if recipient else inferred
        return replace(event, actor=actor, recipient=recipient, inferred=inferred)

    def _asserter(self, act: Act) -> str | None:
        """Who affirms the act: whoever tells of it, else whoever accuses somebody of it, or denies it."""
        statement = self.parties.telling.of(act.anchor)
        if statement is not None and statement.speaker is not None:
            return statement.speaker
        for above in self.draft.reading.ancestors(act.token):
            if self.draft.reading.lemmas[above] in TELLING:
                said = self.parties.keys(subject_tokens(self.draft.reading, above))
                return said[0] if said else None
        return None

    def _date(self, act: Act, inferred: list[str]) -> When:
        """The act's own day; an act of speech else has the day of the statement that it is."""
        day = date_for(self.draft.times, self.draft.reading, act.token, default=When())
        if day.start is None and act.type in SPEECH:
            statement = self.parties.telling.by_cue(act.anchor)
            if statement is not None and statement.date.start is not None:
                inferred.append("date")
                return statement.date
        return day

    def _place(self, act: Act) -> Place | None:
        """Where the act's clause says that it happened; a capital that stands for its state is no place."""
        return place_for(
            self._grounds,
            self.draft.reading,
            act.token,
            farthest=FARTHEST.get(act.type, STRICT),
            carry=act.type is EventType.ASSAULT,
        )
