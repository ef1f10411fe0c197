"""Five-fold cross-validation of each ingredient: the table of CARD.md.

    python -m training.pairs.crossvalidate --data ../shared --candidates candidates.jsonl --mpnet FOLDER --out DIR [NAME …]

Everything starts from published weights: the shipped tagger has seen the corpus and may not be used here. The teacher of a fold
is trained on the fold's training part alone. Logits are kept in DIR, so names may be run apart; a name that is
there is only scored. Torch is needed, and scikit-learn for ``words``.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from parley.evaluate import pairs as scorer
from training.attribution.train import minilm
from training.pairs.corpus import ROOTS, Pair, corpus, folds, invented, read_marked
from training.pairs.network import Reader, Student, Teacher
from training.pairs.train import PLAIN, STUDENT, TEACHER, Recipe, logits, teach

FOLDS = 5
TAKEN = 1800
"""Candidates that are drawn: the teacher's time is what they cost."""


class Bench:
    """The data of one run, and where its results are kept.

    Args:
        data: the shared data; candidates: the file of ``candidates.py``; mpnet: the folder of all-mpnet-base-v2;
        out: where logits and weights are kept.
    """

    def __init__(self, data: Path, candidates: Path, mpnet: Path, out: Path) -> None:
        self.pairs, self.own = corpus(data), invented()
        self.candidates = random.Random(0).sample(read_marked(candidates), TAKEN)
        self.mpnet, self.out = mpnet, out
        self.fold = folds(self.pairs, number=FOLDS)
        self.reader = Reader(minilm() / "tokenizer.json")

    def part(self, k: int | None) -> list[int]:
        """Indices of what is trained on when fold ``k`` is left out; all of them for None."""
        return [n for n, fold in enumerate(self.fold) if fold != k]

    def teacher(self, k: int | None, seed: int = 1) -> Tensor:
        """What a teacher that has not seen fold ``k`` says of the pairs, the invented and the candidates.

        For None the mean of the teachers of all folds, who know everything between them.
        """
        if k is None:
            return torch.stack([self.teacher(j, seed) for j in range(FOLDS)]).mean(0)
        path = self.out / f"teacher-{k}-{seed}.pt"
        if not path.exists():
            network = Teacher(self.mpnet)
            given = [*(self.pairs[n] for n in self.part(k)), *self.own]
            teach(network, self.reader, given, TEACHER, seed=seed)
            everything = [*self.pairs, *self.own, *self.candidates]
            torch.save(logits(network, self.reader, everything), path)
        return torch.load(path)

    def student(
        self,
        k: int | None,
        recipe: Recipe,
        *,
        own: bool = False,
        candidates: bool = False,
        seed: int = 1,
        teachers: Sequence[int] = (1,),
    ) -> Student:
        """A student that has not seen fold ``k``; taught where the recipe says so."""
        part, count = self.part(k), len(self.pairs)
        given = [self.pairs[n] for n in part]
        rows = list(part)
        if own:
            given += self.own
            rows += range(count, count + len(self.own))
        if candidates:
            given += self.candidates
            rows += range(count + len(self.own), count + len(self.own) + len(self.candidates))
        taught = None
        if recipe.taught:
            taught = torch.stack([self.teacher(k, s) for s in teachers]).mean(0)[rows]
        torch.manual_seed(seed)
        network = Student()
        teach(network, self.reader, given, recipe, seed=seed, taught=taught)
        return network


Row = Callable[[Bench, int, list[Pair]], Tensor]


def small(keep: bool = False, **options: object) -> Row:
    """A row of the table that is a student, whose weights ``export`` may want to check."""

    def run(bench: Bench, k: int, held: list[Pair]) -> Tensor:
        network = bench.student(k, **options)  # type: ignore[arg-type]
        if keep:
            torch.save(network.state_dict(), bench.out / f"student-{k}.pt")
        return logits(network, bench.reader, held)

    return run


def big(bench: Bench, k: int, held: list[Pair]) -> Tensor:
    """The teacher itself."""
    scores = bench.teacher(k)
    return scores[[n for n, fold in enumerate(bench.fold) if fold == k]]


def words(own: bool) -> Row:
    """Regression on words and letters around the names, and on the words between them."""

    def run(bench: Bench, k: int, held: list[Pair]) -> Tensor:
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        given = [bench.pairs[n] for n in bench.part(k)] + list(bench.own if own else ())
        views = [
            (TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), unnamed),
            (TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2), unnamed),
            (TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True), between),
        ]
        x = hstack([v.fit_transform([see(p) for p in given]) for v, see in views])
        model = LogisticRegression(C=20, max_iter=300)
        model.fit(x, [ROOTS.index(str(p.root)) for p in given])
        y = hstack([v.transform([see(p) for p in held]) for v, see in views])
        return torch.from_numpy(model.predict_log_proba(y)).float()

    return run


def frozen(bench: Bench, k: int, held: list[Pair]) -> Tensor:
    """A head alone over MiniLM as published."""
    network = Student().requires_grad_(False)
    network.marks.requires_grad_(True)
    network.head.requires_grad_(True)
    given = [*(bench.pairs[n] for n in bench.part(k)), *bench.own]
    teach(network, bench.reader, given, replace(PLAIN, rate=1e-3, epochs=12), seed=1)
    return logits(network, bench.reader, held)


def unnamed(pair: Pair) -> str:
    """The sentence with SOURCE and TARGET for the parties."""
    text = pair.text
    spans = [(*s, " SOURCE ") for s in pair.source] + [(*s, " TARGET ") for s in pair.target]
    for start, end, name in sorted(spans, reverse=True):
        text = text[:start] + name + text[end:]
    return text


def between(pair: Pair) -> str:
    """What stands from one party to the other, and who comes first."""
    text = unnamed(pair)
    a, b = text.find("SOURCE"), text.find("TARGET")
    if min(a, b) < 0:
        return ""
    return ("forward " if a < b else "backward ") + text[min(a, b) : max(a, b) + 6]


ROWS: dict[str, Row] = {
    "words": words(False),
    "words+invented": words(True),
    "frozen+invented": frozen,
    "plain": small(recipe=PLAIN),
    "invented": small(recipe=PLAIN, own=True),
    "balanced": small(recipe=replace(PLAIN, balance=0.3, rate=2e-4), own=True),
    "teacher": big,
    "taught": small(recipe=replace(STUDENT, epochs=8), own=True),
    "candidates": small(keep=True, recipe=STUDENT, own=True, candidates=True),
    "candidates, seed 2": small(recipe=STUDENT, own=True, candidates=True, seed=2),
}
"""The rows of the table by name."""
INSTALLED = "candidates"


def measure(pairs: Sequence[Pair], scores: Tensor) -> dict[str, float]:
    """Macro-F1 of roots and quads, accuracy, and the mean negative log likelihood."""
    said = [ROOTS[n] for n in scores.argmax(1).tolist()]
    tallies = [
        scorer.tally({"label": p.root}, {"label": s}) for p, s in zip(pairs, said, strict=True)
    ]
    found = scorer.measures(tallies)
    gold = torch.tensor([ROOTS.index(str(p.root)) for p in pairs])
    loss = functional.cross_entropy(scores, gold).item()
    return {k: float(found[k].value or 0) for k in ("root", "quad", "accuracy")} | {"loss": loss}


def run(bench: Bench, name: str) -> Tensor:
    """The logits of every pair by a model that has not seen it."""
    out = torch.zeros(len(bench.pairs), len(ROOTS))
    for k in range(FOLDS):
        held = [n for n, fold in enumerate(bench.fold) if fold == k]
        path = bench.out / f"{name}-{k}.pt"
        if not path.exists():
            torch.save(ROWS[name](bench, k, [bench.pairs[n] for n in held]), path)
        out[held] = torch.load(path)
    return out


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What this module and ``export`` are both told."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--candidates", type=Path, required=True)
    parser.add_argument("--mpnet", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    return parser


def open_bench(options: argparse.Namespace) -> Bench:
    """The bench of a command line."""
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    return Bench(options.data, options.candidates, options.mpnet, options.out)


def main() -> None:
    """Print the table, a row as soon as it is there."""
    parser = arguments(__doc__)
    parser.add_argument("names", nargs="*", default=list(ROWS))
    options = parser.parse_args()
    bench = open_bench(options)
    for name in options.names:
        found = measure(bench.pairs, run(bench, name))
        print(name, "  ".join(f"{k} {v:.3f}" for k, v in found.items()), flush=True)


if __name__ == "__main__":
    main()
