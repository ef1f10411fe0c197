"""Sentences written for training, and how all that is learned from is cut into folds."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

HELD: Final = "sentences"
"""The fold of the sentences' second part."""

FOLDS: Final = ("istanbul", "iran-korea", "others", HELD)
"""By stories: what is trained without a fold does not know its stories."""

_STORIES: Final = {
    "ruua-2025-05-istanbul": "istanbul",
    "iran-us-2025-05": "iran-korea",
    "nk-us-2018-summit": "iran-korea",
}


class Sentence(NamedTuple):
    """A sentence, the types of the acts that it reports, and the fold that it is of: none for the first part."""

    text: str
    types: frozenset[str]
    fold: str


def read_sentences() -> list[Sentence]:
    """Those of ``sentences.tsv``."""
    lines = Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [
        Sentence(
            text,
            frozenset() if types == "-" else frozenset(types.split(",")),
            HELD if part == "2" else "",
        )
        for part, types, text in rows
    ]


def fold_of(article: str) -> str:
    """The fold of an annotated article, by its id."""
    return _STORIES.get(article.rsplit("-", 1)[0], "others")
