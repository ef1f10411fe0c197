"""Opening: what is made, what is refused, and with which words."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from ledger_cases import RUN, case, cases

from parley.errors import (
    LedgerError,
    NewerLedgerError,
    NotALedgerError,
    ReadOnlyLedgerError,
)
from parley.ledger import Ledger, migrations, sqlite


def filled(path: Path, count: int = 2) -> Path:
    with Ledger.open(path) as ledger:
        for article, extraction in cases(range(count)):
            ledger.add(article, extraction, run=RUN)
    return path


def test_a_new_ledger_is_made_and_stands_alone_when_closed(tmp_path: Path) -> None:
    path = filled(tmp_path / "new é?#.db")
    assert os.listdir(tmp_path) == ["new é?#.db"]
    with Ledger.open(str(path), mode="read") as ledger:
        assert ledger.counts().articles == 2
    assert os.listdir(tmp_path) == ["new é?#.db"]


def test_an_empty_file_becomes_a_ledger_but_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(NotALedgerError, match="is empty"):
        Ledger.open(path, mode="read")
    with Ledger.open(path) as ledger:
        assert ledger.articles() == []


@pytest.mark.parametrize("mode", ["read", "write"])
def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path, mode: str) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("The envoy met officials." * 100)
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE photos (name TEXT)")
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"\x01" * 500)
    for path, words in (
        (text, "is not a ledger"),
        (foreign, "database of another program"),
        (broken, "is not a ledger|is damaged"),
        (tmp_path, "is a folder"),
    ):
        before = None if path.is_dir() else path.read_bytes()
        with pytest.raises(LedgerError, match=words) as raised:
            Ledger.open(path, mode=mode)
        assert str(path) in str(raised.value)
        assert before is None or path.read_bytes() == before


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger here; make one with"):
        Ledger.open(tmp_path / "none.db", mode="read")
    with pytest.raises(LedgerError, match="its folder does not exist"):
        Ledger.open(tmp_path / "no" / "none.db")
    assert not list(tmp_path.iterdir())


def test_a_newer_ledger_says_so(tmp_path: Path) -> None:
    path = filled(tmp_path / "newer.db")
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO migration VALUES (99, 'm0099_later')")
    for mode in ("read", "write"):
        with pytest.raises(NewerLedgerError, match=r"newer Parley \(schema 99.*upgrade Parley"):
            Ledger.open(path, mode=mode)


def test_an_older_ledger_is_brought_up_to_date_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = filled(tmp_path / "older.db")

    def up(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE extra (n INTEGER)")

    later = SimpleNamespace(__name__="x.m0004_extra", up=up)
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, later))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    for _ in range(2):
        with Ledger.open(path, mode="read") as ledger:
            assert ledger.counts().articles == 2
    (told,) = caplog.messages
    version = migrations.VERSION
    assert f"older.db: brought up to date, from schema {version - 1} to {version}" in told
    with sqlite3.connect(path) as raw:
        names = [n for (n,) in raw.execute("SELECT name FROM migration ORDER BY number")]
        assert names[-1] == "m0004_extra"
        assert raw.execute("SELECT count(*) FROM extra").fetchone() == (0,)


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "fails.db")

    def up(connection: object) -> None:
        connection.exec_driver_sql("CREATE TABLE half (n INTEGER)")
        raise RuntimeError("in the middle")

    later = SimpleNamespace(__name__="x.m0004_fails", up=up)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, later))
        patch.setattr(migrations, "VERSION", migrations.VERSION + 1)
        with pytest.raises(RuntimeError, match="in the middle"):
            Ledger.open(path)
    with sqlite3.connect(path) as raw:
        assert not raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone()
    with Ledger.open(path) as ledger:
        assert ledger.counts().articles == 2


def test_reading_only(tmp_path: Path) -> None:
    path = filled(tmp_path / "read.db")
    with Ledger.open(path, mode="read") as ledger:
        with pytest.raises(ReadOnlyLedgerError, match="opened for reading only"):
            ledger.add(*case(7), run=RUN)
        assert len(ledger.events()) == 6


def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "locked.db")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ReadOnlyLedgerError, match="cannot be written; copy it"):
        Ledger.open(path)
    monkeypatch.undo()
    with Ledger.open(path) as ledger:  # turns read-only while it is open
        ledger._engine.dispose()
        ledger._engine = sqlite._engine(path, "mode=ro")
        with pytest.raises(ReadOnlyLedgerError, match="cannot be written"):
            ledger.add(*case(7), run=RUN)


@pytest.mark.skipif(not hasattr(os, "fork") or os.geteuid() != 0, reason="changes its user")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    path = filled(tmp_path / "folder" / "read.db")
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    child = os.fork()
    if child == 0:  # as somebody who owns nothing here
        try:
            os.setgid(65534)
            os.setuid(65534)
            with Ledger.open(path, mode="read") as ledger:
                fine = ledger.counts().articles == 2
            with pytest.raises(ReadOnlyLedgerError):
                Ledger.open(path)
            with pytest.raises(LedgerError, match="cannot be opened"):
                Ledger.open(path.with_name("new.db"))
        except BaseException:
            fine = False
        os._exit(0 if fine else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_read_only_folder_is_read_as_immutable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path / "cd.db")
    real, asked = sqlite._engine, []

    def engine(where: Path, options: str, *pragmas: str) -> object:
        asked.append(options)
        return real(where, "mode=ro&vfs=none" if options == "mode=rw" else options, *pragmas)

    monkeypatch.setattr(sqlite, "_engine", engine)

    class Cannot(sqlite3.OperationalError):
        sqlite_errorcode = sqlite3.SQLITE_CANTOPEN

    def connect(address: str, **options: object) -> sqlite3.Connection:
        if "vfs=none" in address:
            raise Cannot("unable to open database file")
        return real_connect(address, **options)

    real_connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    with Ledger.open(path, mode="read") as ledger:
        assert ledger.counts().articles == 2
    assert asked == ["mode=rw", "immutable=1"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "another program has held it for 60 seconds; try again"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_IOERR, "the disk does not answer"),
        (sqlite3.SQLITE_CORRUPT, "is damaged"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
    ],
)
def test_errors_that_a_user_can_act_on_are_told_in_words(code: int, words: str) -> None:
    error = sqlite3.OperationalError("inner words")
    error.sqlite_errorcode = code
    with pytest.raises(LedgerError, match=words), sqlite.translated(Path("a.db")):
        raise error


def test_bugs_stay_bugs() -> None:
    with pytest.raises(sqlite3.OperationalError), sqlite.translated(Path("a.db")):
        raise sqlite3.OperationalError("no such column: x")
