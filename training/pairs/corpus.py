"""The sentences with a marked pair: the corpus, those invented for it, and those that nobody has labelled."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.evaluate.pairs import QUAD
from parley.spans import Span

ROOTS = tuple(QUAD)
"""The fifteen roots, in the order of the network's outputs."""

INVENTED = Path(__file__).parent / "sentences.tsv"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with the spans of who acts and who is acted upon; ``root`` is None where unknown."""

    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str | None = None


def read_marked(path: Path) -> list[Pair]:
    """Pairs of a file of rows ``{text, source_spans, target_spans, label}``."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)
    return [
        Pair(r["text"], _spans(r["source_spans"]), _spans(r["target_spans"]), r.get("label"))
        for r in rows
    ]


def corpus(data: Path) -> list[Pair]:
    """The 1,050 pairs to train and cross-validate on."""
    return read_marked(data / "data/events/plv_train.jsonl")


def invented(path: Path = INVENTED) -> list[Pair]:
    """The sentences of ``sentences.tsv``."""
    lines = path.read_text("utf-8").splitlines()
    return [_unmarked(*line.split("\t")) for line in lines if line and line[0] != "#"]


def _unmarked(root: str, marked: str) -> Pair:
    """``[source]`` and ``{target}`` taken out of a sentence."""
    text, opened, found = "", {}, {}
    for sign in marked:
        if sign in "[{":
            opened[sign] = len(text)
        elif sign in "]}":
            begin = "[" if sign == "]" else "{"
            found[begin] = (Span(opened[begin], len(text)),)
        else:
            text += sign
    return Pair(text, found["["], found["{"], root)


def _spans(raw: Any) -> tuple[Span, ...]:
    return tuple(Span(*s) for s in raw)


def folds(pairs: Sequence[Pair], *, number: int = 5, seed: int = 0) -> list[int]:
    """The fold of each pair: roots evenly spread, pairs of one sentence together."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, pair in enumerate(pairs):
        groups[pair.text].append(n)
    by_root: dict[str, list[list[int]]] = defaultdict(list)
    for members in groups.values():
        by_root[str(pairs[members[0]].root)].append(members)
    rng, out, dealt = random.Random(seed), [0] * len(pairs), 0
    for root in sorted(by_root):
        rng.shuffle(by_root[root])
        for members in by_root[root]:
            for n in members:
                out[n] = dealt % number
            dealt += 1
    return out
