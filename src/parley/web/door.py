"""The door: who is asking, what they may do, and how often.

On loopback without a team everybody is the user of the machine and may do everything. With a team, people come in with
name and password and programs with a token; a page that nobody is let in to leads to the form where one says who one is.
"""

from __future__ import annotations

import getpass
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock
from typing import Final
from urllib.parse import quote

from fastapi import Request

from parley.desk.people import People, may
from parley.ledger import UserRole
from parley.web.formats import format_of
from parley.web.security import SAFE

VISIT: Final = "parley-session"
"""Cookie with the secret of a visit."""

OPEN_TO_ALL: Final = frozenset({"/login", "/theme"})
"""Pages that nobody need be let in to."""

REVIEWERS: Final = ("/review/sample", "/review/codings", "/review/differences", "/team")
"""Beginnings of the addresses to which only a reviewer may send anything: they decide for all."""

CODERS: Final = ("/review/", "/api/judgements", "/api/entries")
"""Of those to which a coder may."""

EVERYBODY: Final = ("/logout", "/account", "/theme", "/login")


class RefusedError(Exception):
    """A request that is not let in.

    Attributes:
        status: 401 where it is not known who asks, 403 where they may not, 429 where they ask too often.
        wait: seconds after which it may be tried again.
    """

    def __init__(self, status: int, message: str, wait: int = 0) -> None:
        self.status, self.message, self.wait = status, message, wait
        super().__init__(message)


@dataclass(slots=True)
class Rate:
    """At most so many within so many seconds, for each key.

    Attributes:
        keys: how many keys are remembered; the ones not seen for longest are forgotten, which bounds memory.
    """

    most: int
    seconds: float
    keys: int = 10_000
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, key: str, *, count: bool = True) -> int:
        """Seconds to wait, 0 where it may go on; ``count`` counts it."""
        now = time.monotonic()
        with self._lock:
            seen = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            while len(self._seen) > self.keys:
                self._seen.popitem(last=False)
            while seen and seen[0] <= now - self.seconds:
                seen.popleft()
            if len(seen) >= self.most:
                return max(1, round(seen[0] + self.seconds - now))
            if count:
                seen.append(now)
            return 0


@dataclass(slots=True)
class Door:
    """What decides who comes in.

    Attributes:
        people: who may; team: whether anybody has to say who they are.
        failed: attempts to come in, by name and by address; asked, sent: requests of one person.
    """

    people: People
    team: bool = False
    failed: Rate = field(default_factory=lambda: Rate(10, 15 * 60))
    asked: Rate = field(default_factory=lambda: Rate(1200, 60))
    sent: Rate = field(default_factory=lambda: Rate(240, 60))


async def admit(request: Request) -> None:
    """Of every request: find out who asks and whether they may; raises :class:`RefusedError`.

    Leaves ``who``, ``role`` and ``by_token`` in the request's state.
    """
    door: Door = request.app.state.door
    state = request.state
    state.by_token, state.session, state.who, state.role = False, "", None, None
    address = address_of(request)
    named = request.headers.get("authorization", "")
    if named:
        _by_token(door, request, named, address)
    elif not door.team:
        state.who, state.role = getpass.getuser(), "reviewer"
        return
    else:
        _by_visit(door, request)
    if state.who is None:
        if request.url.path in OPEN_TO_ALL:
            return
        raise RefusedError(401, "say who you are first")
    rate = door.asked if request.method in SAFE else door.sent
    wait = rate.wait(state.who)
    if wait:
        raise RefusedError(429, f"that is too much at once; go on in {wait} seconds", wait)
    needed = needed_role(request.method, request.url.path)
    if not may(state.role, needed):
        door.people.note(state.who, "refused", f"{request.method} {request.url.path}", address)
        raise RefusedError(403, f"this takes a {needed}, and {state.who} is a {state.role}")


def _by_token(door: Door, request: Request, named: str, address: str) -> None:
    """Let a program in by its token."""
    wait = door.failed.wait(f"token {address}", count=False)
    if wait:
        raise RefusedError(429, f"too many tokens that are none; go on in {wait} seconds", wait)
    scheme, _, secret = named.partition(" ")
    person = door.people.bearer(secret.strip()) if scheme.lower() == "bearer" else None
    if person is None:
        door.failed.wait(f"token {address}")
        raise RefusedError(401, "the token is none, or was closed; 'parley team token' makes one")
    request.state.who, request.state.role = person.name, person.role
    request.state.by_token = True


def _by_visit(door: Door, request: Request) -> None:
    """Let a person in who came before."""
    secret = request.cookies.get(VISIT)
    person = door.people.visitor(secret) if secret else None
    if person is not None and secret is not None:
        request.state.who, request.state.role = person.name, person.role
        request.state.session = secret


def needed_role(method: str, path: str) -> UserRole:
    """The role that a request takes: whoever sends to a page that is not named here must be a reviewer."""
    if method in SAFE:
        return "reviewer" if path.startswith("/team") else "reader"
    if path in EVERYBODY or path.startswith("/account/"):
        return "reader"
    if path.startswith(REVIEWERS):
        return "reviewer"
    return "coder" if path.startswith(CODERS) else "reviewer"


def address_of(request: Request) -> str:
    """The address that the request comes from; what a proxy says is not believed."""
    return request.client.host if request.client else ""


def login_address(request: Request) -> str:
    """Where one says who one is, and from where one is led back."""
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"/login?next={quote(here, safe='')}"


def wants_page(request: Request) -> bool:
    """Whether a person is asking and not a program."""
    path = request.url.path
    program = path == "/api" or (path.startswith("/api/") and path != "/api/docs")
    return format_of(request) == "html" and not program and request.method in SAFE
