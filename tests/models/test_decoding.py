"""Runs, best label sequences and confidence."""

from itertools import pairwise, product

import numpy as np
import pytest

from parley.models.decoding import (
    CONTENT,
    FEATURES,
    SOURCE,
    best_labels,
    confidence,
    cue_runs,
    features,
    runs,
    sigmoid,
    softmax,
)


def test_runs() -> None:
    flags = np.array([1, 1, 0, 1, 0, 0, 1], bool)
    assert runs(flags) == [(0, 2), (3, 4), (6, 7)]
    assert runs(np.zeros(0, bool)) == []


def test_a_run_is_parted_where_another_begins() -> None:
    flags, breaks = np.ones(4, bool), np.array([1, 0, 1, 0], bool)
    assert runs(flags, breaks) == [(0, 2), (2, 4)]


def test_neighbouring_cues_are_two() -> None:
    chances = np.array(
        [[0.9, 0.1, 0], [0.1, 0.9, 0], [0.1, 0.8, 0.1], [0.2, 0, 0.8], [0.95, 0, 0.05]]
    )
    assert cue_runs(chances.astype(np.float32), 0.3) == [(1, 2), (2, 4)]


@pytest.mark.parametrize("seed", range(5))
def test_the_best_sequence_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, moves = rng.normal(size=(2, 5, 4)), rng.normal(size=(4, 4))
    found = best_labels(scores.astype(np.float32), moves.astype(np.float32), np.array([5, 3]))
    for row, length in ((0, 5), (1, 3)):

        def worth(path: tuple[int, ...], row: int = row) -> float:
            steps = sum(moves[a, b] for a, b in pairwise(path))
            return float(sum(scores[row, t, k] for t, k in enumerate(path)) + steps)

        best = max(product(range(4), repeat=length), key=worth)
        assert found[row].tolist() == [*best, *[0] * (5 - length)]


def test_softmax_and_sigmoid_bear_large_scores() -> None:
    assert softmax(np.array([1e4, 0.0], np.float32)).tolist() == [1, 0]
    assert sigmoid(np.array([-1e4]))[0] == pytest.approx(0, abs=1e-20)


def test_features_have_names_and_make_a_confidence() -> None:
    chances = softmax(np.eye(4, dtype=np.float32)[[SOURCE, 2, CONTENT, CONTENT]] * 4)
    labels = np.array([SOURCE, 2, CONTENT, CONTENT])
    values = features(0.9, 2.0, chances, labels, np.zeros(4, np.int64))
    assert len(values) == len(FEATURES)
    assert np.isfinite(values).all()
    assert confidence(values, [0.0] * len(FEATURES), 0.0) == 0.5


def test_features_of_nothing_are_finite() -> None:
    values = features(
        0.0,
        0.0,
        softmax(np.zeros((3, 4), np.float32)),
        np.zeros(3, np.int64),
        np.zeros(3, np.int64),
    )
    assert np.isfinite(values).all()
