"""Counting for pages: how many entries there are by speaker, outlet, form …; one actor, one story; outlets by day.

All is counted by the values that were found: what reviewers changed in single entries is told in lists alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa

from parley.ledger import entry_counts, lookups, schema
from parley.ledger.chunking import chunks
from parley.ledger.entry_counts import Tallied
from parley.ledger.facets import EntryKind
from parley.ledger.filters import Query, article_conditions
from parley.ledger.lookups import Known, OfficeHeld, Tally
from parley.ledger.queries import pairs
from parley.ledger.rows import ActorRow, ArticleRef, StoryRow
from parley.spans import Span

MOST: Final = 12
"""Values of a tally that are given."""

State = tuple[int, ...]
"""What differs where the ledger does."""

_SHAPING: Final = ("add", "merge", "split")
"""Verdicts that change what there is to be counted."""


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

    def state(self) -> State:
        """Changes with whatever can change what is shown: what was made before holds while it does not.

        To accept an entry or to comment on it changes nothing, unless it had been rejected.
        """
        judgement = schema.judgement
        rejected = sa.select(sa.func.count()).where(schema.standing.c.verdict == "reject")
        changing = (
            sa.select(judgement.c.number)
            .where(judgement.c.verdict.not_in(("accept", "comment")), judgement.c.coding.is_(None))
            .order_by(judgement.c.number.desc())
            .limit(1)
        )
        with self._reading() as connection:
            found = _state_of_found(connection)
            return found + tuple(connection.execute(q).scalar() or 0 for q in (changing, rejected))

    def state_of_found(self) -> State:
        """Changes only with what was found, rejected or not: by reading and settling, and by entries that are added."""
        with self._reading() as connection:
            return _state_of_found(connection)

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
            return entry_counts.total(connection, kind, query)

    def of(
        self, kind: EntryKind, query: Query, *by: Tallied, most: int | None = MOST
    ) -> dict[Tallied, list[Tally]]:
        """The most frequent values of some columns among the entries that the query asks for."""
        with self._reading() as connection:
            return entry_counts.tallied(connection, kind, query, by, most)

    def spoken(self, query: Query, speakers: Sequence[str]) -> list[tuple[str, date, int]]:
        """How many of the statements that the query asks for each speaker (identity) made, by day."""
        with self._reading() as connection:
            return list(entry_counts.spoken(connection, query, speakers))

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


def _state_of_found(connection: sa.Connection) -> State:
    reading, judgement, unsettled = schema.reading, schema.judgement, schema.unsettled
    undone = judgement.alias("undone")
    shaping = judgement.c.verdict.in_(_SHAPING)
    undoing = sa.and_(judgement.c.verdict == "undo", undone.c.verdict.in_(_SHAPING))
    asked = (
        sa.select(sa.func.max(reading.c.pk)),
        sa.select(sa.func.count(unsettled.c.article)),
        sa.select(sa.func.max(judgement.c.number))
        .outerjoin(undone, undone.c.number == judgement.c.undoes)
        .where(sa.or_(shaping, undoing)),
    )
    return tuple(connection.execute(chosen).scalar() or 0 for chosen in asked)


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
