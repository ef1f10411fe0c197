"""What stands before every page: hosts, origins, tokens, headers, errors; and how the pages are served."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from page_cases import client_of, token_of
from starlette.testclient import TestClient

from parley.cli.root import root
from parley.errors import LedgerError, UsageError
from parley.web import Settings, create_app
from parley.web.navigation import MENU, current, path_of
from parley.web.remembered import Remembered
from parley.web.security import CONTENT_POLICY, HEADERS, Guard, hosts_of
from parley.web.serve import HOST, _listening

MENU_PATHS = [item.path for group in MENU for item in group.items]


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/static/parley.css", "/statements.csv", "/?as_of=x"]
)
def test_every_response_has_the_headers(pages: TestClient, path: str) -> None:
    response = pages.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value
    assert "access-control-allow-origin" not in response.headers
    assert "unsafe" not in CONTENT_POLICY


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:8478",
        "",
        "[::1]",
        "127.0.0.1:8477.evil",
    ],
)
def test_other_hosts_are_not_answered(pages: TestClient, host: str) -> None:
    response = pages.get("/", headers={"host": host})
    assert response.status_code == 421
    assert "csrf" not in response.text


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8477", "localhost:8477", "LOCALHOST:8477", "[::1]:8477"]
)
def test_our_own_names_are(pages: TestClient, host: str) -> None:
    assert pages.get("/about", headers={"host": host}).status_code == 200


OURS = "http://127.0.0.1:8477"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"origin": OURS}, 303),
        ({"origin": "null", "sec-fetch-site": "same-origin"}, 303),
        ({"origin": "null"}, 403),
        ({"origin": "null", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:9999"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)  # fmt: skip
def test_only_our_own_pages_may_post(
    pages: TestClient, headers: dict[str, str], status: int
) -> None:
    data = {"to": "dark", "csrf": token_of(pages.get("/").text)}
    response = pages.post("/theme", data=data, headers=headers, follow_redirects=False)
    assert response.status_code == status


def test_a_post_without_the_token_of_the_visit_is_refused(case_ledger: Path) -> None:
    with client_of(case_ledger) as one, client_of(case_ledger) as other:
        token = token_of(one.get("/").text)
        other.get("/")
        for client, sent in ((one, None), (one, "0" * 64), (one, "é"), (other, token)):
            data = {"to": "dark"} | ({"csrf": sent} if sent else {})
            assert client.post("/theme", data=data, follow_redirects=False).status_code == 403
        fresh = client_of(case_ledger)  # without the cookie
        data = {"to": "dark", "csrf": token}
        assert fresh.post("/theme", data=data, follow_redirects=False).status_code == 403


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_the_switch_leads_nowhere_else(pages: TestClient, back: str) -> None:
    data = {"to": "dark", "back": back, "csrf": token_of(pages.get("/").text)}
    response = pages.post("/theme", data=data, follow_redirects=False)
    assert response.headers["location"] == "/"


def test_the_switch_is_remembered(case_ledger: Path) -> None:
    with client_of(case_ledger) as client:
        data = {"to": "dark", "back": "/about", "csrf": token_of(client.get("/").text)}
        response = client.post("/theme", data=data)
        assert response.url.path == "/about"
        assert 'data-theme="dark"' in response.text


def test_large_bodies_are_refused(pages: TestClient) -> None:
    data = {"to": "x" * (1024 * 1024 + 1), "csrf": token_of(pages.get("/").text)}
    assert pages.post("/theme", data=data).status_code == 413

    def chunks() -> object:
        for _ in range(1100):
            yield b"x" * 1024

    assert pages.post("/theme", content=chunks()).status_code in (403, 413)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"],
)
def test_files_outside_are_not_served(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/entry/st-ffff", 404),
        ("/actor/nobody-at-all", 404),
        ("/story/", 404),
        ("/event/hap-ffff", 404),
        ("/article/art-ffff", 404),
        ("/statements?as_of=yesterday", 400),
        ("/statements?since=2025-02-30", 400),
        ("/statements?form=shouted", 400),
        ("/statements?page=x", 400),
        ("/statements?min_confidence=high", 400),
        ("/events?type=DANCE", 400),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told_in_the_form_that_was_asked_for(
    pages: TestClient, path: str, status: int
) -> None:
    response = pages.get(path)
    assert response.status_code == status
    assert "<!doctype html>" in response.text
    data = pages.get(path + ("&" if "?" in path else "?") + "format=json")
    assert data.status_code == status
    assert set(data.json()) == {"error"}


def test_a_bug_tells_nothing_and_keeps_the_headers() -> None:
    app = FastAPI()

    @app.get("/")
    def broken() -> None:
        raise RuntimeError("a secret")

    app.add_middleware(Guard, hosts=hosts_of(8477))
    response = TestClient(app, base_url=OURS).get("/")
    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_no_page_has_what_the_policy_forbids(pages: TestClient) -> None:
    for path in MENU_PATHS:
        text = pages.get(path).text
        assert not re.search(r"<[^>]+\s(style|on\w+)=", text), path
        assert "<style" not in text, path
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path
        assert not re.search(r'<(?:script|img|form|link)[^>]* (?:src|action|href)="(?!/)', text), (
            path
        )


def test_everything_has_a_path() -> None:
    assert path_of("st-1a2b") == "/entry/st-1a2b"
    assert path_of("hap-1a2b") == "/event/hap-1a2b"
    assert path_of("rus/../x") == "/actor/rus%2F..%2Fx"
    assert current("/entry/st-1") == ""
    assert current("/actor/act-1") == "/actors"
    assert current("/") == "/"


def test_what_was_counted_is_kept_until_the_ledger_changes() -> None:
    now = [1, 0]
    kept = Remembered(lambda: tuple(now))
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", make), kept.get("a", make), kept.get("b", make)] == [1, 1, 2]
    now[0] = 2
    assert kept.get("a", make) == 3


def test_without_a_ledger_the_command_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(root, ["serve", "--ledger", str(tmp_path / "none.db")])
    assert isinstance(result.exception, LedgerError)
    assert "parley read" in str(result.exception)
    with pytest.raises(LedgerError):
        create_app(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_the_next_free_port_is_taken_and_a_named_one_is_not_left() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(UsageError, match=str(number)):
            _listening(HOST, number)
    with _listening(HOST, 0) as free:
        assert free.getsockname()[0] == "127.0.0.1"


def test_a_ledger_that_cannot_be_written_is_shown(case_ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "fixed.db"
    copy.write_bytes(case_ledger.read_bytes())
    copy.chmod(0o444)
    with TestClient(create_app(copy, Settings(hosts_of(8477))), base_url=OURS) as client:
        assert client.get("/statements").status_code == 200
