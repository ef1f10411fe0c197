"""How a network of either size is taught, and the recipes that are compared."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.attribution.network import Dropout
from training.pairs.corpus import ROOTS, Pair
from training.pairs.network import Reader

WARM_UP = 0.1
"""Share of the steps to the full learning rate, from where it falls to nothing."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is tuned, by cross-validation alone.

    Attributes:
        rate, head_rate: learning rates of the encoder and of the head.
        balance: power of the inverse frequency by which rare roots weigh more.
        taught: share of the loss that comes from the teacher, where there is one.
        temperature: by which both logits are divided before they are compared.
    """

    epochs: int
    rate: float
    head_rate: float
    batch: int = 16
    balance: float = 0.0
    taught: float = 0.0
    temperature: float = 2.0


PLAIN = Recipe(epochs=6, rate=1e-4, head_rate=1e-3)
TEACHER = Recipe(epochs=4, rate=5e-5, head_rate=5e-4, balance=0.3)
STUDENT = Recipe(epochs=6, rate=2e-4, head_rate=1e-3, balance=0.3, taught=0.7)


def teach(
    network: nn.Module,
    reader: Reader,
    pairs: Sequence[Pair],
    recipe: Recipe,
    *,
    seed: int,
    taught: Tensor | None = None,
) -> nn.Module:
    """Train in place.

    Args:
        network: a student or a teacher, as published.
        pairs: those without a root learn from the teacher alone.
        taught: the teacher's logits for the pairs (N, R).
    """
    torch.manual_seed(seed)
    # Drawn anew: a run must not depend on those before it in the same process.
    Dropout.pool, Dropout.uses = None, 0
    rng = random.Random(seed)
    gold = torch.tensor([ROOTS.index(p.root) if p.root else -1 for p in pairs])
    weights = root_weights(gold, recipe.balance)
    steps = recipe.epochs * -(-len(pairs) // recipe.batch)
    optimiser, schedule = _optimiser(network, recipe, steps)
    network.train()
    for _ in range(recipe.epochs):
        for chosen in batches(pairs, recipe.batch, rng):
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(*reader([pairs[n] for n in chosen]))
            targets = None if taught is None else taught[chosen]
            loss = lesson(scores.float(), gold[chosen], weights, recipe, targets)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return network.eval()


def lesson(
    scores: Tensor, gold: Tensor, weights: Tensor, recipe: Recipe, taught: Tensor | None
) -> Tensor:
    """The loss of a batch: (N, R), (N,) with -1 where unknown, (R,), the teacher's (N, R)."""
    known = (gold >= 0).float()
    weight = weights[gold.clamp_min(0)] * known
    hard = functional.cross_entropy(scores, gold.clamp_min(0), reduction="none")
    if taught is None:
        return (hard * weight).sum() / weight.sum()
    t = recipe.temperature
    soft = -((taught / t).softmax(-1) * (scores / t).log_softmax(-1)).sum(-1) * t**2
    return ((1 - recipe.taught) * hard * weight + recipe.taught * soft).mean()


def root_weights(gold: Tensor, balance: float) -> Tensor:
    """(R,): the inverse of each root's frequency to the power ``balance``."""
    counts = torch.bincount(gold[gold >= 0], minlength=len(ROOTS)).float()
    return (counts.mean() / counts.clamp_min(1)) ** balance


def batches(pairs: Sequence[Pair], size: int, rng: random.Random) -> Iterator[list[int]]:
    """Indices in random order, sentences of like length together."""
    order = list(range(len(pairs)))
    rng.shuffle(order)
    out = []
    for at in range(0, len(order), 10 * size):
        near = sorted(order[at : at + 10 * size], key=lambda n: len(pairs[n].text))
        out += [near[k : k + size] for k in range(0, len(near), size)]
    rng.shuffle(out)
    yield from out


def _optimiser(
    network: nn.Module, recipe: Recipe, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    trained = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    head = [p for name, p in trained if name.startswith("head.")]
    rest = [p for name, p in trained if not name.startswith("head.")]
    groups = [{"params": rest, "lr": recipe.rate}, {"params": head, "lr": recipe.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = WARM_UP * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min(1, (n + 1) / warm) * max(0.02, 1 - n / steps)
    )
    return optimiser, schedule


@torch.no_grad()
def logits(network: nn.Module, reader: Reader, pairs: Sequence[Pair]) -> Tensor:
    """(N, R) for all pairs."""
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n].text))
    out = torch.zeros(len(pairs), len(ROOTS))
    for at in range(0, len(order), 32):
        chosen = order[at : at + 32]
        with torch.autocast("cpu", torch.bfloat16):
            out[chosen] = network(*reader([pairs[n] for n in chosen])).float()
    return out
