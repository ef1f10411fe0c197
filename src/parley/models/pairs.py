"""The pair classifier: what one party of a sentence does to another, as a PLOVER root.

It has an encoder of its own, which is read only where somebody asks about a pair: extraction never loads it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from parley.models.decoding import softmax
from parley.models.manifest import WEIGHTS, Manifest, read_manifest
from parley.models.network import Floats, Ints
from parley.models.pieces import Pieces, Splitter
from parley.spans import Span

NOBODY, SOURCE, TARGET = range(3)
"""Roles of a piece."""

MARKS: Final = {SOURCE: (1, 2), TARGET: (3, 4)}
"""Pieces that open and close a party: the first unused ones of the vocabulary."""

LONGEST: Final = 192
"""Pieces that are read, ends and marks included; of 1,000 sentences of news none had more than 120."""

AROUND: Final = 800
"""Code points before and behind the pair that are cut into pieces at all."""


class PairNetwork(Protocol):
    """What the classifier needs of a network."""

    def score(self, ids: Ints, places: Ints) -> Floats:
        """Logits (N, 15) of N sentences of T pieces, (N, T), whose parties open at ``places``, (N, 2)."""
        ...


@dataclass(frozen=True, slots=True)
class PairType:
    """What source does to target.

    Attributes:
        root: PLOVER root; YIELD stands for CONCEDE and RETREAT.
        confidence: calibrated chance that it is the right one.
    """

    root: str
    confidence: float


class PairClassifier:
    """Names the PLOVER root of a pair; always one, since it is told that there is an act.

    Args:
        manifest: with ``roots`` in the order of the logits, and the ``temperature`` they are divided by.
    """

    def __init__(self, manifest: Manifest, splitter: Splitter, network: PairNetwork) -> None:
        self.version = manifest.version
        self._roots: Sequence[str] = manifest.settings["roots"]
        self._temperature: float = manifest.settings["temperature"]
        self._splitter, self._network = splitter, network

    def classify(self, text: str, source: Sequence[Span], target: Sequence[Span]) -> PairType:
        """What ``source`` does to ``target``, all of whose spans lie in one sentence of ``text``.

        Args:
            text: the sentence, or a text of any length: only what stands around the pair is read.
            source: spans of who acts; target: of who is acted upon. Either may be empty.
        """
        spans = (*source, *target)
        begin = max(0, min((s.start for s in spans), default=0) - AROUND)
        end = min(max((s.end for s in spans), default=0), begin + 4 * AROUND) + AROUND
        pieces = self._splitter.split(text[begin:end], [Span(0, min(end, len(text)) - begin)])
        source, target = ([s.shift(-begin) for s in party] for party in (source, target))
        ids, places = mark(pieces, source, target, ends=self._splitter)
        chances = softmax(self._network.score(ids[None], places[None])[0] / self._temperature)
        best = int(chances.argmax())
        return PairType(self._roots[best], float(chances[best]))


def mark(
    pieces: Pieces, source: Sequence[Span], target: Sequence[Span], *, ends: Splitter
) -> tuple[Ints, Ints]:
    """The input of the network: pieces with the parties between marks, and where each party opens.

    A party without a piece is said to open at the sentence's own beginning. Training reads the same.
    """
    roles = np.zeros(len(pieces), np.int64)
    for role, spans in ((SOURCE, source), (TARGET, target)):
        for span in spans:
            here = pieces.of(span)
            roles[here.start : here.stop] = role
    first = int(np.argmax(np.append(roles, TARGET) > NOBODY))
    begin = max(0, min(first - LONGEST // 4, len(pieces) - LONGEST))
    out, places, now = [ends.opening], {SOURCE: 0, TARGET: 0}, NOBODY
    chosen = slice(begin, begin + LONGEST)
    for piece, role in zip(
        [*pieces.ids[chosen], ends.closing], [*roles[chosen], NOBODY], strict=True
    ):
        if role != now:
            if now:
                out.append(MARKS[now][1])
            if role:
                places[role] = places[role] or len(out)
                out.append(MARKS[role][0])
            now = role
        out.append(piece)
    seen = [place if place < LONGEST else 0 for place in (places[SOURCE], places[TARGET])]
    return np.array(out[:LONGEST], np.int64), np.array(seen, np.int64)


def open_pair_classifier(folder: Path = WEIGHTS / "pairs") -> PairClassifier | None:
    """The pair classifier that is installed; None where its weights are not.

    Raises:
        ModelError: its files are not the ones that its manifest names.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    manifest.verify()
    # Loaded late: whoever only asks whether there is a model does not pay for onnxruntime.
    from parley.models.runtime import OnnxPairs

    return PairClassifier(manifest, Splitter(manifest.path("tokenizer.json")), OnnxPairs(folder))
