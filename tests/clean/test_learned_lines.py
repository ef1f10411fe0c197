"""Lines that one outlet prints in many articles are learned; sentences that copies share are not."""

from __future__ import annotations

import random

from parley.clean import Learned, clean, lines_of, repeated
from parley.clean.repeated import count
from parley.records import Article, FurnitureKind, RawPage

BACKGROUND = (
    "The two countries have held four rounds of talks since April with Oman as the go-between."
)
BUTTON = "The Vienna Desk at noon"
READER = "Tell the desk what you think of our way of writing about this war."


def article(number: int, *, learned: Learned | None = None) -> Article:
    text = (
        f"Day {number} of the Vienna talks\n\n{BUTTON}\n\nReport number {number} says that the envoys met for {number} hours.\n\n"
        f"They went home on day {number} with a list of {number * 3} names.\n\n{BACKGROUND}\n\n{READER}"
    )
    return clean(RawPage(origin=str(number), markup="text", content=text), learned=learned)


def learn(articles: list[Article]) -> Learned:
    counts, number = count(articles)
    return Learned.of(counts, number)


def test_short_lines_and_words_to_the_reader_are_learned_and_background_is_not() -> None:
    articles = [article(n) for n in range(8)]
    found = repeated(articles[0], learn(articles))
    words = {f.span.of(articles[0].text) for f in found if f.kind is FurnitureKind.REPEATED}
    assert words == {BUTTON, READER}


def test_few_articles_teach_nothing() -> None:
    assert learn([article(n) for n in range(3)]).lines == frozenset()


def test_copies_count_once() -> None:
    assert learn([article(1)] * 9).lines == frozenset()


def test_order_does_not_matter_and_learning_is_stable() -> None:
    articles = [article(n) for n in range(8)]
    learned = learn(articles)
    shuffled = articles[:]
    random.Random(3).shuffle(shuffled)
    assert learn(shuffled) == learned
    again = [article(n, learned=learned) for n in range(8)]
    assert learn(again) == learned
    assert repeated(again[0], learned) == again[0].furniture == repeated(articles[0], learned)
    assert lines_of(again[0]) == lines_of(articles[0])


def test_unlearned_lines_go_again() -> None:
    taught = article(0, learned=learn([article(n) for n in range(8)]))
    assert all(f.kind is not FurnitureKind.REPEATED for f in repeated(taught, Learned()))
