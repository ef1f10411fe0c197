"""The door: names and passwords, tokens, roles, rates; what must be kept out is tried and fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from team_cases import HOST, PASSWORD, Team, csrf

from parley.web.app import create_app
from parley.web.door import VISIT, Rate, needed_role
from parley.web.pages.account import inside
from parley.web.security import COOKIE


def test_nobody_sees_a_page_without_coming_in(team: Team) -> None:
    answer = team.client.get("/statements?speaker=x", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fstatements%3Fspeaker%3Dx"
    for path in ("/statements.json", "/api", "/api/judgements", "/articles.csv"):
        assert team.client.get(path).status_code == 401, path


def test_name_and_password_open_and_lead_back(team: Team) -> None:
    assert team.come_in("rea", back="/statements") == 303
    assert team.client.get("/statements").status_code == 200
    assert "Rea" in team.client.get("/account").text


@pytest.mark.parametrize(
    ("name", "password"), [("Rea", "wrong words here"), ("Nobody", PASSWORD), ("", "")]
)
def test_wrong_ones_do_not(team: Team, name: str, password: str) -> None:
    assert team.come_in(name, password) in (401, 422)
    assert team.client.get("/statements", follow_redirects=False).status_code == 303


def test_a_closed_account_is_out_at_once(team: Team) -> None:
    team.come_in("Cole")
    team.people.close("Cole")
    assert team.client.get("/statements", follow_redirects=False).status_code == 303
    assert team.come_in("Cole") == 401


def test_another_password_ends_the_visits_under_the_old_one(team: Team) -> None:
    team.come_in("Cole")
    team.people.set_password("Cole", "eight loud otters")
    assert team.client.get("/statements", follow_redirects=False).status_code == 303


def test_guessing_is_slowed_down_by_name(team: Team) -> None:
    answers = [team.come_in("Rea", f"guess number {n}") for n in range(12)]
    assert answers[:10] == [401] * 10
    assert answers[10:] == [429] * 2
    assert team.come_in("Rea") == 429


def test_a_visit_cannot_be_fixed_from_outside(team: Team) -> None:
    team.client.cookies.set(VISIT, "chosen-by-somebody-else")
    team.come_in("Rea")
    secrets = {c.value for c in team.client.cookies.jar if c.name == VISIT}
    assert "chosen-by-somebody-else" not in secrets or len(secrets) == 2
    team.client.cookies.clear()
    team.client.cookies.set(VISIT, "chosen-by-somebody-else")
    assert team.client.get("/statements", follow_redirects=False).status_code == 303


def test_a_token_of_before_is_worth_nothing_after_coming_in(team: Team) -> None:
    before = csrf(team.client.get("/login").text)
    visit = team.client.cookies.get(COOKIE)
    team.come_in("Cole")
    team.client.cookies.set(COOKIE, visit or "")
    answer = team.client.post("/account/token", data={"csrf": before, "purpose": "x"})
    assert answer.status_code == 403


def test_forms_need_the_token_and_come_from_here(team: Team) -> None:
    team.come_in("Cole")
    data = {"purpose": "export"}
    assert team.client.post("/account/token", data=data).status_code == 403
    data["csrf"] = team.csrf()
    evil = {"Origin": "https://evil.example"}
    assert team.client.post("/account/token", data=data, headers=evil).status_code == 403
    assert team.client.post("/account/token", data=data).status_code == 200


def judged(team: Team, headers: dict[str, str], **sent: str) -> int:
    body = {"entry": team.entry, "verdict": "accept", **sent}
    return team.client.post("/api/judgements", json=body, headers=headers).status_code


def bearer(team: Team, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {team.people.make_token(name, 'test')[1]}"}


def test_roles_bound_what_a_token_may_do(team: Team) -> None:
    assert judged(team, bearer(team, "Rea")) == 403
    assert judged(team, bearer(team, "Cole")) == 201
    assert judged(team, bearer(team, "Cole"), verdict="merge", value="ev-x") == 403
    rows = team.client.get("/api/judgements", headers=bearer(team, "Rea")).json()["rows"]
    assert [(r["who"], r["verdict"]) for r in rows] == [("Cole", "accept")]


def test_a_made_up_or_closed_token_opens_nothing(team: Team) -> None:
    assert judged(team, {"Authorization": "Bearer parley_made-up"}) == 401
    assert judged(team, {"Authorization": "Basic cmVhOng="}) == 401
    token, secret = team.people.make_token("Cole", "short")
    team.people.store.close_token(token.id, "Cole", token.made)
    assert judged(team, {"Authorization": f"Bearer {secret}"}) == 401


def test_guessing_tokens_is_slowed_down(team: Team) -> None:
    answers = [judged(team, {"Authorization": f"Bearer parley_{n}"}) for n in range(12)]
    assert answers[-1] == 429
    assert 401 in answers


def test_nobody_closes_the_token_of_another(team: Team) -> None:
    token, _ = team.people.make_token("Reva", "hers")
    team.come_in("Cole")
    answer = team.client.post(f"/account/token/{token.id}/close", data={"csrf": team.csrf()})
    assert answer.status_code == 404


def test_only_a_reviewer_sees_the_team_and_its_audit(team: Team) -> None:
    team.come_in("Cole")
    assert team.client.get("/team").status_code == 403
    team.client.post("/logout", data={"csrf": team.csrf()})
    team.come_in("Reva")
    page = team.client.get("/team").text
    assert "came in" in page
    assert "refused" in page


def test_going_out_ends_the_visit(team: Team) -> None:
    team.come_in("Rea")
    secret = team.client.cookies.get(VISIT)
    team.client.post("/logout", data={"csrf": team.csrf()})
    team.client.cookies.set(VISIT, secret or "")
    assert team.client.get("/statements", follow_redirects=False).status_code == 303


def test_secrets_are_in_the_ledger_as_digests_only(team: Team, tmp_path: Path) -> None:
    secret = team.people.make_token("Cole", "export")[1]
    team.come_in("Cole")
    visit = team.client.cookies.get(VISIT)
    held = b"".join(p.read_bytes() for p in tmp_path.glob("team.db*"))
    for words in (secret, visit, PASSWORD):
        assert words
        assert words.encode() not in held


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "/login",
        "\n/x",
        "%2F%2Fevil.example",
    ],
)
def test_nobody_is_led_away(path: str) -> None:
    assert inside(path) == "/"


def test_what_is_not_named_takes_a_reviewer() -> None:
    assert needed_role("POST", "/something/new") == "reviewer"
    assert needed_role("POST", "/review/act") == "coder"
    assert needed_role("POST", "/review/sample") == "reviewer"
    assert needed_role("GET", "/review") == "reader"


def test_a_rate_forgets_the_keys_not_seen_for_longest() -> None:
    rate = Rate(1, 60, keys=2)
    assert [rate.wait(k) for k in ("a", "b", "c", "a")] == [0, 0, 0, 0]
    assert rate.wait("a") > 0


def test_without_a_team_the_user_of_the_machine_is_in(team_ledger: Path) -> None:
    with TestClient(create_app(team_ledger), base_url=f"http://{HOST}") as client:
        assert client.get("/statements").status_code == 200
        told = client.get("/api").json()
        assert told["role"] == "reviewer"
        assert (
            client.post("/api/judgements", json={"entry": "x", "verdict": "accept"}).status_code
            == 403
        )
        assert client.get("/api/docs").status_code == 200
        assert client.get("/openapi.json").status_code == 200
