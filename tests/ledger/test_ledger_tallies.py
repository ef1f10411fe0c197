"""Counting and looking up: what is counted is what is listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from ledger_cases import RUN, article, cases

from parley.errors import NotFoundError
from parley.ledger import CopyOf, Identity, LearnedFurniture, Ledger, Query, StoryOf
from parley.spans import Span

IDS = [article(n).id for n in range(8)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "parley.db") as opened:
        for one, yielded in cases(range(8)):
            opened.add(one, yielded, run=RUN)
        people = {
            (row.article.id, a.key): Identity(
                row.article.id, a.key, f"act-{a.key}", a.name, a.kind, a.country, a.sector
            )
            for row in opened.statements()
            for a in row.who("speaker")
        }
        opened.settle(
            identities=people.values(),
            stories=[StoryOf(i, "sto-a1" if n < 5 else "sto-a2", "A") for n, i in enumerate(IDS)],
            copies=[CopyOf(IDS[3], IDS[0], "same text")],
            furniture=[LearnedFurniture(IDS[2], 0, 15)],
        )
        yield opened


@pytest.mark.parametrize(
    "query", [Query(), Query(publisher="The Outlet 1"), Query(since=date(2025, 3, 4))]
)
def test_tallies_count_what_is_listed(ledger: Ledger, query: Query) -> None:
    rows = ledger.statements(query)
    found = ledger.tallies.of(
        "statement", query, "kind", "form", "act", "publisher", "speaker", "country"
    )
    assert ledger.tallies.total("statement", query) == len(rows)
    assert [(t.value, t.number) for t in found["kind"]] == [("statement", len(rows))]
    listed = {
        "form": [r.record.form.value for r in rows],
        "act": [r.record.act.value for r in rows],
        "publisher": [r.article.publisher for r in rows],
        "speaker": [a.identity for r in rows for a in r.who("speaker")],
        "country": [a.country for r in rows for a in r.who("speaker") if a.country],
    }
    for by, values in listed.items():
        assert {t.value: t.number for t in found[by]} == Counter(values)  # type: ignore[index]


def test_an_actor_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    listed = {row.identity: row for row in ledger.actors() if row.identity.startswith("act-")}
    for identity, row in listed.items():
        assert ledger.tallies.actor(identity) == row
    one = min(listed)
    assert ledger.tallies.actor(one[:-1]).identity == one
    with pytest.raises(NotFoundError, match="several ids begin with"):
        ledger.tallies.actor("act-")
    with pytest.raises(NotFoundError):
        ledger.tallies.actor("nobody")
    assert ledger.tallies.names([one, "act-none"]) == {one: listed[one].name}


def test_actors_are_listed_at_once_as_in_full(ledger: Ledger) -> None:
    for query in (Query(type="person"), Query(actor="Petrić"), Query(since=date(2025, 3, 5))):
        whole = {
            (r.identity, r.articles) for r in ledger.actors(query) if r.identity.startswith("act-")
        }
        quick = {
            (r.identity, r.articles)
            for r in ledger.tallies.actors(query)
            if r.identity.startswith("act-")
        }
        assert quick == whole


def test_a_story_is_found_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    assert ledger.tallies.story("sto-a2") == next(s for s in ledger.stories() if s.id == "sto-a2")
    with pytest.raises(NotFoundError, match="several ids begin with"):
        ledger.tallies.story("sto-a")
    with pytest.raises(NotFoundError):
        ledger.tallies.story("")


def test_outlets_copies_and_furniture(ledger: Ledger) -> None:
    rows = ledger.tallies.outlets(Query())
    assert sum(r.articles for r in rows) == 8
    assert [r.publisher for r in rows if r.copies] == ["The Outlet 3"]
    assert [r.id for r in ledger.tallies.copies(IDS[0])] == [IDS[3]]
    assert ledger.tallies.copies(IDS[1]) == []
    assert ledger.tallies.furniture(IDS[2]) == [Span(0, 15)]
    assert ledger.tallies.titles(IDS[:1]) == {IDS[0]: "Envoy in Lindholm (0)"}
    (versions,) = ledger.tallies.versions()
    assert versions[1] == 8


def test_the_state_changes_with_the_ledger(ledger: Ledger) -> None:
    before = ledger.tallies.state()
    assert ledger.tallies.state() == before
    with Ledger.open(ledger.path) as other:
        other.add(*next(iter(cases([20]))), run=RUN)
    assert ledger.tallies.state() != before
    assert ledger.tallies.holds()["article"] == 9
