"""What stands below a word of the lexicon: its particle, its objects, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parley.extract.grammar import conjuncts
from parley.language import Reading
from parley.language.calendar import CALENDAR_NAMES

_NAMING: Final = frozenset("call describe term dub label brand".split())

HURTING: Final = frozenset("kill injure wound hurt".split())
"""Lemmas of verbs whose subject is acted upon where they have no object: "two others wounded"."""

SLAYING: Final = frozenset("gun stab behead murder assassinate abduct kidnap".split())
"""The same, of which the tagger of words often sees no participle: "two men gunned down in the street"."""

_PAPERS: Final = frozenset(
    "statement letter declaration communique communiqué document message note petition appeal report".split()
)
"""What somebody issues to say or demand something in it."""


def befalls(reading: Reading, i: int, objects: Sequence[int]) -> bool:
    """Whether somebody is hurt or killed and nobody named beside the subject: it is he."""
    if any(reading.lemmas[j] != "dead" for j in objects):
        return False
    if reading.lemmas[i] in HURTING | SLAYING:
        return True
    also = [j for j in reading.children(i, "conj") if reading.lemmas[j] in HURTING]
    killed = bool(also) and not any(reading.children(j, "dobj") for j in also)
    return reading.lemmas[i] == "shoot" and (bool(objects) or killed)


def antecedent(reading: Reading, verb: int, token: int) -> int:
    """What a relative pronoun stands for: of "the envoy who was killed" the envoy; of other words the word."""
    relative = reading.tags[token] in ("WP", "WDT") and reading.deps[verb] == "relcl"
    return reading.heads[verb] if relative else token


def owners(reading: Reading, things: list[int]) -> list[int]:
    """Whose the things are: their possessors and modifiers."""
    return [
        k for j in things for k in reading.children(j, "poss", "compound", "amod", "nmod")
        if reading.pos[k] != "NUM"
    ]  # fmt: skip


def only_names(reading: Reading, i: int) -> bool:
    """Whether it is "what they called a farce": a name for a thing, of which the sentence tells something else."""
    return reading.lemmas[i] in _NAMING and any(
        reading.tags[j] == "WP" and reading.deps[j] in ("dobj", "oprd") for j in reading.kids[i]
    )


def has_particle(reading: Reading, i: int, particle: str) -> bool:
    """Whether the verb has the particle or preposition: "spoke out", not "spoke on Tuesday"."""
    return any(
        reading.lemmas[j] == particle and reading.deps[j] in ("prt", "prep", "advmod")
        and not (reading.deps[j] == "prep" and _is_of_time(reading, j))
        for j in reading.kids[i]
    )  # fmt: skip


def _is_of_time(reading: Reading, prep: int) -> bool:
    """Whether the preposition leads to a day or a month: "called it so on Tuesday"."""
    return any(reading.lemmas[j].lower() in CALENDAR_NAMES for j in reading.children(prep, "pobj"))


def governs(reading: Reading, i: int, nouns: frozenset[str], direct: bool) -> bool:
    """Whether the verb's object, or a noun close below it, is one of the nouns.

    Args:
        direct: leave out what stands behind a preposition, unless it is "of".
    """
    below = reading.children(i, "xcomp")
    if nouns & {reading.lemmas[j].lower() for j in below} or (not nouns - {"-"} and below):
        return True
    tops = reading.children(i, "dobj", "nsubjpass", "dative", "oprd", "attr", "acomp")
    for p in () if direct else reading.children(i, "prep"):
        tops += reading.children(p, "pobj")
    for top in tops:
        near = {top, *conjuncts(reading, top), *reading.children(top, "compound", "nmod", "amod")}
        for p in reading.children(top, "prep"):
            if not direct or reading.words[p].lower() == "of":
                near.update(reading.children(p, "pobj"))
        if any(reading.lemmas[j].lower() in nouns for j in near):
            return True
    return False


def words_below(reading: Reading, i: int) -> set[str]:
    """Lemmas of all that hangs on a word."""
    return {reading.lemmas[j].lower() for j in reading.subtree(i)} - {reading.lemmas[i]}


def issuing_verb(reading: Reading, noun: int) -> int | None:
    """The verb of which a paper is the object: who "released a statement condemning the raid" condemns it."""
    verb = reading.heads[noun]
    issued = reading.lemmas[noun] in _PAPERS and reading.deps[noun] == "dobj"
    return verb if issued and reading.pos[verb] == "VERB" else None
