"""Fits confidence and thresholds on articles that were held out of training."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from parley.models.decoding import sigmoid
from parley.models.tagger import AttributionTagger
from training.attribution.corpus import GOLD, POLNEAR, TYPES, Document

RIDGE = 3.0
"""Shrinkage of the features' weights: of 0.01 to 3 the one with the least calibration error (.018) in
eight-fold cross-validation on the held-out PolNeAR articles."""
BINS = 10
"""Of confidence, in a reliability table."""


def scorer(path: Path) -> ModuleType:
    """A scorer's file as a module."""
    spec = importlib.util.spec_from_file_location(path.parent.name + "_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def logistic(x: np.ndarray, y: np.ndarray, ridge: float = RIDGE) -> np.ndarray:
    """Weights, the bias last, of a logistic regression by Newton's method; the bias is not shrunk."""
    x = np.hstack([x, np.ones((len(x), 1))])
    shrink = np.full(x.shape[1], ridge)
    shrink[-1] = 1e-6
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = sigmoid(x @ w)
        gradient = x.T @ (p - y) + shrink * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def judged(
    tool: AttributionTagger, documents: Sequence[Document], score: ModuleType
) -> tuple[np.ndarray, np.ndarray, int]:
    """Features of all candidates, whether each is right, and how many there are to find."""
    rows, right, total = [], [], 0
    for d in documents:
        found = tool.candidates(d.text, d.body, d.sentences, d.convention)
        gold = [_roles(a, d.text, score) for a in d.attributions or ()]
        pred, _ = score.pair(gold, [_roles(a, d.text, score) for a in found], "strict")
        rows += [a.features for a in found]
        right += [i in pred for i in range(len(found))]
        total += len(d.attributions or ())
    return np.array(rows), np.array(right, float), total


def _roles(item: Any, text: str, score: ModuleType) -> dict[str, frozenset[int]]:
    return {r: score.chars(text, getattr(item, r) or ()) for r in ("source", "content")}


def best_threshold(chances: np.ndarray, right: np.ndarray, total: int) -> float:
    """The confidence from which keeping gives the best F1: half of that F1, if confidence is calibrated.

    Lipton, Elkan and Naryanaswamy (2014); steadier on few articles than the best cut itself.
    """
    hits = np.cumsum(right[np.argsort(-chances)])
    return float((hits / (np.arange(1, len(right) + 1) + total)).max())


def calibrate(
    tool: AttributionTagger, numbers: dict[str, Any], held: Sequence[Document], score: ModuleType
) -> None:
    """Fit confidence and thresholds on held-out articles; gold, being small, bends PolNeAR's fit."""
    polnear = [d for d in held if d.convention == POLNEAR]
    gold = [d for d in held if d.convention == GOLD]
    x, y, total = judged(tool, polnear, score)
    w = logistic(x, y)
    numbers["attribution"][str(POLNEAR)] = _numbers(w, x, y, total)
    x, y, total = judged(tool, gold, score)
    slope, shift = logistic((x @ w[:-1] + w[-1])[:, None], y, 0.01)
    w = np.append(w[:-1] * slope, w[-1] * slope + shift)
    numbers["attribution"][str(GOLD)] = _numbers(w, x, y, total)
    logits, truth = act_scores(tool, gold)
    slope, shift = logistic(logits[:, None], truth, 0.01)
    numbers["acts"] = {"slope": round(float(slope), 4), "bias": round(float(shift), 4)}


def _numbers(w: np.ndarray, x: np.ndarray, y: np.ndarray, total: int) -> dict[str, Any]:
    least = best_threshold(sigmoid(x @ w[:-1] + w[-1]), y, total)
    return {
        "weights": w[:-1].round(4).tolist(),
        "bias": round(float(w[-1]), 4),
        "least": round(least, 3),
    }


def act_scores(
    tool: AttributionTagger, documents: Sequence[Document]
) -> tuple[np.ndarray, np.ndarray]:
    """Logit and truth of every type in every sentence."""
    logits, truth = [], []
    for d in documents:
        for sentence, scores in tool.act_logits(d.text, d.body, d.sentences):
            acts = {t for a in d.acts or () if a.sentence.overlaps(sentence) for t in a.types}
            logits += scores.tolist()
            truth += [t in acts for t in TYPES]
    return np.array(logits), np.array(truth, float)


def reliability(
    chances: np.ndarray, right: np.ndarray
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over ten equal bins, and (mean confidence, share right, count) a bin."""
    at = np.minimum((chances * BINS).astype(int), BINS - 1)
    table = [
        (float(chances[at == b].mean()), float(right[at == b].mean()), int((at == b).sum()))
        for b in range(BINS)
        if (at == b).any()
    ]
    return sum(abs(c - r) * n for c, r, n in table) / max(1, len(chances)), table
