"""Spellings of names: which are one and which are two."""

from __future__ import annotations

import pytest

from parley.extract.actors.identity import alike, fold
from parley.extract.actors.roles import noun, organisation_sector, title_fits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelenskyy", "Zelensky"), ("Zelenskiy", "Zelenskii"), ("Dmitry", "Dmitri"), ("Sergei", "Sergey"),
        ("Araghchi", "Araqchi"), ("Lukashenko", "Lukashenka"), ("Erdoğan", "Erdogan"), ("LAVROV", "Lavrov"),
        ("Medvedyev", "Medvedev"),
    ],
)  # fmt: skip
def test_alike(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Trump", "Rump"), ("Biden", "Baden"), ("Macron", "Merkel"), ("Rubio", "Rutte")],
)
def test_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


def test_fold_of_nothing_is_nothing() -> None:
    assert fold("") == ""
    assert fold("—") == ""
    assert not alike("", "Lavrov")


@pytest.mark.parametrize(
    ("asked", "held", "fits"),
    [
        ("leader", "president", True), ("minister", "foreign minister", True),
        ("president", "vice president", False), ("spokeswoman", "spokesperson", True),
        ("defense minister", "defence minister", True), ("top diplomat", "foreign minister", True),
        ("president", "foreign minister", False),
    ],
)  # fmt: skip
def test_title_fits(asked: str, held: str, fits: bool) -> None:
    assert title_fits(asked, held) is fits


def test_nouns_in_both_numbers() -> None:
    assert noun("foreign ministers") is not None
    found = noun("spokesmen")
    assert found is not None
    assert found[1]
    assert noun("table") is None


def test_sectors_of_organisations() -> None:
    assert organisation_sector("Harbour Daily News") == "MED"
    assert organisation_sector("Institute of Far Studies") == "NGO"
    assert organisation_sector("Blue Lantern") is None
