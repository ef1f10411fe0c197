"""Trains on everything, exports in eight bits, and writes the manifest; with ``--check``, what eight bits cost.

    python -m training.pairs.export --data ../shared --candidates candidates.jsonl --mpnet FOLDER --out DIR

DIR is that of ``crossvalidate``: confidence is calibrated on its logits of what is installed, and ``--check`` quantises
its students, one a fold, and scores them on what they have not seen.
"""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn
from torch.nn import functional

from parley.models.pairs import LONGEST
from parley.models.runtime import OnnxPairs
from training.attribution.export import Rows, graph
from training.attribution.train import minilm
from training.pairs.corpus import ROOTS, Pair
from training.pairs.crossvalidate import (
    FOLDS,
    INSTALLED,
    Bench,
    arguments,
    measure,
    open_bench,
    run,
)
from training.pairs.network import FIRST_MARK, LAST_MARK, Reader, Student
from training.pairs.train import STUDENT

TARGET = Path("src/parley/models/weights/pairs")
TRAINED_ON = [
    "PLV train (1,050 sentences with a marked pair; no licence stated)",
    "358 invented sentences (training/pairs/sentences.tsv; ours)",
    "all-mpnet-base-v2 as teacher (Apache-2.0), on sentences without labels of: LGL and GeoWebNews (GPL-3 repository, texts "
    "publishers'), TimeBank and AQUAINT (LDC-derived), news_cluster (Apache-2.0 repository), PolNeAR train (no licence "
    "stated), Parley's articles (texts their publishers')",
    "MiniLM-L6 (all-MiniLM-L6-v2), the weights it starts from (Apache-2.0)",
]


class Graph(nn.Module):
    """A student as it runs: the marks are rows of the vocabulary, all of it in eight bits, nothing is padded."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        student = copy.deepcopy(student).eval()
        words = student.encoder.words.weight.detach()
        words[FIRST_MARK : LAST_MARK + 1] = student.marks.detach()
        self.words = Rows(words)
        self.register_buffer("places", student.encoder.places.weight[:LONGEST].detach())
        self.norm, self.layers, self.head = (
            student.encoder.norm,
            student.encoder.layers,
            student.head,
        )

    def forward(self, ids: Tensor, places: Tensor) -> Tensor:
        """(N, T), (N, 2) → logits (N, R)."""
        x = self.norm(self.words(ids) + self.places[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, None)
        return self.head(x, torch.ones_like(x[..., :1]), places)


def write(student: Student, path: Path) -> None:
    """The graph of a student."""
    row, axes = torch.ones(2, 40, dtype=torch.long), {0: "sentences"}
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work, "plain.onnx"), Path(work, "ready.onnx")
        graph(
            Graph(student),
            {"ids": row, "places": row[:, :2]},
            ["scores"],
            {"ids": {**axes, 1: "pieces"}, "places": axes, "scores": axes},
            plain,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )


def quantised(folder: Path, reader: Reader, pairs: Sequence[Pair]) -> Tensor:
    """Logits of an exported graph, sentence by sentence."""
    network = OnnxPairs(folder)
    rows = (network.score(*(x.numpy() for x in reader([pair]))) for pair in pairs)
    return torch.cat([torch.from_numpy(row) for row in rows])


def check(bench: Bench) -> dict[str, float]:
    """The figures of the students of cross-validation after export."""
    out = torch.zeros(len(bench.pairs), len(ROOTS))
    for k in range(FOLDS):
        student = Student()
        student.load_state_dict(torch.load(bench.out / f"student-{k}.pt"))
        held = [n for n, fold in enumerate(bench.fold) if fold == k]
        with tempfile.TemporaryDirectory() as work:
            write(student, Path(work, "pairs.onnx"))
            out[held] = quantised(Path(work), bench.reader, [bench.pairs[n] for n in held])
    return measure(bench.pairs, out)


def temperature(pairs: Sequence[Pair], scores: Tensor) -> float:
    """By which logits are divided so that confidence is right on what was not trained on."""
    gold = torch.tensor([ROOTS.index(str(p.root)) for p in pairs])
    tried = [0.5 + 0.02 * n for n in range(100)]
    return min(tried, key=lambda t: functional.cross_entropy(scores / t, gold).item())


def write_manifest(out: Path, settings: dict[str, object]) -> str:
    """The manifest; the version is a hash of all files and numbers."""
    names = ("pairs.onnx", "tokenizer.json")
    files = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names}
    whole = hashlib.sha256(json.dumps([files, settings], sort_keys=True).encode()).hexdigest()
    manifest = {
        "name": "pairs",
        "version": f"pairs-1-{whole[:8]}",
        "files": files,
        "settings": settings,
        "trained_on": TRAINED_ON,
        "licence": "Apache-2.0 for our part; see the card for what it was trained on",
        "card": "training/pairs/CARD.md",
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return str(manifest["version"])


def main() -> None:
    """Check, or train, export and calibrate."""
    parser = arguments(__doc__)
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    bench = open_bench(options)
    if options.check:
        print(check(bench))
        return
    options.target.mkdir(parents=True, exist_ok=True)
    student = bench.student(None, STUDENT, own=True, candidates=True)
    torch.save(student.state_dict(), bench.out / "student-all.pt")
    write(student, options.target / "pairs.onnx")
    shutil.copyfile(minilm() / "tokenizer.json", options.target / "tokenizer.json")
    degree = temperature(bench.pairs, run(bench, INSTALLED))
    print(write_manifest(options.target, {"roots": ROOTS, "temperature": round(degree, 2)}))


if __name__ == "__main__":
    main()
