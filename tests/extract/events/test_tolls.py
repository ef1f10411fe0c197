"""Tolls: numbers and their bounds, never added up."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.extract.events.counts import number
from parley.extract.events.tolls import find_tolls


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["nine"], 9),
        (["twenty-one"], 21),
        (["1,200"], 1200),
        (["two", "hundred"], 200),
        (["three", "thousand"], 3000),
        (["two", "hundred", "fifty"], 250),
        (["several"], None),
    ],
)
def test_numbers(words: list[str], value: int | None) -> None:
    assert number(words) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The strike killed nine people.", [("killed", 9, 9, 9)]),
        ("At least nine people were killed.", [("killed", 9, 9, None)]),
        ("Up to 475 soldiers were killed.", [("killed", None, 475, 475)]),
        ("Dozens of people were injured.", [("injured", 24, None, None)]),
        (
            "The attack killed two people and wounded at least five.",
            [("killed", 2, 2, 2), ("injured", 5, 5, None)],
        ),
        ("Nobody was hurt.", [("injured", 0, 0, 0)]),
        ("No one was injured as a result.", [("injured", 0, 0, 0)]),
        ("The drones caused no casualties.", [("injured", 0, 0, 0), ("killed", 0, 0, 0)]),
        ("There were no civilian casualties.", [("injured", 0, 0, 0), ("killed", 0, 0, 0)]),
        (
            "2 killed, 10 injured in shelling of market",
            [("killed", 2, 2, 2), ("injured", 10, 10, 10)],
        ),
        ("The death toll rose to 45.", [("killed", 45, 45, 45)]),
        ("The blast claimed 20 lives.", [("killed", 20, 20, 20)]),
        (
            "The fire left two patients dead and eight others injured.",
            [("killed", 2, 2, 2), ("injured", 8, 8, 8)],
        ),
        (
            "Rockets hit the square, killing one person and wounding six.",
            [("killed", 1, 1, 1), ("injured", 6, 6, 6)],
        ),
        ("More than 1,400 civilians died in the siege.", [("killed", 1400, 1400, None)]),
        (
            "Two men had been killed and 12 others had been injured.",
            [("killed", 2, 2, 2), ("injured", 12, 12, 12)],
        ),
        ("Around 20 sailors were killed.", [("killed", None, 20, None)]),
        ("The army eliminated up to 275 soldiers.", [("killed", None, 275, 275)]),
        ("The mayor was killed in 1995.", []),
    ],
)
def test_bounds(read, text: str, expected: list[tuple[str, int, int, int]]) -> None:  # type: ignore[no-untyped-def]
    reading = read(text)
    found = [
        (h.harm, h.toll.low, h.toll.best, h.toll.high) for h in find_tolls(reading, 0, len(reading))
    ]
    assert found == expected


def _invented() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "toll_sentences.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(text, tolls) for text, tolls in rows]


@pytest.mark.parametrize(("text", "expected"), _invented())
def test_sentences_of_many_conflicts(read, text: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    reading = read(text)
    found = {h.harm: h.toll for h in find_tolls(reading, 0, len(reading))}
    words = (
        f"{harm}={'/'.join('-' if n is None else str(n) for n in (toll.low, toll.best, toll.high))}"
        for harm, toll in found.items()
    )
    assert sorted(words) == sorted(expected.split() if expected != "none" else [])
