"""Steps: the moves in the life of a proposal, each with who makes it, when, and its sentence.

The weights in ``data/steps.tsv`` are a softmax regression over the features of :mod:`parley.extract.proposals.moves`, trained
from the cue table as its prior (``training/steps``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from parley.extract.component import Draft
from parley.extract.proposals.gathering import Thread
from parley.extract.proposals.moves import (
    Scene,
    Surroundings,
    features,
    governors,
    movers,
    scenes,
)
from parley.extract.proposals.outcomes import ASKED, ASSENT, cue_of, is_to_be_presented, outcome
from parley.extract.proposals.told_steps import told_by_name
from parley.extract.times.dating import date_for
from parley.ids import content_id
from parley.language import Reading
from parley.records import Step, StepKind, When
from parley.spans import Span

LEAST: Final = 0.35
"""Chance that a sentence makes any move, from which its likeliest is entered. Five-fold on gold/train, swept .25 to .45:
the highest F1 of steps."""

LIKELIEST: Final = 0.25
"""Chance that the likeliest move must have itself; below it the sentence may tell any. Swept 0 to .3 five-fold and with
each story held out: F1 stays, precision rises from .33 to .38."""

RELIABLE: Final = 0.75
"""By how much the weights' chance of a move is lowered, since its side and its proposal may be wrong. On gold/dev the
mean confidence is .30, the share of right steps .31."""

_SPOKEN: Final = ("speaker", "cue", "subject", "own", "any")
_SHARED: Final = ("between", "cue", "subject", "with", "speaker", "any")
_DONE: Final = ("cue", "by", "subject", "speaker", "between", "own", "any")
_SIDES: Final = ("between", "with")
_ORDER: Final = {
    StepKind.EXPECTED: _SPOKEN,
    StepKind.CONDITIONS: ("subject", "cue", "speaker", "own", "any"),
    StepKind.UNDER_DISCUSSION: _SHARED,
    StepKind.SIGNED: _SHARED,
    StepKind.RESUMED: _SHARED,
    StepKind.IMPLEMENTED: _SHARED,
    StepKind.VIOLATED: ("accused", "cue", "by", "between"),
}
"""Where whoever makes a step stands, the likeliest place first; ``_DONE`` for the other steps."""
_ELSEWHERE: Final = frozenset(("subject", "any"))
"""Places of whoever acts in another clause."""
_SIDES_OF: Final = frozenset(
    {StepKind.UNDER_DISCUSSION, StepKind.SIGNED, StepKind.RESUMED, StepKind.IMPLEMENTED}
)
"""Moves that both sides make, where a sentence names nobody: "when the talks resumed"."""


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


PLAIN: Final = 0.4
"""Confidence of a move that is told by a plain construction: share right on gold/train, rounded."""


def chances(found: Iterable[str]) -> dict[str, float]:
    """The chance of each outcome, ``none`` among them, of a sentence with these features."""
    outcomes, rows = weights()
    # Sorted, so that a sum of floats is the same whatever the order of a set.
    known = [rows[name] for name in sorted(found) if name in rows]
    scores = [math.fsum(column) for column in zip(*known, strict=True)] or [0.0] * len(outcomes)
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    return {o: p / sum(powers) for o, p in zip(outcomes, powers, strict=True)}


def find_steps(draft: Draft, thread: Thread, around: Surroundings) -> tuple[Step, ...]:
    """The moves of a proposal in the order of the text: one a sentence, and those that its name tells.

    A demand of which no sentence tells a move is none: "the country's demands" that nobody meets or rejects.
    """
    found = list(_found(draft, thread, around))
    asked = thread.topic == ASKED and not any(made for _, made in found)
    return () if asked else tuple({step.id: step for step, _ in found}.values())


def _found(draft: Draft, thread: Thread, around: Surroundings) -> Iterator[tuple[Step, bool]]:
    """The moves, each with whether a sentence makes it."""
    told: set[tuple[StepKind, str]] = set()
    agreed: tuple[str, ...] = ()
    for scene in scenes(draft, thread, around):
        step = _of_sentence(draft, scene, agreed)
        for kind, by in told_by_name(draft.reading, draft.cast, scene):
            new = {(kind, k) for k in by} - told
            told |= new
            answers = step is not None and step.step is kind
            if answers:
                step = None
            if new:
                yield _as_told(draft, scene, kind, by), answers
        if step is not None:
            agreed = step.by if step.step in ASSENT else agreed
            told |= {(step.step, k) for k in step.by}
            yield step, True


def _of_sentence(draft: Draft, scene: Scene, agreed: tuple[str, ...]) -> Step | None:
    """The likeliest move of a sentence, where it makes one."""
    chance = chances(features(draft.reading, scene))
    if 1 - chance.pop("none") < LEAST:
        ahead = is_to_be_presented(draft.reading, scene)
        return _step(draft, scene, StepKind.EXPECTED, PLAIN) if ahead else None
    likeliest = StepKind(max(chance, key=lambda name: chance[name]))
    sure, kind = chance[likeliest], likeliest
    if sure < LIKELIEST:
        return None
    done = outcome(draft.reading, scene, kind)
    if done is None:
        return None
    step = _step(draft, scene, done, sure)
    if done in ASSENT and "by" in step.inferred and agreed:
        return _as_agreed(draft, scene, step, agreed)
    return step


def _as_agreed(draft: Draft, scene: Scene, step: Step, by: tuple[str, ...]) -> Step:
    """The step by those who agreed before, where its sentence has nobody: "the deal was reached in Oman"."""
    return replace(step, id=_id(draft, scene, step.step, by, step.evidence), by=by)


def _as_told(draft: Draft, scene: Scene, kind: StepKind, by: tuple[str, ...]) -> Step:
    evidence = draft.reading.sentence_span(scene.sentence)
    return Step(_id(draft, scene, kind, by, evidence), kind, by, When(), evidence, PLAIN)


def _step(draft: Draft, scene: Scene, kind: StepKind, chance: float) -> Step:
    found = movers(draft, scene, kind)
    order = _ORDER.get(kind, _DONE)
    cue = cue_of(draft.reading, scene, kind)
    if kind is StepKind.CONDITIONS and cue is not None and draft.reading.pos[cue] == "NOUN":
        order = _SPOKEN  # "the withdrawal of Chad was a condition, Egypt said": it is Egypt's
    if cue is not None and draft.reading.lemmas[cue].lower() == "receive":
        order = ("by",)  # who received it has presented nothing
    if cue is not None and _befalls(draft.reading, scene, cue):
        order = _SIDES
    if cue is not None and _is_unknown(draft, scene, cue):
        found = {p: keys for p, keys in found.items() if p not in _ELSEWHERE}
    place = next((p for p in order if p in found), None)
    by = found[place] if place is not None else ()
    if not by and kind in _SIDES_OF:
        by = _parties(draft, scene)
    date, inferred = _date(draft, scene)
    evidence = draft.reading.sentence_span(scene.sentence)
    return Step(
        id=_id(draft, scene, kind, by, evidence),
        step=kind,
        by=by,
        date=date,
        evidence=evidence,
        confidence=RELIABLE * chance,
        asserted_by=_asserter(scene, by),
        inferred=(*inferred, *(("by",) if place == "any" else ())),
    )


def _is_unknown(draft: Draft, scene: Scene, cue: int) -> bool:
    """Whether the verb of the move has a subject of its own that is none of the actors: "while critics push for it"."""
    own = [j for j in draft.reading.children(cue, "nsubj") if j not in scene.heads]
    named = [j for j in own if draft.reading.pos[j] in ("NOUN", "PROPN")]
    return bool(named) and not any(draft.cast.of_token(draft.reading, j) for j in named)


def _parties(draft: Draft, scene: Scene) -> tuple[str, ...]:
    """The two states whose talks, or truce, the article's phrases say it is."""
    sides = scene.thread.parties
    found = [k for k, a in draft.cast.actors.items() if a.kind == "state" and a.country in sides]
    return tuple(sorted(found)) if len(sides) == len(found) == 2 else ()


def _befalls(reading: Reading, scene: Scene, cue: int) -> bool:
    """Whether the move is what a proposal does by itself: "the truce collapsed", "a truce that took effect"."""
    subjects = reading.children(cue, "nsubj")
    if reading.deps[cue] == "relcl" and any(reading.tags[j] == "WDT" for j in subjects):
        subjects = [reading.heads[cue]]
    return any(h in subjects for h in scene.heads)


def _id(draft: Draft, scene: Scene, kind: StepKind, by: tuple[str, ...], evidence: Span) -> str:
    return content_id("sp", draft.article.id, scene.thread.key, kind, by, evidence)


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
