"""Sources by rule: the words that name who speaks, from the cue's place in the dependency tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from parley.language import Reading
from parley.spans import Span

HIGHEST: Final = 5
"""Steps up from a cue without a subject to the verb whose subject it shares."""

LONGEST: Final = 40
"""Tokens of a source; a longer phrase is cut behind its head."""

_SHARED: Final = frozenset("conj xcomp advcl pcomp prep acl dep".split())
_APART: Final = frozenset("relcl acl punct advcl parataxis ccomp".split())
_NAMES: Final = frozenset(("PROPN", "NOUN", "PRON"))
_FINITE: Final = frozenset(("VBD", "VBZ", "VBP"))
_HYPHENS: Final = frozenset(("-", "–", "/"))
_MARKS: Final = frozenset(("”", "''", '"', "’", "'", "»", ","))


def source_head(
    reading: Reading,
    cue: int,
    is_cue: Callable[[int], bool],
    is_quoted: Callable[[int], bool],
) -> int | None:
    """The head noun of whoever speaks; None where nobody does.

    Args:
        is_cue: whether a token reports; a participle ("…, adding that …") belongs to the speaker before it.
        is_quoted: whether a token stands in quotation marks: nobody who speaks does.
    """
    at = cue
    for _ in range(HIGHEST):
        own = _own_subject(reading, at)
        if own is not None and is_quoted(own):
            return _right_before(reading, cue)
        if own is not None:
            shared = at != cue and not is_cue(at) and reading.tags[cue] == "VBG"
            return (_speaker_before(reading, cue, is_cue) or own) if shared else own
        agents = reading.children(at, "agent") if reading.tags[at] == "VBN" else []
        if agents:
            return next(iter(reading.children(agents[0], "pobj")), None)
        if reading.deps[at] in ("acl", "relcl") and reading.pos[reading.heads[at]] in _NAMES:
            said = reading.tags[cue] == "VBG" and _speaker_before(reading, cue, is_cue)
            return said or reading.heads[at]
        if reading.deps[at] not in _SHARED:
            break
        at = reading.heads[at]
    if reading.tags[cue] == "VBG":
        return _speaker_before(reading, cue, is_cue)
    inverted = _inverted(reading, cue)
    if inverted is None and reading.tags[cue] in _FINITE and cue > 0 and not is_quoted(cue - 1):
        return _right_before(reading, cue)
    return inverted


def _own_subject(reading: Reading, verb: int) -> int | None:
    """The subject of the verb in the active; of a relative clause, the noun that it hangs on."""
    passive = bool(reading.children(verb, "auxpass"))
    for subject in reading.children(verb, "nsubj", *(("nsubjpass",) if not passive else ())):
        if reading.deps[verb] == "relcl" and reading.tags[subject] in ("WP", "WDT"):
            return reading.heads[verb]
        return subject
    return None


def _speaker_before(reading: Reading, cue: int, is_cue: Callable[[int], bool]) -> int | None:
    """The subject of the nearest cue before, in the same sentence."""
    first, _ = reading.sentences[reading.sentence_of(cue)]
    for at in range(cue - 1, first - 1, -1):
        if is_cue(at):
            own = _own_subject(reading, at) or _inverted(reading, at)
            if own is not None:
                return own
    return None


def _inverted(reading: Reading, cue: int) -> int | None:
    """The noun right behind a finite cue that follows a mark: "“…,” said the minister"."""
    if reading.tags[cue] not in _FINITE or cue == 0:
        return None
    if reading.words[cue - 1] not in _MARKS:
        return None
    _, last = reading.sentences[reading.sentence_of(cue)]
    for t in range(cue + 1, min(last, cue + 8)):
        if reading.pos[t] in _NAMES:
            while t + 1 < last and reading.heads[t] == t + 1 and reading.pos[t + 1] in _NAMES:
                t += 1
            return t
        if reading.pos[t] not in ("DET", "ADJ", "NUM"):
            return None
    return None


def _right_before(reading: Reading, cue: int) -> int | None:
    """The noun that stands right before the cue, where the parser took a quoted word for its subject."""
    if cue > 0 and reading.pos[cue - 1] in _NAMES:
        return cue - 1
    return _inverted(reading, cue)


def noun_phrase(reading: Reading, head: int) -> Span:
    """The noun phrase of a source with its titles and "of", without clauses; appositions right beside it stay."""
    keep, todo = {head}, list(reading.kids[head])
    while todo:
        j = todo.pop()
        if reading.deps[j] in _APART and reading.words[j] not in _HYPHENS:
            continue
        if reading.deps[j] == "appos" and j > head:
            continue
        keep.add(j)
        todo.extend(reading.kids[j])
    first = last = head
    while first - 1 in keep and head - first < LONGEST:
        first -= 1
    while last + 1 in keep and last - head < LONGEST:
        last += 1
    while last > head and reading.pos[last] in ("PUNCT", "CCONJ", "ADP", "PART"):
        last -= 1
    while first < head and reading.pos[first] in ("PUNCT", "CCONJ", "ADP"):
        first += 1
    return reading.span(first, last + 1)
