"""The command line as a whole: help, wrong usage, exit codes, pipes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_cases import Parley

import parley as package
from parley.cli.root import COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(parley: Parley, name: str) -> None:
    done = parley(name, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: parley {name} ")
    assert "Examples:" in done.out
    assert f"\n    parley {name}" in done.out or f"| parley {name}" in done.out
    assert re.search(r"^  -h, --help", done.out, re.MULTILINE)


def test_the_help_of_all(parley: Parley) -> None:
    done = parley("--help")
    assert done.code == 0
    assert all(f"\n  {name} " in done.out for name in COMMANDS)
    assert "Examples:" in done.out
    assert parley("-h").out == done.out


def test_no_command_prints_the_help(parley: Parley) -> None:
    done = parley()
    assert done.code == 2
    assert "Commands:" in done.err + done.out


def test_version(parley: Parley) -> None:
    assert package.__version__ in parley("--version").out


@pytest.mark.parametrize(
    ("name", "meant"), [("stat", "statements"), ("evnts", "events"), ("proposal", "proposals")]
)
def test_an_unknown_command_is_told_with_the_nearest(parley: Parley, name: str, meant: str) -> None:
    done = parley(name)
    assert done.code == 2
    assert meant in done.err


def test_missing_arguments(parley: Parley) -> None:
    assert parley("read").code == 2
    assert parley("show").code == 2
    assert parley("extract", "in.jsonl").code == 2
    assert parley("export", "csv").code == 2


def test_as_a_module(case_ledger: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "parley",
        "actors",
        "--limit",
        "1",
        "--ledger",
        str(case_ledger),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "act-" in done.stdout


def test_a_reader_that_leaves_is_no_error(case_ledger: Path) -> None:
    command = f"'{sys.executable}' -m parley events --json --ledger '{case_ledger}' | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "[\n"
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(parley: Parley, shell: str) -> None:
    assert "_PARLEY_COMPLETE" in parley("completion", shell).out


def test_completion_knows_the_commands() -> None:
    words = {"_PARLEY_COMPLETE": "bash_complete", "COMP_WORDS": "parley sta", "COMP_CWORD": "1"}
    command = [sys.executable, "-c", "from parley.cli import main; main()"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **words}, check=False
    )
    assert "statements" in done.stdout


def test_brief(parley: Parley) -> None:
    done = parley("brief", "--since", "2025-03-01")
    assert done.code == 0
    assert "[^1]" in done.out
    later = parley("brief", "--since", "2025-03-01", "--as-of", "2025-03-05")
    assert len(later.out) < len(done.out)
    assert parley("brief", "--since", "soon").code == 2


@pytest.mark.parametrize("form", ["csv", "csv-excel", "jsonl"])
def test_export(parley: Parley, form: str, tmp_path: Path) -> None:
    done = parley("export", form, tmp_path / "out")
    assert done.code == 0
    named = [Path(line) for line in done.out.splitlines()]
    assert named
    empty = {path.stem for path in named if not path.stat().st_size}
    assert empty <= {"disputes"}  # nobody contradicts anybody in the example case
    assert any("statements" in path.name for path in named)


def test_an_export_that_cannot_be(parley: Parley, tmp_path: Path) -> None:
    done = parley("export", "xlsx", tmp_path)
    assert done.code == 2
    assert "jsonl" in done.err
    (tmp_path / "file").write_text("")
    done = parley("export", "csv", tmp_path / "file")
    assert done.code == 2
    assert done.err.count("\n") == 1
