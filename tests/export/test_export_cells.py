"""Cells of CSV that a spreadsheet can open."""

from __future__ import annotations

from parley.export.cells import cell


def test_csv_runs_nothing_in_a_spreadsheet() -> None:
    assert cell("=1+1") == "'=1+1"
    assert cell(-3) == "-3"
    assert cell(["a", "b"]) == "a; b"
    assert cell(None) == ""
