"""Pronouns: whom "he", "she", "it" and "they" stand for, by gender, number, recency and subject."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from parley.extract.actors.identity import Entity
from parley.extract.actors.phrases import Phrase
from parley.extract.grammar import is_subject
from parley.language import Reading

REACH: Final = 5.0
"""Sentences of narration back in which a pronoun looks for its antecedent; 3 to 7 are alike on gold train."""

KEPT: Final = 24
"""Mentions of persons, and of others, that are remembered: bounds the work for each pronoun."""

MARGIN: Final = 0.1
"""Lead that the best candidate must have; below it the pronoun stays unresolved."""

_EMPTY: Final = frozenset("seem appear take matter happen".split())
_OF_CLAUSES: Final = frozenset(
    "clear unclear likely unlikely important necessary possible impossible hard difficult good great early "
    "true obvious essential crucial vital better best unknown".split()
)
DEEPEST_CLAUSE: Final = 12
"""Clauses up from a mention in which the verb that reports it is looked for."""

MALE: Final = frozenset("he him his himself".split())
FEMALE: Final = frozenset("she her hers herself".split())
THING: Final = frozenset("it its itself".split())
MANY: Final = frozenset("they them their themselves theirs".split())
SPEAKERS: Final = frozenset("i we me my our us you your ours mine myself ourselves".split())


@dataclass(frozen=True, slots=True)
class Weights:
    """What speaks for a candidate; tuned together on the pronouns of gold train, 2026-11."""

    subject: float = 1.2
    owner: float = 0.6  # it owns the subject
    reported: float = -0.6  # it stands in reported speech, and the pronoun speaks
    speaker: float = 0.8  # it spoke last, and the pronoun speaks
    quoted_speaker: float = -0.8  # it speaks, and the pronoun stands in what it says
    paragraph: float = 0.4
    sentence: float = -1.3  # for each sentence of narration between
    quoted: float = -1.0  # one in quotation marks, the other not
    named: float = 0.3
    unknown_she: float = -0.8
    frequent: float = 0.1  # for each mention so far, up to ten
    again: float = 0.3  # the candidate's own mention is such a pronoun


WEIGHTS: Final = Weights()

SPEECH: Final = frozenset(
    "say tell add warn announce claim insist declare state note argue write tweet explain stress suggest "
    "reiterate acknowledge believe think describe accuse call vow pledge deny confirm admit reply ask "
    "observe remark continue conclude comment emphasize emphasise underline report estimate predict "
    "wonder lament speculate recall".split()
)
"""Verbs whose subject speaks."""


def first_or_second(word: str) -> bool:
    """Whether the pronoun stands for whoever speaks or is spoken to, which is not known here."""
    return word.lower() in SPEAKERS


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that was read: its entity, where it stood and how."""

    entity: Entity
    phrase: Phrase
    subject: bool
    owner: bool  # of a subject: "**Putin's** answer was short"
    clause: int  # the token that the phrase hangs on
    speaks: bool
    reported: bool  # stands in what somebody else is said to say


class Discourse:
    """The mentions read so far."""

    def __init__(self, reading: Reading, quoted: Sequence[bool]) -> None:
        self._reading = reading
        self._narration = list(_narration(reading, quoted))
        self._talked_of: Counter[str] = Counter()
        self._persons: deque[Seen] = deque(maxlen=KEPT)
        self._others: deque[Seen] = deque(maxlen=KEPT)

    def note(self, entity: Entity, phrase: Phrase) -> None:
        """Remember that the phrase stands for the entity."""
        entity.mentions += 1
        # Of whom somebody says "he" in his own words is not therefore who is talked of next.
        self._talked_of[entity.key] += phrase.unit.kind != "pronoun" or not phrase.quoted
        reading = self._reading
        clause = reading.heads[phrase.head]
        subject = is_subject(reading, phrase.head)
        speaks = subject and reading.lemmas[clause] in SPEECH
        kept = self._persons if entity.kind == "person" else self._others
        owner = reading.deps[phrase.head] == "poss" and is_subject(reading, clause)
        reported = _is_reported(reading, clause)
        kept.append(Seen(entity, phrase, subject, owner, clause, speaks, reported))

    def recent(self) -> list[Seen]:
        """What was read, nearest first."""
        return sorted((*self._persons, *self._others), key=lambda s: -s.phrase.first)

    def resolve(self, phrase: Phrase) -> Entity | None:
        """Whom the pronoun stands for; None where nobody fits or two fit about equally."""
        word = phrase.unit.words.lower()
        if word == "it" and _means_nothing(self._reading, phrase.head):
            return None
        kept = self._persons if word in MALE or word in FEMALE else self._others
        best: dict[str, tuple[float, Entity]] = {}
        speaking = {s.entity.key for s in kept if self._is_quoted_by(phrase, s)}
        for seen in kept:
            if seen.entity.key in speaking and kept is self._persons:
                continue
            if not _fits(word, seen.entity) or self._excluded(word, phrase, seen):
                continue
            score = self._score(word, phrase, seen)
            if score is not None and score > best.get(seen.entity.key, (-99.0, None))[0]:
                best[seen.entity.key] = (score, seen.entity)
        ranked = sorted(best.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return None
        return ranked[0][1]

    def _excluded(self, word: str, phrase: Phrase, seen: Seen) -> bool:
        """Whether grammar forbids it: an object is not its own verb's subject."""
        reading = self._reading
        if seen.phrase.sentence != phrase.sentence:
            return False
        if self._speaks(phrase) and _told_by(reading, seen.clause, reading.heads[phrase.head]):
            return True  # "The minister, he said, …"
        if word not in ("him", "her", "them", "it"):
            return False
        if reading.tags[phrase.head] == "PRP$" or is_subject(reading, phrase.head):
            return False
        verb = reading.heads[phrase.head]
        if reading.deps[verb] in ("prep", "dative"):
            verb = reading.heads[verb]
        return seen.clause == verb

    def _is_quoted_by(self, phrase: Phrase, seen: Seen) -> bool:
        """Whether a subject stands in the very words of who is seen: who speaks says "I", and "he" of another."""
        reading, other = self._reading, seen.phrase
        if other.quoted or not phrase.quoted or not is_subject(reading, phrase.head):
            return False
        if other.sentence != phrase.sentence:
            first = reading.sentences[phrase.sentence][0]
            if other.sentence != phrase.sentence - 1 or reading.words[first - 1] != ":":
                return False
        saying = (
            k
            for k in reading.children(seen.clause, "advcl")
            if k < phrase.head and reading.tags[k] == "VBG" and reading.lemmas[k] in SPEECH
        )
        return seen.speaks or (seen.subject and any(saying))

    def _score(self, word: str, phrase: Phrase, seen: Seen) -> float | None:
        reading, entity, other = self._reading, seen.entity, seen.phrase
        distance = float(self._narration[phrase.sentence] - self._narration[other.sentence])
        if other.sentence != phrase.sentence:
            distance = max(distance, 0.5)
        if distance > REACH:
            return None
        score = WEIGHTS.sentence * distance
        if seen.subject:
            score += WEIGHTS.subject
        elif seen.owner:
            score += WEIGHTS.owner
        if seen.reported and self._speaks(phrase):
            score += WEIGHTS.reported
        if seen.speaks and not other.quoted:
            if phrase.quoted:
                score += WEIGHTS.quoted_speaker if other.sentence == phrase.sentence else 0.0
            elif self._speaks(phrase):
                score += WEIGHTS.speaker
        if reading.paragraphs[other.sentence] == reading.paragraphs[phrase.sentence]:
            score += WEIGHTS.paragraph
        if other.quoted != phrase.quoted:
            score += WEIGHTS.quoted
        if not entity.noun:
            score += WEIGHTS.named
        if word in FEMALE and entity.gender is None:
            score += WEIGHTS.unknown_she
        if other.unit.kind == "pronoun" and other.quoted == phrase.quoted:
            score += WEIGHTS.again
        return score + WEIGHTS.frequent * min(self._talked_of[entity.key], 10)

    def _speaks(self, phrase: Phrase) -> bool:
        reading = self._reading
        return (
            is_subject(reading, phrase.head)
            and reading.lemmas[reading.heads[phrase.head]] in SPEECH
        )


def _is_reported(reading: Reading, clause: int) -> bool:
    """Whether the clause stands below a verb of speech that reports it."""
    for _ in range(DEEPEST_CLAUSE):
        above = reading.heads[clause]
        if above == clause:
            return False
        if reading.deps[clause] == "ccomp" and reading.lemmas[above] in SPEECH:
            return True
        clause = above
    return False


def _told_by(reading: Reading, clause: int, verb: int) -> bool:
    """Whether the clause is what the verb of speech reports."""
    for _ in range(DEEPEST_CLAUSE):
        above = reading.heads[clause]
        if above == verb:
            return reading.deps[clause] == "ccomp"
        if above == clause:
            return False
        clause = above
    return False


def _means_nothing(reading: Reading, token: int) -> bool:
    """Whether "it" only fills the place of a subject: "it is clear that", "it takes two to"."""
    verb = reading.heads[token]
    if reading.deps[token] == "expl" or reading.lemmas[verb] in _EMPTY:
        return True
    if reading.lemmas[verb] != "be" or not is_subject(reading, token):
        return False
    predicates = reading.children(verb, "acomp", "attr")
    return any(reading.pos[p] == "NOUN" or reading.lemmas[p] in _OF_CLAUSES for p in predicates)


def _narration(reading: Reading, quoted: Sequence[bool]) -> Iterator[int]:
    """For each sentence, how many sentences up to it are not mostly quotation."""
    told = 0
    for first, last in reading.sentences:
        told += 2 * sum(quoted[first:last]) <= last - first
        yield told


def _fits(word: str, entity: Entity) -> bool:
    if word in MALE:
        return entity.kind == "person" and not entity.plural and entity.gender != "f"
    if word in FEMALE:
        return entity.kind == "person" and not entity.plural and entity.gender != "m"
    if word in THING:
        return entity.kind in ("state", "organisation") or (
            entity.kind == "group" and not entity.plural
        )
    if word in MANY:
        return entity.plural or entity.kind in ("group", "organisation", "state")
    return False
