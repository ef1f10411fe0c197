"""Offices that one person holds at a time."""

from __future__ import annotations

from parley.stories.identities.seats import is_single, usual


def test_titles() -> None:
    assert usual("secretary of state") == "foreign minister"
    assert is_single("president")
    assert not is_single("spokesperson")
