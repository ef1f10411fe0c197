"""Terms: how long a proposal is to last, from when, what it covers, what is given for it, and if what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import Final

from parley.extract.component import Draft
from parley.extract.proposals.gathering import Thread
from parley.extract.proposals.moves import governors
from parley.extract.proposals.plans import REACH, near
from parley.language import Reading
from parley.records import Term, TermKind, TimeMention
from parley.spans import Span

LONGEST: Final = 25
"""Tokens of a term to either side of its head: more is a story."""

_STARTING: Final = frozenset("from starting beginning effective".split())
_STARTS: Final = frozenset("begin start take come enter".split())
_COVERING: Final = frozenset("on in over across along around covering".split())
_BARTER: Final = frozenset("exchange return".split())
_CONDITIONALS: Final = frozenset("if unless until provided".split())


def find_terms(draft: Draft, thread: Thread) -> tuple[Term, ...]:
    """The terms of a proposal, each once, in the order of the text."""
    found = {term for head in thread.heads for term in _of_mention(draft, head)}
    return tuple(sorted(found, key=lambda t: (t.span, t.kind)))


def _of_mention(draft: Draft, head: int) -> Iterator[Term]:
    reading = draft.reading
    yield from _times(draft, head)
    for prep in reading.children(head, "prep"):
        if reading.lemmas[prep].lower() in _COVERING:
            for thing in reading.children(prep, "pobj"):
                if not any(t.span.overlaps(reading.token(thing)) for t in _near(draft, prep)):
                    yield Term("scope", _branch(reading, thing))
    for i in (head, *governors(reading, head)[:2]):
        # A clause about the proposal itself ("if the deal holds") is no term of it.
        yield from (t for t in _clauses(reading, i) if not t.span.overlaps(reading.token(head)))


def _times(draft: Draft, head: int) -> Iterator[Term]:
    """Durations beside the head, and the day from which it holds."""
    reading = draft.reading
    starts = any(reading.lemmas[i].lower() in _STARTS for i in governors(reading, head)[:1])
    for time in _near(draft, head):
        tokens = reading.tokens(time.span)
        if not tokens:
            continue
        before = reading.words[max(0, tokens[0] - 1)].lower()
        if time.type == "DURATION":
            words = time.span.of(reading.text).lower()
            exact = time.value is not None and "X" not in time.value and "past" not in words
            if exact and (_below(reading, tokens[0], head) or before in ("for", "of")):
                yield Term("duration", time.span, time.value)
        elif time.when is None or time.when.start is None or tokens[0] < head:
            continue
        elif before in _STARTING or starts:
            yield Term("start", time.span, time.when.start.isoformat())


def _clauses(reading: Reading, i: int) -> Iterator[Term]:
    """What is asked in exchange, and the conditions, that hang on a word."""
    for j in reading.kids[i]:
        if reading.lemmas[j].lower() in _CONDITIONALS and reading.deps[j] == "prep":
            yield Term("condition", _branch(reading, j))
        marks = {reading.lemmas[k].lower() for k in reading.children(j, "mark")}
        even = any(reading.lemmas[k].lower() == "even" for k in reading.kids[j])
        if reading.deps[j] == "advcl" and marks & _CONDITIONALS and not even:
            yield Term("condition", _branch(reading, j))
        if reading.lemmas[j].lower() == "in":
            for barter in reading.children(j, "pobj"):
                if reading.lemmas[barter].lower() in _BARTER:
                    for prep in reading.children(barter, "prep"):
                        yield from _things(reading, prep, "exchange")


def _things(reading: Reading, prep: int, kind: TermKind) -> Iterator[Term]:
    for thing in reading.children(prep, "pobj", "pcomp"):
        yield Term(kind, _branch(reading, thing))


def _near(draft: Draft, i: int) -> list[TimeMention]:
    """The temporal expressions within reach of a token."""
    first, last = draft.reading.sentences[draft.reading.sentence_of(i)]
    around = draft.reading.span(max(first, i - REACH), min(last, i + REACH + 1))
    at = bisect_right(draft.times, around.start, key=lambda t: t.span.end)
    return list(takewhile(lambda t: t.span.start < around.end, islice(draft.times, at, None)))


def _below(reading: Reading, i: int, head: int) -> bool:
    """Whether a token hangs on the head, over at most four steps."""
    for _ in range(4):
        if i == head:
            return True
        i = reading.heads[i]
    return False


def _branch(reading: Reading, top: int) -> Span:
    """A word with what hangs on it, cut to the longest term around it."""
    inside = (top, *near(reading, top, reach=LONGEST))
    first, last = min(inside), max(inside)
    while last > top and reading.pos[last] == "PUNCT":
        last -= 1
    return reading.span(first, last + 1)
