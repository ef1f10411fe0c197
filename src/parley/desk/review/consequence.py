"""What to review first: consequence times doubt.

Consequence is what a wrong row would cost whoever relies on the ledger: a battle, a deal or a sanction more
than praise, a toll of hundreds more than none, what twenty articles report more than what one does. Doubt is
one minus the confidence, which is calibrated: their product is the loss to be expected from leaving the entry
unread. The numbers are judgement, not measurement; they stand here, in one place, to be argued about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import log2, log10
from typing import Any, Final

from parley.ledger import Ledger, Place, Ranked
from parley.records import EventType, SpeechAct, Status, StepKind
from parley.stories.happenings.sight import HUGE

OF_EVENTS: Final[Mapping[str, float]] = {
    EventType.ASSAULT: 5, EventType.AGREE: 5, EventType.SANCTION: 4, EventType.RETREAT: 4,
    EventType.MOBILIZE: 4, EventType.COERCE: 4, EventType.AID: 4, EventType.CONSULT: 3.5,
    EventType.REJECT: 3, EventType.THREATEN: 3, EventType.CONCEDE: 3, EventType.COOPERATE: 2.5,
    EventType.REQUEST: 2, EventType.ACCUSE: 2, EventType.PROTEST: 2, EventType.SUPPORT: 1.5,
}  # fmt: skip
"""Event type → consequence: what changes facts before what is only said."""

OF_STEPS: Final[Mapping[str, float]] = {
    StepKind.SIGNED: 5, StepKind.ACCEPTED: 4.5, StepKind.VIOLATED: 4.5, StepKind.SUSPENDED: 4.5,
    StepKind.REJECTED: 4, StepKind.IMPLEMENTED: 4, StepKind.RESUMED: 4, StepKind.PROPOSED: 3,
    StepKind.PRESENTED: 3, StepKind.CONDITIONS: 3, StepKind.UNDER_DISCUSSION: 2, StepKind.EXPECTED: 2,
}  # fmt: skip

OF_SPEECH: Final[Mapping[str, float]] = {
    SpeechAct.THREATENS: 2, SpeechAct.PROMISES: 2, SpeechAct.ACCEPTS: 2, SpeechAct.REJECTS: 2,
    SpeechAct.OFFERS: 2, SpeechAct.DENIES: 2, SpeechAct.DEMANDS: 1.8, SpeechAct.ACCUSES: 1.5,
}  # fmt: skip
"""What a speaker does → consequence of the statement; 1 for all else."""

OF_PROPOSALS: Final = 3.0

OF_STATUS: Final[Mapping[str, float]] = {Status.PLANNED: 0.8, Status.POSSIBLE: 0.6}
"""Status → factor; what is actual or denied counts in full."""

POWERS: Final = frozenset({"GOV", "MIL", "REB", "IGO", "SPY", "LEG"})
"""Sectors whose acts count in full; of others' alone, :data:`OF_OTHERS`."""

OF_OTHERS: Final = 0.7
OF_COPIES: Final = 0.2
"""Factor for entries of an article that repeats another one: its text is read there."""

LEAST_DOUBT: Final = 0.02
"""Also what the machine is sure of has an order."""


def consequence(entry: Ranked) -> float:
    """What a wrong row would cost; no unit."""
    match entry.kind:
        case "event":
            found = OF_EVENTS.get(entry.type, 2.0) * (1 + log10(1 + _harmed(entry.record)) / 2)
        case "step":
            found = OF_STEPS.get(entry.type, 2.0)
        case "statement":
            found = OF_SPEECH.get(entry.record.get("act", ""), 1.0)
        case _:
            found = OF_PROPOSALS
    found *= OF_STATUS.get(entry.status or "", 1.0)
    found *= 1 + log2(max(entry.articles, 1)) / 3
    found *= 1.0 if not entry.sectors or entry.sectors & POWERS else OF_OTHERS
    return found * (OF_COPIES if entry.copied else 1.0)


def places(entries: Iterable[Ranked]) -> Iterator[Place]:
    """The place of every entry; accounts of one event stand behind the one that leads them."""
    found = list(entries)
    heads = {e.together: e.pk for e in found if e.together and e.leads and not e.furniture}
    for entry in found:
        weight = consequence(entry)
        doubt = max(1.0 - entry.confidence, LEAST_DOUBT)
        head = heads.get(entry.together or "", entry.pk)
        head = 0 if entry.furniture else head
        yield Place(
            entry.pk, entry.kind, entry.type, head, round(weight, 4), round(weight * doubt, 6)
        )


def rank(ledger: Ledger, entries: Collection[str] | None = None) -> None:
    """Put every entry of the ledger, or these and what stands with them, in its place in the queue."""
    review = ledger.review
    if entries is not None:
        wanted = review.together_with(entries)
        review.set_queue(places(review.ranked(wanted)), wanted)
    if entries is None or not review.is_ranked():
        review.set_queue(places(review.ranked()))


def _harmed(record: Mapping[str, Any]) -> float:
    """The killed, and a tenth of the injured, by the best number told; the toll of a whole war is background."""
    killed, injured = (_best(record.get(name) or {}) for name in ("killed", "injured"))
    return (killed if killed < HUGE else 0) + injured / 10


def _best(toll: Mapping[str, Any]) -> int:
    return int(next((toll[n] for n in ("best", "low", "high") if toll.get(n) is not None), 0))
