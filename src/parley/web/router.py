"""Routers of pages that are read from one state of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter, Response

from parley.web.views import View

Page = Callable[..., Response]


class Pages(APIRouter):
    """Pages that ask the ledger several things, each page of one state: nobody sees half a settling.

    What is sent is not: who writes reads what is there now.
    """

    def get(self, path: str, **more: Any) -> Callable[[Page], Page]:  # type: ignore[override]
        """As of any router, for a page that takes its ``view``."""
        add = super().get(path, **more)
        return lambda page: add(_of_one_state(page))


def _of_one_state(page: Page) -> Page:
    @wraps(page)
    def read(view: View, **more: Any) -> Response:
        with view.desk.ledger.one_state():
            return page(view=view, **more)

    return read
