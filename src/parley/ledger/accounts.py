"""What each article reports, with its actors as they are over all articles: what joining starts from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

import sqlalchemy as sa

from parley.ledger import schema
from parley.ledger.chunking import chunks
from parley.ledger.facets import EntryKind, facets
from parley.ledger.filters import Query, visible
from parley.ledger.queries import same_actor
from parley.records import Event, Proposal, SpeechAct, Statement, unpack
from parley.records.joined import Account, Talks, Who

R = TypeVar("R", Statement, Event, Proposal)

_KINDS: Final[Mapping[type[Any], EntryKind]] = {
    Statement: "statement",
    Event: "event",
    Proposal: "proposal",
}

KEYS_OF_TALKS: Final = ("mediators", "hosts", "announced_by", "confirmed_by", "denied_by")
"""Fields of stored talks that hold keys of actors."""


class _Source(NamedTuple):
    """What an account says of its article."""

    id: str
    text: str
    published: date | None
    outlet: str | None
    origin: str | None
    story: str | None
    copy_of: str | None
    talks: Mapping[str, Any]


def accounts(
    connection: sa.Connection,
    kind: type[R],
    entries: Iterable[str] | None,
    articles: Iterable[str] | None,
    act: SpeechAct | None,
    as_of: date | None,
) -> Iterator[Account[R]]:
    """The accounts of one kind, by article; see :meth:`parley.ledger.Ledger.accounts`."""
    entry = schema.entry
    wanted = [entry.c.kind == _KINDS[kind], *visible(Query())]
    if act is not None:
        wanted.append(entry.c.record["act"].as_string() == act.value)
    if as_of is not None:
        wanted.append(_published_by(as_of))
    for portion in _portions(connection, _KINDS[kind], entries, articles):
        rows = connection.execute(
            sa.select(entry.c.article, entry.c.record)
            .where(portion, *wanted)
            .order_by(entry.c.article_id, entry.c.pk)
        ).all()
        pks = list(dict.fromkeys(row.article for row in rows))
        sources, who = _sources(connection, pks), _who(connection, pks)
        gone = _rejected_in(connection, pks) if kind is Proposal else frozenset()
        for row in rows:
            record = unpack(kind, row.record)
            if isinstance(record, Proposal):
                steps = tuple(s for s in record.steps if s.id not in gone)
                record = replace(record, steps=steps)
            yield _account(record, sources[row.article], who[row.article])


def _published_by(day: date) -> sa.ColumnElement[bool]:
    """Whether an entry's article had been published by the day, as it says or as was concluded."""
    article, dated = schema.article, schema.dated
    published = sa.func.coalesce(article.c.published, dated.c.end_day)
    # Asked of each entry by itself: as a list of articles it would be taken for the shortest way to them.
    return (
        sa.select(published <= day)
        .outerjoin_from(article, dated, dated.c.article == article.c.pk)
        .where(article.c.pk == schema.entry.c.article)
        .scalar_subquery()
    )


def _account(record: R, source: _Source, who: Mapping[str, Who]) -> Account[R]:
    seen = facets(record)
    talks = source.talks.get(record.id)
    return Account(
        entry=record.id,
        article=source.id,
        published=source.published,
        outlet=source.outlet,
        origin=source.origin,
        story=source.story,
        copy_of=source.copy_of,
        record=record,
        who=who,
        quote=tuple(span.of(source.text) for span in seen.quote),
        evidence=tuple(span.of(source.text) for span in seen.evidence),
        talks=_talks(talks, who) if talks else None,
    )


def _talks(packed: Mapping[str, Any], who: Mapping[str, Who]) -> Talks:
    named = {f: tuple(who[k] for k in packed.get(f, ()) if k in who) for f in KEYS_OF_TALKS}
    return Talks(**{**packed, **named})


def _portions(
    connection: sa.Connection,
    kind: EntryKind,
    entries: Iterable[str] | None,
    articles: Iterable[str] | None,
) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions that together choose the entries, each so few that their articles fit into memory."""
    entry, article = schema.entry, schema.article
    if entries is not None:
        for ids in chunks(entries):
            yield entry.c.id.in_(ids)
        return
    if articles is not None:
        for ids in chunks(articles):
            yield entry.c.article.in_(sa.select(article.c.pk).where(article.c.id.in_(ids)))
        return
    numbers = sa.select(entry.c.article).where(entry.c.kind == kind).distinct()
    for pks in chunks(sorted(connection.execute(numbers).scalars())):
        yield entry.c.article.in_(pks)


def _sources(connection: sa.Connection, pks: Sequence[int]) -> dict[int, _Source]:
    article, dated, story = schema.article, schema.dated, schema.story
    copy, digest, leading = schema.copy, schema.digest, schema.article.alias("leading")
    given = [article.c.record[name]["value"].as_string() for name in ("credit", "agency")]
    rows = connection.execute(
        sa.select(
            article.c.pk, article.c.id, article.c.text,
            sa.func.coalesce(article.c.published, dated.c.end_day, type_=sa.Date),
            article.c.publisher,
            sa.func.coalesce(copy.c.origin, *given, article.c.publisher),
            story.c.story, leading.c.id, digest.c.talks,
        )
        .outerjoin(dated, dated.c.article == article.c.pk)
        .outerjoin(story, story.c.article == article.c.pk)
        .outerjoin(copy, copy.c.article == article.c.pk)
        .outerjoin(leading, leading.c.pk == copy.c.leading)
        .outerjoin(digest, digest.c.article == article.c.pk)
        .where(article.c.pk.in_(pks))
    )  # fmt: skip
    return {row[0]: _Source(*row[1:-1], row[-1] or {}) for row in rows}


def _who(connection: sa.Connection, pks: Sequence[int]) -> Mapping[int, Mapping[str, Who]]:
    """Who each actor of each article is."""
    actor, identity = schema.actor, schema.identity
    settled = [
        sa.func.coalesce(identity.c[name], actor.c[name])
        for name in ("name", "kind", "country", "sector")
    ]
    rows = connection.execute(
        sa.select(
            actor.c.article, actor.c.key, sa.func.coalesce(identity.c.identity, actor.c.key), *settled
        )
        .outerjoin(identity, same_actor())
        .where(actor.c.article.in_(pks))
    )  # fmt: skip
    out: defaultdict[int, dict[str, Who]] = defaultdict(dict)
    for article, key, *who in rows:
        out[article][key] = Who(*who)
    return out


def _rejected_in(connection: sa.Connection, pks: Sequence[int]) -> frozenset[str]:
    """What reviewers rejected of the articles' entries, steps among them."""
    entry, standing = schema.entry, schema.standing
    rejected = sa.select(standing.c.entry).where(standing.c.verdict == "reject")
    chosen = sa.select(entry.c.id).where(entry.c.article.in_(pks), entry.c.id.in_(rejected))
    return frozenset(connection.execute(chosen).scalars())
