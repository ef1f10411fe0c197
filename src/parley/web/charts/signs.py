"""The signs that stand for what happened: a shape and a colour each, so that either will do to tell them apart."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Final, Literal

from parley.records import EventType
from parley.web.charts.svg import Node, circle, node, path, rect

Kind = Literal["contact", "accord", "words", "force", "step", "turn"]

KINDS: Final[dict[Kind, str]] = {
    "contact": "Contacts",
    "step": "Steps on proposals",
    "accord": "Agreement and help",
    "turn": "Changes of position",
    "words": "Demands and accusations",
    "force": "Pressure and force",
}
"""What a sign stands for, in the order in which they are drawn in a lane."""

_OF_TYPE: Final[dict[EventType, Kind]] = {
    EventType.CONSULT: "contact",
    **dict.fromkeys(
        (
            EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE,
            EventType.COOPERATE, EventType.AID, EventType.RETREAT,
        ),
        "accord",
    ),
    **dict.fromkeys(
        (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN), "words"
    ),
    **dict.fromkeys(
        (
            EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE,
            EventType.COERCE, EventType.ASSAULT,
        ),
        "force",
    ),
}  # fmt: skip


def kind_of(event_type: EventType) -> Kind:
    """The sign of an event: by PLOVER's four quadrants, contacts apart."""
    return _OF_TYPE[event_type]


def types_of(kind: Kind) -> tuple[EventType, ...]:
    """The types of events that a sign stands for."""
    return tuple(t for t, k in _OF_TYPE.items() if k == kind)


def sign(kind: Kind, x: float, y: float, size: float) -> Node:
    """The sign with its middle at a point, about as large as a circle of radius ``size``."""
    class_ = f"sign k-{kind}"
    match kind:
        case "contact":
            return circle(x, y, size, class_=class_)
        case "accord":
            side = size * 1.75
            return rect(x - side / 2, y - side / 2, side, side, rx=size / 4, class_=class_)
        case "step":
            return _polygon(
                class_,
                (x, y - size * 1.3),
                (x + size * 1.3, y),
                (x, y + size * 1.3),
                (x - size * 1.3, y),
            )
        case "words":
            return path(_bubble(x, y, size), class_=class_)
        case "force":
            return _polygon(class_, *_burst(x, y, size))
    wing = size * 1.05
    d = f"M{x - wing:.1f} {y + wing:.1f}V{y - wing:.1f}H{x + wing:.1f}L{x + wing * 0.4:.1f} {y - wing * 0.3:.1f}L{x + wing:.1f} {y + wing * 0.4:.1f}H{x - wing:.1f}"
    return path(d, class_=class_)


def _bubble(x: float, y: float, size: float) -> str:
    """A bubble of speech: a box with a tail at its lower left."""
    wide, high = size * 1.12, size * 0.85
    left, right, top, bottom = x - wide, x + wide, y - high, y + high
    tail = f"H{left + size:.1f}L{left + size * 0.2:.1f} {bottom + size * 0.75:.1f}V{bottom:.1f}"
    return f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}{tail}H{left:.1f}Z"


def _burst(x: float, y: float, size: float) -> list[tuple[float, float]]:
    """A star of eight short points."""
    out, inner = size * 1.4, size * 0.92
    radii = [out if i % 2 == 0 else inner for i in range(16)]
    return [(x + r * sin(pi * i / 8), y - r * cos(pi * i / 8)) for i, r in enumerate(radii)]


def swatch(drawn: Node, width: float = 18, height: float = 16) -> Node:
    """A sign as a small picture of its own, for keys and tables."""
    return node(
        "svg", drawn, class_="swatch", view_box=f"0 0 {width:g} {height:g}",
        width=width, height=height, aria_hidden="true", focusable="false",
    )  # fmt: skip


def _polygon(class_: str, *points: tuple[float, float]) -> Node:
    return node("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=class_)
