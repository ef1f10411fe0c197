"""Counting for pages: how many entries there are by speaker, outlet, form …; one actor, one story; outlets by day.

All is counted by the values that were found: what reviewers changed in single entries is told in lists alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal

import sqlalchemy as sa

from parley.errors import NotFoundError
from parley.ledger import overviews, schema
from parley.ledger.chunking import chunks
from parley.ledger.facets import PARTY_ROLES, EntryKind, Role
from parley.ledger.filters import Query, article_conditions, begins, entry_conditions, spellings
from parley.ledger.joined import identities_named
from parley.ledger.queries import pairs, same_actor
from parley.ledger.rows import ActorRow, ArticleRef, StoryRow
from parley.ledger.words import storable
from parley.spans import Span

Tallied = Literal[
    "kind", "type", "mode", "status", "form", "act", "publisher", "country", "speaker", "actor"
]  # fmt: skip

_OF_ACTORS: Final = frozenset({"actor", "speaker", "country"})

MOST: Final = 12
"""Values of a tally that are given."""


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
class OutletDay:
    """So many articles of an outlet on a day, copies among them; None where not known."""

    publisher: str | None
    day: date | None
    articles: int
    copies: int


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


class Tallies:
    """What pages ask: counts, one actor, one story, outlets. A ledger has it as ``ledger.tallies``."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def state(self) -> tuple[int, ...]:
        """Changes with whatever is read, settled or judged: what was counted before holds while it does not."""
        reading, judgement, unsettled = schema.reading, schema.judgement, schema.unsettled
        with self._reading() as connection:
            columns = (
                sa.func.max(reading.c.pk),
                sa.func.max(judgement.c.number),
                sa.func.count(unsettled.c.article),
            )
            return tuple(connection.execute(sa.select(c)).scalar_one() or 0 for c in columns)

    def total(self, kind: EntryKind, query: Query) -> int:
        """How many entries the query would list."""
        with self._reading() as connection:
            chosen = _entries(connection, kind, query).subquery()
            number = sa.select(sa.func.count()).select_from(chosen)
            return int(connection.execute(number).scalar_one())

    def of(
        self, kind: EntryKind, query: Query, *by: Tallied, most: int = MOST
    ) -> dict[Tallied, list[Tally]]:
        """The most frequent values of some columns among the entries that the query asks for."""
        own: list[Tallied] = [b for b in by if b not in _OF_ACTORS]
        with self._reading() as connection:
            out = _of_entries(connection, kind, query, own, most) if own else {}
            if "actor" in by:
                out["actor"] = _of_actors(connection, kind, query, PARTY_ROLES)[0][:most]
            if "speaker" in by or "country" in by:
                roles: Sequence[Role] = ("speaker",) if kind == "statement" else PARTY_ROLES
                speakers, countries = _of_actors(connection, kind, query, roles)
                found: dict[Tallied, list[Tally]] = {"speaker": speakers, "country": countries}
                out |= {b: tallied[:most] for b, tallied in found.items() if b in by}
        return out

    def actor(self, beginning: str) -> ActorRow:
        """The actor whose id is, or begins, so; raises NotFoundError."""
        with self._reading() as connection:
            return _actor(connection, beginning)

    def actors(self, query: Query) -> list[Known]:
        """Actors, those in most articles first; at once where nothing about articles is asked."""
        with self._reading() as connection:
            return _actors(connection, query)

    def story(self, beginning: str) -> StoryRow:
        """The story whose id is, or begins, so; raises NotFoundError."""
        with self._reading() as connection:
            return _story(connection, beginning)

    def offices(self, identity: str, as_of: date | None = None) -> list[OfficeHeld]:
        """The offices of an actor as articles have them, each by the latest that says so in words."""
        with self._reading() as connection:
            return _offices(connection, identity, as_of)

    def outlets(self, query: Query) -> list[OutletDay]:
        """Articles by outlet and day of publication."""
        with self._reading() as connection:
            return _outlets(connection, query)

    def company(self, identity: str, most: int = MOST) -> list[Tally]:
        """Who takes part in most happenings together with the actor."""
        with self._reading() as connection:
            return _company(connection, identity, most)

    def furniture(self, article: str) -> list[Span]:
        """What the archive as a whole showed to be furniture in an article, by its whole id."""
        table, of = schema.learned_furniture, schema.article
        chosen = (
            sa.select(table.c.start, table.c.end)
            .join(of, of.c.pk == table.c.article)
            .where(of.c.id == article)
            .order_by(table.c.start)
        )
        with self._reading() as connection:
            return [Span(row.start, row.end) for row in connection.execute(chosen)]

    def copies(self, article: str) -> list[ArticleRef]:
        """The articles that repeat one, by its whole id, the first printed first."""
        table, of, own = schema.copy, schema.article, schema.article.alias("own")
        chosen = (
            sa.select(of.c.id, of.c.title, of.c.publisher, of.c.published)
            .join(table, table.c.article == of.c.pk)
            .join(own, own.c.pk == table.c.leading)
            .where(own.c.id == article)
            .order_by(of.c.published.is_(None), of.c.published, of.c.id)
        )
        with self._reading() as connection:
            return [ArticleRef(*tuple(row)) for row in connection.execute(chosen)]

    def versions(self) -> list[tuple[dict[str, str], int]]:
        """Versions of what read the articles, with the number of those that they read; the most frequent first."""
        column, number = schema.article.c.versions, sa.func.count()
        chosen = sa.select(column, number).group_by(column).order_by(number.desc(), column)
        with self._reading() as connection:
            return [(dict(row[0]), row[1]) for row in connection.execute(chosen)]

    def titles(self, articles: Sequence[str]) -> dict[str, str | None]:
        """Article, by its whole id → its title."""
        table = schema.article
        out: dict[str, str | None] = {}
        with self._reading() as connection:
            for ids in chunks(articles):
                chosen = sa.select(table.c.id, table.c.title).where(table.c.id.in_(ids))
                out.update(pairs(connection, chosen))
        return out

    def names(self, identities: Sequence[str]) -> dict[str, str]:
        """Identity → its name."""
        with self._reading() as connection:
            return _names_of(connection, identities)


def _of_entries(
    connection: sa.Connection, kind: EntryKind, query: Query, by: Sequence[Tallied], most: int
) -> dict[Tallied, list[Tally]]:
    """One pass for all columns: the database counts their combinations, which are few."""
    entry, article = schema.entry, schema.article
    columns: dict[str, Any] = {
        "act": entry.c.record["act"].as_string(),
        "form": entry.c.type,
        "publisher": article.c.publisher,
    }
    values = [(columns[b] if b in columns else entry.c[b]).label(f"of_{b}") for b in by]
    found = _entries(connection, kind, query, *values).subquery()
    rows = connection.execute(sa.select(*found.c, sa.func.count()).group_by(*found.c))
    numbers: dict[Tallied, Counter[str]] = {b: Counter() for b in by}
    for *combination, number in rows:
        for b, value in zip(by, combination, strict=True):
            if value is not None:
                numbers[b][str(value)] += number
    return {b: _most(numbers[b], most) for b in by}


def _most(numbers: Counter[str], most: int) -> list[Tally]:
    ranked = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return [Tally(value, value, number) for value, number in ranked[:most]]


def _of_actors(
    connection: sa.Connection, kind: EntryKind, query: Query, roles: Sequence[Role]
) -> tuple[list[Tally], list[Tally]]:
    """Who takes part in the roles, and for which countries: entries of each, the most first.

    An entry in which two act for one country counts for both of them.
    """
    actor, identity, link = schema.actor, schema.identity, schema.entry_actor
    entries = _entries(connection, kind, query, schema.entry.c.pk).subquery()
    who = sa.func.coalesce(identity.c.identity, actor.c.key)
    name, country = (
        sa.func.min(sa.func.coalesce(identity.c[n], actor.c[n])) for n in ("name", "country")
    )
    number = sa.func.count(sa.distinct(link.c.entry))
    rows = connection.execute(
        sa.select(who, name, country, number)
        .select_from(entries)
        .join(link, link.c.entry == entries.c.pk)
        .join(actor, actor.c.pk == link.c.actor)
        .outerjoin(identity, same_actor())
        .where(link.c.role.in_(roles))
        .group_by(who)
        .order_by(number.desc(), who)
    ).all()
    countries: Counter[str] = Counter()
    for row in rows:
        if row[2] is not None:
            countries[row[2]] += row[3]
    return [Tally(row[0], row[1], row[3]) for row in rows], _most(countries, len(countries))


def _entries(
    connection: sa.Connection, kind: EntryKind, query: Query, *columns: Any
) -> sa.Select[Any]:
    entry, article = schema.entry, schema.article
    return (
        sa.select(*(columns or (entry.c.pk,)))
        .select_from(entry)
        .join(article, article.c.pk == entry.c.article)
        .where(entry.c.kind == kind, *entry_conditions(connection, query))
    )


# ---- one thing -------------------------------------------------------------------------------------------


def _actor(connection: sa.Connection, beginning: str) -> ActorRow:
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
        advice = f"several begin so: {', '.join(found[:3])}; give more of it"
        raise NotFoundError(beginning, advice=advice)
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


def _actors(connection: sa.Connection, query: Query) -> list[Known]:
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


def _story(connection: sa.Connection, beginning: str) -> StoryRow:
    """The story whose id is, or begins, so; raises NotFoundError."""
    rows = overviews.stories(connection, Query(story=beginning, limit=4)) if beginning else []
    exact = [row for row in rows if row.id == beginning] or rows
    if len(exact) == 1:
        return exact[0]
    several = ", ".join(r.id for r in rows[:3])
    advice = (
        f"several begin so: {several}; give more of it" if rows else "`parley stories` lists them"
    )
    raise NotFoundError(beginning, advice=advice)


def _offices(connection: sa.Connection, identity: str, as_of: date | None) -> list[OfficeHeld]:
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


# ---- over all --------------------------------------------------------------------------------------------


def _outlets(connection: sa.Connection, query: Query) -> list[OutletDay]:
    """Articles by outlet and day of publication."""
    article, copy = schema.article, schema.copy
    rows = connection.execute(
        sa.select(
            sa.func.min(article.c.publisher),
            article.c.published,
            sa.func.count(),
            sa.func.count(copy.c.article),
        )
        .outerjoin(copy, copy.c.article == article.c.pk)
        .where(*article_conditions(query))
        .group_by(article.c.publisher_folded, article.c.published)
        .order_by(article.c.publisher_folded, article.c.published)
    )
    return [OutletDay(*row) for row in rows]


def _company(connection: sa.Connection, identity: str, most: int) -> list[Tally]:
    """Who takes part in most happenings together with the actor: id, name, number."""
    table, joined = schema.joined_actor, schema.joined
    own, other = table.alias("own"), table.alias("other")
    number = sa.func.count(sa.distinct(other.c.joined))
    rows = connection.execute(
        sa.select(other.c.identity, number)
        .join(own, sa.and_(own.c.joined == other.c.joined, own.c.identity == identity))
        .join(joined, joined.c.pk == own.c.joined)
        .where(other.c.identity != identity, joined.c.kind == "happening")
        .group_by(other.c.identity)
        .order_by(number.desc(), other.c.identity)
        .limit(most)
    ).all()
    names = _names_of(connection, [row[0] for row in rows])
    return [Tally(who, names.get(who, who), found) for who, found in rows]


def _names_of(connection: sa.Connection, identities: Sequence[str]) -> dict[str, str]:
    """Identity → its name."""
    identity = schema.identity
    chosen = (
        sa.select(identity.c.identity, sa.func.min(identity.c.name))
        .where(identity.c.identity.in_(list(identities)))
        .group_by(identity.c.identity)
    )
    return pairs(connection, chosen)
