"""Steps: the moves in the life of a proposal, each with who makes it, when, and its sentence.

The weights in ``data/steps.tsv`` are a softmax regression over the features of :mod:`parley.extract.moves`, trained
from the cue table as its prior (``training/steps``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from parley.extract.component import Draft
from parley.extract.dating import date_for
from parley.extract.moves import Scene, Surroundings, features, governors, movers, scenes
from parley.extract.plans import Thread
from parley.ids import content_id
from parley.records import Step, StepKind, When

LEAST: Final = 0.35
"""Chance that a sentence makes any move, from which its likeliest is entered. Five-fold on gold/train, swept .25 to .45:
the highest F1 of steps."""

RELIABLE: Final = 0.75
"""By how much the weights' chance of a move is lowered, since its side and its proposal may be wrong. On gold/dev the
mean confidence is .30, the share of right steps .31."""

_SPOKEN: Final = ("speaker", "cue", "subject", "own", "any")
_SHARED: Final = ("between", "cue", "subject", "with", "speaker", "any")
_DONE: Final = ("cue", "by", "subject", "speaker", "between", "own", "any")
_ORDER: Final = {
    StepKind.EXPECTED: _SPOKEN,
    StepKind.CONDITIONS: ("subject", "cue", "speaker", "own", "any"),
    StepKind.UNDER_DISCUSSION: _SHARED,
    StepKind.SIGNED: _SHARED,
    StepKind.RESUMED: _SHARED,
    StepKind.IMPLEMENTED: _SHARED,
}
"""Where whoever makes a step stands, the likeliest place first; ``_DONE`` for the other steps."""


class Weights(NamedTuple):
    """What each feature says for each outcome; the first outcome is that there is no step."""

    outcomes: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


@cache
def weights() -> Weights:
    """The trained weights."""
    text = (files("parley.extract") / "data" / "steps.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    rows = {row[0]: tuple(map(float, row[1:])) for row in lines[1:]}
    return Weights(tuple(lines[0][1:]), rows)


def chances(found: Iterable[str]) -> dict[str, float]:
    """The chance of each outcome, ``none`` among them, of a sentence with these features."""
    outcomes, rows = weights()
    # Sorted, so that a sum of floats is the same whatever the order of a set.
    known = [rows[name] for name in sorted(found) if name in rows]
    scores = [math.fsum(column) for column in zip(*known, strict=True)] or [0.0] * len(outcomes)
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return {o: p / sum(powers) for o, p in zip(outcomes, powers, strict=True)}


def find_steps(draft: Draft, thread: Thread, around: Surroundings) -> Iterator[Step]:
    """The moves of a proposal, at most one a sentence, in the order of the text."""
    for scene in scenes(draft, thread, around):
        chance = chances(features(draft.reading, scene))
        if 1 - chance.pop("none") < LEAST:
            continue
        best = max(chance, key=lambda name: chance[name])
        yield _step(draft, scene, StepKind(best), chance[best])


def _step(draft: Draft, scene: Scene, kind: StepKind, chance: float) -> Step:
    found = movers(draft, scene)
    place = next((p for p in _ORDER.get(kind, _DONE) if p in found), None)
    by = found[place] if place is not None else ()
    date, inferred = _date(draft, scene)
    evidence = draft.reading.sentence_span(scene.sentence)
    return Step(
        id=content_id("sp", draft.article.id, scene.thread.key, kind, by, evidence),
        step=kind,
        by=by,
        date=date,
        evidence=evidence,
        confidence=RELIABLE * chance,
        asserted_by=_asserter(scene, by),
        inferred=(*inferred, *(("by",) if place == "any" else ())),
    )


def _asserter(scene: Scene, by: tuple[str, ...]) -> str | None:
    """Who reports the move, where it is not their own."""
    speakers = (s.speaker for s in scene.over)
    return next((k for k in speakers if k is not None and k not in by), None)


def _date(draft: Draft, scene: Scene) -> tuple[When, tuple[str, ...]]:
    """The day of the move by its sentence, else of the statement that makes or reports it."""
    above = governors(draft.reading, scene.heads[0])
    anchor = above[0] if above else scene.heads[0]
    day = date_for(draft.times, draft.reading, anchor, default=When())
    if day.start is None and scene.over and scene.over[0].date.start is not None:
        return scene.over[0].date, ("date",)
    return day, ()
