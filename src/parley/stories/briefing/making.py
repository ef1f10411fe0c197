"""Choosing what a brief tells: what became known since a day, by consequence and newness.

News is what was *published* in the period, whenever it took place: a strike of last week that was first reported
today is news, one that was reported before is not, unless its accounts changed. The rule by which lines are chosen
stands in ``docs/reference/brief.md``: consequence (``weight``) times newness, ties by day and id.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from parley.records import (
    Cell,
    EventType,
    Happening,
    Position,
    SpeechAct,
    Stance,
    Thread,
    ThreadStep,
)
from parley.stories.briefing import wording
from parley.stories.briefing.parts import Brief, Line, Material, Note, Piece, Quoted, Section

LINES: Final = 6
"""Most things in a section: a brief is to be read in five minutes, not searched."""

STEPS: Final = 3
"""Most moves that are told of one proposal, the latest."""

OLD: Final = 0.5
"""Newness of what was known before and is reported again with a change; what is new has 1."""

LONG_AGO: Final = 45
RECALLED: Final = 0.2
"""Days before the period from which on an event is only recalled, and what is left of its weight."""

GROUND: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.RETREAT}
)
NOTES: Final = 3
"""Most footnotes of a line: the entry that tells it best, then those of other outlets."""

OF_ONE: Final = 2
"""Most lines of one speaker."""

_ACTS: Final = {
    SpeechAct.THREATENS: 1.0, SpeechAct.REJECTS: 1.0, SpeechAct.ACCEPTS: 1.0, SpeechAct.OFFERS: 0.9,
    SpeechAct.PROMISES: 0.8, SpeechAct.DEMANDS: 0.8, SpeechAct.DENIES: 0.8, SpeechAct.ACCUSES: 0.6,
}  # fmt: skip
"""What a line that does something is worth; one that only asserts has 0.4."""

_TELLING: Final = frozenset({"for", "for-if", "against", "undecided"})


def make_brief(
    material: Material, *, since: date | None = None, until: date | None = None, focus: str = ""
) -> Brief:
    """The brief of what became known from ``since`` to ``until``, both inclusive."""
    writer = _Writer(material, _Period(since, until))
    contacts = [h for h in material.happenings if h.type is EventType.CONSULT]
    ground = [h for h in material.happenings if h.type in GROUND]
    moves = [h for h in material.happenings if h.type not in GROUND and h not in contacts]
    sections = (
        writer.happenings("contacts", "Contacts", contacts, wording.contact),
        writer.table(material.threads),
        writer.positions(material.cells),
        writer.happenings("ground", "On the ground", ground, wording.act),
        writer.happenings("moves", "Other moves", moves, wording.act),
        writer.disputed(material.happenings, material.threads),
        writer.said(material.said),
    )
    return Brief(since, until, material.articles, sections, tuple(writer.notes), focus)


@dataclass(frozen=True, slots=True)
class _Period:
    since: date | None
    until: date | None

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the period; an unknown one lies in no period that has bounds."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )

    def nearness(self, day: date | None) -> float:
        """What is left of the weight of something that took place long before the period."""
        if day is None or self.since is None:
            return 1.0
        return RECALLED if (self.since - day).days > LONG_AGO else 1.0

    def newness(self, first: date | None, last: date | None) -> float:
        """Of something known from ``first`` to ``last``; 0 where the period has nothing of it."""
        if self.holds(first):
            return 1.0
        return OLD if self.holds(last) else 0.0


@dataclass(slots=True)
class _Writer:
    """Writes the sections one after the other and numbers the footnotes as they are asked for."""

    material: Material
    period: _Period
    notes: list[Note] = field(default_factory=list)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)

    def happenings(
        self,
        name: str,
        title: str,
        found: Iterable[Happening],
        words: Callable[[Happening, str], Iterable[Piece]],
    ) -> Section:
        """Happenings, what weighs most first; of those reported before, only what is disputed anew."""
        ranked: list[tuple[float, Happening]] = []
        for h in found:
            new = self.period.newness(h.first_published, h.last_published)
            if new == 1.0 or (new and h.disputed):
                ranked.append((h.weight * new * self.period.nearness(h.when.end), h))
        ranked.sort(key=lambda pair: (-pair[0], pair[1].when.start or date.max, pair[1].id))
        lines = [
            Line(
                tuple(words(h, self.material.cite(h.lead).sentence)),
                self._cite(h.lead, *h.entries),
                h.id,
            )
            for _, h in ranked[:LINES]
        ]
        return Section(name, title, tuple(lines), max(0, len(ranked) - LINES))

    def table(self, threads: Iterable[Thread]) -> Section:
        """Proposals that moved in the period, each with its moves in time."""
        moved: list[tuple[float, Thread, list[ThreadStep]]] = []
        for thread in threads:
            steps = [s for s in thread.steps if self.period.holds(s.known)]
            if steps:
                new = self.period.newness(thread.first_published, thread.last_published)
                moved.append((thread.weight * new, thread, steps))
        moved.sort(key=lambda m: (-m[0], m[1].id))
        lines = [line for _, t, steps in moved[:LINES] for line in self._moves(t, steps)]
        return Section("table", "On the table", tuple(lines), max(0, len(moved) - LINES))

    def _moves(self, thread: Thread, steps: Sequence[ThreadStep]) -> Iterator[Line]:
        told = steps[-STEPS:]
        yield Line(tuple(wording.thread(thread)), self._cite(told[-1].lead), thread.id)
        for step in told:
            notes = self._cite(step.lead, *step.entries)
            yield Line(tuple(wording.step(step)), notes, thread.id, level=1)

    def positions(self, cells: Iterable[Cell]) -> Section:
        """Stances that turned in the period: both sentences stand beside each other."""
        turned: list[tuple[Cell, Position, Position]] = [
            (cell, before, after)
            for cell in cells
            for before, after in cell.turns
            if self.period.holds(after.known) and {before.stance, after.stance} <= _TELLING
        ]
        turned.sort(
            key=lambda t: (-_distance(t[1].stance, t[2].stance), -t[2].confidence, t[2].entry)
        )
        lines = [
            Line(
                tuple(wording.turn(cell, before, after)),
                self._cite(before.entry, after.entry),
                cell.subject,
            )
            for cell, before, after in turned[:LINES]
        ]
        return Section("positions", "Positions changed", tuple(lines), max(0, len(turned) - LINES))

    def disputed(self, happenings: Iterable[Happening], threads: Iterable[Thread]) -> Section:
        """What accounts differ about, where one of them came in the period."""
        things: list[Happening | Thread] = [*happenings, *threads]
        found = [
            (thing.weight, d)
            for thing in things
            if self.period.holds(thing.last_published)
            for d in thing.disputed
        ]
        found.sort(key=lambda pair: (-pair[0], pair[1].id))
        lines: list[Line] = []
        for _, dispute in found[:LINES]:
            first = [c.entries[0] for c in dispute.claims[: wording.CLAIMS]]
            lines.append(Line(tuple(wording.dispute(dispute)), self._cite(*first), dispute.about))
        return Section("disputed", "Disputed", tuple(lines), max(0, len(found) - LINES))

    def said(self, quoted: Iterable[Quoted]) -> Section:
        """The lines that matter: by who speaks, what is done in saying it, and how many report it."""
        ranked = [(said_weight(q), q) for q in quoted if self.period.holds(q.account.published)]
        ranked.sort(key=lambda pair: (-pair[0], pair[1].account.entry))
        chosen = list(_of_several(q for _, q in ranked))
        lines = [
            Line(tuple(wording.utterance(q)), self._cite(q.account.entry), q.account.entry)
            for q in chosen
        ]
        return Section("said", "Said", tuple(lines), len(ranked) - len(chosen))

    def _cite(self, *entries: str) -> tuple[int, ...]:
        """The numbers of the footnotes of the entries, of each article one, the first ones."""
        numbers: dict[str, int] = {}
        for entry in entries:
            if len(numbers) == NOTES:
                break
            source = self.material.cite(entry)
            if source.article in numbers and entry != entries[0]:
                continue
            key = source.article, source.sentence
            if key not in self._known:
                self._known[key] = len(self.notes) + 1
                self.notes.append(Note(self._known[key], source))
            numbers[source.article] = self._known[key]
        return tuple(dict.fromkeys(numbers.values()))


def _distance(before: Stance, after: Stance) -> int:
    """How far a side moved: from against to for is farthest."""
    scale = {"against": 0, "undecided": 2, "for-if": 3, "for": 4}
    return abs(scale.get(before, 2) - scale.get(after, 2))


def said_weight(quoted: Quoted) -> float:
    """What an utterance weighs: who speaks × what is done in saying it × how widely it is reported."""
    statement = quoted.account.record
    speaker = quoted.account.who.get(statement.speaker or "")
    office = 1.0 if speaker and speaker.sector == "GOV" else 0.6
    act = _ACTS.get(statement.act, 0.4)
    verbatim = 1.0 if statement.form != "indirect" else 0.3
    return office * act * verbatim * statement.confidence * math.sqrt(1 + quoted.spread.origins)


def _of_several(quoted: Iterable[Quoted]) -> Iterator[Quoted]:
    """The first ones, but few of one speaker: the day has more voices than one."""
    told: Counter[str] = Counter()
    for q in quoted:
        if told.total() == LINES:
            return
        speaker = q.account.who.get(q.account.record.speaker or "")
        if speaker is not None and told[speaker.id] < OF_ONE:
            told[speaker.id] += 1
            yield q
