"""The store: articles, entries with their evidence, provenance and judgements; searchable."""

from parley.ledger.facets import PARTY_ROLES, EntryKind, EntryRecord, Role, first_position
from parley.ledger.filters import Order, Query
from parley.ledger.judgements import edits, standing, verdict
from parley.ledger.rows import (
    ActorRef,
    ActorRow,
    ArticleRef,
    ArticleRow,
    Counts,
    Entry,
    EntryRow,
    EventRow,
    Hit,
    HitKind,
    Outcome,
    ProposalRow,
    ReadingNote,
    Run,
    Selector,
    StatementRow,
    StepRow,
    StoryRow,
)
from parley.ledger.settled import CopyOf, Identity, LearnedFurniture, RepeatedLine, StoryOf
from parley.ledger.store import Ledger
from parley.ledger.words import fold

__all__ = [
    "PARTY_ROLES",
    "ActorRef",
    "ActorRow",
    "ArticleRef",
    "ArticleRow",
    "CopyOf",
    "Counts",
    "Entry",
    "EntryKind",
    "EntryRecord",
    "EntryRow",
    "EventRow",
    "Hit",
    "HitKind",
    "Identity",
    "LearnedFurniture",
    "Ledger",
    "Order",
    "Outcome",
    "ProposalRow",
    "Query",
    "ReadingNote",
    "RepeatedLine",
    "Role",
    "Run",
    "Selector",
    "StatementRow",
    "StepRow",
    "StoryOf",
    "StoryRow",
    "edits",
    "first_position",
    "fold",
    "standing",
    "verdict",
]
