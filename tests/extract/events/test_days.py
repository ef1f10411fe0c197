"""The day of an act, from all that its article says; every article is invented, of Wednesday 12 March 2025."""

from __future__ import annotations

import pytest

from parley.extract.events.days import chances

FIRST = "2025-03-10"


def the(extraction, kind):
    """The one event of a type."""
    (event,) = [e for e in extraction.events if e.type == kind]
    return event


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        # its own sentence
        ("Turkey urged Syria on Monday to open the border.", "REQUEST", FIRST),
        # the speaker spoke on a day, in another sentence
        (
            "Egypt's president Abdel Fattah al-Sisi spoke to reporters in Cairo on Monday. "
            "“We will keep the dam talks open,” Sisi said on Monday. Sisi accused Ethiopia of stalling.",
            "ACCUSE",
            FIRST,
        ),
        # over the past 24 hours is since yesterday
        ("Over the past 24 hours, Russia shelled Ukraine.", "ASSAULT", "2025-03-11"),
    ],
)
def test_the_day_of_an_act(by_rule, text, kind, day):
    _, extraction = by_rule(text)
    event = the(extraction, kind)
    assert event.date.start is not None
    assert event.date.start.isoformat() == day


def test_what_is_stated_has_its_words_and_what_is_concluded_says_so(by_rule):
    article, extraction = by_rule(
        "Turkey urged Syria on Monday to open the border. Syria rejected the Turkish demand."
    )
    stated, concluded = the(extraction, "REQUEST"), the(extraction, "REJECT")
    assert stated.date.span is not None
    assert "Monday" in stated.date.span.of(article.text)
    assert "date" not in stated.inferred
    assert concluded.date.span is None
    assert ("date" in concluded.inferred) == (concluded.date.start is not None)


def test_an_act_of_which_no_day_is_told_has_none(by_rule):
    _, extraction = by_rule("Poland is willing to negotiate with Belarus over the border.")
    assert all(e.date.start is None for e in extraction.events)


def test_chances_are_shares_of_one():
    likely = chances([frozenset({"a", "b"}), frozenset({"a"}), frozenset()], {"a": 1.0, "b": 2.0})
    assert sum(likely) == pytest.approx(1)
    assert likely == sorted(likely, reverse=True)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kenya condemned Sudan for a massacre in Nyala on 3 February.", None),
        ("Kenya on Monday accused Sudan of a massacre in Nyala on 3 February.", FIRST),
        ("Kenya accused Sudan on 3 February of a massacre in Nyala.", "2025-02-03"),
    ],
)
def test_a_deed_long_gone_is_not_the_day_on_which_it_is_condemned(by_rule, text, day):
    _, extraction = by_rule(text)
    start = the(extraction, "ACCUSE").date.start
    assert (start and start.isoformat()) == day


def test_what_is_called_by_a_day_is_of_that_day(by_rule):
    _, extraction = by_rule(
        "A planned April 12 summit between Kenya and Uganda was in doubt on Monday."
    )
    start = the(extraction, "CONSULT").date.start
    assert start is not None
    assert start.isoformat() == "2025-04-12"
