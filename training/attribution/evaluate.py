"""Measures a checkpoint or an exported model on dev, after calibrating it on held-out articles.

``python -m training.attribution.evaluate --data ../shared --weights DIR/last.pt``
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
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
from parley.models.tagger import LEAST_ACT, Anchor, AttributionTagger, Tagged
from parley.spans import Span
from training.attribution.calibrate import act_scores, calibrate, judged, reliability, scorer
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

LEAST_EVENT = 0.3
"""Confidence of the acts that are scored as events here."""


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


def measure(tool: AttributionTagger, numbers: dict[str, Any], data: Path) -> dict[str, Any]:
    """Figures on both dev sets."""
    quotes = scorer(data / "data/quotes/score.py")
    polnear = read_polnear(data / "data/quotes/polnear_dev.jsonl")
    gold = read_gold(data / "gold/dev.jsonl")
    return {
        "polnear": measure_polnear(tool, polnear, data, quotes),
        "gold": measure_gold(tool, gold, data),
        "calibration": {
            "polnear": calibration(tool, numbers, polnear, quotes),
            "gold": calibration(tool, numbers, gold, quotes),
        },
        "acts": measure_acts(tool, numbers, gold),
        "cpu seconds for 650 words": round(speed(tool, polnear[:24] + gold), 4),
    }


def measure_polnear(
    tool: AttributionTagger, documents: Sequence[Document], data: Path, score: ModuleType
) -> dict[str, Any]:
    """The scorer's table: precision, recall, F1 of each line."""
    total: Counter[Any] = Counter()
    rows = score.load(str(data / "data/quotes/polnear_dev.jsonl"))
    for d in documents:
        found = tool.tag(d.text, d.body, d.sentences, convention=POLNEAR)
        rows_found = [
            {"source": a.source, "cue": a.cue, "content": a.content} for a in found.attributions
        ]
        total.update(score.article(rows[d.id], {"attributions": rows_found}))
    return {k: [round(x, 4) for x in v] for k, v in score.table(total).items()}


def measure_gold(
    tool: AttributionTagger, documents: Sequence[Document], data: Path
) -> dict[str, Any]:
    """Statements found, and events with the gold's actors given; nothing is merged or resolved."""
    score = scorer(data / "gold/score.py")
    rows = score.load(str(data / "gold/dev.jsonl"))
    count: Counter[str] = Counter()
    for d in documents:
        found = tool.tag(d.text, d.body, d.sentences)
        score.article(rows[d.id], _ledger(found, d.text, rows[d.id]["actors"]), count)
    shown = score.summary(count)
    names = (
        "statements.found",
        *(f"events.{x}" for x in ("type", "+actor", "+both", "swapped", "status")),
    )
    return {k: shown[k] for k in names}


def _ledger(tagged: Tagged, text: str, actors: list[dict[str, Any]]) -> dict[str, Any]:
    """Statements, one a source span, without speakers; one event a sentence and type."""
    keys = {name: a["key"] for a in actors for name in a["names_in_text"]}

    def named(spans: Sequence[Span]) -> list[str]:
        return [keys[s.of(text)] for s in spans if s.of(text) in keys]

    def event(act: Anchor) -> dict[str, Any]:
        return {
            "type": act.type,
            "status": act.status,
            "evidence": [act.sentence],
            "actor": named(act.actor),
            "recipient": named(act.recipient),
            "third_party": [],
            "date": {},
            "place": None,
        }

    return {
        "statements": [
            {"speaker": None, "form": "indirect", "content": a.content}
            for a in tagged.attributions
            for _ in range(max(1, len(a.source)))
        ],
        "events": [event(a) for a in tagged.event_anchors if a.confidence >= LEAST_EVENT],
        "actors": actors,
        "proposals": [],
        "furniture": [],
    }


def calibration(
    tool: AttributionTagger,
    numbers: dict[str, Any],
    documents: Sequence[Document],
    score: ModuleType,
) -> dict[str, Any]:
    """Expected calibration error and table, of what is kept; the error over all candidates."""
    x, y, total = judged(tool, documents, score)
    use = numbers["attribution"][str(documents[0].convention)]
    chances = np.array([confidence(row, use["weights"], use["bias"]) for row in x])
    keep = chances >= use["least"]
    error, table = reliability(chances[keep], y[keep])
    return {
        "error": error,
        "table": table,
        "error of all candidates": reliability(chances, y)[0],
        "share of gold among candidates": float(y.sum()) / total,
    }


def measure_acts(
    tool: AttributionTagger, numbers: dict[str, Any], documents: Sequence[Document]
) -> dict[str, Any]:
    """Calibration of types in sentences, and the best F1 with its threshold."""
    logits, truth = act_scores(tool, documents)
    chances = sigmoid(logits * numbers["acts"]["slope"] + numbers["acts"]["bias"])
    seen = chances >= LEAST_ACT

    def f1(least: float) -> float:
        kept = chances >= least
        return 2 * float(truth[kept].sum()) / (float(kept.sum()) + float(truth.sum()))

    error, table = reliability(chances[seen], truth[seen])
    best = max(np.arange(0.1, 0.9, 0.05), key=f1)
    return {"error": error, "table": table, "best f1 by sentence": [f1(best), float(best)]}


def speed(tool: AttributionTagger, documents: Sequence[Document]) -> float:
    """CPU-seconds of one thread for 650 words, everything from the text on included."""
    words = sum(len(d.text.split()) for d in documents)
    began = time.process_time()
    for d in documents:
        tool.tag(d.text, d.body, d.sentences)
    return (time.process_time() - began) * 650 / words


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
