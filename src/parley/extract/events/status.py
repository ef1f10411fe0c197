"""Whether an act took place: what stands beside it and above it in its sentence.

One climbs from the words of the act to the top of the sentence. On the way stand its own negation, modal and
tense, and the words that govern it: ``data/status.tsv`` says what each makes of it. The strongest decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Final

from parley.extract.events.acts import SUPPORT_VERBS, Act
from parley.extract.grammar import (
    CLAUSES,
    has_no_object,
    in_headline,
    is_clause,
    is_definite,
    is_infinitive,
    is_inverted,
    is_negated,
    shares_subject,
)
from parley.language import Reading
from parley.records import EventType, Status

SPEECH: Final = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT}
)
"""Acts done by saying something: actual although what they are about lies ahead."""

YIELDING: Final = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.CONCEDE, EventType.RETREAT}
)
"""Acts of which "will not" is a refusal."""

PROMISED: Final = frozenset({EventType.CONSULT, EventType.MOBILIZE, EventType.ASSAULT})
"""Acts that are entered when they are promised: meetings, and announced military plans."""

AHEAD: Final = (Status.PLANNED, Status.POSSIBLE)
"""What lies ahead."""

HIGHEST: Final = 6
"""Words above an act that are looked at."""


class Verdict(Enum):
    """What becomes of an act: a status, or nothing because it is not an act of its own."""

    ACTUAL = Status.ACTUAL
    PLANNED = Status.PLANNED
    POSSIBLE = Status.POSSIBLE
    DENIED = Status.DENIED
    REFUSED = "refused"  # "will not negotiate": a REJECT
    NOT_AN_ACT = "none"  # the term of a demand, an offer or a threat (codebook, decision 6)


_STRONGEST: Final = (
    Verdict.NOT_AN_ACT,
    Verdict.REFUSED,
    Verdict.DENIED,
    Verdict.POSSIBLE,
    Verdict.PLANNED,
)
_WILL = frozenset(["will", "shall", "'ll", "’ll", "wo", "ll"])
_WOULD = frozenset(["would", "'d", "’d"])
_OUGHT = frozenset("must should ought".split())
MAY: Final = frozenset("may might could can would ca 'd ’d".split())
"""Auxiliaries of what is open."""
_HEDGED = frozenset("may might could can".split())
_DOUBT = frozenset("probably perhaps possibly likely maybe presumably".split())
_ALMOST = frozenset("nearly almost".split())
_OPEN = frozenset("if unless whether until lest once".split())
_HAPPEN = SUPPORT_VERBS | frozenset(
    "happen occur be come proceed last collapse materialise materialize follow convene remain stand".split()
)
# What these bring about is as real as they are: "should tighten sanctions".
_BRINGING = frozenset(
    """slap ramp step strengthen tighten toughen up raise increase expand add bring introduce adopt enact levy provide
    supply send engage enter""".split()
)
_GOING_ON = frozenset("continue intensify escalate prolong".split())
_ABOUT = frozenset("after over about following since because in from by with".split())
# With these an act is when or where another takes place, not its object.
_SETTING = frozenset("during at amid since after following throughout".split())
_FALSE = frozenset("false untrue fabricated baseless unfounded".split())
_COMMENT = frozenset(
    "comment answer say respond elaborate disclose specify discuss confirm reply speak give".split()
)
_VERBAL = ("VERB", "AUX")
_NOMINAL = ("dobj", "pobj", "attr", "oprd", "dative")


@cache
def governors() -> Mapping[tuple[str, str], str]:
    """Classes of ``status.tsv`` by the place of the act and the lemma that governs it."""
    text = (files("parley.extract") / "data" / "status.tsv").read_text("utf-8")
    out: dict[tuple[str, str], str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, place, words = line.split("\t")
            out.update({(place, word): kind for word in words.split()})
    return out


def judge(reading: Reading, act: Act) -> Verdict:
    """The status of an act by the words around it."""
    return judge_word(reading, act.token, act.type)


def judge_word(reading: Reading, i: int, kind: EventType) -> Verdict:
    """The status of what token ``i`` names, taken as an act of this type."""
    if kind is EventType.REJECT and is_only_silent(reading, i):
        return Verdict.NOT_AN_ACT
    found = set(_verdicts(reading, i, kind))
    if reading.pos[i] == "ADJ":
        found.discard(Verdict.POSSIBLE)  # "would be ready": to say so is the act
    if kind is EventType.ASSAULT and _did(reading, i):
        found -= {Verdict.POSSIBLE, Verdict.PLANNED}  # "a vote on the attack that killed ten"
    return next((v for v in _STRONGEST if v in found), Verdict.ACTUAL)


def _did(reading: Reading, i: int) -> bool:
    """Whether a noun's own clause tells in the past tense what it did, without a doubt."""
    return reading.pos[i] in ("NOUN", "PROPN") and any(
        reading.tags[j] == "VBD" and not is_negated(reading, j)
        for j in reading.children(i, "relcl")
    )


def is_only_silent(reading: Reading, i: int) -> bool:
    """Whether it is "declined to comment": no refusal of anything."""
    return any(reading.lemmas[j] in _COMMENT for j in reading.children(i, "xcomp"))


def _verdicts(reading: Reading, i: int, kind: EventType) -> Iterator[Verdict]:
    """What each word beside and above the act makes of it."""
    yield from _beside_noun(reading, i)
    if reading.pos[i] in _VERBAL or is_clause(reading, i):
        yield from _own(reading, i, kind)
        if has_no_object(reading, i):
            yield Verdict.DENIED
    at: int | None = i
    for _ in range(HIGHEST):
        if at is None or reading.heads[at] == at:
            return
        step = _STEPS.get(reading.deps[at])
        if step is None:
            return
        found, at = step(reading, at, kind)
        yield from found


Found = tuple[list[Verdict], int | None]
"""What one step up finds, and where it leads; None at the top."""


def _out_of_clause(reading: Reading, i: int, act: EventType) -> Found:
    """From a clause or an infinitive to the word that governs it."""
    head, label = reading.heads[i], reading.deps[i]
    at = reading.heads[head] if label == "pcomp" else head
    if label in ("relcl", "advcl") and not is_infinitive(reading, i):
        return [], None
    kind = class_of(reading, at, "verb", i) or class_of(reading, at, "noun", i)
    if kind == "force" and label == "pcomp" and reading.words[head].lower() in _ABOUT:
        kind = None
    if kind is None and label == "advcl":
        # "Pressure is growing to accept", "reached a deal to ban".
        nouns = reading.children(at, "nsubj", "nsubjpass", "dobj")
        kind = next((k for j in nouns if (k := class_of(reading, j, "noun", i))), None)
    found = list(_effect(reading, at, kind, act, i))
    if kind is None and label == "advcl":
        # "Would not meet to approve": nothing is approved.
        refused = (Verdict.DENIED, Verdict.REFUSED)
        found += [v for v in _own(reading, at, act) if v in refused]
    shared = label == "xcomp" or (label == "pcomp" and reading.words[head].lower() in ("by", "in"))
    if shared and not kind and reading.pos[at] in _VERBAL:  # "would help by lifting"
        found += _own(reading, at, act)
    return found, at


def _out_of_object(reading: Reading, i: int, act: EventType) -> Found:
    """From a noun to the verb whose object it is, or over a preposition to a verb or noun."""
    at, by_preposition = reading.heads[i], reading.deps[i] == "pobj"
    found: list[Verdict] = []
    if by_preposition:
        found += _preposition(reading, at)
        if reading.words[at].lower() in _SETTING and reading.pos[reading.heads[at]] in _VERBAL:
            return found, None  # "was discussed during the talks"
        at = reading.heads[at]
    kind = class_of(reading, at, "object" if reading.pos[at] in _VERBAL else "noun", i)
    if kind == "force" and by_preposition and reading.words[reading.heads[i]].lower() in _ABOUT:
        kind = None  # "support for Jordan after the attack"
    found += _effect(reading, at, kind, act, i)
    if kind:
        return found, at
    if act is EventType.ASSAULT and reading.lemmas[at] in _GOING_ON:
        return found, None  # "can continue its attacks": they are under way
    lent = not by_preposition and reading.lemmas[at] in SUPPORT_VERBS | {"be"}
    if lent or (reading.lemmas[at] in _BRINGING and not is_definite(reading, i)):
        return [*found, *_own(reading, at, act)], at
    return found, at if by_preposition and reading.pos[at] in ("NOUN", "ADP") else None


def _out_of_subject(reading: Reading, i: int, act: EventType) -> Found:
    return list(_as_subject(reading, reading.heads[i], act)), None


def _out_of_list(reading: Reading, i: int, act: EventType) -> Found:
    """From a joined word to the one that it is joined to; a verb shares what stands before both."""
    head = reading.heads[i]
    if not shares_subject(reading, i):
        return [], head
    found = list(_own(reading, head, act))
    if any(reading.words[j].lower() == "but" for j in reading.kids[head]):
        found = [w for w in found if w not in (Verdict.DENIED, Verdict.REFUSED)]
    return found, head


def _out_of_complement(reading: Reading, i: int, act: EventType) -> Found:
    return list(_own(reading, reading.heads[i], act)), reading.heads[i]


def _up(reading: Reading, i: int, act: EventType) -> Found:
    return [], reading.heads[i]


_STEPS: Final[Mapping[str, Callable[[Reading, int, EventType], Found]]] = {
    **dict.fromkeys(CLAUSES, _out_of_clause),
    **dict.fromkeys(_NOMINAL, _out_of_object),
    **dict.fromkeys(("nsubj", "nsubjpass"), _out_of_subject),
    **dict.fromkeys(("prep", "compound", "amod", "nmod", "appos"), _up),
    "conj": _out_of_list,
    "acomp": _out_of_complement,
}
"""How one climbs from a word, by the label of its dependency."""


def _own(reading: Reading, v: int, kind: EventType) -> Iterator[Verdict]:
    """What its auxiliaries, negation, adverbs and conjunction make of a verb."""
    kids = reading.kids[v]
    aux = [reading.words[j].lower() for j in kids if reading.deps[j] in ("aux", "auxpass")]
    words = {
        reading.words[j].lower()
        for j in kids
        if reading.deps[j] in ("advmod", "mark", "preconj", "neg", "cc")
    }
    negated = is_negated(reading, v)
    modal = next((a for a in aux if a in _WILL | MAY | _OUGHT), None)
    perfect = "have" in aux or "'ve" in aux
    if modal is None and is_infinitive(reading, v) and in_headline(reading, v):
        yield Verdict.PLANNED
    if modal in _OUGHT:
        yield Verdict.DENIED if perfect else Verdict.NOT_AN_ACT
    elif negated:
        if modal in ("may", "might"):
            yield Verdict.POSSIBLE
        else:
            yield Verdict.REFUSED if modal and not perfect and kind in YIELDING else Verdict.DENIED
    elif modal in _WILL or (modal in _WOULD and not perfect and _is_reported(reading, v)):
        yield Verdict.PLANNED
    elif modal is not None:
        yield Verdict.POSSIBLE if modal in _HEDGED or not perfect else Verdict.DENIED
    if words & (_OPEN | _DOUBT):
        yield Verdict.POSSIBLE
    if words & _ALMOST or is_inverted(reading, v):
        yield Verdict.DENIED


def _is_reported(reading: Reading, v: int) -> bool:
    """Whether a "would" is the "will" of what somebody said: "said that envoys would meet", without an "if"."""
    while reading.deps[v] == "conj" and shares_subject(reading, v):
        v = reading.heads[v]
    told = reading.deps[v] == "ccomp" and reading.tags[reading.heads[v]] in ("VBD", "VBN")
    return told and not any(
        reading.words[k].lower() in _OPEN
        for j in reading.children(v, "advcl")
        for k in reading.children(j, "mark")
    )


def class_of(reading: Reading, at: int, place: str, act: int) -> str | None:
    """The class of a governing word, a particle or preposition of its own counted in."""
    table, lemma = governors(), reading.lemmas[at].lower()
    for j in reading.kids[at]:
        if reading.deps[j] in ("prt", "prep", "advmod", "acomp"):
            joined = f"{lemma}+{reading.lemmas[j].lower()}"
            if (place, joined) in table and (j < act or reading.deps[j] == "prt"):
                return table[place, joined]
    if place == "verb" and lemma == "be" and is_infinitive(reading, act):
        perfect = any(reading.words[j] == "have" for j in reading.kids[act])
        return "denied" if perfect else "planned"
    if place == "verb" and lemma == "have" and is_infinitive(reading, act):
        yet = any(reading.words[j] == "yet" for j in (*reading.kids[at], *reading.kids[act]))
        return "denied" if yet else "none"
    if (
        place == "verb"
        and lemma == "go"
        and reading.tags[at] == "VBG"
        and is_infinitive(reading, act)
    ):
        return "planned"
    if lemma == "suppose" and any(reading.words[j] == "have" for j in reading.kids[act]):
        return "denied"
    return table.get((place, lemma))


def _effect(
    reading: Reading, at: int, kind: str | None, act: EventType, i: int
) -> Iterator[Verdict]:
    """What a governing word makes of the act, its own negation and tense counted in."""
    if kind is None:
        if reading.deps[i] in ("ccomp", "xcomp") and _is_false(reading, at):
            yield Verdict.DENIED
        return
    verbal = reading.pos[at] in ("VERB", "AUX", "ADJ")
    clause = reading.heads[at] if reading.pos[at] == "ADJ" else at
    negated = is_negated(reading, clause) if verbal else _beside(reading, at) & {"no"}
    if kind == "pledge":
        below = reading.pos[i] in ("VERB", "AUX") and is_negated(reading, i)
        promised = act in PROMISED and not below
        yield Verdict.PLANNED if promised and not negated else Verdict.NOT_AN_ACT
    elif kind == "none":
        yield Verdict.NOT_AN_ACT
    elif kind == "force":
        if act is EventType.ASSAULT and not is_definite(reading, i):
            yield Verdict.POSSIBLE
    elif kind == "denied":
        if not negated:
            yield Verdict.DENIED
    else:
        yield Verdict.DENIED if negated else Verdict(Status(kind))


def _is_false(reading: Reading, at: int) -> bool:
    """ "It is not true that …", "reports that … are false"."""
    if reading.lemmas[at] in ("report", "claim", "rumour", "allegation"):
        at = reading.heads[at]
    words = {reading.lemmas[j].lower() for j in reading.children(at, "acomp", "attr")}
    return bool(words & _FALSE) or ("true" in words and is_negated(reading, at))


def _preposition(reading: Reading, prep: int) -> Iterator[Verdict]:
    word = reading.words[prep].lower()
    if word in ("without", "instead"):
        yield Verdict.DENIED
    elif word == "of" and reading.words[reading.heads[prep]].lower() in ("ahead", "instead"):
        ahead = reading.words[reading.heads[prep]].lower() == "ahead"
        yield Verdict.PLANNED if ahead else Verdict.DENIED


def _beside(reading: Reading, i: int) -> set[str]:
    return {reading.words[j].lower() for j in reading.children(i, "amod", "det", "neg", "compound")}


def _beside_noun(reading: Reading, i: int) -> Iterator[Verdict]:
    """What the determiner and adjectives make of an act named by a noun."""
    if reading.pos[i] not in ("NOUN", "PROPN"):
        return
    beside = _beside(reading, i)
    if "no" in beside or "any" in beside:
        yield Verdict.DENIED if "no" in beside else Verdict.POSSIBLE
    for word in beside:
        kind = governors().get(("modifier", word))
        if kind is not None:
            yield Verdict.NOT_AN_ACT if kind == "none" else Verdict(Status(kind))


def _as_subject(reading: Reading, v: int, act: EventType) -> Iterator[Verdict]:
    """What the verb makes of an act that is its subject: "the talks were put off"."""
    own = [v, *reading.children(v, "acomp")]
    kinds = [k for j in own if (k := class_of(reading, j, "subject", v))]
    for kind in kinds:
        yield from _effect(reading, v, kind, act, v)
    below = [j for j in reading.children(v, "xcomp") if reading.lemmas[j] in _HAPPEN]
    if kinds:
        return
    if reading.lemmas[v] in _HAPPEN or (reading.lemmas[v] == "take" and below):
        yield from (w for w in _own(reading, v, act) if w is not Verdict.REFUSED)
        if is_negated(reading, v):
            yield Verdict.DENIED
    elif any(reading.words[j].lower() == "would" for j in reading.children(v, "aux")):
        yield Verdict.POSSIBLE
    if reading.lemmas[v] == "be" or below:
        for j in below:
            yield from _effect(reading, v, class_of(reading, v, "verb", j), act, j)
