"""What tests of the command line share: a way to run it, and a ledger of the example case."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from parley.cli.root import root
from parley.cli.running import run

CASE = Path(__file__).parents[2] / "examples" / "case"


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


Parley = Callable[..., Ran]


def run_parley(*args: str | Path, stdin: bytes = b"") -> Ran:
    """Run the command line in this process, standard streams being plain bytes as in a pipe."""
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8") for data in (stdin, b"", b"")]
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr
    sys.argv = ["parley", *map(str, args)]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        code = run(root)
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before
    for stream in streams[1:]:
        stream.flush()
    out, err = (s.buffer.getvalue().decode("utf-8") for s in streams[1:])  # type: ignore[attr-defined]
    return Ran(code, out, err)


@pytest.fixture(scope="session")
def case_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example case; not to be written to."""
    path = tmp_path_factory.mktemp("cli") / "case.db"
    done = run_parley("read", CASE, "--ledger", path)
    assert done.code == 0, done.err
    return path


@pytest.fixture
def own_ledger(case_ledger: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write to."""
    return Path(shutil.copy(case_ledger, tmp_path / "own.db"))


@pytest.fixture
def parley(case_ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Parley:
    """Runs the command line on the ledger of the example case, unless ``--ledger`` says otherwise."""
    monkeypatch.setenv("PARLEY_LEDGER", str(case_ledger))
    monkeypatch.delenv("COLUMNS", raising=False)
    return run_parley
