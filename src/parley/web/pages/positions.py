"""Positions: who stands where on what, in whose words, and who changed their mind when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fastapi import Response

from parley.ledger import Stand
from parley.ledger.stands import Place, Spot, Turn
from parley.records.joined import Cell, Position, Stance, Who
from parley.web.heaviest import facet
from parley.web.router import Pages
from parley.web.views import Asked, View

router = Pages()

STANCES: Final[dict[Stance, tuple[str, str]]] = {
    "for": ("✓", "for"),
    "for-if": ("if", "for, on a condition"),
    "undecided": ("?", "undecided"),
    "against": ("✕", "against"),
    "silent": ("·", "silent"),
}
"""Stance → its sign and words."""

SIDES: Final = 16
SUBJECTS: Final = 9
"""Rows and columns of the matrix that a page has room for."""
TURNS: Final = 40

FIELDS: Final = (
    "side", "side_id", "subject", "topic", "stance", "condition", "day", "known", "speaker", "direct", "words",
    "entry", "article", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A column of the matrix: an issue or a proposal, with how many sides speak to it."""

    id: str
    topic: str
    sides: int

    @property
    def proposal(self) -> bool:
        """Whether it is a thread."""
        return self.id.startswith("thr-")


@router.get("/positions")
def positions(view: Asked) -> Response:
    """The matrix, the changes, and of one side on one subject the whole history."""
    stands = _asked(view)
    if view.format != "html":
        total = sum(s.positions for s in stands)
        return view.rows(
            lambda limit, offset: _told(view, stands, limit, offset), _row, FIELDS, total
        )
    subjects = _subjects(stands)
    sheet = view.sheet(lambda limit, offset: subjects[offset : offset + limit], len(subjects))
    start = (view.number - 1) * SUBJECTS
    columns = subjects[start : start + SUBJECTS]
    shown = {s.id for s in columns}
    inside = [s for s in stands if s.subject in shown]
    speaking = {s.side.id for s in inside}
    sides = [s for s in _sides(stands) if s.id in speaking]
    rows = {s.id for s in sides[:SIDES]}
    turns = _turned(stands)
    cells = {s.place: s for s in inside if s.side.id in rows}
    told = view.desk.ledger.positions({s.now for s in cells.values()} | _around(turns))
    return view.page(
        "positions.html",
        cells=cells,
        told=told,
        columns=columns,
        sides=sides[:SIDES],
        sides_left=max(len(sides) - SIDES, 0),
        more=start + SUBJECTS < len(subjects),
        total=len(subjects),
        sheet=sheet,
        groups=_groups(inside, columns),
        turns=[(s, told[*s.place, t.number - 1], told[*s.place, t.number]) for s, t in turns],
        history=_cells(view, [stands[0].place])[stands[0].place] if len(stands) == 1 else None,
        stances=STANCES,
        facets=_facets(stands, subjects),
        names={s.side.id: s.side.name for s in stands} | {s.id: s.topic for s in subjects},
    )


def _facets(stands: Sequence[Stand], subjects: Sequence[Subject]) -> dict[str, Any]:
    names = {s.side.id: s.side.name for s in stands}
    return {
        "side": facet((s.side.id for s in stands), names, 14),
        "subject": [(s.id, s.topic, s.sides) for s in subjects[:14]],
        "stance": facet((s.stance for s in stands), {k: v[1] for k, v in STANCES.items()}),
    }


def _asked(view: View) -> list[Stand]:
    """Where the sides stand that the view's filters leave."""
    chosen, stances = view.many("side"), set(view.many("stance"))
    subjects = view.many("subject")
    since, until = view.day("since"), view.day("until")
    found = [
        stand
        for side in chosen or (None,)
        for stand in view.desk.stands(
            side=side,
            subject=subjects[0] if len(subjects) == 1 else None,
            country=view.one("country"),
            as_of=view.on_day,
        )
    ]
    return [
        s
        for s in found
        if (not stances or s.stance in stances)
        and (len(subjects) < 2 or s.subject in subjects)
        and (since is None or (s.last or date.min) >= since)
        and (until is None or (s.first or date.max) <= until)
    ]


def _cells(view: View, places: Collection[Place]) -> dict[Place, Cell]:
    """The whole cells of these sides and subjects."""
    found = view.desk.positions(places=places, as_of=view.on_day)
    return {(c.side.id, c.subject): c for c in found}


def _told(view: View, stands: Sequence[Stand], limit: int, offset: int) -> list[Position]:
    """Some of all positions, one after the other."""
    wanted, skipped, at = [], 0, 0
    for stand in stands:
        if at >= offset + limit:
            break
        if at + stand.positions > offset:
            wanted.append(stand.place)
        else:
            skipped += stand.positions
        at += stand.positions
    cells = _cells(view, wanted)
    found = [p for place in wanted for p in cells[place].history]
    return found[offset - skipped :][:limit]


def _subjects(stands: Sequence[Stand]) -> list[Subject]:
    """Subjects on which most sides have spoken first."""
    counts = Counter(s.subject for s in stands)
    topics = {s.subject: s.topic for s in stands}
    weight = Counter[str]()
    for stand in stands:
        weight[stand.subject] += stand.positions
    ranked = sorted(counts, key=lambda s: (-counts[s], -weight[s], topics[s], s))
    return [Subject(s, topics[s], counts[s]) for s in ranked]


def _sides(stands: Sequence[Stand]) -> list[Who]:
    """Sides that speak to most subjects first."""
    counts = Counter(s.side.id for s in stands)
    who = {s.side.id: s.side for s in stands}
    return [who[i] for i in sorted(counts, key=lambda i: (-counts[i], who[i].name, i))]


def _groups(
    stands: Sequence[Stand], columns: Sequence[Subject]
) -> list[tuple[Subject, list[tuple[Stance, list[Stand]]]]]:
    """Each subject with its sides by stance: the matrix for narrow screens."""
    of: defaultdict[tuple[str, Stance], list[Stand]] = defaultdict(list)
    for stand in stands:
        of[stand.subject, stand.stance].append(stand)
    return [
        (s, [(stance, of[s.id, stance]) for stance in STANCES if of[s.id, stance]]) for s in columns
    ]


def _turned(stands: Sequence[Stand]) -> list[tuple[Stand, Turn]]:
    """Changes of position, the latest first."""
    found = [(s, turn) for s in stands for turn in s.turns]
    found.sort(key=lambda t: (t[1].day or date.min, *t[0].place, t[1].number), reverse=True)
    return found[:TURNS]


def _around(turns: Sequence[tuple[Stand, Turn]]) -> set[Spot]:
    """Where the positions before and after changes stand."""
    return {(*s.place, number) for s, t in turns for number in (t.number - 1, t.number)}


def _row(position: Position) -> dict[str, Any]:
    return {
        "side": position.side.name,
        "side_id": position.side.id,
        "subject": position.subject,
        "topic": position.topic,
        "stance": position.stance,
        "condition": position.condition,
        "day": position.day,
        "known": position.known,
        "speaker": position.speaker.name if position.speaker else None,
        "direct": position.direct,
        "words": position.words,
        "entry": position.entry,
        "article": position.article,
        "confidence": round(position.confidence, 3),
    }
