"""Contacts: who talked to whom, in what form, where, through whom, and whether it came to pass.

A contact is the view of a CONSULT event together with what else the article says of it: the words of its evidence,
the statements that confirm or deny it, the act that cancels it. Everything is read from an article and its
extraction, so contacts can be made of a ledger as well as of a fresh extraction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from parley.records import (
    Actor,
    ActorKind,
    Article,
    Event,
    EventType,
    Extraction,
    Place,
    SpeechAct,
    Statement,
    Status,
    When,
)
from parley.spans import Span
from parley.stories.contact_words import (
    BROUGHT_BY,
    CANCELS,
    HOSTS,
    MEDIATES,
    ContactForm,
    Level,
    form_of,
    highest,
    level_of,
    outcome_in,
    topic_in,
    venue_in,
)

ContactState = Literal["held", "planned", "announced", "possible", "denied", "cancelled"]
"""``planned`` in the article's own voice, ``announced`` where it names who says so."""


NEAR: Final = 30
"""Characters to either side of the words that name a contact that tell its form."""


BLOCK: Final = 4096
"""Characters of a block in which statements are looked up."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part.

    Attributes:
        key: of the actor within the article; level: by the office held, ``unknown`` without one.
    """

    key: str
    name: str
    kind: ActorKind
    country: str | None
    level: Level


@dataclass(frozen=True, slots=True)
class Side:
    """Those who take part for one country, or one who acts for none.

    Attributes:
        name: of the state where the article names it, else of the first member.
    """

    name: str
    country: str | None
    members: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the article."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact, as one article has it.

    Attributes:
        id: of the event that it is the view of; article: its id; source: URL, or where it was found.
        sides: who talked, by side; participants: the same in the event's order.
        mediators: who stood between; hosts: on whose soil or at whose table.
        venue: building or place in words; place: where that is.
        level: the highest office at the table.
        announced_by: keys of who says that it is planned; confirmed_by, denied_by: likewise.
        evidence: the sentences that report it; summary: their words.
    """

    id: str
    article: str
    source: str
    sides: tuple[Side, ...]
    participants: tuple[Participant, ...]
    mediators: tuple[Participant, ...]
    hosts: tuple[Participant, ...]
    form: ContactForm
    level: Level
    state: ContactState
    date: When
    place: Place | None
    venue: Phrase | None
    topic: Phrase | None
    outcome: Phrase | None
    announced_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    evidence: tuple[Span, ...]
    summary: str
    confidence: float


def contacts_of(article: Article, extraction: Extraction) -> tuple[Contact, ...]:
    """The contacts that an article reports, in the order of its events."""
    told = _Told(article, extraction)
    return tuple(_contact(told, e) for e in extraction.events if e.type is EventType.CONSULT)


class _Told:
    """What an article tells, arranged once for all its contacts."""

    def __init__(self, article: Article, extraction: Extraction) -> None:
        self.article, self.extraction = article, extraction
        self.actors = {a.key: a for a in extraction.actors}
        self.states = {a.country: a.name for a in extraction.actors if a.kind == "state"}
        self.breaks = [
            e for e in extraction.events if e.type is EventType.SANCTION and e.mode == "talks"
        ]
        self._blocks: dict[int, list[Statement]] = {}
        for s in extraction.statements:
            for k in {k for c in s.content for k in range(c.start // BLOCK, c.end // BLOCK + 1)}:
                self._blocks.setdefault(k, []).append(s)

    def statements_on(self, anchor: Span) -> list[Statement]:
        """The statements whose content holds words of the anchor."""
        near = self._blocks.get(anchor.start // BLOCK, ())
        return [s for s in near if any(c.overlaps(anchor) for c in s.content)]

    def sides(self, event: Event) -> set[str]:
        """The countries of those who take part, or who they are where they act for none."""
        return {
            (self.actors[k].country or k) if k in self.actors else k
            for k in (*event.actor, *event.recipient)
        }


def _contact(told: _Told, event: Event) -> Contact:
    article, actors = told.article, told.actors
    words = [Phrase(s, s.of(article.text)) for s in event.evidence]
    summary = " ".join(" ".join(p.words.split()) for p in words)
    participants = _participants((*event.actor, *event.recipient), actors)
    third = (*event.third_party, *_brought_by(words, told.extraction))
    third = tuple(k for k in third if k not in (*event.actor, *event.recipient))
    mediators, hosts = _between(event, _participants(third, actors), summary)
    home = next((s for s in event.evidence if s.contains(event.anchor)), event.anchor)
    around = Span(
        max(home.start, event.anchor.start - NEAR), min(home.end, event.anchor.end + NEAR)
    )
    form = form_of(event.anchor.of(article.text), around.of(article.text), event.mode)
    after = Span(event.anchor.start, home.end)
    confirmed, denied = _answers(told, event)
    state = _state(told, event, summary)
    return Contact(
        id=event.id,
        article=article.id,
        source=article.url or article.origin,
        sides=tuple(_sides(participants, told.states)),
        participants=participants,
        mediators=mediators,
        hosts=hosts,
        form=form,
        level="technical" if form == "technical" else highest(p.level for p in participants),
        state=state,
        date=event.date,
        place=event.place,
        venue=_venue(words, event.place),
        topic=_first([Phrase(after, after.of(article.text))], topic_in),
        outcome=_first(words, outcome_in) if state == "held" else None,
        announced_by=(event.asserted_by,) if event.asserted_by and state == "announced" else (),
        confirmed_by=confirmed,
        denied_by=denied,
        evidence=event.evidence,
        summary=summary,
        confidence=event.confidence,
    )


def _participants(keys: Iterable[str], actors: dict[str, Actor]) -> tuple[Participant, ...]:
    found = (actors[k] for k in dict.fromkeys(keys) if k in actors)
    return tuple(Participant(a.key, a.name, a.kind, a.country, level_of(a)) for a in found)


def _sides(participants: Sequence[Participant], states: Mapping[str | None, str]) -> Iterator[Side]:
    """The participants by country; who acts for none is a side of its own."""
    by_side: dict[str, list[Participant]] = {}
    for p in participants:
        by_side.setdefault(p.country or p.key, []).append(p)
    for members in by_side.values():
        country = members[0].country
        yield Side(states.get(country) or members[0].name, country, tuple(members))


def _brought_by(told: Sequence[Phrase], extraction: Extraction) -> Iterator[str]:
    """Keys of those by whom, in the evidence's words, it was mediated or hosted."""
    starts = {
        sentence.span.start + found.end()
        for sentence in told
        for found in BROUGHT_BY.finditer(sentence.words)
    }
    for m in extraction.mentions if starts else ():
        if m.actor is not None and any(m.span.start <= s < m.span.end for s in starts):
            yield m.actor


def _between(
    event: Event, third: tuple[Participant, ...], summary: str
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Mediators and hosts: whoever the words say only hosts does not mediate."""
    at_home = event.place.country if event.place else None
    mediates, hosts = bool(MEDIATES.search(summary)), bool(HOSTS.search(summary))
    hosting = tuple(p for p in third if hosts or (p.country is not None and p.country == at_home))
    mediating = tuple(p for p in third if mediates or p not in hosting)
    return mediating, hosting


def _state(told: _Told, event: Event, summary: str) -> ContactState:
    if event.status is Status.DENIED:
        return "denied"
    if event.status is Status.ACTUAL:
        return "held"
    if CANCELS.search(summary) or _is_broken_off(told, event):
        return "cancelled"
    if event.status is Status.POSSIBLE:
        return "possible"
    return "announced" if event.asserted_by else "planned"


def _is_broken_off(told: _Told, event: Event) -> bool:
    """Whether an act cancels the talks of the same sides (codebook, decision 10)."""
    sides = told.sides(event)
    for act in told.breaks:
        breaking = told.sides(act)
        words = (s.of(told.article.text) for s in act.evidence)
        if breaking and breaking <= sides and any(CANCELS.search(w) for w in words):
            return True
    return False


def _answers(told: _Told, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of those whose statements confirm and deny the contact."""
    confirmed: dict[str, None] = {}
    denied: dict[str, None] = {}
    for s in told.statements_on(event.anchor):
        if s.speaker is None:
            continue
        if s.act is SpeechAct.DENIES:
            denied[s.speaker] = None
        elif s.speaker in (*event.actor, *event.recipient) and s.status is Status.ACTUAL:
            confirmed[s.speaker] = None
    return tuple(confirmed), tuple(denied)


def _venue(told: Sequence[Phrase], place: Place | None) -> Phrase | None:
    """The building that the evidence names, else the words of the place."""
    named = _first(told, venue_in)
    return named or (Phrase(place.span, place.name) if place is not None else None)


def _first(told: Sequence[Phrase], look: Callable[[str], tuple[int, int] | None]) -> Phrase | None:
    """What is found in the first sentence of the evidence that holds any."""
    for sentence in told:
        found = look(sentence.words)
        if found is not None:
            span = Span(*found).shift(sentence.span.start)
            return Phrase(span, sentence.words[found[0] : found[1]])
    return None
