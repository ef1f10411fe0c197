"""Judgements: rows that are only ever appended, and what they come to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from parley.errors import NotFoundError, UsageError
from parley.ledger import blocks, handmade, schema
from parley.ledger.chunking import chunks
from parley.ledger.words import storable
from parley.records import OF_ACTORS, Judgement, Verdict

DECIDING: Final = frozenset({"accept", "reject", "add"})
"""Verdicts after which an entry is no longer in the queue."""

ACTOR: Final = "act-"
"""How ids of identities begin. A merge or split of another id is one of what entries are accounts of."""


def judge(connection: sa.Connection, judgement: Judgement, whole: str) -> Judgement:
    """Append a judgement of the entry with the id ``whole``; see :meth:`parley.ledger.Ledger.judge`."""
    article, record = _entry(connection, whole)
    old = _check(connection, judgement, whole, record)
    stored = append(connection, replace(judgement, entry=whole, article=article, old=old))
    if whole.startswith(ACTOR):
        _unsettle(connection, whole)
    elif judgement.coding is None:
        take_effect(connection, [whole])
    return stored


def last(connection: sa.Connection) -> int:
    """Number of the last judgement; 0 where there is none."""
    return connection.execute(sa.select(sa.func.max(schema.judgement.c.number))).scalar_one() or 0


def add(connection: sa.Connection, judgement: Judgement) -> Judgement:
    """Append an entry that a reviewer adds by hand; see :meth:`parley.ledger.Ledger.add_by_hand`."""
    _has_zone(judgement)
    handmade.check(connection, judgement)
    stored = append(connection, judgement)
    take_effect(connection, [judgement.entry])
    return stored


def restore_by_hand(connection: sa.Connection, article: str) -> None:
    """Put back what reviewers added to an article, after it was read anew."""
    table = schema.judgement
    added = (
        sa.select(table.c.entry)
        .where(table.c.article == article, table.c.verdict == "add")
        .distinct()
        .order_by(table.c.entry)
    )
    take_effect(connection, list(connection.execute(added).scalars()))


def take_effect(connection: sa.Connection, entries: Sequence[str]) -> None:
    """Settle what the judgements of these entries come to, after some were appended."""
    made = by_entry(connection, entries)
    for entry, judgements in made.items():
        _put_by_hand(connection, entry, judgements)
    now = {entry: verdict(made[entry]) for entry in entries}
    _write_standing(connection, now)
    blocks.touch(connection, [e for e, of in made.items() if any(map(_bears, of))])
    _write_open(connection, {entry: not decided(made[entry]) for entry in entries})


def _bears(judgement: Judgement) -> bool:
    """Whether it can change what is joined over articles."""
    return judgement.verdict not in ("accept", "comment")


def judge_actor(connection: sa.Connection, judgement: Judgement) -> Judgement:
    """Append a judgement of an identity; see :meth:`parley.ledger.Ledger.judge_actor`."""
    if judgement.verdict not in OF_ACTORS or not judgement.entry.startswith(ACTOR):
        raise UsageError(f"an actor cannot be judged {judgement.verdict!r}: merge or split")
    _has_zone(judgement)
    _unsettle(connection, judgement.entry)
    return append(connection, replace(judgement, article=""))


def judge_joined(connection: sa.Connection, judgement: Judgement) -> Judgement:
    """Append a merge or split of what entries are accounts of; see :meth:`parley.ledger.Ledger.judge_joined`."""
    if judgement.verdict not in OF_ACTORS or judgement.entry.startswith(ACTOR):
        raise UsageError(
            f"{judgement.entry} cannot be judged {judgement.verdict!r}: merge or split"
        )
    _has_zone(judgement)
    article, _ = _entry(connection, judgement.entry)
    blocks.touch(connection, [judgement.entry])
    return append(connection, replace(judgement, article=article))


def decisions(connection: sa.Connection, *, undone: bool) -> list[Judgement]:
    """The merges and splits of actors that are in force, in order; or with those that were undone."""
    return [j for j in _decisions(connection, undone) if j.entry.startswith(ACTOR)]


def joined_decisions(connection: sa.Connection) -> list[Judgement]:
    """The merges and splits of what entries are accounts of that are in force, in order."""
    return [j for j in _decisions(connection, False) if not j.entry.startswith(ACTOR)]


def _decisions(connection: sa.Connection, undone: bool) -> list[Judgement]:
    table = schema.judgement
    of_some = sa.select(table.c.entry).where(table.c.verdict.in_(OF_ACTORS))
    made = where(connection, table.c.entry.in_(of_some))
    return [j for j in (made if undone else standing(made)) if j.verdict in OF_ACTORS]


def append(connection: sa.Connection, judgement: Judgement) -> Judgement:
    """Store the judgement under the next number, as it is."""
    return append_many(connection, [judgement])[0]


def append_many(connection: sa.Connection, judgements: Sequence[Judgement]) -> list[Judgement]:
    """Store the judgements under the next numbers, as they are."""
    table = schema.judgement
    last = connection.execute(sa.select(sa.func.max(table.c.number))).scalar_one() or 0
    stored = [replace(j, number=n) for n, j in enumerate(judgements, start=last + 1)]
    if stored:
        connection.execute(sa.insert(table), [_columns(j) for j in stored])
    return stored


def _columns(judgement: Judgement) -> dict[str, Any]:
    return {
        "number": judgement.number,
        "entry": judgement.entry,
        "article": judgement.article,
        "verdict": judgement.verdict,
        "field": judgement.field,
        "old": judgement.old,
        "new": judgement.new,
        "who": storable(judgement.who),
        "made": judgement.when,
        "why": storable(judgement.why),
        "undoes": judgement.undoes,
        "batch": judgement.batch,
        "coding": judgement.coding,
        "seconds": judgement.seconds,
    }


def _unsettle(connection: sa.Connection, identity: str) -> None:
    """Mark the articles of an identity as changed, so that it is settled anew who is who."""
    table, marked = schema.identity, schema.unsettled
    articles = sa.select(table.c.article).where(table.c.identity == identity).distinct()
    new = articles.where(table.c.article.not_in(sa.select(marked.c.article)))
    connection.execute(sa.insert(marked).from_select(["article"], new))


def undoing(
    connection: sa.Connection, number: int, who: str, when: datetime, why: str
) -> Judgement:
    """The judgement that undoes judgement ``number``; one of a double coding is undone within it."""
    row = connection.execute(
        sa.select(schema.judgement).where(schema.judgement.c.number == number)
    ).first()
    if row is None:
        raise NotFoundError(str(number), advice="judgements are numbered from 1")
    return Judgement(row.entry, "undo", who, when, why=why, undoes=number, coding=row.coding)


def listed(connection: sa.Connection, entry: str | None = None) -> list[Judgement]:
    """All judgements, or those of one entry, in the order in which they were made."""
    table = schema.judgement
    return where(connection, sa.true() if entry is None else table.c.entry == storable(entry))


def where(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Judgement]:
    """The judgements that fit a condition on their table, in order."""
    table = schema.judgement
    rows = connection.execute(sa.select(table).where(condition).order_by(table.c.number))
    return [_judgement(row) for row in rows]


def by_entry(connection: sa.Connection, entries: Sequence[str]) -> dict[str, list[Judgement]]:
    """Entry → its judgements in order; each of the entries has a list."""
    made: dict[str, list[Judgement]] = {entry: [] for entry in entries}
    for some in chunks(made):
        for judgement in where(connection, schema.judgement.c.entry.in_(some)):
            made[judgement.entry].append(judgement)
    return made


def all_decided(connection: sa.Connection) -> set[str]:
    """Ids of all entries that reviewers are done with."""
    table = schema.standing
    rows = connection.execute(sa.select(table)).all()
    edited = by_entry(connection, [r.entry for r in rows if r.verdict == "edit"])
    done = {r.entry for r in rows if r.verdict in DECIDING}
    return done | {entry for entry, made in edited.items() if decided(made)}


def of_edited(connection: sa.Connection) -> list[Judgement]:
    """All judgements of the entries that were ever edited, in order."""
    table = schema.judgement
    edited = sa.select(table.c.entry).where(table.c.verdict == "edit").distinct()
    return where(connection, table.c.entry.in_(edited))


def standing(judgements: Iterable[Judgement], coding: str | None = None) -> list[Judgement]:
    """Those that nothing in force takes back, in order; an undo may itself be undone.

    Args:
        coding: the double coding whose blind judgements are meant; None for those that come into force.
    """
    undone: set[int | None] = set()
    kept: list[Judgement] = []
    for judgement in sorted(judgements, key=lambda j: j.number or 0, reverse=True):
        if judgement.coding == coding and judgement.number not in undone:
            kept.append(judgement)
            if judgement.verdict == "undo":
                undone.add(judgement.undoes)
    return kept[::-1]


def verdict(judgements: Iterable[Judgement], coding: str | None = None) -> Verdict | None:
    """What the judgements of one entry come to: the last in force that is more than a comment."""
    found = standing(judgements, coding)
    beside = {"comment", "undo", *OF_ACTORS}
    deciding = [j.verdict for j in found if j.verdict not in beside]
    return deciding[-1] if deciding else None


def decided(judgements: Iterable[Judgement], coding: str | None = None) -> bool:
    """Whether a reviewer is done with the entry: it was accepted, rejected or added, not only edited."""
    return any(j.verdict in DECIDING for j in standing(judgements, coding))


def edits(judgements: Iterable[Judgement], coding: str | None = None) -> dict[str, Any]:
    """The fields that reviewers changed, with the values in force."""
    changed = (j for j in standing(judgements, coding) if j.verdict == "edit")
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
    if judgement.verdict == "add":
        raise UsageError(f"{whole} is in the ledger: add makes a new entry")
    if judgement.verdict == "undo":
        made = standing(listed(connection, whole), judgement.coding)
        if judgement.undoes not in {j.number for j in made}:
            raise UsageError(f"judgement {judgement.undoes} is not in force for {whole}")
        return None
    if judgement.verdict in DECIDING and record is not None:
        return snapshot(record)
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
    now = {**record, **edits(listed(connection, whole), judgement.coding)}
    return json.dumps(now[judgement.field], ensure_ascii=False)


def _has_zone(judgement: Judgement) -> None:
    if judgement.when.tzinfo is None:
        raise UsageError(f"the moment {judgement.when.isoformat()} has no time zone")


def snapshot(record: dict[str, Any]) -> str:
    """A packed record as the text that a judgement keeps of it."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _put_by_hand(connection: sa.Connection, entry: str, made: list[Judgement]) -> None:
    """Put an entry that was added by hand in its place, or take it out where that is undone."""
    if any(j.verdict == "add" for j in made):
        added = [j for j in standing(made) if j.verdict == "add"]
        handmade.take_out(connection, entry)
        if added:
            handmade.put(connection, added[-1])
        article, table = schema.article, schema.digest
        of = sa.select(article.c.pk).where(article.c.id == made[0].article)
        connection.execute(sa.delete(table).where(table.c.article.in_(of)))


def _write_standing(connection: sa.Connection, now: Mapping[str, Verdict | None]) -> None:
    table = schema.standing
    gone = [{"whole": entry} for entry in now]
    come = [{"entry": entry, "verdict": v} for entry, v in now.items() if v is not None]
    if gone:
        connection.execute(sa.delete(table).where(table.c.entry == sa.bindparam("whole")), gone)
    if come:
        connection.execute(sa.insert(table), come)


def _write_open(connection: sa.Connection, now: Mapping[str, bool]) -> None:
    """Say in the queue which entries are still to be decided."""
    table, entry = schema.queue, schema.entry
    pk = sa.select(entry.c.pk).where(entry.c.id == sa.bindparam("whole")).scalar_subquery()
    rows = [{"whole": whole, "still": int(still)} for whole, still in now.items()]
    if rows:
        connection.execute(
            sa.update(table).where(table.c.entry == pk).values(open=sa.bindparam("still")), rows
        )


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
        batch=row.batch,
        coding=row.coding,
        seconds=row.seconds,
    )
