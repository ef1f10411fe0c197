"""Offices learned from articles, with the words that say so and the days between which they are held."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from parley.facts import open_facts
from parley.records import Actor, Office
from parley.spans import Span
from parley.stories.identity import find_identities
from parley.stories.offices import LearnedPerson, learn_persons
from parley.stories.seats import is_single, usual

Row = tuple[str, date | None, list[Actor]]


def holder(name: str, title: str, country: str = "SVN", **more: Any) -> Actor:
    offices = (Office(title, country, evidence=Span(10, 30)),)
    return Actor(name, name, "person", country, "GOV", ("GOV",), (name,), offices, **more)


def learned(*rows: Row) -> dict[str, LearnedPerson]:
    found = find_identities([(i, actors) for i, _, actors in rows], days={i: d for i, d, _ in rows})
    return {p.name: p for p in learn_persons(rows, found)}


ROWS: tuple[Row, ...] = (
    ("a", date(2025, 1, 10), [holder("Jana Novak", "foreign minister")]),
    ("b", date(2025, 2, 10), [holder("Jana Novák", "foreign minister")]),
    ("c", date(2025, 6, 10), [holder("Ivo Kos", "minister of foreign affairs")]),
    ("d", date(2025, 6, 11), [Actor("novak", "Novak", "person")]),
)


def test_an_office_has_its_evidence_and_its_days() -> None:
    novak = learned(*ROWS)["Jana Novak"]
    (office,) = novak.offices
    assert (novak.country, novak.sectors, novak.spellings) == ("SVN", ("GOV",), ())
    assert [(s.article, s.evidence) for s in office.seen] == [
        ("a", Span(10, 30)),
        ("b", Span(10, 30)),
    ]
    assert (office.since, office.until) == (date(2024, 1, 11), date(2025, 6, 9))


def test_learned_persons_are_facts() -> None:
    facts = open_facts(seed=False).learning(p.known() for p in learned(*ROWS).values())
    (named,) = facts.by_surname("Novak")
    assert named.country == "SVN"
    assert facts.holders("foreign minister", "SVN", date(2025, 7, 1))[0].name == "Ivo Kos"
    assert facts.holders("foreign minister", "SVN", date(2025, 1, 20)) == (named,)
    between = facts.holders("foreign minister", "SVN", date(2025, 3, 1))
    assert len(between) == 2  # nobody says when the one followed the other


def test_the_order_of_articles_does_not_count() -> None:
    rows = list(ROWS)
    random.Random(3).shuffle(rows)
    assert learned(*rows) == learned(*ROWS)


def test_nothing_is_learned_from_a_surname_a_guess_or_the_past() -> None:
    assert not learned(("a", None, [holder("Novak", "president")]))
    assert not learned(("a", None, [holder("Jana Novak", "president", inferred=("country",))]))
    (past,) = learned(("a", None, [holder("Jana Novak", "former president")])).values()
    assert past.offices == ()


def test_titles() -> None:
    assert usual("secretary of state") == "foreign minister"
    assert is_single("president")
    assert not is_single("spokesperson")
