"""Contacts: the view of CONSULT events, with what their words say of form, state and outcome."""

from __future__ import annotations

from datetime import date

import pytest

from parley.export.mend import MEND, as_mend
from parley.ids import text_hash
from parley.records import (
    Actor,
    Article,
    Event,
    EventType,
    Extraction,
    Form,
    Mention,
    Office,
    Place,
    SpeechAct,
    Statement,
    Status,
    When,
)
from parley.spans import Span
from parley.stories.contact_words import outcome_in, topic_in, venue_in
from parley.stories.contacts import Contact, contacts_of

ACTORS = (
    Actor("nor", "Norway", "state", "NOR", "GOV"),
    Actor("fin", "Finland", "state", "FIN", "GOV"),
    Actor("che", "Switzerland", "state", "CHE", "GOV"),
    Actor("aas", "Ida Aas", "person", "NOR", "GOV", offices=(Office("foreign minister", "NOR"),)),
    Actor("lehto", "Arvo Lehto", "person", "FIN", "GOV", names=("President Arvo Lehto",)),
    Actor("roth", "Urs Roth", "person", "CHE", "GOV", names=("Swiss envoy Urs Roth",)),
)
GENEVA = ("Geneva", "CHE", 46.2, 6.15)


def contact(text: str, anchor: str, **given: object) -> Contact:
    """The contact of an article of one event, whose evidence is its first sentence."""
    sentence = Span(0, text.index(".") + 1)
    at = text.index(anchor)
    where = text.find("Geneva")
    place = Place(Span(where, where + 6), *GENEVA[:1], *GENEVA[1:]) if where >= 0 else None
    others = given.pop("events", ())
    statements = given.pop("statements", ())
    fields: dict[str, object] = {
        "status": Status.ACTUAL, "actor": ("aas",), "recipient": ("lehto",), "date": When(),
    }  # fmt: skip
    event = Event(
        id="ev-1", type=EventType.CONSULT, anchor=Span(at, at + len(anchor)), evidence=(sentence,),
        confidence=0.8, place=place, **{**fields, **given},  # type: ignore[arg-type]
    )  # fmt: skip
    article = Article("art-1", text, text_hash(text), "clips/a.txt", url="https://example.org/a")
    mentions = tuple(
        Mention(Span(text.index(a.name), text.index(a.name) + len(a.name)), a.key, "name")
        for a in ACTORS
        if a.name in text
    )
    extraction = Extraction(
        "art-1",
        ACTORS,
        mentions,
        statements=statements,
        events=(event, *others),  # type: ignore[arg-type, misc]
    )
    (found,) = contacts_of(article, extraction)
    return found


@pytest.mark.parametrize(
    ("text", "anchor", "form"),
    [
        ("Ida Aas telephoned Arvo Lehto.", "telephoned", "call"),
        ("Ida Aas met Arvo Lehto.", "met", "meeting"),
        ("Ida Aas flew to Helsinki to see Arvo Lehto.", "flew", "visit"),
        ("Ida Aas sent a letter to Arvo Lehto.", "sent a letter", "letter"),
        ("Norway and Finland held indirect talks.", "held indirect talks", "shuttle"),
        ("Norway and Finland met at a summit.", "met at a summit", "summit"),
        ("Experts of Norway and Finland held technical talks.", "technical talks", "technical"),
    ],
)
def test_the_words_tell_the_form(text: str, anchor: str, form: str) -> None:
    assert contact(text, anchor).form == form


def test_sides_are_countries_and_participants_are_names() -> None:
    found = contact("Ida Aas of Norway met Arvo Lehto.", "met", actor=("nor", "aas"))
    assert [(s.name, [p.name for p in s.members]) for s in found.sides] == [
        ("Norway", ["Norway", "Ida Aas"]),
        ("Finland", ["Arvo Lehto"]),
    ]
    assert [p.level for p in found.participants] == ["unknown", "minister", "head of state"]
    assert found.level == "head of state"


def test_who_mediates_and_who_hosts() -> None:
    found = contact(
        "Ida Aas met Arvo Lehto in Geneva in talks mediated by Urs Roth.",
        "met",
        third_party=("che",),
    )
    assert [p.name for p in found.mediators] == ["Switzerland", "Urs Roth"]
    assert [p.name for p in found.hosts] == ["Switzerland", "Urs Roth"]
    hosted = contact(
        "Switzerland hosted Ida Aas and Arvo Lehto in Geneva.", "hosted", third_party=("che",)
    )
    assert (hosted.mediators, [p.name for p in hosted.hosts]) == ((), ["Switzerland"])


@pytest.mark.parametrize(
    ("text", "anchor", "given", "state"),
    [
        ("Ida Aas met Arvo Lehto.", "met", {}, "held"),
        ("Ida Aas will meet Arvo Lehto.", "meet", {"status": Status.PLANNED}, "planned"),
        (
            "Norway said that Ida Aas will meet Arvo Lehto.",
            "meet",
            {"status": Status.PLANNED, "asserted_by": "nor"},
            "announced",
        ),
        ("Ida Aas may meet Arvo Lehto.", "meet", {"status": Status.POSSIBLE}, "possible"),
        ("Nobody met Arvo Lehto.", "met", {"status": Status.DENIED}, "denied"),
        (
            "The meeting of Ida Aas and Arvo Lehto was called off.",
            "meeting",
            {"status": Status.PLANNED},
            "cancelled",
        ),
    ],
)
def test_states(text: str, anchor: str, given: dict[str, object], state: str) -> None:
    found = contact(text, anchor, **given)
    assert found.state == state
    assert found.announced_by == (("nor",) if state == "announced" else ())


def test_an_act_that_breaks_off_the_talks_cancels_them() -> None:
    text = "Ida Aas was to meet Arvo Lehto. Finland cancelled the talks with Norway."
    cancelling = Event(
        "ev-2", EventType.SANCTION, Status.ACTUAL, ("fin",), ("nor",), Span(40, 49), (Span(32, 73),),
        When(), 0.8, mode="talks",
    )  # fmt: skip
    found = contact(text, "meet", status=Status.PLANNED, events=(cancelling,))
    assert found.state == "cancelled"


def test_one_side_confirms_and_another_denies() -> None:
    text = "Ida Aas met Arvo Lehto."

    def says(speaker: str, act: SpeechAct) -> Statement:
        content = (Span(0, len(text) - 1),)
        return Statement(
            f"st-{speaker}", speaker, (), (), content, Form.INDIRECT, When(), 0.9, content, act=act
        )

    statements = (says("aas", SpeechAct.ASSERTS), says("lehto", SpeechAct.DENIES))
    found = contact(text, "met", statements=statements)
    assert (found.confirmed_by, found.denied_by) == (("aas",), ("lehto",))


@pytest.mark.parametrize(
    ("look", "sentence", "words"),
    [
        (topic_in, "met to discuss fishing rights, officials said.", "fishing rights"),
        (topic_in, "held talks on the border on Monday.", "the border"),
        (topic_in, "met on Monday.", None),
        (topic_in, "spoke on the phone.", None),
        (outcome_in, "The talks ended without agreement.", "ended without agreement"),
        (outcome_in, "They agreed to reopen the bridge, she said.", "agreed to reopen the bridge"),
        (outcome_in, "They met in Oslo.", None),
        (venue_in, "They met at the Hotel Splendid.", "the Hotel Splendid"),
        (venue_in, "They met at the Summer Palace in Oslo.", "the Summer Palace"),
    ],
)
def test_topics_outcomes_and_venues(look, sentence: str, words: str | None) -> None:  # type: ignore[no-untyped-def]
    found = look(sentence)
    assert (sentence[found[0] : found[1]] if found else None) == words


def test_long_lines_are_looked_at_in_linear_time() -> None:
    line = "agreed to on over talks about the " * 30_000
    assert topic_in(line) is not None
    assert outcome_in(line) is None or len(line) > 0
    assert venue_in("at the Aa " * 100_000) is None


def test_a_row_has_exactly_the_columns_of_mend() -> None:
    found = contact(
        "Ida Aas met Arvo Lehto in Geneva in talks mediated by Urs Roth, who said they agreed to meet again.",
        "met",
        date=When(date(2025, 3, 4), date(2025, 3, 4), "day"),
    )
    row = as_mend(found)
    assert list(row) == [column.name for column in MEND]
    assert len(row) == 30
    assert row["med_event_ID"] == "ev-1"
    assert (row["Day"], row["Month"], row["Year"]) == (4, 3, 2025)
    assert row["med_location - MULTISELECT"] == "Geneva"
    assert (row["med_loc_cty"], row["med_loc_x"], row["med_loc_y"]) == ("CHE", 6.15, 46.2)
    assert row["third_party"] == ("Urs Roth",)
    assert row["individual_med_named"] == ("Urs Roth",)
    assert row["local_parties"] == ("Norway", "Finland")
    assert row["local_indiv_group"] == ("Ida Aas", "Arvo Lehto")
    assert (row["num_med"], row["num_local"]) == (1, 2)
    assert row["agmt"] is True
    assert row["source_urls"] == "https://example.org/a"
    assert row["med_type"] == "M"


def test_a_month_has_no_day() -> None:
    found = contact(
        "Ida Aas met Arvo Lehto.", "met", date=When(date(2025, 3, 1), date(2025, 3, 31), "month")
    )
    row = as_mend(found)
    assert (row["Day"], row["Month"], row["Year"]) == (None, 3, 2025)
