"""Which act a toll is of: that of its own word, else the nearest attack of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from parley.extract.component import Draft
from parley.extract.events.acts import Act
from parley.extract.events.answers import HARM
from parley.extract.events.merging import Entry, is_downing
from parley.extract.events.parties import Parties
from parley.extract.events.recounts import NEW, standing
from parley.extract.events.status import AHEAD, Verdict, judge_word
from parley.extract.events.tagged_acts import FOUND
from parley.extract.events.tolls import LONGEST, Harmed, find_tolls
from parley.records import Event, EventType, Harm, Status, Toll
from parley.spans import Span

DEADLY: Final = frozenset("kill killing assassinate assassination murder execute".split())
HURTFUL: Final = frozenset("wound injure".split())
"""Lemmas of acts that are done to one person who is named: "killed the general"."""

FARTHEST: Final = 6
"""Steps of the parse between an attack and a toll that are not in one another; beyond it the sentence has gone on to
something else. Of 36 pairs on the training and dev articles one was farther, and it was wrong."""

_OTHERWISE: Final = re.compile(
    r"\b(?:since|war|conflict|years?|months?|other|another|earlier|previous|separate(?:ly)?|elsewhere|meanwhile)\b",
    re.IGNORECASE,
)
"""Words of a sentence that has gone on to other attacks, or to the whole war."""

SINGULAR: Final = ("NN", "NNP")


class Victims:
    """The tolls of one article's acts.

    Args:
        acts: all that are found.
    """

    def __init__(self, draft: Draft, parties: Parties, acts: Iterable[Act]) -> None:
        self.draft = draft
        self.parties = parties
        self._found: dict[int, list[Harmed]] = {}
        self._attacks: dict[int, list[int]] = {}
        self._arrests: dict[int, list[int]] = {}
        self._bloody: set[int] = set()
        self._told: set[int] = set()
        self._worded: set[int] = set()
        for act in acts:
            sentence = draft.reading.sentence_of(act.token)
            if act.type in (EventType.ASSAULT, EventType.COERCE):
                self._told.add(sentence)
            if act.key[1] == FOUND:
                continue
            self._worded.add(sentence)
            if act.type is EventType.ASSAULT:
                self._bloody.add(sentence)
                if not self._is_harm(act):
                    self._attacks.setdefault(sentence, []).append(act.token)
            if act.type is EventType.COERCE:
                self._arrests.setdefault(sentence, []).append(act.token)

    def of(self, act: Act, kind: EventType, status: Status) -> dict[Harm, Toll]:
        """The tolls of an act, by harm."""
        sentence = self.draft.reading.sentence_of(act.token)
        if kind not in (EventType.ASSAULT, EventType.COERCE):
            return {}
        if act.key[1] == FOUND and sentence in self._attacks:
            return {}  # words of a known attack are surer of it
        nearest: dict[Harm, tuple[tuple[int, int], Toll]] = {}
        for h in self._counted(sentence):
            away = -standing(h.toll, self.draft.reading), abs(h.token - act.token)
            if self._can_be_of(h, act, kind, status, sentence) and (
                h.harm not in nearest or away < nearest[h.harm][0]
            ):
                nearest[h.harm] = away, h.toll
        return self._named(act) | {harm: toll for harm, (_, toll) in nearest.items()}

    def told_later(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The entries, each attack with the tolls of a sentence behind it that tells of no act of its own."""
        reading = self.draft.reading
        last: dict[int, int] = {}
        for n, (event, _) in enumerate(entries):
            attack = event.type is EventType.ASSAULT and event.status is Status.ACTUAL
            if attack and not is_downing(event, self.draft):
                sentence = reading.sentence_at(event.evidence[-1].start)
                if sentence is not None:
                    last[sentence + 1] = n
        out = list(entries)
        for sentence, n in last.items():
            if sentence < len(reading.sentences) and sentence not in self._worded:
                event = self._with_later(out[n].event, sentence)
                out[n] = out[n]._replace(event=event)
        return tuple(out)

    def _with_later(self, event: Event, sentence: int) -> Event:
        """The event with what the sentence adds: tolls that it lacked, and such as are said to have risen."""
        reading = self.draft.reading
        span = reading.sentence_span(sentence)
        words = span.of(reading.text)[:LONGEST]
        if _OTHERWISE.search(words):
            return event
        counted = [(h, standing(h.toll, reading)) for h in self._counted(sentence)]
        if sentence in self._told and all(s != NEW for _, s in counted):
            return event  # the tagger hears another act in it
        tolls = event.tolls
        added = {h.harm: h.toll for h, s in counted if s == NEW or h.harm not in tolls}
        if not added:
            return event
        return replace(event, evidence=(*event.evidence, span)).counting(tolls | added)

    def _counted(self, sentence: int) -> list[Harmed]:
        if sentence not in self._found:
            first, last = self.draft.reading.sentences[sentence]
            self._found[sentence] = list(find_tolls(self.draft.reading, first, last))
        return self._found[sentence]

    def _can_be_of(
        self, h: Harmed, act: Act, kind: EventType, status: Status, sentence: int
    ) -> bool:
        """Whether the toll may be the act's: no attack is nearer, and arrests are not of attacks."""
        if h.token == act.token:
            return True
        if status in AHEAD:  # what lies ahead has harmed nobody yet
            reading = self.draft.reading
            feared = judge_word(reading, h.token, kind) is not Verdict.ACTUAL
            return feared and act.token in reading.ancestors(h.token)
        if kind is EventType.COERCE and h.harm != "captured":
            return sentence not in self._bloody
        if kind is EventType.ASSAULT and h.harm == "captured":
            return sentence not in self._arrests
        rivals = self._arrests if kind is EventType.COERCE else self._attacks
        away = abs(h.token - act.token)
        return self._is_harm(act) or (
            self._steps(act.token, h.token) <= FARTHEST
            and not any(abs(h.token - t) < away for t in rivals.get(sentence, ()))
        )

    def _steps(self, a: int, b: int) -> int:
        """Steps of the parse from one word to the other; 0 where one stands in the other."""
        reading = self.draft.reading
        mine, yours = (a, *reading.ancestors(a)), (b, *reading.ancestors(b))
        if a in yours or b in mine:
            return 0
        shared = next((n for n, i in enumerate(mine) if i in yours), len(mine))
        return shared + (yours.index(mine[shared]) if shared < len(mine) else len(yours))

    def _named(self, act: Act) -> dict[Harm, Toll]:
        """One for each person, where single ones are named as killed or hurt."""
        reading = self.draft.reading
        lemma = reading.lemmas[act.token].lower()
        harm: Harm | None = "killed" if lemma in DEADLY else "injured" if lemma in HURTFUL else None
        whom = self._suffering(act)
        if harm is None or not whom or not all(map(self._is_one, whom)):
            return {}
        number = len(whom)
        span = Span(reading.starts[min(whom)], reading.ends[max(whom)])
        return {harm: Toll(number, number, number, span)}

    def _suffering(self, act: Act) -> tuple[int, ...]:
        """Whom the act is done to: its own objects, else the subject it shares: "was caught and killed"."""
        reading = self.draft.reading
        if reading.deps[act.token] != "conj" or reading.tags[act.token] != "VBN":
            return act.recipient
        shared = reading.children(reading.heads[act.token], "nsubjpass")
        own = any(reading.deps[j] == "dobj" for j in act.recipient)
        return act.recipient if own or not shared else tuple(shared)

    def _is_one(self, token: int) -> bool:
        """Whether the word, or the name beside it, is of one person: "the general, Ana Vale"."""
        reading, cast = self.draft.reading, self.parties.cast
        named = (token, *reading.children(token, "appos"))
        keys = (k for j in named for k in cast.of_token(reading, j))
        return reading.tags[token] in SINGULAR and any(
            cast.actors[k].kind == "person" for k in keys
        )

    def _is_harm(self, act: Act) -> bool:
        return self.draft.reading.lemmas[act.token].lower() in HARM
