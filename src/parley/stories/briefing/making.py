"""Choosing what a brief tells: what became known since a day, by consequence, newness and sureness.

News is what was *published* in the period, whenever it took place: a strike of last week that was first reported
today is news, one that was reported before is not, unless its accounts changed. Nothing is told twice: of two entries
of one sentence the weightier one is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final

from parley.records import (
    Cell,
    EventType,
    Happening,
    Status,
    Thread,
    ThreadStep,
)
from parley.stories.briefing import ranking, wording
from parley.stories.briefing.parts import Brief, Line, Material, Note, Piece, Quoted, Section
from parley.stories.briefing.support import best_sentence
from parley.stories.threads.steps import day_of

LINES: Final = 6
"""Most things in a section: a brief is to be read in five minutes, not searched."""

CONSIDERED: Final = 4 * LINES
"""Things of a section, the weightiest, whose sentences are looked at."""

STEPS: Final = 3
"""Most moves that are told of one proposal, the surest and most widely reported."""

GROUND: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST, EventType.RETREAT}
)
NOTES: Final = 3
"""Most footnotes of a line: the entry that tells it best, then those of other outlets."""

OF_ONE: Final = 2
"""Most lines of one speaker."""

_TELLING: Final = frozenset({"for", "for-if", "against", "undecided"})


def make_brief(
    material: Material, *, since: date | None = None, until: date | None = None, focus: str = ""
) -> Brief:
    """The brief of what became known from ``since`` to ``until``, both inclusive."""
    writer = _Writer(material, ranking.Period(since, until))
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


@dataclass(slots=True)
class _Writer:
    """Writes the sections one after the other and numbers the footnotes as they are asked for."""

    material: Material
    period: ranking.Period
    notes: list[Note] = field(default_factory=list)
    _known: dict[tuple[str, str], int] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def happenings(
        self,
        name: str,
        title: str,
        found: Iterable[Happening],
        words: Callable[[Happening, str], Iterable[Piece]],
    ) -> Section:
        """Happenings, what weighs most first; of those reported before, only what is disputed anew."""
        ranked = ranking.heaviest((ranking.of_happening(h, self.period), h) for h in found)
        lines: list[Line] = []
        for h, lead in self._borne_out(ranked[:CONSIDERED]):
            sentence = self.material.cite(lead).sentence
            if len(lines) < LINES and self._is_new(sentence):
                notes = self._cite(lead, *h.entries)
                lines.append(Line(tuple(words(h, sentence)), notes, h.id))
        return Section(name, title, tuple(lines), len(ranked) - len(lines))

    def _borne_out(self, ranked: Iterable[ranking.Weighed]) -> Iterator[tuple[Happening, str]]:
        """The happenings, each with the entry whose sentence bears it out best; those first of which one does."""
        leads: dict[str, str] = {}
        found = []
        for weight, h in ranked:
            leads[h.id], support = best_sentence(h, self.material.cite)
            found.append((weight * support, h))
        for _, h in ranking.heaviest(found):
            yield h, leads[h.id]

    def _is_new(self, sentence: str) -> bool:
        """Whether there is a sentence that no line told yet; from now on it is told."""
        new = bool(sentence) and sentence not in self._told
        self._told.add(sentence)
        return new

    def table(self, threads: Iterable[Thread]) -> Section:
        """Proposals that moved in the period, each with its moves in time."""
        moved: list[tuple[float, Thread, list[ThreadStep]]] = []
        for thread in threads:
            steps = [s for s in thread.steps if self.period.holds(s.known) and ranking.is_sure(s)]
            if steps:
                moved.append((ranking.of_thread(thread, steps, self.period), thread, steps))
        moved.sort(key=lambda m: (-m[0], m[1].id))
        lines: list[Line] = []
        told = 0
        for _, thread, steps in moved:
            chosen = self._chosen(steps) if told < LINES else []
            if chosen:
                told += 1
                lines += self._moves(thread, chosen)
        return Section("table", "On the table", tuple(lines), len(moved) - told)

    def _chosen(self, steps: Sequence[ThreadStep]) -> list[ThreadStep]:
        """The moves that are told, in time; none whose sentence is told already."""
        surest = sorted(steps, key=lambda s: (-ranking.sureness(s), s.lead))
        chosen = list(islice((s for s in surest if self._is_new(s.words)), STEPS))
        return [s for s in steps if s in chosen]

    def _moves(self, thread: Thread, steps: Sequence[ThreadStep]) -> Iterator[Line]:
        state = _state_move(thread) or steps[-1]
        yield Line(tuple(wording.thread(thread)), self._cite(state.lead), thread.id)
        for step in steps:
            notes = self._cite(step.lead, *step.entries)
            yield Line(tuple(wording.step(thread, step)), notes, thread.id, level=1)

    def positions(self, cells: Iterable[Cell]) -> Section:
        """Stances that turned in the period: both sentences stand beside each other."""
        turned = [
            (cell, before, after)
            for cell in cells
            for before, after in cell.turns
            if self.period.holds(after.known) and {before.stance, after.stance} <= _TELLING
        ]
        turned.sort(key=ranking.of_turn)
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
            (ranking.of_dispute(d, thing.weight, self.period), d)
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
        ranked = [
            (ranking.said_weight(q), q) for q in quoted if self.period.holds(q.account.published)
        ]
        ranked.sort(key=lambda pair: (-pair[0], pair[1].account.entry))
        chosen = list(_of_several(q for _, q in ranked))
        lines = [
            Line(tuple(wording.utterance(q)), self._cite(q.account.entry), q.account.entry)
            for q in chosen
        ]
        return Section("said", "Said", tuple(lines), self.material.spoken - len(chosen))

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


def _state_move(thread: Thread) -> ThreadStep | None:
    """The move that brought a proposal to where it stands."""
    return next(
        (
            s
            for s in thread.steps
            if s.step is thread.state and s.status is Status.ACTUAL and day_of(s) == thread.since
        ),
        None,
    )


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
