"""The network: a MiniLM encoder, and heads that first find triggers, then score every piece for each.

Shapes are noted as W windows, T pieces, N triggers, D encoder width, U link width, K labels.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

VOCABULARY, WIDTH, LAYERS, HEADS, INNER, POSITIONS = 30522, 384, 6, 12, 1536, 512
LINK_WIDTH = 128
REACH = 255
"""Distance from the trigger, in pieces, beyond which all places look alike."""
LABELS = 4
"""Of a piece for one cue: outside, source, cue, content."""
ROLES = 4
"""Of a piece for one act: trigger, actor, recipient, third party (not exclusive)."""
TYPES, STATUSES = 16, 4


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool: drawing fresh ones took a tenth of the time."""

    pool: Tensor | None = None
    uses = 0
    rate = 0.1

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with a tenth of its values zeroed while training."""
        if not self.training:
            return x
        kind = Dropout
        if kind.pool is None or kind.uses > 400 or kind.pool.numel() < 2 * x.numel():
            size = max(8_000_000, 3 * x.numel())
            kind.pool = (torch.rand(size) > self.rate).to(torch.bfloat16) / (1 - self.rate)
            kind.uses = 0
        kind.uses += 1
        at = int(torch.randint(kind.pool.numel() - x.numel(), ()))
        return x * kind.pool[at : at + x.numel()].view(x.shape).to(x.dtype)


class Attend(torch.autograd.Function):
    """Attention without a mask; in an exported graph one operator that never holds all the weights."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """(W, T, D) three times → (W, T, D)."""
        parts = (x.unflatten(-1, (HEADS, -1)).transpose(1, 2) for x in (q, k, v))
        return functional.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any) -> Any:
        """The operator of onnxruntime."""
        out = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS)
        out.setType(q.type())
        return out


class Layer(nn.Module):
    """A BERT layer, normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(W, T, D) and an additive mask (W, 1, 1, T), or None without padding → (W, T, D)."""
        q, k, v = self.qkv(x).chunk(3, -1)
        seen = Attend.apply(q, k, v) if mask is None else self.attend(q, k, v, mask)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """Written out: twice as quick as the fused kernel in bfloat16 on a CPU, forward and backward."""
        q, k, v = (x.unflatten(-1, (HEADS, -1)).transpose(1, 2) for x in (q, k, v))
        near = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2)
        return ((near + mask.to(near.dtype)).softmax(-1) @ v).transpose(1, 2).flatten(2)


class Encoder(nn.Module):
    """MiniLM-L6 with capitals, quotation marks and the annotation convention added to its input."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(5, WIDTH)
        self.quotes = nn.Embedding(3, WIDTH)
        self.conventions = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        for table in (self.shapes, self.quotes, self.conventions):
            nn.init.normal_(table.weight, std=0.005)

    padded = True
    """Whether windows may be padded; the exported graph takes windows of one length."""

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, convention: Tensor) -> Tensor:
        """(W, T) three times and (W,) → (W, T, D); id 0 is padding."""
        x = self.words(ids) + self.places.weight[: ids.shape[1]]
        x = x + self.shapes(shapes) + self.quotes(quotes) + self.conventions(convention)[:, None]
        x = self.drop(self.norm(x))
        mask = (ids == 0).float()[:, None, None, :] * -1e4 if self.padded else None
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load(self, folder: Path) -> None:
        """Take the weights of the published MiniLM-L6."""
        raw = load_file(folder / "model.safetensors")
        raw = {k.removeprefix("bert."): v for k, v in raw.items()}
        new = {
            "words.weight": raw["embeddings.word_embeddings.weight"],
            # The single segment of BERT is a constant: it goes into the places.
            "places.weight": raw["embeddings.position_embeddings.weight"]
            + raw["embeddings.token_type_embeddings.weight"][0],
        }
        pairs = {"norm": "embeddings.LayerNorm"}
        for i in range(LAYERS):
            old, own = f"encoder.layer.{i}", f"layers.{i}"
            for kind in ("weight", "bias"):
                parts = [raw[f"{old}.attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
                new[f"{own}.qkv.{kind}"] = torch.cat(parts)
            pairs |= {
                f"{own}.out": f"{old}.attention.output.dense",
                f"{own}.norm1": f"{old}.attention.output.LayerNorm",
                f"{own}.up": f"{old}.intermediate.dense",
                f"{own}.down": f"{old}.output.dense",
                f"{own}.norm2": f"{old}.output.LayerNorm",
            }
        for own, old in pairs.items():
            new[f"{own}.weight"], new[f"{own}.bias"] = raw[f"{old}.weight"], raw[f"{old}.bias"]
        missing = self.load_state_dict(new, strict=False).missing_keys
        assert set(missing) == {"shapes.weight", "quotes.weight", "conventions.weight"}, missing


class Block(nn.Module):
    """A residual convolution along the pieces, first within each channel, then across them."""

    def __init__(self, dilation: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(LINK_WIDTH)
        self.along = nn.Conv1d(
            LINK_WIDTH, LINK_WIDTH, 7, padding=3 * dilation, dilation=dilation, groups=LINK_WIDTH
        )
        self.across = nn.Linear(LINK_WIDTH, LINK_WIDTH)
        self.drop = Dropout()

    def forward(self, x: Tensor) -> Tensor:
        """(N, T, U) → (N, T, U)."""
        y = self.along(self.norm(x).transpose(1, 2)).transpose(1, 2)
        return x + self.drop(functional.relu(self.across(y)))


class Linker(nn.Module):
    """Scores every piece of a window for its part in the frame of one trigger."""

    def __init__(self, labels: int, extra: int, kinds: int = 0) -> None:
        super().__init__()
        self.piece = nn.Linear(LINK_WIDTH, 2 * LINK_WIDTH)
        self.trigger = nn.Linear(LINK_WIDTH, 2 * LINK_WIDTH)
        self.distance = nn.Embedding(2 * REACH + 2, LINK_WIDTH)
        self.kind = nn.Embedding(kinds, 2 * LINK_WIDTH) if kinds else None
        self.blocks = nn.ModuleList([Block(1), Block(2)])
        self.norm = nn.LayerNorm(LINK_WIDTH)
        self.label = nn.Linear(LINK_WIDTH, labels)
        self.whole = nn.Sequential(
            nn.Linear(3 * LINK_WIDTH, LINK_WIDTH), nn.ReLU(), nn.Linear(LINK_WIDTH, extra)
        )
        nn.init.normal_(self.distance.weight, std=0.1)

    def forward(
        self,
        pieces: Tensor,
        real: Tensor,
        window: Tensor,
        first: Tensor,
        last: Tensor,
        kind: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """(W, T, U), (W, T), (N,) thrice: triggers are pieces [first, last) → (N, T, K), (N, extra)."""
        sides = self.piece(pieces)[window]
        pieces, real = pieces[window], real[window]
        place = torch.arange(pieces.shape[1], device=pieces.device)[None]
        within = ((place >= first[:, None]) & (place < last[:, None])).float()[..., None]
        mean = (pieces * within).sum(1) / within.sum(1)
        c = self.trigger(mean)
        if kind is not None and self.kind is not None:
            c = c + self.kind(kind)
        before = (place - first[:, None]).clamp(-REACH, 0)
        after = (place - last[:, None] + 1).clamp(0, REACH)
        # Inside the trigger both are 0 and the last row says so.
        where = torch.where(
            within[..., 0] > 0, torch.full_like(before, 2 * REACH + 1), before + after + REACH
        )
        a, b = sides.chunk(2, -1)
        p, q = c[:, None].chunk(2, -1)
        x = functional.relu(a + p + b * q + self.distance(where)) * real[..., None]
        for block in self.blocks:
            x = block(x) * real[..., None]
        x = self.norm(x)
        inside = (x * within).sum(1) / within.sum(1)
        top = (x - (1 - real[..., None]) * 1e4).amax(1)
        return self.label(x), self.whole(torch.cat([mean, inside, top], -1))


class Tagger(nn.Module):
    """One encoder; cues and their links; types of acts and their roles."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.cue = nn.Linear(WIDTH, 3)
        self.to_links = nn.Linear(WIDTH, LINK_WIDTH)
        self.links = Linker(LABELS, extra=1)
        self.moves = nn.Parameter(torch.eye(LABELS) * 2 - 1)
        self.act_gate = nn.Linear(WIDTH, TYPES)
        self.act_vote = nn.Linear(WIDTH, TYPES)
        self.to_roles = nn.Linear(WIDTH, LINK_WIDTH)
        self.roles = Linker(ROLES, extra=STATUSES, kinds=TYPES)
        self.drop = Dropout()

    def read(
        self, ids: Tensor, shapes: Tensor, quotes: Tensor, convention: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The encoder pass → cue logits (W, T, 3), acts (W, T, 32), links and roles (W, T, U)."""
        return self.heads(self.encoder(ids, shapes, quotes, convention))

    def heads(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(W, T, D) → cue logits, acts, links and roles, as in :meth:`read`."""
        x = self.drop(hidden).float()
        acts = torch.cat([self.act_gate(x), self.act_vote(x)], -1)
        return self.cue(x), acts, self.to_links(x), self.to_roles(x)


def chain_loss(scores: Tensor, moves: Tensor, gold: Tensor, real: Tensor) -> Tensor:
    """Negative log likelihood of label sequences under a linear chain, (N,); by halving, not stepping.

    Args:
        scores: (N, T, K); moves: (K, K) from one label to the next; gold: (N, T) labels;
        real: (N, T), 1 on the pieces that count, which must be a prefix.
    """
    n, _, k = scores.shape
    picked = scores.gather(-1, gold[..., None])[..., 0]
    steps = moves[gold[:, :-1], gold[:, 1:]]
    path = (picked * real).sum(1) + (steps * real[:, 1:]).sum(1)
    first = scores[:, 0]
    rest = moves + scores[:, 1:, None, :]
    still = torch.full((k, k), -1e4).fill_diagonal_(0.0)
    rest = torch.where(real[:, 1:, None, None] > 0, rest, still)
    while rest.shape[1] > 1:
        if rest.shape[1] % 2:
            rest = torch.cat([rest, still.expand(n, 1, k, k)], 1)
        rest = torch.logsumexp(rest[:, 0::2, :, :, None] + rest[:, 1::2, None, :, :], -2)
    return torch.logsumexp(first[:, :, None] + rest[:, 0], (1, 2)) - path
