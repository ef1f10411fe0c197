"""For which two "both sides", "the two countries" and "each side" stand; invented sentences."""

from __future__ import annotations

import pytest

from parley.extract.actors.actors import Actors
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.facts import open_facts
from parley.language import Reading
from parley.records import Article


def cast_of(reading: Reading) -> Cast:
    """Who takes part, and which words stand for whom."""
    article = Article(id="art-1", text=reading.text, sha256="", origin="here")
    return Actors(open_facts())(Draft(article, reading, Cast())).cast


@pytest.mark.parametrize(
    ("text", "words", "countries"),
    [
        (
            "Iran was ready for talks, and they were held in Doha between Marco Rubio and Abbas Araghchi. Washington told "
            "Israel of the outcome. The two sides agreed to meet again.",
            "The two sides",
            {"IRN", "USA"},
        ),
        (
            "There was no word from Baku on the claims of Turkey. Hours earlier Armenia and Azerbaijan had ended a swap in "
            "which both sides freed twenty men.",
            "both sides",
            {"ARM", "AZE"},
        ),
        (
            "The United States wants India and Pakistan to talk, and the vice president said it would go on working with "
            "both countries.",
            "both countries",
            {"IND", "PAK"},
        ),
        (
            "Armenia and Azerbaijan exchanged prisoners on Monday. Each side freed twenty men.",
            "Each side",
            {"ARM", "AZE"},
        ),
        (
            "Thailand and Cambodia shelled each other on Monday. China and Malaysia urged both sides to stop.",
            "both sides",
            {"THA", "KHM"},
        ),
    ],
)
def test_which_two_are_meant(read, text: str, words: str, countries: set[str]) -> None:  # type: ignore[no-untyped-def]
    reading = read(text)
    assert meant(reading, cast_of(reading), words) == countries


def meant(reading: Reading, cast: Cast, words: str) -> set[str | None]:
    """The countries of those for whom the words stand."""
    start = reading.text.index(words)
    found = [m for m in cast.mentions if m.span.start <= start < m.span.end]
    return {cast.actors[k].country for m in found for k in cast.of_mention(m)}


def test_who_stand_in_two_clauses_are_not_joined(read) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Ukraine was ready for a truce with Russia, and the United States agreed to resume its aid."
    )
    reading = read(text)
    cast = cast_of(reading)
    token = reading.words.index("States")
    assert {cast.actors[k].country for k in cast.joined(reading, token)} == {"USA"}
