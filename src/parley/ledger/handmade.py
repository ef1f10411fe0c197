"""Entries that reviewers added by hand.

Such an entry is a judgement of the verdict ``add`` whose ``new`` holds its kind, its packed record and the
names of its actors. It stands among the machine's entries as long as the judgement is in force, and is put
back when the article is read anew: by the key of each actor, else by its name; who is neither drops out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from parley.errors import NotFoundError, UsageError
from parley.ledger import schema
from parley.ledger.checks import check_entry
from parley.ledger.entering import insert_entries
from parley.ledger.facets import RECORDS, EntryKind, EntryRecord, Facets, all_facets
from parley.ledger.words import fold
from parley.records import (
    Article,
    Event,
    Extraction,
    Judgement,
    Mention,
    Proposal,
    Statement,
    pack,
    unpack,
)


def as_added(kind: EntryKind, record: EntryRecord, names: Mapping[str, str]) -> str:
    """What the judgement that adds the entry holds as ``new``.

    Args:
        names: key → name of the article's actors.
    """
    added = {"kind": kind, "record": pack(record), "names": dict(names)}
    return json.dumps(added, ensure_ascii=False, sort_keys=True)


def check(connection: sa.Connection, judgement: Judgement) -> None:
    """Make sure that the entry may be added.

    Raises:
        RefusedEntryError: it breaks a rule of the ledger. NotFoundError: no such article.
        UsageError: the judgement adds nothing, or what is there already.
    """
    if judgement.verdict != "add" or judgement.new is None:
        raise UsageError("only a judgement of the verdict add, with a record, adds an entry")
    there = sa.select(schema.entry.c.pk).where(schema.entry.c.id == judgement.entry)
    if connection.execute(there).first() is not None:
        raise UsageError(f"{judgement.entry} is in the ledger already")
    page, added = _page(connection, judgement.article or ""), json.loads(judgement.new)
    for entry in _facets(page, unpack(RECORDS[added["kind"]], added["record"])):
        check_entry(entry, page.actors, len(page.article.text))


def put(connection: sa.Connection, judgement: Judgement) -> None:
    """Put the added entry among the others, if its article is still there."""
    try:
        page = _page(connection, judgement.article or "")
    except NotFoundError:
        return
    added = json.loads(judgement.new or "{}")
    found = {key: _same_actor(page, key, name) for key, name in added["names"].items()}
    record = unpack(RECORDS[added["kind"]], _with_keys(added["record"], found))
    entries = _facets(page, record)
    parents = [None, *[0] * (len(entries) - 1)]
    insert_entries(
        connection, page.pk, page.article, list(zip(entries, parents, strict=True)),
        page.actors, page.names,
    )  # fmt: skip


def take_out(connection: sa.Connection, entry_id: str) -> None:
    """Take the entry out of the tables, with the steps of a proposal."""
    table = schema.entry
    pk = connection.execute(sa.select(table.c.pk).where(table.c.id == entry_id)).scalar()
    if pk is not None:
        connection.execute(sa.delete(table).where(sa.or_(table.c.pk == pk, table.c.proposal == pk)))


@dataclass(frozen=True, slots=True)
class _Page:
    """An article as its entries need it: numbers and names of its actors by key, its mentions."""

    pk: int
    article: Article
    actors: Mapping[str, int]
    names: Mapping[str, str]
    mentions: tuple[Mention, ...]


def _page(connection: sa.Connection, article_id: str) -> _Page:
    table, actor, marks = schema.article, schema.actor, schema.marks
    row = connection.execute(sa.select(table).where(table.c.id == article_id)).first()
    if row is None:
        raise NotFoundError(article_id, advice="`parley articles` lists the ids")
    actors = connection.execute(sa.select(actor).where(actor.c.article == row.pk)).all()
    found = connection.execute(sa.select(marks.c.record).where(marks.c.article == row.pk))
    packed = (found.scalar() or {}).get("mentions", [])
    return _Page(
        row.pk,
        unpack(Article, {**row.record, "text": row.text}),
        {a.key: a.pk for a in actors},
        {a.key: a.name for a in actors},
        tuple(unpack(Mention, m) for m in packed),
    )


def _facets(page: _Page, record: EntryRecord) -> list[Facets]:
    """The entry, and the steps of a proposal after it."""
    match record:
        case Statement():
            of = Extraction(page.article.id, mentions=page.mentions, statements=(record,))
        case Event():
            of = Extraction(page.article.id, events=(record,))
        case Proposal():
            of = Extraction(page.article.id, proposals=(record,))
        case _:
            raise UsageError("a step is added with its proposal")
    return [entry for entry, _ in all_facets(of)]


def _same_actor(page: _Page, key: str, name: str) -> str | None:
    """The key that the actor has in the article now; None where it has no such actor any more."""
    if key in page.actors:
        return key
    wanted = fold(name)
    return next((k for k, other in page.names.items() if fold(other) == wanted), None)


_ONE = ("speaker", "addressee", "asserted_by")
_SEVERAL = ("actor", "recipient", "third_party", "by")


def _with_keys(record: Mapping[str, Any], found: Mapping[str, str | None]) -> dict[str, Any]:
    """The packed record with the keys that its actors have now."""
    out = dict(record)
    for field in out.keys() & set(_ONE):
        out[field] = found.get(out[field]) if out[field] is not None else None
    for field in out.keys() & set(_SEVERAL):
        out[field] = [k for key in out[field] if (k := found.get(key)) is not None]
    if "steps" in out:
        out["steps"] = [_with_keys(step, found) for step in out["steps"]]
    return out
