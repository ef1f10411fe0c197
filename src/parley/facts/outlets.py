"""Outlets and news agencies by the names that articles have for them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from parley.facts.facts import open_facts
from parley.facts.folding import fold
from parley.facts.loading import DATA
from parley.facts.tables import rows

_COLUMNS: Final = ("name", "aliases")
_PRESS: Final = "MED"
_KINDS: Final = (" news agency", " agency", " news", " newspaper", " magazine", " tv", " world")
"""What may stand after a name without being another outlet's."""


@lru_cache(maxsize=8192)
def outlet(words: str) -> str | None:
    """The usual name of the outlet or agency that the words name, None where they name none known."""
    return _named(words) or _named(_bare(words))


@lru_cache(maxsize=8192)
def same_outlet(words: str) -> str:
    """A key that is the same for all names of one outlet, known or not."""
    return fold(outlet(words) or words)


def _named(words: str) -> str | None:
    listed = _read().get(fold(words))
    if listed is not None:
        return listed
    actor = open_facts().actor(words)
    return actor.name if actor is not None and actor.sectors[:1] == (_PRESS,) else None


def _bare(words: str) -> str:
    """A name without a note on it in brackets, and without what kind of outlet it is."""
    name = words.partition("(")[0].strip() or words
    for kind in _KINDS:
        if name.lower().endswith(kind) and len(name) > len(kind):
            return name[: -len(kind)]
    return name


@lru_cache(maxsize=1)
def _read() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in rows(DATA / "outlets.tsv", _COLUMNS, needed=_COLUMNS):
        for name in (row["name"], *row.many("aliases")):
            out[fold(name)] = row["name"]
    return out
