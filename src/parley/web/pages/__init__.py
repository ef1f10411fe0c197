"""The pages: each module has a ``router``. A new module is found by being here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from fastapi import APIRouter


def routers() -> Iterator[APIRouter]:
    """The routers of all pages, by the names of their modules."""
    for name in sorted(m.name for m in iter_modules(__path__)):
        router: APIRouter | None = getattr(import_module(f"{__name__}.{name}"), "router", None)
        if router is not None:
            yield router
