"""Whether an act took place: modality, negation and tense of the words that name it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from parley.extract.acts import Act
from parley.language import Reading
from parley.records import EventType, Status

SPEECH: Final = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT}
)
"""Acts done by saying something: actual although what they are about lies ahead."""

_PLANS = frozenset("plan intend prepare schedule set arrange slate due expect agree decide".split())
_HOPES = frozenset("expect hope may might could can possible likely seek try aim consider".split())
_OTHERS_WORDS = frozenset(
    """want urge demand call ask propose offer threaten refuse reject press insist require suggest order
    invite appeal warn push favour favor oppose discuss negotiate""".split()
)
_FUTURE = frozenset(["will", "shall", "'ll", "’ll", "wo"])
_MODAL = frozenset(["may", "might", "could", "would", "should", "can", "'d", "’d", "must"])
_COMING = frozenset("planned scheduled upcoming next future forthcoming expected".split())
_UNREAL = frozenset("possible potential proposed new further any no".split())


class Verdict(Enum):
    """What becomes of an act: a status, or nothing because it is not an act of its own."""

    ACTUAL = Status.ACTUAL
    PLANNED = Status.PLANNED
    POSSIBLE = Status.POSSIBLE
    DENIED = Status.DENIED
    REFUSED = "refused"  # "will not negotiate": a REJECT
    NOT_AN_ACT = "none"  # the term of a demand, an offer or a threat (codebook, decision 6)


def judge(reading: Reading, act: Act) -> Verdict:
    """The status of an act by the words around it."""
    verb = act.verb
    near = (*reading.kids[verb], *reading.kids[act.token])
    negated = any(reading.deps[j] == "neg" or reading.words[j].lower() == "no" for j in near)
    future, modal = _auxiliaries(reading, verb)
    above = _above(reading, act)
    if act.type not in SPEECH and above & _OTHERS_WORDS:
        return Verdict.NOT_AN_ACT
    if any(reading.lemmas[j] in ("if", "unless") for j in reading.children(verb, "mark")):
        return Verdict.NOT_AN_ACT if act.type in SPEECH else Verdict.POSSIBLE
    if negated:
        return Verdict.REFUSED if future and act.type in _YIELDING else Verdict.NOT_AN_ACT
    if act.type in SPEECH:
        return Verdict.POSSIBLE if modal and act.token == verb else Verdict.ACTUAL
    modifiers = {reading.lemmas[j].lower() for j in reading.children(act.token, "amod", "det")}
    if future or above & _PLANS or modifiers & _COMING:
        return Verdict.PLANNED
    if modal or above & _HOPES or modifiers & _UNREAL:
        return Verdict.POSSIBLE
    return Verdict.ACTUAL


_YIELDING = frozenset({EventType.AGREE, EventType.CONSULT, EventType.CONCEDE, EventType.RETREAT})


def _auxiliaries(reading: Reading, verb: int) -> tuple[bool, bool]:
    """Whether the verb, or the one it is joined to, stands in the future, or under a modal."""
    for v in (verb, reading.heads[verb] if reading.deps[verb] == "conj" else verb):
        words = {reading.words[j].lower() for j in reading.children(v, "aux")}
        if words & (_FUTURE | _MODAL):
            return bool(words & _FUTURE), bool(words & _MODAL)
    return False, False


def _above(reading: Reading, act: Act) -> set[str]:
    """Lemmas of the words that govern the act as something yet to be done."""
    out: set[str] = set()
    i = act.token
    for _ in range(3):
        head = reading.heads[i]
        if head == i or (reading.deps[i] in ("ccomp", "relcl", "advcl") and i != act.token):
            break
        if reading.deps[i] in ("xcomp", "pcomp", "acl", "dobj", "pobj", "ccomp", "acomp"):
            to_infinitive = any(reading.tags[j] == "TO" for j in reading.kids[i])
            if to_infinitive or reading.deps[i] in ("pobj", "dobj", "pcomp"):
                out.add(reading.lemmas[head].lower())
        elif reading.deps[i] not in ("prep", "conj", "compound"):
            break
        i = head
    return out
