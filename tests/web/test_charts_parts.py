"""The parts that charts are made of: SVG, letters, days, places of nodes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from chart_cases import NASTY

from parley.web.charts import layout
from parley.web.charts.days import Axis, dense, next_start, ruled, spanned, start_of, stretches
from parley.web.charts.lettering import measure, shorten, wrap
from parley.web.charts.svg import link, node, number, picture, text


def test_what_an_article_says_stays_text() -> None:
    drawn = str(picture(10, 10, text(NASTY, 1, 2, data_id=NASTY), label=NASTY))
    assert "<script" not in drawn
    assert "\u202e" not in drawn
    assert "\x00" not in drawn
    whole = ET.fromstring(drawn)
    assert whole.get("onload") is None
    assert (whole[0].text or "").startswith('<script>alert("x")</script> & ')


def test_no_style_is_written_into_the_page() -> None:
    assert 'style="' not in str(node("g", class_="a", stroke_width=2))
    assert str(node("g", stroke_width=2, fill=None)) == '<g stroke-width="2"/>'


@pytest.mark.parametrize(
    "href", ["https://example.org", "//example.org", "javascript:alert(1)", ""]
)
def test_links_stay_on_the_site(href: str) -> None:
    with pytest.raises(ValueError, match="own site"):
        link(href)


def test_a_link_to_nothing_is_a_group() -> None:
    assert str(link(None, class_="x")) == '<g class="x"/>'


def test_numbers_are_short() -> None:
    assert [number(v) for v in (1, 1.04, 2.55, -0.01, 1000.0)] == ["1", "1", "2.5", "0", "1000"]


def test_words_fit_their_room() -> None:
    assert shorten("short", 12, 200) == "short"
    cut = shorten("a very long name of a committee", 12, 80)
    assert cut.endswith("…")
    assert measure(cut, 12) <= 80
    lines = wrap("Office of the Special Envoy for Everything", 12, 90)
    assert len(lines) == 2
    assert all(measure(w, 12) <= 90 for w in lines)
    assert wrap("", 12, 90) == []


def test_units_grow_with_the_stretch_of_days() -> None:
    def unit(last: date) -> str:
        return Axis(date(2024, 1, 1), last, 0, 1000).unit(20)

    assert unit(date(2024, 1, 20)) == "day"
    assert unit(date(2024, 6, 1)) == "week"
    assert unit(date(2026, 1, 1)) == "month"
    assert unit(date(2060, 1, 1)) == "year"
    assert unit(date(9999, 1, 1)) == "decade"


def test_stretches_cover_every_day_once() -> None:
    axis = Axis(date(2024, 2, 27), date(2025, 3, 4), 0, 100)
    for unit in ("day", "week", "month", "quarter", "year", "decade"):
        found = list(stretches(axis, unit))
        assert found[0][0] == axis.first
        assert found[-1][1] == axis.last
        assert sum((b - a).days + 1 for a, b in found) == axis.days


@pytest.mark.parametrize("day", [date.min, date.max, date(2024, 2, 29)])
def test_the_ends_of_time_are_borne(day: date) -> None:
    for unit in ("day", "week", "month", "quarter", "year", "decade"):
        assert start_of(day, unit) <= day
        assert next_start(day, unit) >= day
    first, last = spanned([day])
    assert (last - first).days >= 3
    str(ruled(Axis(first, last, 0, 300), 0, 10))


def test_a_far_day_does_not_stretch_an_axis() -> None:
    days = [date(2024, 3, 1 + i % 28) for i in range(98)] + [date(1938, 1, 1), date(2040, 1, 1)]
    assert min(dense(days)).year == max(dense(days)).year == 2024
    assert spanned([date(2024, 3, 1)], until=date(2030, 1, 1))[1].year == 2024


def test_boxes_do_not_overlap_and_stay_in_the_frame() -> None:
    n = 30
    weights = np.zeros((n, n))
    for i in range(1, n):
        weights[i, i // 2] = weights[i // 2, i] = 1
    boxes = np.tile([50.0, 12.0, 50.0, 24.0], (n, 1))
    at = layout.apart(layout.places(weights, 1080, 640), boxes, 1080, 640)
    assert (at - boxes[:, :2] >= -1e-6).all()
    assert (at + boxes[:, 2:] <= [1080 + 1e-6, 640 + 1e-6]).all()
    for i, j in combinations(range(n), 2):
        dx, dy = abs(at[i] - at[j])
        assert dx >= 99 or dy >= 35


def test_the_same_network_has_the_same_places() -> None:
    weights = np.array([[0, 1, 0], [1, 0, 2], [0, 2, 0]], dtype=float)
    one, other = (layout.places(weights.copy(), 100, 100) for _ in range(2))
    assert (one == other).all()


@pytest.mark.parametrize("n", [0, 1, 2])
def test_small_networks_have_places(n: int) -> None:
    assert layout.places(np.zeros((n, n)), 100, 100).shape == (n, 2)


def test_those_who_talk_stand_side_by_side() -> None:
    weights = np.zeros((6, 6))
    for i, j in ((0, 2), (2, 4), (0, 4), (1, 3), (3, 5), (1, 5)):
        weights[i, j] = weights[j, i] = 1
    order = layout.in_series(weights)
    assert {frozenset(order[:3]), frozenset(order[3:])} == {
        frozenset({0, 2, 4}),
        frozenset({1, 3, 5}),
    }
