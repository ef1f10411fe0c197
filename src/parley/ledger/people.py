"""The people of a team, their visits and tokens, and the audit: secrets are stored as digests only."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

import sqlalchemy as sa

from parley.errors import NotFoundError, UsageError
from parley.ledger import schema
from parley.ledger.words import fold, storable

UserRole = Literal["reader", "coder", "reviewer"]
ROLES: Final[tuple[UserRole, ...]] = get_args(UserRole)
"""From the one who may do least: a reader reads, a coder judges entries, a reviewer decides for all."""

Opening = Callable[[], AbstractContextManager[sa.Connection]]

LONGEST: Final = 500
"""Characters of an audit's detail."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may come in.

    Attributes:
        password: its hash, None for one who comes with tokens only; closed: since when no longer.
    """

    name: str
    role: UserRole
    made: datetime
    password: str | None = None
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a program: what it is for, and whose judgements it makes."""

    id: str
    who: str
    purpose: str
    made: datetime
    closed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the audit."""

    number: int
    made: datetime
    who: str
    what: str
    detail: str
    address: str


class PeopleStore:
    """The part of the ledger that knows the team; a ledger has one as ``ledger.people``."""

    def __init__(self, reading: Opening, writing: Opening) -> None:
        self._reading, self._writing = reading, writing

    # People.

    def all(self) -> list[Person]:
        """Everybody, by name, also those whose account is closed."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(schema.person).order_by(schema.person.c.folded))
            return [_person(r) for r in rows]

    def person(self, name: str) -> Person | None:
        """The person of that name; case and accents do not count."""
        with self._reading() as connection:
            return self._found(connection, name)

    def add(self, person: Person) -> None:
        """Add somebody; raises UsageError where there is one of that name."""
        with self._writing() as connection:
            if self._found(connection, person.name) is not None:
                raise UsageError(f"there is a {person.name!r} already")
            connection.execute(
                sa.insert(schema.person).values(
                    name=storable(person.name), folded=fold(person.name), role=person.role,
                    password=person.password, made=person.made,
                )
            )  # fmt: skip

    def change(self, name: str, **values: Any) -> Person:
        """Change role, password or closed; what was open of a closed person, or under an old password, ends."""
        with self._writing() as connection:
            person = self._found(connection, name)
            if person is None:
                raise NotFoundError(name, advice="'parley team list' shows who there is")
            mine = schema.person.c.name == person.name
            connection.execute(sa.update(schema.person).where(mine).values(**values))
            if "password" in values or values.get("closed") is not None:
                connection.execute(sa.delete(schema.visit).where(schema.visit.c.who == person.name))
            found = self._found(connection, name)
            assert found is not None
            return found

    def _found(self, connection: sa.Connection, name: str) -> Person | None:
        wanted = schema.person.c.folded == fold(name)
        row = connection.execute(sa.select(schema.person).where(wanted)).one_or_none()
        return None if row is None else _person(row)

    # Visits.

    def open_visit(self, digest: str, who: str, *, opened: datetime, until: datetime) -> None:
        """Remember a visit by the digest of its secret, and forget those that are over."""
        visit = schema.visit
        with self._writing() as connection:
            connection.execute(sa.delete(visit).where(visit.c.until < opened))
            connection.execute(
                sa.insert(visit).values(digest=digest, who=who, opened=opened, until=until)
            )

    def visitor(self, digest: str, now: datetime) -> Person | None:
        """Whose visit it is; None where it is over, or the account closed."""
        visit = schema.visit
        with self._reading() as connection:
            return self._behind(
                connection, visit, sa.and_(visit.c.digest == digest, visit.c.until >= now)
            )

    def end_visit(self, digest: str) -> None:
        """Forget a visit."""
        with self._writing() as connection:
            connection.execute(sa.delete(schema.visit).where(schema.visit.c.digest == digest))

    # Tokens.

    def add_token(self, token: Token, digest: str) -> None:
        """Remember a token by the digest of its secret."""
        with self._writing() as connection:
            connection.execute(
                sa.insert(schema.token).values(
                    id=token.id, digest=digest, who=token.who, purpose=storable(token.purpose), made=token.made,
                )
            )  # fmt: skip

    def bearer(self, digest: str) -> Person | None:
        """Whose token it is; None where it is closed, or the account."""
        token = schema.token
        with self._reading() as connection:
            return self._behind(
                connection, token, sa.and_(token.c.digest == digest, token.c.closed.is_(None))
            )

    def tokens(self, who: str | None = None) -> list[Token]:
        """All tokens, or those of one person, in the order of their making."""
        token = schema.token
        asked = sa.select(token.c.id, token.c.who, token.c.purpose, token.c.made, token.c.closed)
        if who is not None:
            asked = asked.where(token.c.who == who)
        with self._reading() as connection:
            return [Token(*r) for r in connection.execute(asked.order_by(token.c.made, token.c.id))]

    def close_token(self, token_id: str, who: str, when: datetime) -> None:
        """Close a person's token; raises NotFoundError where there is no such open one."""
        token = schema.token
        mine = sa.and_(token.c.id == token_id, token.c.who == who, token.c.closed.is_(None))
        with self._writing() as connection:
            done = connection.execute(sa.update(token).where(mine).values(closed=when))
            if not done.rowcount:
                raise NotFoundError(token_id, advice="it may be closed already")

    def _behind(self, connection: sa.Connection, table: sa.Table, wanted: Any) -> Person | None:
        person = schema.person
        row = connection.execute(
            sa.select(person)
            .join(table, table.c.who == person.c.name)
            .where(wanted, person.c.closed.is_(None))
        ).one_or_none()
        return None if row is None else _person(row)

    # The audit.

    def note(
        self, when: datetime, who: str, what: str, detail: str = "", address: str = ""
    ) -> None:
        """Append a line."""
        with self._writing() as connection:
            connection.execute(
                sa.insert(schema.audit).values(
                    made=when, who=storable(who)[:LONGEST], what=what, detail=storable(detail)[:LONGEST],
                    address=address,
                )
            )  # fmt: skip

    def noted(self, limit: int = 200) -> list[Noted]:
        """The latest lines, the newest first."""
        asked = sa.select(schema.audit).order_by(schema.audit.c.number.desc()).limit(limit)
        with self._reading() as connection:
            return [Noted(*r) for r in connection.execute(asked)]


def _person(row: Any) -> Person:
    return Person(row.name, row.role, row.made, row.password, row.closed)
