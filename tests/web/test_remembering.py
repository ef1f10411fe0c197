"""What a server remembers is never stale: after each judgement it shows what one shows that has just started."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from page_cases import client_of
from starlette.testclient import TestClient

from parley.desk import Desk

PATHS = (
    "/", "/timeline", "/contacts", "/table", "/positions", "/ground", "/events", "/disputes", "/actors", "/articles",
    "/statements", "/statements?as_of=2025-03-05", "/statements?country=UKR", "/statements?all=yes&form=direct",
    "/statements.json?country=RUS", "/events?accounts=yes", "/timeline?as_of=2025-03-05", "/?as_of=2025-03-05",
)  # fmt: skip


@pytest.fixture
def served(case_ledger: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Path]]:
    """A server of a ledger of its own, which has been asked for every page."""
    copy = tmp_path / "case.db"
    copy.write_bytes(case_ledger.read_bytes())
    with client_of(copy) as client:
        seen(client)
        yield client, copy


def seen(client: TestClient) -> dict[str, str]:
    """Every page, without what differs between two visits."""
    return {path: re.sub(r"[0-9a-f]{64}", "", client.get(path).text) for path in PATHS}


def entry_of(desk: Desk, kind: str) -> str:
    """An entry that is told by more than one page."""
    if kind == "statement":
        return desk.statements(country="UKR", once=True, order="newest", limit=1)[0].id
    return desk.happenings(order="weight", limit=1)[0].lead


def merge(desk: Desk) -> None:
    one, other = desk.actors(type="person", limit=2)
    desk.judge(one.identity, "merge", who="Ada", value=other.identity)


JUDGEMENTS: dict[str, Callable[[Desk], object]] = {
    "accept": lambda desk: desk.judge(entry_of(desk, "statement"), "accept", who="Ada"),
    "reject a statement": lambda desk: desk.judge(entry_of(desk, "statement"), "reject", who="Ada"),
    "reject an event": lambda desk: desk.judge(entry_of(desk, "event"), "reject", who="Ada"),
    "edit": lambda desk: desk.judge(
        entry_of(desk, "event"), "edit", who="Ada", field="status", value="denied"
    ),
    "merge actors": merge,
}


@pytest.mark.parametrize("judge", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_after_a_judgement_pages_are_those_of_a_new_server(
    served: tuple[TestClient, Path], judge: Callable[[Desk], object]
) -> None:
    client, ledger = served
    judge(client.app.state.desk)  # type: ignore[attr-defined]
    now = seen(client)
    with client_of(ledger) as other:
        assert now == seen(other)


def test_counts_follow_rejecting_and_undoing(served: tuple[TestClient, Path]) -> None:
    client, _ = served
    desk: Desk = client.app.state.desk  # type: ignore[attr-defined]
    before, all_of_it = seen(client), client.get("/statements.json").json()["total"]
    entry = entry_of(desk, "statement")
    desk.judge(entry, "reject", who="Ada")
    assert client.get("/statements.json").json()["total"] == all_of_it - 1
    assert client.get("/statements.json?country=UKR").json()["total"] >= 0
    desk.judge(entry, "undo", who="Ada")
    after = seen(client)
    assert {p: after[p] for p in PATHS if p.startswith("/statements")} == {
        p: before[p] for p in PATHS if p.startswith("/statements")
    }
