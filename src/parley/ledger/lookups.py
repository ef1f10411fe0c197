"""Looking up one thing without listing all: an actor, a story, its offices, its company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from parley.errors import NotFoundError
from parley.ledger import overviews, schema
from parley.ledger.facets import PARTY_ROLES
from parley.ledger.filters import Query, begins, spellings
from parley.ledger.joined import identities_named
from parley.ledger.queries import pairs, same_actor
from parley.ledger.rows import ActorRow, ArticleRef, StoryRow
from parley.ledger.words import storable
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Tally:
    """So many entries have the value; ``label`` is its name where it is an id."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Known:
    """An actor over all articles, and in how many it stands."""

    identity: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office as one article has it; ``words`` say so, None where the seed of facts does."""

    title: str
    country: str | None
    since: date | None
    until: date | None
    article: ArticleRef
    words: str | None
    start: int | None


def actor(connection: sa.Connection, beginning: str) -> ActorRow:
    whole = _identity(connection, beginning)
    found = _known(connection, [whole])
    if not found:  # it stands in an article that is not settled yet
        rows = overviews.actors(connection, Query(actor=whole))
        exact = [row for row in rows if row.identity == whole]
        if not exact:
            raise NotFoundError(beginning, advice="`parley actors` lists the ids")
        return exact[0]
    (known,) = found
    numbers = _parts(connection, whole)
    return ActorRow(
        identity=whole, name=known.name, kind=known.kind, country=known.country, sector=known.sector,
        names=_spellings(connection, whole), articles=known.articles,
        statements=numbers.get("statement", 0), events=numbers.get("event", 0),
        steps=numbers.get("step", 0),
    )  # fmt: skip


def _identity(connection: sa.Connection, beginning: str) -> str:
    """The one identity that begins so; the words as they are where none does."""
    column = schema.identity.c.identity
    exact = sa.select(column).where(column == storable(beginning)).limit(1)
    if not beginning or connection.execute(exact).first():
        return beginning
    several = sa.select(column).distinct().where(begins(column, beginning)).limit(4)
    found = sorted(connection.execute(several).scalars())
    if len(found) > 1:
        raise NotFoundError(beginning, several=found)
    return found[0] if found else beginning


def _known(connection: sa.Connection, identities: Sequence[str]) -> list[Known]:
    """The actors of these ids, those in most articles first."""
    table, number = schema.identity, sa.func.count()
    columns = [sa.func.min(table.c[n]) for n in ("name", "kind", "country", "sector")]
    rows = connection.execute(
        sa.select(table.c.identity, *columns, number)
        .where(table.c.identity.in_(list(identities)))
        .group_by(table.c.identity)
        .order_by(number.desc(), table.c.identity)
    )
    return [Known(*tuple(row)) for row in rows]


def actors(connection: sa.Connection, query: Query) -> list[Known]:
    plain = replace(query, limit=None, offset=0, order="date", type=None, country=None, actor=None)
    if plain != Query():
        rows = overviews.actors(connection, query)
        return [Known(r.identity, r.name, r.kind, r.country, r.sector, r.articles) for r in rows]
    table, number = schema.identity, sa.func.count()
    chosen = sa.select(table.c.identity).group_by(table.c.identity)
    if query.type is not None:
        chosen = chosen.where(table.c.kind.in_(spellings(query.type)))
    if query.actor is not None:
        chosen = chosen.where(table.c.identity.in_(identities_named(query.actor)))
    if query.country is not None:
        chosen = chosen.where(table.c.country == storable(query.country).upper())
    ordered = chosen.order_by(number.desc(), table.c.identity)
    ids = connection.execute(ordered.limit(query.limit).offset(query.offset)).scalars()
    return _known(connection, list(ids))


def _spellings(connection: sa.Connection, identity: str) -> tuple[str, ...]:
    """All names and descriptions of an actor, the most frequent first."""
    actor, known = schema.actor, schema.identity
    each = sa.func.json_each(actor.c.record, "$.names").table_valued("value")
    number = sa.func.count()
    rows = connection.execute(
        sa.select(each.c.value)
        .select_from(known)
        .join(actor, same_actor())
        .join(each, sa.true())
        .where(known.c.identity == identity)
        .group_by(each.c.value)
        .order_by(number.desc(), each.c.value)
    )
    return tuple(rows.scalars())


def _parts(connection: sa.Connection, identity: str) -> dict[str, int]:
    """How many entries of each kind an actor takes part in."""
    actor, known, link, entry = schema.actor, schema.identity, schema.entry_actor, schema.entry
    return pairs(
        connection,
        sa.select(entry.c.kind, sa.func.count(sa.distinct(entry.c.pk)))
        .select_from(known)
        .join(actor, same_actor())
        .join(link, link.c.actor == actor.c.pk)
        .join(entry, entry.c.pk == link.c.entry)
        .where(known.c.identity == identity, link.c.role.in_(PARTY_ROLES))
        .group_by(entry.c.kind),
    )


def story(connection: sa.Connection, beginning: str) -> StoryRow:
    """The story whose id is, or begins, so; raises NotFoundError."""
    rows = overviews.stories(connection, Query(story=beginning, limit=4)) if beginning else []
    exact = [row for row in rows if row.id == beginning] or rows
    if len(exact) == 1:
        return exact[0]
    if rows:
        raise NotFoundError(beginning, several=[r.id for r in rows])
    raise NotFoundError(beginning, advice="`parley stories` lists them")


def offices(connection: sa.Connection, identity: str, as_of: date | None) -> list[OfficeHeld]:
    """The offices of an actor as articles have them, the latest articles first."""
    table, article, known = schema.actor, schema.article, schema.identity
    chosen = (
        sa.select(
            table.c.record, article.c.id, article.c.title, article.c.publisher, article.c.published,
            article.c.text,
        )
        .join(article, article.c.pk == table.c.article)
        .join(known, same_actor())
        .where(known.c.identity == identity, sa.func.json_array_length(table.c.record, "$.offices") > 0)
        .order_by(article.c.published.is_(None), article.c.published.desc(), article.c.id)
    )  # fmt: skip
    if as_of is not None:
        chosen = chosen.where(article.c.published <= as_of)
    out: dict[tuple[str, str | None], OfficeHeld] = {}
    for row in connection.execute(chosen):
        ref = ArticleRef(row.id, row.title, row.publisher, row.published)
        for held in row.record["offices"]:
            made = _office(held, ref, row.text)
            there = out.get((made.title, made.country))
            # Words of an article say more than the seed of facts.
            if there is None or (there.words is None and made.words is not None):
                out[made.title, made.country] = made
    return list(out.values())


def _office(held: Any, article: ArticleRef, text: str) -> OfficeHeld:
    evidence = held.get("evidence")
    span = Span(*evidence) if evidence else None
    since, until = (
        date.fromisoformat(held[n]) if held.get(n) else None for n in ("since", "until")
    )
    return OfficeHeld(
        held["title"], held.get("country"), since, until, article,
        span.of(text) if span else None, span.start if span else None,
    )  # fmt: skip


def company(connection: sa.Connection, identity: str, most: int, as_of: date | None) -> list[Tally]:
    """Who takes part in most happenings together with the actor."""
    table, joined = schema.joined_actor, schema.joined
    own, other = table.alias("own"), table.alias("other")
    number = sa.func.count(sa.distinct(other.c.joined))
    chosen = (
        sa.select(other.c.identity, number)
        .join(own, sa.and_(own.c.joined == other.c.joined, own.c.identity == identity))
        .join(joined, joined.c.pk == own.c.joined)
        .where(other.c.identity != identity, joined.c.kind == "happening")
        .group_by(other.c.identity)
        .order_by(number.desc(), other.c.identity)
        .limit(most)
    )
    if as_of is not None:
        chosen = chosen.where(joined.c.known_from <= as_of)
    rows = connection.execute(chosen).all()
    names = names_of(connection, [row[0] for row in rows])
    return [Tally(who, names.get(who, who), found) for who, found in rows]


def names_of(connection: sa.Connection, identities: Sequence[str]) -> dict[str, str]:
    """Identity → its name."""
    identity = schema.identity
    chosen = (
        sa.select(identity.c.identity, sa.func.min(identity.c.name))
        .where(identity.c.identity.in_(list(identities)))
        .group_by(identity.c.identity)
    )
    return pairs(connection, chosen)
