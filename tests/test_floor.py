"""Spans, ids and the packing of records."""

from __future__ import annotations

import pickle
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from parley.ids import content_id
from parley.records import (
    Article,
    Extraction,
    Form,
    Found,
    Statement,
    When,
    pack,
    unpack,
)
from parley.spans import Span, gaps, merge

spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(spans))
def test_merged_spans_cover_the_same_code_points(many: list[Span]) -> None:
    merged = merge(many)
    assert {i for s in many for i in range(*s)} == {i for s in merged for i in range(*s)}
    assert all(a.end < b.start for a, b in pairwise(merged))


@given(st.lists(spans))
def test_gaps_are_what_is_left(many: list[Span]) -> None:
    whole = Span(0, 100)
    left = {i for s in gaps(many, whole) for i in range(*s)}
    assert left == set(range(100)) - {i for s in many for i in range(*s)}


def test_ids_are_of_what_identifies() -> None:
    assert content_id("st", "a", Span(1, 2)) == content_id("st", "a", [1, 2])
    assert content_id("st", "a") != content_id("ev", "a")
    assert content_id("st", "a", None) != content_id("st", "a", "None")


def test_records_survive_packing_and_pickling() -> None:
    statement = Statement(
        "st-1", "rus", (Span(0, 3),), (), (Span(4, 9), Span(12, 20)), Form.MIXED,
        When(date(2025, 3, 11), date(2025, 3, 11), "day", Span(1, 2)), 0.5, (Span(0, 20),),
    )  # fmt: skip
    extraction = Extraction("art-1", statements=(statement,), versions={"a": "1"})
    assert unpack(Extraction, pack(extraction)) == extraction
    article = Article(
        "art-1", "text", "00", "x", published=Found(date(2025, 3, 11), "given"),
        bylines=(Found("A B", "byline line", Span(0, 3)),),
    )  # fmt: skip
    assert unpack(Article, pack(article)) == article
    assert pickle.loads(pickle.dumps(extraction)) == extraction
