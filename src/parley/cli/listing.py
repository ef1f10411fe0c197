"""Entries as rows of a table: which fields are printed, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parley.cli.tables import Column
from parley.ledger import (
    ActorRow,
    ArticleRow,
    EventRow,
    ProposalRow,
    StatementRow,
    StepRow,
    StoryRow,
)
from parley.records import Toll, When

STATEMENTS = (
    Column("day", "day", whole=True),
    Column("speaker", "speaker"),
    Column("what was said", "words", wide=True),
    Column("outlet", "publisher", spare=True),
    Column("id", "short", whole=True),
)
EVENTS = (
    Column("day", "when", whole=True),
    Column("type", "type", whole=True),
    Column("actor", "actor"),
    Column("recipient", "recipient"),
    Column("what", "what", wide=True),
    Column("id", "short", whole=True),
)
CONTACTS = (
    Column("day", "when", whole=True),
    Column("sides", "sides", most=24),
    Column("form", "mode", spare=True),
    Column("what", "what", wide=True),
    Column("id", "short", whole=True),
)
STEPS = (
    Column("day", "when", whole=True),
    Column("proposal", "proposal"),
    Column("step", "step", whole=True),
    Column("by", "by"),
    Column("sentence", "evidence", wide=True),
    Column("id", "short", whole=True),
)
PROPOSALS = (
    Column("proposal", "name", wide=True),
    Column("kind", "kind"),
    Column("steps", "steps", right=True),
    Column("outlet", "publisher"),
    Column("id", "short", whole=True),
)
ACTORS = (
    Column("actor", "name", wide=True),
    Column("kind", "kind", spare=True),
    Column("country", "country"),
    Column("sector", "sector", spare=True),
    Column("articles", "articles", right=True),
    Column("said", "statements", right=True),
    Column("did", "events", right=True),
)
ARTICLES = (
    Column("published", "published", whole=True),
    Column("outlet", "publisher"),
    Column("title", "title", wide=True),
    Column("said", "statements", right=True),
    Column("events", "events", right=True),
    Column("copy of", "copy_short", spare=True),
    Column("id", "short", whole=True),
)
STORIES = (
    Column("first", "first"),
    Column("last", "last"),
    Column("articles", "articles", right=True),
    Column("outlets", "publishers", right=True, spare=True),
    Column("story", "title", wide=True),
    Column("id", "short", whole=True),
)

SHORT = 9
"""Code points of an id that a table shows: prefix and six digits; commands take the beginning of an id."""


def short(entry_id: str) -> str:
    """The beginning of an id, as a table shows it."""
    return entry_id[:SHORT]


def when_words(when: When) -> str:
    """A stretch of days in a few characters; empty where it is not known."""
    if when.start is None:
        return ""
    if when.precision == "year":
        return str(when.start.year)
    if when.precision == "month":
        return when.start.isoformat()[:7]
    if when.end is None or when.end == when.start:
        return when.start.isoformat()
    return f"{when.start.isoformat()}/{when.end.isoformat()[5:]}"


def toll(value: Toll | None) -> dict[str, int | None]:
    """Low, best and high; all None where there is none."""
    if value is None:
        return {"low": None, "best": None, "high": None}
    return {"low": value.low, "best": value.best, "high": value.high}


def statement(row: StatementRow) -> Mapping[str, Any]:
    """The fields of a statement."""
    record = row.record
    speakers = row.who("speaker")
    return {
        "id": row.id,
        "short": short(row.id),
        "day": when_words(record.date) or (row.day.isoformat() if row.day else ""),
        "said_on": record.date.start,
        "precision": record.date.precision,
        "speaker": speakers[0].name if speakers else "(unresolved)",
        "speaker_id": speakers[0].identity if speakers else None,
        "country": speakers[0].country if speakers else None,
        "form": str(record.form),
        "words": " … ".join(" ".join(q.split()) for q in row.quote),
        "evidence": list(row.evidence),
        "confidence": record.confidence,
        "verdict": row.verdict,
        **_article(row),
    }


def event(row: EventRow) -> Mapping[str, Any]:
    """The fields of an event."""
    record = row.record
    names = {
        role: [a.name for a in row.who(role)] for role in ("actor", "recipient", "third_party")
    }
    asserters = row.who("asserted_by")
    killed, injured = toll(record.killed), toll(record.injured)
    return {
        "id": row.id,
        "short": short(row.id),
        "when": when_words(record.date) or (f"{row.day.isoformat()}*" if row.day else ""),
        "start": record.date.start,
        "end": record.date.end,
        "precision": record.date.precision,
        "type": str(record.type),
        "mode": record.mode,
        "cameo": record.cameo,
        "status": str(record.status),
        **names,
        "sides": ", ".join(names["actor"]) + " – " + (", ".join(names["recipient"]) or "?"),
        "asserted_by": asserters[0].name if asserters else None,
        "place": record.place.name if record.place else None,
        "place_precision": record.place.precision if record.place else None,
        **{f"killed_{k}": v for k, v in killed.items()},
        **{f"injured_{k}": v for k, v in injured.items()},
        "anchor": row.quote[0] if row.quote else "",
        "what": _what(row),
        "evidence": list(row.evidence),
        "confidence": record.confidence,
        "verdict": row.verdict,
        **_article(row),
    }


def _what(row: EventRow) -> str:
    """The words that name the act, with what a reader must not miss."""
    record = row.record
    parts = [f"“{' '.join(row.quote[0].split())}”" if row.quote else ""]
    if record.place is not None:
        parts.append(f"in {record.place.name}")
    for label, value in (("killed", record.killed), ("injured", record.injured)):
        if value is not None:
            number = value.best if value.best is not None else f"{value.low}+"
            parts.append(f"{number} {label}")
    if record.status != "actual":
        parts.append(str(record.status))
    asserters = row.who("asserted_by")
    if asserters:
        parts.append(f"says {asserters[0].name}")
    return ", ".join(p for p in parts if p)


def step(row: StepRow) -> Mapping[str, Any]:
    """The fields of a proposal's step."""
    record = row.record
    return {
        "id": row.id,
        "short": short(row.id),
        "when": when_words(record.date) or (f"{row.day.isoformat()}*" if row.day else ""),
        "start": record.date.start,
        "precision": record.date.precision,
        "proposal": row.proposal[1] if row.proposal else "",
        "proposal_id": row.proposal[0] if row.proposal else None,
        "step": str(record.step),
        "by": [a.name for a in row.who("by")],
        "status": str(record.status),
        "evidence": " ".join(" ".join(e.split()) for e in row.evidence),
        "confidence": record.confidence,
        "verdict": row.verdict,
        **_article(row),
    }


def proposal(row: ProposalRow) -> Mapping[str, Any]:
    """The fields of a proposal."""
    return {
        "id": row.id,
        "short": short(row.id),
        "name": row.record.name,
        "kind": str(row.record.kind),
        "steps": len(row.record.steps),
        "mentions": list(row.quote),
        "confidence": row.record.confidence,
        "verdict": row.verdict,
        **_article(row),
    }


def _article(row: StatementRow | EventRow | StepRow | ProposalRow) -> Mapping[str, Any]:
    return {
        "article": row.article.id,
        "title": row.article.title,
        "publisher": row.article.publisher or "",
        "published": row.article.published,
    }


def article(row: ArticleRow) -> Mapping[str, Any]:
    """The fields of an article."""
    return {
        "id": row.id,
        "short": short(row.id),
        "published": row.published.isoformat() if row.published else "undated",
        "publisher": row.publisher or "",
        "title": row.title or "",
        "url": row.url,
        "origin": row.origin,
        "story": row.story[0] if row.story else None,
        "story_title": row.story[1] if row.story else None,
        "copy_of": row.copy_of,
        "copy_short": short(row.copy_of) if row.copy_of else "",
        "statements": row.statements,
        "events": row.events,
        "proposals": row.proposals,
    }


def actor(row: ActorRow) -> Mapping[str, Any]:
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


def story(row: StoryRow) -> Mapping[str, Any]:
    """The fields of a story."""
    return {
        "id": row.id,
        "short": short(row.id),
        "title": row.title,
        "articles": row.articles,
        "publishers": row.publishers,
        "first": row.first,
        "last": row.last,
    }
