"""The door of a team: who may come in, with a password or a token, and what is remembered of it.

Passwords are kept as argon2id hashes, visits and tokens as SHA-256 of random secrets of 256 bits: whoever reads the
ledger's file can come in with none of them.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from parley.errors import UsageError
from parley.ids import content_id
from parley.ledger import ROLES, PeopleStore, Person, Token, UserRole

SHORTEST: Final = 12
"""Characters of a password: long ones need no further rules (NIST SP 800-63B, 5.1.1)."""

LONGEST: Final = 256
"""Bounds the work of hashing."""

LONGEST_NAME: Final = 64

VISIT: Final = timedelta(hours=12)
"""How long a visit lasts: a long working day."""

PREFIX: Final = "parley_"
"""Tokens begin so: scanners of leaked secrets find them."""


class People:
    """Adds people, lets them in, and gives them tokens.

    Args:
        hasher: of passwords; by default argon2id with the library's parameters (RFC 9106, low memory).
    """

    def __init__(self, store: PeopleStore, hasher: PasswordHasher | None = None) -> None:
        self.store = store
        self._hasher = hasher or PasswordHasher()
        # Checked for names that nobody has, so that the time of an answer does not tell who is there.
        self._nobody = self._hasher.hash(secrets.token_hex(16))

    def add(self, name: str, role: str, password: str | None) -> Person:
        """Add somebody; without a password, one who comes with tokens only.

        Raises:
            UsageError: the name is taken or none, no such role, or the password is too short.
        """
        if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
            raise UsageError(f"a name has 1 to {LONGEST_NAME} characters that can be seen")
        hashed = None if password is None else self._hashed(password)
        person = Person(name.strip(), role_of(role), datetime.now(UTC), hashed)
        self.store.add(person)
        return person

    def set_password(self, name: str, password: str) -> Person:
        """Give somebody another password; all visits under the old one end."""
        return self.store.change(name, password=self._hashed(password))

    def set_role(self, name: str, role: str) -> Person:
        """Let somebody do more or less."""
        return self.store.change(name, role=role_of(role))

    def close(self, name: str) -> Person:
        """Let somebody in no more; what they judged stays."""
        return self.store.change(name, closed=datetime.now(UTC))

    def known(self, name: str, password: str) -> Person | None:
        """The person, where name and password fit and the account is open."""
        person = self.store.person(name[:LONGEST_NAME])
        hashed = person.password if person is not None else None
        fits = self._fits(hashed or self._nobody, password[:LONGEST])
        if person is None or hashed is None or not fits or person.closed is not None:
            return None
        if self._hasher.check_needs_rehash(hashed):
            # Older parameters: this is when the password is at hand. Visits stay, it is the same one.
            return self.store.change(person.name, password=self._hasher.hash(password))
        return person

    def open_visit(self, person: Person) -> str:
        """A new visit; returns its secret, which the ledger does not have."""
        secret, now = secrets.token_urlsafe(32), datetime.now(UTC)
        self.store.open_visit(digest(secret), person.name, opened=now, until=now + VISIT)
        return secret

    def visitor(self, secret: str) -> Person | None:
        """Whose visit has the secret."""
        return self.store.visitor(digest(secret), datetime.now(UTC))

    def end_visit(self, secret: str) -> None:
        """End a visit."""
        self.store.end_visit(digest(secret))

    def make_token(self, name: str, purpose: str) -> tuple[Token, str]:
        """A token for a program of somebody's, and its secret, which is shown once.

        Raises:
            UsageError: there is nobody of that name, or nothing says what it is for.
        """
        person = self.store.person(name)
        if person is None or person.closed is not None:
            raise UsageError(f"there is no {name!r}; add them with 'parley team add'")
        if not purpose.strip():
            raise UsageError("say what the token is for")
        secret, now = PREFIX + secrets.token_urlsafe(32), datetime.now(UTC)
        token = Token(content_id("tok", digest(secret)), person.name, purpose.strip()[:100], now)
        self.store.add_token(token, digest(secret))
        return token, secret

    def bearer(self, secret: str) -> Person | None:
        """Whose token has the secret."""
        return self.store.bearer(digest(secret)) if secret.startswith(PREFIX) else None

    def note(self, who: str, what: str, detail: str = "", address: str = "") -> None:
        """Append a line to the audit."""
        self.store.note(datetime.now(UTC), who, what, detail, address)

    def _hashed(self, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(
                f"a password has {SHORTEST} to {LONGEST} characters; several words do well"
            )
        return self._hasher.hash(password)

    def _fits(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False


def may(person_role: UserRole, needed: UserRole) -> bool:
    """Whether somebody in the first role may do what the second may."""
    return ROLES.index(person_role) >= ROLES.index(needed)


def role_of(word: str) -> UserRole:
    """A role by its name; raises UsageError."""
    for role in ROLES:
        if role == word:
            return role
    raise UsageError(f"no role {word!r}; there are {', '.join(ROLES)}")


def digest(secret: str) -> str:
    """What is stored of a secret."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
