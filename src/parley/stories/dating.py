"""Dating: on which days an article was published that does not say so.

Each source gives reasons, which bound the day; the most trustworthy come first, and each narrows the
window that those before it have left. A reason that contradicts better ones is not believed, and once
the window is narrow the weaker ones are not asked. What stays open, or wide, is not dated: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from parley.facts import Facts
from parley.records import Article, Extraction
from parley.stories import dating_text as text
from parley.stories.dating_links import Links
from parley.stories.dating_reasons import Case, Kind, Reason, Source, Window

__all__ = ["Dated", "Kind", "Reason", "find_dates"]

NARROW: Final = 3
"""Days of a window that no weaker reason need narrow further."""

WIDEST: Final = 400
"""Days of the widest window that is an answer."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The days on which an article was published, as far as can be told.

    Attributes:
        article: its id.
        start, end: first and last day, inclusive.
        reasons: all that bounds them, the most trustworthy first.
    """

    article: str
    start: date
    end: date
    reasons: tuple[Reason, ...]


def find_dates(
    undated: Iterable[tuple[Article, Extraction]],
    dated: Iterable[tuple[Article, Extraction]],
    *,
    facts: Facts,
    copies: Iterable[tuple[str, str]] = (),
) -> tuple[Dated, ...]:
    """The days of the undated articles, sorted by article; those that cannot be told are left out.

    The order in which articles come does not count.

    Args:
        undated: articles without a day of publication, with what was extracted from them.
        dated: the others; they are gone through once.
        facts: for the offices that speakers hold.
        copies: (article, leader) pairs, as :func:`~parley.stories.copies.find_copies` gives them when
            undated articles come last.
    """
    cases = sorted((Case(*pair) for pair in undated), key=lambda c: c.article.id)
    sources = _sources(Links(cases, dated, copies), facts)
    found = (_date(case, sources) for case in cases)
    return tuple(d for d in found if d is not None)


def _sources(links: Links, facts: Facts) -> tuple[Source, ...]:
    """Where reasons come from, the most trustworthy first."""
    return (
        text.url_days, links.copies, links.quotations, text.past_dates, text.captions, text.offices(facts),
        links.url_numbers, links.alike, text.datelines, text.planned_dates, text.said_days, text.weekdays,
    )  # fmt: skip


def _date(case: Case, sources: Sequence[Source]) -> Dated | None:
    window, reasons = Window(), list[Reason]()
    for source in sources:
        if window.days <= NARROW:
            break
        for reason in source(case, window):
            left = window.within(reason)
            if left is not None and left != window:
                window = left
                reasons.append(reason)
    if not window.closed or window.days > WIDEST:
        return None
    return Dated(case.article.id, window.start, window.end, tuple(reasons))
