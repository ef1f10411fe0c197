"""What shows that two accounts cannot be of one act: other weapons, other towns taken, a deed that is only feared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from happening_cases import BERGEN, OSLO, event

from parley.records import Event, EventType, Status, Toll, When
from parley.records.joined import Account
from parley.spans import Span
from parley.stories.happenings.blocks import blocking_keys
from parley.stories.happenings.contradictions import contradict
from parley.stories.happenings.happenings import find_happenings
from parley.stories.happenings.likeness import points
from parley.stories.happenings.numbers import other_freed
from parley.stories.happenings.sight import Sight, days_of, sight
from parley.stories.happenings.votes import place_of


def _contradict(a: Account[Event], b: Account[Event]) -> bool:
    return contradict(sight(a), sight(b))


def _taking(words: str, anchor: str, place: tuple[str, float, float, int]) -> Account[Event]:
    """An account of a place that is taken, named where the words name it."""
    told = event(10, words, anchor, on=10, place=place, outlet=words[:12])
    assert told.record.place is not None
    at = words.index(place[0]) if place[0] in words else 0
    where = replace(told.record.place, span=Span(at, at + len(place[0])))
    return replace(told, record=replace(told.record, mode="territory", place=where))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("shot down 96 Icelandic drones", "shot down 110 Icelandic drones", True),
        ("shot down 96 Icelandic drones", "shot down 96 UAVs", False),
        ("shot down 96 Icelandic drones", "shot down about 100 drones", False),
        ("shot down 96 drones", "shot down 110 drones, 96 drones of them at sea", False),
        ("freed 96 sailors", "freed 110 sailors", False),
    ],
)
def test_weapons_are_counted_once(one: str, other: str, differ: bool) -> None:
    anchor = one.partition(" ")[0]
    a = event(10, f"Norway {one} overnight.", anchor, on=10)
    b = event(10, f"Norway {other} overnight.", anchor, on=10, outlet="Courier")
    assert _contradict(a, b) is differ


def test_what_is_only_feared_is_not_what_was_done() -> None:
    done = event(10, "Iceland used gas in Bergen on March 3.", "used", on=3, place=BERGEN)
    feared = event(
        11, "The fleet is there to deter Iceland from using gas again.", "using", on=3, place=BERGEN
    )
    assert _contradict(done, feared)
    assert not _contradict(
        done, event(12, "It was told off for using gas in Bergen.", "using", on=3)
    )


def test_what_is_only_feared_has_no_day_of_another_sentence() -> None:
    words = "The fleet is there to prevent Iceland from using gas again."
    feared = event(11, words, "using", on=3)
    assert days_of(feared) is None
    own = "The fleet could have struck Iceland on March 12."
    at = own.index("March")
    when = When(date(2025, 3, 12), date(2025, 3, 12), "day", Span(at, at + 8))
    told = event(13, own, "struck")
    assert days_of(replace(told, record=replace(told.record, date=when))) is not None


def test_two_towns_far_apart_are_taken_by_two_acts() -> None:
    bergen = _taking("Icelandic troops took Bergen on Monday.", "took", BERGEN)
    oslo = _taking("Icelandic troops captured Oslo on Monday.", "captured", OSLO)
    both = _taking("The troops have liberated Oslo and Bergen.", "liberated", OSLO)
    assert _contradict(bergen, oslo)
    assert not _contradict(bergen, both)


@pytest.mark.parametrize(
    ("one", "other", "thing", "differ"),
    [
        (205, 275, "bridge", False),  # two sources that tell of one bridge
        (205, 275, "town", True),
        (260, 275, "town", False),
    ],
)
def test_one_article_counts_the_dead_of_one_attack_once(
    one: int, other: int, thing: str, differ: bool
) -> None:
    about = (
        Toll(None, one, None, Span(0, 1)),
        Toll(None, other, None, Span(0, 1)),
    )
    a, b = (
        event(
            10, f"{n} Norwegians fell when Iceland shelled the {thing}.", "shelled", on=10, killed=t
        )
        for n, t in zip(("Some", "In all"), about, strict=True)
    )
    assert _contradict(a, b) is differ


def test_two_districts_of_a_city_were_hit_by_two_strikes() -> None:
    north, south = (("Nordby district", *BERGEN[1:]), ("Fana district", *BERGEN[1:]))
    a = event(10, "A drone hit a block in Nordby district.", "hit", on=10, place=north)
    b = event(
        10, "A drone hit a block in Fana district.", "hit", on=10, place=south, outlet="Courier"
    )
    assert _contradict(a, b)
    assert not _contradict(a, replace(a, entry="ev-again", article="art-again"))


def test_two_words_for_one_deed_are_one_act() -> None:
    words = "Norway's air defences intercepted or destroyed 95 drones."
    seized = event(10, words, "intercepted", EventType.COERCE, actor="nor", recipient="isl")
    struck = event(10, words, "destroyed", actor="isl", recipient="nor")
    assert not _contradict(seized, struck)


# ---- contacts -------------------------------------------------------------------------------------------


def _contact(words: str, anchor: str, mode: str | None = None) -> Sight:
    told = event(10, words, anchor, EventType.CONSULT, on=10, outlet=words[:20])
    return sight(replace(told, record=replace(told.record, mode=mode)))


def test_who_is_named_with_what_went_before_takes_no_part() -> None:
    seen = _contact("Olsen phoned several leaders after speaking with Haraldsson.", "phoned")
    assert not any("araldsson" in name for name in seen.marks.names)
    both = _contact("After speaking with Haraldsson, Olsen phoned several leaders.", "phoned")
    assert len(both.marks.names) > len(seen.marks.names)


@pytest.mark.parametrize(
    ("words", "anchor", "host"),
    [
        ("It was said in a conversation with Danish journalists.", "conversation", "press"),
        ("It was said in a conversation with Danish ministers.", "conversation", None),
        ("He said so in a cabinet session in Oslo.", "session", "cabinet"),
        ("They met at the G7 meeting.", "meeting", "G7"),
    ],
)
def test_words_to_journalists_and_sessions_at_home_are_no_contact_of_states(
    words: str, anchor: str, host: str | None
) -> None:
    assert _contact(words, anchor).marks.host == host


def test_a_contact_by_telephone_is_a_call_by_whatever_words() -> None:
    assert _contact("They held a long one on Monday.", "held", "phone").marks.treatment == "call"
    assert _contact("They held a long one on Monday.", "held").marks.treatment is None


# ---- releases -------------------------------------------------------------------------------------------


def _release(article: int, words: str, anchor: str, on: int) -> Account[Event]:
    told = event(article, words, anchor, EventType.RETREAT, on=on)
    return replace(told, record=replace(told.record, mode="release"))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Each side released 270 soldiers and 120 civilians.", 390),
        ("After 390 people on Friday, another 307 soldiers were released.", 307),
        ("They released 307 soldiers, after 390 people had been let go on Friday.", 307),
        ("They released several soldiers.", None),
    ],
)
def test_soldiers_and_civilians_are_let_go_together(words: str, number: int | None) -> None:
    assert sight(_release(10, words, "released", 10)).marks.freed == number


def test_who_is_let_go_is_counted_to_a_man() -> None:
    one = _release(10, "Iceland and Norway each released 303 prisoners.", "released", 10)
    other = _release(11, "Iceland and Norway each released 307 prisoners.", "released", 10)
    both = _release(12, "In all 606 prisoners were released on March 10.", "released", 10)
    agreed = _release(13, "Iceland and Norway released 300 prisoners.", "released", 10)
    assert other_freed(sight(one), sight(other))
    assert not other_freed(sight(one), sight(both))
    assert not other_freed(sight(one), sight(agreed))
    assert len(find_happenings([one, other])) == 2


def test_ends_of_one_truce_are_compared_though_they_share_no_words() -> None:
    one = event(10, "Iceland's army declared the pause over.", "declared", EventType.RETREAT, on=10)
    other = event(11, "The fragile ceasefire has ended.", "ceasefire", EventType.RETREAT, on=10)
    keys = [
        blocking_keys(sight(replace(a, record=replace(a.record, mode="ceasefire"))))
        for a in (one, other)
    ]
    assert len(keys[0] & keys[1]) >= 2


# ---- what goes on, and who travels ----------------------------------------------------------------------


def test_fighting_that_goes_on_is_no_single_attack() -> None:
    struck = event(10, "Missiles hit a ferry in Bergen on March 10.", "hit", on=10, place=BERGEN)
    fighting = event(10, "The fighting in Bergen began again.", "fighting", on=10, place=BERGEN)
    counted = event(10, "The invasion began with 90 drones.", "invasion", on=10, place=BERGEN)
    assert _contradict(struck, fighting)
    assert not _contradict(struck, counted)


def test_one_person_visits_one_place_once_whoever_receives_him() -> None:
    def visit(article: int, words: str, recipient: str) -> Account[Event]:
        return event(
            article, words, "visit", EventType.CONSULT, actor="olsen", recipient=recipient, place=BERGEN
        )  # fmt: skip

    one = visit(10, "Olsen paid a visit to a shipyard in Bergen.", "")
    other = visit(11, "The minister's surprise visit in Bergen alarmed Iceland.", "isl")
    found = {p.words for p in points(sight(one), sight(other))}
    assert "one visitor" in found


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("Olsen phoned the minister.", "phoned", "phone"), ("Olsen met the minister.", "met"), True),
        (("Olsen met the minister.", "met"), ("The minister held talks.", "talks"), False),
        (("Olsen told a hearing in Oslo.", "hearing"), ("Olsen held talks in Oslo.", "held"), True),
        (("Olsen told a cabinet session.", "session"), ("Olsen held talks.", "talks"), True),
    ],
)  # fmt: skip
def test_calls_are_no_meetings_and_words_before_others_no_talks(
    one: tuple[str, ...], other: tuple[str, ...], apart: bool
) -> None:
    assert contradict(_contact(*one), _contact(*other)) is apart


def test_fighting_in_which_people_die_is_an_attack() -> None:
    told = event(10, "The fighting in Bergen on March 10 killed 12 people.", "fighting", on=10)
    toll = Toll(12, 12, 12, Span(40, 42))
    assert sight(told).marks.course
    assert not sight(replace(told, record=replace(told.record, killed=toll))).marks.course


def test_a_place_told_with_the_act_counts_before_one_from_elsewhere() -> None:
    def told(words: str, place: tuple[str, float, float, int], paper: str) -> Account[Event]:
        account = event(10, words, "struck", on=10, place=place, outlet=paper)
        assert account.record.place is not None
        at = words.find(place[0])
        span = Span(at, at + len(place[0])) if at >= 0 else Span(900, 910)
        where = replace(account.record.place, span=span)
        return replace(account, record=replace(account.record, place=where))

    here = told("Iceland struck Bergen.", BERGEN, "Gazette")
    elsewhere = [
        told("Iceland struck a ferry.", OSLO, "Courier"),
        told("It was struck.", OSLO, "Post"),
    ]
    assert place_of([here, *elsewhere]) == here.record.place
    assert place_of(elsewhere) == elsewhere[0].record.place


def test_dead_of_another_sentence_are_not_of_the_fighting_that_goes_on() -> None:
    told = event(10, "The fighting in Bergen goes on.", "fighting", on=10, killed=12)
    toll = Toll(12, 12, 12, Span(700, 702))
    seen = sight(replace(told, record=replace(told.record, killed=toll)))
    assert seen.killed is None
    assert seen.days is None


def test_who_will_meet_again_has_met_before() -> None:
    held = event(12, "Olsen met the Icelandic minister in Oslo.", "met", EventType.CONSULT, on=12)
    told = [
        event(13, words, "meet", EventType.CONSULT, status=Status.PLANNED, published=13)
        for words in ("The two said they would meet again.", "The two said they would meet.")
    ]
    assert [_contradict(held, t) for t in told] == [True, False]
    early = event(
        11, "They may meet again.", "meet", EventType.CONSULT, status=Status.POSSIBLE, published=11
    )
    assert not _contradict(held, early)
