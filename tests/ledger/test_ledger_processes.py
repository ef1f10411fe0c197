"""Several processes on one ledger, and processes that die: the ledger stays whole."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

from ledger_cases import RUN, article, cases

from parley.ledger import LearnedFurniture, Ledger, Query, StoryOf
from parley.ledger.facets import all_facets
from parley.records import pack

FILL = """
import sys
sys.path.insert(0, sys.argv[1])
from ledger_cases import RUN, cases
from parley.ledger import Ledger
print("ready", flush=True)
sys.stdin.readline()
with Ledger.open(sys.argv[2]) as ledger:
    for one, yielded in cases(range(int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))):
        ledger.add(one, yielded, run=RUN, lines=["share"])
        print(one.id, flush=True)
"""


def start(path: Path, first: int, last: int, step: int = 1) -> subprocess.Popen[str]:
    here = str(Path(__file__).parent)
    numbers = [str(n) for n in (first, last, step)]
    process = subprocess.Popen(
        [sys.executable, "-c", FILL, here, str(path), *numbers],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def exported(path: Path) -> list[str]:
    with Ledger.open(path, mode="read") as ledger:
        return [json.dumps([pack(a), pack(e)], sort_keys=True) for a, e in ledger.everything()]


def whole(path: Path) -> int:
    """Check every rule on a ledger as it lies there; the number of its articles."""
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("article_search", "entry_search"):
            raw.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    raw.close()
    with Ledger.open(path) as ledger:
        count = 0
        for one, yielded in ledger.everything():
            count += 1
            for entry, _ in all_facets(yielded):
                selectors = ledger.get(entry.record.id).selectors
                assert [(s.start, s.end) for s in selectors] == list(entry.evidence)
                assert all(one.text[s.start : s.end] == s.exact for s in selectors)
            assert len(ledger.readings(one.id)) == 1
    return count


def test_two_processes_fill_one_ledger_as_one_would(tmp_path: Path) -> None:
    """Both open the ledger at once, so that they make it together too; they overlap by ten articles."""
    writers = [start(tmp_path / "two.db", 0, 50), start(tmp_path / "two.db", 40, 90)]
    for writer in writers:
        go(writer)
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with Ledger.open(tmp_path / "one.db") as ledger:
        for one, yielded in cases(range(90)):
            ledger.add(one, yielded, run=RUN)
    assert exported(tmp_path / "two.db") == exported(tmp_path / "one.db")
    assert whole(tmp_path / "two.db") == 90


def test_a_writer_killed_in_the_middle_leaves_a_whole_ledger(tmp_path: Path) -> None:
    path, said = tmp_path / "killed.db", set[str]()
    for at, moment in enumerate((0.0, 0.02, 0.05, 0.11)):
        writer = start(path, 1000 * at, 1000 * at + 999)
        go(writer)
        assert writer.stdout is not None
        if at:
            said.add(writer.stdout.readline().strip())
        time.sleep(moment)
        writer.send_signal(signal.SIGKILL)
        said |= {line.strip() for line in writer.stdout if line.endswith("\n")}
        writer.wait(timeout=10)
    assert whole(path) >= len(said) > 3
    with Ledger.open(path) as ledger:
        stored = {row.id for row in ledger.articles()}
        assert said <= stored
        ledger.add(article(5), next(cases([5]))[1], run=RUN)


def test_readers_see_one_state_while_others_write(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    with Ledger.open(path) as ledger, Ledger.open(path, mode="write") as other:
        for one, yielded in cases(range(120)):
            ledger.add(one, yielded, run=RUN)
        seen = ledger.everything()
        first = next(seen)
        for one, yielded in cases(range(120, 140)):
            other.add(one, yielded, run=RUN)
        assert 1 + sum(1 for _ in seen) == 120
        assert first[0].id == min(a.id for a, _ in cases(range(120)))
        ledger.settle(stories=(StoryOf(a.id, "sto-1", "All") for a, _ in ledger.everything()))
        assert other.stories()[0].articles == 140


def test_threads_share_a_ledger(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "threads.db") as ledger:
        failed: list[BaseException] = []

        def work(first: int) -> None:
            try:
                for one, yielded in cases(range(first, first + 15)):
                    ledger.add(one, yielded, run=RUN)
                    assert ledger.events(Query(article=one.id))
                    ledger.settle(furniture=[LearnedFurniture(one.id, 0, 15)])
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(15 * n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not failed
        assert ledger.counts().articles == 60


def test_importing_the_layers_above_and_below_needs_no_database() -> None:
    code = (
        "import sys, parley, parley.records, parley.errors; assert 'sqlalchemy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
