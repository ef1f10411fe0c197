"""A page is of one state of the ledger, also where another program reads articles and settles in the midst of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from page_cases import client_of

from parley.desk import Desk, open_desk
from parley.ledger import ArticleRow
from parley.web import views

SECOND = "OSLO, 5 March 2025 - The envoys of Norway and Sudan met again in Oslo. Both said that talks would go on."


@pytest.mark.parametrize("path", ["/articles.json", "/articles.csv", "/articles"])
def test_another_program_settles_between_two_reads_of_a_page(
    path: str, lone_ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, more = tmp_path / "lone.db", tmp_path / "more.txt"
    copy.write_bytes(lone_ledger.read_bytes())
    more.write_text(SECOND)
    real, came = Desk.articles, []

    def articles(desk: Desk, **filters: Any) -> Sequence[ArticleRow]:
        rows = real(desk, **filters)
        if not came:
            came.append(more)
            with open_desk(copy) as other:
                assert other.read(more).new == 1
        return rows

    monkeypatch.setattr(views, "BATCH", 1)  # a CSV asks for each row
    with client_of(copy) as client:
        before = client.get(path).text
        monkeypatch.setattr(Desk, "articles", articles)
        assert client.get(path).text == before
        assert came
        assert client.get(path).text != before
