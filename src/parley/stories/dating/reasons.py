"""Why an article is thought to be of certain days: reasons, and the window that they leave together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from parley.records import Article, Extraction
from parley.spans import Span

Kind = Literal[
    "url day", "url month", "url number", "copy", "quotation", "past date", "planned date", "office",
    "alike", "dateline", "caption", "said on", "weekday",
]  # fmt: skip
"""What a reason is made of; `dating.SOURCES` has them in the order in which they are believed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that bounds the day of publication.

    Attributes:
        kind: what it is made of.
        start, end: the first and the last day that it leaves; None where it bounds that side not at all.
        span: the words of the article that say so.
        other: id of the dated article that says so.
    """

    kind: Kind
    start: date | None = None
    end: date | None = None
    span: Span | None = None
    other: str | None = None


class Window(NamedTuple):
    """The days, inclusive, on which an article may have been published."""

    start: date = date.min
    end: date = date.max

    @property
    def days(self) -> int:
        """How many days it holds."""
        return (self.end - self.start).days + 1

    @property
    def closed(self) -> bool:
        """Whether it is bounded on both sides."""
        return self.start > date.min and self.end < date.max

    def within(self, reason: Reason) -> Window | None:
        """What the reason leaves of it; None where the two contradict each other."""
        start = max(self.start, reason.start or date.min)
        end = min(self.end, reason.end or date.max)
        return Window(start, end) if start <= end else None


class Case(NamedTuple):
    """An article whose day is sought, and what was extracted from it without knowing the day."""

    article: Article
    extraction: Extraction


Source = Callable[[Case, Window], Iterable[Reason]]
"""Gives reasons for a case; the window holds the days that are still open."""


def around(first: date, last: date, before: int, after: int) -> tuple[date, date]:
    """The days from ``before`` days before ``first`` to ``after`` days after ``last``, in the calendar."""
    start = first - timedelta(min(before, (first - date.min).days))
    return start, last + timedelta(min(after, (date.max - last).days))
