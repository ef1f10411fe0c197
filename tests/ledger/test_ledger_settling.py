"""Settling: what all articles say together, replaced as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledger_cases import RUN, VERSIONS, article, cases, extraction

from parley.errors import NotFoundError
from parley.ledger import (
    CopyOf,
    DatedOf,
    Identity,
    Kept,
    LearnedFurniture,
    Ledger,
    Query,
    RepeatedLine,
    StoryOf,
    UtteranceOf,
)
from parley.records import EventType, Happening, Spread, Status, Validators, When

IDS = [article(n).id for n in range(8)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "parley.db") as opened:
        for n, (one, yielded) in enumerate(cases(range(8))):
            opened.add(one, yielded, run=RUN, lines=["share", f"line {n}"])
        yield opened


def test_what_is_not_settled_is_known(ledger: Ledger) -> None:
    assert ledger.unsettled() == sorted(IDS)
    ledger.settle()
    assert ledger.unsettled() == []
    ledger.add(article(3), extraction(article(3), 3, {**VERSIONS, "rules": "2"}), run=RUN)
    assert ledger.unsettled() == [IDS[3]]


def test_a_stale_view_does_not_overwrite_a_newer_one(ledger: Ledger) -> None:
    mark = ledger.mark()
    with Ledger.open(ledger.path) as other:
        other.add(article(9), extraction(article(9), 9), run=RUN)
    assert not ledger.settle(stories=[StoryOf(IDS[0], "sto-a", "A")], mark=mark)
    assert ledger.stories() == []
    assert article(9).id in ledger.unsettled()
    assert ledger.settle(stories=[StoryOf(IDS[0], "sto-a", "A")], mark=ledger.mark())
    assert ledger.unsettled() == []


def test_stories(ledger: Ledger) -> None:
    told = [
        StoryOf(i, "sto-a" if n < 5 else "sto-b", "A" if n < 5 else "B") for n, i in enumerate(IDS)
    ]
    ledger.settle(stories=told)
    first, second = ledger.stories()
    assert (first.id, first.title, first.articles, first.publishers) == ("sto-a", "A", 5, 4)
    assert (second.first, second.last) == (date(2025, 3, 6), date(2025, 3, 8))
    assert ledger.articles(Query(story="sto-b"))[0].story == ("sto-b", "B")
    assert len(ledger.events(Query(story="sto-b"))) == 9
    assert ledger.counts().stories == 2
    assert [s.id for s in ledger.stories(Query(order="newest"))] == ["sto-b", "sto-a"]
    ledger.settle(stories=told[:5])
    assert [s.id for s in ledger.stories()] == ["sto-a"]


def test_copies(ledger: Ledger) -> None:
    ledger.settle(copies=[CopyOf(IDS[1], IDS[0], "contains it", "Valdor Wire")])
    row = ledger.articles(Query(article=IDS[1]))[0]
    assert row.copy_of == IDS[0]
    assert len(ledger.articles(Query(copies=False))) == 7
    assert len(ledger.events(Query(copies=False))) == 21
    assert len(ledger.events()) == 24


def test_learned_furniture_hides_what_stands_in_it(ledger: Ledger) -> None:
    text = article(2).text
    start = text.index("Shelling")
    ledger.settle(furniture=[LearnedFurniture(IDS[2], start, len(text))])
    assert len(ledger.events(Query(article=IDS[2]))) == 2
    assert len(ledger.events(Query(article=IDS[2], furniture=True))) == 3
    assert ledger.extraction(IDS[2]).events == extraction(article(2), 2).events
    ledger.settle(furniture=[])
    assert len(ledger.events(Query(article=IDS[2]))) == 3


def test_lines_that_a_publisher_repeats(ledger: Ledger) -> None:
    found = ledger.repeated_lines(2)
    assert found == [RepeatedLine(f"The Outlet {n}", "share", 2) for n in range(4)]
    assert ledger.articles_with_line(found[1]) == sorted([IDS[1], IDS[5]])
    assert ledger.repeated_lines(3) == []
    ledger.settle(repeated=found)


def test_settling_the_same_writes_nothing(ledger: Ledger) -> None:
    def settle() -> None:
        ledger.settle(
            identities=[Identity(i, "vld", "act-v", "Valdoria", "state", "VLD") for i in IDS],
            stories=(StoryOf(i, "sto-a", "A") for i in IDS),
            copies=[CopyOf(IDS[1], IDS[0], "same text")],
            repeated=ledger.repeated_lines(2),
            furniture=[LearnedFurniture(IDS[0], 0, 15)],
        )

    settle()
    with sqlite3.connect(ledger.path) as raw:
        before = list(raw.iterdump())
        settle()
        assert list(raw.iterdump()) == before
    ledger.settle(stories=[])  # leaves the others
    assert ledger.articles(Query(article=IDS[1]))[0].copy_of == IDS[0]


def test_only_stored_articles_are_settled_or_nothing_is(ledger: Ledger) -> None:
    told = [StoryOf(IDS[0], "sto-a", "A"), StoryOf("art-none", "sto-a", "A")]
    with pytest.raises(NotFoundError, match="only stored articles"):
        ledger.settle(stories=told)
    assert ledger.stories() == []
    assert ledger.unsettled() == sorted(IDS)


def test_what_is_settled_stays_when_an_article_is_read_anew(ledger: Ledger) -> None:
    ledger.settle(identities=[Identity(i, "vld", "act-v", "Vald.", "state", "VLD") for i in IDS])
    ledger.add(article(3), extraction(article(3), 3, {**VERSIONS, "rules": "2"}), run=RUN)
    assert len(ledger.events(Query(actor="act-v"))) == 16


def test_an_utterance_is_listed_once_and_keeps_its_wordings(ledger: Ledger) -> None:
    first, second = [row.id for row in ledger.statements()][:2]
    ledger.settle(
        utterances=[UtteranceOf(first, "utt-1", True), UtteranceOf(second, "utt-1", False)]
    )
    listed = {row.id for row in ledger.statements(Query(once=True))}
    assert first in listed
    assert second not in listed
    assert [(w.statement, w.leads) for w in ledger.wordings(second)] == [
        (first, True),
        (second, False),
    ]
    assert ledger.wordings(ledger.statements()[2].id) == []


def test_days_concluded_for_an_article_stand_with_their_reasons(ledger: Ledger) -> None:
    article = ledger.articles()[0].id
    day = date(2025, 3, 2)
    ledger.settle(dated=[DatedOf(article, day, day, ("copy see art-1: 2025-03-02",))])
    ledger.settle(dated=[DatedOf(article, day, day, ("copy see art-1: 2025-03-02",))])
    assert ledger.articles()[0].dated == (day, day, ("copy see art-1: 2025-03-02",))
    ledger.settle(dated=[])
    assert ledger.articles()[0].dated is None


def test_what_a_server_said_of_a_page_is_kept(ledger: Ledger) -> None:
    assert ledger.validators("https://example.org/a") is None
    ledger.keep_validators("https://example.org/a", Validators("v1", None))
    ledger.keep_validators("https://example.org/a", Validators("v2", "Tue"))
    assert ledger.validators("https://example.org/a") == Validators("v2", "Tue")


def test_what_is_joined_is_filtered_by_when_it_was_told(tmp_path: Path) -> None:
    happening = Happening(
        "hap-1", EventType.CONSULT, None, Status.ACTUAL, When(), None, (), (), (), "ev-1", "", "",
        ("ev-1",), Spread(1, 1, 1), 0.5, 1.0,
    )  # fmt: skip
    kept = Kept(happening, date(2025, 3, 1), date(2025, 3, 9))
    with Ledger.open(tmp_path / "joined.db") as ledger:
        ledger.settle_joined(happenings=([kept], None))

        def count(**asked: Any) -> int:
            return ledger.counted(Happening, Query(**asked))[None]

        assert count(known_since=date(2025, 3, 9)) == 1
        assert count(known_since=date(2025, 3, 10)) == 0
        assert (count(disputed=False), count(disputed=True)) == (1, 0)
