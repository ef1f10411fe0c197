"""Lists, filters, search and look-ups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from ledger_cases import RUN, article, case, cases, extraction

from parley.errors import NotFoundError
from parley.ledger import Identity, Ledger, Query, StoryOf, fold

COUNT = 20


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("lists") / "parley.db") as opened:
        for one, yielded in cases(range(COUNT)):
            opened.add(one, yielded, run=RUN)
        undated = article(50, day=None)
        opened.add(undated, extraction(undated, 50), run=RUN)
        yield opened


def test_rows_hold_what_is_printed(ledger: Ledger) -> None:
    row = ledger.statements(Query(article=article(0).id))[0]
    assert row.quote == ('"We want a 30-day cease-fire, number 0,"',)
    assert row.evidence == ('"We want a 30-day cease-fire, number 0," Petrić told reporters.',)
    assert [(a.role, a.name, a.country) for a in row.actors] == [("speaker", "Ana Petrić", "VAL")]
    assert (row.article.title, row.article.publisher) == ("Envoy in Lindholm (0)", "The Outlet 0")
    assert row.day == row.article.published == date(2025, 3, 1)
    step = ledger.steps(Query(article=article(0).id))[0]
    assert step.proposal == (
        ledger.proposals(Query(article=article(0).id))[0].id,
        "30-day cease-fire",
    )
    contact = ledger.contacts(Query(article=article(0).id))[0]
    assert [a.key for a in contact.who("recipient")] == ["vld"]


def test_order_is_total_and_unknown_days_come_last(ledger: Ledger) -> None:
    for order in ("date", "newest"):
        rows = ledger.events(Query(order=order))
        assert len(rows) == 3 * (COUNT + 1)
        assert [r.day for r in rows[-3:]] == [None] * 3
        days = [r.day for r in rows[:-3]]
        assert days == sorted(days, reverse=order == "newest")
    whole = ledger.events()
    assert ledger.events(Query(limit=7, offset=5)) == whole[5:12]
    doubts = [r.record.confidence for r in ledger.events(Query(order="confidence"))]
    assert doubts == sorted(doubts, reverse=True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query(), 63),
        (Query(actor="petrić"), 22),  # key; even numbers, CONSULT and REJECT
        (Query(actor="PETRIC"), 22),
        (Query(actor="Ana Petrić"), 22),
        (Query(actor="valdorian officials"), 42),
        (Query(actor="the Valdoria"), 42),
        (Query(actor="nobody"), 0),
        (Query(country="nor"), 20),
        (Query(country="VAL"), 22),
        (Query(type="consult"), 21),
        (Query(type=("CONSULT", "ASSAULT")), 42),
        (Query(mode="visit"), 21),
        (Query(status="possible"), 21),
        (Query(status=["possible", "actual"]), 63),
        (Query(min_confidence=0.7), 21),
        (Query(since=date(2025, 3, 19)), 6),
        (Query(until=date(2025, 3, 2)), 6),
        (Query(since=date(2025, 3, 2), until=date(2025, 3, 3)), 6),
        (Query(as_of=date(2025, 3, 1)), 3),
        (Query(publisher="outlet 1"), 15),
        (Query(text="cafe"), 21),
        (Query(text="NAÏVE café"), 21),
        (Query(text='"truce plan"'), 21),
        (Query(text='"plan truce"'), 0),
        (Query(text="shell*"), 21),
        (Query(article="art-"), 63),
        (Query(actor="brenner", type="REJECT", as_of=date(2025, 3, 4)), 2),
    ],
)
def test_filters_of_events(ledger: Ledger, query: Query, count: int) -> None:
    assert len(ledger.events(query)) == count
    found = ledger.counts(query)
    assert found.events == count


def test_filters_of_statements(ledger: Ledger) -> None:
    def count(**query: object) -> int:
        return len(ledger.statements(Query(**query)))

    assert count(speaker="Brenner") == 10
    assert count(speaker="Valdoria") == 0
    assert count(form="direct") == 21
    assert count(form=("indirect", "mixed")) == 0
    assert count(act="asserts") == 21
    assert count(act=("denies", "offers")) == 0
    assert count(about='"30-day cease-fire"') == 21  # words, for nobody has that name
    assert len(ledger.steps(Query(type="rejected"))) == 21
    assert len(ledger.steps(Query(type="ceasefire"))) == 42
    assert len(ledger.proposals(Query(type="ceasefire"))) == 21
    assert ledger.proposals(Query(type="talks")) == ledger.steps(Query(type="talks")) == []
    assert count(about="Valdoria") == 0  # the statements do not mention it


def test_whom_a_statement_is_about(tmp_path: Path) -> None:
    one, yielded = case(1)
    wide = replace(yielded.statements[0], content=(yielded.events[0].evidence[0],))
    with Ledger.open(tmp_path / "about.db") as ledger:
        ledger.add(one, replace(yielded, statements=(wide,)), run=RUN)
        assert len(ledger.statements(Query(about="valdoria"))) == 1
        assert ledger.statements(Query(actor="valdoria")) == []


def test_every_filter_takes_hostile_words_as_words(ledger: Ledger) -> None:
    hostile = (
        "' OR 1=1 --",
        '"; DROP TABLE entry; --',
        "%",
        "_",
        "NEAR(a b)",
        "x" * 5000,
        "",
        '"',
        "*",
        "\0",
        "\udce9",
    )
    words = (
        "actor",
        "country",
        "type",
        "mode",
        "status",
        "text",
        "story",
        "speaker",
        "form",
        "about",
        "publisher",
    )
    for name in words:
        for text in hostile:
            query = Query(**{name: text})
            if (name, text) not in {("story", "")}:
                assert ledger.events(query) == [], (name, text)
            (
                ledger.articles(query),
                ledger.actors(query),
                ledger.counts(query),
                ledger.stories(query),
            )
            ledger.search(text or " ", query=query)
    assert ledger.counts().events == 63


def test_every_field_of_a_query_is_tested_here() -> None:
    source = (
        Path(__file__).read_text() + Path(__file__).with_name("test_ledger_settling.py").read_text()
    )
    source += Path(__file__).with_name("test_ledger_judging.py").read_text()
    for field in fields(Query):
        assert f"{field.name}=" in source, field.name


def test_articles_and_actors(ledger: Ledger) -> None:
    rows = ledger.articles()
    assert len(rows) == COUNT + 1
    assert rows[-1].published is None
    assert (rows[0].statements, rows[0].events, rows[0].proposals) == (1, 3, 1)
    assert [r.published for r in ledger.articles(Query(order="newest", limit=1))] == [
        date(2025, 3, 20)
    ]
    assert len(ledger.articles(Query(actor="Brenner"))) == 10
    assert len(ledger.articles(Query(text="lindholm naive"))) == 5
    first, second, third = ledger.actors()
    assert (first.identity, first.articles, first.events) == ("vld", 21, 42)
    assert (second.identity, second.articles, second.statements, second.steps) == (
        "petrić",
        11,
        11,
        11,
    )
    assert second.names == ("Ana Petrić", "Petrić")
    assert ledger.actors(Query(country="NOR")) == [third]
    assert ledger.counts().actors == 3


def test_search_finds_all_kinds(ledger: Ledger) -> None:
    hits = ledger.search("cafe line")
    assert {h.kind for h in hits} == {"article", "event"}
    assert ledger.search("cafe line") == hits
    assert len(ledger.search("petric", kinds=["statement"])) == 11
    assert len(ledger.search("truce", query=Query(limit=4))) == 4
    assert {h.kind for h in ledger.search("truce", kinds=["step"])} == {"step"}
    assert ledger.search("cafe", query=Query(as_of=date(2025, 2, 1))) == []
    assert ledger.search("???") == []


def test_ids_may_be_cut_short(ledger: Ledger) -> None:
    whole = ledger.events()[0].id
    assert ledger.get(whole[:9]).row.id == ledger.get(whole).row.id == whole
    with pytest.raises(NotFoundError, match=r"several ids begin with .*: ev-.*give more of it"):
        ledger.get("ev-")
    for wrong in ("ev-nothing", "", "%", "art-", "\udce9"):
        with pytest.raises(NotFoundError):
            ledger.get(wrong)
    with pytest.raises(NotFoundError):
        ledger.article("nothing")


def test_names_in_every_spelling_once_identities_are_settled(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "names.db") as ledger:
        for n, name in ((1, "Olaf Brenner"), (3, "Olav Brener")):
            one, yielded = case(n)
            person = replace(yielded.actors[0], name=name, names=(name,))
            ledger.add(one, replace(yielded, actors=(person, yielded.actors[1])), run=RUN)
        assert len(ledger.statements(Query(speaker="Brener"))) == 1
        ids = [article(n).id for n in (1, 3)]
        same = [Identity(i, "brenner", "act-1", "Olaf Brenner", "person", "DNK") for i in ids]
        ledger.settle(identities=same, stories=[StoryOf(ids[0], "sto-7", "The envoy")])
        for words in ("Brener", "olaf brenner", "act-1", "brenner"):
            assert len(ledger.statements(Query(speaker=words))) == 2, words
        assert len(ledger.statements(Query(country="DNK"))) == 2
        assert ledger.statements(Query(country="NOR")) == []
        names = {(i.article, i.actor): i.name for i in ledger.identities()}
        assert names[ids[1], "brenner"] == "Olaf Brenner"
        assert names[ids[1], "vld"] == "Valdoria"  # not settled
        person = ledger.actors(Query(actor="Brener"))[0]
        assert (person.identity, person.country, person.articles) == ("act-1", "DNK", 2)
        assert person.names == ("Olaf Brenner", "Olav Brener")
        assert [r.article.id for r in ledger.statements(Query(story="sto-"))] == ids[:1]


def test_folding() -> None:
    assert fold("The Élysée") == fold("élysee") == "elysee"
    assert fold("Jean-Noël  O’Brien") == "jean noel o brien"
    assert fold("The") == "the"
    assert fold("…") == ""


def test_entries_are_listed_by_their_ids(ledger: Ledger) -> None:
    wanted = [row.id for row in ledger.events()][1:3]
    assert sorted(r.id for r in ledger.events(Query(ids=tuple(wanted)))) == sorted(wanted)
    assert ledger.events(Query(ids=())) == []
    others = ledger.events(Query(without=tuple(wanted)))
    assert not set(wanted) & {r.id for r in others}
    assert len(others) + len(wanted) == 63
