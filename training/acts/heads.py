"""The tagger's heads for acts, trained anew on its frozen encoder: which types of acts a sentence reports, and where.

    python -m training.acts.heads --data ../shared --out DIR [--install]

Needs the environment of ``training/attribution/requirements.txt``. The sentences of ``sentences.tsv``, written for
this purpose, are of other conflicts than the annotated articles. In DIR stand the new ``heads.onnx``, and one for
each fold, trained without its articles or sentences, for ``training/acts/fuse.py``. ``--install`` puts the new one,
with its calibration, beside the encoder, whose other heads stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from parley.models import AttributionTagger
from parley.models.manifest import WEIGHTS, read_manifest
from parley.models.network import Floats, Ints, Read
from parley.models.pieces import Splitter
from parley.spans import Span
from training.acts.sentences import FOLDS, Sentence, fold_of, read_sentences
from training.attribution.calibrate import logistic
from training.attribution.corpus import TYPES, Document, read_gold, read_pairs
from training.attribution.network import WIDTH

EPOCHS, RATE, DECAY, SIZE = 12, 4e-3, 0.01, 64
"""Rounds, learning rate (one cycle), weight decay, sentences in a batch. Of 10 to 20 rounds and a decay of .01 or .1
none was better on stories left out."""
DROPOUT = 0.3
ANCHOR = 0.3
"""Weight of finding the words that show an act, against that of its type."""
PAIR = 0.3
"""Weight of a sentence of which one type is known and the others are not."""
TOGETHER = 8
"""Sentences written for this purpose that the encoder reads at once, each a paragraph."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence: (L, D) of the encoder, (16,) its types, pieces that show an act, its fold, whether all types are known."""

    hidden: np.ndarray
    types: np.ndarray
    anchors: tuple[tuple[int, tuple[int, ...]], ...]
    fold: str
    known: bool = True


class Heads(nn.Module):
    """Where each type shows, and how strongly: (S, L, D) and (S, L) real pieces → (S, 16) and (S, L, 16)."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPOUT)
        self.gate = nn.Linear(WIDTH, len(TYPES))
        self.vote = nn.Linear(WIDTH, len(TYPES))
        nn.init.constant_(self.vote.bias, -3.0)

    def forward(self, x: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """The logits of the types, and the share of each piece in them."""
        x = self.drop(x)
        weight = (self.gate(x) - (1 - real[..., None]) * 1e4).softmax(1)
        return (weight * self.vote(x)).sum(1), weight


def main() -> None:
    """Read, train a model for each fold and one of all, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    tool = encoder()
    examples = list(read(tool, options.data))
    dev = list(of_articles(tool, options.data / "gold/dev.jsonl"))
    logits, truth = [], []
    for fold in FOLDS:
        model = train([e for e in examples if e.fold != fold])
        out = [e for e in examples if e.fold == fold]
        logits.append(scores(model, out))
        truth.append(np.stack([e.types for e in out]))
        print(f"{fold}: left out {average(logits[-1], truth[-1]):.3f}", flush=True)
        write(model, options.out / f"{fold}.onnx")
    model = train(examples)
    print(f"dev: {average(scores(model, dev), np.stack([e.types for e in dev])):.3f}")
    write(model, options.out / "heads.onnx")
    if options.install:
        slope, bias = logistic(
            np.concatenate(logits).reshape(-1, 1), np.concatenate(truth).ravel(), 0.01
        )
        install(options.out / "heads.onnx", float(slope), float(bias))


class Encoder:
    """A network of which only the encoder runs: what it says of a piece stands for its role vector."""

    def __init__(self, path: Path) -> None:
        self._graph = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def read(self, ids: Ints, shapes: Ints, quotes: Ints, convention: Ints) -> Read:
        """See :class:`parley.models.network.Network`; no cues, acts and links."""
        given = {"ids": ids, "shapes": shapes, "quotes": quotes, "convention": convention}
        (hidden,) = self._graph.run(None, given)
        none = np.zeros((*ids.shape, 2 * len(TYPES)), np.float32)
        return Read(none[..., :3], none, none, hidden)

    def link(self, *_: object) -> tuple[Floats, Floats]:
        """Nothing is said."""
        raise NotImplementedError

    cast = link


def encoder() -> AttributionTagger:
    """The installed tagger with its encoder alone."""
    folder = WEIGHTS / "attribution"
    manifest = read_manifest(folder)
    assert manifest is not None
    splitter = Splitter(folder / "tokenizer.json")
    return AttributionTagger(manifest, splitter, Encoder(folder / "encoder.onnx"))


def read(tool: AttributionTagger, data: Path) -> Iterator[Example]:
    """All that is learned from."""
    yield from of_articles(tool, data / "gold/train.jsonl")
    yield from of_pairs(tool, read_pairs(data / "data/events/plv_train.jsonl"))
    yield from of_sentences(tool, read_sentences())


def of_articles(tool: AttributionTagger, path: Path) -> Iterator[Example]:
    """The sentences of annotated articles."""
    for document in read_gold(path):
        for sentence, pieces, hidden in tool.vectors(
            document.text, document.body, document.sentences
        ):
            types, anchors = np.zeros(len(TYPES), np.float32), []
            for act in document.acts or ():
                if act.sentence.overlaps(sentence):
                    for kind in (TYPES.index(t) for t in act.types):
                        types[kind] = 1
                        for anchor in act.anchors:
                            at = tuple(i for i, p in enumerate(pieces) if p.overlaps(anchor))
                            anchors += [(kind, at)] if at else []
            yield Example(hidden, types, tuple(anchors), fold_of(document.id))


def of_pairs(tool: AttributionTagger, documents: Iterable[Document]) -> Iterator[Example]:
    """Sentences with a marked pair, of which only the type between the two is known."""
    for d in documents:
        for _, _, hidden in tool.vectors(d.text, d.body, d.sentences):
            types = np.array([t in d.acts[0].types for t in TYPES], np.float32)  # type: ignore[index]
            yield Example(hidden, types, (), "pairs", known=False)


def of_sentences(tool: AttributionTagger, written: Sequence[Sentence]) -> Iterator[Example]:
    """The sentences written for this purpose, some of either part together, in an order that tells nothing."""
    order = random.Random(0).sample(list(written), len(written))
    for k in range(0, len(order), TOGETHER):
        group, text, spans = order[k : k + TOGETHER], "", []
        for item in group:
            text += "\n\n" if text else ""
            spans.append(Span(len(text), len(text) + len(item.text)))
            text += item.text
        found = {s: hidden for s, _, hidden in tool.vectors(text, spans, spans)}
        for item, span in zip(group, spans, strict=True):
            types = np.array([t in item.types for t in TYPES], np.float32)
            yield Example(found[span], types, (), item.fold)


def train(examples: Sequence[Example], seed: int = 1) -> Heads:
    """New heads."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = Heads()
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(examples) // SIZE)
    rates = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, steps)
    model.train()
    for _ in range(EPOCHS):
        order = rng.sample(list(examples), len(examples))
        for k in range(0, len(order), SIZE):
            optimiser.zero_grad()
            loss(model, order[k : k + SIZE]).backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            rates.step()
    return model.eval()


def loss(model: Heads, batch: Sequence[Example]) -> Tensor:
    """Of the types, of the one known type of a pair, and of the words that show an act."""
    x, real = padded(batch)
    truth = torch.from_numpy(np.stack([e.types for e in batch]))
    known = torch.tensor([float(e.known) for e in batch])
    logits, weight = model(x, real)
    each = functional.binary_cross_entropy_with_logits(logits, truth, reduction="none").sum(1)
    one = (logits + (truth - 1) * 1e4).logsumexp(1)
    pair = logits.logsumexp(1) - one + functional.softplus(-one)
    total = (known * each + (1 - known) * PAIR * pair).sum()
    for i, example in enumerate(batch):
        for kind, pieces in example.anchors:
            total = total - ANCHOR * weight[i, list(pieces), kind].sum().clamp(min=1e-6).log()
    return total / len(batch)


def padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """(S, L, D) of the encoder and (S, L), 1 on the pieces that are there."""
    width = max(len(e.hidden) for e in batch)
    x, real = torch.zeros(len(batch), width, WIDTH), torch.zeros(len(batch), width)
    for i, e in enumerate(batch):
        x[i, : len(e.hidden)], real[i, : len(e.hidden)] = torch.from_numpy(e.hidden), 1
    return x, real


def scores(model: Heads, examples: Sequence[Example]) -> np.ndarray:
    """(S, 16) logits."""
    with torch.no_grad():
        cut = (examples[k : k + SIZE] for k in range(0, len(examples), SIZE))
        return np.concatenate([model(*padded(batch))[0].numpy() for batch in cut])


def average(logits: np.ndarray, truth: np.ndarray) -> float:
    """Average precision over all sentences and types."""
    right = truth.ravel()[np.argsort(-logits.ravel())]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(precision[right > 0].mean())


def write(model: Heads, path: Path) -> None:
    """The installed heads with these for the acts."""
    graph = onnx.load(str(WEIGHTS / "attribution/heads.onnx"))
    names = {n.output[0]: n.input[1] for n in graph.graph.node if n.op_type == "MatMul"}
    new = {
        names["/act_gate/MatMul_output_0"]: model.gate.weight.T,
        names["/act_vote/MatMul_output_0"]: model.vote.weight.T,
        "model.act_gate.bias": model.gate.bias,
        "model.act_vote.bias": model.vote.bias,
    }
    for tensor in graph.graph.initializer:
        if tensor.name in new:
            values = np.ascontiguousarray(new[tensor.name].detach().numpy())
            tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
    onnx.save(graph, str(path))


def install(path: Path, slope: float, bias: float) -> None:
    """Put the heads beside the encoder, and their hash and calibration into its manifest."""
    folder = WEIGHTS / "attribution"
    (folder / "heads.onnx").write_bytes(path.read_bytes())
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["files"]["heads.onnx"] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest["settings"]["acts"] = {"slope": round(slope, 4), "bias": round(bias, 4)}
    whole = json.dumps([manifest["files"], manifest["settings"]], sort_keys=True)
    manifest["version"] = f"attribution-1-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    print(manifest["version"], manifest["settings"]["acts"])


if __name__ == "__main__":
    main()
