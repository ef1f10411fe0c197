"""Frozen records that every layer shares."""

from parley.records.actors import SECTORS, Actor, ActorKind, Mention, MentionKind, Office
from parley.records.article import Article, Found, Furniture, FurnitureKind, RawPage, Validators
from parley.records.entries import (
    Event,
    EventType,
    Extraction,
    Form,
    Place,
    Precision,
    Proposal,
    ProposalKind,
    Statement,
    Status,
    Step,
    StepKind,
    TimeMention,
    Toll,
    When,
)
from parley.records.judgements import Judgement, Verdict
from parley.records.packing import pack, unpack

__all__ = [
    "SECTORS",
    "Actor",
    "ActorKind",
    "Article",
    "Event",
    "EventType",
    "Extraction",
    "Form",
    "Found",
    "Furniture",
    "FurnitureKind",
    "Judgement",
    "Mention",
    "MentionKind",
    "Office",
    "Place",
    "Precision",
    "Proposal",
    "ProposalKind",
    "RawPage",
    "Statement",
    "Status",
    "Step",
    "StepKind",
    "TimeMention",
    "Toll",
    "Validators",
    "Verdict",
    "When",
    "pack",
    "unpack",
]
