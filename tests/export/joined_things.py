"""One of each of what all articles together say, about the invented events of these tests."""

from __future__ import annotations

from datetime import date

from parley.records import EventType, Place, ProposalKind, Status, StepKind, When
from parley.records.joined import (
    Bounds,
    Cell,
    Claim,
    Clock,
    Dispute,
    Happening,
    Link,
    Position,
    Spread,
    Talks,
    Thread,
    ThreadStep,
    ThreadTerm,
    Violation,
    Who,
)
from parley.spans import Span

DAY = date(2025, 3, 11)
ARL, BOR = (
    Who("act-arl", "Arland", "state", "ARL", "GOV"),
    Who("act-bor", "Borland", "state", "BOR"),
)
TWO, ONE = Spread(2, 2, 1), Spread(1, 1, 1)
WHEN = When(DAY, DAY, "day")

DISPUTE = Dispute("dis-1", "toll", "hap-1", "a strike; at dawn", DAY, (
    Claim("9 killed", (ARL,), ("ev-1-a",), TWO), Claim("none killed", (), ("ev-1-b",), ONE),
))  # fmt: skip

HAPPENING = Happening(
    "hap-1", EventType.ASSAULT, "drone", Status.ACTUAL, WHEN, Place(Span(0, 3), "Torvik", "BOR", 1.5, -2.0, 77, "point"),
    (ARL,), (BOR,), (), "ev-1-a", "=Drones hit Torvik.", "hit", ("ev-1-a", "ev-1-b"), TWO, 0.8, 3.5,
    tolls={"killed": Bounds(0, 9, 9, (ARL,))}, links=(Link("ev-1-b", "ev-1-a", "same day, same place"),),
    disputed=(DISPUTE,), first_published=DAY, last_published=DAY,
)  # fmt: skip

CONTACT = Happening(
    "hap-2", EventType.CONSULT, None, Status.PLANNED, WHEN, None, (ARL,), (BOR,), (), "ev-2", "They are to meet.", "meet",
    ("ev-2",), ONE, 0.7, 1.0, talks=Talks("meeting", "minister", "announced", announced_by=(ARL,), topic="the truce"),
)  # fmt: skip

STEP = ThreadStep(
    StepKind.ACCEPTED,
    (BOR,),
    WHEN,
    Status.ACTUAL,
    "sp-1",
    "Borland accepted the truce.",
    ("sp-1", "sp-2"),
    TWO,
    DAY,
)

THREAD = Thread(
    "thr-1", "the 30-day truce", ProposalKind.CEASEFIRE, {"the 30-day truce": 2}, (ARL, BOR), (STEP,), ("pr-1", "pr-2"), TWO,
    state=StepKind.ACCEPTED, since=DAY, terms=(ThreadTerm("duration", "30-day", "P30D", DAY, "pr-1", TWO),),
    clock=Clock("in-force", DAY, (BOR,), DAY, None, violations=(Violation(DAY, (ARL,), (BOR,), "sp-3", "Arland broke it"),)),
    links=(Link("pr-2", "pr-1", "both last 30 days"),),
)  # fmt: skip

AGAINST = Position(
    BOR,
    "thr-1",
    "the 30-day truce",
    "against",
    DAY,
    DAY,
    "sp-0",
    "art-0",
    "Borland refused it.",
    False,
)
FOR = Position(
    BOR, "thr-1", "the 30-day truce", "for", DAY, DAY, "sp-1", "art-1", "“Yes”, Borland said.", True
)

CELL = Cell(BOR, "thr-1", "the 30-day truce", FOR, (AGAINST, FOR), ((AGAINST, FOR),))
