"""The store: articles, entries with their evidence, provenance and judgements; searchable.

``store`` is its face. Behind it ``schema``, ``migrations`` and ``sqlite`` are the file; ``writing``, ``entering`` and ``checks`` put
articles in; ``filters``, ``queries``, ``overviews``, ``lookups`` and ``tallies`` ask; ``judgements``, ``queueing`` and ``reviewing`` are
what people decide; ``settled`` and ``joined``, with what is kept to find them again (``forms``, ``openings``, ``blocks``, ``spots``), are
what all articles say together; ``people`` is the team.
"""

from parley.ledger.blocks import Keeping, Keyed
from parley.ledger.conclusions import (
    CopyOf,
    DatedOf,
    Digest,
    Identity,
    LearnedFurniture,
    RepeatedLine,
    StoryOf,
    UtteranceOf,
)
from parley.ledger.entry_counts import Tallied
from parley.ledger.facets import (
    PARTY_ROLES,
    RECORDS,
    EntryKind,
    EntryRecord,
    Role,
    facets,
    first_position,
)
from parley.ledger.filters import Order, Query
from parley.ledger.forms import (
    Casting,
    FormStore,
    KeptForm,
    NewCasting,
    NewForm,
    Recast,
    Seen,
)
from parley.ledger.joined import Grouped
from parley.ledger.judgements import decided, edits, standing, verdict
from parley.ledger.kept import NEVER, Kept, days_of, parties, sort_key, sorts
from parley.ledger.lookups import Known, OfficeHeld, Tally
from parley.ledger.openings import NearTo, Opened
from parley.ledger.people import ROLES, Noted, PeopleStore, Person, Token, UserRole
from parley.ledger.queueing import Place, Queued, QueueQuery, Ranked, Spot, State
from parley.ledger.reviewing import Pace, ReviewStore
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
    Wording,
)
from parley.ledger.spots import Reach
from parley.ledger.stands import Stand
from parley.ledger.store import Ledger
from parley.ledger.tallies import OutletDay, Tallies
from parley.ledger.words import fold

__all__ = [
    "NEVER",
    "PARTY_ROLES",
    "RECORDS",
    "ROLES",
    "ActorRef",
    "ActorRow",
    "ArticleRef",
    "ArticleRow",
    "Casting",
    "CopyOf",
    "Counts",
    "DatedOf",
    "Digest",
    "Entry",
    "EntryKind",
    "EntryRecord",
    "EntryRow",
    "EventRow",
    "FormStore",
    "Grouped",
    "Hit",
    "HitKind",
    "Identity",
    "Keeping",
    "Kept",
    "KeptForm",
    "Keyed",
    "Known",
    "LearnedFurniture",
    "Ledger",
    "NearTo",
    "NewCasting",
    "NewForm",
    "Noted",
    "OfficeHeld",
    "Opened",
    "Order",
    "Outcome",
    "OutletDay",
    "Pace",
    "PeopleStore",
    "Person",
    "Place",
    "ProposalRow",
    "Query",
    "QueueQuery",
    "Queued",
    "Ranked",
    "Reach",
    "ReadingNote",
    "Recast",
    "RepeatedLine",
    "ReviewStore",
    "Role",
    "Run",
    "Seen",
    "Selector",
    "Spot",
    "Stand",
    "State",
    "StatementRow",
    "StepRow",
    "StoryOf",
    "StoryRow",
    "Tallied",
    "Tallies",
    "Tally",
    "Token",
    "UserRole",
    "UtteranceOf",
    "Wording",
    "days_of",
    "decided",
    "edits",
    "facets",
    "first_position",
    "fold",
    "parties",
    "sort_key",
    "sorts",
    "standing",
    "verdict",
]
