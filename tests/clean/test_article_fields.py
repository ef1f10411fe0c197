"""Fields of an article, each with its reason and the words that say so."""

from __future__ import annotations

from datetime import date

import pytest

from parley.clean import clean
from parley.clean.bylines import author_names, read_authors
from parley.clean.datelines import dateline_at
from parley.clean.stamps import read_day
from parley.errors import InputError
from parley.ids import content_id, text_hash
from parley.records import Article, RawPage

BODY = "The two delegations met on Monday and agreed to go on.\n\nThey left without a word to the press."


def article(text: str, **given: str) -> Article:
    return clean(RawPage(origin="clip.txt", markup="text", content=text, given=given))


def test_everything_a_clipping_can_say() -> None:
    text = (
        "example-news.org\n\nEnvoys Agree to Meet Again\n\nBy JANE ROE, Associated Press\n\n"
        f"Updated March 13, 2025 4:12 pm\n\nVIENNA — {BODY}\n\nThis article originally appeared in The Daily Example."
    )
    got = article(text)
    assert got.text == text
    assert got.source_domain is not None
    assert got.source_domain.value == "example-news.org"
    assert got.title is not None
    assert (got.title.value, got.title.reason) == ("Envoys Agree to Meet Again", "first line")
    assert [b.value for b in got.bylines] == ["Jane Roe"]
    assert got.bylines[0].span is not None
    assert got.bylines[0].span.of(text) == "JANE ROE"
    assert got.agency is not None
    assert got.agency.value == "Associated Press"
    assert got.day == date(2025, 3, 13)
    assert got.dateline is not None
    assert got.dateline.value == "Vienna"
    assert got.credit is not None
    assert got.credit.value == "The Daily Example"
    assert got.publisher is not None
    assert got.publisher.inferred


def test_what_is_given_wins_and_nothing_is_guessed() -> None:
    got = article(
        f"Moscow, May 26. /TASS/. {BODY}", publisher="Gazette", published="2025-05-26", id="7"
    )
    assert got.publisher is not None
    assert (got.publisher.value, got.publisher.reason, got.publisher.inferred) == (
        "Gazette",
        "given",
        False,
    )
    assert got.day == date(2025, 5, 26)
    assert got.given_id == "7"
    bare = article(f"MOSCOW, May 26. /TASS/. {BODY}")
    assert bare.published is None
    assert bare.publisher is None
    assert bare.agency is not None
    assert bare.agency.value == "TASS"


def test_id_is_of_address_or_publisher_and_text() -> None:
    assert article(BODY, url="https://e.org/a").id == content_id(
        "art", "https://e.org/a", text_hash(BODY)
    )
    assert article(BODY, publisher="The Gazette").id == content_id(
        "art", "the gazette", text_hash(BODY)
    )
    assert article(BODY).id == content_id("art", "", text_hash(BODY))
    assert article(BODY).id != article(BODY + " ").id


def test_outlet_is_named_as_the_text_writes_it() -> None:
    got = article(f"dailyexample.com\n\n{BODY}\n\nThe Daily Example’s Jane Roe was in the room.")
    assert got.publisher is not None
    assert (got.publisher.value, got.publisher.inferred) == ("Daily Example", True)
    owner = article(f"{BODY}\n\n© 2024 The Daily Example, LLC. All rights reserved.").publisher
    assert owner is not None
    assert owner.value == "The Daily Example"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        (
            "By Jane Roe, John Doe and Mia van der Berg",
            ["Jane Roe", "John Doe", "Mia van der Berg"],
        ),
        (
            "By Jane A. RoeJohn DoeMia Muster and Ed Poe",
            ["Jane A. Roe", "John Doe", "Mia Muster", "Ed Poe"],
        ),
        ("JANE ROE", ["Jane Roe"]),
        ("Ann McDonald", ["Ann McDonald"]),
        ("By Meridian Newswire", []),
        ("https://example.org/authors/1", []),
    ],
)
def test_author_names(words: str, names: list[str]) -> None:
    assert author_names(words) == names


def test_an_agency_in_a_byline_is_the_agency() -> None:
    words = "Jane Roe, The Associated Press"
    got = read_authors(words, 0, len(words), line=True)
    assert [a.name for a in got.authors] == ["Jane Roe"]
    assert got.house is not None
    assert got.house[0] == "Associated Press"


@pytest.mark.parametrize(
    ("line", "mark", "place", "agency"),
    [
        ("BERLIN — Officials said so.", "BERLIN —", "Berlin", None),
        ("MOSCOW, May 26. /TASS/. The ministry said so.", "MOSCOW, May 26. /TASS/.", "Moscow", "TASS"),
        ("WASHINGTON/SEOUL (Reuters) - Officials said so.", "WASHINGTON/SEOUL (Reuters) -", "Washington/Seoul", "Reuters"),
        ("DUBAI, United Arab Emirates (AP) — Officials said so.", "DUBAI, United Arab Emirates (AP) —", "Dubai, United Arab Emirates", "Associated Press"),
        ("MINSK, 21 July (BelTA) – The president said so.", "MINSK, 21 July (BelTA) –", "Minsk", "BelTA"),
        ("Vienna (CNN) Officials said so.", "Vienna (CNN)", "Vienna", "CNN"),
        ("(Reuters) - Officials said so.", "(Reuters) -", None, "Reuters"),
        ("Kyiv CNN — Officials said so.", "Kyiv CNN —", "Kyiv", "CNN"),
        ("Istanbul — Officials said so.", "Istanbul —", "Istanbul", None),
        ("NEW YORK, March 3 (Reuters) - Officials said so.", "NEW YORK, March 3 (Reuters) -", "New York", "Reuters"),
    ],
)  # fmt: skip
def test_datelines(line: str, mark: str, place: str | None, agency: str | None) -> None:
    got = dateline_at(line, 0, len(line))
    assert got is not None
    assert got.span.of(line) == mark
    said = {name: found.value for name, found in got.says}
    assert (said.get("dateline"), said.get("agency")) == (place, agency)


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING — Officials said so.",
        "Moscow — which had refused — said so.",
        "The group (AP) said so.",
        "Trump — The president said so.",
        "FILE - The envoy said so.",
        "NATO said on Monday that it would.",
    ],
)
def test_no_datelines(line: str) -> None:
    assert dateline_at(line, 0, len(line)) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("13 March 2025", date(2025, 3, 13)),
        ("Mar. 13, 2025", date(2025, 3, 13)),
        ("Thursday, 13th March 2025 16:12", date(2025, 3, 13)),
        ("2025-03-13T21:40:00Z", date(2025, 3, 13)),
        ("13/03/2025", date(2025, 3, 13)),
        ("03/04/2025", None),
        ("3.4.2025", date(2025, 4, 3)),
        ("May 26", None),
        ("2025-02-31", None),
        ("", None),
    ],
)
def test_days(words: str, day: date | None) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize("text", ["", " \n\n ", "12:30 / 4", "ok"])
def test_no_article(text: str) -> None:
    with pytest.raises(InputError) as caught:
        article(text)
    assert caught.value.origin == "clip.txt"
    assert caught.value.reason
    assert caught.value.advice


def test_paragraphs_cover_the_lines() -> None:
    got = article(f"  {BODY}  \n")
    assert [p.of(got.text) for p in got.paragraphs] == BODY.split("\n\n")
