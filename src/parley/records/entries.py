"""The entries of the ledger: statements, events, proposals with their steps.

Field names and their exact meaning are those of the codebook (``docs/codebook.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from parley.records.actors import Actor, Mention
from parley.spans import Span


class EventType(StrEnum):
    """PLOVER's sixteen types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"

    @property
    def label(self) -> str:
        """What it is called where people read it, within a sentence; the codebook tells both."""
        return _LABELS.get(self, self.lower())


_LABELS: Final[Mapping[str, str]] = {
    "AGREE": "agreement",
    "CONSULT": "consultation",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "ACCUSE": "accusation",
    "REJECT": "rejection",
    "THREATEN": "threat",
    "SANCTION": "sanction",
    "MOBILIZE": "mobilisation",
    "COERCE": "coercion",
}
"""Those that are called by another word than their code."""


class Status(StrEnum):
    """Whether the act took place, as the article has it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class Form(StrEnum):
    """How a statement is quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeechAct(StrEnum):
    """What a speaker does in saying it."""

    ASSERTS = "asserts"
    DEMANDS = "demands"
    OFFERS = "offers"
    PROMISES = "promises"
    THREATENS = "threatens"
    ACCUSES = "accuses"
    DENIES = "denies"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    THANKS = "thanks"
    REGRETS = "regrets"


class StepKind(StrEnum):
    """The moves in the life of a proposal."""

    PROPOSED = "proposed"
    PRESENTED = "presented"
    CONDITIONS = "conditions"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNDER_DISCUSSION = "under-discussion"
    SIGNED = "signed"
    IMPLEMENTED = "implemented"
    VIOLATED = "violated"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    EXPECTED = "expected"


class ProposalKind(StrEnum):
    """What a proposal is about."""

    CEASEFIRE = "ceasefire"
    PEACE_DEAL = "peace-deal"
    TALKS = "talks"
    EXCHANGE = "exchange"
    ECONOMIC_DEAL = "economic-deal"
    GUARANTEE = "guarantee"
    SANCTIONS = "sanctions"
    OTHER = "other"


Precision = Literal["day", "week", "month", "year", "unknown"]
Harm = Literal["killed", "injured", "captured", "displaced", "missing"]
TermKind = Literal["duration", "start", "scope", "exchange", "condition"]
Tense = Literal["past", "present", "future"]

HARMS: Final[tuple[Harm, ...]] = ("killed", "injured", "captured", "displaced", "missing")
"""What people are counted by: each is a field of an event, and each may be of several accounts."""


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days with its precision; both ends None where unknown.

    Attributes:
        start, end: first and last day, inclusive.
        precision: how fine the words are.
        span: the words that say so, None where it is inferred from elsewhere.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A temporal expression with its TIMEX3 type and value.

    Attributes:
        span: the words.
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value (``2025-03-11``, ``2025-W11``, ``PAST_REF``, ``P30D`` …); None where it
            hangs on a day of publication that is not known.
        when: the days it covers, where it names any.
        relative: True where the value hangs on the day of publication.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    when: When | None = None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the text names, resolved as far as it can be.

    Attributes:
        span: the words in the text.
        name: the words.
        country: ISO 3166 alpha-3 or None; lat, lon: WGS 84 degrees or None.
        geonames: GeoNames id or None.
        precision: ``point`` (city or finer), ``region``, ``country``, ``area`` (sea, front, world
            region), ``unknown``.
    """

    span: Span
    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: Literal["point", "region", "country", "area", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people, as reported: never two numbers added that the text does not add.

    Attributes:
        low, best, high: bounds; None where the words give none ("at least nine": 9, 9, None).
        span: the words.
    """

    low: int | None
    best: int | None
    high: int | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A reported utterance, thought or written statement.

    Attributes:
        speaker: the actor's key; None where unresolved.
        source, cue, content: spans of the text, each may be in several pieces.
        form: direct, indirect or mixed.
        date: the day on which it was said.
        audience: words for those it was said to ("reporters"); None where unsaid.
        status: actual; planned ("will announce"), possible ("may say"), denied ("never said").
        confidence: in [0, 1].
        asserted_by: key of whoever reports the utterance in turn ("Reuters reported that X said"); None in
            the article's own voice.
        act: what the speaker does in saying it, from cue and content.
        addressee: key of the actor it was said to, or that it accuses, urges or warns; the press is
            audience, not addressee.
        setting: words for where or in what it was said ("at a news conference", "on Telegram").
        tense: of the cue; None without a verb.
    """

    id: str
    speaker: str | None
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    date: When
    confidence: float
    evidence: tuple[Span, ...]
    audience: Span | None = None
    status: Status = Status.ACTUAL
    asserted_by: str | None = None
    inferred: tuple[str, ...] = ()
    act: SpeechAct = SpeechAct.ASSERTS
    addressee: str | None = None
    setting: Span | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, by PLOVER.

    Attributes:
        type, mode: PLOVER type and mode; cameo: CAMEO code as a string ("036") or None.
        actor, recipient, third_party: keys of actors.
        asserted_by: key of the source that the article names for it; None in its own voice.
        anchor: the words that name the act; evidence: the sentences that report it.
        killed, injured, captured, displaced, missing: tolls; captured are all who are taken: arrested, abducted,
            held hostage.
    """

    id: str
    type: EventType
    status: Status
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    anchor: Span
    evidence: tuple[Span, ...]
    date: When
    confidence: float
    mode: str | None = None
    cameo: str | None = None
    third_party: tuple[str, ...] = ()
    asserted_by: str | None = None
    place: Place | None = None
    killed: Toll | None = None
    injured: Toll | None = None
    captured: Toll | None = None
    displaced: Toll | None = None
    missing: Toll | None = None
    inferred: tuple[str, ...] = ()

    @property
    def tolls(self) -> dict[Harm, Toll]:
        """The tolls that are told, by what was done, in the order of :data:`HARMS`."""
        return {harm: toll for harm in HARMS if (toll := getattr(self, harm)) is not None}

    def counting(self, tolls: Mapping[Harm, Toll]) -> Event:
        """The event with these tolls and no others."""
        told: dict[str, Toll | None] = {harm: tolls.get(harm) for harm in HARMS}
        return replace(self, **told)  # type: ignore[arg-type]  # the names are those of the tolls


@dataclass(frozen=True, slots=True)
class Step:
    """One move in the life of a proposal."""

    id: str
    step: StepKind
    by: tuple[str, ...]
    date: When
    evidence: Span
    confidence: float
    status: Status = Status.ACTUAL
    asserted_by: str | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a proposal, in the words of the text.

    Attributes:
        kind: duration, start, scope (where or what it covers), exchange (what is given for it) or
            condition.
        value: TIMEX3 value of a duration (``P30D``), ISO day of a start; None of the others.
    """

    kind: TermKind
    span: Span
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan, deal, cease-fire, talks format or condition, within one article.

    Attributes:
        key: unique within the article; name: its fullest name there.
        mentions: the noun phrases that name it; steps: its moves in the text's order.
        terms: what it lays down, in the text's order.
    """

    id: str
    key: str
    name: str
    kind: ProposalKind
    mentions: tuple[Span, ...]
    steps: tuple[Step, ...]
    confidence: float
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article yields: a pure function of text, day of publication and versions.

    Attributes:
        article: the article's id.
        versions: component or model → version, of all that took part.
    """

    article: str
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
