"""Double coding between people: drawn by a reviewer, judged blindly by another, decided by a third."""

from __future__ import annotations

import re

from team_cases import Team


def _sample(team: Team) -> str:
    """The address of a sample of what Reva accepted, drawn for Cole; Reva is in."""
    team.come_in("Reva")
    team.post("/review/act", act="accept", entry=team.entry)
    drawn = team.post("/review/codings", first="Reva", second="cole", size="5", seed="1")
    assert drawn.status_code == 303, drawn.text
    return drawn.headers["location"]


def test_who_is_in_stands_on_every_page(team: Team) -> None:
    team.come_in("Reva")
    assert re.search(
        r'class="who" href="/account"[^>]*>(<bdi>)?Reva<', team.client.get("/statements").text
    )


def test_a_sample_is_drawn_for_somebody_with_an_account(team: Team) -> None:
    _sample(team)
    answer = team.post("/review/codings", first="Reva", second="Nobody", size="5", seed="1")
    assert answer.status_code == 400
    assert "Nobody" in answer.text


def test_the_second_sees_neither_the_first_verdict_nor_the_whole_queue(team: Team) -> None:
    coding = _sample(team).rpartition("/")[2]
    team.come_in("Cole")
    page = team.client.get(f"/review?coding={coding}").text
    assert re.search(r'data-p="left">1<', page)
    assert "accepted" not in page
    told = team.post("/review/act", act="reject", entry=team.entry, coding=coding)
    assert told.json()["progress"]["left"] == 0


def test_a_third_decides_where_the_two_differ(team: Team) -> None:
    address = _sample(team)
    team.come_in("Cole")
    team.post(
        "/review/act", act="reject", entry=team.entry,
        coding=address.rpartition("/")[2],
    )  # fmt: skip
    team.come_in("Reva")
    page = team.client.get(address).text
    assert "To decide: 1" in page
    value = re.search(r'name="value" value="([^"]*)"><small>Cole', page)
    assert value is not None
    decided = team.post(
        address, entry=team.entry, field="verdict", value=value[1].replace("&#34;", '"')
    )
    assert decided.status_code == 303
    assert "To decide: 0" in team.client.get(address).text
