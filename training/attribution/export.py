"""Exports a checkpoint: ``python -m training.attribution.export --weights DIR/epoch9.pt --out FOLDER``.

Writes the encoder (int8), its heads and two scorers (float32; they are small) and the tokenizer, calibrates
on the held-out articles what was exported, not the checkpoint, and writes the manifest with every file's hash.
"""

from __future__ import annotations

import argparse
import copy
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
from training.attribution.network import LINK_WIDTH, WIDTH, Tagger
from training.attribution.train import load, minilm

OPSET = 17
TRAINED_ON = [
    "PolNeAR train (840 articles; no licence stated, a research corpus)",
    "Parley's gold articles, train (101; texts their publishers', entries ours)",
    "PLV train (1,050 sentences; no licence stated)",
    "MiniLM-L6 (all-MiniLM-L6-v2), the weights it starts from (Apache-2.0)",
]


class Rows(nn.Module):
    """An embedding in eight bits with a scale a row: one scale for all costs a point of F1."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (table / scale).round().to(torch.int8))

    def forward(self, index: Tensor) -> Tensor:
        """(…) → (…, D)."""
        return self.rows[index].float() * self.scale[index]


class Heads(nn.Module):
    """What follows the encoder, as a graph of its own: heads may be trained anew and the encoder stay."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, hidden: Tensor) -> tuple[Tensor, ...]:
        """See :meth:`training.attribution.network.Tagger.heads`."""
        return self.model.heads(hidden)


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


def write_encoder(model: Tagger, out: Path) -> None:
    """The encoder, its weights in eight bits; windows must not be padded."""
    encoder = copy.deepcopy(model.encoder)
    encoder.words, encoder.padded = Rows(encoder.words.weight.detach()), False
    row, grid = torch.ones(2, 40, dtype=torch.long), {0: "windows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work, "plain.onnx"), Path(work, "ready.onnx")
        graph(
            encoder,
            {"ids": row, "shapes": row, "quotes": row, "convention": row[:, 0]},
            ["hidden"],
            {"convention": {0: "windows"}}
            | dict.fromkeys(("ids", "shapes", "quotes", "hidden"), grid),
            plain,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(out / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
        )


def write_graphs(model: Tagger, out: Path) -> None:
    """The four graphs of a model."""
    write_encoder(model, out)
    grid = {0: "windows", 1: "pieces"}
    heads = ["cues", "acts", "links", "roles"]
    hidden = {"hidden": torch.randn(2, 40, WIDTH)}
    graph(Heads(model), hidden, heads, dict.fromkeys(("hidden", *heads), grid), out / "heads.onnx")
    vectors, real = torch.randn(2, 40, LINK_WIDTH), torch.ones(2, 40)
    number = torch.ones(3, dtype=torch.long)
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
