"""What the network is taught: cues, their links, whether they hold; acts, their roles and status."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.attribution.batches import IGNORED, ActFrame, Batch
from training.attribution.network import TYPES, Tagger, chain_loss

SCALE = 80.0
"""About the number of cues in a batch: losses are sums over this, so that each cue weighs the same."""
CANDIDATE = 0.2
"""Chance of lying in a cue from which a run of pieces is a candidate."""
MOST_FALSE = 48


def false_cues(logits: Tensor, gold: Tensor) -> list[tuple[int, int, int]]:
    """Runs of pieces that the network takes for cues and that overlap none: (window, first, last)."""
    chance = 1 - logits.detach().softmax(-1)[..., 0]
    out = []
    for w, row in enumerate(((chance > CANDIDATE) & (gold != IGNORED)).tolist()):
        targets, t = gold[w].tolist(), 0
        while t < len(row):
            if not row[t]:
                t += 1
                continue
            first = t
            while t < len(row) and row[t]:
                t += 1
            if all(targets[i] == 0 for i in range(first, t)):
                out.append((w, first, t))
    return out


def attribution_loss(
    model: Tagger, batch: Batch, cues: Tensor, pieces: Tensor
) -> dict[str, Tensor]:
    """Losses of cue finding, of links under a linear chain, and of telling true cues from false."""
    loss = functional.cross_entropy(
        cues.flatten(0, 1), batch.cues.flatten(), ignore_index=IGNORED, reduction="sum"
    )
    out = {"cue": loss / SCALE}
    false = false_cues(cues, batch.cues)[:MOST_FALSE]
    n = len(batch.window)
    if n + len(false) == 0:
        return out
    window = torch.cat([batch.window, torch.tensor([f[0] for f in false], dtype=torch.long)])
    first = torch.cat([batch.first, torch.tensor([f[1] for f in false], dtype=torch.long)])
    last = torch.cat([batch.last, torch.tensor([f[2] for f in false], dtype=torch.long)])
    real = (batch.ids != 0).float()
    with torch.autocast("cpu", torch.bfloat16):
        scores, whole = model.links(pieces, real, window, first, last)
    whole = whole.float()
    truth = (torch.arange(len(window)) < n).float()
    out["holds"] = (
        functional.binary_cross_entropy_with_logits(whole[:, 0], truth, reduction="sum") / SCALE
    )
    if n:
        chain = chain_loss(scores[:n].float(), model.moves, batch.labels, real[batch.window])
        out["links"] = 0.3 * chain.sum() / SCALE
    return out


def act_loss(model: Tagger, batch: Batch, acts: Tensor, pieces: Tensor) -> dict[str, Tensor]:
    """Losses of typing the acts of sentences, of finding their triggers, roles and status."""
    if not batch.sentences:
        return {}
    width = max(last - first for _, first, last, _, _ in batch.sentences)
    place = torch.arange(width)[None]
    window = torch.tensor([s[0] for s in batch.sentences])[:, None]
    begin = torch.tensor([s[1] for s in batch.sentences])[:, None]
    size = torch.tensor([s[2] - s[1] for s in batch.sentences])[:, None]
    index = (begin + place).clamp(max=acts.shape[1] - 1)
    real = (place < size).float()
    gate, vote = acts[window, index].split(TYPES, -1)
    weight = (gate - (1 - real[..., None]) * 1e4).softmax(1)
    logits = (weight * vote).sum(1)
    terms: dict[str, list[Tensor]] = {"type": [], "anchor": []}
    chosen: list[tuple[int, int, ActFrame]] = []
    for s, (_, first, _, every, found) in enumerate(batch.sentences):
        target = torch.zeros(TYPES)
        for act in found:
            for t in act.types:
                target[t] = 1
                chosen += [(s, t, act)] if len(act.types) == 1 else []
                for a, b in act.anchors:
                    if b > a:
                        terms["anchor"].append(
                            -weight[s, a - first : b - first, t].sum().clamp(min=1e-6).log()
                        )
        if every:
            terms["type"].append(
                functional.binary_cross_entropy_with_logits(logits[s], target, reduction="sum")
            )
        elif found:
            terms["type"].append(logits[s].logsumexp(0) - logits[s][found[0].types].logsumexp(0))
    out = {k: torch.stack(v).sum() / SCALE for k, v in terms.items() if v}
    if chosen:
        out |= _role_loss(model, batch, chosen, pieces[window, index], real, weight)
    return out


def _role_loss(
    model: Tagger,
    batch: Batch,
    chosen: list[tuple[int, int, ActFrame]],
    pieces: Tensor,
    real: Tensor,
    weight: Tensor,
) -> dict[str, Tensor]:
    s = torch.tensor([c[0] for c in chosen])
    kind = torch.tensor([c[1] for c in chosen])
    top = weight[s, :, kind].detach().argmax(1)
    scores, status = model.roles(pieces, real, s, top, top + 1, kind)
    target, known = torch.zeros_like(scores), torch.zeros_like(scores)
    for i, (sentence, _, act) in enumerate(chosen):
        first = batch.sentences[sentence][1]
        for role, spans in enumerate([act.anchors or None, *act.roles]):
            if spans is None:
                continue
            known[i, :, role] = real[sentence]
            for a, b in spans:
                target[i, max(0, a - first) : max(0, b - first), role] = 1
    loss = functional.binary_cross_entropy_with_logits(
        scores, target, weight=known, reduction="sum"
    )
    gold = torch.tensor([c[2].status for c in chosen])
    out = {"roles": 0.2 * loss / SCALE}
    if (gold != IGNORED).any():
        out["status"] = (
            functional.cross_entropy(status, gold, ignore_index=IGNORED, reduction="sum") / SCALE
        )
    return out
