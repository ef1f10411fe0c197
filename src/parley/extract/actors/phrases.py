"""Noun phrases that stand for an actor: a head unit with the titles and modifiers before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parley.extract.actors.units import DAYS, Unit
from parley.extract.grammar import PLACE_PREPOSITIONS, preposition
from parley.language import Reading
from parley.spans import Span

LONGEST_LEFT: Final = 16
"""Tokens that a phrase may reach to the left of its head unit."""

_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
_MOTION: Final = frozenset(
    "travel fly go come return visit head arrive trip journey move flight drive back way route".split()
)
_CITY_WORDS: Final = frozenset(
    "city town village capital region province suburb port district oblast".split()
)
_PLACE_WORDS: Final = _CITY_WORDS | frozenset(
    "territory soil border waters airspace land area coast".split()
)
_MASSES: Final = frozenset({"media", "people", "forces"})
_HYPHENS: Final = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[first, last)`` that stand for one actor.

    Attributes:
        unit: the head unit, which ends the phrase; before: the units absorbed before it, nearest last.
        determiner: "the", "a", "his" …, lower case; empty without one.
        sentence: index of the sentence.
        head: the token by which the phrase hangs in its sentence.
        quoted: whether it stands inside quotation marks.
    """

    first: int
    last: int
    unit: Unit
    before: tuple[Unit, ...]
    determiner: str
    sentence: int
    head: int
    quoted: bool

    def span(self, reading: Reading) -> Span:
        """The words of the phrase."""
        return reading.span(self.first, self.last)

    @property
    def definite(self) -> bool:
        """Whether the phrase points back to somebody known."""
        return self.determiner in ("the", "this", "that", "these", "those", "both")


def find_phrases(reading: Reading, units: Sequence[Unit]) -> list[Phrase]:
    """The phrases of the article in order, not overlapping; every unit is in at most one."""
    quoted = quotation(reading)
    out: list[Phrase] = []
    at = len(units) - 1
    for number in range(len(reading.sentences) - 1, -1, -1):
        first, _ = reading.sentences[number]
        while at >= 0 and units[at].first >= first:
            if units[at].kind == "honorific":
                at -= 1
                continue
            phrase, at = _grow(reading, units, at, first, number, quoted)
            out.append(phrase)
    out.reverse()
    return out


def quotation(reading: Reading) -> list[bool]:
    """For each token whether it stands inside double quotation marks; each paragraph begins outside."""
    out: list[bool] = []
    inside, paragraph = False, -1
    for number, (first, last) in enumerate(reading.sentences):
        if reading.paragraphs[number] != paragraph:
            inside, paragraph = False, reading.paragraphs[number]
        for i in range(first, last):
            word = reading.words[i]
            if word in ("“", "``"):
                inside = True
            elif word in ("”", "''"):
                inside = False
            elif word == '"':
                inside = _opens(reading, i, inside)
            out.append(inside)
    return out


def _opens(reading: Reading, i: int, inside: bool) -> bool:
    """Whether a straight mark opens: the blank beside it tells, so that one lost mark spoils no more."""
    before = i == 0 or reading.starts[i] > reading.ends[i - 1]
    after = i + 1 == len(reading) or reading.starts[i + 1] > reading.ends[i]
    return not inside if before == after else before


def _grow(
    reading: Reading,
    units: Sequence[Unit],
    at: int,
    floor: int,
    sentence: int,
    quoted: Sequence[bool],
) -> tuple[Phrase, int]:
    """The phrase whose head unit is ``units[at]``, and the index of the next unit before it."""
    unit = units[at]
    start, before, determiner = _leftwards(
        reading, units, at, max(floor, unit.first - LONGEST_LEFT)
    )
    head = _head(reading, start, unit.last)
    phrase = Phrase(
        start, unit.last, unit, tuple(before), determiner, sentence, head, quoted[unit.last - 1]
    )
    at -= 1
    while at >= 0 and units[at].first >= start:
        at -= 1
    return phrase, at


def _leftwards(
    reading: Reading, units: Sequence[Unit], at: int, floor: int
) -> tuple[int, list[Unit], str]:
    """The first token of the phrase, at ``floor`` or behind it, the units that it absorbs, and its determiner."""
    unit, start, k = units[at], units[at].first, at - 1
    before: list[Unit] = []
    while unit.kind != "pronoun" and start > floor:
        t = start - 1
        while k >= 0 and units[k].first > t:
            k -= 1
        if k >= 0 and units[k].last == start:
            if not _absorbs(reading, unit, before, units[k], start):
                break
            before.insert(0, units[k])
            start = units[k].first
            k -= 1
            if before[0].kind == "pronoun":
                return start, before, before[0].words.lower()
        elif reading.words[t] in _POSSESSIVE and reading.tags[t] == "POS":
            owner = units[k] if k >= 0 and units[k].last == t else None
            if owner is None or owner.kind == "pronoun" or unit.kind == "state":
                break
            before.insert(0, owner)
            start = owner.first
            k -= 1
        elif _modifies(reading, unit, t, start) and not (
            before and before[0].kind == "state" and before[0].first == start
            and reading.pos[t] in ("PROPN", "NOUN", "X")
        ):  # fmt: skip
            start = t
            if reading.pos[t] == "DET":
                return start, before, reading.words[t].lower()
        else:
            break
    return start, before, ""


def _absorbs(reading: Reading, unit: Unit, before: Sequence[Unit], other: Unit, start: int) -> bool:
    """Whether ``other``, which ends right before ``start``, belongs to the phrase of ``unit``."""
    if other.kind == "honorific":
        return unit.kind in ("person", "unknown")
    inside = start <= reading.heads[other.last - 1] < unit.last
    if other.kind == "pronoun":
        return unit.kind in ("noun", "person") and reading.tags[other.first] == "PRP$"
    if unit.kind == "state":
        beside = reading.heads[other.last - 1] == reading.heads[unit.last - 1]
        return other.kind == "noun" and (inside or beside) and unit.how == "name"  # "ally Belarus"
    if before and before[0].kind == "state":
        return False  # a country or demonym begins its phrase
    if other.kind == "noun":
        body = other.noun is not None and other.noun.cls == "organisation" and not other.plural
        if body and unit.kind == "organisation":
            return True  # "state news agency SANA"
        if other.plural and other.words.lower() in _MASSES:
            return inside
        if unit.kind == "person":
            return not other.plural or inside
        return not other.plural and (inside or reading.deps[other.last - 1] == "compound")
    if other.kind == "state":
        if other.how == "demonym":
            return True
        return inside or (unit.kind == "person" and any(u.kind == "noun" for u in before))
    if other.kind == "person":
        nearest = before[0] if before else unit
        if nearest.noun is None or not inside:
            return False
        # "John Roe head of …" without its commas is a name and then a role.
        return (
            " " not in other.words or nearest.noun.cls not in ("office", "person") or bool(before)
        )
    return inside and unit.kind in ("noun", "person", "organisation")


def _modifies(reading: Reading, unit: Unit, t: int, start: int) -> bool:
    """Whether token ``t``, right before ``start``, is a determiner or modifier of the phrase."""
    pos, word = reading.pos[t], reading.words[t]
    if pos == "DET":
        if unit.kind == "state":
            return word.lower() == "the" and start <= reading.heads[t] < unit.last
        return True
    if unit.kind == "state":
        return False
    if word.lower() in ("least", "most"):
        return False
    if word in _HYPHENS:
        return reading.ends[t] == reading.starts[t + 1] or reading.heads[t] >= start
    if (
        pos == "ADJ"
        and reading.tags[t] != "PDT"
        and reading.deps[t] in ("amod", "conj", "compound", "nmod")
    ):
        return True
    head = reading.heads[t]
    if not start <= head < unit.last or word.lower() in DAYS:
        return False
    return pos in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "X") or (
        pos == "VERB" and reading.deps[t] in ("amod", "compound")
    )


def _head(reading: Reading, first: int, last: int) -> int:
    """The last token of the range whose head lies outside of it."""
    for i in range(last - 1, first - 1, -1):
        if not first <= reading.heads[i] < last or reading.heads[i] == i:
            return i
    return last - 1


def is_location(reading: Reading, phrase: Phrase) -> bool:
    """Whether the name of a state or capital only says where: "in Moscow", "flew to Washington"."""
    if phrase.unit.how == "demonym":
        over = reading.heads[phrase.head]
        governed = preposition(reading, over)
        where = governed is not None and governed[0] in PLACE_PREPOSITIONS
        return where and reading.lemmas[over].lower() in _PLACE_WORDS
    governed = preposition(reading, phrase.head)
    if governed is None:
        return False
    if phrase.unit.how == "metonym" and (
        phrase.determiner or phrase.unit.words[:4].lower() == "the "
    ):
        return False  # "in the Kremlin", "at the White House": the house is the government
    word, above = governed
    if word in PLACE_PREPOSITIONS:
        return True
    if phrase.unit.how != "metonym":
        return False
    if word == "from":
        return True
    lemma = reading.lemmas[above].lower()
    return (word == "of" and lemma in _CITY_WORDS) or (word in ("to", "for") and lemma in _MOTION)
