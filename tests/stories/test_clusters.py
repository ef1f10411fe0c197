"""Stories of articles about invented events."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from parley.stories import clusters, shelf
from parley.stories.clusters import StoryArticle, find_stories
from parley.stories.features import features
from parley.stories.terms import terms

EVENTS = {
    "ferry": "ferry Maravel harbour capsized passengers rescue divers captain storm coastguard",
    "vote": "parliament ballot Ostrene coalition ministers premier referendum constitution majority turnout",
    "pipeline": "pipeline Tallow valve explosion gas pressure saboteurs engineers compressor leak",
}
FILLER = [f"word{i}" for i in range(5000)]


def article(event: str, number: int, day: date | None = date(2025, 3, 1)) -> StoryArticle:
    rng = random.Random(f"{event}{number}")
    own = EVENTS[event].split()
    body = [rng.choice(own) if rng.random() < 0.4 else rng.choice(FILLER) for _ in range(150)]
    title = " ".join(rng.sample(own, 3))
    return StoryArticle(f"{event}-{number}", title, " ".join(body), day)


def groups(articles: list[StoryArticle]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in find_stories(articles):
        found.setdefault(row.story, set()).add(row.article)
    return {frozenset(g) for g in found.values()}


def test_articles_about_one_event_are_one_story() -> None:
    articles = [article(e, i) for e in EVENTS for i in range(8)]
    assert groups(articles) == {frozenset(f"{e}-{i}" for i in range(8)) for e in EVENTS}


def test_a_story_is_named_by_whom_it_is_about() -> None:
    told = [replace(article(e, i), actors=frozenset({e.title()})) for e in EVENTS for i in range(8)]
    titles = {row.title for row in find_stories(told) if row.article.startswith("ferry")}
    assert [t.partition(":")[0] for t in titles] == ["Ferry"]


def test_an_article_alone_keeps_its_headline() -> None:
    (row,) = find_stories([StoryArticle("a", "Ferry sinks", "A ferry sank off Maravel.")])
    assert row.title == "Ferry sinks"
    (row,) = find_stories([StoryArticle("a", "", "A ferry sank off Maravel.")])
    assert "Maravel" in row.title


def test_likeness_is_worth_less_far_apart_in_time() -> None:
    worth = (shelf._worth(400)[[0, 2, 3, 14, 30, 400]] / shelf._WORTH).tolist()
    assert worth[0] == worth[1] == 1
    assert worth == sorted(worth, reverse=True)
    assert worth[-1] == pytest.approx(shelf.FAR, abs=0.001)


def test_neighbours_are_the_same_however_many_pairs_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(e, i, date(2025, 3, 1 + i)) for e in EVENTS for i in range(6)]
    monkeypatch.setattr(clusters, "NEIGHBOURS", 3)
    at_once = find_stories(articles)
    monkeypatch.setattr(clusters, "MOST_PAIRS", 5)
    assert find_stories(articles) == at_once


def test_undated_articles_are_told_by_their_words() -> None:
    articles = [
        article(e, i, None if i == 0 else date(2025, 3, i)) for e in EVENTS for i in range(6)
    ]
    assert frozenset(f"ferry-{i}" for i in range(6)) in groups(articles)


@pytest.mark.parametrize("seed", range(3))
def test_order_of_arrival_does_not_count(seed: int) -> None:
    articles = [article(e, i, date(2025, 3, 1 + i % 5)) for e in EVENTS for i in range(10)]
    want = find_stories(articles)
    random.Random(seed).shuffle(articles)
    assert find_stories(iter(articles)) == want


def test_nothing_and_empty_articles() -> None:
    assert find_stories([]) == ()
    found = find_stories([StoryArticle("a", "", ""), StoryArticle("b", "", "")])
    assert len({row.story for row in found}) == 2


def test_words_weigh_by_rarity_and_place() -> None:
    counts = [terms("Ferry sinks", "The ferry's crew was saved"), terms("", "A crew of ten")]
    assert counts[0] == {"ferry": 7, "sinks": 6, "crew": 1, "saved": 1}
    few, many = features("Ferry sinks", ""), features("Ferry sinks", "The ferry's crew was saved")
    assert few.counts.tolist() == [6, 6]
    assert sorted(many.counts.tolist()) == [1, 1, 6, 7]


def grown(told: list[shelf.Told], new: set[str]) -> tuple[clusters.Blocks, list[list[str]]]:
    """The stories of articles of which some come later, as far as these change any."""
    before = shelf.Shelf([t for t in told if t.id not in new])
    first = clusters.Blocks(before)
    after = shelf.Shelf(told)
    place = {article: n for n, article in enumerate(after.ids)}
    moved = np.array([*(place[article] for article in before.ids), clusters.NOBODY])
    near = clusters.Near.unknown(len(told))
    near.nearest[moved[:-1]] = moved[first.near.nearest]
    near.likeness[moved[:-1]] = first.near.likeness
    near.block[moved[:-1]] = moved[first.near.block]
    blocks = clusters.Blocks(after, near, np.array(sorted(place[article] for article in new)))
    seen = {after.ids[n] for n in blocks.members}
    left = [[before.ids[n] for n in group] for group in first.groups()]
    anew = [[after.ids[n] for n in group] for group in blocks.groups()]
    return blocks, [group for group in left if seen.isdisjoint(group)] + anew


@pytest.mark.parametrize("seed", range(6))
def test_stories_grow_to_what_all_articles_give(seed: int) -> None:
    rng = random.Random(seed)
    days = [date(2025, 3, 1) + timedelta(rng.randrange(90)) for _ in range(70)]
    articles = [article(rng.choice(list(EVENTS)), n, day) for n, day in enumerate(days)]
    mixed = [replace(a, text=a.text[: rng.randrange(40, 400)]) for a in articles]
    told = [a.told for a in mixed]
    blocks, found = grown(told, {a.id for a in rng.sample(mixed, rng.choice([1, 1, 3]))})
    everything = clusters.Blocks(shelf.Shelf(told))
    assert sorted(found) == sorted(
        [everything_ids(told)[n] for n in g] for g in everything.groups()
    )
    assert blocks.near.nearest.tolist() == everything.near.nearest.tolist()
    assert blocks.near.likeness.tolist() == everything.near.likeness.tolist()


def everything_ids(told: list[shelf.Told]) -> list[str]:
    return shelf.Shelf(told).ids


def test_likeness_is_the_same_however_many_are_compared_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [date(2025, 3, 1), date(2025, 6, 1), None]
    told = [article(e, i, day).told for e in EVENTS for i, day in enumerate(days)]
    found = shelf.Shelf(told)
    wanted = np.arange(len(told))

    def likeness(part: np.ndarray | None) -> dict[tuple[int, int], int]:
        rows = found.rows(wanted, part)
        return {(n, int(o)): int(k) for n, *row in rows for o, k in zip(*row, strict=True)}

    all_pairs = likeness(None)
    assert all_pairs
    assert all(n != o for n, o in all_pairs)
    some = {(n, o): k for (n, o), k in all_pairs.items() if o % 2 == n % 2}
    assert likeness(wanted % 2) == some
    monkeypatch.setattr(shelf, "_AT_ONCE", 1)
    assert likeness(wanted % 2) == some
    assert likeness(None) == all_pairs
