"""Losses of armies and names of forces in communiqués; invented sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.extract.events.losses import names_a_force
from parley.extract.events.tolls import find_tolls
from parley.records import Article, Event, EventType, Extraction

ByRule = Callable[[str], tuple[Article, Extraction]]


def told(by_rule: ByRule, text: str) -> list[tuple[str, Event]]:
    """The attacks of a text, each with the words that name it."""
    article, extraction = by_rule(text)
    return [
        (e.anchor.of(article.text), e) for e in extraction.events if e.type is EventType.ASSAULT
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (
            "The Eritrean army lost over 210 troops, a pickup truck and a field gun near Badme on Monday.",
            "lost",
        ),
        ("Eritrean forces suffered 300 casualties near Badme on Monday.", "suffered"),
        ("Eritrea's losses amounted to 90 soldiers and two tanks on Monday.", "amounted"),
    ],
)
def test_who_lost_men_is_acted_upon_and_nobody_named_acts(
    by_rule: ByRule, text: str, word: str
) -> None:
    ((anchor, event),) = told(by_rule, text)
    assert (anchor, event.actor, event.recipient) == (word, (), ("eri",))
    assert event.killed is None


def test_who_inflicts_losses_acts_upon_the_army_of_the_brigades(by_rule: ByRule) -> None:
    text = (
        "Ethiopia inflicted losses on formations of an air assault brigade of the Eritrean army "
        "near Badme on Monday."
    )
    ((anchor, event),) = told(by_rule, text)
    assert (anchor, event.actor, event.recipient) == ("inflicted", ("eth",), ("eri",))


@pytest.mark.parametrize(
    "text",
    [
        "The garrison totals 400 soldiers, Togo said on Monday.",
        "An air assault brigade of the Thai army took part in the parade on Monday.",
        "Chad bought attack helicopters from Turkey on Monday.",
    ],
)
def test_no_losses(by_rule: ByRule, text: str) -> None:
    assert not told(by_rule, text)


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        ("An air assault brigade reached Surin.", "assault", True),
        ("Two attack helicopters reached Surin.", "attack", True),
        ("Four trucks and a howitzer stood in the field.", "trucks", True),
        ("The drone attack on Surin began.", "attack", False),
        ("The assault on Surin began.", "assault", False),
    ],
)
def test_names_of_forces(read, text: str, word: str, named: bool) -> None:  # type: ignore[no-untyped-def]
    reading = read(text)
    assert names_a_force(reading, list(reading.words).index(word)) is named


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The brigade lost up to 445 military personnel.", None),
        ("The corps lost roughly 60 troops in a day.", None),
        ("The corps killed roughly 60 troops in a day.", 60),
        ("The patrol lost nine soldiers to a mine.", 9),
    ],
)
def test_killed_and_wounded_counted_together_are_not_the_killed(  # type: ignore[no-untyped-def]
    read, text: str, killed: int | None
) -> None:
    reading = read(text)
    found = {h.harm: h.toll.best for h in find_tolls(reading, 0, len(reading))}
    assert found.get("killed") == killed
