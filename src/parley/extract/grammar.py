"""Questions about a token's place in its sentence that several extractors ask."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from parley.language import Reading

PLACE_PREPOSITIONS: Final = frozenset(
    "in at near inside outside across around throughout within over via through into toward towards off along".split()
)
"""Prepositions that say where, not who."""

LONGEST_LIST: Final = 40
"""Steps up a list of conjuncts: "Iran, Russia, China …"."""

_NEVER: Final = frozenset("never neither nor".split())
_NOBODY: Final = frozenset("nobody none nothing".split())
_NOTHING_DONE: Final = frozenset("time effort secret doubt bones".split())
"""Nouns of "lost no time", "spared no effort": what is done is done all the more."""
_EACH_OTHER: Final = (frozenset({"each", "other"}), frozenset({"one", "another"}))
_TRADING: Final = frozenset("trade exchange swap".split())
DEFINITE: Final = frozenset("the this that these those".split())
"""Determiners of what is known already."""
CLAUSES: Final = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "csubj", "csubjpass", "relcl", "oprd")
"""Labels of what stands as a clause."""

JOINED: Final = frozenset({"conj"})
"""The label of what is joined to something before it."""

_OF_A_NAME: Final = frozenset({"conj", "appos", "compound", "nmod"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_PREPOSITIONS: Final = frozenset({"prep", "agent"})


def top_of(reading: Reading, token: int, labels: Container[str], most: int = LONGEST_LIST) -> int:
    """What a token hangs on by these labels alone, at most so many steps up: of a list the first, of a name the head."""
    for _ in range(most):
        if reading.deps[token] not in labels:
            break
        token = reading.heads[token]
    return token


def is_subject(reading: Reading, token: int) -> bool:
    """Whether the token is a subject, on its own or joined to one."""
    return reading.deps[top_of(reading, token, JOINED)] in _SUBJECTS


def preposition(reading: Reading, token: int) -> tuple[str, int] | None:
    """The preposition that governs the token, lower case, and the token that this hangs on."""
    token = top_of(reading, token, _OF_A_NAME, 6)
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


def is_negated(reading: Reading, v: int) -> bool:
    """Whether the verb is negated, by itself, its subject or what it is said to be ("no talks")."""
    for j in reading.kids[v]:
        word, label = reading.words[j].lower(), reading.deps[j]
        if label == "neg" or (label in ("advmod", "preconj", "cc") and word in _NEVER and j < v):
            return True
        if label in ("nsubj", "nsubjpass", "attr", "expl") and (
            word in _NOBODY
            or any(reading.words[k].lower() in ("no", "neither") for k in reading.kids[j])
        ):
            return True
        if label == "advmod" and word == "longer":
            return True
    return False


def has_no_object(reading: Reading, v: int) -> bool:
    """ "Handed over no prisoners", "signed nothing"; not "lost no time"."""
    return any(
        reading.words[j].lower() in _NOBODY
        or (
            reading.words[reading.subtree(j)[0]].lower() == "no"
            and reading.lemmas[j] not in _NOTHING_DONE
        )
        for j in reading.children(v, "dobj")
    )


def is_inverted(reading: Reading, v: int) -> bool:
    """ "Had Jordan agreed, …"."""
    had = [j for j in reading.children(v, "aux") if reading.words[j] == "Had"]
    subject = reading.children(v, "nsubj", "nsubjpass")
    return bool(had and subject and had[0] < subject[0])


def is_infinitive(reading: Reading, v: int) -> bool:
    """Whether the verb stands with "to"."""
    return any(reading.tags[j] == "TO" for j in reading.kids[v])


def in_headline(reading: Reading, v: int) -> bool:
    """Whether nothing in its sentence stands in a finite form: "Canada to lift sanctions"."""
    first, last = reading.sentences[reading.sentence_of(v)]
    return not any(reading.tags[j] in ("VBD", "VBZ", "VBP", "MD") for j in range(first, last))


def shares_subject(reading: Reading, v: int) -> bool:
    """Whether a joined verb shares subject and auxiliaries with the one that it is joined to."""
    return not reading.children(v, "nsubj", "nsubjpass", "aux", "auxpass", "expl")


def is_definite(reading: Reading, i: int) -> bool:
    """Whether a noun names what is known: "the attack", "Jordan's attack"."""
    return any(
        reading.deps[j] == "poss" or reading.words[j].lower() in DEFINITE
        for j in reading.children(i, "det", "poss")
    )


def is_clause(reading: Reading, i: int) -> bool:
    """Whether what the parser took for a noun stands as a verb: "if Jordan attacks"."""
    return reading.deps[i] in CLAUSES and bool(reading.children(i, "nsubj", "mark"))


def is_reciprocal(reading: Reading, verb: int) -> bool:
    """Whether those who act do it to each other: "blamed each other", "accused one another", "traded blame"."""
    if reading.lemmas[verb] in _TRADING:
        return True
    objects = reading.children(verb, "dobj", "dative", "oprd")
    objects += [o for p in reading.children(verb, "prep") for o in reading.children(p, "pobj")]
    return any(
        {reading.words[k].lower() for k in (j, *reading.kids[j])} >= pair
        for j in objects
        for pair in _EACH_OTHER
    )
