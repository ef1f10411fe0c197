"""What the trained tagger says of acts, fitted to the acts that the rules find.

The tagger sees one act of a type in a sentence. Where the rules find it too, its roles fill what the grammar leaves
open; where they do not, its words become an act. Either way the two confidences are weighed together.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from parley.extract.component import Draft
from parley.extract.events.acts import Act, is_only_spoken_of, subject_tokens
from parley.extract.events.losses import losing_verb, names_a_force
from parley.extract.events.parties import GROUND
from parley.extract.events.reliability import confidence, features, log_odds
from parley.language import Reading
from parley.models import Anchor
from parley.records import Event, EventType
from parley.spans import Span

FOUND: Final = "TAGGER"
"""The second half of the key of acts that the tagger alone finds."""

REPORTING: Final = frozenset(
    "report say tell announce confirm add note record register see hear".split()
)
"""Lemmas of words whose subject only tells of what happened on the ground."""

UNSEEN: Final = 0.06
"""The tagger's chance of an act in a sentence that it has not seen."""

STRONG: Final = 4.0
FAINT: Final = -6.0
"""Log-odds of the tagger beyond which no difference is made."""

BEHIND: Final = 3
"""Types that show more strongly in a sentence, from which on it is all the same how many."""

UNFOUND: Final = 0.3
"""The rules' chance of an act that they do not find."""

MODES: Final[Mapping[EventType, tuple[str | None, str]]] = {
    EventType.AGREE: (None, "030"), EventType.CONSULT: (None, "040"), EventType.SUPPORT: (None, "050"),
    EventType.CONCEDE: (None, "080"), EventType.COOPERATE: (None, "060"), EventType.AID: (None, "070"),
    EventType.RETREAT: (None, "087"), EventType.REQUEST: (None, "020"), EventType.ACCUSE: ("disapprove", "110"),
    EventType.REJECT: (None, "120"), EventType.THREATEN: (None, "130"), EventType.PROTEST: (None, "140"),
    EventType.SANCTION: (None, "160"), EventType.MOBILIZE: (None, "150"), EventType.COERCE: (None, "170"),
    EventType.ASSAULT: (None, "190"),
}  # fmt: skip
"""Mode and CAMEO code of acts of which no word is known."""


class Tagging:
    """The tagger's acts of one article, by sentence and type; empty where it is not installed."""

    def __init__(self, draft: Draft) -> None:
        self._reading = draft.reading
        self._anchors: dict[tuple[int, EventType], Anchor] = {}
        for anchor in draft.tagged.event_anchors if draft.tagged is not None else ():
            k = self._reading.sentence_at(anchor.span.start)
            if k is not None:
                self._anchors.setdefault((k, EventType(anchor.type)), anchor)
        self._showing: dict[int, Mapping[str, float]] = {}
        for showing in draft.tagged.showing if draft.tagged is not None else ():
            k = self._reading.sentence_at(showing.sentence.start)
            if k is not None:
                self._showing.setdefault(k, showing.odds)
        self.installed = draft.tagged is not None

    def of(self, token: int, kind: EventType) -> Anchor | None:
        """The tagger's act of the type in the sentence of the token."""
        return self._anchors.get((self._reading.sentence_of(token), kind))

    def alone(self, found: Iterable[Act]) -> Iterator[Act]:
        """The acts that the tagger finds and the rules do not."""
        acts = list(found)
        known = {(self._reading.sentence_of(a.token), a.type) for a in acts}
        struck = {a.token for a in acts if a.type is EventType.ASSAULT}
        for (k, kind), anchor in sorted(self._anchors.items()):
            if (k, kind) in known:
                continue
            top = _top(self._reading, anchor.span)
            if kind is EventType.ASSAULT and names_a_force(self._reading, top):
                verb = losing_verb(self._reading, top)
                if verb is not None:  # "an assault brigade of" tells of no attack
                    yield self._loss(verb)
                continue
            if kind is EventType.CONSULT and is_only_spoken_of(self._reading, top):
                continue
            if kind is EventType.PROTEST and not struck.isdisjoint(
                self._reading.tokens(anchor.span)
            ):
                continue  # a strike against a state is none of workers
            yield self._act(anchor, kind)

    def tokens(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The heads of the spans."""
        return tuple(_top(self._reading, s) for s in spans if self._reading.tokens(s))

    def _act(self, anchor: Anchor, kind: EventType) -> Act:
        reading = self._reading
        token = _top(reading, anchor.span)
        verb = token
        if reading.pos[token] not in ("VERB", "AUX"):
            verb = next((j for j in reading.ancestors(token) if reading.pos[j] == "VERB"), token)
        mode, cameo = MODES[kind]
        actor = self.tokens(anchor.actor)
        tells = kind in GROUND and reading.lemmas[token] in REPORTING
        if not actor and token == verb and not tells:
            actor = tuple(subject_tokens(reading, token))
        return Act(
            token, verb, anchor.span, kind, mode, cameo, actor, self.tokens(anchor.recipient),
            (str(kind).lower(), FOUND),
        )  # fmt: skip

    def _loss(self, verb: int) -> Act:
        """The attack in which somebody lost men and arms, of which the tagger reports the arms."""
        mode, cameo = MODES[EventType.ASSAULT]
        return Act(
            verb, verb, self._reading.token(verb), EventType.ASSAULT, mode, cameo, (),
            tuple(subject_tokens(self._reading, verb)), ("assault", FOUND),
        )  # fmt: skip

    def judged(self, found: Sequence[tuple[Act, Event]]) -> list[tuple[Act, Event]]:
        """The acts and their events, each with the confidence of the rules and of the tagger in one."""
        known, out = fusion(), []
        for act, event, chance, evidence in self.weighing(found):
            if self.installed:
                total = sum(known.get(n, 0.0) * x for n, x in evidence.items())
                chance = 1 / (1 + math.exp(-total))
            out.append((act, replace(event, confidence=chance)))
        return out

    def weighing(
        self, found: Sequence[tuple[Act, Event]]
    ) -> Iterator[tuple[Act, Event, float, Mapping[str, float]]]:
        """Of each act the confidence of the rules, and what is weighed where the tagger is installed."""
        reading = self._reading
        told = Counter((reading.sentence_of(a.token), e.type) for a, e in found)
        for act, event in found:
            by_rule = confidence(act, features(act, event, reading))
            only = told[reading.sentence_of(act.token), event.type] == 1
            yield act, event, by_rule, self._evidence(act, event.type, by_rule, only=only)

    def _evidence(
        self, act: Act, kind: EventType, by_rule: float, *, only: bool
    ) -> Mapping[str, float]:
        """The log-odds of the rules and of the tagger, which of them found it, and what else its sentence tells.

        Args:
            only: whether that is no other act of the type.
        """
        odds = self._odds(act.token, kind)
        own = odds.get(kind.value, FAINT)
        stronger = sum(other > own for other in odds.values())
        alone = act.key[1] == FOUND
        return {
            "always": 1.0,
            "rules": log_odds(UNFOUND if alone else by_rule),
            "tagger": min(max(own, FAINT), STRONG),
            "tagger alone": float(alone),
            "only": float(only),
            f"behind {min(stronger, BEHIND)}": 1.0,
            f"{kind} by {'tagger' if alone else 'rules'}": 1.0,
        }

    def _odds(self, token: int, kind: EventType) -> Mapping[str, float]:
        """How strongly each type shows in the token's sentence, that of the act among them."""
        shown = self._showing.get(self._reading.sentence_of(token))
        if shown is not None:
            return shown
        anchor = self.of(token, kind)
        return {kind.value: log_odds(anchor.confidence if anchor is not None else UNSEEN)}


@cache
def fusion() -> Mapping[str, float]:
    """The weights of ``fusion.tsv``, made by ``training/acts/fuse.py``."""
    text = (files("parley.extract") / "data" / "fusion.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def _top(reading: Reading, span: Span) -> int:
    """The token of the span that hangs highest."""
    tokens = reading.tokens(span)
    return next(
        (i for i in tokens if reading.heads[i] == i or reading.heads[i] not in tokens), tokens[0]
    )
