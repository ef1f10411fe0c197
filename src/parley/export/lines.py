"""One JSON object an article: the shape of ``parley extract`` and of the annotated articles.

All offsets are half-open code points into the article's text. The codebook (``docs/codebook.md``) gives the
meaning of each key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from parley.records import (
    HARMS,
    Actor,
    Article,
    Event,
    Extraction,
    Proposal,
    Statement,
    Toll,
    When,
)
from parley.spans import Span


def line(
    article: Article, extraction: Extraction, *, versions: bool = True, text: bool = False
) -> dict[str, Any]:
    """The article's entries as values that JSON can hold.

    Args:
        versions: whether to add ``versions`` (they are the same for a whole run).
        text: whether to add the text that the offsets point into (for HTML input).
    """
    out: dict[str, Any] = {
        "id": article.given_id or article.id,
        "title": article.title.value if article.title else None,
        "publisher": article.publisher.value if article.publisher else None,
        "published": article.day.isoformat() if article.day else None,
        "furniture": [list(f.span) for f in article.furniture],
        "furniture_kinds": [str(f.kind) for f in article.furniture],
        "actors": [_actor(a) for a in extraction.actors],
        "statements": [_statement(s) for s in extraction.statements],
        "events": [_event(e) for e in extraction.events],
        "proposals": [_proposal(p) for p in extraction.proposals],
    }
    if text:
        out["text"] = article.text
    if versions:
        out["versions"] = dict(extraction.versions)
    return out


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "key": actor.key,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "sectors": list(actor.sectors),
        "names_in_text": list(actor.names),
        "offices": [
            {"title": o.title, "country": o.country, "evidence": list(o.evidence)}
            for o in actor.offices
            if o.evidence
        ],
        "inferred": list(actor.inferred),
    }


def _statement(s: Statement) -> dict[str, Any]:
    return {
        "speaker": s.speaker,
        "source": _spans(s.source) or None,
        "cue": _spans(s.cue) or None,
        "content": _spans(s.content),
        "form": str(s.form),
        "date": s.date.start.isoformat() if s.date.start else None,
        "act": str(s.act),
        "addressee": s.addressee,
        "audience": list(s.audience) if s.audience else None,
        "setting": list(s.setting) if s.setting else None,
        "tense": s.tense,
        "status": str(s.status),
        "asserted_by": s.asserted_by,
        "confidence": round(s.confidence, 4),
        "evidence": _spans(s.evidence),
        "inferred": list(s.inferred),
    }


def _event(e: Event) -> dict[str, Any]:
    return {
        "type": str(e.type),
        "mode": e.mode,
        "cameo": e.cameo,
        "status": str(e.status),
        "actor": list(e.actor),
        "recipient": list(e.recipient),
        "third_party": list(e.third_party),
        "asserted_by": e.asserted_by,
        "date": _when(e.date),
        "place": e.place.name if e.place else None,
        "killed": _best(e.killed),
        "injured": _best(e.injured),
        "toll": {harm: _toll(getattr(e, harm)) for harm in HARMS},
        "anchor": list(e.anchor),
        "evidence": _spans(e.evidence),
        "confidence": round(e.confidence, 4),
        "inferred": list(e.inferred),
    }


def _proposal(p: Proposal) -> dict[str, Any]:
    return {
        "key": p.key,
        "name": p.name,
        "kind": str(p.kind),
        "mentions": _spans(p.mentions),
        "terms": [{"kind": t.kind, "span": list(t.span), "value": t.value} for t in p.terms],
        "confidence": round(p.confidence, 4),
        "steps": [
            {
                "step": str(s.step),
                "by": list(s.by),
                "date": s.date.start.isoformat() if s.date.start else None,
                "precision": s.date.precision,
                "status": str(s.status),
                "evidence": list(s.evidence),
                "confidence": round(s.confidence, 4),
            }
            for s in p.steps
        ],
    }


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [list(s) for s in spans]


def _when(when: When) -> dict[str, Any]:
    return {
        "start": when.start.isoformat() if when.start else None,
        "end": when.end.isoformat() if when.end else None,
        "precision": when.precision,
    }


def _best(toll: Toll | None) -> int | None:
    return toll.best if toll else None


def _toll(toll: Toll | None) -> Mapping[str, int | None] | None:
    return {"low": toll.low, "best": toll.best, "high": toll.high} if toll else None
