"""Runs of tokens that can stand for an actor, or say more about one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from parley.extract.actors.roles import Noun
from parley.facts.facts import KnownActor
from parley.language.calendar import MONTHS, WEEKDAYS

UnitKind = Literal["person", "state", "organisation", "unknown", "noun", "pronoun", "honorific"]

DAYS: Final = frozenset(MONTHS) | (WEEKDAYS.keys() - {"tues", "thurs"})
"""Names of days and months, which are capitalised and nobody's."""

NO_STATES: Final = frozenset({"IGO", "EUU"})
"""Codes of countries that stand for organisations of states."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of tokens ``[first, last)`` that can stand for an actor or say more about one.

    Attributes:
        kind: what it is; ``unknown`` is a capitalised name of which nothing is known.
        words: its characters, white space made single.
        country: for states and nouns that imply one.
        how: for states, whether by name, demonym or metonym.
        known: the known actor whose name it is.
        sector: for states, where the name is that of one body of it.
        noun, plural: for nouns.
    """

    first: int
    last: int
    kind: UnitKind
    words: str
    country: str | None = None
    how: Literal["name", "demonym", "metonym"] | None = None
    known: KnownActor | None = None
    noun: Noun | None = None
    plural: bool = False
    sector: str | None = None
