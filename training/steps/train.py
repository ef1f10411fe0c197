"""Trains the weights of proposals' steps on annotated articles; see CARD.md.

    python -m training.steps.train ../shared/gold/train.jsonl [--check ../shared/gold/dev.jsonl]

Sentences of our own (``own.tsv``) join the annotated ones.

The cue table (``data/moves.tsv``) is the prior: regularisation pulls the weights towards what the table says, not
towards nought, so that a few hundred sentences only have to correct it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from parley.clean import clean
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.proposals.gathering import Thread, find_threads
from parley.extract.proposals.moves import features, scenes, surroundings
from parley.extract.proposals.steps import LEAST
from parley.facts import open_facts
from parley.models import open_tagger
from parley.pipeline import Pipeline, body, standard_chain
from parley.records import RawPage, StepKind
from parley.spans import Span

OUTCOMES = ("none", *(str(kind) for kind in StepKind))
LEAST_SEEN = 3
"""Sentences in which a feature must stand to have a weight of its own. Swept 2 to 4: no difference."""
PULL = 12.0
"""Strength of the pull towards the prior. Swept 6 to 16, five-fold and with each story held out in turn: F1 of steps is
.308 and .297 at 12, .311 and .292 at 8."""
ROUNDS, RATE, MOMENTUM = 150, 0.2, 0.9

NEAREST, ABOVE, BESIDE = 2.0, 1.0, 0.6
"""What a cue speaks for its step as the nearest governor, as any governor, anywhere in the sentence."""
EVENT = 0.8
"""What an event of the sentence speaks for the step that it most likely is."""
EVENTS = {
    "AGREE": "accepted", "SUPPORT": "accepted", "REJECT": "rejected", "ACCUSE": "rejected", "REQUEST": "proposed",
    "CONSULT": "under-discussion", "SANCTION": "suspended", "RETREAT": "implemented",
}  # fmt: skip
CONDITIONALS = {"if:only": 0.8, "if:unless": 1.0, "if:until": 0.8, "if:must": 0.8, "if:if": 0.4}
OWN = Path(__file__).with_name("own.tsv")
DATELINE = "GENEVA, March 12, 2024 (Wire) - "
"""What makes a sentence of our own an article."""
TARGET = Path(__file__).parents[2] / "src/parley/extract/data/steps.tsv"

Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that names a proposal: its features, and the steps that it holds."""

    article: str
    found: frozenset[str]
    steps: tuple[str, ...]


def read_drafts(path: Path) -> list[tuple[Mapping[str, Any], Draft]]:
    """The annotated articles with all that is extracted before proposals."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    keep = ("id", "publisher", "published", "title")
    pages = [RawPage(r["id"], "text", r["text"], given={k: r[k] for k in keep}) for r in rows]
    return list(zip(rows, drafts(pages), strict=True))


def drafts(pages: Sequence[RawPage]) -> list[Draft]:
    """Pages with all that is extracted before proposals."""
    chain = [c for c in standard_chain(open_facts(), open_tagger()) if c.name != "proposals"]
    articles, door = [clean(page) for page in pages], Pipeline(components=chain).door
    out = []
    readings = door.read((a.text, body(a)) for a in articles)
    for article, reading in zip(articles, readings, strict=True):
        draft = Draft(article, reading, Cast(), tuple(body(article)))
        for component in chain:
            draft = component(draft)
        out.append(draft)
    return out


def own_examples(path: Path = OWN) -> list[Example]:
    """The sentences of our own, each with the steps that it tells of whatever proposal it names."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    told, sentences = zip(*(line.split("\t") for line in lines), strict=True)
    given = {"published": "2024-03-12"}
    pages = [
        RawPage(f"own-{n}", "text", DATELINE + s, given=given) for n, s in enumerate(sentences)
    ]
    out = []
    for steps, draft in zip(told, drafts(pages), strict=True):
        here = () if steps == "none" else tuple(steps.split("+"))
        around = surroundings(draft)
        for thread in find_threads(draft.reading, draft.cast):
            for scene in scenes(draft, thread, around):
                found = frozenset(features(draft.reading, scene))
                out.append(Example(draft.article.given_id or "own", found, here))
    return out


def examples(annotated: Sequence[tuple[Mapping[str, Any], Draft]]) -> list[Example]:
    """The sentences of every proposal found, with the steps of the annotated one it is paired with."""
    out = []
    for row, draft in annotated:
        threads, around = find_threads(draft.reading, draft.cast), surroundings(draft)
        paired = _pairs(row, threads)
        for n, thread in enumerate(threads):
            steps = row["proposals"][paired[n]]["steps"] if n in paired else []
            for scene in scenes(draft, thread, around):
                here = tuple(
                    s["step"]
                    for s in steps
                    if scene.sentence in draft.reading.sentences_of(Span(*s["evidence"]))
                )
                found = frozenset(features(draft.reading, scene))
                out.append(Example(row["id"], found, here))
    return out


def _pairs(row: Mapping[str, Any], threads: Sequence[Thread]) -> dict[int, int]:
    """Thread → annotated proposal, one to one, by the characters of their mentions that they share."""
    shared = []
    for n, thread in enumerate(threads):
        own = {i for span in thread.mentions for i in range(*span)}
        for g, proposal in enumerate(row["proposals"]):
            both = own & {i for a, b in proposal["mentions"] for i in range(a, b)}
            shared.append((-len(both), g, n))
    out: dict[int, int] = {}
    for count, g, n in sorted(shared):
        if count < 0 and n not in out and g not in out.values():
            out[n] = g
    return out


def vocabulary(given: Sequence[Example]) -> list[str]:
    """The features that get a weight."""
    seen = Counter(name for example in given for name in example.found)
    return sorted(name for name, count in seen.items() if count >= LEAST_SEEN)


def prior(names: Sequence[str]) -> Matrix:
    """What the cue table alone would say: (features, outcomes)."""
    out = np.zeros((len(names), len(OUTCOMES)), np.float32)
    for row, name in zip(out, names, strict=True):
        where, _, rest = name.partition(":")
        strength = {"nearest": NEAREST, "above": ABOVE, "beside": BESIDE}.get(where, 0.0)
        step, turned = rest.rstrip("~"), rest[-1:]
        step = step[:-1] if turned == "-" else step
        if strength and step in OUTCOMES:
            outcome, strength = _turned(step, turned, strength)
            row[OUTCOMES.index(outcome)] += strength
            row[0] -= 0.3 * strength if where != "beside" else 0.0
        if where == "event" and rest in EVENTS:
            row[OUTCOMES.index(EVENTS[rest])] += EVENT
        row[OUTCOMES.index("conditions")] += CONDITIONALS.get(name, 0.0)
        row[OUTCOMES.index("implemented")] += 1.0 if name == "link:under" else 0.0
    return out


def _turned(step: str, turned: str, strength: float) -> tuple[str, float]:
    """The outcome of a step under negation or a modal, and how strongly."""
    if turned == "-":
        rejects = step in ("accepted", "proposed", "signed")
        return ("rejected", strength) if rejects else (step, 0.3 * strength)
    lies_ahead = (
        "signed", "implemented", "accepted", "resumed", "presented", "under-discussion",
    )  # fmt: skip
    return ("expected", strength) if turned == "~" and step in lies_ahead else (step, strength)


def inputs(given: Sequence[Example], names: Sequence[str]) -> Matrix:
    """(examples, features), 1 where the feature is there."""
    at = {name: n for n, name in enumerate(names)}
    out = np.zeros((len(given), len(names)), np.float32)
    for row, example in zip(out, given, strict=True):
        row[[at[name] for name in example.found if name in at]] = 1
    return out


def outputs(given: Sequence[Example]) -> Matrix:
    """(examples, outcomes), shared out evenly where a sentence holds several steps."""
    out = np.zeros((len(given), len(OUTCOMES)), np.float32)
    for row, example in zip(out, given, strict=True):
        for step in example.steps or ("none",):
            row[OUTCOMES.index(step)] += 1 / max(1, len(example.steps))
    return out


def softmax(scores: Matrix) -> Matrix:
    """Row by row."""
    powers = np.exp(scores - scores.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True), np.float32)


def fit(given: Sequence[Example], names: Sequence[str]) -> Matrix:
    """The weights, by gradient descent from the prior."""
    x, y, before = inputs(given, names), outputs(given), prior(names)
    out, step = before.copy(), np.zeros_like(before)
    for _ in range(ROUNDS):
        slope = (x.T @ (softmax(x @ out) - y) + PULL * (out - before)) / len(given)
        step = MOMENTUM * step + slope
        out -= RATE * step
    return out


def agreement(given: Sequence[Example], names: Sequence[str], found: Matrix) -> str:
    """How many of the sentences that are said to hold a step hold it."""
    chance = softmax(inputs(given, names) @ found)
    sure = chance[:, 0] <= 1 - LEAST
    right = sum(
        OUTCOMES[1 + int(row[1:].argmax())] in example.steps
        for row, example, take in zip(chance, given, sure, strict=True)
        if take
    )
    return f"{right} of {int(sure.sum())} right; {sum(bool(e.steps) for e in given)} hold a step"


def write(path: Path, names: Sequence[str], found: Matrix) -> None:
    """The weights as a table; a feature whose weights all round to nought is left out."""
    with path.open("w", encoding="utf-8") as out:
        out.write("# Written by training/steps/train.py; see training/steps/CARD.md.\n")
        out.write("\t".join(("feature", *OUTCOMES)) + "\n")
        for name, row in zip(names, found, strict=True):
            cells = [f"{w:.3f}".replace("-0.000", "0.000") for w in row]
            if any(cell != "0.000" for cell in cells):
                out.write("\t".join((name, *cells)) + "\n")


def main() -> None:
    """Train, write, and say how well it agrees."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--check", type=Path)
    options = parser.parse_args()
    given = [*examples(read_drafts(options.train)), *own_examples()]
    names = vocabulary(given)
    found = fit(given, names)
    write(TARGET, names, found)
    print("train:", agreement(given, names, found))
    if options.check:
        print("check:", agreement(examples(read_drafts(options.check)), names, found))


if __name__ == "__main__":
    main()
