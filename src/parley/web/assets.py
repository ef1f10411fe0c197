"""Styles and scripts, served from the package; an address names the content, so that browsers may keep it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER: Final = Path(__file__).parent / "static"


@cache
def address(name: str) -> str:
    """The address of a file of ``static/``, with a hash of its content."""
    content = sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={content}"


class Assets(StaticFiles):
    """The files of ``static/``."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file; for a year where its address names its content."""
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
