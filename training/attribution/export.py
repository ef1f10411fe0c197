"""Exports a checkpoint: ``python -m training.attribution.export --weights DIR/epoch9.pt --out FOLDER``.

Writes the encoder (int8), the two scorers (float32; they are small) and the tokenizer, calibrates on the
held-out articles what was exported, not the checkpoint, and writes the manifest with every file's hash.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from parley.models.pieces import Splitter
from parley.models.runtime import OnnxNetwork
from training.attribution.calibrate import calibrate, scorer
from training.attribution.evaluate import measure, settings, tagger
from training.attribution.network import LINK_WIDTH, Tagger
from training.attribution.train import load, minilm

OPSET = 17
TRAINED_ON = [
    "PolNeAR train (840 articles; no licence stated, a research corpus)",
    "Parley's gold articles, train (101; texts their publishers', entries ours)",
    "PLV train (1,050 sentences; no licence stated)",
    "MiniLM-L6 (all-MiniLM-L6-v2), the weights it starts from (Apache-2.0)",
]


class Reader(nn.Module):
    """The encoder pass as one graph."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model
        self.model.encoder.padded = False

    def forward(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, convention: Tensor
    ) -> tuple[Tensor, ...]:
        """See :meth:`training.attribution.network.Tagger.read`."""
        return self.model.read(ids, shapes, quotes, convention)


class Links(nn.Module):
    """The scorer of attributions as a graph."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.links = model.links

    def forward(
        self, pieces: Tensor, real: Tensor, window: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See :meth:`parley.models.network.Network.link`."""
        scores, whole = self.links(pieces, real, window, first, last)
        return scores, whole[:, 0]


class Roles(nn.Module):
    """The scorer of acts as a graph."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.roles = model.roles

    def forward(
        self, pieces: Tensor, real: Tensor, row: Tensor, at: Tensor, kind: Tensor
    ) -> tuple[Tensor, Tensor]:
        """See :meth:`parley.models.network.Network.cast`."""
        scores, status = self.roles(pieces, real, row, at, at + 1, kind)
        return scores, status


def graph(
    module: nn.Module,
    given: dict[str, Tensor],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    """Write one graph with named, dynamic axes."""
    torch.onnx.export(
        module.eval(),
        tuple(given.values()),
        str(path),
        input_names=list(given),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
        autograd_inlining=False,
    )


def write_graphs(model: Tagger, out: Path) -> None:
    """The three graphs of a model; the encoder's weights in eight bits."""
    long = torch.long
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work, "plain.onnx"), Path(work, "ready.onnx")
        row = torch.ones(2, 40, dtype=long)
        grid = {0: "windows", 1: "pieces"}
        graph(
            Reader(model),
            {"ids": row, "shapes": row, "quotes": row, "convention": torch.ones(2, dtype=long)},
            ["cues", "acts", "links", "roles"],
            {"convention": {0: "windows"}}
            | dict.fromkeys(("ids", "shapes", "quotes", "cues", "acts", "links", "roles"), grid),
            plain,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(out / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=_heads(ready),
        )
    vectors, real = torch.randn(2, 40, LINK_WIDTH), torch.ones(2, 40)
    number = torch.ones(3, dtype=long)
    n, grid3 = {0: "frames"}, {0: "frames", 1: "pieces"}
    graph(
        Links(model),
        {"pieces": vectors, "real": real, "window": number, "first": number, "last": number + 2},
        ["scores", "holds"],
        {
            "pieces": grid,
            "real": grid,
            "window": n,
            "first": n,
            "last": n,
            "scores": grid3,
            "holds": n,
        },
        out / "links.onnx",
    )
    graph(
        Roles(model),
        {"pieces": vectors, "real": real, "row": number, "at": number, "kind": number},
        ["scores", "status"],
        {"pieces": grid, "real": grid, "row": n, "at": n, "kind": n, "scores": grid3, "status": n},
        out / "roles.onnx",
    )


def _heads(path: Path) -> list[str]:
    """Nodes outside of the encoder: small, and worth their precision."""
    import onnx

    return [node.name for node in onnx.load(str(path)).graph.node if "/encoder/" not in node.name]


def write_manifest(out: Path, numbers: dict[str, Any]) -> str:
    """The manifest; the version is a hash of all files and numbers."""
    files = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.iterdir())
        if p.name != "manifest.json"
    }
    whole = hashlib.sha256(json.dumps([files, numbers], sort_keys=True).encode()).hexdigest()
    manifest = {
        "name": "attribution",
        "version": f"attribution-1-{whole[:8]}",
        "files": files,
        "settings": numbers,
        "trained_on": TRAINED_ON,
        "licence": "Apache-2.0 for our part; see the card for what it was trained on",
        "card": "training/attribution/CARD.md",
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return str(manifest["version"])


def main() -> None:
    """Export, calibrate, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/parley/models/weights/attribution"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    model = Tagger()
    model.load_state_dict(torch.load(options.weights))
    model.eval()
    write_graphs(model, options.out)
    tokenizer = options.out / "tokenizer.json"
    shutil.copyfile(minilm() / "tokenizer.json", tokenizer)
    Splitter(tokenizer)
    numbers = settings(model)
    network = OnnxNetwork(options.out)
    calibrate(
        tagger(network, numbers, tokenizer),
        numbers,
        load(options.data)[3],
        scorer(options.data / "data/quotes/score.py"),
    )
    version = write_manifest(options.out, numbers)
    print(
        json.dumps(
            {
                "version": version,
                **measure(tagger(network, numbers, tokenizer), numbers, options.data),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
