"""A way to run the command line in a test."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

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
