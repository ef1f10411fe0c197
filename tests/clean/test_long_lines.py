"""Hostile lines are cleaned in bounded time: the bound is loose, speed is measured in ``benchmarks/``."""

from __future__ import annotations

import contextlib
import time

import pytest

from parley.clean.cleaning import clean
from parley.errors import InputError
from parley.records import RawPage

HOSTILE = 80_000
"""Code points of a hostile text."""

LONGEST = 20.0
"""CPU seconds that one may take: linear work takes under one, quadratic work over a minute."""

UNITS = [
    "a", "A ", "WORD ", "(", "[(", '"', "\n", ". ", "00:27 ", "Share Tweet ", "Advertisement ", "Advertisement\n",
    "By Jane Roe ", "By Jane Roe\n", "(AP Photo/X) ", "A man walks (credit: ", "© 2025 X. ", "REUTERS/", "May 21, 2025 ",
    "Related News Foo ", "A. B. ", "a.bc/", "_", "Tags Vienna ", "Jane Roe\n2025-01-01\n", "NEW YORK AND ROME, ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=lambda u: repr(u))
def test_hostile_lines(unit: str) -> None:
    content = unit * (HOSTILE // len(unit)) + "\nend"
    started = time.process_time()
    with contextlib.suppress(InputError):
        clean(RawPage(origin="x", markup="text", content=content))
    assert time.process_time() - started < LONGEST
