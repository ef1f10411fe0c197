"""What accounts of one act have in common though they are told otherwise, and what keeps two acts apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from happening_cases import BERGEN, WHO, day, event

from parley.records import Event, EventType, Place, Precision, Status, When
from parley.records.joined import Account, Talks, Who
from parley.spans import Span
from parley.stories.happenings.blocks import points_of
from parley.stories.happenings.contradictions import contradict
from parley.stories.happenings.happenings import find_happenings, tell_happening
from parley.stories.happenings.leaning import leaning
from parley.stories.happenings.likeness import CONTRADICTED
from parley.stories.happenings.measures import places
from parley.stories.happenings.scales import scale_of
from parley.stories.happenings.sight import days_of, sight
from parley.stories.identities.person_names import consonants, respelt


def _later_in(first: Account[Event], other: Account[Event], by: int) -> Account[Event]:
    """An account as of a sentence further down in the article of the first."""

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    record = replace(
        other.record,
        anchor=moved(other.record.anchor),
        evidence=tuple(map(moved, other.record.evidence)),
    )
    return replace(other, article=first.article, outlet=first.outlet, record=record)


def _points(a: Account[Event], b: Account[Event]) -> int:
    return points_of(sight(a), sight(b))


def _talks(words: str, anchor: str, **fields: object) -> Account[Event]:
    kind = fields.pop("kind", "meeting")
    fields.setdefault("actor", "nor")
    fields.setdefault("recipient", "dnk")
    article = fields.pop("article", 10)
    return event(
        article,
        words,
        anchor,
        EventType.CONSULT,
        talks=Talks(str(kind), "minister", "held"),
        **fields,
    )  # type: ignore[arg-type]


# ---- accounts left alone --------------------------------------------------------------------------------


def test_an_account_left_alone_goes_to_the_one_event_that_it_is_near_to() -> None:
    pairs = {(0, 1): 300, (0, 2): 90, (1, 2): -300}
    assert leaning([[0, 1], [2]], pairs) == [[0, 1, 2]]


@pytest.mark.parametrize(
    "pairs",
    [
        {(0, 1): 300, (0, 2): 20, (1, 2): -300},  # not near enough
        {(0, 1): 300, (0, 2): 90, (1, 2): CONTRADICTED},  # one of two contradicts it
        {(0, 1): 300, (0, 2): 90, (1, 2): -499},  # on average far off
        {(0, 1): 300, (0, 2): 90, (1, 2): -300, (2, 3): -10},  # another event is nearly as near
    ],
)
def test_otherwise_it_stays_alone(pairs: dict[tuple[int, int], int]) -> None:
    assert [2] in leaning([[0, 1], [2], [3, 4]], pairs)


def test_two_that_were_judged_apart_do_not_go_to_one_event() -> None:
    pairs = {(0, 1): 300, (0, 2): 90, (1, 2): 90, (0, 3): 90, (1, 3): 90, (2, 3): -300}
    assert leaning([[0, 1], [2], [3]], pairs, [(2, 3)]) == [[0, 1, 2], [3]]
    assert leaning([[0, 1], [2], [3]], pairs, [(0, 2)]) == [[0, 1, 3], [2]]


# ---- the same act, told otherwise -----------------------------------------------------------------------


def test_an_act_at_the_head_of_a_sentence_is_the_one_just_told() -> None:
    first = event(11, "Icelandic drones struck a quarter of Bergen on Monday.", "struck", on=10)
    after = event(11, "The attack set two warehouses on fire.", "attack", on=10)
    other = event(11, "Fire crews know what an attack does to a warehouse.", "attack", on=10)
    near, far = _later_in(first, after, 60), _later_in(first, after, 4000)
    assert _points(first, near) > _points(first, far)
    assert _points(first, near) > _points(first, _later_in(first, other, 60))


def test_what_began_years_ago_is_not_the_time_of_the_act() -> None:
    words = "Nine dockers were killed in the heaviest attack on Bergen since the war began in 2019."
    told = event(11, words, "killed", killed=9)
    at = words.index("2019")
    year = When(date(2019, 1, 1), date(2019, 12, 31), "year", Span(at, at + 4))
    assert days_of(replace(told, record=replace(told.record, date=year))) is None
    held = replace(told.record, date=year, type=EventType.COERCE)
    assert days_of(replace(told, record=held)) is not None


def test_a_day_on_which_something_was_said_is_not_that_of_the_act() -> None:
    words = "A drone killed nine dockers in Bergen, officials said on Monday."
    told = event(10, words, "killed", on=10, killed=9)
    at = words.index("Monday")
    record = replace(told.record, date=replace(told.record.date, span=Span(at, at + 6)))
    assert "day" not in sight(replace(told, record=record)).marks.own


def _named(name: str, precision: Precision = "point") -> Account[Event]:
    told = event(10, f"Drones hit {name} on Monday.", "hit", on=10, outlet=f"{name} Post")
    place = Place(Span(11, 11 + len(name)), name, "NOR", None, None, None, precision)
    return replace(told, record=replace(told.record, place=place))


def test_a_place_is_known_by_its_consonants() -> None:
    assert respelt("Zelenskyy") == respelt("Zelenskiy") == respelt("Zelensky")
    assert consonants("Volodymyrivka") == consonants("Vladimirovka")
    one, other = sight(_named("Volodymyrivka")), sight(_named("Vladimirovka", "region"))
    assert "same place" in places(one, other, scale_of(one.type)).words
    assert not places(one, sight(_named("Bergen")), scale_of(one.type)).words


# ---- two acts that are told alike -----------------------------------------------------------------------


def test_the_same_two_who_meet_again_years_later_are_two_contacts() -> None:
    first = _talks("Ministers of Norway and Denmark met in Bergen.", "met", on=10, place=BERGEN)
    when = When(date(2027, 3, 10), date(2027, 3, 10), "day")
    later = replace(first, entry="ev-later", article="art-later", published=date(2027, 3, 11))
    later = replace(later, record=replace(first.record, date=when))
    assert contradict(sight(first), sight(later))
    recalled = replace(later, record=first.record)
    assert not contradict(sight(first), sight(recalled))


def test_who_calls_two_makes_two_calls() -> None:
    who = {**WHO, "dahl": Who("i-dahl", "Bo Dahl", "person", "DNK", "GOV"), "jon": Who("i-jon", "Jon Kvaran", "person", "ISL", "GOV")}  # fmt: skip
    one = replace(
        _talks("Olsen called Dahl.", "called", actor="olsen", recipient="dahl", on=10), who=who
    )
    two = replace(
        _talks("Olsen called Kvaran.", "called", actor="olsen", recipient="jon", on=10), who=who
    )
    again = replace(_talks("A call with Dahl took Olsen an hour.", "call", actor="dahl", recipient="olsen", on=10, article=11), who=who)  # fmt: skip
    assert _points(one, two) < 0 < _points(one, again)


def test_in_one_article_a_strike_and_the_answer_to_it_are_two() -> None:
    first = event(11, "Iceland attacked Norway with drones on Monday.", "attacked", on=10)
    back = event(11, "Norway attacked Iceland with drones on Monday.", "attacked", on=10, actor="nor", recipient="isl")  # fmt: skip
    assert contradict(sight(first), sight(_later_in(first, back, 60)))


def test_talks_that_one_announces_and_the_other_denies_are_one_contact_in_dispute() -> None:
    plan = _talks("Norway said that its envoys would meet Danish ones in Bergen on Wednesday.", "meet", on=12, place=BERGEN, status=Status.PLANNED)  # fmt: skip
    words = "Denmark planned no talks with Norway in Bergen, a spokesman said on Monday."
    denied = _talks(words, "planned no talks", actor="dnk", recipient="nor", on=10, place=BERGEN, status=Status.DENIED)  # fmt: skip
    denied = _later_in(plan, denied, 90)
    known = {a.entry: a for a in (plan, denied)}
    (joined,) = find_happenings(known.values())
    assert "one denies the other" in joined.links[0].reason
    disputed = tell_happening(joined, known).disputed
    assert [(d.kind, sorted(c.value for c in d.claims)) for d in disputed] == [
        ("happened", ["denied", "is to take place"])
    ]


def test_a_round_of_talks_is_one_though_it_was_put_off() -> None:
    words = "The fifth round of talks between Norway and Denmark is set for {}."
    first = _talks(words.format("10 March"), "round", on=10, status=Status.PLANNED, article=5)
    later = _talks(words.format("14 March"), "round", on=14, status=Status.PLANNED, article=8)
    sixth = _talks(words.format("14 March").replace("fifth", "sixth"), "round", on=14, status=Status.PLANNED, article=8, outlet="Post")  # fmt: skip
    assert _points(first, later) >= 0 > _points(later, sixth)
    assert day(14) == later.record.date.start


def test_a_town_is_told_with_its_region() -> None:
    town = event(
        10, "Drones hit Voss in the county of Hordaland on Monday.", "hit", on=10, outlet="A"
    )
    land = event(10, "Drones hit Hordaland on Monday.", "hit", on=10, outlet="B")
    far = event(10, "Drones hit Finnmark on Monday.", "hit", on=10, outlet="C")
    town, land, far = (
        replace(a, record=replace(a.record, place=Place(Span(11, 15), name, "NOR", *at, precision)))
        for a, name, at, precision in (
            (town, "Voss", (50.0, 1.0, 1), "point"),  # a place of that name, but another one
            (land, "Hordaland", (60.0, 6.0, 2), "region"),
            (far, "Finnmark", (70.0, 25.0, 3), "region"),
        )
    )
    scale = scale_of(town.record.type)
    near = places(sight(town), sight(land), scale)
    assert near.words == "Voss and Hordaland named together"
    assert near.points > 0 > places(sight(town), sight(far), scale).points


def test_who_kills_of_his_own_accord_does_it_once() -> None:
    who = {**WHO, "berg": Who("i-berg", "Ivar Berg", "person", "NOR", "CVL")}
    first = replace(event(11, "Ivar Berg shot two guards.", "shot", on=10, actor="berg"), who=who)
    again = replace(
        event(12, "Berg, who killed them, wept.", "killed", on=10, actor="berg"), who=who
    )
    office = {**WHO, "berg": replace(who["berg"], sector="GOV")}
    points = _points(first, again)
    assert points - _points(replace(first, who=office), replace(again, who=office)) == 250
    (joined,) = find_happenings([first, again])
    assert "done by Berg" in joined.links[0].reason


def test_what_is_only_weighed_has_no_toll() -> None:
    words = "Ministers warned against any strike on Bergen."
    weighed = sight(event(11, words, "strike", on=10, killed=1400))
    assert weighed.marks.unreal
    assert weighed.killed is None
    assert sight(event(11, "The strike on Bergen was long.", "strike", on=10, killed=9)).killed


def test_as_many_prisoners_let_go_are_one_release() -> None:
    def swap(article: int, words: str, anchor: str) -> Account[Event]:
        told = event(article, words, anchor, EventType.RETREAT, on=10)
        return replace(told, record=replace(told.record, mode="release"))

    one = swap(10, "Iceland let 307 prisoners go, after 120 civilians the day before.", "let")
    two = swap(11, "Norway got 307 soldiers back in the exchange.", "exchange")
    third = swap(11, "Norway got 120 soldiers back in the exchange.", "exchange")
    assert sight(one).marks.freed == 307
    assert _points(one, two) - _points(one, third) >= 200


def test_attacks_of_two_nights_are_two_however_alike_they_are_told() -> None:
    def night(number: int, outlet: str, words: str) -> Account[Event]:
        told = event(number + 1, words, "sent", on=number, place=BERGEN, outlet=outlet)
        when = When(day(number), day(number + 1), "day", Span(0, 1))
        return replace(told, record=replace(told.record, date=when))

    first = "Iceland sent 300 drones at Bergen overnight, its largest swarm yet, the mayor said."
    second = (
        "Iceland sent 410 drones and rockets at Bergen overnight, more than ever, said the army."
    )
    told = [
        night(number, paper, words)
        for number, words in ((10, first), (11, second))
        for paper in ("Gazette", "Post", "Star")
    ]
    assert [len(j.entries) for j in find_happenings(told)] == [3, 3]


def test_a_number_that_another_has_replaced_is_not_the_best() -> None:
    first = event(11, "Drones struck Bergen on Monday, killing nine.", "struck", on=10, place=BERGEN, killed=9)  # fmt: skip
    later = event(12, "Eleven died when drones struck Bergen on Monday.", "struck", on=10, place=BERGEN, killed=11)  # fmt: skip
    before = event(12, "Earlier reports had put the toll of the drones that struck Bergen on Monday at nine.", "struck", on=10, place=BERGEN, killed=9)  # fmt: skip
    known = {a.entry: a for a in (first, later, _later_in(later, before, 90))}
    (joined,) = find_happenings(known.values())
    told = tell_happening(joined, known)
    assert (told.tolls["killed"].low, told.tolls["killed"].best) == (9, 11)
    assert told.lead != before.entry
