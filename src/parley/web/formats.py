"""Every view is there as a page, as CSV and as JSON: at its address with ``.csv`` or ``.json``, or ``?format=``."""

from __future__ import annotations

from typing import Final, Literal

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

Format = Literal["html", "csv", "json"]

_APART: Final = ("/static/", "/api/", "/openapi")


class Formats:
    """Takes the ending off the path, so that a page has one route for all its forms."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the format in its state."""
        if scope["type"] == "http" and not scope["path"].startswith(_APART):
            for ending in ("csv", "json"):
                if scope["path"].endswith(f".{ending}"):
                    bare = scope["path"].removesuffix(f".{ending}") or "/"
                    # The state of play stands at "/": its data are at "/state.csv".
                    scope = {**scope, "path": "/" if bare == "/state" else bare}
                    scope["state"] = {**scope.get("state", {}), "format": ending}
                    break
        await self.app(scope, receive, send)


def format_of(request: Request) -> Format:
    """The form that is asked for."""
    match getattr(request.state, "format", None) or request.query_params.get("format"):
        case "csv":
            return "csv"
        case "json":
            return "json"
    return "html"
