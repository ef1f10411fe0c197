"""The tagger: attributions and acts of an article from one pass of the encoder."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from parley.models.decoding import (
    CONTENT,
    CUE,
    SOURCE,
    best_labels,
    confidence,
    cue_runs,
    features,
    runs,
    sigmoid,
    softmax,
)
from parley.models.manifest import WEIGHTS, Manifest, read_manifest
from parley.models.network import Floats, Ints, Network, Read
from parley.models.pieces import Pieces, Splitter, windows
from parley.spans import Span, merge

POLNEAR, GOLD = 0, 1
"""Conventions of annotation: that of the PolNeAR corpus, and the ledger's own."""

WINDOW: Final = 318
"""Pieces in a window, its two ends not counted; training saw 200 to 318."""
OVERLAP: Final = 64
"""Pieces that neighbouring windows share at least: 95 % of attributions are shorter."""
WINDOWS_AT_ONCE: Final = 16
FRAMES_AT_ONCE: Final = 64
LONGEST_CUE: Final = 24
LEAST_CUE: Final = 0.1
"""Chance from which pieces are tried as a cue; the confidence decides what is kept."""
LEAST_ACT: Final = 0.2
"""Confidence from which an act is reported."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as spans of the text.

    Attributes:
        source: spans that name the source; several for joint speakers, none where unnamed.
        cue: the reporting words; empty only if the network found them in no piece.
        content: what was said, in order.
        confidence: calibrated chance that source and content are right.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """An act of one type in one sentence.

    Attributes:
        span: the words that show it; sentence: the sentence they stand in.
        type: PLOVER type; status: actual, planned, possible or denied.
        confidence: calibrated chance that the sentence reports an act of the type.
        actor, recipient, third_party: names in the sentence in that role.
    """

    span: Span
    sentence: Span
    type: str
    status: str
    confidence: float
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    third_party: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Showing:
    """How strongly an act of each type shows in a sentence, reported or not.

    Attributes:
        odds: by type the log-odds that the sentence reports an act of it.
    """

    sentence: Span
    odds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the tagger finds in an article, each in the order of the text."""

    attributions: tuple[Attribution, ...]
    event_anchors: tuple[Anchor, ...]
    showing: tuple[Showing, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution with what its confidence is computed from."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """An article in windows and what the encoder says of them; piece i of window w is column i + 1."""

    pieces: Pieces
    windows: list[tuple[int, int]]
    owners: Ints
    reads: list[tuple[int, Read, Floats]]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence: its first piece; (16, L) where each type shows, (16,) how strongly; role vectors."""

    span: Span
    first: int
    gate: Floats
    logits: Floats
    roles: Floats


class AttributionTagger:
    """Finds who said what, and acts, in one article; a pure function of its text.

    Args:
        manifest: names the version, the labels and the tuned numbers.
        splitter: cuts texts into the network's pieces.
        network: scores them.
    """

    def __init__(self, manifest: Manifest, splitter: Splitter, network: Network) -> None:
        self.version = manifest.version
        self._splitter, self._network = splitter, network
        self._settings = manifest.settings
        self._moves = np.array(manifest.settings["moves"], np.float32)
        self._types: tuple[str, ...] = tuple(manifest.settings["types"])
        self._statuses: tuple[str, ...] = tuple(manifest.settings["statuses"])

    def tag(
        self, text: str, body: Sequence[Span], sentences: Sequence[Span], *, convention: int = GOLD
    ) -> Tagged:
        """Attributions and acts in the ``body`` spans of ``text``.

        Args:
            text: the article's text.
            body: spans to read; nothing is found outside of them.
            sentences: in order; windows begin at them, and acts are looked for in each.
            convention: whose idea of an attribution to follow.
        """
        page = self._read(text, body, sentences, convention)
        numbers = self._settings["attribution"][str(convention)]
        found = []
        for item in self._candidates(page):
            chance = confidence(np.array(item.features), numbers["weights"], numbers["bias"])
            if chance >= numbers["least"]:
                found.append(Attribution(item.source, item.cue, item.content, chance))
        scenes = list(self._scenes(page, sentences))
        shown = tuple(Showing(s.span, self._odds(s)) for s in scenes)
        return Tagged(tuple(_apart(found)), tuple(self._acts(page, scenes)), shown)

    def candidates(
        self, text: str, body: Sequence[Span], sentences: Sequence[Span], convention: int
    ) -> list[Candidate]:
        """Everything that may be an attribution, with its features: what calibration is fitted on."""
        return list(self._candidates(self._read(text, body, sentences, convention)))

    def _read(
        self, text: str, body: Sequence[Span], sentences: Sequence[Span], convention: int
    ) -> _Page:
        pieces = self._splitter.split(text, body)
        starts = sorted({pieces.of(s).start for s in sentences})
        cut = windows(len(pieces), starts, size=WINDOW, overlap=OVERLAP)
        reads = []
        for k in range(0, len(cut), WINDOWS_AT_ONCE):
            given = self._batch(pieces, cut[k : k + WINDOWS_AT_ONCE])
            who = np.full(len(given[0]), convention, np.int64)
            reads.append((k, self._network.read(*given, who), (given[0] != 0).astype(np.float32)))
        return _Page(pieces, cut, _owners(len(pieces), cut), reads)

    def _batch(self, pieces: Pieces, cut: Sequence[tuple[int, int]]) -> tuple[Ints, Ints, Ints]:
        width = max(b - a for a, b in cut) + 2
        ids, shapes, quotes = (np.zeros((len(cut), width), np.int64) for _ in range(3))
        for w, (a, b) in enumerate(cut):
            ids[w, : b - a + 2] = [self._splitter.opening, *pieces.ids[a:b], self._splitter.closing]
            shapes[w, 1 : b - a + 1] = pieces.shapes[a:b]
            quotes[w, 1 : b - a + 1] = pieces.quotes[a:b]
        return ids, shapes, quotes

    def _candidates(self, page: _Page) -> Iterator[Candidate]:
        """Cues, window by window of the encoder's batches, each with its best labels."""
        for start, read, real in page.reads:
            chances = softmax(read.cues)
            cues: list[tuple[int, int, int, float]] = []
            for w in range(len(real)):
                a, b = page.windows[start + w]
                mine = page.owners[a:b] == start + w
                for first, last in cue_runs(chances[w, 1 : b - a + 1], LEAST_CUE):
                    middle = (first + last) // 2
                    if mine[min(middle, b - a - 1)]:
                        last = min(last, first + LONGEST_CUE)
                        top = 1 - float(chances[w, first + 1 : last + 1, 0].min())
                        cues.append((w, first + 1, last + 1, top))
            for k in range(0, len(cues), FRAMES_AT_ONCE):
                yield from self._frames(page, start, read, real, cues[k : k + FRAMES_AT_ONCE])

    def _frames(
        self,
        page: _Page,
        start: int,
        read: Read,
        real: Floats,
        cues: Sequence[tuple[int, int, int, float]],
    ) -> Iterator[Candidate]:
        window, first, last = (np.array([c[i] for c in cues], np.int64) for i in range(3))
        scores, holds = self._network.link(read.links, real, window, first, last)
        lengths = real.sum(1).astype(np.int64)[window]
        labels = best_labels(scores, self._moves, lengths)
        for n, (w, _, _, top) in enumerate(cues):
            a, b = page.windows[start + w]
            # A word has one label, that of its first piece.
            row = labels[n, 1 : b - a + 1][np.maximum(page.pieces.words[a:b] - a, 0)]
            if not (row == CONTENT).any():
                continue
            values = features(
                top,
                float(holds[n]),
                softmax(scores[n, 1 : b - a + 1]),
                row,
                page.pieces.quotes[a:b],
            )
            cue, source, content = (
                _spans(page.pieces, row == k, a) for k in (CUE, SOURCE, CONTENT)
            )
            if content:
                yield Candidate(cue, source, content, tuple(values.tolist()))

    def act_logits(
        self, text: str, body: Sequence[Span], sentences: Sequence[Span]
    ) -> list[tuple[Span, Floats]]:
        """Raw scores of the types in each sentence: what calibration is fitted on."""
        page = self._read(text, body, sentences, GOLD)
        return [(scene.span, scene.logits) for scene in self._scenes(page, sentences)]

    def vectors(
        self, text: str, body: Sequence[Span], sentences: Sequence[Span]
    ) -> list[tuple[Span, list[Span], Floats]]:
        """The pieces of each sentence with their role vectors (L, U): what new heads are trained on."""
        page = self._read(text, body, sentences, GOLD)
        return [
            (s.span, [page.pieces.span(s.first + i, s.first + i + 1) for i in range(len(s.roles))], s.roles)
            for s in self._scenes(page, sentences)
        ]  # fmt: skip

    def _scenes(self, page: _Page, sentences: Sequence[Span]) -> Iterator[_Scene]:
        """What the encoder says of each sentence, in the window where it stands best."""
        kinds = len(self._types)
        for sentence in sentences:
            reach = page.pieces.of(sentence)
            if len(reach) < 2:
                continue
            w = int(page.owners[(reach.start + reach.stop) // 2])
            a, b = page.windows[w]
            first, last = max(reach.start, a), min(reach.stop, b)
            _, read, _ = page.reads[w // WINDOWS_AT_ONCE]
            columns = w % WINDOWS_AT_ONCE, slice(first - a + 1, last - a + 1)
            gate = softmax(read.acts[columns][:, :kinds].T)
            logits = (gate * read.acts[columns][:, kinds:].T).sum(1)
            yield _Scene(sentence, first, gate, logits, read.roles[columns])

    def _odds(self, scene: _Scene) -> dict[str, float]:
        """Calibrated log-odds of each type."""
        numbers = self._settings["acts"]
        odds = scene.logits * numbers["slope"] + numbers["bias"]
        return dict(zip(self._types, odds.tolist(), strict=True))

    def _acts(self, page: _Page, scenes: Sequence[_Scene]) -> Iterator[Anchor]:
        rows: list[tuple[_Scene, int, float]] = []
        for scene in scenes:
            chances = sigmoid(np.array(list(self._odds(scene).values())))
            kept = np.flatnonzero(chances >= LEAST_ACT).tolist()
            rows += [(scene, kind, float(chances[kind])) for kind in kept]
        for k in range(0, len(rows), FRAMES_AT_ONCE):
            yield from self._cast(page, rows[k : k + FRAMES_AT_ONCE])

    def _cast(self, page: _Page, rows: Sequence[tuple[_Scene, int, float]]) -> Iterator[Anchor]:
        """Acts with the words that show them, their roles and status."""
        scenes = list({id(scene): scene for scene, _, _ in rows}.values())
        width = max(len(scene.roles) for scene in scenes)
        pieces = np.zeros((len(scenes), width, scenes[0].roles.shape[1]), np.float32)
        real = np.zeros((len(scenes), width), np.float32)
        for i, scene in enumerate(scenes):
            pieces[i, : len(scene.roles)], real[i, : len(scene.roles)] = scene.roles, 1
        where = {id(scene): i for i, scene in enumerate(scenes)}
        row = np.array([where[id(scene)] for scene, _, _ in rows], np.int64)
        at = np.array([scene.gate[kind].argmax() for scene, kind, _ in rows], np.int64)
        kind = np.array([kind for _, kind, _ in rows], np.int64)
        scores, status = self._network.cast(pieces, real, row, at, kind)
        for n, (scene, k, chance) in enumerate(rows):
            parts = sigmoid(scores[n, : len(scene.roles)]) > 0.5
            parts[at[n], 0] = True
            begin, end = next(r for r in runs(parts[:, 0]) if r[0] <= at[n] < r[1])
            actor, recipient, third = (
                _spans(page.pieces, parts[:, i], scene.first) for i in (1, 2, 3)
            )
            yield Anchor(
                span=page.pieces.span(scene.first + begin, scene.first + end),
                sentence=scene.span,
                type=self._types[k],
                status=self._statuses[int(status[n].argmax())],
                confidence=chance,
                actor=actor,
                recipient=recipient,
                third_party=third,
            )


def _owners(count: int, cut: Sequence[tuple[int, int]]) -> Ints:
    """For each piece the window in which it stands furthest from an edge."""
    out = np.zeros(count, np.int64)
    for w in range(1, len(cut)):
        out[(cut[w][0] + cut[w - 1][1]) // 2 :] = w
    return out


def _spans(
    pieces: Pieces, flags: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], at: int
) -> tuple[Span, ...]:
    """The spans of the text that flagged pieces cover, ``at`` being the piece of the first flag."""
    out = []
    for first, last in runs(flags):
        filled = np.flatnonzero(
            pieces.ends[at + first : at + last] > pieces.starts[at + first : at + last]
        )
        if len(filled):
            out.append(pieces.span(at + first + int(filled[0]), at + first + int(filled[-1]) + 1))
    return tuple(merge(out))


def _apart(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions in the order of the text, the surer one where two share words of their cue."""
    kept: list[Attribution] = []
    taken: list[Span] = []
    for item in sorted(found, key=lambda a: -a.confidence):
        at = [bisect_left(taken, cue) for cue in item.cue]
        near = [s for k in at for s in taken[max(0, k - 1) : k + 1]]
        if any(cue.overlaps(s) for cue in item.cue for s in near):
            continue
        kept.append(item)
        for cue in item.cue:
            insort(taken, cue)
    yield from sorted(kept, key=lambda a: (a.content[0], a.cue))


def open_tagger(folder: Path = WEIGHTS / "attribution") -> AttributionTagger | None:
    """The tagger that is installed; None where its weights are not.

    Raises:
        ModelError: its files are not the ones that its manifest names.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    manifest.verify()
    # Loaded late: whoever only asks whether there is a model does not pay for onnxruntime.
    from parley.models.runtime import OnnxNetwork

    return AttributionTagger(
        manifest, Splitter(manifest.path("tokenizer.json")), OnnxNetwork(folder)
    )
