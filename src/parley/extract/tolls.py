"""Tolls: numbers of killed and injured, as the text gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from parley.language import Reading
from parley.records import Toll
from parley.spans import Span

Harm = Literal["killed", "injured"]

_KILLED: Final = frozenset("kill die dead death fatality perish assassinate slay massacre".split())
_INJURED: Final = frozenset("injure wound hurt injury injured wounded".split())

_UNITS: Final = {
    w: n
    for n, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS: Final = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE: Final = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000}
"""Least number that a vague word can mean; used as the low bound only."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_LEAST = frozenset("least over than minimum".split())
_MOST = frozenset(["most", "up", "nearly", "almost"])
_ABOUT = frozenset(["about", "around", "some", "approximately", "roughly"])


@dataclass(frozen=True, slots=True)
class Harmed:
    """A toll at its place in the text: the token of the word of harm, and what happened."""

    token: int
    harm: Harm
    toll: Toll


def number(words: list[str]) -> int | None:
    """The number that the words name, None where they name none."""
    total = current = 0
    seen = False
    for word in (w for part in words for w in part.lower().split("-")):
        if match := _DIGITS.fullmatch(word):
            current += int(match.group().replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        else:
            continue
        seen = True
    return total + current if seen else None


def find_tolls(reading: Reading, first: int, last: int) -> Iterator[Harmed]:
    """The tolls of the sentence of tokens ``[first, last)``, in order."""
    for i in range(first, last):
        lemma = reading.lemmas[i].lower()
        harm: Harm | None = (
            "killed" if lemma in _KILLED else "injured" if lemma in _INJURED else None
        )
        if harm is None:
            continue
        toll = _toll_near(reading, i)
        if toll is not None:
            yield Harmed(i, harm, toll)


def _toll_near(reading: Reading, i: int) -> Toll | None:
    """The number that belongs to a word of harm: of its object, its passive subject, or its own."""
    verbal = reading.pos[i] == "VERB"
    labels: tuple[str, ...] = (
        ("dobj", "nsubjpass") if verbal else ("nummod", "nsubj", "quantmod", "amod")
    )
    if reading.lemmas[i].lower() in ("die", "perish"):
        labels = ("nsubj",)
    tops = reading.children(i, *labels)
    if not tops and reading.deps[i] == "conj":  # "three were killed and 18 injured"
        tops = [j for j in (i - 1,) if j >= 0 and reading.pos[j] == "NUM"]
        tops = tops or reading.children(reading.heads[i], *labels)
    if not tops and reading.deps[i] in ("acl", "amod", "acomp"):
        tops = [reading.heads[i]]
    for top in tops:
        numbers = [j for j in (top, *reading.kids[top]) if reading.pos[j] == "NUM"]
        numbers += [j for j in (top,) if reading.lemmas[top].lower() in _VAGUE]
        vague = [j for j in (top, *reading.kids[top]) if reading.words[j].lower() in _VAGUE]
        if numbers or vague:
            return _as_toll(reading, numbers, vague)
    return None


def _as_toll(reading: Reading, numbers: list[int], vague: list[int]) -> Toll | None:
    if numbers:
        head = numbers[0]
        parts = sorted({head, *(j for j in reading.kids[head] if reading.pos[j] == "NUM")})
        n = number([reading.words[j] for j in parts])
        if n is None:
            return None
        first = max(parts[0] - 3, 0)
        before = {reading.words[j].lower() for j in range(first, parts[0])}
        span = Span(reading.starts[parts[0]], reading.ends[parts[-1]])
        if before & _LEAST:
            return Toll(n, n, None, span)
        if before & _MOST:
            return Toll(None, n, n, span)
        return Toll(None if before & _ABOUT else n, n, None if before & _ABOUT else n, span)
    word = vague[0]
    return Toll(_VAGUE[reading.words[word].lower()], None, None, reading.token(word))
