"""Issues: their codes are those of PA-X or marked as our own, and their words are found."""

from __future__ import annotations

import pytest

from parley.stories.positions.issues import issues, issues_in

PAX = frozenset(
    """Ce SsrGua SsrFf SsrDdr StBor StInd StRef TjPrire TjCou TjAm GRef GCh Ele Polps Terps Cons NatRes ImPK ImUN ImOth
    DevHum""".split()
)
"""Columns of the PA-X agreements database that are used; compared with its published data sets."""


def test_codes_are_of_pa_x_or_begin_with_x() -> None:
    assert {code for code in issues() if not code.startswith("X")} == PAX


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Chad asked for a cease-fire", "Ce"),
        ("the exchange of prisoners of war", "TjPrire"),
        ("security guarantees for Chad", "SsrGua"),
        ("its troop withdrawal from the north", "SsrFf"),
        ("the deportation and return of children", "GCh"),
        ("a halt to uranium enrichment", "XEnr"),
        ("peacekeepers on the border", "ImPK"),
        ("lifting of all sanctions", "XRel"),
        ("a humanitarian corridor", "DevHum"),
    ],
)
def test_words_name_an_issue(words: str, code: str) -> None:
    assert code in {f.issue.code for f in issues_in(words)}


def test_places_of_the_words() -> None:
    text = "They spoke of a truce."
    (found,) = issues_in(text)
    assert text[found.start : found.end] == "truce"


@pytest.mark.parametrize(
    "words", ["the weather in Oslo", "a selection of cheeses", "an elected mayor"]
)
def test_other_words_name_none(words: str) -> None:
    assert not list(issues_in(words))
