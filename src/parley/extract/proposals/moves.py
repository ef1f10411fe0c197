"""Moves: what a sentence says of a proposal that it names, and who may make the move.

A sentence is described by features that can be read: which cue words of ``data/moves.tsv`` govern the mention or
stand beside it, negated or in a modal clause; how the clause is conditioned; whether somebody is speaking; which
events the sentence reports.
:mod:`parley.extract.proposals.steps` weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Final

from parley.extract.component import Draft
from parley.extract.events.acts import prep_objects, subject_tokens
from parley.extract.events.placing import head_of
from parley.extract.grammar import conjuncts
from parley.extract.proposals.gathering import Thread
from parley.language import Reading
from parley.records import Actor, Statement, Status, StepKind

HIGHEST: Final = 5
"""Words above a mention that are said to govern it."""
LONGEST: Final = 80
"""Tokens of a sentence that are looked at on either side of the mention."""
APART: Final = 3
"""Tokens after a cue word in which its particle is looked for."""

_HOSTING: Final = frozenset("host mediate broker chair convene".split())
"""Verbs of those who bring others together."""
_ACCUSING: Final = frozenset("accuse blame condemn denounce fault".split())
"""Verbs whose object has done what is told."""
_AGAINST: Final = frozenset({"on", "against"})
_FINITE: Final = ("VBZ", "VBP", "VBD")
_EACH_OTHER: Final = frozenset(("other", "another"))
_STANDING_FOR: Final = frozenset(("PRON", "VERB"))
"""Heads that name no proposal and mean one: "rejected *it*", "Sudan *refused*"."""
_HELD: Final = frozenset(
    "prisoners pows captives hostages detainees civilians residents bodies".split()
)
"""Names of those whom a move is about."""
_CONTENT: Final = frozenset("VERB NOUN ADJ ADV AUX SCONJ PART ADP PROPN".split())
_VERBS: Final = frozenset(("VERB", "AUX"))
_NEGATIONS: Final = frozenset("not n't n’t never no without neither nor".split())
_MODALS: Final = frozenset("may might could would will shall should must can ’ll 'll wo ca".split())
_CONDITIONALS: Final = frozenset("if unless only until before once after must without".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the article says in each of its sentences, gathered once.

    Attributes:
        statements: sentence → the statements whose content reaches into it.
        events: sentence → the types of its events, and their status where it is not actual.
    """

    statements: Mapping[int, Sequence[Statement]]
    events: Mapping[int, Set[str]]


def surroundings(draft: Draft) -> Surroundings:
    """The statements and events of an article by sentence."""
    statements: dict[int, list[Statement]] = {}
    events: dict[int, set[str]] = {}
    for s in draft.statements:
        for k in {k for c in s.content for k in draft.reading.sentences_of(c)}:
            statements.setdefault(k, []).append(s)
    for e in draft.events:
        names = {f"event:{e.type}"}
        if e.status is not Status.ACTUAL:
            names.add(f"status:{e.status}")
        for k in {k for span in e.evidence for k in draft.reading.sentences_of(span)}:
            events.setdefault(k, set()).update(names)
    return Surroundings(statements, events)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that names a proposal.

    Attributes:
        heads: tokens that head the mentions in it; first: whether the proposal is new to the article.
        over: the statements whose content holds the first mention, innermost first.
        events: types of the events that the sentence reports, and their status where it is not actual.
    """

    thread: Thread
    sentence: int
    heads: tuple[int, ...]
    first: bool
    over: tuple[Statement, ...] = ()
    events: Set[str] = frozenset()


def scenes(draft: Draft, thread: Thread, around: Surroundings) -> Iterator[Scene]:
    """The sentences that name the proposal, in order; an answer to it in such a sentence is a scene of its own."""
    found: dict[tuple[int, int], list[int]] = {}
    for head in thread.heads:
        answer = head if draft.reading.pos[head] in _STANDING_FOR else -1
        found.setdefault((draft.reading.sentence_of(head), answer), []).append(head)
    for n, ((k, _), heads) in enumerate(found.items()):
        at = draft.reading.token(heads[0])
        over = [s for s in around.statements.get(k, ()) if any(c.overlaps(at) for c in s.content)]
        over.sort(key=lambda s: sum(c.length for c in s.content))
        yield Scene(thread, k, tuple(heads), n == 0, tuple(over), around.events.get(k, frozenset()))


@cache
def cues() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The cue words: lemma → (particle or "", step)."""
    out: dict[str, list[tuple[str, str]]] = {}
    text = (files("parley.extract") / "data" / "moves.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith(("#", "step\t")) or not line:
            continue
        step, words = line.split("\t")
        for word in words.split():
            lemma, _, particle = word.partition("+")
            out.setdefault(lemma, []).append((particle, step))
    return {lemma: tuple(found) for lemma, found in out.items()}


def cue_steps(reading: Reading, i: int) -> list[str]:
    """The steps that a word is a cue of: with the word beside it, or else on its own."""
    found = cues().get(reading.lemmas[i].lower(), ())
    if not found:
        return []
    near = (*reading.kids[i], *range(i + 1, min(i + 1 + APART, len(reading))))
    beside = {reading.lemmas[j].lower() for j in near}
    joined = [step for other, step in found if other and other in beside]
    return joined or [step for other, step in found if not other]


def governors(reading: Reading, head: int) -> list[int]:
    """The words above a mention, nearest first; of an answer that leaves its proposal out, it and those above."""
    own = (head,) if reading.pos[head] == "VERB" else ()
    return list(islice((*own, *reading.ancestors(head)), HIGHEST))


def features(reading: Reading, scene: Scene) -> set[str]:
    """What can be said of the sentence, as names of features."""
    head = scene.heads[0]
    out = {
        "bias",
        f"kind:{scene.thread.kind}",
        f"place:{reading.deps[head]}",
        f"link:{reading.lemmas[reading.heads[head]].lower()}",
        "new" if scene.first else "known",
        "said" if scene.over else "told",
        *scene.events,
    }
    if scene.over:
        out.add(f"act:{scene.over[0].act}")
    first, last = reading.sentences[scene.sentence]
    for i in range(max(first, head - LONGEST), min(last, head + LONGEST)):
        out |= _beside(reading, i)
    for h in scene.heads:
        out |= _above(reading, h)
    return out


def _beside(reading: Reading, i: int) -> set[str]:
    """Features of a word of the sentence, wherever it stands."""
    lemma = reading.lemmas[i].lower()
    out = {f"beside:{step}" for step in cue_steps(reading, i)}
    if reading.pos[i] in _CONTENT:
        out.add(f"word:{lemma}")
    if lemma in _CONDITIONALS:
        out.add(f"if:{lemma}")
    if lemma in _MODALS:
        out.add("modal")
    if reading.words[i].lower() in _NEGATIONS:
        out.add("not")
    return out


def _above(reading: Reading, head: int) -> set[str]:
    """Features of the words that govern a mention; the nearest cue has one of its own."""
    out: set[str] = set()
    found = False
    for n, i in enumerate(governors(reading, head)):
        turned, steps = _turned(reading, i), cue_steps(reading, i)
        out.add(f"above:{reading.lemmas[i].lower()}")
        out |= {f"above:{step}{turned}" for step in steps}
        if not found:
            out |= {f"nearest:{step}{turned}" for step in steps}
        found = found or bool(steps)
        if reading.pos[i] in _VERBS:
            out.add(f"clause{min(n, 2)}{turned}:{reading.tags[i]}")
    return out


def _turned(reading: Reading, i: int) -> str:
    """How negation (``-``) or a modal (``~``) turns a word."""
    words = {reading.words[j].lower() for j in reading.kids[i]}
    if words & _NEGATIONS:
        return "-"
    return "~" if words & _MODALS else ""


def movers(draft: Draft, scene: Scene, kind: StepKind) -> Mapping[str, tuple[str, ...]]:
    """Who may make the move: keys of actors by the place where they stand.

    ``between`` and ``with`` the sides of the phrase itself, ``own`` its possessor, ``by`` its maker, ``cue`` the
    subject of the nearest cue of that kind of move, else of any, ``subject`` of the nearest verb, ``speaker`` of the statement around it, ``accused``
    whoever is said to have done it, ``any`` the first of the sentence.
    """
    reading = draft.reading
    out: dict[str, tuple[str, ...]] = {}

    def put(name: str, tokens: Iterable[int]) -> None:
        keys = _keys(draft, tokens)
        if keys:
            out.setdefault(name, keys)

    for head in scene.heads:
        put("between", prep_objects(reading, head, frozenset({"between", "among"})))
        put("with", prep_objects(reading, head, frozenset({"with"})))
        put("by", prep_objects(reading, head, frozenset({"from", "by"})))
        own = reading.children(head, "poss", "amod", "compound", "nmod")
        put("own", [k for j in own for k in conjuncts(reading, j)])
        above = governors(reading, head)
        for i in sorted(above, key=lambda i: kind not in cue_steps(reading, i)):
            if cue_steps(reading, i):
                put("cue", _acting(reading, i, scene))
        for i in above:
            if accused := _accused(reading, i):
                out.setdefault("accused", _keys(draft, accused))
            if reading.pos[i] in _VERBS:
                put("subject", _acting(reading, i, scene))
    if scene.over and scene.over[0].speaker is not None:
        out["speaker"] = (scene.over[0].speaker,)
    out["any"] = _anyone(draft, scene)
    return {p: k for p, keys in out.items() if (k := _movers(draft, keys, kind))}


def _movers(draft: Draft, keys: tuple[str, ...], kind: StepKind) -> tuple[str, ...]:
    """Those of some actors who may make a move: who is held makes none, and the media make none but forecasts."""
    return tuple(k for k in keys if not _is_bystander(draft.cast.actors.get(k), kind))


def _is_bystander(actor: Actor | None, kind: StepKind) -> bool:
    if actor is None or actor.kind == "state":
        return False
    if actor.sector == "MED":
        return kind is not StepKind.EXPECTED
    return bool(_HELD.intersection(actor.name.lower().split()))


def _acting(reading: Reading, i: int, scene: Scene) -> list[int]:
    """Who acts by a word, the proposal itself left out; "remained open to it": by the verb above.

    In a headline the parser may take the subject for a part of the verb: "Russia rejects truce, Ukraine seeks talks".
    """
    verb = reading.heads[i] if reading.deps[i] == "acomp" else i
    if reading.tags[verb] in _FINITE and not reading.children(verb, "nsubj", "nsubjpass"):
        before = [j for j in reading.children(verb, "compound") if j < verb]
        if before:
            return before
    found = _punished(reading, verb) or subject_tokens(reading, verb)
    return [k for k in found if k not in scene.heads]


def _punished(reading: Reading, verb: int) -> list[int]:
    """Whom something befalls for what they did: "sanctions on Chad for not agreeing"."""
    above = reading.heads[verb]
    if reading.deps[verb] != "pcomp" or reading.words[above].lower() != "for":
        return []
    over = reading.heads[above]
    return [
        j
        for i in (over, *reading.children(over, "dobj"))
        for j in prep_objects(reading, i, _AGAINST)
    ]


def _accused(reading: Reading, i: int) -> list[int]:
    """Whom a word accuses, or says that they are at fault."""
    if reading.lemmas[i].lower() not in _ACCUSING:
        return []
    whom = reading.children(i, "dobj", "nsubjpass")
    if any(reading.lemmas[j].lower() in _EACH_OTHER for j in whom):
        whom = subject_tokens(reading, i)
    return [k for j in whom for k in conjuncts(reading, j)]


def _anyone(draft: Draft, scene: Scene) -> tuple[str, ...]:
    """The first of the sentence who does not only bring others together: "agreed at talks hosted by Oman"."""
    reading = draft.reading
    for mention in draft.cast.within(reading.sentence_span(scene.sentence)):
        keys = draft.cast.of_mention(mention)[:1]
        if keys and not _hosts(reading, reading.tokens(mention.span)):
            return keys
    return ()


def _hosts(reading: Reading, tokens: range) -> bool:
    """Whether a phrase is whoever hosts or mediates, by the verb."""
    if not tokens:
        return False
    head = head_of(reading, tokens)
    above = reading.heads[head]
    agent = reading.deps[head] == "pobj" and reading.words[above].lower() == "by"
    verb = reading.heads[above] if agent else above
    return (agent or reading.deps[head] == "nsubj") and reading.lemmas[verb] in _HOSTING


def _keys(draft: Draft, tokens: Iterable[int]) -> tuple[str, ...]:
    cast, reading = draft.cast, draft.reading
    found: Sequence[str] = [
        k for t in tokens for k in (*cast.joined(reading, t), *cast.of_token(reading, t))
    ]
    return tuple(dict.fromkeys(found))
