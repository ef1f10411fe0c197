"""Pronouns: whom "he", "she", "it" and "they" stand for, by gender, number, recency and subject."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from parley.extract.identity import Entity
from parley.extract.phrases import Phrase, is_subject
from parley.language import Reading

REACH: Final = 4
"""Sentences back in which a pronoun looks for its antecedent; swept 1 to 6 on train."""

KEPT: Final = 24
"""Mentions that are remembered: bounds the work for each pronoun."""

MARGIN: Final = 0.2
"""Lead that the best candidate must have; below it the pronoun stays unresolved. Swept 0 to 1 on train."""

SUBJECT, SAME_PARAGRAPH, SPEAKER, PER_SENTENCE, QUOTED, UNKNOWN_SHE, FREQUENT = (
    1.2,
    0.4,
    0.8,
    1.0,
    1.0,
    0.8,
    0.1,
)
"""Weights of the candidates' features, tuned together on train."""

MALE: Final = frozenset("he him his himself".split())
FEMALE: Final = frozenset("she her hers herself".split())
THING: Final = frozenset("it its itself".split())
MANY: Final = frozenset("they them their themselves theirs".split())


SPEAKERS: Final = frozenset("i we me my our us you your ours mine myself ourselves".split())


def first_or_second(word: str) -> bool:
    """Whether the pronoun stands for whoever speaks or is spoken to, which is not known here."""
    return word.lower() in SPEAKERS


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention that was read: its entity, where it stood and how."""

    entity: Entity
    phrase: Phrase
    subject: bool
    clause: int  # the token that the phrase hangs on


class Discourse:
    """The mentions read so far, nearest last."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._seen: deque[Seen] = deque(maxlen=KEPT)

    def note(self, entity: Entity, phrase: Phrase) -> None:
        """Remember that the phrase stands for the entity."""
        reading = self._reading
        entity.mentions += 1
        head = phrase.head
        self._seen.append(Seen(entity, phrase, is_subject(reading, head), reading.heads[head]))

    def recent(self) -> Sequence[Seen]:
        """What was read, nearest first."""
        return tuple(reversed(self._seen))

    def resolve(self, phrase: Phrase) -> Entity | None:
        """Whom the pronoun stands for; None where nobody fits or two fit about equally."""
        word = phrase.unit.words.lower()
        best: dict[str, tuple[float, Entity]] = {}
        for seen in self._seen:
            if not _fits(word, seen.entity) or self._excluded(phrase, seen):
                continue
            if phrase.sentence - seen.phrase.sentence > REACH:
                continue
            score = self._score(word, phrase, seen)
            key = seen.entity.key
            if key not in best or score > best[key][0]:
                best[key] = (score, seen.entity)
        ranked = sorted(best.values(), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            return None
        return ranked[0][1]

    def _excluded(self, phrase: Phrase, seen: Seen) -> bool:
        """Whether grammar forbids it: an object is not its own verb's subject."""
        reading = self._reading
        word = phrase.unit.words.lower()
        if seen.phrase.sentence != phrase.sentence:
            return False
        if word in ("him", "her", "them", "it") and reading.tags[phrase.head] != "PRP$":
            verb = reading.heads[phrase.head]
            if reading.deps[verb] in ("prep", "dative"):
                verb = reading.heads[verb]
            return seen.clause == verb
        return False

    def _score(self, word: str, phrase: Phrase, seen: Seen) -> float:
        reading = self._reading
        score = -PER_SENTENCE * (phrase.sentence - seen.phrase.sentence)
        if seen.subject:
            score += SUBJECT
            if _SPEECH & {reading.lemmas[seen.clause]}:
                score += SPEAKER if not phrase.quoted else -SPEAKER
        if reading.paragraphs[seen.phrase.sentence] == reading.paragraphs[phrase.sentence]:
            score += SAME_PARAGRAPH
        if seen.phrase.quoted != phrase.quoted:
            score -= QUOTED
        if word in FEMALE and seen.entity.gender is None:
            score -= UNKNOWN_SHE
        return score + FREQUENT * min(seen.entity.mentions, 10)


_SPEECH: Final = frozenset(
    "say tell add warn announce claim insist declare state note argue write tweet explain stress suggest "
    "reiterate acknowledge believe think describe accuse call vow pledge deny confirm admit".split()
)


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
