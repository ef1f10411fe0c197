"""Acts that a trained tagger finds, beside those of the rules."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parley.clean import clean
from parley.facts import open_facts
from parley.models import Anchor, Showing, Tagged
from parley.pipeline import Failure, Pipeline, standard_chain
from parley.records import Extraction, RawPage, Status
from parley.spans import Span


class Planted:
    """A tagger that finds one act, by its words and the words of its sides."""

    version = "planted"

    def __init__(
        self,
        words: str,
        kind: str,
        actor: str,
        recipient: str,
        status: str = "actual",
        **odds: float,
    ):
        self.words, self.kind, self.status, self.odds = words, kind, status, odds
        self.actor, self.recipient = actor, recipient

    def tag(self, text: str, body: Sequence[Span], sentences: Sequence[Span]) -> Tagged:
        """The one act."""

        def at(words: str) -> tuple[Span, ...]:
            start = text.index(words)
            return (Span(start, start + len(words)),)

        (span,) = at(self.words)
        sentence = next(s for s in sentences if s.contains(span))
        anchor = Anchor(
            span, sentence, self.kind, self.status, 0.95, at(self.actor), at(self.recipient), ()
        )
        shown = (Showing(sentence, self.odds),) if self.odds else ()
        return Tagged((), (anchor,), shown)


def extract(text: str, tagger: Planted) -> Extraction:
    """The extraction of a text with a planted act."""
    pipeline = Pipeline(components=standard_chain(open_facts(), tagger))  # type: ignore[arg-type]
    page = RawPage("test", "text", text, given={"publisher": "Example", "published": "2025-03-12"})
    (outcome,) = pipeline.run([clean(page)])
    assert not isinstance(outcome, Failure), outcome
    return outcome[1]


TEXT = (
    "Kenya gave Somalia the cold shoulder at the summit in Nairobi on Monday.\n\n"
    "The day was long and nothing else was told of it."
)


def test_an_act_without_a_known_word_is_found_by_the_tagger() -> None:
    found = extract(TEXT, Planted("the cold shoulder", "REJECT", "Kenya", "Somalia")).events
    rejected = [e for e in found if e.type == "REJECT"]
    assert [(e.actor, e.recipient) for e in rejected] == [(("ken",), ("som",))]
    assert rejected[0].confidence > 0.25


def test_a_word_that_the_tagger_confirms_is_surer() -> None:
    text = TEXT.replace("gave Somalia the cold shoulder", "criticised Somalia")
    sure = extract(text, Planted("criticised", "ACCUSE", "Kenya", "Somalia")).events
    unsure = extract(text, Planted("long", "AID", "Kenya", "Somalia")).events
    by_type = [next(e.confidence for e in found if e.type == "ACCUSE") for found in (sure, unsure)]
    assert by_type[0] > by_type[1]


def test_a_negation_stands_whatever_the_tagger_says() -> None:
    text = TEXT.replace("gave Somalia the cold shoulder", "did not attack Somalia")
    found = extract(text, Planted("attack", "ASSAULT", "Kenya", "Somalia")).events
    assert [e.status for e in found if e.type == "ASSAULT"] == [Status.DENIED]


def test_a_demand_that_is_turned_down_was_made() -> None:
    text = TEXT.replace("gave Somalia the cold shoulder", "rejected Somali demands for the port")
    found = extract(text, Planted("demands for", "REQUEST", "Somali", "Kenya")).events
    assert [(e.actor, e.recipient, e.status) for e in found if e.type == "REQUEST"] == [
        (("som",), ("ken",), Status.ACTUAL)
    ]


def test_what_somebody_is_urged_to_do_is_not_done_whatever_the_tagger_says() -> None:
    text = TEXT.replace("gave Somalia the cold shoulder", "urged Somalia to reject the treaty")
    found = extract(text, Planted("reject the treaty", "REJECT", "Somalia", "Kenya")).events
    assert not [e for e in found if e.type == "REJECT"]


@pytest.mark.parametrize(
    ("words", "anchor", "status"),
    [
        ("feared the threat of a Somali strike on Mombasa", "strike on", Status.POSSIBLE),
        ("urged Somalia to halt strikes on Mombasa", "strikes on", Status.ACTUAL),
    ],
)
def test_a_strike_is_threatened_and_strikes_are_to_be_halted(
    words: str, anchor: str, status: Status
) -> None:
    text = TEXT.replace("gave Somalia the cold shoulder", words)
    found = extract(text, Planted(anchor, "ASSAULT", "Somali", "Kenya")).events
    assert [e.status for e in found if e.type == "ASSAULT"] == [status]


def test_what_shows_in_a_sentence_counts_though_it_is_not_reported() -> None:
    text = TEXT.replace("gave Somalia the cold shoulder", "criticised Somalia")
    sure, unsure = (
        next(
            e.confidence
            for e in extract(text, Planted("summit", "AID", "Kenya", "Somalia", **odds)).events
            if e.type == "ACCUSE"
        )
        for odds in ({"ACCUSE": 1.0, "AID": 0.0}, {"ACCUSE": -1.0, "AID": 0.0})
    )
    assert sure > unsure


def test_of_arms_that_were_lost_the_verb_tells_and_of_a_brigade_nothing() -> None:
    lost = TEXT.replace(
        "gave Somalia the cold shoulder", "lost a truck and two field guns to Somalia"
    )
    (event,) = (
        e
        for e in extract(
            lost, Planted("truck and two field guns", "ASSAULT", "Kenya", "Somalia")
        ).events
        if e.type == "ASSAULT"
    )
    assert event.anchor.of(lost) == "lost"
    assert "ken" in event.recipient
    assert "ken" not in event.actor
    named = TEXT.replace("gave Somalia the cold shoulder", "showed Somalia an air assault brigade")
    found = extract(named, Planted("an air assault brigade", "ASSAULT", "Kenya", "Somalia")).events
    assert not [e for e in found if e.type == "ASSAULT"]
