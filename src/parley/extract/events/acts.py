"""Acts by rule: words of a sentence that name an act of the codebook, and who takes part in it.

The lexicon is ``data/acts.tsv``. A trained detector fills the same :class:`Act` later; what follows
(status, dates, places, tolls, merging) does not care which of the two found it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from parley.errors import ModelError
from parley.extract.events.losses import BEREFT, bereft, inflicted_on, tells_of_losses
from parley.extract.events.objects import (
    antecedent,
    befalls,
    governs,
    has_particle,
    issuing_verb,
    only_names,
    owners,
    words_below,
)
from parley.extract.grammar import conjuncts
from parley.language import Reading
from parley.records import EventType
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class ActWord:
    """One line of the lexicon."""

    lemma: str
    particle: str | None
    pos: str
    type: EventType
    mode: str | None
    cameo: str | None
    objects: frozenset[str] | None
    to: frozenset[str]
    direct: bool = False
    """Whether the object itself must be one of the nouns, not what stands behind a preposition."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act found in a sentence.

    Attributes:
        token: index of the word that names it; verb: of the verb that carries its tense.
        anchor: the words that name it.
        actor, recipient: tokens that head the noun phrases of those who act and are acted upon.
        key: lemma and part of speech by whose reliability it is judged.
        actor_keys, recipient_keys: keys of actors, where whoever found the act knows them.
    """

    token: int
    verb: int
    anchor: Span
    type: EventType
    mode: str | None
    cameo: str | None
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    key: tuple[str, str]
    actor_keys: tuple[str, ...] = ()
    recipient_keys: tuple[str, ...] = ()


MUTUAL: Final = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
"""Types of acts that are done together (codebook, decision 9)."""

DIRECT: Final = frozenset("#person #people #official #captive #ship #troops #casualties".split())
"""Classes of objects: who "held exercises with soldiers" holds no soldiers."""

SUPPORT_VERBS: Final = frozenset(
    """launch carry conduct hold make issue stage take sign reach impose announce express offer give begin
    start open end resume continue attend host have convene arrange mount wage fire deliver strike seal
    conclude finalise finalize do engage join lead enter pay plan prepare schedule expect complete secure
    order repeat renew unleash wrap step undergo see signal indicate voice reiterate reaffirm show present submit put
    broker strike forge clinch""".split()
)
"""Verbs that lend their subject to the act that their object names ("launched an attack")."""

_JUDGING: Final = frozenset(
    """accuse suspect blame convict charge stop prevent keep praise thank condemn criticise criticize deter
    warn denounce sanction punish fault deny""".split()
)
_STEERED: Final = frozenset(
    """urge ask tell order force allow want invite call press help persuade encourage expect enable beg implore
    push request require compel advise instruct permit cause lead get authorise authorize direct""".split()
)
"""Verbs whose object does what their infinitive says; with other verbs the subject does."""

_LISTENERS: Final = frozenset(
    "reporter journalist press medium correspondent audience crowd newspaper channel cnn anonymity condition".split()
)
_SUFFERED: Final = frozenset("die perish come+under".split())
"""Words of the lexicon whose subject is acted upon."""
_SUFFERING: Final = frozenset("suffer face sustain endure survive withstand repel resist".split())
"""Verbs whose subject is acted upon in the act that their object names."""
_WARDING: Final = frozenset("shoot+down down destroy neutralise neutralize repel".split())
_PENALTIES: Final = frozenset("sanction penalty embargo tariff fine ban".split())
_AMONG: Final = frozenset("by between among".split())
_UPON: Final = frozenset({"on", "against"})
_TOWARDS: Final = frozenset("to with against from on".split())
_LODGING: Final = frozenset("lodge file deliver issue register submit send express".split())
"""Verbs of a protest that is a note, and no demonstration."""
_WEAPONS: Final = frozenset("drone uav missile rocket shell munition projectile".split())
"""Words of the lexicon that ward off an attack where their objects are weapons."""
_VERBAL = ("VERB", "AUX")
_CLIMB: Final = ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp")


@cache
def lexicon() -> dict[tuple[str, str], tuple[ActWord, ...]]:
    """The act words by (lemma, part of speech)."""
    folder = files("parley.extract") / "data"
    classes = {}
    for line in (folder / "classes.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") and "\t" in line:
            name, words = line.split("\t")
            classes[name] = frozenset(words.split())
    out: dict[tuple[str, str], list[ActWord]] = {}
    for n, line in enumerate((folder / "acts.tsv").read_text("utf-8").splitlines(), 1):
        if line.startswith(("#", "lemma\t")) or not line:
            continue
        try:
            word, pos, kind, mode, cameo, need, to = line.split("\t")
            lemma, _, particle = word.partition("+")
            entry = ActWord(
                lemma, particle or None, pos, EventType(kind), _or_none(mode), _or_none(cameo),
                None if need == "-" else classes[need],
                frozenset() if to == "-" else frozenset(to.split(",")), need in DIRECT,
            )  # fmt: skip
        except (ValueError, KeyError) as exc:
            raise ModelError(f"acts.tsv, line {n}: {exc}") from exc
        out.setdefault((lemma, pos), []).append(entry)
    # What asks for more comes first: a particle, then a class of object.
    return {
        k: tuple(sorted(v, key=lambda w: (w.particle is None, w.objects is None)))
        for k, v in out.items()
    }


_SPOKEN: Final = frozenset("talk speak think ask hear know worry dream joke care".split())
"""Lemmas of verbs after which "about" leads to what is spoken or thought of."""


@cache
def shares() -> dict[tuple[str, str, str], float]:
    """How often a word is right, by (lemma, part of speech, type); ``("*", "*", "*")`` for the rest."""
    text = (files("parley.extract") / "data" / "shares.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {(lemma, pos, kind): float(share) for lemma, pos, kind, share in rows}


def share(key: tuple[str, str], kind: EventType) -> float:
    """How often an act of the type is right that was found by the word."""
    known = shares()
    return known.get((*key, str(kind)), known["*", "*", "*"])


def _key(reading: Reading, i: int) -> tuple[str, str]:
    return reading.lemmas[i].lower(), reading.pos[i]


def _or_none(cell: str) -> str | None:
    return None if cell == "-" else cell


def find_acts(reading: Reading) -> Iterator[Act]:
    """The acts of an article, in order of their words."""
    words = lexicon()
    for i in range(len(reading)):
        pos = reading.pos[i]
        pos = "NOUN" if pos == "PROPN" and reading.words[i][0].islower() else pos
        if reading.tags[i] == "VBN" and reading.deps[i] == "amod":
            continue
        for word in words.get((reading.lemmas[i].lower(), pos), ()):
            act = _verb_act(reading, i, word) if pos == "VERB" else _noun_act(reading, i, word)
            if act is not None:
                yield act
                break


def _verb_act(reading: Reading, i: int, word: ActWord) -> Act | None:
    if word.particle and not has_particle(reading, i, word.particle):
        return None
    patients = reading.children(i, "dobj", "nsubjpass", "dative", "iobj", "oprd", "attr")
    if _bare_participle(reading, i):
        patients += reading.children(i, "nsubj")
        patients += [reading.heads[i]] if reading.deps[i] == "acl" else []
    if word.objects is not None and not governs(reading, i, word.objects, word.direct):
        return None
    if only_names(reading, i) or (word.lemma == "claim" and not reading.children(i, "ccomp")):
        return None  # who claims lives, a seat, to have won accuses nobody
    losing = word.type is EventType.ASSAULT and word.lemma in BEREFT
    if losing and not tells_of_losses(reading, i):
        return None
    subjects = subject_tokens(reading, i)
    objects = [j for p in patients for j in conjuncts(reading, antecedent(reading, i, p))]
    if word.type is EventType.MOBILIZE:
        objects = []  # forces that are moved are not those against whom they are
    objects += prep_objects(reading, i, word.to)
    if not objects:
        objects = _of_infinitive(reading, i)
    if word.type in MUTUAL or not objects:
        objects += [j for j in prep_objects(reading, i, frozenset({"with"})) if j not in objects]
    suffered = word.lemma in _SUFFERED or f"{word.lemma}+{word.particle}" in _SUFFERED
    objects = inflicted_on(reading, i, objects)
    if losing or suffered or befalls(reading, i, objects):
        subjects, objects = [], bereft(reading, i, subjects)  # "ten died": nobody says by whom
    if f"{word.lemma}+{word.particle}" in _WARDING or word.lemma in _WARDING:
        weapons = [j for j in objects if reading.lemmas[j].lower() in _WEAPONS]
        if weapons:  # who shoots down a drone is attacked by whoever sent it
            subjects, objects = owners(reading, weapons), subjects
    if word.type is EventType.CONSULT and _tells_listeners(reading, i, subjects, objects):
        return None
    last = max([i, *(j for j in reading.kids[i] if reading.deps[j] == "prt")])
    return Act(
        i, i, reading.span(i, last + 1), word.type, word.mode, word.cameo,
        tuple(subjects), tuple(objects), _key(reading, i),
    )  # fmt: skip


def _tells_listeners(reading: Reading, i: int, subjects: list[int], objects: list[int]) -> bool:
    """Whether one alone speaks, or speaks to the press: no talk between two."""
    if reading.lemmas[i] not in ("speak", "talk"):
        return False
    heard = {reading.lemmas[j].lower() for j in objects}
    return bool(heard & _LISTENERS) or (not objects and len(subjects) < 2)


def is_only_spoken_of(reading: Reading, token: int) -> bool:
    """Whether talks are what somebody only speaks or thinks about: "by day he talks about negotiations"."""
    verb, noun = token, reading.deps[token] == "pobj"
    if noun:
        prep = reading.heads[token]
        verb = reading.heads[prep]
        if reading.words[prep].lower() != "about":
            return False
    if reading.lemmas[verb] not in _SPOKEN or reading.pos[verb] != "VERB":
        return False
    about = noun or any(reading.words[j].lower() == "about" for j in reading.children(verb, "prep"))
    heard = prep_objects(reading, verb, frozenset({"with", "to"})) or reading.children(verb, "dobj")
    return about and not heard and len(subject_tokens(reading, verb)) < 2


def _noun_act(reading: Reading, i: int, word: ActWord) -> Act | None:
    """An act named by a noun or adjective: its own complements first, then its verb's."""
    if reading.deps[i] in ("compound", "npadvmod"):
        return None
    if word.objects is not None and not (words_below(reading, i) & word.objects):
        return None
    if word.type is EventType.CONSULT and is_only_spoken_of(reading, i):
        return None
    head = reading.heads[i]
    light = reading.pos[head] in _VERBAL and head != i
    if word.type is EventType.PROTEST and reading.lemmas[head] in _LODGING:
        return None
    carried = light and (reading.lemmas[head] in SUPPORT_VERBS or word.pos == "ADJ")
    by = [j for j in reading.kids[i] if reading.deps[j] in ("poss", "compound", "amod", "nmod")]
    actors = [k for j in by for k in conjuncts(reading, j)]
    actors += prep_objects(reading, i, frozenset({"by", "between", "from", "among"}))
    if (
        carried and reading.deps[i] in ("dobj", "attr", "acomp", "pobj", "oprd")
    ) or word.pos == "ADJ":
        actors += subject_tokens(reading, head)
    if (
        not actors
        and reading.deps[i] == "pobj"
        and reading.words[head].lower() in ("of", "for", "over")
    ):
        actors += _judged(reading, head)  # "accused Russia of an attack"
    if not actors:
        actors = _makers(reading, i)
    recipients = prep_objects(reading, i, word.to)
    if light and reading.lemmas[head] in _SUFFERING and reading.deps[i] in ("dobj", "pobj"):
        recipients += subject_tokens(reading, head)
    if carried:
        recipients += prep_objects(reading, head, word.to | {"with", "against", "on"})
    first = i if not carried or head > i or i - head > 5 else head
    return Act(
        i, head if light else i, reading.span(first, i + 1), word.type, word.mode, word.cameo,
        tuple(actors), tuple(recipients), _key(reading, i),
    )  # fmt: skip


def subject_tokens(reading: Reading, i: int) -> list[int]:
    """Heads of the phrases that act in the verb's clause: agent, own subject, or one above."""
    infinitive = False
    for _ in range(5):
        passive = bool(reading.children(i, "nsubjpass", "auxpass")) or _bare_participle(reading, i)
        agents = [k for a in reading.children(i, "agent") for k in reading.children(a, "pobj")]
        if agents and not (passive and infinitive):
            return [k for a in agents for k in conjuncts(reading, a)]
        if passive:  # "is said to want", "was urged to stop": who is told so acts in the infinitive
            raised = reading.children(i, "nsubjpass") if infinitive else []
            return conjuncts(reading, raised[0]) if raised else []
        subjects = reading.children(i, "nsubj")
        if subjects:
            subject = _whole(reading, subjects)
            whose = any(reading.tags[j] == "WP$" for j in reading.kids[subject])
            if (whose or reading.tags[subject] in ("WP", "WDT")) and reading.deps[i] == "relcl":
                subject = reading.heads[i]
            return conjuncts(reading, subject)
        if reading.deps[i] == "acl":
            issuing = issuing_verb(reading, reading.heads[i])
            if issuing is None:
                return conjuncts(reading, reading.heads[i])
            i, infinitive = issuing, False
            continue
        if reading.deps[i] not in _CLIMB:
            return []
        above = reading.heads[i]
        if reading.deps[i] == "pcomp":  # "accused Russia of shelling": the accused acts
            judged = _judged(reading, above)
            if judged:
                return conjuncts(reading, judged[0])
        if reading.deps[i] == "xcomp" and reading.lemmas[above] in _STEERED:
            objects = reading.children(above, "dobj")  # "urged Russia to stop": the object acts
            if objects:
                return conjuncts(reading, objects[0])
        infinitive = reading.deps[i] == "xcomp"
        i = above
    return []


def _makers(reading: Reading, noun: int) -> list[int]:
    """Whose act a noun is by the verbs that lend it to them: "the deal that both reached", "was signed by the two"."""
    verbs = reading.children(noun, "acl", "relcl")
    if reading.deps[noun] == "nsubjpass":
        verbs.append(reading.heads[noun])
    out: list[int] = []
    for verb in verbs:
        if reading.lemmas[verb] in SUPPORT_VERBS:
            out += prep_objects(reading, verb, _AMONG)
            subjects = reading.children(verb, "nsubj")
            if not out and subjects and reading.tags[subjects[0]] not in ("WP", "WDT"):
                out += conjuncts(reading, subjects[0])
    return out


def _whole(reading: Reading, subjects: Sequence[int]) -> int:
    """The subject; of words that stand side by side, of which the parser made two, the last ("paramilitary Guard")."""
    subject = subjects[0]
    for other in subjects[1:]:
        if min(reading.subtree(other)) != max(reading.subtree(subject)) + 1:
            break
        subject = other
    return subject


def _bare_participle(reading: Reading, i: int) -> bool:
    """A participle without "have": "those killed", "three were killed and seven injured".

    With a subject and an object it is none, whatever the tagger of words says.
    """
    if reading.tags[i] != "VBN" or (reading.children(i, "nsubj") and reading.children(i, "dobj")):
        return False
    return not any(reading.lemmas[j] in ("have", "'ve", "’ve") for j in reading.children(i, "aux"))


def _judged(reading: Reading, prep: int) -> list[int]:
    """Whoever is accused, blamed, thanked of or for what follows the preposition."""
    verb = reading.heads[prep]
    if reading.deps[verb] in ("dobj", "nsubjpass"):  # the parser may hang it on the accused
        return [verb] if reading.lemmas[reading.heads[verb]] in _JUDGING else []
    for thing in reading.children(verb, "dobj", "nsubjpass"):
        if reading.lemmas[thing] in _PENALTIES:  # "imposed sanctions on the army for using gas"
            return prep_objects(reading, thing, _UPON) or prep_objects(reading, verb, _UPON)
    if reading.lemmas[verb] not in _JUDGING:
        return []
    return reading.children(verb, "dobj", "nsubjpass")


def prep_objects(reading: Reading, i: int, prepositions: frozenset[str]) -> list[int]:
    """Objects of the prepositions below a word, conjuncts included."""
    return [
        k
        for p in reading.kids[i]
        if reading.deps[p] in ("prep", "dative", "agent") and reading.lemmas[p] in prepositions
        for o in reading.children(p, "pobj")
        for k in conjuncts(reading, o)
    ]


def _of_infinitive(reading: Reading, i: int) -> list[int]:
    """Towards whom it is that somebody refuses or agrees to do something: "refused to talk to the rebels"."""
    return [
        j
        for v in reading.children(i, "xcomp")
        if reading.pos[v] == "VERB"
        for j in prep_objects(reading, v, _TOWARDS)
    ]
