"""From scores to frames: runs of pieces, best label sequences, calibrated confidence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from parley.models.network import Floats, Ints

OUTSIDE, SOURCE, CUE, CONTENT = range(4)
"""Labels of a piece for one cue."""


def softmax(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    top: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    top /= top.sum(-1, keepdims=True)
    return top


def sigmoid(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """The logistic function; scores beyond ±60 count as ±60."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(scores, np.float64), -60, 60)))


def runs(
    flags: NDArray[np.bool_], breaks: NDArray[np.bool_] | None = None
) -> list[tuple[int, int]]:
    """Half-open ranges of set flags; ``breaks`` are places where a run begins anew."""
    edged = np.concatenate(([False], flags, [False]))
    edges = np.flatnonzero(edged[1:] != edged[:-1]).tolist()
    whole = list(zip(edges[::2], edges[1::2], strict=True))
    if breaks is None:
        return whole
    out = []
    for first, last in whole:
        cuts = [first, *(np.flatnonzero(breaks[first + 1 : last]) + first + 1).tolist(), last]
        out += list(pairwise(cuts))
    return out


def cue_runs(chances: Floats, least: float) -> list[tuple[int, int]]:
    """Runs of pieces that may be a cue: chance of lying in one at least ``least``.

    Args:
        chances: (P, 3) of outside, beginning, inside.
        least: a low bound; what follows decides.
    """
    begins = (chances[:, 1] > chances[:, 2]) & (chances[:, 1] > 0.5)
    return runs(chances[:, 0] < 1 - least, begins)


def best_labels(scores: Floats, moves: Floats, lengths: Ints) -> Ints:
    """The best label sequence of each row under a linear chain (Viterbi), 0 beyond its length.

    Args:
        scores: (N, T, K); moves: (K, K) from one label to the next; lengths: (N,) of the rows.
    """
    count, width, labels = scores.shape
    back = np.zeros((count, width, labels), np.int8)
    best, still = scores[:, 0], np.arange(labels)
    for t in range(1, width):
        ways = best[:, :, None] + moves
        back[:, t] = ways.argmax(1)
        live = (t < lengths)[:, None]
        back[:, t] = np.where(live, back[:, t], still)
        best = np.where(live, ways.max(1) + scores[:, t], best)
    out = np.zeros((count, width), np.int64)
    rows, at = np.arange(count), best.argmax(1)
    for t in range(width - 1, -1, -1):
        out[:, t] = np.where(t < lengths, at, OUTSIDE)
        at = back[rows, t, at]
    return out


FEATURES = (
    "cue",
    "holds",
    "content",
    "source",
    "weakest",
    "no_source",
    "length",
    "quoted",
    "runs",
    "fit",
)
"""What the confidence of an attribution is computed from, in order; see :func:`features`."""


def features(
    cue: float, holds: float, chances: Floats, labels: Ints, quotes: Ints
) -> NDArray[np.float64]:
    """The features of one attribution.

    Args:
        cue: highest chance of a piece of it to lie in a cue; holds: logit that the frame holds.
        chances: (T, 4) of the labels; labels: (T,) chosen; quotes: (T,) quotation states.
    """
    picked = chances[np.arange(len(labels)), labels]
    content, source = labels == CONTENT, labels == SOURCE
    within = np.flatnonzero(labels != OUTSIDE)
    hull = slice(max(0, within[0] - 1), within[-1] + 2) if len(within) else slice(0, 1)
    return np.array(
        [
            np.log((cue + 1e-4) / (1 - cue + 1e-4)),
            np.clip(holds, -8, 8),
            _mean(picked, content),
            _mean(picked, source),
            float(picked[hull].min()),
            float(not source.any()),
            float(np.log1p(content.sum())),
            float((quotes[content] > 0).any()) if content.any() else 0.0,
            float(len(runs(content))),
            float(np.log(picked[hull] + 1e-6).mean()),
        ]
    )


def _mean(values: Floats, mask: NDArray[np.bool_]) -> float:
    """The mean of the masked values, 0 where there are none."""
    return float(values[mask].mean()) if mask.any() else 0.0


def confidence(values: NDArray[np.float64], weights: Sequence[float], bias: float) -> float:
    """A calibrated chance to be right: logistic regression on the features."""
    return float(sigmoid(np.array(values @ np.array(weights) + bias)))
