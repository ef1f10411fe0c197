"""Adding: what is stored, what is the same, what replaces what, what is refused."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest
from ledger_cases import RUN, VERSIONS, article, case, cases, extraction

from parley.errors import RefusedEntryError
from parley.ids import text_hash
from parley.ledger import Ledger, Run
from parley.records import Article, Extraction, Found, Mention, When, pack
from parley.spans import Span


@pytest.fixture
def ledger(tmp_path: Path) -> Iterable[Ledger]:
    with Ledger.open(tmp_path / "parley.db") as opened:
        yield opened


def exported(ledger: Ledger) -> list[str]:
    return [json.dumps([pack(a), pack(e)], sort_keys=True) for a, e in ledger.everything()]


def test_what_comes_out_is_what_went_in(ledger: Ledger) -> None:
    for one, yielded in cases(range(6)):
        assert ledger.add(one, yielded, run=RUN) == "new"
        assert ledger.article(one.id) == one
        assert ledger.extraction(one.id[:10]) == yielded
    out = list(ledger.everything())
    assert [a.id for a, _ in out] == sorted(a.id for a, _ in cases(range(6)))
    assert {a.id: (a, e) for a, e in out} == {a.id: (a, e) for a, e in cases(range(6))}


def test_everything_goes_on_over_its_chunks(ledger: Ledger) -> None:
    for one, yielded in cases(range(230)):
        ledger.add(one, yielded, run=RUN)
    assert len(exported(ledger)) == 230


def test_reading_again_writes_nothing(ledger: Ledger) -> None:
    one, yielded = case(1)
    ledger.add(one, yielded, run=RUN, lines=["a", "b", "a"])
    with sqlite3.connect(ledger.path) as raw:
        before = list(raw.iterdump())
        later = Run(datetime(2026, 1, 1, tzinfo=UTC))
        assert ledger.add(one, yielded, run=later) == "same"
        assert list(raw.iterdump()) == before


def test_evidence_has_both_selectors(ledger: Ledger) -> None:
    one, yielded = case(1)
    ledger.add(one, yielded, run=RUN)
    entry = ledger.get(yielded.events[1].id)
    (selector,) = entry.selectors
    assert one.text[selector.start : selector.end] == selector.exact
    assert selector.exact == "Valdoria rejected the truce plan."
    assert one.text.startswith(
        selector.prefix + selector.exact + selector.suffix, selector.start - 32
    )
    assert (len(selector.prefix), len(selector.suffix)) == (32, 32)
    assert selector.sha256 == text_hash(one.text)
    assert entry.row.evidence == (selector.exact,)
    assert entry.versions == VERSIONS


def test_other_versions_replace_what_was_read(ledger: Ledger) -> None:
    one, yielded = case(1)
    ledger.add(one, yielded, run=RUN)
    fewer = replace(yielded, versions={**VERSIONS, "rules": "2"}, events=yielded.events[:1])
    assert ledger.read_already(one.id, VERSIONS, one.day)
    assert not ledger.read_already(one.id, fewer.versions, one.day)
    assert ledger.add(one, fewer, run=RUN) == "changed"
    assert ledger.extraction(one.id) == fewer
    assert ledger.counts().events == 1
    assert [r.outcome for r in ledger.readings(one.id)] == ["new", "changed"]
    assert not ledger.search("shelling", kinds=["event"])


def test_a_day_that_becomes_known_replaces_what_was_read(ledger: Ledger) -> None:
    undated, dated = article(1, day=None), article(1)
    ledger.add(undated, extraction(undated, 1), run=RUN)
    assert ledger.events()[0].day is None
    assert not ledger.read_already(undated.id, VERSIONS, dated.day)
    assert ledger.add(dated, extraction(dated, 1), run=RUN) == "changed"
    assert ledger.add(undated, extraction(undated, 1), run=RUN) == "same"
    assert ledger.read_already(undated.id, VERSIONS, None)
    assert ledger.events()[0].day == date(2025, 3, 2)


def test_places_where_an_article_was_found_are_kept(ledger: Ledger) -> None:
    first, again = article(1, origin="b/1.txt"), article(1, origin="a/1.txt")
    ledger.add(first, extraction(first, 1), run=RUN)
    ledger.found_again(again, run=RUN)
    ledger.found_again(again, run=RUN)
    notes = ledger.readings(first.id)
    assert [(n.origin, n.outcome) for n in notes] == [("b/1.txt", "new"), ("a/1.txt", "found")]
    assert ledger.article(first.id).origin == "a/1.txt"
    assert ledger.articles()[0].origin == "a/1.txt"


def test_order_of_arrival_does_not_count(tmp_path: Path) -> None:
    """Four readings of one article that know different things, in every order."""
    plain = article(1)
    readings = [
        article(1, day=None),
        article(1, day=date(2025, 3, 5), reason="byline line", origin="z.txt"),
        article(1, day=date(2025, 3, 9), origin="m.txt"),
        replace(plain, agency=Found("Valdor Wire", "credit"), origin="y.txt"),
    ]
    results = set()
    for at, order in enumerate(permutations(readings)):
        with Ledger.open(tmp_path / f"{at}.db") as ledger:
            for one in order:
                if not ledger.read_already(one.id, VERSIONS, one.day):
                    ledger.add(one, extraction(one, 1), run=RUN)
                else:
                    ledger.found_again(one, run=RUN)
            results.add("".join(exported(ledger)))
            kept = ledger.article(plain.id)
            assert (kept.day, kept.origin) == (date(2025, 3, 2), "clips/00001.txt")
            assert kept.agency == Found("Valdor Wire", "credit")
    assert len(results) == 1


def test_two_ledgers_filled_in_different_orders_are_equal(tmp_path: Path) -> None:
    made = list(cases(range(12)))
    out = []
    for name, order in (("a", made), ("b", made[::-1])):
        with Ledger.open(tmp_path / name) as ledger:
            for one, yielded in order:
                ledger.add(one, yielded, run=RUN)
            out.append((exported(ledger), ledger.events(), ledger.actors(), ledger.search("truce")))
    assert out[0] == out[1]


def refused(ledger: Ledger, one: Article, yielded: Extraction, words: str) -> None:
    with pytest.raises(RefusedEntryError, match=words):
        ledger.add(one, yielded, run=RUN)
    assert ledger.counts().articles == 0


def test_entries_that_break_a_rule_are_never_stored(ledger: Ledger) -> None:
    one, yielded = case(1)
    statement, event, end = yielded.statements[0], yielded.events[0], len(one.text)

    def said(**fields: object) -> Extraction:
        return replace(yielded, statements=(replace(statement, **fields),))

    def done(**fields: object) -> Extraction:
        return replace(yielded, events=(replace(event, **fields),))

    refused(ledger, one, said(evidence=()), "has no evidence")
    refused(ledger, one, said(content=()), "says nothing")
    refused(ledger, one, said(content=(Span(0, end + 1),)), "is no stretch of a text")
    refused(ledger, one, said(cue=(Span(5, 5),)), r"\[5, 5\) is no stretch")
    refused(ledger, one, said(confidence=1.5), r"1.5 is not in \[0, 1\]")
    refused(ledger, one, said(confidence=float("nan")), r"nan is not in \[0, 1\]")
    refused(ledger, one, said(speaker="nobody"), "its speaker 'nobody' is no actor")
    refused(ledger, one, done(anchor=Span(-3, 2)), r"\[-3, 2\) is no stretch")
    refused(ledger, one, done(date=When(None, None, "unknown", Span(end, end + 4))), "no stretch")
    refused(ledger, one, replace(yielded, events=(event, event)), "another entry .* has its id")
    refused(ledger, one, replace(yielded, actors=yielded.actors * 2), "two of its actors")
    outside = Mention(Span(end, end + 1), None, "pronoun")
    refused(ledger, one, replace(yielded, mentions=(outside,)), "no stretch")
    refused(ledger, one, replace(yielded, article="art-other"), "it is not of the article")


def test_articles_that_break_a_rule_are_never_stored(ledger: Ledger) -> None:
    one, yielded = case(1)
    refused(ledger, replace(one, sha256="0" * 64), yielded, "hash is not that of its text")
    refused(ledger, replace(one, paragraphs=(Span(0, 10_000),)), yielded, "no stretch")
    half = one.text + "\ud83d"
    refused(ledger, replace(one, text=half, sha256=text_hash(half)), yielded, "lone surrogate")
    ledger.add(one, yielded, run=RUN)
    other = replace(one, text="Other.", sha256=text_hash("Other."), furniture=(), paragraphs=())
    with pytest.raises(RefusedEntryError, match="another text has this id"):
        ledger.add(other, Extraction(one.id), run=RUN)


def test_strange_but_honest_articles_are_stored(ledger: Ledger) -> None:
    one = article(1, origin="clips/caf\udce9.txt")
    text = one.text + "\0 and 😀 after a NUL"
    one = replace(one, text=text, sha256=text_hash(text), title=Found("\udce9 title", "given"))
    yielded = extraction(one, 1)
    ledger.add(one, yielded, run=RUN)
    assert ledger.article(one.id) == one
    assert ledger.extraction(one.id) == yielded
    assert any(row.evidence[0].endswith("\0 and 😀 after a NUL") for row in ledger.events())
    empty = Article("art-empty", "", text_hash(""), "empty.txt")
    ledger.add(empty, Extraction("art-empty"), run=RUN)
    ledger.add(empty, Extraction("art-empty", versions={"x": "2"}), run=RUN)
    assert ledger.article("art-empty") == empty


def test_another_text_at_the_same_url_is_linked(ledger: Ledger) -> None:
    old = article(1)
    text = old.text + " Corrected."
    new = replace(old, id="art-new", text=text, sha256=text_hash(text))
    ledger.add(old, extraction(old, 1), run=RUN)
    ledger.add(new, extraction(new, 1), run=RUN)
    assert (
        ledger.versions_of(old.id) == ledger.versions_of("art-new") == sorted([old.id, "art-new"])
    )
