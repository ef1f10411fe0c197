"""Hostile files through the whole pipeline: clear problems, never a traceback, a whole ledger.

``PARLEY_FUZZ=10000`` runs more of them.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import WORST, hostile

from parley.cli.columns import COLUMNS, NOTES
from parley.cli.listing import ASKED, MAKERS
from parley.cli.tables import printable, table
from parley.desk import Desk, open_desk
from parley.spans import Span

NUMBER = int(os.environ.get("PARLEY_FUZZ", "40"))
BATCH = 200
"""Files read in one run."""
HUGE = 200_000
"""Bytes: larger files are left to the tests of ingest, for the time that reading them takes …"""
PACKED = 1_000
"""… and so are packed ones above this: a bomb of 200 kB unpacks to 300 MB."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with open_desk(tmp_path_factory.mktemp("fuzz") / "fuzz.db") as made:
        yield made


def read_all(desk: Desk, folder: Path, start: int, end: int) -> int:
    """Read the hostile files of these numbers, a folder at a time; how many articles were new."""
    new = 0
    for first in range(start, end, BATCH):
        batch = folder / str(first)
        batch.mkdir()
        for index in range(first, min(first + BATCH, end)):
            suffix, data = hostile(index)
            if len(data) <= (PACKED if suffix.endswith(".gz") else HUGE):
                (batch / f"{index:05d}{suffix}").write_bytes(data)
        told: list[str] = []
        report = desk.read([batch], on_problem=told.append)
        for words in told:
            assert "internal error" not in words
            assert printable(words) == words
            assert "\n" not in words
        assert len(told) >= len(report.failed) + len(report.remarks)
        new += report.new
    return new


def test_hostile_files_make_a_whole_ledger(desk: Desk, tmp_path: Path) -> None:
    assert read_all(desk, tmp_path, len(WORST), len(WORST) + NUMBER) > NUMBER // 10
    check_ledger(desk)
    check_tables(desk)


def test_the_worst_files_that_are_small(desk: Desk, tmp_path: Path) -> None:
    read_all(desk, tmp_path, 0, len(WORST))
    check_ledger(desk)


def check_ledger(desk: Desk) -> None:
    """SQLite finds it whole, nothing is left to settle, and every span says what the text says."""
    with sqlite3.connect(desk.ledger.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        broken = connection.execute(
            "SELECT count(*) FROM evidence JOIN entry ON entry.pk = evidence.entry "
            "JOIN article ON article.pk = entry.article "
            'WHERE substr(article.text, "start" + 1, "end" - "start") <> exact'
        )
        assert broken.fetchone() == (0,)
    assert desk.ledger.unsettled() == []
    for article, extraction in desk.ledger.everything():
        for span in all_spans((article, extraction)):
            assert 0 <= span.start < span.end <= len(article.text)


def all_spans(record: Any) -> Iterator[Span]:
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple | list):
        for item in record:
            yield from all_spans(item)
    elif hasattr(record, "__dataclass_fields__"):
        for name in record.__dataclass_fields__:
            yield from all_spans(getattr(record, name))


def check_tables(desk: Desk) -> None:
    """Whatever was in the files, a table is text in lines that fit."""
    for listing, maker in MAKERS.items():
        asked, always = ASKED.get(listing, (listing, {}))
        bound = {} if asked == "positions" else {"limit": 200}
        rows = [maker(row) for row in getattr(desk, asked)(**bound, **always)]
        if rows:
            for line in "\n".join(table(rows, COLUMNS[listing], 80, notes=NOTES)).split("\n"):
                assert line.isprintable()
    assert desk.brief().sections
