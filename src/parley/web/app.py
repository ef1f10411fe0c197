"""The application: a desk, the pages on it, and what is said where something goes wrong."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

import parley
from parley.desk import Desk, open_desk
from parley.desk.people import People
from parley.errors import LedgerError, NotFoundError, ReadOnlyLedgerError, UsageError
from parley.web import rendering
from parley.web.assets import Assets
from parley.web.door import Door, RefusedError, admit, login_address, wants_page
from parley.web.formats import Formats
from parley.web.pages import routers
from parley.web.remembered import Memory
from parley.web.security import Guard, check_token, hosts_of

PORT: Final = 8477
"""Where the pages are served unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the pages are served.

    Attributes:
        hosts: values of the Host header that are answered.
        team: whether people have to say who they are.
    """

    hosts: frozenset[str] = field(default_factory=lambda: hosts_of(PORT))
    team: bool = False


def create_app(ledger: Path | str, settings: Settings | None = None) -> FastAPI:
    """The application that shows the ledger.

    Raises:
        LedgerError: there is no ledger, or it cannot be opened.
    """
    chosen = settings or Settings()
    desk = _desk(Path(ledger))
    app = FastAPI(
        title="Parley",
        version=parley.__version__,
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        lifespan=_closing(desk),
        dependencies=[Depends(admit), Depends(check_token)],
    )
    app.state.desk, app.state.settings = desk, chosen
    app.state.remembered = Memory(desk.ledger)
    app.state.secret = secrets.token_bytes(32)
    app.state.door = Door(People(desk.ledger.people), team=chosen.team)
    for router in routers():
        app.include_router(router)
    app.mount("/static", Assets())
    for error, status in ((UsageError, 400), (NotFoundError, 404), (LedgerError, 503)):
        app.add_exception_handler(error, _telling(status))
    app.add_exception_handler(StarletteHTTPException, _told)
    app.add_exception_handler(RefusedError, _refused)
    app.add_middleware(Formats)
    app.add_middleware(Guard, hosts=chosen.hosts)
    return app


def _desk(ledger: Path) -> Desk:
    """A desk that may judge; where the ledger cannot be written, one that only shows."""
    if not ledger.exists():
        return open_desk(ledger, mode="read")  # says that there is none
    try:
        return open_desk(ledger)
    except ReadOnlyLedgerError:
        return open_desk(ledger, mode="read")


def _closing(desk: Desk) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    return life


def _telling(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def tell(request: Request, error: Exception) -> Response:
        return rendering.failure(request, status, str(error))

    return tell


async def _refused(request: Request, error: Exception) -> Response:
    """To the form where one says who one is; a program is told why."""
    if not isinstance(error, RefusedError):
        raise error
    if error.status == 401 and wants_page(request):
        return RedirectResponse(login_address(request), status_code=303)
    response = rendering.failure(request, error.status, error.message)
    if error.wait:
        response.headers["Retry-After"] = str(error.wait)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _told(request: Request, error: Exception) -> Response:
    if not isinstance(error, StarletteHTTPException | HTTPException):
        raise error
    if error.status_code == 404 and error.detail == "Not Found":
        return rendering.failure(request, 404, "There is no such page.")
    return rendering.failure(request, error.status_code, str(error.detail))
