"""Entries as cards in an article's margin: what they say, field by field, and where the words of each field stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parley.desk import Desk
from parley.desk.corrections import Page
from parley.desk.review.fields import SPECS, in_words, spans_of
from parley.desk.review.items import page_of
from parley.ledger import EntryRecord, EntryRow, facets, first_position
from parley.records import Article, EventType
from parley.spans import Span
from parley.web.marking import Mark


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entry: its label, its value in words, and where these stand."""

    name: str
    label: str
    value: str
    spans: tuple[Span, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class Card:
    """An entry beside the text.

    Attributes:
        kind: statement, event, contact, proposal or step; start: where it stands.
        marks: its words in the text; evidence: the sentences that report it.
    """

    row: EntryRow[EntryRecord]
    kind: str
    start: int
    fields: tuple[Field, ...]
    marks: tuple[Mark, ...]
    evidence: tuple[Span, ...]

    @property
    def id(self) -> str:
        """Id of the entry."""
        return self.row.id


def kind_of(row: EntryRow[EntryRecord]) -> str:
    """The kind by which an entry is drawn: contacts stand apart from other events."""
    contact = getattr(row.record, "type", None) is EventType.CONSULT
    return "contact" if contact else row.kind


def cards(desk: Desk, article: Article, rows: Sequence[EntryRow[EntryRecord]]) -> list[Card]:
    """Entries of an article as cards, in the order of its text."""
    page = page_of(desk.ledger, article)
    out = []
    for row in rows:
        record, start, kind = row.record, first_position(row.record), kind_of(row)
        seen = facets(record)
        marks = tuple(Mark(span, row.id, kind) for span in seen.quote)
        fields = tuple(_fields(row, replace(page, near=start)))
        out.append(Card(row, kind, start, fields, marks, seen.evidence))
    return sorted(out, key=lambda c: (c.start, c.id))


def _fields(row: EntryRow[EntryRecord], page: Page) -> Iterator[Field]:
    """The fields that say something, in the codebook's order."""
    inferred = getattr(row.record, "inferred", ())
    for spec in SPECS[row.kind]:
        found = getattr(row.record, spec.name)
        value = in_words(found, spec, page)
        if isinstance(found, EventType):
            value = f"{found.label} ({found})"
        if value and not (spec.name == "status" and value == "actual"):
            spans = tuple(spans_of(found, spec, page))
            yield Field(spec.name, spec.label, value, spans, spec.name in inferred)


def rows_between(desk: Desk, article: Article, within: Span) -> list[EntryRow[EntryRecord]]:
    """The entries of an article that begin in a stretch of its text, rejected ones too."""
    asked: dict[str, Any] = {"article": article.id, "rejected": True}
    listings = (desk.statements, desk.events, desk.proposals, desk.steps)
    return [
        row
        for listing in listings
        for row in listing(**asked)
        if within.start <= first_position(row.record) < within.end
    ]
