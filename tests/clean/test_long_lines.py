"""Time grows with the length of the text and no faster, whatever the text."""

from __future__ import annotations

import contextlib
import time

import pytest

from parley.clean.cleaning import clean
from parley.errors import InputError
from parley.records import RawPage

UNITS = [
    "a", "A ", "WORD ", "(", "[(", '"', "\n", ". ", "00:27 ", "Share Tweet ", "Advertisement ", "Advertisement\n",
    "By Jane Roe ", "By Jane Roe\n", "(AP Photo/X) ", "A man walks (credit: ", "© 2025 X. ", "REUTERS/", "May 21, 2025 ",
    "Related News Foo ", "A. B. ", "a.bc/", "_", "Tags Vienna ", "Jane Roe\n2025-01-01\n", "NEW YORK AND ROME, ",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=lambda u: repr(u))
def test_hostile_lines(unit: str) -> None:
    def seconds(length: int) -> float:
        page = RawPage(origin="x", markup="text", content=unit * (length // len(unit)) + "\nend")
        started = time.process_time()
        with contextlib.suppress(InputError):
            clean(page)
        return time.process_time() - started

    seconds(1_000)
    short, long = seconds(10_000), seconds(80_000)
    assert long < 24 * max(
        short, 0.01
    )  # eight times the length; quadratic time would be sixty-four
