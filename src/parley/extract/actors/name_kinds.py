"""One kind for each name over an article, and the names that the recogniser missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from parley.extract.actors.identity import NEAR_LENGTH, fold
from parley.extract.actors.roles import organisation_sector
from parley.extract.actors.units import Unit, UnitKind
from parley.extract.grammar import PLACE_PREPOSITIONS, preposition
from parley.facts.facts import Facts
from parley.language import Reading

_OPEN_KINDS: Final = frozenset({"person", "organisation", "unknown"})
_COMPASS: Final = frozenset({"North", "South", "East", "West"})
_CORE: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj"})
_TOWNS: Final = frozenset("city town village suburb district province region capital port".split())
TOLD: Final = 3
"""Votes of the recogniser that one title or apposition outweighs."""


def settle(reading: Reading, units: Sequence[Unit], facts: Facts) -> list[Unit]:
    """One kind for each name over the article: what most of its occurrences and its context say."""
    evidence = _Evidence(reading, units, facts)
    out = []
    halves: dict[str, str | None] = {}
    for unit in units:
        first, *rest = unit.words.split()
        if unit.kind == "state" and first in _COMPASS and rest:
            halves.setdefault(first, unit.country)
        if not rest and first in halves and reading.words[unit.first - 1].lower() == "the":
            # "the North" where North Korea was named
            out.append(Unit(unit.first, unit.last, "state", first, halves[first], "name"))
        else:
            out.append(evidence.decide(unit))
    return out


class _Evidence:
    """What the whole article says about each name.

    Attributes:
        votes: for each name, how often it is taken for what.
        lasts: last words of names that are surely persons'; firsts: first words of full ones.
    """

    def __init__(self, reading: Reading, units: Sequence[Unit], facts: Facts) -> None:
        self._reading = reading
        self.votes: dict[str, Counter[UnitKind]] = {}
        self.lasts: set[str] = set()
        self.firsts: set[str] = set()
        nouns = {u.last - 1: u for u in units if u.kind == "noun"}
        full: list[Unit] = []
        for n, unit in enumerate(units):
            told: UnitKind | None = None
            if unit.known is None and unit.kind in _OPEN_KINDS:
                before, after = (
                    units[n - 1] if n else None,
                    units[n + 1] if n + 1 < len(units) else None,
                )
                told = _told_by_context(reading, unit, before, after, nouns)
                if told is None and " " not in unit.words and facts.by_surname(unit.words):
                    told = "person"
                tally = self.votes.setdefault(unit.words.lower(), Counter())
                tally[told or unit.kind] += TOLD if told else 1
            sure = unit.kind == "person" and (unit.known is not None or " " in unit.words)
            if sure or told == "person":
                full.append(unit)
        for unit in full:
            if unit.known is not None or _most(self.votes[unit.words.lower()]) != "unknown":
                self.lasts.add(_last_word(unit))
                self.firsts.add(fold(unit.words.split()[0]))

    def decide(self, unit: Unit) -> Unit:
        """The unit with its kind, and cut to the surname where other words stuck to it."""
        last = _last_word(unit)
        if unit.kind == "noun" and last in self.lasts and _stands_alone(self._reading, unit):
            return replace(unit, kind="person", noun=None)
        if unit.kind not in _OPEN_KINDS or unit.known is not None:
            return unit
        kind = _most(self.votes[unit.words.lower()])
        single = " " not in unit.words
        if kind != "person" and last in self.lasts:
            if single:
                kind = "person"
            elif kind == "unknown" or organisation_sector(unit.words) is None:
                kind = "person"
                if not _full_name(self._reading, unit):  # "Added Lavrov", "Daily Star Macron"
                    unit = replace(unit, first=unit.last - 1, words=unit.words.split()[-1])
        elif kind == "unknown" and single and last in self.firsts:
            kind = "person"  # "Choe" of Choe Sun Hui
        return unit if kind == unit.kind else replace(unit, kind=kind)


def _set_off(reading: Reading, unit: Unit, after: Unit) -> bool:
    """Whether one comma stands between the two, and they are not items of a list."""
    comma = after.first == unit.last + 1 and reading.words[unit.last] == ","
    return comma and reading.deps[after.last - 1] != "conj"


def _stands_alone(reading: Reading, unit: Unit) -> bool:
    """Whether a title is a surname here: "King said", where a Peter King was named."""
    if unit.last - unit.first > 1 or not unit.words[0].isupper() or unit.words.isupper():
        return False
    i = unit.first
    before = reading.pos[i - 1] if i else ""
    after = reading.pos[i + 1] if i + 1 < len(reading) else ""
    return before not in ("DET", "ADJ", "PART", "PROPN") and after not in ("PROPN", "ADP", "NOUN")


def _last_word(unit: Unit) -> str:
    """The last word of the name in one spelling."""
    last = unit.words.split()[-1]
    return fold(last) or last.lower()


def _full_name(reading: Reading, unit: Unit) -> bool:
    """Whether the tokens look like a given name or two and a surname."""
    tags = reading.pos[unit.first : unit.last]
    return len(tags) <= 3 and set(tags) <= {"PROPN", "PUNCT"}


def _told_by_context(
    reading: Reading, unit: Unit, before: Unit | None, after: Unit | None, nouns: dict[int, Unit]
) -> UnitKind | None:
    """What a title before the name or a role in apposition to it says that it is."""
    if before is not None and before.last == unit.first:
        if before.kind == "honorific" or _names_a_person(before):
            # "the General Border Committee"
            return "person" if organisation_sector(unit.words) is None else "organisation"
        if before.noun is not None and before.noun.cls == "organisation" and not before.plural:
            return "organisation"
        nominal = before.how == "demonym" and reading.words[unit.last - 1][0].isupper()
        if nominal and unit.last - unit.first == 2 and organisation_sector(unit.words) is None:
            return (
                "person" if unit.kind == "person" or reading.deps[unit.last - 1] in _CORE else None
            )
    head = unit.last - 1
    governed = preposition(reading, head)
    if governed is not None:
        of_town = governed[0] == "of" and reading.lemmas[governed[1]].lower() in _TOWNS
        if of_town or governed[0] in PLACE_PREPOSITIONS:
            return "unknown"
    full = " " in unit.words and organisation_sector(unit.words) is None
    if full and after is not None and _set_off(reading, unit, after) and _names_a_person(after):
        return "person"  # "Mart Tammsalu, head of …"
    beside = list(reading.children(head, "appos"))
    if reading.deps[head] == "appos":
        beside.append(reading.heads[head])
    for token in beside:
        other = nouns.get(token)
        if other is None or other.noun is None:
            continue
        if other.noun.cls == "organisation" and not other.plural:
            return "organisation"
        if full and _names_a_person(other):
            return "person"
    return None


def _most(votes: Counter[UnitKind]) -> UnitKind:
    named = [(n, k) for k, n in votes.items() if k != "unknown"]
    return max(named)[1] if named and max(named)[0] * 2 >= votes["unknown"] else "unknown"


def _names_a_person(unit: Unit) -> bool:
    return (
        unit.noun is not None
        and not unit.plural
        and unit.noun.cls in ("office", "person")
        and unit.noun.words not in ("other", "member", "people", "deputy", "un official")
    )


def recover(reading: Reading, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units, and between them the names that the recogniser missed but found elsewhere."""
    known: dict[str, Unit] = {}
    spelled: dict[str, Unit] = {}  # by surname in one spelling
    for one in units:
        if one.kind == "person" and len(_last_word(one)) > 2:
            known.setdefault(one.words.split()[-1].lower(), one)
            spelled.setdefault(_last_word(one), one)
        elif one.kind == "organisation" and " " not in one.words and len(one.words) > 2:
            known.setdefault(one.words.lower(), one)
    at = 0
    bounded: list[Unit | None] = [*units, None]
    for unit in bounded:
        end = len(reading) if unit is None else unit.first
        for i in range(at, end):
            found = _same_name(known, spelled, reading, i)
            if found is not None:
                word = reading.words[i]
                single = found.known if found.words.lower() == word.lower() else None
                yield Unit(i, i + 1, found.kind, word, None, None, single)
        if unit is not None:
            at = unit.last
            yield unit


def _same_name(
    known: dict[str, Unit], spelled: dict[str, Unit], reading: Reading, i: int
) -> Unit | None:
    """The name found elsewhere that the capitalised token repeats, in whatever spelling."""
    word = reading.words[i]
    if not word[0].isupper():
        return None
    found = known.get(word.lower())
    if found is None and len(word) >= NEAR_LENGTH and reading.pos[i] == "PROPN":
        found = spelled.get(fold(word))
    if found is None or (found.kind != "person" and word != found.words):
        return None
    return found
