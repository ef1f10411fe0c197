"""Counting single entries: by speaker, outlet, form …, and by speaker and day.

All is counted by the values that were found: what reviewers changed in single entries is told in lists alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, Literal

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.facets import PARTY_ROLES, EntryKind, Role
from parley.ledger.filters import Query, article_conditions, entry_conditions
from parley.ledger.lookups import Tally
from parley.ledger.queries import same_actor

Tallied = Literal[
    "kind", "type", "mode", "status", "form", "act", "publisher", "country", "speaker", "actor"
]  # fmt: skip

_OF_ACTORS: Final = frozenset({"actor", "speaker", "country"})

Asked = sa.Select[Any]
"""Selects ``pk`` of the entries that are counted."""


def total(connection: sa.Connection, kind: EntryKind, query: Query) -> int:
    """How many entries the query would list."""
    chosen = _entries(connection, kind, query, schema.entry.c.pk).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(chosen)).scalar_one())


def tallied(
    connection: sa.Connection,
    kind: EntryKind,
    query: Query,
    by: Sequence[Tallied],
    most: int | None,
) -> dict[Tallied, list[Tally]]:
    """The most frequent values of some columns among the entries that the query asks for."""
    # Found once, however many ways they are counted.
    found = connection.execute(_entries(connection, kind, query, schema.entry.c.pk)).scalars()
    each = sa.func.json_each(json.dumps(list(found))).table_valued("value")
    asked = sa.select(each.c.value)
    out: dict[Tallied, list[Tally]] = {}
    own = [b for b in by if b not in _OF_ACTORS]
    if own:
        out |= _by_own(connection, asked, own, most)
    if "actor" in by:
        out["actor"] = _by_actor(connection, asked, PARTY_ROLES)[0][:most]
    if "speaker" in by or "country" in by:
        roles: Sequence[Role] = ("speaker",) if kind == "statement" else PARTY_ROLES
        speakers, countries = _by_actor(connection, asked, roles)
        whose: dict[Tallied, list[Tally]] = {"speaker": speakers, "country": countries}
        out |= {b: numbers[:most] for b, numbers in whose.items() if b in by}
    return out


def _by_own(
    connection: sa.Connection, asked: Asked, by: Sequence[Tallied], most: int | None
) -> dict[Tallied, list[Tally]]:
    """One pass for all columns: the database counts their combinations, which are few."""
    entry, article = schema.entry, schema.article
    columns: dict[str, Any] = {
        "act": entry.c.record["act"].as_string(),
        "form": entry.c.type,
        "publisher": article.c.publisher,
    }
    values = [(columns[b] if b in columns else entry.c[b]).label(f"of_{b}") for b in by]
    chosen = sa.select(*values).select_from(entry).where(entry.c.pk.in_(asked))
    if "publisher" in by:
        chosen = chosen.join(article, article.c.pk == entry.c.article)
    found = chosen.subquery()
    rows = connection.execute(sa.select(*found.c, sa.func.count()).group_by(*found.c))
    numbers: dict[Tallied, Counter[str]] = {b: Counter() for b in by}
    for *combination, number in rows:
        for b, value in zip(by, combination, strict=True):
            if value is not None:
                numbers[b][str(value)] += number
    return {b: _most(numbers[b], most) for b in by}


def _most(numbers: Counter[str], most: int | None) -> list[Tally]:
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return [Tally(value, value, number) for value, number in ranked[:most]]


def _by_actor(
    connection: sa.Connection, asked: Asked, roles: Sequence[Role]
) -> tuple[list[Tally], list[Tally]]:
    """Who takes part in the roles, and for which countries: entries of each, the most first.

    An entry in which two act for one country counts for both of them.
    """
    actor, identity, link = schema.actor, schema.identity, schema.entry_actor
    who = sa.func.coalesce(identity.c.identity, actor.c.key)
    name, country = (
        sa.func.min(sa.func.coalesce(identity.c[n], actor.c[n])) for n in ("name", "country")
    )
    number = sa.func.count(sa.distinct(link.c.entry))
    rows = connection.execute(
        sa.select(who, name, country, number)
        .select_from(link)
        .join(actor, actor.c.pk == link.c.actor)
        .outerjoin(identity, same_actor())
        .where(link.c.entry.in_(asked), link.c.role.in_(roles))
        .group_by(who)
        .order_by(number.desc(), who)
    ).all()
    countries: Counter[str] = Counter()
    for row in rows:
        if row[2] is not None:
            countries[row[2]] += row[3]
    return [Tally(row[0], row[1], row[3]) for row in rows], _most(countries, None)


def spoken(
    connection: sa.Connection, query: Query, speakers: Sequence[str]
) -> Iterator[tuple[str, date, int]]:
    """How many of the statements that the query asks for each speaker (identity) made, by day."""
    entry, link, whose = schema.entry, schema.entry_actor, _actors_of(speakers).subquery()
    said = (
        _entries(connection, "statement", query, whose.c.who, entry.c.day, entry.c.pk)
        .join(link, link.c.entry == entry.c.pk)
        .join(whose, whose.c.pk == link.c.actor)
        .where(link.c.role == "speaker", entry.c.day.is_not(None))
        .subquery()
    )
    rows = connection.execute(
        sa.select(said.c.who, said.c.day, sa.func.count(sa.distinct(said.c.pk)))
        .group_by(said.c.who, said.c.day)
        .order_by(said.c.who, said.c.day)
    )
    yield from ((speaker, day, number) for speaker, day, number in rows)


def _actors_of(identities: Sequence[str]) -> sa.CompoundSelect[Any]:
    """Selects ``pk`` and ``who`` of the actors that have these identities, as settled or else as read."""
    actor, identity = schema.actor, schema.identity
    settled = (
        sa.select(actor.c.pk, identity.c.identity.label("who"))
        .join(identity, same_actor())
        .where(identity.c.identity.in_(list(identities)))
    )
    as_read = (
        sa.select(actor.c.pk, actor.c.key)
        .outerjoin(identity, same_actor())
        .where(actor.c.key.in_(list(identities)), identity.c.identity.is_(None))
    )
    return sa.union_all(settled, as_read)


def _entries(
    connection: sa.Connection, kind: EntryKind, query: Query, *columns: Any
) -> sa.Select[Any]:
    """Columns of the entries that the query asks for; their articles are joined only where they bear on it."""
    entry, article = schema.entry, schema.article
    chosen = sa.select(*columns).select_from(entry)
    if article_conditions(query):
        chosen = chosen.join(article, article.c.pk == entry.c.article)
    return chosen.where(entry.c.kind == kind, *entry_conditions(connection, query))
