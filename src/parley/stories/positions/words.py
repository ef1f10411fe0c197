"""The words of stances, with their inflections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

Use = Literal["verb", "noun", "adjective"]
Form = Literal["base", "s", "past", "ing", ""]

_VOWELS: Final = frozenset("aeiou")


class Cue(NamedTuple):
    """A word that takes a stance.

    Attributes:
        stance: for, against or undecided; after: the words that must follow it; form: of a verb.
    """

    stance: str
    use: Use
    after: tuple[str, ...]
    form: Form


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """The cues by their first word in lower case, those with most words after them first."""
    out: dict[str, list[Cue]] = {}
    for stance, use, word in _rows():
        if use in ("ready", "unready"):
            continue
        head, *after = word.split("+")
        base, _, irregular = head.partition("/")
        for written, form in _forms(base, irregular) if use == "verb" else [(base, "")]:
            out.setdefault(written, []).append(Cue(stance, use, tuple(after), form))  # type: ignore[arg-type]  # of the table
    return {w: tuple(sorted(found, key=lambda c: -len(c.after))) for w, found in out.items()}


@cache
def leading() -> Mapping[str, bool]:
    """Words that may stand before "to" and a cue; whether they keep its stance."""
    return {word: use == "ready" for _, use, word in _rows() if use in ("ready", "unready")}


def _rows() -> Iterator[tuple[str, str, str]]:
    text = (files("parley.stories") / "data" / "stance_words.tsv").read_text("utf-8")
    for line in [row for row in text.splitlines() if row and row[0] != "#"][1:]:
        stance, use, words = line.split("\t")
        for word in words.split():
            yield stance, use, word


def _forms(base: str, irregular: str) -> Sequence[tuple[str, Form]]:
    if base.endswith("y") and base[-2] not in _VOWELS:
        s, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        s = base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")
        past = base + ("d" if base.endswith("e") else "ed")
    ing = (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"
    if base == "commit":
        past, ing = "committed", "committing"
    return [(base, "base"), (s, "s"), (irregular or past, "past"), (ing, "ing")]
