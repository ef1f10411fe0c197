"""State of play: what changed."""

from __future__ import annotations

from fastapi import APIRouter, Response

from parley.web.views import Asked

router = APIRouter()


@router.get("/")
def state(view: Asked) -> Response:
    """The first page."""
    return view.page("state.html", title="State of play")
