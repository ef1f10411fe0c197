"""What people decided about identities is kept whatever the machine finds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parley.records import Actor, Judgement
from parley.stories.identities.decided import Merge, Split, Whom, as_judgement, read_decision
from parley.stories.identities.identity import IdentityOf, find_identities

ROWS = [
    ("a", [Actor("x", "Harbour Watch", "organisation")]),
    ("b", [Actor("x", "Harbour Watch", "organisation")]),
    ("c", [Actor("y", "Coastal Monitor", "organisation")]),
    ("d", [Actor("z", "Anna Holm", "person", "DNK"), Actor("w", "Ana Holm", "person", "DNK")]),
]


def ids(found: tuple[IdentityOf, ...]) -> dict[tuple[str, str], str]:
    return {(row.article, row.actor): row.identity for row in found}


def whom(article: str, actor: str) -> Whom:
    row = next(r for r in find_identities(ROWS) if (r.article, r.actor) == (article, actor))
    return Whom(row.identity, row.name)


MERGE = Merge(whom("a", "x"), whom("c", "y"))


def test_two_are_one() -> None:
    found = find_identities(ROWS, decided=[MERGE])
    who = ids(found)
    assert who["c", "y"] == who["a", "x"] == MERGE.one.identity
    assert {r.name for r in found if r.article == "c"} == {"Harbour Watch"}


def test_a_decision_finds_its_identity_by_name_when_the_id_is_gone() -> None:
    gone = Merge(Whom("act-gone", "Harbour Watch"), Whom("act-gone-too", "Coastal Monitor"))
    assert ids(find_identities(ROWS, decided=[gone])) == ids(find_identities(ROWS, decided=[MERGE]))


def test_one_is_two_by_article() -> None:
    split = Split(whom("a", "x"), articles=frozenset({"b"}))
    who = ids(find_identities(ROWS, decided=[split]))
    assert who["a", "x"] == split.of.identity
    assert who["b", "x"] not in {who["a", "x"], who["c", "y"]}


def test_one_is_two_by_name() -> None:
    together = ids(find_identities(ROWS))
    assert together["d", "z"] == together["d", "w"]
    split = Split(whom("d", "z"), names=frozenset({"Ana Holm"}))
    who = ids(find_identities(ROWS, decided=[split]))
    assert who["d", "z"] != who["d", "w"]


def test_decisions_follow_each_other() -> None:
    split = Split(whom("a", "x"), articles=frozenset({"b"}))
    new = next(r for r in find_identities(ROWS, decided=[split]) if r.article == "b")
    back = Merge(split.of, Whom(new.identity, new.name))
    assert ids(find_identities(ROWS, decided=[split, back])) == ids(find_identities(ROWS))


def test_a_decision_about_nobody_does_nothing() -> None:
    nobody = Whom("act-gone", "Nobody Here")
    for decision in (Merge(nobody, whom("a", "x")), Split(nobody), Split(whom("a", "x"))):
        assert find_identities(ROWS, decided=[decision]) == find_identities(ROWS)


def test_a_ledger_keeps_decisions() -> None:
    noon = datetime(2025, 4, 1, 12, tzinfo=UTC)
    split = Split(whom("a", "x"), frozenset({"Harbour Watch"}), frozenset({"b", "c"}))
    for decision in (MERGE, split):
        kept = as_judgement(decision, who="ana", when=noon, why="one office")
        assert (kept.who, kept.when, kept.why) == ("ana", noon, "one office")
        assert read_decision(kept) == decision
    with pytest.raises(ValueError, match="not about an actor"):
        read_decision(Judgement("ev-1", "accept", "ana", noon))
