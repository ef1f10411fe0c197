"""Fits calibration on held-out articles and measures a checkpoint or an exported model on dev.

``python -m training.attribution.evaluate --data ../shared --weights DIR/epoch6.pt``
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch

from parley.models.decoding import FEATURES, confidence, sigmoid
from parley.models.manifest import Manifest
from parley.models.network import Floats, Ints, Network, Read
from parley.models.pieces import Splitter
from parley.models.tagger import AttributionTagger, Tagged
from training.attribution.corpus import (
    GOLD,
    POLNEAR,
    STATUSES,
    TYPES,
    Document,
    read_gold,
    read_polnear,
)
from training.attribution.network import Tagger
from training.attribution.train import load, minilm

RIDGE = 1.0
BINS = 10


class TorchNetwork:
    """A checkpoint behind the same three calls as the exported model."""

    def __init__(self, model: Tagger) -> None:
        self.model = model.eval()

    @torch.no_grad()
    def read(self, ids: Ints, shapes: Ints, quotes: Ints, convention: Ints) -> Read:
        """See :class:`parley.models.network.Network`."""
        with torch.autocast("cpu", torch.bfloat16):
            out = self.model.read(*(torch.from_numpy(x) for x in (ids, shapes, quotes, convention)))
        return Read(*(x.float().numpy() for x in out))

    @torch.no_grad()
    def link(
        self, pieces: Floats, real: Floats, window: Ints, first: Ints, last: Ints
    ) -> tuple[Floats, Floats]:
        """See :class:`parley.models.network.Network`."""
        given = (torch.from_numpy(x) for x in (pieces, real, window, first, last))
        scores, whole = self.model.links(*given)
        return scores.numpy(), whole[:, 0].numpy()

    @torch.no_grad()
    def cast(
        self, pieces: Floats, real: Floats, row: Ints, at: Ints, kind: Ints
    ) -> tuple[Floats, Floats]:
        """See :class:`parley.models.network.Network`."""
        where = torch.from_numpy(at)
        scores, status = self.model.roles(
            *(torch.from_numpy(x) for x in (pieces, real, row)),
            where,
            where + 1,
            torch.from_numpy(kind),
        )
        return scores.numpy(), status.numpy()


def scorer(path: Path) -> ModuleType:
    """A scorer's file as a module."""
    spec = importlib.util.spec_from_file_location(path.parent.name + "_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def settings(model: Tagger) -> dict[str, Any]:
    """Settings before calibration: everything is kept."""
    plain = {"weights": [0.0] * len(FEATURES), "bias": 0.0, "least": 0.0}
    return {
        "moves": model.moves.detach().numpy().round(4).tolist(),
        "types": list(TYPES),
        "statuses": list(STATUSES),
        "attribution": {str(POLNEAR): dict(plain), str(GOLD): dict(plain)},
        "acts": {"slope": 1.0, "bias": 0.0},
    }


def tagger(network: Network, numbers: dict[str, Any], tokenizer: Path) -> AttributionTagger:
    """A tagger with the given numbers."""
    manifest = Manifest("attribution", "0", Path(), {}, numbers, (), "", "")
    return AttributionTagger(manifest, Splitter(tokenizer), network)


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
    """The confidence from which keeping gives the best F1."""
    order = np.argsort(-chances)
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + total)
    return float(chances[order][f1.argmax()])


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
    slope, shift = logistic((x @ w[:-1] + w[-1])[:, None], y)
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


def measure(tool: AttributionTagger, numbers: dict[str, Any], data: Path) -> dict[str, Any]:
    """Figures on both dev sets."""
    quotes, ledger = scorer(data / "data/quotes/score.py"), scorer(data / "gold/score.py")
    polnear = read_polnear(data / "data/quotes/polnear_dev.jsonl")
    gold_path = data / "gold/dev.jsonl"
    gold, raw = read_gold(gold_path), [json.loads(x) for x in gold_path.read_text().splitlines()]
    out: dict[str, Any] = {}
    total: Any = quotes.collections.Counter()
    for row, d in zip(
        quotes.load(str(data / "data/quotes/polnear_dev.jsonl")).values(), polnear, strict=True
    ):
        total.update(
            quotes.article(
                row,
                {"attributions": _rows(tool.tag(d.text, d.body, d.sentences, convention=POLNEAR))},
            )
        )
    out["polnear"] = {k: [round(x, 4) for x in v] for k, v in quotes.table(total).items()}
    count: Any = ledger.collections.Counter()
    for row, d in zip(raw, gold, strict=True):
        ledger.article(row, _ledger(tool.tag(d.text, d.body, d.sentences), d.text), count)
    shown = ledger.summary(count)
    out["gold"] = {
        k: shown[k]
        for k in (
            "statements.found",
            "events.type",
            "events.status",
            "events.+actor",
            "events.+both",
        )
    }
    for name, documents in (("polnear", polnear), ("gold", gold)):
        x, y, _ = judged(tool, documents, quotes)
        use = numbers["attribution"][str(documents[0].convention)]
        chances = np.array([confidence(row, use["weights"], use["bias"]) for row in x])
        keep = chances >= use["least"]
        out[f"{name} calibration"] = reliability(chances[keep], y[keep])
        out[f"{name} calibration of all"] = reliability(chances, y)[0]
    logits, truth = act_scores(tool, gold)
    chances = sigmoid(logits * numbers["acts"]["slope"] + numbers["acts"]["bias"])
    out["acts"] = {
        "calibration": reliability(chances[chances >= 0.1], truth[chances >= 0.1]),
        "best f1 by sentence": max(
            (
                2
                * float(truth[chances >= t].sum())
                / (float((chances >= t).sum()) + float(truth.sum())),
                t,
            )
            for t in np.arange(0.1, 0.9, 0.05)
        ),
    }
    return out


def _rows(tagged: Tagged) -> list[dict[str, Any]]:
    return [{"source": a.source, "cue": a.cue, "content": a.content} for a in tagged.attributions]


def _ledger(tagged: Tagged, text: str) -> dict[str, Any]:
    """Statements, one a source span, without speakers; acts with confidence 0.4 and more, not merged."""
    statements = [
        {"speaker": None, "form": "indirect", "content": a.content}
        for a in tagged.attributions
        for _ in (a.source or [None])  # type: ignore[list-item]
    ]
    blank = {"actor": [], "recipient": [], "third_party": [], "date": {}, "place": None}
    events = [
        {"type": a.type, "status": a.status, "evidence": [a.sentence], **blank}
        for a in tagged.event_anchors
        if a.confidence >= 0.4
    ]
    return {
        "statements": statements,
        "events": events,
        "actors": [],
        "proposals": [],
        "furniture": [],
    }


def main() -> None:
    """Calibrate and measure a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model = Tagger()
    model.load_state_dict(torch.load(options.weights))
    numbers = settings(model)
    tool = tagger(TorchNetwork(model), numbers, minilm() / "tokenizer.json")
    calibrate(tool, numbers, load(options.data)[3], scorer(options.data / "data/quotes/score.py"))
    tool = tagger(TorchNetwork(model), numbers, minilm() / "tokenizer.json")
    json.dump({"settings": numbers, **measure(tool, numbers, options.data)}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
