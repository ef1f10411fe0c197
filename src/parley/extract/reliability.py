"""How sure an act is: the reliability of its word, and what stands around it, weighed by a logistic model.

Both tables are made by ``training/acts/reliability.py`` from annotated articles: ``shares.tsv`` holds how often each
word of the lexicon is right, ``confidence.tsv`` the weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from parley.extract.acts import Act, share
from parley.language import Reading
from parley.records import Event

EARLY: Final = 6
"""Sentences of an article that count as its beginning."""

WORD: Final = "word"
"""The feature that is the log-odds of the word's share."""


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


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    text = (files("parley.extract") / "data" / "confidence.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def log_odds(chance: float) -> float:
    """The logit, bounded."""
    chance = min(max(chance, 0.01), 0.99)
    return math.log(chance / (1 - chance))


def confidence(act: Act, names: Iterable[str]) -> float:
    """The chance that annotators would enter the act."""
    known = weights()
    total = known[WORD] * log_odds(share(act.key, act.type)) + sum(known.get(n, 0.0) for n in names)
    return 1 / (1 + math.exp(-total))
