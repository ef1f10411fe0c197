"""Questions about a token's place in its sentence that several extractors ask."""

from __future__ import annotations

from typing import Final

from parley.language import Reading

PLACE_PREPOSITIONS: Final = frozenset(
    "in at near inside outside across around throughout within over via through into toward towards off along".split()
)
"""Prepositions that say where, not who."""

LONGEST_LIST: Final = 40
"""Steps up a list of conjuncts: "Iran, Russia, China …"."""

_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_PREPOSITIONS: Final = frozenset({"prep", "agent"})


def is_subject(reading: Reading, token: int) -> bool:
    """Whether the token is a subject, on its own or joined to one."""
    for _ in range(LONGEST_LIST):
        if reading.deps[token] != "conj":
            break
        token = reading.heads[token]
    return reading.deps[token] in _SUBJECTS


def preposition(reading: Reading, token: int) -> tuple[str, int] | None:
    """The preposition that governs the token, lower case, and the token that this hangs on."""
    for _ in range(6):
        if reading.deps[token] not in ("conj", "appos", "compound", "nmod"):
            break
        token = reading.heads[token]
    if reading.deps[token] != "pobj":
        return None
    at = reading.heads[token]
    return reading.words[at].lower(), reading.heads[at]


def complements(reading: Reading, token: int, *prepositions: str) -> list[int]:
    """Objects of the prepositions that follow the token as its dependents."""
    out = []
    for prep in reading.kids[token]:
        if reading.deps[prep] in _PREPOSITIONS and reading.words[prep].lower() in prepositions:
            out.extend(reading.children(prep, "pobj"))
    return out


def conjuncts(reading: Reading, i: int) -> list[int]:
    """A noun, first, and the nouns joined to it by "and" or a comma."""
    out = [i]
    for j in out:
        out.extend(reading.children(j, "conj"))
    return out
