"""Which expression dates which act; every sentence is invented, read on Wednesday 12 March 2025."""

from __future__ import annotations

from datetime import date

import pytest

from parley.extract.times.dating import Utterance, carry_days, date_for
from parley.extract.times.times import find_times
from parley.records import When
from parley.spans import Span

PUBLISHED = date(2025, 3, 12)
UNKNOWN = When()


def day_of(read, text, anchor, **options):
    reading = read(text)
    start = text.index(anchor)
    when = date_for(
        find_times(reading, PUBLISHED),
        reading,
        Span(start, start + len(anchor)),
        default=UNKNOWN,
        **options,
    )
    return when.start.isoformat() if when.start else None


@pytest.mark.parametrize(
    ("text", "anchor", "day"),
    [
        # the act's own clause
        ("The minister met the envoy on Tuesday.", "met", "2025-03-11"),
        ("On Monday, drones struck the depot.", "struck", "2025-03-10"),
        ("The president on Monday abruptly called off the visit.", "called off", "2025-03-10"),
        # a report has its day, what is reported has another
        ("The army said Wednesday that it struck the depot on Tuesday.", "said", "2025-03-12"),
        ("The army said Wednesday that it struck the depot on Tuesday.", "struck", "2025-03-11"),
        # an act that another verb governs
        ("On Monday he flew to Oslo and met the king.", "met", "2025-03-10"),
        ("The guards shelled the port on Sunday, killing two men.", "killing", "2025-03-09"),
        # an act named by a noun
        ("Friday's meeting in Oslo ended without a deal.", "meeting", "2025-03-07"),
        ("They cancelled the May 2 summit.", "summit", "2025-05-02"),
        ("The army said it regretted an attack on a school on Monday.", "attack", "2025-03-10"),
        # a day that belongs to something else, or is only an edge
        ("They cancelled the May 2 summit.", "cancelled", None),
        ("They will leave before Friday.", "leave", None),
        ("They met in Oslo.", "met", None),
    ],
)
def test_the_expression_that_dates_an_act(read, text, anchor, day):
    assert day_of(read, text, anchor) == day


def test_an_anchor_may_be_a_token(read):
    text = "The minister met the envoy on Tuesday."
    reading = read(text)
    token = reading.words.index("met")
    when = date_for(find_times(reading, PUBLISHED), reading, token, default=UNKNOWN)
    assert when.start == date(2025, 3, 11)
    assert when.span is not None
    assert when.span.of(text) == "Tuesday"


def test_an_utterance_is_of_one_day(read):
    text = "The minister said last month that talks had failed."
    assert day_of(read, text, "said") == "2025-02-01"
    assert day_of(read, text, "said", day_only=True) is None


def test_a_speaker_goes_on_on_the_same_day(read):
    text = "\n".join(
        [
            "The minister said Monday that talks had failed.",
            "“We waited,” he said.",
            "The envoy said nothing was lost.",
            "The minister has said so before.",
        ]
    )
    reading = read(text)
    cues = [i for i, w in enumerate(reading.words) if w == "said"]
    monday = When(date(2025, 3, 10), date(2025, 3, 10), "day")
    days = carry_days(
        reading,
        [
            Utterance(cues[0], "minister", monday),
            Utterance(cues[1], "minister", UNKNOWN),
            Utterance(cues[2], "envoy", UNKNOWN),
            Utterance(cues[3], "minister", UNKNOWN),
        ],
    )
    assert days == (monday, monday, UNKNOWN, UNKNOWN)


def test_a_day_is_not_carried_far(read):
    lines = ["He said so."] * 12
    reading = read("\n".join(lines))
    cues = [i for i, w in enumerate(reading.words) if w == "said"]
    monday = When(date(2025, 3, 10), date(2025, 3, 10), "day")
    far = [Utterance(cues[0], "he", monday), Utterance(cues[11], "he", UNKNOWN)]
    assert carry_days(reading, far)[1] == UNKNOWN
