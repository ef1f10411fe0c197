"""Outcomes: what becomes of a move whose verb is only foreseen, wanted, denied, asked for, or on a condition.

"Ready to sign the deal" accepts it and "will sign" expects it; "preparing to reject the truce" expects a refusal; "had
they not agreed to it" and "no truce had been agreed" are no moves at all.
"""

from __future__ import annotations

from typing import Final

from parley.extract.events.status import Verdict, is_only_silent, judge_word
from parley.extract.grammar import is_infinitive, is_negated, shares_subject
from parley.extract.proposals.moves import Scene, cue_steps, governors
from parley.language import Reading
from parley.records import EventType, ProposalKind, StepKind

ASKED: Final = "demand"
"""The topic of what one side asks of another."""

ASSENT: Final = frozenset({StepKind.ACCEPTED, StepKind.SIGNED, StepKind.IMPLEMENTED})

_DEEDS: Final = {
    StepKind.ACCEPTED: EventType.AGREE,
    StepKind.SIGNED: EventType.AGREE,
    StepKind.IMPLEMENTED: EventType.COOPERATE,
    StepKind.SUSPENDED: EventType.RETREAT,
    StepKind.RESUMED: EventType.COOPERATE,
    StepKind.VIOLATED: EventType.ASSAULT,
}
"""Moves that are made by doing them, and as which act their status is judged."""
_ATTENDING: Final = frozenset("arrive attend participate host meet conduct".split())
"""Verbs that put talks into effect, and nothing else."""
_FIGHTING: Final = frozenset(
    "fighting hostility hostilities war strike airstrike shelling clash attack".split()
)
_REFUSALS: Final = frozenset("refuse decline".split())
_ANSWERING: Final = (StepKind.ACCEPTED, StepKind.REJECTED, StepKind.SUSPENDED)
_HANDING: Final = frozenset("present submit deliver send hand convey pass take put".split())
_AHEAD: Final = frozenset(("will", "would", "shall", "’ll", "'ll", "’d", "'d", "to"))
_INTENDED: Final = frozenset("will would wo ’ll 'll ’d 'd".split())
"""Auxiliaries by which somebody who "will oppose" a plan opposes it now."""
_STRIVING: Final = frozenset(
    "try seek attempt work vow pledge promise want fight move strive vote decide".split()
)
"""Verbs by which somebody who "is trying to kill" a plan opposes it now."""
_CONDITIONALS: Final = frozenset("if unless whether until lest".split())
_CLAUSES: Final = 3
"""Clauses above a verb in which a condition for it is looked for."""


def outcome(reading: Reading, scene: Scene, kind: StepKind) -> StepKind | None:
    """The move that is really made where the words speak of one; None where none is."""
    if _is_refused(reading, scene, kind in ASSENT):
        kind = StepKind.REJECTED
    if kind is StepKind.ACCEPTED and any(_is_signed(reading, h) for h in scene.heads):
        return StepKind.SIGNED  # "in the deal signed in May the two agreed to …"
    if kind is StepKind.CONDITIONS and scene.thread.topic == ASKED:
        return StepKind.PROPOSED  # who insists on a demand makes it
    kind = _as_answered(reading, scene, kind)
    return (
        _as_rejected(reading, scene)
        if kind is StepKind.REJECTED
        else _as_done(reading, scene, kind)
    )


def is_to_be_presented(reading: Reading, scene: Scene) -> bool:
    """Whether somebody "would present the plan to …": a move that lies ahead."""
    for verb in governors(reading, scene.heads[0])[:1]:
        ahead = {reading.words[j].lower() for j in reading.children(verb, "aux")}
        if reading.lemmas[verb].lower() in _HANDING and ahead & _AHEAD:
            return True
    return False


def cue_of(reading: Reading, scene: Scene, kind: StepKind) -> int | None:
    """The nearest word above the proposal that is a cue of the move; assent that is negated is one of a refusal."""
    for i in governors(reading, scene.heads[0]):
        steps = cue_steps(reading, i)
        if kind in steps or (kind is StepKind.REJECTED and _is_withheld(reading, i, steps)):
            return i
    return None


def _is_withheld(reading: Reading, i: int, steps: list[str]) -> bool:
    return reading.pos[i] == "VERB" and StepKind.ACCEPTED in steps and is_negated(reading, i)


def _is_refused(reading: Reading, scene: Scene, assented: bool) -> bool:
    """Whether somebody "refused to endorse the plan": what is refused is no assent, and whose plan it is tells no move."""
    for verb in governors(reading, scene.heads[0])[:2]:
        if (
            reading.deps[verb] == "xcomp"
            and reading.lemmas[reading.heads[verb]].lower() in _REFUSALS
            and (assented or StepKind.ACCEPTED in cue_steps(reading, verb))
        ):
            return True
    return False


def _is_signed(reading: Reading, head: int) -> bool:
    return any(
        reading.lemmas[j].lower() == "sign" and reading.tags[j] == "VBN"
        for j in reading.children(head, "acl", "amod")
    )


def _as_answered(reading: Reading, scene: Scene, kind: StepKind) -> StepKind:
    """The move, or the answer to it: who "agreed with the idea of a truce" or "dropped the call for one" proposes none."""
    cue = cue_of(reading, scene, kind)
    if kind is not StepKind.PROPOSED or cue is None or reading.pos[cue] != "NOUN":
        return kind
    above = [i for i in reading.ancestors(cue) if reading.pos[i] == "VERB"][:1]
    answers = [s for i in above for s in cue_steps(reading, i)]
    return next((s for s in _ANSWERING if s in answers), kind)


def _as_rejected(reading: Reading, scene: Scene) -> StepKind | None:
    """A refusal, or what it is while it lies ahead; None where it is denied, or stands in an "if".

    Who "will oppose" a plan opposes it.
    """
    cue = cue_of(reading, scene, StepKind.REJECTED)
    if cue is None:
        return StepKind.REJECTED
    if _is_conditional(reading, cue) or _is_yet_to_come(reading, cue):
        return None
    if is_only_silent(reading, cue):
        return None  # "declined to comment on the plan"
    if reading.pos[cue] != "VERB" or StepKind.REJECTED not in cue_steps(reading, cue):
        return StepKind.REJECTED
    if any(reading.words[j].lower() == "in" for j in reading.children(cue, "prt")):
        return StepKind.REJECTED if is_negated(reading, cue) else StepKind.ACCEPTED  # "give in"
    match judge_word(reading, cue, EventType.REJECT):
        case Verdict.DENIED | Verdict.REFUSED:
            return None
        case Verdict.PLANNED | Verdict.POSSIBLE:
            return StepKind.REJECTED if _is_meant(reading, cue) else StepKind.EXPECTED
    return StepKind.REJECTED


def _is_meant(reading: Reading, verb: int) -> bool:
    """Whether somebody does it, "will" do it, or "is trying to"."""
    if reading.tags[verb] in ("VBD", "VBZ", "VBP"):
        return True
    own = {reading.words[j].lower() for j in reading.children(verb, "aux")}
    strives = reading.lemmas[reading.heads[verb]].lower() in _STRIVING
    return bool(own & _INTENDED) or (strives and reading.deps[verb] == "xcomp")


def _is_yet_to_come(reading: Reading, verb: int) -> bool:
    """Whether somebody "has not yet agreed", which refuses nothing."""
    return any(reading.words[j].lower() == "yet" for j in reading.children(verb, "advmod"))


def _is_conditional(reading: Reading, i: int) -> bool:
    """Whether a word stands in a clause that an "if" opens."""
    for _ in range(_CLAUSES):
        marks = (*reading.children(i, "mark"), *reading.children(i, "advmod"))
        if any(reading.words[j].lower() in _CONDITIONALS for j in marks):
            return True
        joined = reading.deps[i] == "conj" and shares_subject(reading, i)
        if reading.deps[i] not in ("xcomp", "pcomp", "prep") and not joined:
            return False
        i = reading.heads[i]
    return False


def _as_done(reading: Reading, scene: Scene, kind: StepKind) -> StepKind | None:
    """The move, or what it is as long as its verb is only foreseen, wanted or denied; None where it is none."""
    act = _DEEDS.get(kind)
    cue = cue_of(reading, scene, kind)
    if cue is not None and reading.lemmas[cue].lower() == "deny" and reading.children(cue, "ccomp"):
        return None  # a report is denied, no plan
    if kind is StepKind.RESUMED and cue is not None and _is_fighting(reading, cue):
        return StepKind.SUSPENDED  # "when fighting resumed after the truce"
    if act is None or cue is None:
        return kind
    if scene.thread.kind is not ProposalKind.TALKS and reading.lemmas[cue].lower() in _ATTENDING:
        brought = reading.words[reading.heads[scene.heads[0]]].lower() == "with"
        return StepKind.PRESENTED if brought else None
    if _is_assented(reading, cue):
        return StepKind.ACCEPTED
    if reading.pos[cue] == "ADP":
        cue = reading.heads[cue]  # "would free them under the deal"
    match judge_word(reading, cue, act):
        case Verdict.NOT_AN_ACT:
            return StepKind.PROPOSED
        case _ if kind is StepKind.SUSPENDED:
            return kind
        case Verdict.DENIED:
            return None
        case Verdict.REFUSED:
            return StepKind.REJECTED
        case Verdict.PLANNED | Verdict.POSSIBLE:
            return StepKind.EXPECTED
    purpose = reading.deps[cue] == "advcl" and is_infinitive(reading, cue)
    return None if purpose and kind is StepKind.ACCEPTED else kind  # "met to agree on a truce"


def _is_fighting(reading: Reading, verb: int) -> bool:
    """Whether it is fighting that goes on again, or that somebody takes up again."""
    what = reading.children(verb, "nsubj", "nsubjpass", "dobj")
    return any(reading.lemmas[j].lower() in _FIGHTING for j in what)


def _is_assented(reading: Reading, i: int) -> bool:
    """Whether a verb is what somebody is ready to do or has agreed to do."""
    over = reading.heads[i]
    return reading.deps[i] == "xcomp" and StepKind.ACCEPTED in cue_steps(reading, over)
