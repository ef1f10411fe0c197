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
from parley.extract.events.status import AHEAD, HIGHEST, MAY, SPEECH, Verdict, class_of
from parley.extract.grammar import CLAUSES, is_definite, is_infinitive
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


def only_named(reading: Reading, act: Act) -> Verdict:
    """What an act is that is named by a noun where a demand, an offer or a threat is told.

    The demands that are rejected were made, and so were the strikes that are to be halted, or that all know of. New
    sanctions that are called for are none, "the threat of a strike" tells that one is possible.
    """
    i = act.token
    if is_any(reading, i):
        return Verdict.POSSIBLE
    if act.type in SPEECH or is_definite(reading, i):
        return Verdict.ACTUAL
    if act.type is not EventType.ASSAULT:
        return Verdict.NOT_AN_ACT
    above = (reading.lemmas[j].lower() for j in islice(reading.ancestors(i), HIGHEST))
    return Verdict.ACTUAL if any(lemma in ENDED for lemma in above) else Verdict.POSSIBLE


def is_plainly_open(reading: Reading, i: int) -> bool:
    """Whether what stands nearest to an act tells that it is open: its own modal, its governor, an "any"."""
    head = reading.heads[i]
    if any(reading.words[j].lower() in MAY and reading.deps[j] == "aux" for j in reading.kids[i]):
        return True
    if reading.deps[i] == "dobj" and class_of(reading, head, "object", i) == "possible":
        return True  # "is mulling sanctions"
    if reading.deps[i] in CLAUSES and is_infinitive(reading, i):
        place = "verb" if reading.pos[head] in ("VERB", "AUX", "ADJ") else "noun"
        return class_of(reading, head, place, i) == "possible"  # "is expected to visit"
    return is_any(reading, i)


def is_any(reading: Reading, i: int) -> bool:
    """Whether a noun stands for whatever there may be of its kind: "any meeting would have to be in Oslo"."""
    return any(reading.words[j].lower() == "any" for j in reading.children(i, "det"))


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
