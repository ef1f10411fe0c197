"""The fields of each listing: what JSON and CSV give of it, in this order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, TypedDict

from parley.desk import joined_fields
from parley.desk.toll_fields import Tolls, tolls
from parley.ledger import (
    ActorRow,
    ArticleRow,
    EntryRow,
    EventRow,
    ProposalRow,
    Role,
    StatementRow,
    StepRow,
    StoryRow,
)
from parley.records import When


class InArticle(TypedDict):
    """What every entry says of itself and of its article."""

    confidence: float
    verdict: str | None
    evidence: list[str]
    article: str
    title: str | None
    publisher: str | None
    published: date | None


class Dated(TypedDict):
    """The day of an entry: ``day`` is its first, else that of publication."""

    day: date | None
    start: date | None
    end: date | None
    precision: str


class StatementFields(Dated, InArticle):
    """A statement."""

    id: str
    speaker: str | None
    speaker_id: str | None
    country: str | None
    form: str
    status: str
    act: str | None
    addressee: str | None
    audience: str | None
    setting: str | None
    asserted_by: str | None
    words: str


class ActFields(Dated, InArticle):
    """Who did what to whom, and where."""

    id: str
    type: str
    mode: str | None
    cameo: str | None
    status: str
    actor: list[str]
    actor_ids: list[str]
    recipient: list[str]
    recipient_ids: list[str]
    third_party: list[str]
    asserted_by: str | None
    place: str | None
    place_country: str | None
    place_precision: str | None


class EventFields(ActFields, Tolls):
    """An event, a contact among them."""

    anchor: str


class StepFields(Dated, InArticle):
    """A move in the life of a proposal."""

    id: str
    proposal: str | None
    proposal_id: str | None
    step: str
    by: list[str]
    by_ids: list[str]
    status: str


class ProposalFields(InArticle):
    """A proposal in one article."""

    id: str
    name: str
    kind: str
    steps: int
    mentions: list[str]


class ArticleFields(TypedDict):
    """An article."""

    id: str
    published: date | None
    published_from: date | None
    published_until: date | None
    publisher: str | None
    title: str | None
    url: str | None
    origin: str
    story: str | None
    story_title: str | None
    copy_of: str | None
    statements: int
    events: int
    proposals: int


class ActorFields(TypedDict):
    """An actor over all articles."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    names: list[str]
    articles: int
    statements: int
    events: int
    steps: int


class StoryFields(TypedDict):
    """A story."""

    id: str
    title: str
    articles: int
    publishers: int
    first: date | None
    last: date | None


def _keys(kind: Any) -> tuple[str, ...]:
    """The keys of a typed dictionary: id and days first, what the article says of itself last."""
    first = ("id", *(k for k in Dated.__annotations__ if k in kind.__annotations__))
    of_entry = "confidence" in kind.__annotations__
    last = tuple(InArticle.__annotations__) if of_entry else ()
    own = tuple(k for k in kind.__annotations__ if k not in first and k not in last)
    return (*first, *own, *last)


FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "statements": _keys(StatementFields),
    "events": _keys(EventFields),
    "contacts": _keys(EventFields),
    "steps": _keys(StepFields),
    "proposals": _keys(ProposalFields),
    "articles": _keys(ArticleFields),
    "actors": _keys(ActorFields),
    "stories": _keys(StoryFields),
    **joined_fields.FIELDS,
}
"""Listing → its fields in the order of a CSV file."""


def statement(row: StatementRow) -> StatementFields:
    """The fields of a statement."""
    speakers = row.who("speaker")
    return {
        "id": row.id,
        **_dated(row, row.record.date),
        "speaker": speakers[0].name if speakers else None,
        "speaker_id": speakers[0].identity if speakers else None,
        "country": speakers[0].country if speakers else None,
        "form": row.record.form.value,
        "status": row.record.status.value,
        "act": row.record.act.value,
        "addressee": _name(row, "addressee"),
        "audience": row.words.get("audience"),
        "setting": row.words.get("setting"),
        "asserted_by": _name(row, "asserted_by"),
        "words": " … ".join(map(_one_line, row.quote)),
        **_in_article(row),
    }


def event(row: EventRow) -> EventFields:
    """The fields of an event."""
    record, place = row.record, row.record.place
    asserters = row.who("asserted_by")
    return {
        "id": row.id,
        **_dated(row, record.date),
        "type": record.type.value,
        "mode": record.mode,
        "cameo": record.cameo,
        "status": record.status.value,
        "actor": _names(row, "actor"),
        "actor_ids": _ids(row, "actor"),
        "recipient": _names(row, "recipient"),
        "recipient_ids": _ids(row, "recipient"),
        "third_party": _names(row, "third_party"),
        "asserted_by": asserters[0].name if asserters else None,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_precision": place.precision if place else None,
        **tolls(record.tolls),
        "anchor": _one_line(row.quote[0]) if row.quote else "",
        **_in_article(row),
    }


def step(row: StepRow) -> StepFields:
    """The fields of a proposal's step."""
    return {
        "id": row.id,
        **_dated(row, row.record.date),
        "proposal": row.proposal[1] if row.proposal else None,
        "proposal_id": row.proposal[0] if row.proposal else None,
        "step": row.record.step.value,
        "by": _names(row, "by"),
        "by_ids": _ids(row, "by"),
        "status": row.record.status.value,
        **_in_article(row),
    }


def proposal(row: ProposalRow) -> ProposalFields:
    """The fields of a proposal."""
    return {
        "id": row.id,
        "name": row.record.name,
        "kind": row.record.kind.value,
        "steps": len(row.record.steps),
        "mentions": [_one_line(q) for q in row.quote],
        **_in_article(row),
    }


def _name(row: EntryRow[Any], role: Role) -> str | None:
    """Name of the first actor in the role."""
    return next((a.name for a in row.who(role)), None)


def article(row: ArticleRow) -> ArticleFields:
    """The fields of an article."""
    return {
        "id": row.id,
        "published": row.published,
        "published_from": row.published or (row.dated[0] if row.dated else None),
        "published_until": row.published or (row.dated[1] if row.dated else None),
        "publisher": row.publisher,
        "title": row.title,
        "url": row.url,
        "origin": row.origin,
        "story": row.story[0] if row.story else None,
        "story_title": row.story[1] if row.story else None,
        "copy_of": row.copy_of,
        "statements": row.statements,
        "events": row.events,
        "proposals": row.proposals,
    }


def actor(row: ActorRow) -> ActorFields:
    """The fields of an actor."""
    return {
        "id": row.identity,
        "name": row.name,
        "kind": row.kind,
        "country": row.country,
        "sector": row.sector,
        "names": list(row.names),
        "articles": row.articles,
        "statements": row.statements,
        "events": row.events,
        "steps": row.steps,
    }


def story(row: StoryRow) -> StoryFields:
    """The fields of a story."""
    return {
        "id": row.id,
        "title": row.title,
        "articles": row.articles,
        "publishers": row.publishers,
        "first": row.first,
        "last": row.last,
    }


def _dated(row: EntryRow[Any], when: When) -> Dated:
    return {"day": row.day, "start": when.start, "end": when.end, "precision": when.precision}


def _in_article(row: EntryRow[Any]) -> InArticle:
    return {
        "confidence": row.record.confidence,
        "verdict": row.verdict,
        "evidence": [_one_line(e) for e in row.evidence],
        "article": row.article.id,
        "title": row.article.title,
        "publisher": row.article.publisher,
        "published": row.article.published,
    }


def _names(row: EntryRow[Any], role: Role) -> list[str]:
    return [a.name for a in row.who(role)]


def _ids(row: EntryRow[Any], role: Role) -> list[str]:
    return [a.identity for a in row.who(role)]


def _one_line(words: str) -> str:
    return " ".join(words.split())
