"""Columns that the tables of what is joined over articles share, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.export.columns import Column, Row
from parley.export.groups import who_columns
from parley.records.joined import Spread, Who

SPREAD = (
    Column("articles", "whole", "that report it, copies too"),
    Column("outlets", "whole", "that print one of them"),
    Column("origins", "whole", "independent of each other: copies and wire reports count once"),
)
KNOWN = (
    Column("known_from", "day", "on which the first article was published"),
    Column("known_until", "day", "on which the last one was"),
)
VERSION = (Column("version", "text", "version of Parley"),)


def party_columns(role: str, whom: str) -> tuple[Column, ...]:
    """Columns of those who take a role; over all articles they have no sector."""
    return who_columns(role, whom)[:3]


def party(role: str, who: Sequence[Who]) -> Row:
    """Their values."""
    return {
        f"{role}_ids": tuple(w.id for w in who),
        f"{role}_names": tuple(w.name for w in who),
        f"{role}_countries": tuple(w.country or "" for w in who),
    }


def names(who: Iterable[Who]) -> tuple[str, ...]:
    """Names, in order."""
    return tuple(w.name for w in who)


def spread(of: Spread) -> Row:
    """How widely it is reported."""
    return {"articles": of.articles, "outlets": of.outlets, "origins": of.origins}


def day(value: object) -> str | None:
    """A day as text."""
    return None if value is None else str(value)
