"""The country of persons of whom the article says none, without any known person to help."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from parley.extract.actors.actors import Actors
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


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Shells fell on Idlib in Syria. Rebels left the town at noon.", "rebels", "SYR"),
        ("Residents of Kharkiv spent the night below ground, Russia and Ukraine said.", "residents", "UKR"),
        ("Protests went on in Serbia. Lawmakers will meet.", "lawmakers", "SRB"),
    ],
)  # fmt: skip
def test_local_people_are_of_the_ground_they_stand_on(text: str, name: str, country: str) -> None:
    found = actor(text, name)
    assert (found.country, found.inferred) == (country, ("country",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Talks were held in Oman and in Norway. Residents slept.", "residents"),
        ("Rebels left the town at noon.", "rebels"),
        ("Officials met in Oman.", "officials"),  # of whom, nobody says
    ],
)
def test_ground_unknown(text: str, name: str) -> None:
    assert actor(text, name).country is None
