"""Positions: who stands where on what, in whose words, and who changed their mind when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Response

from parley.records.joined import Cell, Position, Stance, Who
from parley.web.heaviest import facet
from parley.web.views import Asked, View

router = APIRouter()

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
    cells = [c for c in _asked(view) if c.now]
    if view.format != "html":
        rows = [_row(p) for c in cells for p in (c.history or ((c.now,) if c.now else ()))]
        return view.rows(
            lambda limit, offset: rows[offset : offset + limit], dict, FIELDS, len(rows)
        )
    subjects = _subjects(cells)
    sides = _sides(cells)
    sheet = view.sheet(lambda limit, offset: subjects[offset : offset + limit], len(subjects))
    start = (view.number - 1) * SUBJECTS
    columns = subjects[start : start + SUBJECTS]
    shown = {s.id for s in columns}
    rows_ = [s for s in sides if any(c.side.id == s.id and c.subject in shown for c in cells)]
    return view.page(
        "positions.html",
        cells={(c.side.id, c.subject): c for c in cells},
        columns=columns,
        sides=rows_[:SIDES],
        sides_left=max(len(rows_) - SIDES, 0),
        more=start + SUBJECTS < len(subjects),
        total=len(subjects),
        sheet=sheet,
        groups=_groups(cells, columns),
        turns=_turns(cells),
        history=cells[0] if len(cells) == 1 else None,
        stances=STANCES,
        facets={
            "side": facet((c.side.id for c in cells), {c.side.id: c.side.name for c in cells}, 14),
            "subject": [(s.id, s.topic, s.sides) for s in subjects[:14]],
            "stance": facet((c.stance for c in cells), {k: v[1] for k, v in STANCES.items()}),
        },
        names={c.side.id: c.side.name for c in cells} | {s.id: s.topic for s in subjects},
    )


def _asked(view: View) -> list[Cell]:
    """The cells that the view's filters leave."""
    chosen, stances = view.many("side"), set(view.many("stance"))
    subjects = view.many("subject")
    since, until = view.day("since"), view.day("until")
    found = [
        cell
        for side in chosen or (None,)
        for cell in view.desk.positions(
            side=side,
            subject=subjects[0] if len(subjects) == 1 else None,
            country=view.one("country"),
            as_of=view.on_day,
        )
    ]
    return [
        c
        for c in found
        if (not stances or c.stance in stances)
        and (len(subjects) < 2 or c.subject in subjects)
        and (since is None or (_last(c) or date.min) >= since)
        and (until is None or (_first(c) or date.max) <= until)
    ]


def _day(position: Position) -> date | None:
    return position.day or position.known


def _last(cell: Cell) -> date | None:
    return _day(cell.now) if cell.now else None


def _first(cell: Cell) -> date | None:
    days = [d for p in cell.history if (d := _day(p))]
    return min(days, default=_last(cell))


def _subjects(cells: Sequence[Cell]) -> list[Subject]:
    """Subjects on which most sides have spoken first."""
    counts = Counter(c.subject for c in cells)
    topics = {c.subject: c.topic for c in cells}
    weight = Counter[str]()
    for cell in cells:
        weight[cell.subject] += len(cell.history) or 1
    ranked = sorted(counts, key=lambda s: (-counts[s], -weight[s], topics[s], s))
    return [Subject(s, topics[s], counts[s]) for s in ranked]


def _sides(cells: Sequence[Cell]) -> list[Who]:
    """Sides that speak to most subjects first."""
    counts = Counter(c.side.id for c in cells)
    who = {c.side.id: c.side for c in cells}
    return [who[i] for i in sorted(counts, key=lambda i: (-counts[i], who[i].name, i))]


def _groups(
    cells: Sequence[Cell], columns: Sequence[Subject]
) -> list[tuple[Subject, list[tuple[Stance, list[Cell]]]]]:
    """Each subject with its sides by stance: the matrix for narrow screens."""
    of: defaultdict[tuple[str, Stance], list[Cell]] = defaultdict(list)
    for cell in cells:
        of[cell.subject, cell.stance].append(cell)
    return [
        (s, [(stance, of[s.id, stance]) for stance in STANCES if of[s.id, stance]]) for s in columns
    ]


def _turns(cells: Sequence[Cell]) -> list[tuple[Cell, Position, Position]]:
    """Changes of position, the latest first."""
    found = [(c, before, after) for c in cells for before, after in c.turns]
    found.sort(key=lambda t: (_day(t[2]) or date.min, t[0].side.id, t[0].subject), reverse=True)
    return found[:TURNS]


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
