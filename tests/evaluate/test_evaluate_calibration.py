"""Calibration, on entries few enough to count by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from parley.evaluate.calibration import BINS, Calibration, count
from parley.evaluate.measures import F1, Tally


def calibration(*entries: tuple[float, bool], gold: int = 4) -> Calibration:
    tally: Tally = Counter()
    for confidence, right in entries:
        count(tally, confidence, right)
    return Calibration.of(tally, gold)


def test_the_error_is_weighted_by_the_entries_of_a_bin() -> None:
    told = calibration((0.61, True), (0.69, False), (0.65, False), (0.95, True))
    # Mean .65 against a third right, three entries; .95 against one.
    assert told.error == pytest.approx((3 * (0.65 - 1 / 3) + 0.05) / 4)
    assert told.entries == 4


def test_what_balances_within_a_bin_is_no_error() -> None:
    assert calibration((0.5, True), (0.5, False)).error == 0


def test_bins_hold_their_lower_edge_and_the_last_holds_one() -> None:
    bins = list(calibration((0.0, False), (0.3, True), (0.7, True), (1.0, True)).bins())
    assert len(bins) == BINS
    assert [b.low for b in bins if b.entries] == [0.0, 0.3, 0.7, 0.9]
    assert bins[9].confidence == 1.0
    assert bins[1].right is None


def test_what_is_kept_from_a_confidence_upwards() -> None:
    told = calibration((0.2, False), (0.5, True), (0.8, False), (0.8, True))
    assert told.kept(0.5) == F1(2, 3, 2, 4)
    assert told.kept(0.81) == F1(0, 0, 0, 4)
    assert [b.kept.predicted for b in told.bins() if b.entries] == [4, 3, 2]


def test_no_entries_have_no_error() -> None:
    told = calibration()
    assert told.error is None
    assert told.as_dict()["entries"] == 0
