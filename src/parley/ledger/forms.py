"""Forms of actors, and which actor of which article has which: so that who is who need not be found anew for all.

A form is an actor without what its article alone says; see :mod:`parley.stories.identities.forms`. Of each its keys are kept, by
which forms bear on each other, and the identity that the machine finds, before what people decided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from parley.ids import content_id
from parley.ledger import schema
from parley.ledger.chunking import BATCH, chunks, put
from parley.ledger.conclusions import Identity
from parley.ledger.sqlite import next_pk
from parley.records import Actor, pack, unpack

Part = tuple[str, str]
"""An article and the key of an actor in it."""


class KeptForm(NamedTuple):
    """A form as it is kept.

    Attributes:
        number: in this ledger; identity: of all that have it, None where each article has its own.
    """

    number: int
    form: Actor
    identity: str | None


class Casting(NamedTuple):
    """An actor of an article: the number of its form, whom the machine finds in it, the article's day."""

    article: str
    actor: str
    form: int
    identity: str
    day: date | None


class Seen(NamedTuple):
    """Whom the machine finds in actors of a form on a day."""

    form: int
    identity: str
    day: date | None


@dataclass(frozen=True, slots=True)
class NewForm:
    """A form that is new, or that is another identity than before; ``keys`` of it."""

    form: Actor
    identity: str | None
    keys: Collection[str]


class NewCasting(NamedTuple):
    """An actor that is new, or somebody else than before."""

    article: str
    actor: str
    form: Actor
    identity: str


@dataclass(frozen=True, slots=True)
class Recast:
    """What comes of forms and castings; with ``anew`` all others go."""

    forms: Collection[NewForm]
    castings: Collection[NewCasting]
    anew: bool


class FormStore:
    """What is kept of forms.

    Args:
        reading: gives a connection that sees one state of the ledger.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._reading = reading

    def complete(self) -> bool:
        """Whether something is kept of every actor that is settled."""
        casting, identity = schema.casting, schema.identity
        with self._reading() as connection:
            kept, settled = (
                connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in (casting, identity)
            )
        return bool(kept == settled)

    def known(self, forms: Iterable[Actor]) -> list[KeptForm]:
        """What is kept of these forms."""
        ids = {form_id(_record(form)) for form in forms}
        return self._kept(schema.form.c.id.in_(some) for some in chunks(sorted(ids)))

    def numbered(self, numbers: Iterable[int]) -> list[KeptForm]:
        """What is kept of the forms with these numbers."""
        return self._kept(schema.form.c.pk.in_(some) for some in chunks(sorted(numbers)))

    def having(self, keys: Iterable[str]) -> list[KeptForm]:
        """The forms that have one of the keys."""
        table = schema.form_key
        return self._kept(
            schema.form.c.pk.in_(sa.select(table.c.form).where(table.c.key.in_(some)))
            for some in chunks(sorted(keys))
        )

    def _kept(self, conditions: Iterable[sa.ColumnElement[bool]]) -> list[KeptForm]:
        found: dict[int, KeptForm] = {}
        with self._reading() as connection:
            for condition in conditions:
                for number, _, record, identity in connection.execute(
                    sa.select(schema.form).where(condition)
                ):
                    form = unpack(Actor, {"key": "", "name": "", **record})
                    found[number] = KeptForm(number, form, identity)
        return list(found.values())

    def numbers(self, forms: Iterable[int]) -> Mapping[int, int]:
        """Form → how many actors have it."""
        table = schema.casting
        out: dict[int, int] = {}
        with self._reading() as connection:
            for some in chunks(sorted(forms)):
                chosen = sa.select(table.c.form, sa.func.count()).where(table.c.form.in_(some))
                rows = connection.execute(chosen.group_by(table.c.form))
                out.update((row[0], row[1]) for row in rows)
        return out

    def castings(self, forms: Iterable[int]) -> list[Casting]:
        """The actors that have these forms."""
        return self._castings(schema.casting.c.form, forms)

    def castings_of(self, identities: Iterable[str]) -> list[Casting]:
        """The actors in whom the machine finds these identities."""
        return self._castings(schema.casting.c.identity, identities)

    def _castings(self, column: sa.Column[Any], values: Iterable[Any]) -> list[Casting]:
        article, table = schema.article, schema.casting
        chosen = sa.select(
            article.c.id, table.c.actor, table.c.form, table.c.identity, article.c.published
        ).join(article, article.c.pk == table.c.article)
        with self._reading() as connection:
            return [
                Casting(*row)
                for some in chunks(sorted(values))
                for row in connection.execute(chosen.where(column.in_(some)))
            ]

    def seen(self, forms: Iterable[int]) -> set[Seen]:
        """On which days the machine finds whom in these forms."""
        article, table = schema.article, schema.casting
        chosen = (
            sa.select(table.c.form, table.c.identity, article.c.published)
            .join(article, article.c.pk == table.c.article)
            .distinct()
        )
        with self._reading() as connection:
            return {
                Seen(*row)
                for some in chunks(sorted(forms))
                for row in connection.execute(chosen.where(table.c.form.in_(some)))
            }

    def forms_of(self, identities: Iterable[str]) -> dict[str, Counter[int]]:
        """Identity that the machine finds → forms that it has, and how often."""
        table = schema.casting
        chosen = sa.select(table.c.identity, table.c.form, sa.func.count())
        out: defaultdict[str, Counter[int]] = defaultdict(Counter)
        with self._reading() as connection:
            for some in chunks(sorted(identities)):
                rows = chosen.where(table.c.identity.in_(some))
                for identity, form, number in connection.execute(
                    rows.group_by(table.c.identity, table.c.form)
                ):
                    out[identity][form] = number
        return out

    def one_of(self, identities: Iterable[str]) -> dict[str, Identity]:
        """Each identity, as it was settled last, by one of its actors."""
        out = {}
        with self._reading() as connection:
            for identity in sorted(identities):
                condition = schema.identity.c.identity == identity
                row = connection.execute(_settled().where(condition).limit(1)).first()
                if row is not None:
                    out[identity] = Identity(*row)
        return out

    def settled(self, identities: Iterable[str]) -> dict[Part, Identity]:
        """As whom those were settled last in whom the machine found these identities."""
        casting, table = schema.casting, schema.identity
        same = sa.and_(casting.c.article == table.c.article, casting.c.actor == table.c.actor)
        with self._reading() as connection:
            found = (
                Identity(*row)
                for some in chunks(sorted(identities))
                for row in connection.execute(
                    _settled().join(casting, same).where(casting.c.identity.in_(some))
                )
            )
            return {(i.article, i.actor): i for i in found}

    def settled_in(self, articles: Iterable[str]) -> Iterator[Identity]:
        """Who the actors of these articles are, as it was settled last."""
        yield from self._identities(schema.article.c.id.in_(some) for some in chunks(articles))

    def all_settled(self) -> Iterator[Identity]:
        """Who each actor is that was settled already."""
        yield from self._identities([sa.true()])

    def _identities(self, conditions: Iterable[sa.ColumnElement[bool]]) -> Iterator[Identity]:
        with self._reading() as connection:
            for condition in conditions:
                for row in connection.execute(_settled().where(condition)):
                    yield Identity(*row)

    def actors(self, identities: Iterable[str]) -> Iterator[tuple[str, Actor, str]]:
        """Article, actor and identity of those in whom the machine finds these identities."""
        article, actor, table = schema.article, schema.actor, schema.casting
        chosen = (
            sa.select(article.c.id, actor.c.record, table.c.identity)
            .join(table, table.c.article == article.c.pk)
            .join(actor, sa.and_(actor.c.article == article.c.pk, actor.c.key == table.c.actor))
        )
        with self._reading() as connection:
            for some in chunks(sorted(identities)):
                for row in connection.execute(chosen.where(table.c.identity.in_(some))):
                    yield row[0], unpack(Actor, row[1]), row[2]


def _settled() -> sa.Select[Any]:
    """Selects identities."""
    article, table = schema.article, schema.identity
    names = ("actor", "identity", "name", "kind", "country", "sector")
    return sa.select(article.c.id, *(table.c[n] for n in names)).join(
        article, article.c.pk == table.c.article
    )


def form_id(record: Mapping[str, Any]) -> str:
    """The id of a form."""
    return content_id("form", record)


def _record(form: Actor) -> dict[str, Any]:
    """The form without what it has not."""
    return {name: value for name, value in pack(form).items() if value}


def recast(connection: sa.Connection, pk: Mapping[str, int], change: Recast) -> None:
    """Put in what comes of forms and castings."""
    if change.anew:
        for table in (schema.casting, schema.form_key, schema.form):
            connection.execute(sa.delete(table))
    numbers = _put_forms(connection, change.forms, {c.form for c in change.castings})
    rows = [
        {"article": pk[c.article], "actor": c.actor, "form": numbers[c.form], "identity": c.identity}
        for c in change.castings
    ]  # fmt: skip
    table = schema.casting
    if not change.anew:
        stale = [{"of": row["article"], "who": row["actor"]} for row in rows]
        own = sa.and_(table.c.article == sa.bindparam("of"), table.c.actor == sa.bindparam("who"))
        for some in chunks(stale, BATCH):
            connection.execute(sa.delete(table).where(own), some)
    put(connection, table, rows)


def _put_forms(
    connection: sa.Connection, come: Iterable[NewForm], others: Iterable[Actor]
) -> dict[Actor, int]:
    """Put in the forms that come; the numbers of these and of others."""
    table, come = schema.form, list(come)
    records = {form: _record(form) for form in {*others, *(f.form for f in come)}}
    ids = {form: form_id(record) for form, record in records.items()}
    there = {
        row.id: row.pk
        for some in chunks(sorted(ids.values()))
        for row in connection.execute(sa.select(table.c.id, table.c.pk).where(table.c.id.in_(some)))
    }
    moved = [{"own": there[ids[f.form]], "now": f.identity} for f in come if ids[f.form] in there]
    new = [f for f in come if ids[f.form] not in there]
    if moved:
        own = table.c.pk == sa.bindparam("own")
        connection.execute(sa.update(table).where(own).values(identity=sa.bindparam("now")), moved)
    numbered = list(enumerate(new, start=next_pk(connection, table)))
    there |= {ids[f.form]: number for number, f in numbered}
    put(
        connection,
        table,
        (
            {"pk": n, "id": ids[f.form], "record": records[f.form], "identity": f.identity}
            for n, f in numbered
        ),
    )
    keys = ({"key": key, "form": n} for n, f in numbered for key in sorted(f.keys))
    put(connection, schema.form_key, keys)
    return {form: there[identity] for form, identity in ids.items()}
