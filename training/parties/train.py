"""Fits the weights by which the parties of acts are chosen; writes ``parties.tsv``.

    python -m training.parties.train ANNOTATED.jsonl [--check OTHER.jsonl]

Every act that the extraction finds in the annotated articles is paired with the annotated events of its type whose
evidence holds its sentence. Right are the sides of their actors, and, given the actor, of their recipients; of acts
done together, either. Two log-linear models over the candidates are fitted by gradient ascent, with a penalty on the
squared weights; that of recipients learns from actors as a model that has not seen the article chooses them. The
figures printed are of articles left out, then of stories left out, as ``parley evaluate gold`` counts them. The
weights are facts about kinds of acts; no text of the articles is kept.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from parley.evaluate.gold import measures, tally
from parley.evaluate.measures import Tally
from parley.evaluate.sameness import Sameness
from parley.extract.component import Draft
from parley.extract.events import linking
from parley.extract.events.acts import MUTUAL, Act
from parley.extract.events.candidates import Candidate, Role
from parley.extract.events.events import EventMaker, Events
from parley.extract.events.linking import Linker, Weights, sort_of
from parley.facts import open_facts
from parley.models import open_tagger
from parley.records import Actor, Event
from parley.spans import Span
from training.acts.reliability import drafts, story_of

RIDGE = 16.0
"""Penalty on the squared weights. Swept 8 to 32 on articles and on stories left out: no difference."""
LEAST_SEEN = 4
"""Acts in which a feature must stand to have a weight."""
LEAST_WEIGHT = 0.05
"""Weights nearer to nought are left out of the table."""
ROUNDS, RATE = 200, 0.03
SHOWN = ("events.type", "events.+actor", "events.+both", "events.swapped", "events.status")
FOLDS = 5
TARGET = Path(__file__).parents[2] / "src/parley/extract/data/parties.tsv"

Array = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Row = dict[str, Any]
Known = dict[tuple[str, str], dict[str, float]]


class Example(NamedTuple):
    """The candidates for a role of an act, which of them are right, and the sort of act."""

    found: tuple[Candidate, ...]
    right: tuple[bool, ...]
    sort: tuple[str, ...]


class Case(NamedTuple):
    """An act of an article, with the annotated events that it may be."""

    article: int
    act: Act
    event: Event
    gold: tuple[Row, ...]
    actors: tuple[Row, ...]
    linker: Linker

    def example(self, role: Role) -> Example:
        """The candidates for a role, each with whether it is right."""
        found = tuple(self.linker.candidates.of(self.act, self.event, role))
        cast = self.linker.parties.cast.actors.values()
        same = Sameness(self.actors, [shown(a) for a in cast])
        sides = list(self._sides(same, role))
        right = tuple(
            any(same.some_side(s, c.keys) if c.keys else not s for s in sides) for c in found
        )
        return Example(found, right, sort_of(self.act, self.event.type))

    def _sides(self, same: Sameness, role: Role) -> Iterator[Sequence[str]]:
        """The sides that are right; for recipients, those of the events that the actor fits."""
        mutual = self.event.type in MUTUAL
        if role == "actor":
            for g in self.gold:
                yield [*g["actor"], *(g["recipient"] if mutual else ())]
            return
        own = self.event.actor
        fitting = [g["recipient"] for g in self.gold if same.some_side(g["actor"], own)]
        if mutual:
            fitting += [g["actor"] for g in self.gold if same.some_side(g["recipient"], own)]
        yield from fitting or (g["recipient"] for g in self.gold)


def main() -> None:
    """Collect, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("--check", type=Path)
    options = parser.parse_args()
    rows, made = read(options.annotated)
    cases = list(collect(rows, made))
    print(f"{len(cases)} acts")
    numbers = range(len(rows))
    stories = [story_of(row) for row in rows]
    for name, groups in (
        ("articles left out", [[n for n in numbers if n % FOLDS == k] for k in range(FOLDS)]),
        ("stories left out", [[n for n in numbers if stories[n] == s] for s in sorted(set(stories))]),
    ):  # fmt: skip
        print(name, *left_out(rows, made, cases, groups), sep="\n  ")
    write(fit_both(cases))
    if options.check is not None:
        print(options.check, *figures(tally_all(*read(options.check))), sep="\n  ")


def read(path: Path) -> tuple[list[Row], list[Draft]]:
    """A file of annotated articles, and the articles read as far as events need it."""
    rows = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
    return rows, list(drafts(rows, open_tagger()))


def collect(rows: Sequence[Row], made: Sequence[Draft]) -> Iterator[Case]:
    """The acts of the articles that are annotated."""
    events = Events(open_facts())
    for n, (row, draft) in enumerate(zip(rows, made, strict=True)):
        maker = EventMaker(draft, events.facts, events.toponyms)
        for act, event in maker.filled:
            gold = tuple(
                g for g in row["events"] if g["type"] == event.type
                and any(Span(*s).overlaps(event.evidence[0]) for s in g["evidence"])
            )  # fmt: skip
            if gold:
                yield Case(n, act, event, gold, tuple(row["actors"]), maker.linker)


def fit_both(cases: Sequence[Case]) -> Known:
    """The weights for actors; and for recipients, given actors chosen by weights that have not seen the article."""
    actors = [case.example("actor") for case in cases]
    chosen = []
    for k in range(FOLDS):
        seen = [e for c, e in zip(cases, actors, strict=True) if c.article % FOLDS != k]
        known = Weights(fit(seen, "actor"))
        for case in (c for c in cases if c.article % FOLDS == k):
            event = case.linker.acted(case.act, case.event, known)
            chosen.append(case._replace(event=event))
    return fit(actors, "actor") | fit([c.example("recipient") for c in chosen], "recipient")


def fit(examples: Sequence[Example], role: Role) -> Known:
    """The weights of the features for a role, by the names of sorts of act."""
    examples = [e for e in examples if any(e.right)]
    flat = [
        (k, c, r) for k, e in enumerate(examples) for c, r in zip(e.found, e.right, strict=True)
    ]
    owned = [[(s, n) for n in sorted(c.names) for s in examples[k].sort] for k, c, _ in flat]
    seen: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for (k, _, _), own in zip(flat, owned, strict=True):
        for feature in own:
            seen[feature].add(k)
    features = sorted(f for f, acts in seen.items() if len(acts) >= LEAST_SEEN)
    at = {f: i for i, f in enumerate(features)}
    pairs = [(row, at[f]) for row, own in enumerate(owned) for f in own if f in at]
    weights = ascend(
        np.array(pairs), np.array([k for k, _, _ in flat]), np.array([r for *_, r in flat], float)
    )
    out: Known = {}
    for (sort, name), weight in zip(features, weights.tolist(), strict=True):
        out.setdefault((role, sort), {})[name] = weight
    return out


def ascend(pairs: Any, owner: Any, right: Array) -> Array:
    """Weights of a log-linear model, by Adam.

    Args:
        pairs: (candidate, feature) of each feature that holds; owner: the act of each candidate.
        right: 1 for candidates that are right, else 0.
    """
    row, feature = pairs.T
    w = np.zeros(feature.max() + 1)
    slow, size = np.zeros_like(w), np.zeros_like(w)
    for n in range(1, ROUNDS + 1):
        scores = np.bincount(row, w[feature], len(owner))
        believed = np.exp(scores - scores.max())
        believed /= np.bincount(owner, believed)[owner]
        target = believed * right
        target /= np.bincount(owner, target)[owner]
        slope = np.bincount(feature, (target - believed)[row], len(w)) - RIDGE * w
        slow, size = 0.9 * slow + 0.1 * slope, 0.99 * size + 0.01 * slope**2
        w += RATE * (slow / (1 - 0.9**n)) / (np.sqrt(size / (1 - 0.99**n)) + 1e-6)
    return w


def left_out(
    rows: Sequence[Row],
    made: Sequence[Draft],
    cases: Sequence[Case],
    groups: Sequence[Sequence[int]],
) -> Iterator[str]:
    """The figures of articles, each by weights of the other groups."""
    tallies = []
    for group in groups:
        write(fit_both([c for c in cases if c.article not in group]))
        tallies += tally_all([rows[n] for n in group], [made[n] for n in group])
    yield from figures(tallies)


def tally_all(rows: Sequence[Row], made: Sequence[Draft]) -> list[Tally]:
    """What the measures count of each article's events, by the weights that are written."""
    events, out = Events(open_facts()), []
    for row, draft in zip(rows, made, strict=True):
        draft = events(draft)
        found = [
            {
                "type": e.type, "status": e.status, "actor": e.actor, "recipient": e.recipient,
                "evidence": [tuple(s) for s in e.evidence],
            }
            for e in draft.events
        ]  # fmt: skip
        out.append(
            tally(row, {"actors": [shown(a) for a in draft.cast.actors.values()], "events": found})
        )
    return out


def figures(tallies: Sequence[Tally]) -> Iterator[str]:
    """What is measured of events."""
    for name, measure in measures(tallies).items():
        if name in SHOWN:
            yield f"{name}: {measure.value:.3f}"


def shown(actor: Actor) -> Row:
    """An actor as the measures see it."""
    return {
        "key": actor.key, "name": actor.name, "kind": actor.kind, "country": actor.country,
        "names_in_text": actor.names,
    }  # fmt: skip


def write(known: Mapping[tuple[str, str], Mapping[str, float]]) -> None:
    """Write the weights that are not nought."""
    lines = [
        "# Made by training/parties/train.py. Weights of log-linear models of who acts, and who is acted upon."
    ]
    lines += [
        f"{role}\t{sort}\t{name}\t{weight:.2f}"
        for (role, sort), weights in sorted(known.items())
        for name, weight in sorted(weights.items())
        if abs(weight) >= LEAST_WEIGHT
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    linking.weights.cache_clear()


if __name__ == "__main__":
    main()
