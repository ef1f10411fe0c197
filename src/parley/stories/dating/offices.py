"""Offices: an article is of the days on which those who speak in it held the offices that it gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from parley.facts import Facts, KnownActor, Tenure
from parley.facts.folding import fold
from parley.records import Mention
from parley.spans import Span
from parley.stories.dating.reasons import Case, Reason, Source, Window

BEFORE_NAME: Final = 60
"""Code points before a name in which its title is looked for."""

_BOUNDARY: Final = re.compile(r'[.;:!?()"“”\n]|, ')
_WORD: Final = re.compile(r"[\w’'-]+")
_NOT_NOW: Final = re.compile(
    r"\b(?:former|then|ex|late|future|past|previous|elect|candidate|predecessor|successor)\b", re.I
)


def offices(facts: Facts) -> Source:
    """Who speaks with the title of an office ("President Obama said") holds it on the day of publication."""

    def held(case: Case, window: Window) -> Iterator[Reason]:
        # Who held an office once comes first: it may tell which of somebody's two terms is meant.
        for tenures, span in sorted(_offices(case, facts), key=lambda found: len(found[0])):
            terms = [Reason("office", t.since, t.until, span) for t in tenures]
            reason = _hull([t for t in terms if window.within(t)] or terms)
            yield reason
            window = window.within(reason) or window

    return held


def _hull(terms: list[Reason]) -> Reason:
    """From the start of the first term to the end of the last."""
    starts, ends = [t.start for t in terms if t.start], [t.end for t in terms if t.end]
    return Reason(
        "office",
        min(starts) if len(starts) == len(terms) else None,
        max(ends) if len(ends) == len(terms) else None,
        terms[0].span,
    )


def _offices(case: Case, facts: Facts) -> Iterator[tuple[list[Tenure], Span]]:
    """The tenures of each office with whose title a known speaker is named."""
    speakers = {s.speaker for s in case.extraction.statements}
    persons = {
        a.key: known
        for a in case.extraction.actors
        if a.kind == "person" and a.key in speakers and (known := facts.actor(a.name))
    }
    seen: set[tuple[str, str]] = set()
    for mention in case.extraction.mentions:
        known = persons.get(mention.actor or "")
        title = _title(mention, case.article.text, facts) if known else None
        if known and title and (known.name, title) not in seen:
            seen.add((known.name, title))
            tenures = _tenures(known, title, facts)
            if tenures:
                yield tenures, mention.span


def _tenures(known: KnownActor, title: str, facts: Facts) -> list[Tenure]:
    return [
        t for t in known.tenures if facts.usual_title(t.title) == title and (t.since or t.until)
    ]


def _title(mention: Mention, text: str, facts: Facts) -> str | None:
    """The title before the name, or at the head of its words; None for one that is no longer held."""
    if mention.kind not in ("name", "surname"):
        return None
    before = _BOUNDARY.split(text[max(0, mention.span.start - BEFORE_NAME) : mention.span.start])[
        -1
    ]
    if _NOT_NOW.search(before):
        return None
    words, inside = _WORD.findall(before), _WORD.findall(mention.span.of(text))
    for at in range(len(words)):
        found = facts.longest_title(words, at)
        if found and at + found[0] == len(words):
            return fold(found[1].same_as)
    found = facts.longest_title(inside, 0)
    return fold(found[1].same_as) if found else None
