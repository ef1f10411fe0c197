"""What stands before every page: who may ask, from where, and what a browser may do with the answer.

The server listens on loopback, so whoever uses the machine is the user. What must be kept out is other pages open in
the same browser: one that posts forms here (cross-site requests), or one whose host name was pointed at 127.0.0.1
(DNS rebinding). Articles are hostile until shown otherwise: no page runs a script, or loads anything, of theirs.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Final

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

_log: Final = logging.getLogger("parley.web")

HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""On every response, also on errors and files."""

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

LARGEST_BODY: Final = 1024 * 1024
"""Bytes that a request may send: a judgement has some hundred, a pasted comment some thousand."""

COOKIE: Final = "parley-visit"
FIELD: Final = "csrf"
HEADER: Final = "X-CSRF-Token"


class Guard:
    """Refuses requests that no page of ours makes, and adds :data:`HEADERS` to every response.

    Args:
        hosts: values of the Host header that are us, with the port where it is not 80.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app, self.hosts = app, frozenset(h.lower() for h in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a refusal, or pass the request on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return  # there are no web sockets
        refused = self._refused(scope["method"], Headers(scope=scope))
        if refused is not None:
            await refused(scope, receive, _Sending(send))
            return
        guarded = _Sending(send)
        try:
            await self.app(scope, _bounded(receive), guarded)
        except Exception:
            # A bug of ours: told in the log alone, and with the same headers as everything.
            _log.exception("%s %s failed", scope["method"], scope["path"])
            if not guarded.begun:
                said = "Something went wrong here; what, stands where 'parley serve' runs."
                await PlainTextResponse(said, 500)(scope, receive, guarded)

    def _refused(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").lower()
        if host not in self.hosts:
            return PlainTextResponse("this server does not answer for that host", 421)
        if method in SAFE:
            return None
        if not _from_here(host, headers):
            return PlainTextResponse("only pages of this server may send this", 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse("too much was sent", 413)
        return None


def _from_here(host: str, headers: Headers) -> bool:
    """Whether one of our own pages, or no browser at all, makes the request.

    Under ``no-referrer`` browsers send ``Origin: null`` with our own forms; ``Sec-Fetch-Site``, which no page
    can set, tells them from those of others.
    """
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if origin not in (None, "null"):
        return origin.lower() in (f"http://{host}", f"https://{host}")
    if origin == "null":
        return site == "same-origin"
    return site in (None, "same-origin", "none")


class _Sending:
    """Sends with :data:`HEADERS`; ``begun`` once the response has."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun = send, False

    async def __call__(self, message: Message) -> None:
        """Send the message."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "private, no-cache")
        await self._send(message)


def _bounded(receive: Receive) -> Receive:
    """Stops a body that grows beyond its bound, whatever its length was said to be."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise HTTPException(413, "too much was sent")
        return message

    return receiving


def token(request: Request) -> str:
    """The token that forms of this visit must send in :data:`FIELD`, scripts in :data:`HEADER`."""
    secret: bytes = request.app.state.secret
    # Bound to who is in: a token that somebody saw before they came in is worth nothing after.
    bound = f"{visit(request)} {getattr(request.state, 'session', '')}"
    return hmac.new(secret, bound.encode(), sha256).hexdigest()


def visit(request: Request) -> str:
    """The random name of the browser's visit; a new one is set as a cookie by the response."""
    found: str | None = request.cookies.get(COOKIE)
    if found is not None and len(found) == 32 and found.isalnum():
        return found
    if not hasattr(request.state, "new_visit"):
        request.state.new_visit = secrets.token_hex(16)
    made: str = request.state.new_visit
    return made


async def check_token(request: Request) -> None:
    """Of every request that may change something: raises where it does not carry the visit's token.

    A program that shows its own token is let in: no browser sends that by itself.
    """
    if request.method in SAFE or getattr(request.state, "by_token", False):
        return
    sent = request.headers.get(HEADER)
    if sent is None and _is_form(request):
        field = (await request.form()).get(FIELD)
        sent = field if isinstance(field, str) else None
    if COOKIE not in request.cookies or not hmac.compare_digest(
        (sent or "").encode(), token(request).encode()
    ):
        raise HTTPException(403, "this page is older than the server; load it again, then repeat")


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "")
    return kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data"))


def hosts_of(port: int, names: Collection[str] = LOOPBACK) -> frozenset[str]:
    """The values of the Host header that are us."""
    return frozenset(f"{name}:{port}" for name in names)
