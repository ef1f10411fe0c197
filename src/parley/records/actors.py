"""Who: the actors of one article, the words that name them, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from parley.spans import Span

ActorKind = Literal["person", "state", "organisation", "group"]

SECTORS = (
    "GOV", "MIL", "LEG", "JUD", "PTY", "REB", "OPP", "SPY", "IGO", "NGO",
    "MED", "BUS", "CVL", "REL", "REF",
)  # fmt: skip
"""The PLOVER sectors that the ledger uses (gold/GUIDELINES, Actors)."""

MentionKind = Literal["name", "surname", "metonym", "demonym", "role", "description", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that stand for an actor.

    Attributes:
        span: the words, without a possessive ending.
        actor: key of the actor within the article; None where it stays unresolved.
        kind: by which kind of words the actor is named.
    """

    span: Span
    actor: str | None
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds, as an article or the seed of facts says.

    Attributes:
        title: "foreign minister"; lower case, without the country.
        country: ISO 3166 alpha-3, or ``EUU``, ``IGO``.
        since, until: days, inclusive; None where not known.
        evidence: the words that say so; None where it comes from the seed.
    """

    title: str
    country: str | None
    since: date | None = None
    until: date | None = None
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, acts or is acted upon.

    Attributes:
        key: unique within the article; states have their ISO code in lower case (``rus``).
        name: the fullest name in the text, or the seed's.
        kind: person, state, organisation or group.
        country: ISO 3166 alpha-3 of the state for which it acts, ``EUU``, ``IGO`` or None.
        sector: primary PLOVER sector or None; sectors: all of them, primary first.
        names: each different surface name or description in the text, in order of appearance.
        offices: offices held, with evidence.
        wikidata: its Wikidata id where the seed knows it.
        inferred: fields that are concluded and not stated, by name.
    """

    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    inferred: tuple[str, ...] = ()
