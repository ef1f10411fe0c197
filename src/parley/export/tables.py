"""The tables of our own bundle, in the order in which they are written."""

from __future__ import annotations

from typing import Final

from parley.export.columns import Table
from parley.export.entries import CONTACTS, EVENTS, PROPOSALS, STATEMENTS, STEPS
from parley.export.evidence import EVIDENCE
from parley.export.joined import JOINED
from parley.export.sources import ACTORS, ARTICLES, ORIGINS

TABLES: Final[tuple[Table, ...]] = (
    ARTICLES,
    ACTORS,
    STATEMENTS,
    EVENTS,
    CONTACTS,
    PROPOSALS,
    STEPS,
    *JOINED,
    EVIDENCE,
    ORIGINS,
)
