"""What is clearly a day and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ingest.days import Order, order_of, parse_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-03-05", "2025-03-05"),
        (" 2025-03-05\n", "2025-03-05"),
        ("2025/3/5", "2025-03-05"),
        ("2025.03.05.", "2025-03-05"),
        ("20250305", "2025-03-05"),
        ("20250305T103000Z", "2025-03-05"),
        ("2025-03-05T09:30", "2025-03-05T09:30:00"),
        ("2025-03-05T09:30:00Z", "2025-03-05T09:30:00+00:00"),
        ("2025-03-05 09:30:00.123456", "2025-03-05T09:30:00"),
        ("2025-03-05T23:30:00-0500", "2025-03-05T23:30:00-05:00"),
        ("2025-03-05 09:30:00 UTC", "2025-03-05T09:30:00+00:00"),
        ("Wed, 05 Mar 2025 09:30:00 GMT", "2025-03-05T09:30:00+00:00"),
        ("Wed, 5 Mar 2025 09:30:00 +0200", "2025-03-05T09:30:00+02:00"),
        ("5 March 2025", "2025-03-05"),
        ("5th of March, 2025", "2025-03-05"),
        ("05-Mar-2025", "2025-03-05"),
        ("March 5, 2025", "2025-03-05"),
        ("Mar. 5, 2025", "2025-03-05"),
        ("Wednesday, March 5, 2025 10:30 PM EST", "2025-03-05"),
        ("Published: March 5, 2025", "2025-03-05"),
        ("05.03.2025", "2025-03-05"),
        ("15/3/2025", "2025-03-15"),
        ("3/15/2025", "2025-03-15"),
        ("5/5/2025", "2025-05-05"),
        ("1741167000", "2025-03-05T09:30:00+00:00"),
        ("1741167000000", "2025-03-05T09:30:00+00:00"),
        ("1741167000.25", "2025-03-05T09:30:00+00:00"),
    ],
)
def test_days(words: str, day: str) -> None:
    assert parse_day(words) == day


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "2025", "March 2025", "2025-03", "3/5/2025", "31 February 2025", "2025-13-01",
     "99999999", "12", "0", "-1", "1e308", "5 Marz 2025", "0001-01-01", "11:30", "v2.1.2025.3",
     "2025-03-05" + "x" * 200],
)  # fmt: skip
def test_what_is_not_clearly_a_day(words: str) -> None:
    assert parse_day(words) is None


def test_figures_are_read_in_the_order_of_their_table() -> None:
    assert order_of(["3/5/2025", "15/3/2025", ""]) == "day first"
    assert order_of(["3/5/2025", "3/15/2025"]) == "month first"
    assert order_of(["3/5/2025", "15/3/2025", "3/15/2025"]) is None
    assert order_of(["3/5/2025", "25.12.2024"]) is None
    assert parse_day("3/5/2025", "day first") == "2025-05-03"
    assert parse_day("3/5/25 10:00", "month first") == "2025-03-05T10:00:00"


@given(st.text(st.characters(codec="utf-8"), max_size=120), st.sampled_from([None, "day first"]))
def test_no_words_raise(words: str, order: Order | None) -> None:
    parse_day(words, order)


@given(st.from_regex(r"[0-9 T:./+-]{0,40}", fullmatch=True))
def test_no_figures_raise(words: str) -> None:
    parse_day(words)
