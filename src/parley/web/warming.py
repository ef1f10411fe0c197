"""What a server does at its start, so that no visitor waits for it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any, Final

from parley.desk import Desk
from parley.web.charts.geography import world
from parley.web.rendering import TEMPLATES

FIRST: Final = ("/", "/statements", "/events", "/timeline", "/table", "/actors")
"""Pages that are opened first: what they count is kept until the ledger changes."""


def load(desk: Desk) -> None:
    """Read what is read once: templates, facts, the map; put an old ledger's entries in the order of review."""
    for name in TEMPLATES.list_templates(extensions=["html"]):
        TEMPLATES.get_template(name)
    _ = desk.facts
    world()
    desk.review.rank()
    gc.collect()
    gc.freeze()  # it stays: to look at it again whenever memory is tidied takes 100 ms


def ask(get: Callable[[str], Any]) -> None:
    """Ask for the pages that are opened first."""
    for path in FIRST:
        get(path)
