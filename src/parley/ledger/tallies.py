"""Counting for pages: how many entries there are by speaker, outlet, form …; one actor, one story; outlets by day.

All is counted by the values that were found: what reviewers changed in single entries is told in lists alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import sqlalchemy as sa

from parley.ledger import lookups, schema
from parley.ledger.chunking import chunks
from parley.ledger.facets import PARTY_ROLES, EntryKind, Role
from parley.ledger.filters import Query, article_conditions, entry_conditions
from parley.ledger.lookups import Known, OfficeHeld, Tally
from parley.ledger.queries import pairs, same_actor
from parley.ledger.rows import ActorRow, ArticleRef, StoryRow
from parley.spans import Span

Tallied = Literal[
    "kind", "type", "mode", "status", "form", "act", "publisher", "country", "speaker", "actor"
]  # fmt: skip

_OF_ACTORS: Final = frozenset({"actor", "speaker", "country"})

MOST: Final = 12
"""Values of a tally that are given."""


@dataclass(frozen=True, slots=True)
class OutletDay:
    """So many articles of an outlet on a day, copies among them; None where not known."""

    publisher: str | None
    day: date | None
    articles: int
    copies: int


class Tallies:
    """What pages ask: counts, one actor, one story, outlets. A ledger has it as ``ledger.tallies``."""

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def state(self) -> tuple[int, ...]:
        """Changes with whatever can change a count: what was counted before holds while it does not.

        To accept an entry or to comment on it changes none, unless it had been rejected.
        """
        reading, judgement, unsettled = schema.reading, schema.judgement, schema.unsettled
        rejected = sa.select(sa.func.count()).where(schema.standing.c.verdict == "reject")
        changing = (
            sa.select(judgement.c.number)
            .where(judgement.c.verdict.not_in(("accept", "comment")), judgement.c.coding.is_(None))
            .order_by(judgement.c.number.desc())
            .limit(1)
        )
        asked = (
            sa.select(sa.func.max(reading.c.pk)),
            changing,
            rejected,
            sa.select(sa.func.count(unsettled.c.article)),
        )
        with self._reading() as connection:
            return tuple(connection.execute(chosen).scalar() or 0 for chosen in asked)

    def judged(self) -> int:
        """How many judgements there are: changes with each."""
        with self._reading() as connection:
            number = sa.select(sa.func.max(schema.judgement.c.number))
            return int(connection.execute(number).scalar() or 0)

    def last_day(self) -> date | None:
        """The day on which the latest article was published."""
        with self._reading() as connection:
            found: date | None = connection.execute(
                sa.select(sa.func.max(schema.article.c.published))
            ).scalar()
            return found

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

    def spoken(self, query: Query, speakers: Sequence[str]) -> list[tuple[str, date, int]]:
        """How many of the statements that the query asks for each speaker (identity) made, by day."""
        with self._reading() as connection:
            return _spoken(connection, query, speakers)

    def actor(self, beginning: str) -> ActorRow:
        """The actor whose id is, or begins, so; raises NotFoundError."""
        with self._reading() as connection:
            return lookups.actor(connection, beginning)

    def actors(self, query: Query) -> list[Known]:
        """Actors, those in most articles first; at once where nothing about articles is asked."""
        with self._reading() as connection:
            return lookups.actors(connection, query)

    def story(self, beginning: str) -> StoryRow:
        """The story whose id is, or begins, so; raises NotFoundError."""
        with self._reading() as connection:
            return lookups.story(connection, beginning)

    def offices(self, identity: str, as_of: date | None = None) -> list[OfficeHeld]:
        """The offices of an actor as articles have them, each by the latest that says so in words."""
        with self._reading() as connection:
            return lookups.offices(connection, identity, as_of)

    def outlets(self, query: Query) -> list[OutletDay]:
        """Articles by outlet and day of publication."""
        with self._reading() as connection:
            return _outlets(connection, query)

    def company(self, identity: str, *, as_of: date | None = None, most: int = MOST) -> list[Tally]:
        """Who takes part in most happenings together with the actor, as far as known by the day."""
        with self._reading() as connection:
            return lookups.company(connection, identity, most, as_of)

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

    def holds(self) -> dict[str, int]:
        """How much there is of everything, rejected and all: articles, actors, stories, judgements, each kind of entry,
        and what is joined (happening, thread)."""
        entry, joined = schema.entry, schema.joined
        wholes = {
            "article": sa.select(sa.func.count()).select_from(schema.article),
            "actor": sa.select(sa.func.count(sa.distinct(schema.identity.c.identity))),
            "story": sa.select(sa.func.count(sa.distinct(schema.story.c.story))),
            "judgement": sa.select(sa.func.count()).select_from(schema.judgement),
        }
        with self._reading() as connection:
            out = {name: int(connection.execute(q).scalar_one()) for name, q in wholes.items()}
            for table in (entry, joined):
                out |= pairs(
                    connection, sa.select(table.c.kind, sa.func.count()).group_by(table.c.kind)
                )
        return out

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
            return lookups.names_of(connection, identities)


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


def _spoken(
    connection: sa.Connection, query: Query, speakers: Sequence[str]
) -> list[tuple[str, date, int]]:
    actor, identity, link = schema.actor, schema.identity, schema.entry_actor
    entry = schema.entry
    asked = _entries(connection, "statement", query, entry.c.pk, entry.c.day).subquery()
    who = sa.func.coalesce(identity.c.identity, actor.c.key)
    rows = connection.execute(
        sa.select(who, asked.c.day, sa.func.count(sa.distinct(asked.c.pk)))
        .select_from(asked)
        .join(link, link.c.entry == asked.c.pk)
        .join(actor, actor.c.pk == link.c.actor)
        .outerjoin(identity, same_actor())
        .where(link.c.role == "speaker", who.in_(list(speakers)), asked.c.day.is_not(None))
        .group_by(who, asked.c.day)
        .order_by(who, asked.c.day)
    )
    return [(speaker, day, number) for speaker, day, number in rows]


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
