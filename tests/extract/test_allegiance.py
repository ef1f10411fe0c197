"""The country of persons of whom the article says none, without any known person to help."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from parley.extract.actors import Actors
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.facts import open_facts
from parley.language.spacy_door import SpacyDoor
from parley.records import Actor, Article, Found
from parley.spans import Span


@cache
def door() -> SpacyDoor:
    return SpacyDoor()


def actor(text: str, name: str) -> Actor:
    (reading,) = door().read([(text, [Span(0, len(text))])])
    published = Found(date(2025, 3, 12), "given")
    article = Article(id="art-1", text=text, sha256="", origin="here", published=published)
    draft = Actors(open_facts(seed=False))(Draft(article, reading, Cast()))
    return next(a for a in draft.cast.actors.values() if name in (a.name, *a.names))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Russia and Ukraine swapped prisoners. Serhiy Bondar said he was glad.", "Serhiy Bondar", "UKR"),
        ("Russia and Ukraine swapped prisoners. Sergei Orlov said he was glad.", "Sergei Orlov", "RUS"),
        ("North Korea and the United States will talk. Kim Chol Su left for Hanoi.", "Kim Chol Su", "PRK"),
        ("President Hassan Karimzadeh told the United States that Iran would wait.", "Hassan Karimzadeh", "IRN"),
        ("The governor of the Kharkiv region, Ivo Lind, said the shelling went on.", "Ivo Lind", "UKR"),
    ],
)  # fmt: skip
def test_country_concluded(text: str, name: str, country: str) -> None:
    found = actor(text, name)
    assert found.country == country
    assert "country" in found.inferred


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Serhiy Bondar said he was glad.", "Serhiy Bondar"),  # no country is named
        ("Iran and Oman hailed the talks. Ivo Lind wrote a novel.", "Ivo Lind"),
    ],
)
def test_unknown_stays_unknown(text: str, name: str) -> None:
    assert actor(text, name).country is None
