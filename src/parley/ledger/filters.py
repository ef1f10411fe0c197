"""What to list: a query, and the conditions that it becomes. Every value is a bound parameter."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa

from parley.ledger import schema, sqlite
from parley.ledger.facets import PARTY_ROLES, Role
from parley.ledger.words import fold, storable

Order = Literal["date", "oldest", "newest", "confidence", "weight"]
Some = str | Sequence[str]

LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries (or articles, actors, stories) to list, and in which order; None does not filter.

    Attributes:
        actor: identity, key or name (case, accents and a leading "the" do not count; a surname will do)
            of somebody who takes part; speaker: the same, of statements; about: of somebody whom a
            statement mentions, or words of the evidence where nobody has that name.
        country: ISO 3166 alpha-3 (``EUU``, ``IGO``) of somebody who takes part.
        type: event type, kind of an actor, a proposal or a step (of this, its proposal's too); one or
            several.
        form, act: of statements, one or several.
        mode, status: one or several.
        since, until: days, inclusive: what overlaps them; an entry without a day of its own counts by
            its day of publication.
        as_of: only what had been published by that day.
        text: words of the evidence, as :meth:`parley.ledger.Ledger.search` takes them.
        article, story: id or its beginning; story also several ids, whole. publisher: its name.
        ids: of entries, whole: only these; without: not these.
        min_confidence: leaves out what is below.
        copies: False leaves out articles that repeat another, and their entries.
        rejected, furniture: True lists what reviewers rejected, what stands in learned furniture, too;
            rejected "only": nothing else.
        once: True lists of each utterance only the statement that was printed first.
        known_since: of what is joined over articles: what an article told on that day or later.
        disputed: of what is joined over articles: True lists what accounts differ on, False the rest.
        order: ``date`` or ``oldest`` (unknown days last), ``newest`` (first), ``confidence`` (highest first);
            of what is joined over articles also ``weight`` (most consequence first). The newest proposals are those
            that moved last; those that never came to a state follow.
    """

    actor: str | None = None
    country: str | None = None
    type: Some | None = None
    mode: Some | None = None
    status: Some | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    story: Some | None = None
    speaker: str | None = None
    form: Some | None = None
    act: Some | None = None
    about: str | None = None
    article: str | None = None
    publisher: str | None = None
    ids: Sequence[str] | None = None
    without: Sequence[str] = ()
    as_of: date | None = None
    min_confidence: float = 0.0
    copies: bool = True
    rejected: bool | Literal["only"] = False
    furniture: bool = False
    once: bool = False
    known_since: date | None = None
    disputed: bool | None = None
    limit: int | None = None
    offset: int = 0
    order: Order = "date"


Condition = sa.ColumnElement[bool]


def begins(column: Any, prefix: str) -> Condition:
    """Whether the column begins with the prefix, by the index."""
    prefix = storable(prefix)
    return sa.and_(column >= prefix, column < prefix + LAST_CHARACTER)


def actors_named(words: str) -> sa.Select[Any]:
    """Selects ``pk`` of all actors that the words name, in every spelling of their identities."""
    actor, name, identity = schema.actor, schema.actor_name, schema.identity
    folded, key = fold(words), storable(words.strip())
    same = sa.and_(identity.c.article == actor.c.article, identity.c.actor == actor.c.key)
    direct = sa.union(
        sa.select(name.c.actor.label("pk")).where(name.c.name == folded),
        sa.select(actor.c.pk).where(actor.c.key.in_((key, key.lower()))),
    ).cte("named")
    whose = (
        sa.select(identity.c.identity)
        .where(sa.or_(identity.c.identity == key, identity.c.folded == folded))
        .union(
            sa.select(identity.c.identity)
            .join(actor, same)
            .where(actor.c.pk.in_(sa.select(direct.c.pk)))
        )
    )
    spelt = sa.select(actor.c.pk).join(identity, same).where(identity.c.identity.in_(whose))
    return sa.select(sa.union(sa.select(direct.c.pk), spelt).subquery().c.pk)


def actors_of_country(country: str) -> sa.Select[Any]:
    """Selects ``pk`` of all actors that act for the country, as settled or else as read."""
    actor, identity = schema.actor, schema.identity
    same = sa.and_(identity.c.article == actor.c.article, identity.c.actor == actor.c.key)
    wanted = storable(country).upper()
    # Two ways, each by an index of its own, where one condition on both would go through all actors.
    settled = sa.select(actor.c.pk).join(identity, same).where(identity.c.country == wanted)
    as_read = (
        sa.select(actor.c.pk)
        .outerjoin(identity, same)
        .where(actor.c.country == wanted, identity.c.country.is_(None))
    )
    return sa.select(sa.union(settled, as_read).subquery().c.pk)


def article_conditions(query: Query) -> list[Condition]:
    """Conditions on the article alone, days of publication aside."""
    article = schema.article
    out: list[Condition] = []
    if query.article is not None:
        out.append(begins(article.c.id, query.article))
    if query.publisher is not None:
        out.append(article.c.publisher_folded == fold(query.publisher))
    if query.as_of is not None:
        out.append(article.c.published <= query.as_of)
    if query.story is not None:
        story, wanted = schema.story.c.story, query.story
        told = begins(story, wanted) if isinstance(wanted, str) else story.in_(wanted)
        of_story = sa.select(schema.story.c.article).where(told)
        out.append(article.c.pk.in_(of_story))
    if not query.copies:
        out.append(article.c.pk.not_in(sa.select(schema.copy.c.article)))
    return out


def published_conditions(query: Query) -> list[Condition]:
    """Conditions on the day of publication."""
    published = schema.article.c.published
    out: list[Condition] = []
    if query.since is not None:
        out.append(published >= query.since)
    if query.until is not None:
        out.append(published <= query.until)
    return out


def entry_conditions(connection: sa.Connection, query: Query) -> list[Condition]:
    """Conditions on an entry and on its article."""
    entry = schema.entry
    out = article_conditions(query) + visible(query) + _days(query) + _actors(connection, query)
    if query.article is not None:
        # Said of the entry itself too: its index by article is by far the shortest way.
        of_article = sa.select(schema.article.c.pk).where(
            begins(schema.article.c.id, query.article)
        )
        out.append(entry.c.article.in_(of_article))
    if query.type is not None:
        out.append(_of_type(spellings(query.type)))
    if query.ids is not None:
        out.append(entry.c.id.in_([storable(i) for i in query.ids]))
    if query.without:
        # In one value: there may be more of them than a statement takes.
        listed = sa.func.json_each(json.dumps(query.without)).table_valued("value")
        out.append(entry.c.id.not_in(sa.select(listed.c.value)))
    choices = (
        (entry.c.type, query.form),
        (entry.c.mode, query.mode),
        (entry.c.status, query.status),
        (entry.c.record["act"].as_string(), query.act),
    )
    for column, wanted in choices:
        if wanted is not None:
            out.append(column.in_(spellings(wanted)))
    if query.text is not None:
        out.append(entry.c.pk.in_(_holding(query.text)))
    if query.once:
        later = sa.select(schema.utterance.c.entry).where(schema.utterance.c.leads == 0)
        out.append(entry.c.id.not_in(later))
    if query.min_confidence > 0:
        out.append(entry.c.confidence >= query.min_confidence)
    return out


def _of_type(types: Sequence[str]) -> Condition:
    """Of one of the types; a step also by the kind of its proposal."""
    entry, parent = schema.entry, schema.entry.alias("parent")
    of_parent = sa.select(parent.c.pk).where(parent.c.kind == "proposal", parent.c.type.in_(types))
    return sa.or_(entry.c.type.in_(types), entry.c.proposal.in_(of_parent))


def visible(query: Query) -> list[Condition]:
    entry, furniture, standing = schema.entry, schema.learned_furniture, schema.standing
    out: list[Condition] = []
    if not query.furniture:
        inside = sa.and_(
            furniture.c.article == entry.c.article,
            furniture.c.start <= entry.c.position,
            furniture.c.end > entry.c.position,
        )
        # Few articles have any: those that have none need not be looked at entry by entry.
        has_none = entry.c.article.not_in(sa.select(furniture.c.article))
        out.append(sa.or_(has_none, ~sa.exists().where(inside)))
    rejected = sa.select(standing.c.entry).where(standing.c.verdict == "reject")
    if query.rejected == "only":
        out.append(entry.c.id.in_(rejected))
    elif not query.rejected:
        out.append(entry.c.id.not_in(rejected))
    return out


def _days(query: Query) -> list[Condition]:
    entry = schema.entry
    out: list[Condition] = []
    if query.since is not None:
        out.append(sa.func.coalesce(entry.c.end_day, entry.c.day) >= query.since)
    if query.until is not None:
        out.append(entry.c.day <= query.until)
    return out


def _actors(connection: sa.Connection, query: Query) -> list[Condition]:
    out: list[Condition] = []
    few = query.rejected == "only" or query.ids is not None
    if query.actor is not None:
        out.append(_involves(actors_named(query.actor), PARTY_ROLES, few))
    if query.speaker is not None:
        out.append(_involves(actors_named(query.speaker), ("speaker",), few))
    if query.country is not None:
        out.append(_involves(actors_of_country(query.country), PARTY_ROLES, few))
    if query.about is not None:
        named = actors_named(query.about)
        if connection.execute(named.limit(1)).first() is not None:
            out.append(_involves(named, ("about",), few))
        else:
            out.append(schema.entry.c.pk.in_(_holding(query.about)))
    return out


def _involves(actors: sa.Select[Any], roles: Sequence[Role], few: bool) -> Condition:
    """Whether one of the actors has one of the roles; of few entries each is asked by itself."""
    table, entry = schema.entry_actor, schema.entry
    involved = sa.and_(table.c.actor.in_(actors), table.c.role.in_(roles))
    if few:
        return sa.exists().where(table.c.entry == entry.c.pk, involved).correlate(entry)
    return entry.c.pk.in_(sa.select(table.c.entry).where(involved))


def _holding(words: str) -> sa.Select[Any]:
    return sa.select(sqlite.matching("entry", words).subquery().c.pk)


def spellings(wanted: Some) -> list[str]:
    """Event types are written large, all else small; the user may write either."""
    values = map(storable, [wanted] if isinstance(wanted, str) else wanted)
    return sorted({s for v in values for s in (v.upper(), v.lower())})
