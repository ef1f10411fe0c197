"""Acts of force that are only talked of: one that is threatened throughout an article is nowhere told as done.

"Parliament will vote on a strike" says that there may be one; "critics say that the strike would be a mistake" goes on
about the same. A noun that does not tell by itself whether it took place takes over what the article says of the
attacks of that side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from parley.extract.cast import Cast
from parley.extract.events.acts import SUPPORT_VERBS, Act
from parley.extract.events.answers import HARM
from parley.extract.events.status import AHEAD, HIGHEST, Verdict
from parley.extract.grammar import is_definite
from parley.language import Reading
from parley.records import Event, EventType, Status

ENDED: Final = frozenset(
    "stop halt end cease suspend pause freeze cessation condemn escalate refrain".split()
)
"""Lemmas above an attack that is under way."""

Pair = tuple[str, str]
"""The sides of an attack."""


def in_prospect(
    found: Sequence[tuple[Act, Event]], reading: Reading, cast: Cast
) -> list[tuple[Act, Event]]:
    """The acts; attacks that no word tells as done are possible where all told plainly lie ahead.

    Args:
        found: with their sides.
    """
    ahead: dict[Pair, Event] = {}
    done: set[Pair] = set()
    for act, event in found:
        if event.type is not EventType.ASSAULT:
            continue
        if event.status in AHEAD:
            ahead |= dict.fromkeys(_pairs(event, cast), event)
        elif event.status is Status.ACTUAL and not _is_bare(act, event, reading):
            done.update(_pairs(event, cast))
    only = ahead.keys() - done
    return [(act, _ahead(act, event, only, reading, cast)) for act, event in found]


def is_ahead(reading: Reading, act: Act) -> Verdict | None:
    """That a deed is possible of which only a threat, a call or a plan is told: "the threat of a strike".

    The strikes that are to be halted, or that all know of, have been.
    """
    if act.type is not EventType.ASSAULT or is_definite(reading, act.token):
        return None
    above = (reading.lemmas[j].lower() for j in islice(reading.ancestors(act.token), HIGHEST))
    return None if any(lemma in ENDED for lemma in above) else Verdict.POSSIBLE


def _ahead(act: Act, event: Event, only: set[Pair], reading: Reading, cast: Cast) -> Event:
    if event.type is not EventType.ASSAULT or event.status is not Status.ACTUAL:
        return event
    if not _is_bare(act, event, reading) or only.isdisjoint(_pairs(event, cast)):
        return event
    return replace(event, status=Status.POSSIBLE)


def _is_bare(act: Act, event: Event, reading: Reading) -> bool:
    """Whether the act is named by a noun, and nothing there tells that it took place."""
    i = act.token
    if reading.pos[i] not in ("NOUN", "PROPN") or reading.lemmas[i].lower() in HARM:
        return False
    head = reading.heads[i]
    lent = reading.deps[i] in ("dobj", "nsubjpass") and reading.lemmas[head] in SUPPORT_VERBS
    return not (lent or event.tolls or event.date.start is not None)


def _pairs(event: Event, cast: Cast) -> Iterator[Pair]:
    """Each side that acts with each that is acted upon."""
    for actor in event.actor:
        for recipient in event.recipient:
            yield _side(actor, cast), _side(recipient, cast)


def _side(key: str, cast: Cast) -> str:
    return cast.actors[key].country or key
