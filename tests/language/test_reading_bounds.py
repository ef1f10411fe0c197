"""How much of an article is read, whatever it is made of."""

from __future__ import annotations

import pytest

from parley.clean import clean
from parley.language.bounds import OF_A_PARAGRAPH, READ_WORDS, within
from parley.pipeline import body, unread
from parley.records import RawPage
from parley.spans import Span

SENTENCE = "The envoy said on Tuesday that the talks would go on. "


@pytest.mark.parametrize("unit", ["a", "word ", "a.b,c;", "((", "“"], ids=repr)
def test_a_text_of_whatever_is_read_as_far_as_the_bound(unit: str) -> None:
    text = unit * 400
    whole = Span(0, len(text))
    (read,) = within(text, [whole], OF_A_PARAGRAPH + 9)
    assert read.start == 0
    assert 9 <= read.length <= 9 * 40
    assert text[read.end - 1] != " "


def test_paragraphs_count_together() -> None:
    text = "one two\nthree four\nfive six"
    spans = [Span(0, 7), Span(8, 18), Span(19, 27)]
    each = OF_A_PARAGRAPH
    assert within(text, spans, 6 + 3 * each) == spans
    assert within(text, spans, 3 + 2 * each) == [Span(0, 7), Span(8, 13)]
    assert within(text, spans, 2 + each) == [Span(0, 7)]
    assert within(text, spans, 2 + each + 1) == [Span(0, 7)]


def test_of_lines_of_one_word_few_thousand_are_read() -> None:
    text = "ab\n" * 100_000
    spans = [Span(n, n + 2) for n in range(0, len(text), 3)]
    assert len(within(text, spans)) == READ_WORDS // (OF_A_PARAGRAPH + 1)


def test_an_article_is_read_whole_and_a_library_is_not() -> None:
    short = clean(RawPage(origin="a", markup="text", content=SENTENCE * 50))
    assert unread(short) == 0
    long = clean(RawPage(origin="b", markup="text", content=SENTENCE * (READ_WORDS // 6)))
    assert sum(s.length for s in body(long)) + unread(long) == len(long.text.strip())
    assert 0.4 < unread(long) / len(long.text) < 0.6


@pytest.mark.parametrize(
    "title", ["Pres.", "Amb.", "Lt. Gen.", "Maj. Gen.", "Col.", "Capt.", "Gen."]
)
def test_a_title_ends_no_sentence(read, title: str) -> None:  # type: ignore[no-untyped-def]
    reading = read(f"On Monday the envoy met {title} Petr Novak in the harbour. They spoke.")
    assert len(reading.sentences) == 2
