"""What all articles together say: one real event, one proposal, who stands where, what is disputed.

An *account* is what one article reports: one entry with those who take part in it by their identity over
all articles. Joining puts accounts of the same thing together and never changes one; what is told of the
thing keeps every disagreement between its accounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Literal, TypeVar

from parley.records.entries import (
    Event,
    EventType,
    Place,
    Proposal,
    ProposalKind,
    Statement,
    Status,
    StepKind,
    TermKind,
    When,
)

R = TypeVar("R", bound=Statement | Event | Proposal, covariant=True)

Stance = Literal["for", "for-if", "undecided", "against", "silent"]
DisputeKind = Literal["happened", "who", "toll", "day", "place", "terms", "agreed"]
ClockState = Literal["proposed", "declared", "in-force", "suspended", "ended"]
Relation = Literal["version", "counter", "part", "follows"]


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody over all articles.

    Attributes:
        id: of the identity; name: the identity's.
        kind: person, state, organisation or group; country: ISO 3166 alpha-3, ``EUU``, ``IGO`` or None.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None

    @property
    def has_name(self) -> bool:
        """Whether somebody goes by a name, and is not only described ("three officials")."""
        return self.name[:1].isupper()


@dataclass(frozen=True, slots=True)
class Talks:
    """What an act of type CONSULT has more: the fields of a contact.

    Attributes:
        state: planned, announced, possible, held, denied, cancelled; the latest that the accounts bear out.
        topic, outcome, venue: words of an article.
    """

    form: str
    level: str
    state: str
    mediators: tuple[Who, ...] = ()
    hosts: tuple[Who, ...] = ()
    venue: str | None = None
    topic: str | None = None
    outcome: str | None = None
    announced_by: tuple[Who, ...] = ()
    confirmed_by: tuple[Who, ...] = ()
    denied_by: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Account(Generic[R]):
    """What one article reports.

    Attributes:
        entry: id of the entry; article: id of the article that it stands in.
        published: the article's day; where it names none, the last day on which it can have been
            published, if that was concluded; None where nothing is known.
        outlet: who printed it; origin: whose reporting it is (agency, credited outlet, else the outlet; of
            a copy, that of the article which it repeats); None where not known.
        story: id of the article's story; copy_of: id of the article whose text it repeats.
        record: the entry, with the values in force.
        who: key of an actor within the article → who that is over all articles, for every key of the record.
        quote: the words at its heart (anchor, content, mentions); evidence: the words that report it.
        talks: of a CONSULT event, what the article has of the contact.
    """

    entry: str
    article: str
    published: date | None
    outlet: str | None
    origin: str | None
    story: str | None
    copy_of: str | None
    record: R
    who: Mapping[str, Who]
    quote: tuple[str, ...]
    evidence: tuple[str, ...]
    talks: Talks | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How widely something is reported.

    Attributes:
        articles: that report it, copies too; outlets: that print one of them.
        origins: independent of each other: a copy, a wire report and an article that takes its account from
            a named agency count with the one that they repeat.
    """

    articles: int
    outlets: int
    origins: int


@dataclass(frozen=True, slots=True)
class Link:
    """Why an account was put with the others, in words, and which account it was held against."""

    entry: str
    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the accounts that differ.

    Attributes:
        value: in words ("at least 9 killed", "denied", "12 March 2025").
        by: ids of those who assert it, where articles name them; empty: in the articles' own voice.
        entries: the accounts that have it.
    """

    value: str
    by: tuple[Who, ...]
    entries: tuple[str, ...]
    spread: Spread


@dataclass(frozen=True, slots=True)
class Dispute:
    """Accounts of one thing that differ.

    Attributes:
        about: id of the happening or thread; subject: what it is, in words.
        claims: the different values, the most widely reported first; two or more.
    """

    id: str
    kind: DisputeKind
    about: str
    subject: str
    day: date | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number of people over all accounts.

    Attributes:
        low: the least that any account has; high: the most, None where ``best`` is the
            most and whoever has it says "at least".
        best: of the latest account that more origins share than any other.
        said_by: who says so of ``best``, where articles name them.
    """

    low: int | None
    best: int | None
    high: int | None
    said_by: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One real event, as all its accounts together tell it.

    Attributes:
        id: of its first account (by day of publication, article, entry); names of fields as of ``Event``,
            but ``when`` for its date.
        lead: entry whose words tell it best; words: of its evidence; anchor: of its anchor.
        tolls: ``killed``, ``injured``, and what other numbers of people are told.
        asserted_by: all who are named for it; ``in_own_voice``: whether an article tells it as its own.
        links: why each account but the first belongs to it.
        disputed: in what its accounts differ.
        confidence: that it took place as its status says, from the accounts that agree.
        weight: consequence, by which briefs and queues rank; no unit.
        talks: of CONSULT only.
    """

    id: str
    type: EventType
    mode: str | None
    status: Status
    when: When
    place: Place | None
    actor: tuple[Who, ...]
    recipient: tuple[Who, ...]
    third_party: tuple[Who, ...]
    lead: str
    words: str
    anchor: str
    entries: tuple[str, ...]
    spread: Spread
    confidence: float
    weight: float
    tolls: Mapping[str, Bounds] = field(default_factory=dict)
    asserted_by: tuple[Who, ...] = ()
    in_own_voice: bool = True
    links: tuple[Link, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    talks: Talks | None = None
    first_published: date | None = None
    last_published: date | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One move in the life of a proposal, over all articles.

    Attributes:
        entries: ids of the steps that report it; lead: the one whose words tell it best.
        words: of the lead's evidence.
        known: the day on which it was first published.
    """

    step: StepKind
    by: tuple[Who, ...]
    when: When
    status: Status
    lead: str
    words: str
    entries: tuple[str, ...]
    spread: Spread
    known: date | None = None
    asserted_by: tuple[Who, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ThreadTerm:
    """A term as it was told: from which day on, in whose words."""

    kind: TermKind
    words: str
    value: str | None
    since: date | None
    entry: str
    spread: Spread


@dataclass(frozen=True, slots=True)
class Violation:
    """An alleged breach of a cease-fire: who is accused, by whom (empty: in an article's own voice)."""

    day: date | None
    accused: tuple[Who, ...]
    accuser: tuple[Who, ...]
    entry: str
    words: str


@dataclass(frozen=True, slots=True)
class Clock:
    """The life of a cease-fire.

    Attributes:
        state: on the day asked for.
        declared: first day on which it was agreed or declared; by: by whom.
        starts, ends: of the period in which it is to hold, as far as told; None where open.
        extended: days on which it was prolonged; ended: day on which it was called off or ran out.
    """

    state: ClockState
    declared: date | None = None
    by: tuple[Who, ...] = ()
    starts: date | None = None
    ends: date | None = None
    extended: tuple[date, ...] = ()
    ended: date | None = None
    violations: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another thread that bears on this one, with the reason in words."""

    thread: str
    name: str
    relation: Relation
    reason: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One proposal over all articles and names.

    Attributes:
        id: of its first account; name: the fullest frequent one; names: every one with its number of articles.
        sides: who made it or has moved on it.
        steps: in time; state: the last move that bears on its state, None before the first; since: its day.
        terms: in time; clock: of a cease-fire only.
        entries: ids of the proposals of single articles that are this one.
        weight: consequence, by which briefs rank; no unit.
    """

    id: str
    name: str
    kind: ProposalKind
    names: Mapping[str, int]
    sides: tuple[Who, ...]
    steps: tuple[ThreadStep, ...]
    entries: tuple[str, ...]
    spread: Spread
    state: StepKind | None = None
    since: date | None = None
    terms: tuple[ThreadTerm, ...] = ()
    clock: Clock | None = None
    related: tuple[Related, ...] = ()
    disputed: tuple[Dispute, ...] = ()
    links: tuple[Link, ...] = ()
    first_published: date | None = None
    last_published: date | None = None
    story: str | None = None
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Position:
    """Where a side stands on a day, in its own or a report's words.

    Attributes:
        side: a state, organisation or group; speaker: who spoke for it, where a person did.
        subject: id of a thread, or an issue's code ("Ce", "PolPar"); topic: its name in words.
        day: on which the stance was taken; known: on which it was published.
        entry: the statement or step that says so; words: the quotation; direct: whether verbatim speech.
        condition: words of the condition of ``for-if``.
    """

    side: Who
    subject: str
    topic: str
    stance: Stance
    day: date | None
    known: date | None
    entry: str
    article: str
    words: str
    direct: bool
    speaker: Who | None = None
    condition: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A side's stand on one subject.

    Attributes:
        now: its last position; None where it is silent.
        history: all positions in time, the last is ``now``; turns: those that differ from the one before.
        spread: of the articles behind it.
    """

    side: Who
    subject: str
    topic: str
    now: Position | None
    history: tuple[Position, ...] = ()
    turns: tuple[tuple[Position, Position], ...] = ()

    @property
    def stance(self) -> Stance:
        """The stance now."""
        return self.now.stance if self.now else "silent"
