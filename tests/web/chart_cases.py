"""Records for the tests of charts, made by hand of public facts."""

from __future__ import annotations

from datetime import date, timedelta

from parley.records import EventType, Place, ProposalKind, Status, StepKind, When
from parley.records.joined import Bounds, Happening, Spread, Talks, Thread, ThreadStep, Who
from parley.spans import Span

NASTY = '<script>alert("x")</script> & \u202eetihw\u202c \x00 {{ 7 * 7 }} " onload="x'

ALPHA = Who("act-a", "Alpha", "state", "AAA")
BETA = Who("act-b", "Beta", "state", "BBB")
GAMMA = Who("act-c", "Gamma", "organisation", "CCC")
ENVOY = Who("act-d", "Dora Delta", "person", "AAA")
ONE = Spread(1, 1, 1)


def day(number: int) -> date:
    """So many days after the first of March 2024."""
    return date(2024, 3, 1) + timedelta(number)


def when(number: int | None) -> When:
    """That day, or an unknown one."""
    return When() if number is None else When(day(number), day(number), "day")


def happening(
    key: str,
    *,
    event_type: EventType = EventType.CONSULT,
    at: int | None = 0,
    actor: tuple[Who, ...] = (ALPHA,),
    recipient: tuple[Who, ...] = (BETA,),
    state: str = "held",
    mediators: tuple[Who, ...] = (),
    place: Place | None = None,
    killed: Bounds | None = None,
    anchor: str = "met",
) -> Happening:
    """One real event."""
    talks = None
    if event_type is EventType.CONSULT:
        talks = Talks("meeting", "high", state, mediators=mediators)
    return Happening(
        id=f"hap-{key}", type=event_type, mode=None, status=Status.ACTUAL, when=when(at), place=place,
        actor=actor, recipient=recipient, third_party=(), lead=f"ev-{key}", words=f"They {anchor}.",
        anchor=anchor, entries=(f"ev-{key}",), spread=ONE, confidence=0.9, weight=1.0,
        tolls={"killed": killed} if killed else {}, talks=talks,
        first_published=None if at is None else day(at), last_published=None if at is None else day(at),
    )  # fmt: skip


def place(name: str, lat: float, lon: float, precision: str = "point") -> Place:
    """A place on the map."""
    return Place(Span(0, len(name)), name, "AAA", lat, lon, None, precision)  # type: ignore[arg-type]


def step(
    kind: StepKind,
    at: int | None,
    *by: Who,
    status: Status = Status.ACTUAL,
    words: str = "They moved.",
) -> ThreadStep:
    """A move."""
    return ThreadStep(
        kind, by, when(at), status, f"st-{kind}-{at}", words, (f"st-{kind}-{at}",), ONE
    )


def thread(*steps: ThreadStep, name: str = "the April truce") -> Thread:
    """A proposal with its moves."""
    return Thread(
        "thr-1", name, ProposalKind.CEASEFIRE, {name: 1}, (ALPHA, BETA), steps, ("pr-1",), ONE
    )
