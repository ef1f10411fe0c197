"""What an extractor is: a component that says what it needs and what it adds.

A component is a pure function of a :class:`Draft`; it returns a new draft and writes nothing. A chain of
components that cannot be satisfied fails when it is built, not when it runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from parley.extract.cast import Cast
from parley.language import Reading
from parley.models import Tagged
from parley.records import Article, Event, Place, Proposal, Statement, TimeMention
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way through the extractors; what is not yet extracted is empty.

    Attributes:
        body: the spans of the text that were read: paragraphs without furniture.
        tagged: what the trained tagger found; None where it is not installed.
    """

    article: Article
    reading: Reading
    cast: Cast
    body: tuple[Span, ...] = ()
    tagged: Tagged | None = None
    times: tuple[TimeMention, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    proposals: tuple[Proposal, ...] = ()


class Component(Protocol):
    """One extractor: what it is called, what it needs, what it adds."""

    @property
    def name(self) -> str:
        """Of the component, as it stands in ``versions``."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever its output may."""
        ...

    @property
    def requires(self) -> frozenset[str]:
        """Names of the fields of :class:`Draft` that must be filled."""
        ...

    @property
    def assigns(self) -> frozenset[str]:
        """Names of the fields of :class:`Draft` that it fills."""
        ...

    def __call__(self, draft: Draft) -> Draft:
        """The draft with this component's fields filled."""
        ...


def check_chain(components: Sequence[Component]) -> None:
    """Make sure that every component finds what it requires.

    Raises:
        ValueError: naming the component and what it misses.
    """
    have = {"article", "reading", "body"}
    for component in components:
        missing = component.requires - have
        if missing:
            raise ValueError(f"{component.name} requires {', '.join(sorted(missing))}")
        have |= component.assigns
