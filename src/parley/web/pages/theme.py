"""The switch between light and dark, for browsers without scripts."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from parley.web.rendering import THEME

router = APIRouter(include_in_schema=False)

A_YEAR = 365 * 24 * 3600


@router.post("/theme")
def choose(to: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Remember the choice and lead back."""
    here = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
    response = RedirectResponse(here, status_code=303)
    if to in ("light", "dark"):
        response.set_cookie(THEME, to, max_age=A_YEAR, samesite="strict")
    return response
