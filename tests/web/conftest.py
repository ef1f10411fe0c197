"""Ledgers that the tests of pages look at: the example case with hostile articles, one article, none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from page_cases import CASE, HOSTILE, client_of
from starlette.testclient import TestClient
from team_cases import ARTICLE, HOST, PASSWORD, Team

from parley.desk import open_desk
from parley.desk.people import People
from parley.web import app as application
from parley.web.app import Settings, create_app
from parley.web.security import hosts_of


@pytest.fixture(scope="session")
def case_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case and the hostile articles, read."""
    folder = tmp_path_factory.mktemp("web")
    for name, text in HOSTILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_desk(folder / "case.db") as desk:
        desk.read([CASE, *(folder / name for name in HOSTILE)])
    return folder / "case.db"


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without an article."""
    path = tmp_path_factory.mktemp("web-empty") / "empty.db"
    open_desk(path).close()
    return path


@pytest.fixture(scope="session")
def lone_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one article, which names no day."""
    folder = tmp_path_factory.mktemp("web-lone")
    text = "The envoys of Norway and Sudan met in Oslo. Both said that talks would go on.\n"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    with open_desk(folder / "one.db") as desk:
        desk.read([folder / "one.txt"])
    return folder / "one.db"


@pytest.fixture(scope="session")
def pages(case_ledger: Path) -> Iterator[TestClient]:
    """The pages of the example case."""
    with client_of(case_ledger) as client:
        yield client


@pytest.fixture(scope="module")
def team_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("door")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    with open_desk(folder / "team.db") as desk:
        desk.read([folder / "a.txt"])
    return folder / "team.db"


@pytest.fixture
def team(team_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    copy = tmp_path / "team.db"
    copy.write_bytes(team_ledger.read_bytes())
    fast = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(application, "People", lambda store: People(store, fast))
    app = create_app(copy, Settings(hosts_of(8477), team=True))
    people = app.state.door.people
    for name, role in (("Rea", "reader"), ("Cole", "coder"), ("Reva", "reviewer")):
        people.add(name, role, PASSWORD)
    with TestClient(app, base_url=f"http://{HOST}") as client:
        entry = next(iter([*app.state.desk.events(), *app.state.desk.statements()])).id
        yield Team(client, people, entry)
