"""One utterance, many wordings: joined across articles, whatever the order of arrival."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest

from parley.stories.utterances import Said, find_utterances

MONDAY = date(2025, 3, 10)
LONG = "“We will not sign anything under the guns of the other side, and we shall not return to the table.”"


def said(article: str, words: str, *, speaker: str = "holm", day: date | None = MONDAY) -> Said:
    return Said(article, f"st-{article}", speaker, day, words)


def joined(*statements: Said) -> bool:
    return len(find_utterances(statements)) == 1


@pytest.mark.parametrize(
    "wording",
    [
        '"We will not sign anything under the guns of the other side"',  # trimmed, other marks
        "we will not sign anything, under the guns of the other side…",  # other punctuation
        "“We will not sign anything under the guns of the [Danish] side, and shall not return to the table”",
        "they would sign nothing under the guns of the other side and would not return to the table",
    ],
)
def test_wordings_of_one_utterance(wording: str) -> None:
    assert joined(said("a", LONG), said("b", wording))


def test_what_differs_stays_apart() -> None:
    other = said("b", "“The bridge will open in May if the river lets us.”")
    assert not joined(said("a", LONG), other)
    assert not joined(said("a", LONG), said("b", LONG, speaker="berg"))
    assert not joined(said("a", LONG), said("b", LONG, day=date(2025, 3, 20)))
    assert not joined(said("a", LONG), said("b", "“the other side”"))


def test_a_phrase_that_anybody_repeats_is_joined_only_where_it_is_the_same() -> None:
    assert joined(said("a", "“No deal.”"), said("b", '"No deal"'))
    assert not joined(said("a", "“No deal.”"), said("b", "“There is no deal without the port.”"))


def test_an_unknown_day_is_near_any() -> None:
    assert joined(said("a", LONG), said("b", LONG, day=None))


def test_wordings_articles_and_which_was_first_are_kept() -> None:
    (one,) = find_utterances(
        [
            said("c", "“We will not sign anything under the guns of the other side”"),
            said("b", LONG, day=date(2025, 3, 9)),
            said("a", LONG.upper()),
        ]
    )
    assert one.first == ("b", "st-b")
    assert one.day == date(2025, 3, 9)
    assert one.wordings[0].words == LONG
    assert [s[0] for s in one.wordings[0].statements] == ["b", "a"]
    assert {s[0] for s in one.statements} == {"a", "b", "c"}


def test_the_order_of_arrival_changes_nothing() -> None:
    rng = random.Random(5)
    words = (
        "river bridge port grain border truce talks army guns winter table deal north south".split()
    )
    statements = [
        said(f"{n:03}", " ".join(rng.choices(words, k=rng.randint(3, 9))), speaker=f"s{n % 4}")
        for n in range(200)
    ]
    expected = find_utterances(statements)
    for _ in range(5):
        rng.shuffle(statements)
        assert find_utterances(statements) == expected
    assert sum(len(u.statements) for u in expected) == 200


def test_time_grows_with_the_number_of_statements() -> None:
    started = time.perf_counter()
    find_utterances(said(f"{n:05}", f"{LONG} In village {n} or {n * 7}.") for n in range(3_000))
    assert time.perf_counter() - started < 10
