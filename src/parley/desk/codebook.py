"""The codebook as reviewers look it up: the meaning of a field or a type of event, one key away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from parley.ledger import EntryKind
from parley.records import EventType

_SECTION: Final[Mapping[EntryKind, str]] = {
    "statement": "Statements", "event": "Events", "proposal": "Proposals", "step": "Proposals",
}  # fmt: skip


@cache
def sections() -> dict[str, str]:
    """Heading → text of the codebook, as Markdown."""
    text = files("parley.desk").joinpath("codebook.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {name.strip(): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


@cache
def _rows(section: str) -> tuple[tuple[str, ...], ...]:
    """The cells of the tables of a section, row by row."""
    lines = (ln for ln in sections()[section].splitlines() if ln.startswith("| "))
    return tuple(tuple(cell.strip() for cell in ln.strip("| ").split(" | ")) for ln in lines)


@cache
def modes() -> dict[EventType, tuple[str, ...]]:
    """Event type → the modes that it may have."""
    types = set(EventType)
    out = {}
    for row in _rows("Events"):
        if row[0] in types:
            listed = row[3].strip(" |") if len(row) > 3 else ""
            out[EventType(row[0])] = tuple(m.strip() for m in listed.split(",") if m.strip())
    return out


def meaning(kind: EntryKind, field: str, value: str = "") -> str:
    """What the codebook says of a field of an entry and, of an event's type, of its value.

    Returns:
        Plain text with Markdown's marks; all that is said of the kind where the field has no row.
    """
    section = _SECTION[kind]
    for name in (section, "On every entry", "Statements", "Events"):
        for row in _rows(name):
            if f"`{field}`" in row[0]:
                return row[1]
    if kind == "event" and field in ("type", "mode"):
        for row in _rows(section):
            if row[0] == value:
                listed = ", ".join(modes()[EventType(value)]) or "none"
                return f"{value}, {row[1]}: the actor {row[2]} Modes: {listed}".replace(
                    " Modes", ". Modes", 1
                )
    return sections()[section]
