"""Coming in and going out, one's own account, and for reviewers the team with its audit."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from parley.desk.people import VISIT as LASTS
from parley.ledger import ROLES
from parley.web import security
from parley.web.door import VISIT, Door, RefusedError, address_of
from parley.web.router import Pages
from parley.web.views import Asked

router = Pages(include_in_schema=False)

Field = Annotated[str, Form(max_length=300)]


@router.get("/login")
def login(view: Asked) -> Response:
    """The form where one says who one is."""
    if view.request.state.who is not None:
        return RedirectResponse(inside(view.one("next")), status_code=303)
    return _form(view, inside(view.one("next")))


@router.post("/login")
def come_in(
    view: Asked, name: Field, password: Field, back: Annotated[str, Form()] = "/"
) -> Response:
    """Let somebody in: a new visit with a new secret, whatever the browser sent."""
    door, address = _door(view.request), address_of(view.request)
    keys = (f"name {name.casefold()}", f"address {address}")
    wait = max(door.failed.wait(key, count=False) for key in keys)
    if wait:
        door.people.note(name, "kept waiting", "too many attempts", address)
        raise RefusedError(429, f"too many attempts; try again in {-(-wait // 60)} minutes", wait)
    person = door.people.known(name, password)
    if person is None:
        for key in keys:
            door.failed.wait(key)
        door.people.note(name, "not let in", "", address)
        return _form(view, inside(back), wrong=True)
    old = view.request.cookies.get(VISIT)
    if old:
        door.people.end_visit(old)
    door.people.note(person.name, "came in", "", address)
    response = RedirectResponse(inside(back), status_code=303)
    response.set_cookie(
        VISIT, door.people.open_visit(person), max_age=int(LASTS.total_seconds()), httponly=True,
        samesite="strict", secure=view.request.url.scheme == "https",
    )  # fmt: skip
    response.delete_cookie(security.COOKIE)
    return response


@router.post("/logout")
def go_out(view: Asked) -> Response:
    """End the visit."""
    door, secret = _door(view.request), view.request.cookies.get(VISIT)
    if secret:
        door.people.end_visit(secret)
        door.people.note(view.request.state.who, "went out", "", address_of(view.request))
    response = RedirectResponse("/login" if door.team else "/", status_code=303)
    response.delete_cookie(VISIT)
    response.delete_cookie(security.COOKIE)
    return response


@router.get("/account")
def account(view: Asked) -> Response:
    """One's role, password and tokens."""
    return _account(view)


@router.post("/account/password")
def change_password(view: Asked, old: Field, new: Field) -> Response:
    """Take a new password, where the old one is known; all visits end, this one too."""
    door, who, address = _door(view.request), view.request.state.who, address_of(view.request)
    wait = door.failed.wait(f"name {who.casefold()}", count=False)
    if wait:
        raise RefusedError(429, f"too many attempts; try again in {-(-wait // 60)} minutes", wait)
    if door.people.known(who, old) is None:
        door.failed.wait(f"name {who.casefold()}")
        return _account(view, message="That is not your password now.")
    door.people.set_password(who, new)
    door.people.note(who, "changed the password", "", address)
    return RedirectResponse("/login?next=/account", status_code=303)


@router.post("/account/token")
def make_token(view: Asked, purpose: Field) -> Response:
    """Make a token; it is shown this once."""
    door, who = _door(view.request), view.request.state.who
    token, secret = door.people.make_token(who, purpose)
    door.people.note(who, "made a token", token.purpose, address_of(view.request))
    return _account(view, secret=secret)


@router.post("/account/token/{token}/close")
def close_token(view: Asked, token: str) -> Response:
    """Close a token."""
    from datetime import UTC, datetime

    door, who = _door(view.request), view.request.state.who
    door.people.store.close_token(token, who, datetime.now(UTC))
    door.people.note(who, "closed a token", token, address_of(view.request))
    return RedirectResponse("/account", status_code=303)


@router.get("/team")
def team(view: Asked) -> Response:
    """Who there is, and the audit."""
    store = _door(view.request).people.store
    noted = store.noted()
    if view.format != "html":
        rows = [{"number": n.number, "made": n.made, "who": n.who, "what": n.what, "detail": n.detail,
                 "address": n.address} for n in noted]  # fmt: skip
        return view.data(rows, ("number", "made", "who", "what", "detail", "address"))
    return view.page("team.html", title="Team", people=store.all(), noted=noted, roles=ROLES)


def inside(path: str | None) -> str:
    """An address of ours to lead back to; anything else leads to the first page."""
    found = unquote(path or "/")
    ours = found.startswith("/") and not found.startswith(("//", "/\\")) and found.isprintable()
    return found if ours and "\\" not in found and not found.startswith("/login") else "/"


def _door(request: Request) -> Door:
    door: Door = request.app.state.door
    return door


def _form(view: Any, back: str, *, wrong: bool = False) -> Response:
    response: Response = view.page("login.html", title="Come in", back=back, wrong=wrong)
    response.status_code = 401 if wrong else 200
    return response


def _account(view: Any, *, secret: str | None = None, message: str = "") -> Response:
    store = _door(view.request).people.store
    who = view.request.state.who
    response: Response = view.page(
        "account.html", title="Account", person=store.person(who), tokens=store.tokens(who), secret=secret,
        message=message,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response
