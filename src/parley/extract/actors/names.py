"""Finding the words that can stand for an actor: names, nouns of office and occupation, pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from parley.extract.actors.name_kinds import recover, settle
from parley.extract.actors.roles import HONORIFICS, LONGEST_NOUN, noun, organisation_sector
from parley.extract.actors.units import DAYS, NO_STATES, Unit, UnitKind
from parley.facts.facts import Facts, KnownActor
from parley.language import Reading

LONGEST_NAME: Final = 9
"""Tokens of the longest name that is put together without the facts."""
SHORTEST_COUNTRY: Final = 5
"""Letters of the shortest word that can be a country and an "s"."""

_PARTICLES: Final = frozenset("al el bin ben ibn von van der de du da la abu - ' ’".split())
_FATHERS: Final = frozenset("bin ibn ben bint".split())
_TELLING: Final = frozenset(
    "wrote added says asked told replied noted tweeted warned declared".split()
)
_PRONOUNS: Final = frozenset(
    "he him his himself she her hers herself it its itself they them their themselves theirs "
    "i we me my our us you your".split()
)
_NEVER_FIRST: Final = frozenset({"VERB", "AUX", "ADV", "ADP", "SCONJ", "CCONJ"})
_NOUN_NEVER_ENDS: Final = frozenset("'’-,;:()[]\"“”/")
_ALSO_ADJECTIVES: Final = frozenset("local public other conservative liberal marine high".split())
_DIVIDERS: Final = frozenset(':;,()[]"“”|/')

_LABEL_KINDS: Final[dict[str, UnitKind]] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "unknown", "NORP": "unknown",
    "LOC": "unknown", "FAC": "unknown", "PRODUCT": "unknown", "EVENT": "unknown",
    "WORK_OF_ART": "unknown", "LAW": "unknown",
}  # fmt: skip


_HALVES: Final = {"North": "PRK", "South": "KOR"}


def find_units(reading: Reading, facts: Facts) -> list[Unit]:
    """All units of the article in order, not overlapping; linear in the number of tokens."""
    ends: dict[int, tuple[int, str]] = {}
    for name in reading.names:
        for i in range(name.first, name.last):
            ends[i] = (name.last, name.label)
    finder = _Finder(reading, facts, ends, "Pyongyang" in reading.words or "Korea" in reading.words)
    units = [u for first, last in reading.sentences for u in finder.sentence(first, last)]
    return list(recover(reading, settle(reading, units, facts)))


@dataclass(frozen=True, slots=True)
class _Finder:
    reading: Reading
    facts: Facts
    ends: dict[int, tuple[int, str]]  # token -> end and label of the recognised name over it
    korean: bool  # whether the article is about Korea, where "the North" is a state

    def sentence(self, first: int, last: int) -> Iterator[Unit]:
        i = first
        while i < last:
            unit = self._at(i, last)
            if unit is None:
                i += 1
            else:
                yield unit
                i = unit.last

    def _at(self, i: int, last: int) -> Unit | None:
        reading = self.reading
        word = reading.words[i]
        low = word.lower()
        if low in _PRONOUNS and word != "US":
            return Unit(i, i + 1, "pronoun", word)
        if not word[0].isalnum() or low == "the":
            return None
        upper = word[0].isupper()
        if low in HONORIFICS and (upper or low in ("mr", "mrs", "dr")):
            return Unit(i, i + 1, "honorific", word)
        if self.korean and word in _HALVES and self._stands_alone(i, last):
            return Unit(i, i + 1, "state", word, _HALVES[word], "metonym")
        if upper or self._lower_particle(i, last):
            return self._known(i, last) or self._noun(i, last) or self._unknown(i, last)
        return self._noun(i, last)

    def _stands_alone(self, i: int, last: int) -> bool:
        """Whether it is "the North" and no word of a longer name."""
        words = self.reading.words
        after = words[i + 1] if i + 1 < last else ""
        return i > 0 and words[i - 1].lower() == "the" and not after[:1].isupper()

    def _lower_particle(self, i: int, last: int) -> bool:
        """Whether a lower-case "al" of "al-Assad" begins a name here."""
        words = self.reading.words
        return (
            words[i] in ("al", "el")
            and i + 2 < last
            and words[i + 1] == "-"
            and words[i + 2][0].isupper()
        )

    def _known(self, i: int, last: int) -> Unit | None:
        """The longest name from ``i`` that the facts know."""
        found = self.facts.longest(self.reading.words, i)
        if found is None or i + found[0] > last:
            return self._without_apostrophe(i)
        j, what = i + found[0], found[1]
        words = self._words(i, j)
        if j - i == 1 and words.lower() in DAYS:
            return None
        longer, label = self.ends.get(i, (j, ""))
        if what is None:
            return Unit(i, j, "unknown", words)  # "Latin America" is not America
        if isinstance(what, KnownActor):
            kind: UnitKind = "person" if what.kind == "person" else "organisation"
            if kind == "person" and j - i == 1 and label == "PERSON" and longer > j:
                return None
            return Unit(i, j, kind, words, what.country, None, what)
        person = label == "PERSON" and longer > j and j - i == 1 and what.kind != "demonym"
        if person and (what.ambiguous or longer - j < 2):
            return None  # "Jordan Peterson", but "envoy to Ukraine Keith Kellogg"
        if label == "ORG" and self._organisation_goes_on(j, longer):
            return None  # "Syrian Observatory for Human Rights"
        if what.iso3 in NO_STATES and what.kind == "demonym" and not what.people:
            return None  # "European" says more of where than of whom
        return Unit(i, j, "state", words, what.iso3, what.kind, sector=what.sector)

    def _without_apostrophe(self, i: int) -> Unit | None:
        """A country whose possessive lost its apostrophe in copying: "Russias foreign ministry"."""
        word = self.reading.words[i]
        if len(word) < SHORTEST_COUNTRY or word[-1] != "s" or i + 1 == len(self.reading):
            return None
        hit = self.facts.country(word[:-1])
        if hit is None or hit.kind == "demonym" or hit.iso3 in NO_STATES:
            return None
        return Unit(i, i + 1, "state", word, hit.iso3, hit.kind)

    def _organisation_goes_on(self, j: int, end: int) -> bool:
        """Whether tokens ``[j, end)`` make a proper name of their own with the country before it."""
        words = self.reading.words
        if end <= j or not words[j][0].isupper() or words[j] in ("'s", "’s"):
            return False
        rest = [w for w in words[j:end] if w[0].isupper()]
        sector = organisation_sector(" ".join(rest))
        return sector not in (None, "MIL", "LEG", "JUD") and noun(self._words(j, end)) is None

    def _noun(self, i: int, last: int) -> Unit | None:
        reading = self.reading
        for j in range(min(last, i + LONGEST_NOUN + 1), i, -1):
            if j > i + 1 and (
                reading.tags[j - 1] == "POS" or reading.words[j - 1][-1] in _NOUN_NEVER_ENDS
            ):
                continue
            words = self._words(i, j)
            found = noun(words)
            if found is None:
                continue
            if j == i + 1 and not self._is_noun(i):
                continue
            if reading.words[i][0].isupper() and self._inside_longer(i, j):
                continue
            return Unit(i, j, "noun", words, found[0].country, None, None, found[0], found[1])
        return None

    def _is_noun(self, i: int) -> bool:
        pos, tag = self.reading.pos[i], self.reading.tags[i]
        low = self.reading.words[i].lower()
        if low == "general":
            return pos == "PROPN" or tag == "NNS"
        if low in _ALSO_ADJECTIVES:
            return tag in ("NNS", "NN", "NNP")
        return pos in ("NOUN", "PROPN") or (pos == "ADJ" and self.reading.words[i][0].isupper())

    def _inside_longer(self, i: int, j: int) -> bool:
        """Whether an organisation's name that is not a title goes on after the noun."""
        end, label = self.ends.get(i, (j, ""))
        if label not in ("ORG", "WORK_OF_ART", "FAC", "EVENT") or end <= j:
            return False
        rest = self.reading.words[j:end]
        return (
            rest[0].lower() not in ("for", "of")
            and all(noun(w) is None for w in rest if w[0].isupper())
            and not self._person_after(j)
        )

    def _person_after(self, j: int) -> bool:
        return self.ends.get(j, (0, ""))[1] == "PERSON"

    def _unknown(self, i: int, last: int) -> Unit | None:
        reading = self.reading
        end, label = self.ends.get(i, (0, ""))
        kind = _LABEL_KINDS.get(label)
        telling = reading.words[i].lower() in _TELLING and i + 1 < last
        if telling and reading.words[i + 1][0].isupper():
            return None  # "Wrote Petrov:"
        if kind is None:
            if label or reading.pos[i] != "PROPN" or reading.words[i].lower() in DAYS:
                return None
            end, kind = self._proper_run(i, last), "unknown"
        if end < last and reading.words[end].lower() in _FATHERS and self._person_after(end):
            end, kind = self.ends[end][0], "person"  # "Badr" and then "bin Hamad al-Busaidi"
        if label == "NORP" and end - i == 1 and reading.pos[i] == "ADJ":
            return None  # "European", "Western": a modifier and nobody by itself
        end = self._trim(i, min(end, last))
        if label in ("GPE", "NORP", "LOC") and end - i > 1 and self._demonym(end - 1):
            end -= 1  # "Homs Turkish", where a comma was lost
        if end <= i or (end > i + 1 and reading.pos[i] in _NEVER_FIRST):
            return None
        if kind != "person":
            role = self._role_at_end(i, end)
            if role is not None:
                return role
        end = self._extend(end, last) if kind != "organisation" else self._complete(end, last)
        return Unit(i, end, kind, self._words(i, end))

    def _demonym(self, i: int) -> bool:
        hit = self.facts.country(self.reading.words[i])
        return hit is not None and hit.kind == "demonym"

    def _role_at_end(self, i: int, end: int) -> Unit | None:
        """A title or ministry of which the lexicon has the last word: "Culture Minister"."""
        for j in range(end, i, -1):
            found = noun(self.reading.words[j - 1])
            if found is not None and found[0].cls in ("office", "state") and j - i > 1:
                words = self._words(i, j)
                return Unit(i, j, "noun", words, found[0].country, None, None, found[0], found[1])
        return None

    def _proper_run(self, i: int, last: int) -> int:
        j = i + 1
        reading = self.reading
        while j < last and j - i < LONGEST_NAME and (
            (reading.pos[j] == "PROPN" and reading.words[j].lower() not in DAYS and j not in self.ends)
            or (reading.words[j] in ("-", "al") and j + 1 < last and reading.words[j + 1][0].isalpha()
                and reading.starts[j + 1] == reading.ends[j])
        ):  # fmt: skip
            j += 1
        return j

    def _trim(self, i: int, end: int) -> int:
        """The end without a possessive, days, titles and lower-case words at the edge."""
        words = self.reading.words
        pos = self.reading.pos
        stops = (j for j in range(i + 1, end) if words[j] in _DIVIDERS or pos[j] in ("VERB", "AUX"))
        end = next((j for j in stops if words[j][0].islower() or words[j] in _DIVIDERS), end)
        if end > i + 1 and self.reading.tags[i + 1] == "POS" and self.facts.by_surname(words[i]):
            return i + 1  # "Macron's Gamble"
        if self.ends.get(i, (0, ""))[1] == "PERSON":
            lower = (
                j for j in range(i + 1, end) if words[j][0].islower() and words[j] not in _PARTICLES
            )
            end = next((j for j in lower if pos[j] in ("NOUN", "ADP", "SCONJ")), end)
        while end > i and (
            words[end - 1] in ("'s", "’s", "'", "’", ".")
            or not words[end - 1][0].isalnum()
            or words[end - 1].lower() in DAYS
        ):
            end -= 1
        return end

    def _extend(self, end: int, last: int) -> int:
        """The end moved over the rest of a name that the recogniser cut short."""
        words, pos, reading = self.reading.words, self.reading.pos, self.reading
        while end < last:
            joined = reading.starts[end] == reading.ends[end - 1]
            if joined and words[end] == "-" and end + 1 < last and words[end + 1][0].isalnum():
                end += 2
            elif (
                pos[end] == "PROPN" and words[end][0].isupper() and words[end].lower() not in DAYS
                and reading.heads[end - 1] == end and reading.deps[end - 1] == "compound"
                and noun(words[end]) is None
            ):  # fmt: skip
                end += 1
            else:
                break
        return end

    def _complete(self, end: int, last: int) -> int:
        """The end of an organisation's name moved over "of …" and "for …" with capitals."""
        words = self.reading.words
        while end + 1 < last and words[end] in ("of", "for") and words[end + 1][0].isupper():
            if words[end + 1].lower() in DAYS or self.facts.country(words[end + 1]) is not None:
                break
            end += 2
            while end < last and words[end][0].isupper() and self.reading.pos[end] == "PROPN" and (
                words[end].lower() not in DAYS
            ):  # fmt: skip
                end += 1
        return end

    def _words(self, i: int, j: int) -> str:
        text = self.reading.text[self.reading.starts[i] : self.reading.ends[j - 1]]
        return " ".join(text.split())
