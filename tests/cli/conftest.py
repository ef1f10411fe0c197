"""What tests of the command line share: ledgers of the example case, and a way to ask them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_cases import CASE, Parley, run_parley


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
