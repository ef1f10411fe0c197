"""Positions: rows that are cells again, in short and in full, as they were known on a day."""

from __future__ import annotations

import itertools
import json
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parley.ledger import Ledger, migrations
from parley.ledger.stands import Turn
from parley.records import pack
from parley.records.joined import Cell, Position, Who

VARA, OREL = Who("act-1", "Vara", "state", "VAR"), Who("act-2", "Orel", "state", "ORE")


def taken(side: Who, stance: str, day: int | None, known: int | None, subject: str) -> Position:
    on, told = (date(2025, 3, n) if n else None for n in (day, known))
    return Position(side, subject, f"about {subject}", stance, on, told, f"st-{day}-{known}", "art-1",
                    f"“It is {stance}.”", True)  # fmt: skip


def cell(*history: Position) -> Cell:
    now = history[-1]
    turns = tuple((a, b) for a, b in itertools.pairwise(history) if a.stance != b.stance)
    return Cell(now.side, now.subject, now.topic, now, history, turns)


CELLS = [
    cell(taken(VARA, "against", 1, 2, "Ce"), taken(VARA, "for-if", 5, 6, "Ce"), taken(VARA, "for", 4, 9, "Ce")),
    cell(taken(OREL, "for", None, 3, "Ce")),
    cell(taken(VARA, "for", 3, None, "thr-1"), taken(VARA, "against", 7, 8, "thr-1")),
]  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger.open(tmp_path / "positions.db") as opened:
        opened.settle_joined(cells=(CELLS, None))
        yield opened


def test_cells_are_what_was_put_in(ledger: Ledger) -> None:
    assert ledger.cells() == CELLS
    assert ledger.cells(side="act-2") == ledger.cells(country="ORE") == CELLS[1:2]
    assert ledger.cells(places=[("act-1", "thr-1"), ("act-1", "Ce")]) == [CELLS[0], CELLS[2]]


def test_on_a_day_only_what_was_known_counts(ledger: Ledger) -> None:
    first, second, _third = CELLS[0].history
    assert ledger.cells(side="act-1", as_of=date(2025, 3, 7)) == [cell(first, second)]
    # What nobody knows the day of was known on no day, and the turn from it neither.
    after = ledger.cells(places=[("act-1", "thr-1")], as_of=date(2025, 3, 9))
    assert after == [replace(cell(CELLS[2].now), turns=())]
    assert ledger.cells(as_of=date(2025, 3, 1)) == []


def test_those_who_changed_their_mind(ledger: Ledger) -> None:
    assert ledger.cells(turned=True) == [CELLS[0], CELLS[2]]
    assert ledger.cells(turned=True, turned_since=date(2025, 3, 9)) == [CELLS[0]]
    assert ledger.cells(turned=True, as_of=date(2025, 3, 5)) == []


def test_in_short(ledger: Ledger) -> None:
    vara, orel, on_thread = ledger.stands()
    assert (vara.side, vara.stance, vara.positions, vara.now) == (
        VARA,
        "for",
        3,
        ("act-1", "Ce", 2),
    )
    assert (vara.first, vara.last) == (date(2025, 3, 1), date(2025, 3, 4))
    assert vara.turns == (
        Turn(1, date(2025, 3, 5), "against", "for-if"),
        Turn(2, date(2025, 3, 4), "for-if", "for"),
    )
    assert (orel.last, orel.turns) == (date(2025, 3, 3), ())
    assert [t.after for t in on_thread.turns] == ["against"]
    (then,) = ledger.stands(side="act-1", as_of=date(2025, 3, 5))
    assert (then.stance, then.positions, then.turns) == ("against", 1, ())


def test_single_positions(ledger: Ledger) -> None:
    spots = {("act-1", "Ce", 1), ("act-2", "Ce", 0), ("act-2", "Ce", 7)}
    found = ledger.positions(spots)
    assert found == {("act-1", "Ce", 1): CELLS[0].history[1], ("act-2", "Ce", 0): CELLS[1].now}


def test_cells_come_and_go_one_by_one(ledger: Ledger) -> None:
    other = cell(taken(OREL, "against", 8, 9, "Ce"))
    ledger.settle_joined(cells=([other], [("act-2", "Ce"), ("act-1", "thr-1")]))
    assert ledger.cells() == [CELLS[0], other]


def test_cells_of_an_older_ledger_become_positions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "older.db"
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", 8)
        Ledger.open(path).close()
    with sqlite3.connect(path) as raw:
        rows = [(c.side.id, c.subject, c.stance, None, json.dumps(pack(c))) for c in CELLS]
        raw.executemany("INSERT INTO cell VALUES (?, ?, ?, ?, ?)", rows)
    with Ledger.open(path) as brought:
        assert brought.cells() == CELLS
        assert next(s.turns for s in brought.stands(as_of=date(2025, 3, 8))) == (
            Turn(1, date(2025, 3, 5), "against", "for-if"),
        )
