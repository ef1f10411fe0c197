"""Turns documents into batches of windows with their targets."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from parley.models.pieces import Pieces, Splitter
from parley.spans import Span
from training.attribution.corpus import STATUSES, TYPES, Document

OUTSIDE, SOURCE, CUE, CONTENT = range(4)
IGNORED = -100
OVERLAP = 96
BUDGET = 4096
"""Pieces in a batch, padding included."""


@dataclass(slots=True)
class Frame:
    """An attribution in pieces: the range of its cue, and a label for every piece of the document."""

    first: int
    last: int
    ranges: list[tuple[int, int, int]]


@dataclass(slots=True)
class ActFrame:
    """An act in pieces; role masks are None where unknown."""

    first: int
    last: int
    types: list[int]
    anchors: list[tuple[int, int]]
    status: int
    roles: list[list[tuple[int, int]] | None]


@dataclass(slots=True)
class Prepared:
    """A document cut into pieces, its targets in pieces."""

    document: Document
    pieces: Pieces
    starts: list[int]
    cues: np.ndarray
    frames: list[Frame]
    acts: list[ActFrame]


def prepare(document: Document, splitter: Splitter, *, whole: bool = False) -> Prepared:
    """Cut a document; ``whole`` keeps what is not in its body, where nothing is annotated."""
    body = (Span(0, len(document.text)),) if whole else document.body
    pieces = splitter.split(document.text, body)

    def reach(span: Span) -> tuple[int, int]:
        found = pieces.of(span)
        return found.start, found.stop

    frames, cues = [], np.zeros(len(pieces), np.int64)
    if document.attributions is None:
        cues[:] = IGNORED
    for item in document.attributions or ():
        first, last = reach(item.cue)
        ranges = [(SOURCE, *reach(s)) for s in item.source] + [
            (CONTENT, *reach(s)) for s in item.content
        ]
        if first == last or not any(a < b for _, a, b in ranges):
            continue
        frames.append(Frame(first, last, [*ranges, (CUE, first, last)]))
        cues[first:last] = 2
        cues[first] = 1
    acts = []
    for act in document.acts or ():
        first, last = reach(act.sentence)
        if first < last:
            roles = [None if r is None else [reach(s) for s in r] for r in act.roles]
            anchors = [reach(s) for s in act.anchors]
            status = IGNORED if act.status is None else STATUSES.index(act.status)
            acts.append(
                ActFrame(first, last, [TYPES.index(t) for t in act.types], anchors, status, roles)
            )
    starts = sorted({pieces.of(s).start for s in document.sentences})
    return Prepared(document, pieces, starts, cues, frames, acts)


def labels_of(frame: Frame, count: int) -> np.ndarray:
    """Labels of a whole document for one cue; a break between two pieces of one label has it too."""
    out = np.zeros(count, np.int64)
    for label, first, last in frame.ranges:
        out[first:last] = label
    holes = np.flatnonzero((out[1:-1] == 0) & (out[:-2] == out[2:]) & (out[2:] > 0)) + 1
    out[holes] = out[holes - 1]
    return out


@dataclass(slots=True)
class Batch:
    """Tensors of a batch: see the names in ``network``; N cues, S sentences, A acts."""

    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    convention: Tensor
    cues: Tensor
    window: Tensor
    first: Tensor
    last: Tensor
    labels: Tensor
    sentences: list[tuple[int, int, int, bool, list[ActFrame]]] = field(default_factory=list)


def collate(items: Sequence[tuple[Prepared, int, int]], opening: int, closing: int) -> Batch:
    """Windows ``(document, from, to)`` of about one length into a batch; place 0 is [CLS]."""
    width = max(b - a for _, a, b in items) + 2
    fields = {k: np.zeros((len(items), width), np.int64) for k in ("ids", "shapes", "quotes")}
    cues = np.full((len(items), width), IGNORED, np.int64)
    frames: list[tuple[int, int, int, np.ndarray]] = []
    sentences: list[tuple[int, int, int, bool, list[ActFrame]]] = []
    for w, (item, a, b) in enumerate(items):
        n = b - a
        for name in ("shapes", "quotes"):
            fields[name][w, 1 : n + 1] = getattr(item.pieces, name)[a:b]
        fields["ids"][w, : n + 2] = [opening, *item.pieces.ids[a:b], closing]
        cues[w, 1 : n + 1] = item.cues[a:b]
        for frame in item.frames:
            if frame.last <= a or frame.first >= b:
                continue
            inner = frame.first >= a and frame.last <= b
            size = sum(y - x for k, x, y in frame.ranges if k != CUE)
            seen = sum(max(0, min(y, b) - max(x, a)) for k, x, y in frame.ranges if k != CUE)
            if not inner or seen * 3 < size * 2:
                cues[w, max(frame.first, a) - a + 1 : min(frame.last, b) - a + 1] = IGNORED
                continue
            labels = np.zeros(width, np.int64)
            labels[1 : n + 1] = labels_of(frame, len(item.pieces))[a:b]
            frames.append((w, frame.first - a + 1, frame.last - a + 1, labels))
        if item.document.acts is not None:
            sentences += _sentences(item, w, a, b)
    tensors = {k: torch.from_numpy(v) for k, v in fields.items()}
    return Batch(
        **tensors,
        convention=torch.tensor([item.document.convention for item, _, _ in items]),
        cues=torch.from_numpy(cues),
        window=torch.tensor([f[0] for f in frames], dtype=torch.long),
        first=torch.tensor([f[1] for f in frames], dtype=torch.long),
        last=torch.tensor([f[2] for f in frames], dtype=torch.long),
        labels=torch.from_numpy(np.array([f[3] for f in frames] or np.zeros((0, width)), np.int64)),
        sentences=sentences,
    )


def _sentences(
    item: Prepared, w: int, a: int, b: int
) -> Iterator[tuple[int, int, int, bool, list[ActFrame]]]:
    """Sentences wholly in a window with their acts, all places moved into the window."""
    edges = [*item.starts, len(item.pieces)]
    move = 1 - a
    for first, last in pairwise(edges):
        if first < a or last > b or last - first < 2:
            continue
        acts = [
            ActFrame(
                act.first + move,
                act.last + move,
                act.types,
                [(max(x, first) + move, min(y, last) + move) for x, y in act.anchors],
                act.status,
                [None if r is None else [(x + move, y + move) for x, y in r] for r in act.roles],
            )
            for act in item.acts
            if act.first < last and act.last > first
        ]
        yield w, first + move, last + move, item.document.all_types, acts


def windows(count: int, starts: Sequence[int], *, size: int, overlap: int) -> list[tuple[int, int]]:
    """Half-open ranges of at most ``size`` pieces that cover ``count``, about equal in length.

    Args:
        starts: sorted piece indices where sentences begin; a window begins at one where it can.
        overlap: least number of pieces that neighbours share.
    """
    if count <= size:
        return [(0, count)] if count else []
    number = -(-(count - overlap) // (size - overlap))
    length = -(-(count + (number - 1) * overlap) // number)
    out = [(0, length)]
    while out[-1][1] < count:
        target = out[-1][1] - overlap
        k = bisect_right(starts, target) - 1
        begin = (
            starts[k] if k >= 0 and starts[k] > max(target - overlap // 2, out[-1][0]) else target
        )
        out.append((begin, min(count, begin + size, target + length)))
    return out


def epoch(
    documents: Sequence[Prepared], rng: random.Random, opening: int, closing: int
) -> Iterator[Batch]:
    """All documents once, cut at other places each time, in batches of windows of like length."""
    items = []
    for item in documents:
        size = rng.randrange(200, 319)
        items += [
            (item, a, b)
            for a, b in windows(
                len(item.pieces), item.starts, size=size, overlap=rng.randrange(32, OVERLAP)
            )
        ]
    items.sort(key=lambda x: x[2] - x[1] + rng.uniform(0, 24))
    groups: list[list[tuple[Prepared, int, int]]] = [[]]
    for entry in items:
        longest = max([entry[2] - entry[1], *(b - a for _, a, b in groups[-1])]) + 2
        if groups[-1] and longest * (len(groups[-1]) + 1) > BUDGET:
            groups.append([])
        groups[-1].append(entry)
    rng.shuffle(groups)
    for group in groups:
        yield collate(group, opening, closing)
