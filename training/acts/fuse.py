"""How rules and tagger are joined: writes ``fusion.tsv`` and ``entries_tagged.tsv``.

    python -m training.acts.fuse ../shared/gold DIR

DIR is what ``training/acts/heads.py`` wrote: heads of the tagger for each fold, trained without it. The weights are
fitted on the annotated training articles and on the second part of the sentences, as rules and heads see them that
were made without their stories, and on the dev articles, which neither knows; the weights of entries likewise. The loss on what is left out, in as many
folds as there are stories, is printed beside that of either alone. Run it again whenever the tagger's weights change.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from parley.extract.component import Draft
from parley.extract.events import tagged_acts
from parley.extract.events.events import EventMaker, Events
from parley.facts import open_facts
from parley.models import AttributionTagger, open_tagger
from parley.models.manifest import WEIGHTS, read_manifest
from parley.models.pieces import Splitter
from parley.models.runtime import OnnxNetwork
from parley.spans import Span
from training.acts import reliability
from training.acts.reliability import DATA, Entry, drafts, entries_of, logistic, story_of
from training.acts.sentences import FOLDS, HELD, fold_of, read_sentences

RIDGE = 4.0
"""Penalty on the squared weights; 1 and 10 have the same loss on stories left out."""
FIRST = ("always", "rules", "tagger", "tagger alone", "only", *(f"behind {n}" for n in range(4)))
FILLER = "The sky over the old town was grey, and the streets were wet from the rain of the night before."
"""A second paragraph: a single sentence is no article."""

Row = dict  # type: ignore[type-arg]


class Weighed(NamedTuple):
    """An act: what is weighed of it, whether it is annotated, and its story."""

    evidence: Mapping[str, float]
    right: bool
    story: str


class Set(NamedTuple):
    """Annotated articles as the tagger sees them that was made without them."""

    rows: Sequence[Row]
    made: Sequence[Draft]


def main(gold: Path, heads: Path) -> None:
    """Collect, fit, print and write."""
    train = _tagged(_rows(gold / "train.jsonl"), heads, lambda row: fold_of(row["id"]))
    dev = _tagged(_rows(gold / "dev.jsonl"), heads, lambda row: "heads")
    written = _tagged(_written(), heads, lambda row: HELD)
    events = Events(open_facts())
    acts = [a for part in _without_stories(train) for a in weighed(part, events)]
    acts += [a for part in (dev, written) for a in weighed(part, events)]
    for names in (FIRST[:2], ("always", "tagger"), FIRST[:4], FIRST, _names(acts)):
        print(
            f"{' + '.join(names[1:10])} ({len(names)}): loss left out {left_out(acts, names):.4f}"
        )
    _write_fusion(acts)
    entries = [e for part in _without_stories(train) for e in _entries(part, events)]
    entries += [e for part in (dev, written) for e in _entries(part, events)]
    reliability.write_entries(entries, "entries_tagged")
    print(f"{len(acts)} acts, {len(entries)} entries; written to {DATA}")


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _written() -> list[Row]:
    """The second part of the written sentences, each as an article."""
    out = []
    for n, item in enumerate(s for s in read_sentences() if s.fold == HELD):
        head = "NAIROBI, March 12, 2025 (Test Wire) - "
        span = [len(head), len(head) + len(item.text)]
        events = [{"type": kind, "evidence": [span]} for kind in sorted(item.types)]
        text = f"{head}{item.text}\n\n{FILLER}"
        out.append({"id": f"written{n % 5}-{n}", "text": text, "events": events})
    return out


def _tagged(rows: Sequence[Row], heads: Path, fold: Callable[[Row], str]) -> Set:
    """The articles, each tagged with the heads of its fold."""
    taggers = {name: _tagger(heads / f"{name}.onnx") for name in (*FOLDS, "heads")}
    made = []
    for row, draft in zip(rows, drafts(rows, open_tagger()), strict=True):
        reading = draft.reading
        sentences = [reading.sentence_span(k) for k in range(len(reading.sentences))]
        tagged = taggers[fold(row)].tag(reading.text, draft.body, sentences)
        made.append(replace(draft, tagged=tagged))
    return Set(rows, made)


def _tagger(heads: Path) -> AttributionTagger:
    """The installed tagger with other heads."""
    folder = WEIGHTS / "attribution"
    manifest = read_manifest(folder)
    assert manifest is not None
    with tempfile.TemporaryDirectory() as work:
        for path in folder.iterdir():
            shutil.copyfile(heads if path.name == "heads.onnx" else path, Path(work, path.name))
        return AttributionTagger(
            manifest, Splitter(folder / "tokenizer.json"), OnnxNetwork(Path(work))
        )


def _without_stories(train: Set) -> Iterator[Set]:
    """The articles of each story, while the tables of the rules know nothing of it."""
    tables = [DATA / f"{name}.tsv" for name in ("shares", "confidence")]
    before = [path.read_text("utf-8") for path in tables]
    plain = [replace(draft, tagged=None) for draft in train.made]
    found = list(reliability.collect(train.rows, plain))
    try:
        for story in reliability.stories(train.rows):
            inside = [n for n, row in enumerate(train.rows) if story_of(row) == story]
            reliability.write_mentions([f for f in found if f.article not in set(inside)])
            yield Set([train.rows[n] for n in inside], [train.made[n] for n in inside])
    finally:
        for path, text in zip(tables, before, strict=True):
            path.write_text(text, "utf-8")
        reliability.forget()


def weighed(part: Set, events: Events) -> Iterator[Weighed]:
    """What is weighed of every act, and whether it is annotated."""
    for row, draft in zip(part.rows, part.made, strict=True):
        gold = [(e["type"], [Span(*s) for s in e["evidence"]]) for e in row["events"]]
        maker = EventMaker(draft, events.facts, events.toponyms)
        for _, event, _, evidence in maker.tagging.weighing(maker.completed()):
            right = any(
                kind == event.type and any(s.overlaps(event.evidence[0]) for s in spans)
                for kind, spans in gold
            )
            yield Weighed(evidence, right, story_of(row))


def _entries(part: Set, events: Events) -> Iterator[Entry]:
    for row, draft in zip(part.rows, part.made, strict=True):
        yield from entries_of(row, draft, events)


def _names(acts: Sequence[Weighed]) -> tuple[str, ...]:
    """The names of all that is weighed."""
    return (*FIRST, *sorted({n for a in acts for n in a.evidence} - set(FIRST)))


def _table(
    acts: Sequence[Weighed], names: Sequence[str]
) -> tuple[
    np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    np.ndarray[tuple[int, ...], np.dtype[np.float64]],
]:
    x = np.array([[a.evidence.get(n, 0.0) for n in names] for a in acts])
    return x, np.array([a.right for a in acts], float)


def _write_fusion(acts: Sequence[Weighed]) -> None:
    names = _names(acts)
    weights = logistic(*_table(acts, names), RIDGE)
    lines = [
        "# Made by training/acts/fuse.py. Weights of a logistic model that joins the rules and the tagger.",
        *(f"{name}\t{weight:.3f}" for name, weight in zip(names, weights, strict=True)),
    ]
    (DATA / "fusion.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    tagged_acts.fusion.cache_clear()


def left_out(acts: Sequence[Weighed], names: Sequence[str]) -> float:
    """Mean log loss on the stories left out in turn."""
    x, y = _table(acts, names)
    total, group = 0.0, np.array([a.story for a in acts])
    for story in sorted(set(group)):
        out = group == story
        w = logistic(x[~out], y[~out], RIDGE)
        p = 1 / (1 + np.exp(-x[out] @ w))
        total -= float(np.sum(y[out] * np.log(p) + (1 - y[out]) * np.log(1 - p)))
    return total / len(y)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
