"""SVG as a small tree; what it holds is escaped once, when it is written.

Looks are given by classes alone (``static/charts.css``): the pages forbid style attributes. Texts may come from
articles: what no XML may hold, and what turns the direction of neighbouring text, is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Final

Value = str | int | float | None

_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)

_PLAIN: Final = re.compile(r"[\w .,%#-]*", re.ASCII).fullmatch
"""Numbers, classes …: what needs no escaping."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element; Jinja takes it as markup.

    Attributes:
        attributes: names as they are written in SVG, values before escaping.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node | str, ...] = ()

    def __str__(self) -> str:
        out: list[str] = []
        _write(self, out.append)
        return "".join(out)

    def __html__(self) -> str:
        return str(self)


def node(tag: str, *children: Node | str | None, **attributes: Value) -> Node:
    """An element; None leaves out an attribute or a child.

    Args:
        attributes: ``_`` stands for ``-``, a ``_`` at the end is dropped (``class_``); ``view_box`` is
            ``viewBox``.
    """
    named = tuple((_name(k), _value(v)) for k, v in attributes.items() if v is not None)
    return Node(tag, named, tuple(c for c in children if c is not None))


def group(*children: Node | None, **attributes: Value) -> Node:
    """Elements that belong together."""
    return node("g", *children, **attributes)


def text(words: str, x: float, y: float, **attributes: Value) -> Node:
    """Words at a point of their baseline."""
    return node("text", words, x=x, y=y, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Value) -> Node:
    """A straight line."""
    return node("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: Value) -> Node:
    """A rectangle by its upper left corner."""
    return node("rect", x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), **attributes)


def circle(x: float, y: float, radius: float, **attributes: Value) -> Node:
    """A circle."""
    return node("circle", cx=x, cy=y, r=radius, **attributes)


def path(d: str, **attributes: Value) -> Node:
    """A path."""
    return node("path", d=d, **attributes)


def link(href: str | None, *children: Node | None, **attributes: Value) -> Node:
    """A link to a page of this site; a plain group where there is none.

    Raises:
        ValueError: it leads elsewhere.
    """
    if href is None:
        return group(*children, **attributes)
    if href.startswith("//") or not href.startswith(("/", "?", "#")):
        raise ValueError(f"a chart links to its own site only, not to {href!r}")
    return node("a", *children, href=href, **attributes)


def picture(
    width: float, height: float, *children: Node | None, label: str, class_: str = ""
) -> Node:
    """A whole drawing, as wide as its place; its links are read out, and ``label`` before them."""
    return node(
        "svg",
        *children,
        class_=f"chart {class_}".strip(),
        view_box=f"0 0 {number(width)} {number(height)}",
        role="group",
        aria_label=label,
    )


def number(value: float) -> str:
    """A number with as many decimals as can be seen."""
    short = f"{value:.1f}"
    return short.removesuffix(".0") if short != "-0.0" else "0"


def fit(words: str) -> str:
    """The words without what cannot stand in a drawing."""
    return _UNFIT.sub(" ", words)


def _name(keyword: str) -> str:
    return "viewBox" if keyword == "view_box" else keyword.removesuffix("_").replace("_", "-")


def _value(value: Value) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def _write(element: Node, say: Callable[[str], None]) -> None:
    say(f"<{element.tag}")
    for name, value in element.attributes:
        say(f' {name}="{value if _PLAIN(value) else escape(fit(value))}"')
    if not element.children:
        say("/>")
        return
    say(">")
    for child in element.children:
        if isinstance(child, Node):
            _write(child, say)
        else:
            say(escape(fit(child)))
    say(f"</{element.tag}>")
