"""Pieces keep their place in the text, and know of capitals, quotation marks and paragraphs."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.models.pieces import INITIAL, INSIDE, LOWER, MARK, OUTSIDE, Splitter, windows
from parley.spans import Span


def words(text: str, splitter: Splitter, body: tuple[Span, ...] | None = None) -> list[str]:
    pieces = splitter.split(text, body or (Span(0, len(text)),))
    return [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)]


def test_paragraphs_are_parted_by_a_piece(splitter: Splitter) -> None:
    text = "The minister.\n\nThe minister"
    pieces = splitter.split(text, (Span(0, len(text)),))
    assert pieces.ids.tolist().count(splitter.closing) == 1
    assert words(text, splitter) == ["The", "minister", ".", "", "The", "minister"]


def test_only_the_body_is_cut(splitter: Splitter) -> None:
    text = "Share this. The minister, the minister. Read more."
    assert words(text, splitter, (Span(12, 25), Span(26, 39))) == [
        "The", "minister", ",", "", "the", "minister", ".",
    ]  # fmt: skip


def test_an_empty_body_has_no_pieces(splitter: Splitter) -> None:
    assert len(splitter.split("The minister", ())) == 0
    assert len(splitter.split("", (Span(0, 0),))) == 0


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ('the "minister" the', [OUTSIDE, MARK, INSIDE, MARK, OUTSIDE]),
        ("the “minister” the", [OUTSIDE, MARK, INSIDE, MARK, OUTSIDE]),
        ('"the minister," the', [MARK, INSIDE, INSIDE, INSIDE, MARK, OUTSIDE]),
        ("“the\nthe", [MARK, INSIDE, OUTSIDE, OUTSIDE]),
        ("“the\n“the” the", [MARK, INSIDE, OUTSIDE, MARK, INSIDE, MARK, OUTSIDE]),
        ("the” the", [OUTSIDE, MARK, OUTSIDE]),
    ],
)
def test_quotation_marks(splitter: Splitter, text: str, states: list[int]) -> None:
    assert splitter.split(text, (Span(0, len(text)),)).quotes.tolist() == states


def test_capitals(splitter: Splitter) -> None:
    shapes = splitter.split("The minister", (Span(0, 12),)).shapes
    assert shapes.tolist() == [INITIAL, LOWER]


def test_pieces_know_their_word(splitter: Splitter) -> None:
    assert splitter.split("theminister the, the", (Span(0, 20),)).words.tolist() == [0, 1, 2, 3]
    assert splitter.split("ministerthe the", (Span(0, 15),)).words.tolist() == [0, 0, 2]


def test_the_pieces_of_a_span(splitter: Splitter) -> None:
    pieces = splitter.split("the minister.", (Span(0, 13),))
    assert pieces.of(Span(4, 12)) == range(1, 2)
    assert pieces.of(Span(3, 4)) == range(1, 1)


@settings(deadline=None, max_examples=50)
@given(text=st.text(max_size=60))
def test_any_text_is_cut_in_order(splitter: Splitter, text: str) -> None:
    pieces = splitter.split(text, (Span(0, len(text)),))
    assert all(0 <= s <= e <= len(text) for s, e in zip(pieces.starts, pieces.ends, strict=True))
    assert pieces.starts.tolist() == sorted(pieces.starts)


def test_lone_surrogates_do_no_harm(splitter: Splitter) -> None:
    assert words("the \ud800 minister", splitter)[-1] == "minister"


@pytest.mark.parametrize("text", ['"' * 200_000, "a" * 500_000, "[(" * 100_000, "\n" * 500_000])
def test_hostile_texts_take_linear_time(splitter: Splitter, text: str) -> None:
    began = time.process_time()
    splitter.split(text, (Span(0, len(text)),))
    assert time.process_time() - began < 8


@given(
    count=st.integers(0, 3000),
    starts=st.lists(st.integers(0, 3000), max_size=80).map(sorted),
    size=st.integers(100, 320),
    overlap=st.integers(16, 48),
)
def test_windows_of_one_length_cover_everything(
    count: int, starts: list[int], size: int, overlap: int
) -> None:
    cut = windows(count, starts, size=size, overlap=overlap)
    assert len({b - a for a, b in cut}) <= 1
    assert all(0 < b - a <= size for a, b in cut)
    if count:
        assert (cut[0][0], cut[-1][1]) == (0, count)
    for (a, b), (c, _) in pairwise(cut):
        assert a < c <= b - overlap // 2


def test_windows_begin_at_sentences_that_are_near() -> None:
    assert windows(700, [0, 190, 240, 300], size=300, overlap=80)[1] == (190, 477)
