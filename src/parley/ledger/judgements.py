"""Judgements: rows that are only ever appended, and what they come to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from parley.errors import NotFoundError, UsageError
from parley.ledger import schema
from parley.ledger.words import storable
from parley.records import OF_ACTORS, Judgement, Verdict


def judge(connection: sa.Connection, judgement: Judgement, whole: str) -> Judgement:
    """Append a judgement of the entry with the id ``whole``; see :meth:`parley.ledger.Ledger.judge`."""
    article, record = _entry(connection, whole)
    old = _check(connection, judgement, whole, record)
    stored = _append(connection, replace(judgement, entry=whole, article=article, old=old))
    if any(j.verdict in OF_ACTORS for j in listed(connection, whole)):
        _unsettle(connection, whole)
    else:
        _settle_standing(connection, whole)
    return stored


def judge_actor(connection: sa.Connection, judgement: Judgement) -> Judgement:
    """Append a judgement of an identity; see :meth:`parley.ledger.Ledger.judge_actor`."""
    if judgement.verdict not in OF_ACTORS:
        raise UsageError(f"an actor cannot be judged {judgement.verdict!r}: merge or split")
    _has_zone(judgement)
    _unsettle(connection, judgement.entry)
    return _append(connection, replace(judgement, article=""))


def decisions(connection: sa.Connection) -> list[Judgement]:
    """The judgements of actors that are in force, in order."""
    return [j for j in standing(listed(connection)) if j.verdict in OF_ACTORS]


def _append(connection: sa.Connection, judgement: Judgement) -> Judgement:
    table = schema.judgement
    last = connection.execute(sa.select(sa.func.max(table.c.number))).scalar_one() or 0
    stored = replace(judgement, number=last + 1)
    connection.execute(
        sa.insert(table),
        {
            "number": stored.number,
            "entry": stored.entry,
            "article": stored.article,
            "verdict": stored.verdict,
            "field": stored.field,
            "old": stored.old,
            "new": stored.new,
            "who": storable(stored.who),
            "made": stored.when,
            "why": storable(stored.why),
            "undoes": stored.undoes,
        },
    )
    return stored


def _unsettle(connection: sa.Connection, identity: str) -> None:
    """Mark the articles of an identity as changed, so that it is settled anew who is who."""
    table, marked = schema.identity, schema.unsettled
    articles = sa.select(table.c.article).where(table.c.identity == identity).distinct()
    new = articles.where(table.c.article.not_in(sa.select(marked.c.article)))
    connection.execute(sa.insert(marked).from_select(["article"], new))


def undoing(
    connection: sa.Connection, number: int, who: str, when: datetime, why: str
) -> Judgement:
    """The judgement that undoes judgement ``number``."""
    row = connection.execute(
        sa.select(schema.judgement).where(schema.judgement.c.number == number)
    ).first()
    if row is None:
        raise NotFoundError(str(number), advice="judgements are numbered from 1")
    return Judgement(entry=row.entry, verdict="undo", who=who, when=when, why=why, undoes=number)


def listed(connection: sa.Connection, entry: str | None = None) -> list[Judgement]:
    """All judgements, or those of one entry, in the order in which they were made."""
    table = schema.judgement
    chosen = sa.select(table).order_by(table.c.number)
    if entry is not None:
        chosen = chosen.where(table.c.entry == storable(entry))
    return [_judgement(row) for row in connection.execute(chosen)]


def lost(connection: sa.Connection) -> list[Judgement]:
    """Judgements of entries that the present versions no longer find, in order."""
    table = schema.judgement
    gone = sa.and_(
        table.c.entry.not_in(sa.select(schema.entry.c.id)),
        table.c.entry.not_in(sa.select(table.c.entry).where(table.c.verdict.in_(OF_ACTORS))),
    )
    rows = connection.execute(sa.select(table).where(gone).order_by(table.c.number))
    return [_judgement(row) for row in rows]


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that nothing in force takes back, in order; an undo may itself be undone."""
    undone: set[int | None] = set()
    kept: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda j: j.number or 0, reverse=True):
        if judgement.number not in undone:
            kept.append(judgement)
            if judgement.verdict == "undo":
                undone.add(judgement.undoes)
    return kept[::-1]


def verdict(judgements: Iterable[Judgement]) -> Verdict | None:
    """What the judgements of one entry come to: the last in force that is more than a comment."""
    deciding = [j.verdict for j in standing(judgements) if j.verdict not in ("comment", "undo")]
    return deciding[-1] if deciding else None


def edits(judgements: Iterable[Judgement]) -> dict[str, Any]:
    """The fields that reviewers changed, with the values in force."""
    changed = (j for j in standing(judgements) if j.verdict == "edit")
    return {
        j.field: json.loads(j.new) for j in changed if j.field is not None and j.new is not None
    }


def _entry(connection: sa.Connection, whole: str) -> tuple[str, dict[str, Any] | None]:
    """The article of an entry and its packed record; None for one that is known by judgements only."""
    entry, article = schema.entry, schema.article
    row = connection.execute(
        sa.select(article.c.id, entry.c.record)
        .join(article, article.c.pk == entry.c.article)
        .where(entry.c.id == whole)
    ).first()
    if row is not None:
        return row.id, row.record
    earlier = listed(connection, whole)
    if not earlier:
        raise NotFoundError(whole, advice="list entries to see their ids")
    return earlier[0].article or "", None


def _check(
    connection: sa.Connection, judgement: Judgement, whole: str, record: dict[str, Any] | None
) -> str | None:
    """Refuse what cannot be meant; the old value of an edited field, as JSON."""
    _has_zone(judgement)
    if judgement.verdict in OF_ACTORS:
        raise UsageError(f"{whole} is an entry: {judgement.verdict} is for actors")
    if judgement.verdict == "undo":
        if judgement.undoes not in {j.number for j in standing(listed(connection, whole))}:
            raise UsageError(f"judgement {judgement.undoes} is not in force for {whole}")
        return None
    if judgement.verdict != "edit":
        return judgement.old
    if judgement.field is None or judgement.new is None:
        raise UsageError("an edit names a field and its new value")
    try:
        json.loads(judgement.new)
    except ValueError as exc:
        raise UsageError(
            f"the new value of {judgement.field} is not JSON: {judgement.new}"
        ) from exc
    if record is None or judgement.field not in record:
        raise UsageError(f"{whole} has no field {judgement.field!r}")
    now = {**record, **edits(listed(connection, whole))}
    return json.dumps(now[judgement.field], ensure_ascii=False)


def _has_zone(judgement: Judgement) -> None:
    if judgement.when.tzinfo is None:
        raise UsageError(f"the moment {judgement.when.isoformat()} has no time zone")


def _settle_standing(connection: sa.Connection, whole: str) -> None:
    table = schema.standing
    now = verdict(listed(connection, whole))
    connection.execute(sa.delete(table).where(table.c.entry == whole))
    if now is not None:
        connection.execute(sa.insert(table), {"entry": whole, "verdict": now})


def _judgement(row: Any) -> Judgement:
    return Judgement(
        entry=row.entry,
        verdict=row.verdict,
        who=row.who,
        when=row.made,
        number=row.number,
        article=row.article,
        field=row.field,
        old=row.old,
        new=row.new,
        why=row.why,
        undoes=row.undoes,
    )
