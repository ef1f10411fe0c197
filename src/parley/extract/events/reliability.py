"""How sure an act is: the reliability of its word, and what stands around it, weighed by a logistic model.

The tables are made by ``training/acts/reliability.py`` from annotated articles: ``shares.tsv`` holds how often each
word of the lexicon is right, ``confidence.tsv`` the weights of a mention, ``entries.tsv`` those of an entry, which
is right once however often it is told. ``entries_tagged.tsv`` and ``fusion.tsv`` are of ``training/acts/fuse.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from parley.extract.events.acts import Act, share
from parley.language import Reading
from parley.records import Event, EventType, Status

EARLY: Final = 6
"""Sentences of an article that count as its beginning."""

WORD: Final = "word"
"""The feature that is the log-odds of the word's share, or of the surest mention."""


def features(act: Act, event: Event, reading: Reading) -> Iterator[str]:
    """Names of what holds of an event that the word of ``act`` made."""
    sentence = reading.sentence_of(act.token)
    yield f"stands as {reading.deps[act.token]}"
    yield f"form {reading.tags[act.token]}"
    yield "always"
    yield f"type {event.type}"
    yield f"status {event.status}"
    yield f"found by {act.key[1]}"
    for side, keys in (("actor", event.actor), ("recipient", event.recipient)):
        yield f"{side} {'open' if not keys else 'inferred' if side in event.inferred else 'stated'}"
    if event.asserted_by is not None:
        yield "told by somebody"
    if sentence < EARLY:
        yield "early"
    if event.date.start is not None:
        yield "dated"
    if event.place is not None:
        yield "placed"
    if event.killed or event.injured:
        yield "with a toll"


def entry_features(event: Event, *, second: bool) -> Iterator[str]:
    """Names of what holds of an entry joined of its mentions.

    Args:
        second: whether its evidence is also that of a surer entry of its type.
    """
    if second:
        yield "second"
    yield "always"
    if event.type in (EventType.ASSAULT, EventType.CONSULT):
        yield f"type {event.type}"
    if event.killed or event.injured:
        yield "with a toll"
    if not event.actor or "actor" in event.inferred:
        yield "actor not stated"
    if event.status is not Status.ACTUAL:
        yield "not actual"
    if len(event.evidence) > 1:
        yield "told again"


@cache
def weights(table: str) -> Mapping[str, float]:
    """The weight of each feature in a table: "confidence", "entries" or "entries_tagged"."""
    text = (files("parley.extract") / "data" / f"{table}.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def log_odds(chance: float) -> float:
    """The logit, bounded."""
    chance = min(max(chance, 0.01), 0.99)
    return math.log(chance / (1 - chance))


def confidence(act: Act, names: Iterable[str]) -> float:
    """The chance that annotators would enter the act."""
    return _chance(weights("confidence"), share(act.key, act.type), names)


def entry_confidence(event: Event, *, tagged: bool, second: bool) -> float:
    """The chance that the entry is one of the annotators', by that of its surest mention.

    Args:
        event: with the confidence of the surest mention.
        tagged: whether the tagger had a part in it.
        second: whether its evidence is also that of a surer entry of its type.
    """
    known = weights("entries_tagged" if tagged else "entries")
    return _chance(known, event.confidence, entry_features(event, second=second))


def _chance(known: Mapping[str, float], first: float, names: Iterable[str]) -> float:
    total = known[WORD] * log_odds(first) + sum(known.get(n, 0.0) for n in names)
    return 1 / (1 + math.exp(-total))
