"""docs/reference/sources.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from parley.ingest import SUFFIXES, SYNONYMS, FetchPolicy, bounds
from parley.ingest.json_rows import LISTS
from parley.ingest.keys import NESTED

PAGE = Path(__file__).parents[2] / "docs/reference/sources.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_table_of_synonyms_is_complete(page: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", page, re.M)
    assert {field: tuple(re.findall(r"`([^`]+)`", names)) for field, names in rows} == SYNONYMS


def test_every_suffix_is_documented_and_no_other(page: str) -> None:
    table = page.split("## Formats", 1)[1].split("## Columns", 1)[0]
    listed = {
        s
        for row in re.findall(r"^\| (`\..*?) \|", table, re.M)
        for s in re.findall(r"`(.*?)`", row)
    }
    assert listed == set(SUFFIXES)


def test_every_bound_is_documented(page: str) -> None:
    table = page.split("## Bounds", 1)[1].split("## Addresses", 1)[0]
    for number in (
        bounds.TEXT_CHARS, bounds.HTML_BYTES, bounds.LINE_BYTES, bounds.JSON_BYTES,
        bounds.SPOOL_BYTES, bounds.BOMB_FLOOR,
    ):  # fmt: skip
        assert bounds.size(number) in table
    assert f"{bounds.BOMB_RATIO} times" in table
    assert f"{bounds.META_CHARS:,} characters" in page


def test_what_fetching_may_do_is_documented(page: str) -> None:
    policy = FetchPolicy()
    text = " ".join(page.split("## Addresses", 1)[1].split())
    assert f"At most {bounds.size(policy.max_bytes)}, {policy.timeout:g} seconds" in text
    assert policy.max_redirects == 5
    assert "five redirects" in text


def test_keys_that_hold_others_are_documented(page: str) -> None:
    for name in (*LISTS, *NESTED):
        assert f"`{name}`" in page
