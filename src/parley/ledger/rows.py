"""What the ledger gives back: records that hold all that a list or a page has to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from parley.errors import UsageError
from parley.ids import content_id
from parley.ledger.facets import EntryKind, EntryRecord, Role
from parley.records import Event, Judgement, Proposal, Statement, Step, Verdict

R = TypeVar("R", bound=EntryRecord, covariant=True)

Outcome = Literal["new", "same", "changed"]
HitKind = Literal["article", "statement", "event", "proposal", "step"]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of Parley over sources: provenance, never part of what is exported.

    Attributes:
        started: with a time zone; stands for the moment when all articles of the run were read.
        program: name and version ("parley 0.1.0"); command: what was called.
    """

    started: datetime
    program: str = "parley"
    command: str = ""

    def __post_init__(self) -> None:
        if self.started.tzinfo is None:
            raise UsageError(f"the moment {self.started.isoformat()} has no time zone")

    @property
    def id(self) -> str:
        """Id of the run, ``run-…``."""
        return content_id("run", self.started.isoformat(), self.program, self.command)


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """One act of reading an article: when, where it was found, and by which versions.

    Attributes:
        outcome: ``new``, ``changed`` (its entries were replaced) or ``found`` (in another place).
        published: the day of publication as it was known then.
    """

    run: Run
    origin: str
    outcome: str
    published: date | None
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a list says of the article that an entry stands in."""

    id: str
    title: str | None
    publisher: str | None
    published: date | None


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor in its role.

    Attributes:
        key: within the article; identity: over all articles (the key where nothing is settled yet).
        name: of the identity.
    """

    role: Role
    key: str
    identity: str
    name: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class EntryRow(Generic[R]):
    """One entry with all that is printed beside it.

    Attributes:
        day: by which it is sorted: its own first day, else the day of publication.
        quote: the words at its heart (content, anchor, mentions); evidence: the words that report it.
        proposal: id and name of the proposal that a step belongs to.
        verdict: what reviewers decided, None while they have not.
        words: of a statement: its ``source``, ``cue``, ``audience`` and ``setting``, where it has them.
    """

    kind: EntryKind
    record: R
    article: ArticleRef
    day: date | None
    actors: tuple[ActorRef, ...]
    quote: tuple[str, ...]
    evidence: tuple[str, ...]
    proposal: tuple[str, str] | None = None
    verdict: Verdict | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Id of the entry."""
        return self.record.id

    def who(self, *roles: Role) -> tuple[ActorRef, ...]:
        """The actors in these roles, in the record's order."""
        return tuple(a for a in self.actors if a.role in roles)


StatementRow = EntryRow[Statement]
EventRow = EntryRow[Event]
ProposalRow = EntryRow[Proposal]
StepRow = EntryRow[Step]


@dataclass(frozen=True, slots=True)
class Selector:
    """Where the evidence stands: a text-position and a text-quote selector in one.

    Attributes:
        start, end: half-open, code points of the text whose SHA-256 is ``sha256``.
        exact: the words; prefix, suffix: up to 32 code points before and after them.
    """

    sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the ledger knows of one entry.

    Attributes:
        versions: of the components that made it; readings: when and where its article was read.
        judgements: in the order in which they were made, undone ones too.
    """

    row: EntryRow[EntryRecord]
    selectors: tuple[Selector, ...]
    versions: Mapping[str, str]
    readings: tuple[ReadingNote, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list.

    Attributes:
        story: id and title of its story; copy_of: id of the article whose text it repeats.
        dated: where it names no day: first and last day on which it can have been published, concluded
            from other articles, and the reasons.
        statements, events, proposals: numbers of entries.
    """

    id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    origin: str
    story: tuple[str, str] | None
    copy_of: str | None
    statements: int
    events: int
    proposals: int
    dated: tuple[date, date, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """One of the wordings of an utterance: a statement of one article.

    Attributes:
        leads: whether it was the first to be printed.
    """

    statement: str
    article: ArticleRef
    words: str
    leads: bool


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor over all articles, with the number of articles and of entries that it takes part in."""

    identity: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    names: tuple[str, ...]
    articles: int
    statements: int
    events: int
    steps: int


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A course of events: its articles, outlets, and first and last day of publication."""

    id: str
    title: str
    articles: int
    publishers: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the words of a search.

    Attributes:
        id: of the entry or article; passage: the evidence, or the head of an article.
    """

    kind: HitKind
    id: str
    article: ArticleRef
    day: date | None
    passage: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds; contacts are counted among the events too."""

    articles: int
    actors: int
    statements: int
    events: int
    contacts: int
    proposals: int
    steps: int
    stories: int
    judgements: int
    first: date | None
    last: date | None
