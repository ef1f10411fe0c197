"""How much a happening weighs, and how sure it is: rules that are written down in ``docs/reference/happenings.md``."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from parley.records import Event, EventType, Status
from parley.records.joined import Account, Bounds, Spread, Talks
from parley.stories.origins import origin_of

_TYPES: Final[Mapping[EventType, float]] = {
    EventType.AGREE: 2.0,
    EventType.CONSULT: 1.0,
    EventType.SUPPORT: 0.5,
    EventType.CONCEDE: 1.5,
    EventType.COOPERATE: 1.0,
    EventType.AID: 1.5,
    EventType.RETREAT: 2.5,
    EventType.REQUEST: 0.5,
    EventType.ACCUSE: 0.4,
    EventType.REJECT: 0.8,
    EventType.THREATEN: 0.8,
    EventType.PROTEST: 0.8,
    EventType.SANCTION: 1.5,
    EventType.MOBILIZE: 1.2,
    EventType.COERCE: 1.0,
    EventType.ASSAULT: 1.0,
}
"""Weight of an act by its type: deeds before words, what ends or opens a conflict before what goes on in it."""

_MODES: Final[Mapping[str, float]] = {
    "ceasefire": 2.0,
    "deal": 1.5,
    "release": 1.2,
    "territory": 1.2,
}
"""Factors of modes that change the course of things."""

_LEVELS: Final[Mapping[str, float]] = {"head of state": 3.0, "minister": 2.0, "envoy": 1.5}
"""Factors of the highest office at a table."""

_STATUSES: Final[Mapping[Status, float]] = {
    Status.ACTUAL: 1.0,
    Status.PLANNED: 0.8,
    Status.POSSIBLE: 0.4,
    Status.DENIED: 0.5,
}

UNDATED: Final = 0.5
GENERAL: Final = 0.2
"""Factors of what has no day, and of the tolls of a whole war: mostly background."""

WOUNDED: Final = 0.2
"""Dead for which an injured counts."""

SUREST: Final = 0.99
"""What no number of accounts exceeds: they may all rest on one that is not told."""


def weight(
    kind: EventType,
    mode: str | None,
    status: Status,
    tolls: Mapping[str, Bounds],
    spread: Spread,
    talks: Talks | None,
    *,
    background: float = 1.0,
) -> float:
    """The consequence of a happening, by which it is ranked; it has no unit.

    Args:
        background: :data:`GENERAL`, :data:`UNDATED`, or 1.
    """
    hurt = _best(tolls.get("killed")) + WOUNDED * _best(tolls.get("injured"))
    consequence = _TYPES[kind] * _MODES.get(mode or "", 1.0) + 2 * math.log10(1 + hurt)
    if talks is not None:
        consequence *= _LEVELS.get(talks.level, 1.0)
    consequence *= _STATUSES[status] * background
    return round(consequence * (1 + math.log2(max(spread.origins, 1))), 3)


def _best(bounds: Bounds | None) -> int:
    if bounds is None:
        return 0
    return bounds.best if bounds.best is not None else bounds.low or 0


def confidence(accounts: Iterable[Account[Event]]) -> float:
    """How sure it is that at least one of the accounts reads its article rightly, and that it is so.

    Accounts of one origin are one witness, as sure as the surest of them; origins are independent.
    """
    surest: dict[str, float] = {}
    for account in accounts:
        origin = origin_of(account)
        surest[origin] = max(surest.get(origin, 0.0), account.record.confidence)
    doubt = math.prod(1 - c for _, c in sorted(surest.items()))
    return round(min(1 - doubt, max(SUREST, *surest.values())), 4) if surest else 0.0
