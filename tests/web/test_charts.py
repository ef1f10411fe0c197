"""Charts say what the records say, can be drawn of nothing, of little and of hostile words, and never twice otherwise."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from chart_cases import (
    ALPHA,
    BETA,
    ENVOY,
    GAMMA,
    NASTY,
    day,
    happening,
    place,
    step,
    thread,
    when,
)

from parley.records import EventType, Status, StepKind
from parley.records.joined import Bounds, Clock, Violation, Who
from parley.stories.happenings.sight import is_running_toll
from parley.web.charts import (
    Chart,
    Lane,
    Mark,
    Said,
    clock_chart,
    ground,
    lanes,
    life,
    matrix,
    network,
    speaker_weeks,
    tied,
)
from parley.web.charts.clock import told
from parley.web.charts.geography import WORLD, Frame, framed, outlines
from parley.web.charts.ground import spots, tell

NASTY_SIDE = Who("act-n", NASTY, "group")


def to(*_: Any) -> str:
    """Where everything leads."""
    return "/there?a=1&b=2"


def _network(hostile: bool, empty: bool) -> Chart:
    other = NASTY_SIDE if hostile else BETA
    return network(
        tied([] if empty else [happening("1", recipient=(other,))]), of_side=to, of_tie=to
    )


def _matrix(hostile: bool, empty: bool) -> Chart:
    other = NASTY_SIDE if hostile else BETA
    return matrix(tied([] if empty else [happening("1", recipient=(other,))]), of_tie=to)


def _lanes(hostile: bool, empty: bool) -> Chart:
    side = Lane("act-a", NASTY if hostile else "Alpha", "/a")
    marks = [Mark("act-a", day(3), "contact", NASTY if hostile else "met", "/m")]
    return lanes([] if empty else [side], [] if empty else marks, of_many=to)


def _life(hostile: bool, empty: bool) -> Chart:
    by = NASTY_SIDE if hostile else ALPHA
    moves = () if empty else (step(StepKind.PROPOSED, 1, by), step(StepKind.REJECTED, 9, BETA))
    return life(thread(*moves, name=NASTY if hostile else "a truce"), of_step=to)


def _clock(hostile: bool, empty: bool) -> Chart:
    breach = Violation(day(3), (NASTY_SIDE if hostile else ALPHA,), (), "e", NASTY)
    clock = (
        Clock("proposed")
        if empty
        else Clock("in-force", day(1), (), day(2), day(9), violations=(breach,))
    )
    return clock_chart(clock, name=NASTY if hostile else "a truce", on=day(4), of_violation=to)


def _ground(hostile: bool, empty: bool) -> Chart:
    at = place(NASTY if hostile else "Aston", 50.0, 30.0)
    found = [happening("1", event_type=EventType.ASSAULT, place=at)]
    return ground([] if empty else found, of_spot=to)


def _weeks(hostile: bool, empty: bool) -> Chart:
    said = [Said("act-a", NASTY if hostile else "Alpha", day(3), 4)]
    return speaker_weeks([] if empty else said, of_week=to)


CHARTS: list[Callable[[bool, bool], Chart]] = [
    _network,
    _matrix,
    _lanes,
    _life,
    _clock,
    _ground,
    _weeks,
]


@pytest.mark.parametrize("make", CHARTS)
def test_every_chart_bears_hostile_words_and_nothing_at_all(make: Callable[..., Chart]) -> None:
    for hostile, empty in ((False, False), (True, False), (False, True)):
        chart = make(hostile, empty)
        assert str(make(hostile, empty).wide) == str(chart.wide)
        assert chart.title
        assert chart.summary.endswith(".")
        for drawn in (chart.wide, chart.narrow):
            whole = ET.fromstring(str(drawn))
            assert whole.get("aria-label")
            names = {e.tag for e in whole.iter()}
            assert not names & {"script", "style", "foreignObject", "image", "use"}
            assert not any(
                k == "style" or k.startswith("on") for e in whole.iter() for k in e.attrib
            )
        assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)


@pytest.mark.parametrize("make", CHARTS)
def test_every_link_has_a_name(make: Callable[..., Chart]) -> None:
    whole = ET.fromstring(str(make(False, False).wide))
    for link in whole.iter("a"):
        assert link.get("aria-label") or "".join(link.itertext()).strip()


def test_contacts_become_ties_by_what_became_of_them() -> None:
    ties = tied(
        [
            happening("1"),
            happening("2", at=5),
            happening("3", state="planned"),
            happening("4", state="denied"),
            happening("5", actor=(ALPHA, BETA), recipient=(), mediators=(GAMMA,)),
        ]
    )
    tie = ties.between("act-a", "act-b")
    assert tie is not None
    assert tie.strands == {"held": 3, "ahead": 1, "off": 1}
    assert tie.last == day(5)
    sides = {s.id: s for s in ties.sides}
    assert sides["act-a"].contacts == 5
    assert sides["act-c"].mediated == 1


def test_people_may_count_for_their_country() -> None:
    def country(who: Who) -> Who:
        return replace(who, id=who.country or who.id, name=who.country or who.name)

    ties = tied([happening("1", actor=(ENVOY, ALPHA))], country)
    assert [(s.id, s.contacts) for s in ties.sides] == [("AAA", 1), ("BBB", 1)]


def test_guests_of_a_round_table_are_not_tied_to_each_other() -> None:
    guests = tuple(Who(f"act-{i}", f"Guest {i}", "state") for i in range(9))
    ties = tied([happening("1", recipient=guests)])
    assert len(ties.ties) == 9
    assert all("act-a" in (t.one, t.other) for t in ties.ties)


def test_who_is_tied_to_nobody_is_not_drawn() -> None:
    alone = happening("2", actor=(GAMMA,), recipient=())
    chart = network(tied([happening("1"), alone]), of_side=to, of_tie=to)
    assert "Gamma" not in str(chart.wide)
    assert "Alpha" in str(chart.wide)


def test_who_is_only_described_stands_in_the_table_and_is_not_drawn() -> None:
    described = Who("act-e", "other ministers", "group")
    found = tied([happening("1"), happening("2", recipient=(described,))])
    chart = network(found, of_side=to, of_tie=to)
    assert "other ministers" not in str(chart.wide)
    assert chart.note == "1 side without a name not drawn."
    assert any("other ministers" in {d.words for d in row} for row in chart.table.rows)
    assert "other ministers" not in str(matrix(found, of_tie=to).wide)


def test_large_networks_are_cut_and_say_so() -> None:
    many = [Who(f"act-{i}", f"Side {i}", "state") for i in range(60)]
    contacts = [happening(str(i), actor=(many[0],), recipient=(w,)) for i, w in enumerate(many[1:])]
    chart = network(tied(contacts), of_side=to, of_tie=to)
    assert str(chart.wide).count('class="side-of"') == 36
    assert "24 sides" in chart.note


def test_marks_of_many_days_share_a_sign() -> None:
    marks = [Mark("act-a", day(i % 400), "contact", f"met {i}", f"/m{i}") for i in range(900)]
    chart = lanes([Lane("act-a", "Alpha", "/a")], marks, of_many=to)
    assert len(str(chart.wide)) < 60_000
    signs = sum("sign" in (e.get("class") or "") for e in ET.fromstring(str(chart.wide)).iter())
    assert 10 < signs < 80


def test_a_sign_for_one_leads_to_it_and_for_several_to_all() -> None:
    marks = [
        Mark("act-a", day(0), "contact", "met", "/one"),
        Mark("act-a", day(9), "contact", "met", "/x"),
        Mark("act-a", day(9), "contact", "rang", "/y"),
    ]
    seen: list[tuple[Any, ...]] = []

    def of_many(*args: Any) -> str:
        seen.append(args[1:])
        return "/many"

    chart = lanes([Lane("act-a", "Alpha", "/a")], marks, of_many=of_many)
    hrefs = [e.get("href") for e in ET.fromstring(str(chart.wide)).iter("a")]
    assert hrefs == ["/a", "/one", "/many"]
    assert ("contact", day(9), day(9)) in seen


def test_a_life_line_numbers_its_moves_and_leaves_out_undated_ones() -> None:
    chart = life(
        thread(
            step(StepKind.PROPOSED, 0, ALPHA),
            step(StepKind.CONDITIONS, None, BETA),
            step(StepKind.ACCEPTED, 4, BETA, status=Status.PLANNED),
        ),
        of_step=lambda n: f"#move-{n}",
    )
    hrefs = [e.get("href") for e in ET.fromstring(str(chart.wide)).iter("a")]
    assert hrefs == ["#move-1", "#move-3"]
    assert chart.note == "1 move of an unknown day not drawn."
    assert [row[0].words for row in chart.table.rows] == ["1", "2", "3"]


def test_many_moves_of_a_day_stand_on_each_other() -> None:
    moves = [step(StepKind.UNDER_DISCUSSION, 0, ALPHA) for _ in range(50)]
    chart = life(thread(*moves), of_step=to)
    assert "+47" in str(chart.wide)


@pytest.mark.parametrize(
    ("clock", "on", "words"),
    [
        (Clock("proposed"), 0, "proposed, not in force"),
        (Clock("declared", day(0), starts=day(5)), 1, "declared, not yet in force"),
        (Clock("in-force", day(0), starts=day(0), ends=day(29)), 11, "in force, day 12 of 30"),
        (Clock("in-force", day(0), starts=day(0)), 11, "in force, day 12"),
        (
            Clock("ended", day(0), starts=day(0), ends=day(29), ended=day(10)),
            20,
            "ended after 10 days of 30",
        ),
        (Clock("suspended", day(0), starts=day(0)), 1, "suspended, day 2"),
    ],
)
def test_a_clock_is_told(clock: Clock, on: int, words: str) -> None:
    assert told(clock, day(on)) == words


def test_breaches_are_drawn_by_who_is_accused() -> None:
    breaches = tuple(
        Violation(day(i), (ALPHA,) if i % 2 else (BETA,), (GAMMA,), f"e{i}", "shelled")
        for i in range(9)
    )
    clock = Clock("in-force", day(0), starts=day(0), ends=day(29), violations=breaches)
    chart = clock_chart(clock, name="a truce", on=day(12), of_violation=to)
    assert "Alpha (4)" in str(chart.wide)
    assert "Beta (5)" in str(chart.wide)
    assert len(chart.table.rows) == 9


def test_places_at_one_spot_are_one_and_tolls_are_not_added() -> None:
    town, region = place("Aston", 50.0, 30.0), place("Astonia", 50.0, 30.0, "region")
    found = spots(
        [
            happening("1", event_type=EventType.ASSAULT, place=town, killed=Bounds(7, 9, 12)),
            happening("2", event_type=EventType.ASSAULT, place=town, killed=Bounds(3, 3, None)),
            happening("3", event_type=EventType.ASSAULT, place=region),
            happening("4", event_type=EventType.ASSAULT),
        ]
    )
    assert [(s.name, s.sure, s.number) for s in found] == [
        ("Aston", True, 2),
        ("Astonia", False, 1),
    ]
    assert (found[0].low, found[0].best, found[0].high) == (7, 9, 12)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (None, ""),
        (Bounds(9, 9, 9), "9"),
        (Bounds(9, 11, 14), "11 (9 to 14)"),
        (Bounds(9, 9, None), "at least 9"),
        (Bounds(None, None, 20), "20"),
    ],
)
def test_tolls_in_words(bounds: Bounds | None, words: str) -> None:
    assert tell(bounds) == words


def test_a_map_is_cut_to_where_it_happens() -> None:
    near = [
        happening(
            str(i), event_type=EventType.ASSAULT, place=place(f"T{i}", 48 + i / 10, 37 + i / 5)
        )
        for i in range(20)
    ]
    far = happening("far", event_type=EventType.PROTEST, place=place("Far", -33.0, -70.0))
    cut = ground([*near, far], of_spot=to, of_all="/all")
    whole = ground([*near, far], of_spot=to)
    assert "Far" not in str(cut.wide)
    assert "1 event elsewhere" in cut.note
    assert "Far" in str(whole.wide)


def test_frames_keep_their_proportions_and_the_world() -> None:
    for points in ([], [(30.0, 50.0)], [(-170.0, -50.0), (179.0, 70.0)], [(179.9, 66.0)]):
        frame = framed(points, 1080, 600)
        box = frame.box
        assert -180 <= box.west < box.east <= 180
        assert -90 <= box.south < box.north <= 90
        assert all(box.holds(*p) for p in points)


def test_the_world_is_drawn_small_enough_for_a_page() -> None:
    lines = outlines(framed([(-170.0, -50.0), (179.0, 70.0)], 1080, 600))
    assert 20_000 < len(lines.land) < 160_000
    assert lines.disputed
    nothing = outlines(Frame(WORLD._replace(west=-140, east=-130, south=-40, north=-35), 100, 50))
    assert nothing.land == nothing.borders == ""


def test_weeks_are_counted_by_speaker() -> None:
    said = [Said("a", "Alpha", day(i)) for i in range(14)] + [Said("b", "Beta", day(1), 3)]
    chart = speaker_weeks(said, of_week=to)
    assert [row[0].words for row in chart.table.rows] == ["Alpha", "Beta"]
    assert chart.table.rows[0][1].words == "14"
    only = speaker_weeks(said, of_week=to, most=1)
    assert only.note == "1 speaker with fewer not drawn."


def test_the_ends_of_time_can_be_drawn() -> None:
    marks = [Mark("act-a", d, "contact", "met", "/m") for d in (date.min, date.max)]
    assert lanes([Lane("act-a", "Alpha", "/a")], marks, of_many=to).wide


def test_running_tolls_of_a_war_are_no_circle_and_are_told_apart() -> None:
    here = place("Rushport", 10, 20)
    war = happening(
        "w",
        event_type=EventType.ASSAULT,
        at=None,
        place=here,
        killed=Bounds(300_000, 300_000, None),
    )
    raid = happening("r", event_type=EventType.ASSAULT, at=3, place=here, killed=Bounds(12, 12, 12))
    (spot,) = spots([war, raid])
    assert (spot.number, spot.told, spot.best) == (2, 1, 12)
    assert "1 toll of the war so far" in ground([war, raid], of_spot=to).note
    assert not is_running_toll(replace(war, tolls={"killed": Bounds(30, 30, 30)}))
    since = replace(
        raid, when=when(None), words="Raids have killed 120 people since the war began."
    )
    assert is_running_toll(since)


def test_the_strip_ends_in_the_state_that_the_proposal_has() -> None:
    steps = (
        step(StepKind.PROPOSED, 1, ALPHA),
        step(StepKind.ACCEPTED, 3, BETA),
        step(StepKind.REJECTED, 9, ALPHA),
    )
    found = replace(thread(*steps), state=StepKind.ACCEPTED, since=day(3))
    drawn = str(life(found, of_step=lambda n: f"#{n}").wide)
    assert drawn.count('class="state b-') == 2
    assert "from 2024-03-10: rejected" not in drawn
