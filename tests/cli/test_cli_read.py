"""``parley read``: problems in one line each, progress on a terminal only, Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_cases import CASE, Parley

from parley.ledger import Ledger

STORY = (
    "GENEVA — The foreign minister of Norland, Ana Petrić, said on Monday that talks with Sudland had gone "
    "well.\n\n“We are closer than ever,” Petrić told reporters. Sudland's envoy, Olaf Brenner, denied it.\n"
)


def test_reading_again_changes_nothing(parley: Parley, own_ledger: Path) -> None:
    done = parley("read", CASE, "--ledger", own_ledger)
    assert done.code == 0
    assert "0 new, 17 known" in done.err
    assert done.out == ""


def test_bad_files_are_told_one_by_one_and_the_rest_goes_on(parley: Parley, tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    (folder / "a-good.txt").write_text(STORY)
    (folder / "b-empty.txt").write_text("")
    (folder / "c-binary.txt").write_bytes(bytes(range(256)) * 40)
    lines = [json.dumps({"text": STORY + str(n), "date": "2025-03-11"}) for n in range(2)]
    (folder / "d-lines.jsonl").write_text("\n".join([lines[0], "{broken", lines[1]]))
    done = parley("read", folder, tmp_path / "none", "--ledger", tmp_path / "l.db")
    assert done.code == 1
    *problems, summary, holds = done.err.splitlines()
    assert len(problems) == 4
    for name in ("b-empty.txt", "c-binary.txt", "d-lines.jsonl, line 2", "none"):
        assert sum(name in problem for problem in problems) == 1, done.err
    assert summary == "read 3 articles: 3 new, 0 known; 4 failed"
    assert holds.startswith("the ledger holds 3 articles")


def test_problems_stay_where_quiet_is_asked(parley: Parley, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    ledger = tmp_path / "l.db"
    done = parley("read", tmp_path / "a.txt", tmp_path / "none", "--ledger", ledger, "--quiet")
    assert done.code == 1
    assert done.err.count("\n") == 1


def test_the_summary_as_json(parley: Parley, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    done = parley("read", tmp_path / "a.txt", "--json", "--ledger", tmp_path / "l.db")
    report = json.loads(done.out)
    assert (report["new"], report["failed"]) == (1, [])
    assert report["entries"]["articles"] == 1


def test_standard_input_with_what_the_user_knows(parley: Parley, tmp_path: Path) -> None:
    here = ("--ledger", tmp_path / "l.db")
    known = ("--publisher", "Example Times", "--published", "2025-03-11")
    assert parley("read", "-", *known, *here, stdin=STORY.encode()).code == 0
    (row,) = json.loads(parley("articles", "--json", *here).out)
    assert (row["publisher"], row["published"]) == ("Example Times", "2025-03-11")


def test_a_ledger_that_cannot_be_written(parley: Parley, tmp_path: Path) -> None:
    done = parley("read", CASE, "--ledger", tmp_path / "no such folder" / "l.db")
    assert done.code == 1
    assert done.err.count("\n") == 1


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "parley", "read", "a.txt", "none", "--ledger", "l.db"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux says so where the other end is closed
        pass
    assert running.wait() == 1
    assert b"articles" in shown
    assert b"\x1b[" in shown
    assert b"none: there is no such file" in shown


def many_articles(folder: Path, number: int) -> Path:
    path = folder / "many.jsonl"
    lines = (json.dumps({"text": f"{STORY}\nIt was round {n}.", "id": n}) for n in range(number))
    path.write_text("\n".join(lines))
    return path


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_ctrl_c_leaves_a_whole_ledger(parley: Parley, tmp_path: Path) -> None:
    source, ledger = many_articles(tmp_path, 3000), tmp_path / "l.db"
    command = [sys.executable, "-m", "parley", "read", str(source), "--ledger", str(ledger)]
    # Where the tests run in the background the signal is ignored, and a process inherits that.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, ours)
    deadline = time.monotonic() + 120
    while not articles_in(ledger) and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert running.returncode == 130, err[-2000:]
    assert "Traceback" not in err
    assert err.strip().splitlines()[-1].startswith("parley: stopped; the ledger is whole")
    with sqlite3.connect(ledger) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Ledger.open(ledger, mode="read") as whole:
        assert whole.unsettled() == []
        assert 0 < len(whole.articles()) < 3000
    assert parley("statements", "--ledger", ledger, "--limit", "1").code == 0


def articles_in(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            (number,) = connection.execute("SELECT count(*) FROM article").fetchone()
            return int(number)
    except sqlite3.OperationalError:  # its tables are being made
        return 0


def test_many_bad_lines_are_counted_not_all_told(parley: Parley, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text": "x"}\n' + "broken\n" * 500)
    done = parley("read", tmp_path / "bad.jsonl", "--ledger", tmp_path / "l.db")
    assert done.code == 1
    assert done.err.count("\n") == 100 + 1 + 2
    assert "and 401 more" in done.err
    assert "501 failed" in done.err
