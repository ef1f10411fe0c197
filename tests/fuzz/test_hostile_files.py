"""Whatever a file holds, reading it gives pages or clear problems, in bounded time and memory.

``PARLEY_FUZZ=10000 pytest tests/fuzz`` makes the full run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from hostile import WORST, files, hostile

from parley.ingest import Problem, pages
from parley.ingest.bounds import HTML_BYTES
from parley.records import RawPage

NUMBER = int(os.environ.get("PARLEY_FUZZ", "600"))
CPU_SECONDS_A_FILE = 15.0
"""Three times what the worst takes (32 MiB of empty lines); catches what is not linear."""
ITEMS_A_FILE = 5000
"""A million bad lines are a million problems; a few thousand of them will do."""
MEGABYTES = 600
"""Of the whole process over all the worst files, Python and pyarrow included."""


def check(item: object, path: Path) -> None:
    """One item keeps what the ingest layer promises."""
    assert isinstance(item, RawPage | Problem), path
    if isinstance(item, Problem):
        assert str(item).isprintable(), (path, item)
        assert len(str(item)) < 1000, (path, item)
        assert item.reason, path
        assert not item.reason.endswith("."), item
        return
    assert item.content.strip(), path
    assert len(item.content) <= HTML_BYTES, path
    assert not any(c in item.content for c in "\0\r\x1b"), path
    item.content.encode("utf-8")  # no lone surrogate is left
    assert all("\n" not in v and v.strip() for v in item.given.values()), (path, item.given)
    assert item.given.get("url", "https://").lower().startswith(("http://", "https://"))


def test_files_give_pages_or_problems(tmp_path: Path) -> None:
    for path in files(tmp_path, NUMBER):
        start = time.process_time()
        items = list(islice(pages([path]), ITEMS_A_FILE))
        taken = time.process_time() - start
        assert taken < CPU_SECONDS_A_FILE, (path.name, taken)
        for item in items:
            check(item, path)


READ_THE_WORST = """
import re, sys
from itertools import islice
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from hostile import WORST, files
from parley.ingest import pages
for path in files(Path(sys.argv[2]), len(WORST)):
    for item in islice(pages([path]), 100):
        pass
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak")
def test_the_worst_files_stay_within_memory(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", READ_THE_WORST, here, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MEGABYTES


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_makes_the_same_files(seed: int) -> None:
    sample = range(len(WORST), len(WORST) + 20)
    assert [hostile(i, seed=seed) for i in sample] == [hostile(i, seed=seed) for i in sample]
