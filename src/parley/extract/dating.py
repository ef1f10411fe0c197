"""Dating: which temporal expression dates an act or an utterance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parley.language import Reading
from parley.records import TimeMention, When
from parley.spans import Span


def date_for(
    times: Sequence[TimeMention],
    reading: Reading,
    anchor: int | Span,
    *,
    default: When,
) -> When:
    """The days on which the act or utterance at ``anchor`` took place.

    A date that depends on the anchor's own clause counts first, then one of its sentence that no other
    verb claims.

    Args:
        times: of the article, sorted.
        reading: of the article.
        anchor: a token, or the words that name the act.
        default: what to answer where no expression dates it.
    """
    token = anchor if isinstance(anchor, int) else _top(reading, anchor)
    if token is None:
        return default
    first, last = reading.sentences[reading.sentence_of(token)]
    inside = [
        t
        for t in _within(times, reading.span(first, last))
        if t.when and t.type in ("DATE", "TIME")
    ]
    mine = _clause(reading, token)
    for time in inside:
        if time.when and _governor(reading, time) in mine:
            return time.when
    return default


def _within(times: Sequence[TimeMention], span: Span) -> list[TimeMention]:
    at = bisect_left(times, span.start, key=lambda t: t.span.end)
    out = []
    while at < len(times) and times[at].span.start < span.end:
        out.append(times[at])
        at += 1
    return out


def _top(reading: Reading, span: Span) -> int | None:
    """The token of the span that hangs highest."""
    tokens = reading.tokens(span)
    inside = set(tokens)
    return next(
        (i for i in tokens if reading.heads[i] == i or reading.heads[i] not in inside), None
    )


def _clause(reading: Reading, token: int) -> frozenset[int]:
    """The anchor and the verb of its clause."""
    verb = next(
        (i for i in (token, *reading.ancestors(token)) if reading.pos[i] in ("VERB", "AUX")), token
    )
    return frozenset((token, verb))


def _governor(reading: Reading, time: TimeMention) -> int | None:
    """The nearest verb above a temporal expression."""
    top = _top(reading, time.span)
    if top is None:
        return None
    return next((i for i in reading.ancestors(top) if reading.pos[i] in ("VERB", "AUX")), None)
