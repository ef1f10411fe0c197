"""The networks: a MiniLM that is installed, and an MPNet four times its size that teaches it.

Shapes are noted as N sentences, T pieces, D encoder width, R roots.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from parley.models.pairs import MARKS, SOURCE, TARGET, mark
from parley.models.pieces import Splitter
from parley.spans import Span
from training.attribution.network import VOCABULARY, WIDTH, Encoder
from training.attribution.train import minilm
from training.pairs.corpus import ROOTS, Pair

FIRST_MARK, LAST_MARK = min(MARKS[SOURCE]), max(MARKS[TARGET])
SIGNS = "@ @ * *"
"""What the four marks look like before they are trained."""
MPNET_SHIFT, MPNET_ENDS, MPNET_SIGNS = 4, {0: 1, 101: 0, 102: 2}, "@ * # ^"
"""MPNet's vocabulary is MiniLM's, four numbers on, but for padding, the two ends, and what stands for the marks."""
FROZEN = 6
"""Of the teacher's twelve layers, those that are not trained; what they give is kept."""


class Reader:
    """Pairs as the network's input, made once each: pieces (T,) and the places of the parties (2,)."""

    def __init__(self, tokenizer: Path) -> None:
        self.splitter = Splitter(tokenizer)
        self._made: dict[Pair, tuple[Tensor, Tensor]] = {}

    def __call__(self, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
        """(N, T), padded, and (N, 2)."""
        for pair in pairs:
            if pair not in self._made:
                pieces = self.splitter.split(pair.text, [Span(0, len(pair.text))])
                ids, places = mark(pieces, pair.source, pair.target, ends=self.splitter)
                self._made[pair] = torch.from_numpy(ids), torch.from_numpy(places)
        rows = [self._made[pair] for pair in pairs]
        ids = nn.utils.rnn.pad_sequence([r[0] for r in rows], True)
        return ids, torch.stack([r[1] for r in rows])


class Head(nn.Module):
    """The root, from the mean of all pieces and the vectors of the marks that open the parties."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(3 * width, len(ROOTS))
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def forward(self, hidden: Tensor, real: Tensor, places: Tensor) -> Tensor:
        """(N, T, D), (N, T, 1), (N, 2) → logits (N, R)."""
        hidden = hidden.float()
        mean = (hidden * real).sum(1) / real.sum(1)
        # Gathered, not indexed: tracing would take the number of sentences for a constant.
        at = places[..., None].expand(-1, -1, hidden.shape[-1])
        parties = hidden.gather(1, at).flatten(1)
        return self.out(self.drop(torch.cat([mean, parties], -1)))


class Student(nn.Module):
    """MiniLM-L6 and the head. The embedding of words is not trained, that of the marks is."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.head = Encoder(), Head(WIDTH)
        self.encoder.load(minilm())
        words = self.encoder.words.weight
        words.requires_grad_(False)
        self.marks = nn.Parameter(words[_pieces(SIGNS)].clone())

    padded = True
    """Whether sentences may be padded; the exported graph takes them one at a time."""

    def forward(self, ids: Tensor, places: Tensor) -> Tensor:
        """(N, T), (N, 2) → logits (N, R)."""
        words = self.encoder.words(ids)
        is_mark = (ids >= FIRST_MARK) & (ids <= LAST_MARK)
        marks = self.marks[(ids - FIRST_MARK).clamp(0, LAST_MARK - FIRST_MARK)]
        x = torch.where(is_mark[..., None], marks, words)
        x = x + self.encoder.places.weight[: ids.shape[1]]
        x = self.encoder.drop(self.encoder.norm(x))
        real = (ids > 0).float()
        mask = (real - 1)[:, None, None, :] * 1e4 if self.padded else None
        for layer in self.encoder.layers:
            x = layer(x, mask)
        return self.head(x, real[..., None], places)


class Teacher(nn.Module):
    """MPNet-base and the head; the lower half stays as published, and is run once for a sentence."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        whole: Any = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.whole, self.head = whole, Head(768)
        for part in (whole.embeddings, whole.pooler, *whole.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        whole.encoder.relative_attention_bias.requires_grad_(False)
        self._kept: dict[bytes, Tensor] = {}
        self._numbers = torch.arange(VOCABULARY) + MPNET_SHIFT
        self._numbers[list(MPNET_ENDS)] = torch.tensor(list(MPNET_ENDS.values()))
        self._numbers[FIRST_MARK : LAST_MARK + 1] = _pieces(MPNET_SIGNS) + MPNET_SHIFT

    def forward(self, ids: Tensor, places: Tensor) -> Tensor:
        """(N, T), (N, 2) → logits (N, R)."""
        real = (ids > 0).float()
        mask = (real - 1)[:, None, None, :] * 1e4
        with torch.no_grad():
            x = self._lower(ids, mask)
            bias = self.whole.encoder.compute_position_bias(x)
        for layer in self.whole.encoder.layer[FROZEN:]:
            x = layer(x, mask, bias)[0]
        return self.head(x, real[..., None], places)

    def _lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        rows = [row[row > 0] for row in ids]
        keys = [row.numpy().tobytes() for row in rows]
        if not all(key in self._kept for key in keys):
            training = self.training
            self.eval()
            x = self.whole.embeddings(input_ids=self._numbers[ids])
            bias = self.whole.encoder.compute_position_bias(x)
            for layer in self.whole.encoder.layer[:FROZEN]:
                x = layer(x, mask, bias)[0]
            for key, row, hidden in zip(keys, rows, x, strict=True):
                self._kept[key] = hidden[: len(row)].bfloat16()
            self.train(training)
        return nn.utils.rnn.pad_sequence([self._kept[key].float() for key in keys], True)


def _pieces(words: str) -> Tensor:
    """The number of each word in MiniLM's vocabulary."""
    splitter = Splitter(minilm() / "tokenizer.json")
    return torch.from_numpy(splitter.split(words, [Span(0, len(words))]).ids)
