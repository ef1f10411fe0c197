"""The pages of charts: filters, forms, empty states, hostile words, and addresses that lead somewhere."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest
from page_cases import client_of
from starlette.testclient import TestClient

from parley.desk import open_desk

PAGES = ("/contacts", "/timeline", "/table", "/positions", "/ground", "/disputes", "/statements")


@pytest.mark.parametrize("path", PAGES)
def test_each_page_stands_with_its_data(pages: TestClient, path: str) -> None:
    page = pages.get(path)
    assert page.status_code == 200
    for forbidden in ("<script>alert", "<img src=x", 'style="', "<style", "\u202e", " onclick"):
        assert forbidden not in page.text
    rows = list(csv.reader(pages.get(f"{path}.csv").text.splitlines()))
    assert rows[0]
    assert "rows" in pages.get(f"{path}.json").json()


@pytest.mark.parametrize("path", PAGES)
def test_filters_of_every_kind_are_borne(pages: TestClient, path: str) -> None:
    for query in (
        "actor=Russia&actor=Ukraine", "country=UKR&country=USA", "since=2025-02-01&until=2025-03-31",
        "as_of=2025-02-20", "page=9", "by=country", "kind=contact&kind=step", "map=whole", "state=planned",
        "side=Russia", "text=met", "order=newest",
    ):  # fmt: skip
        assert pages.get(f"{path}?{query}").status_code == 200, query
    assert pages.get(f"{path}?since=yesterday").status_code == 400


@pytest.mark.parametrize("path", PAGES)
def test_empty_and_lone_ledgers_look_right(empty_ledger, lone_ledger, path: str) -> None:  # type: ignore[no-untyped-def]
    for ledger in (empty_ledger, lone_ledger):
        with client_of(ledger) as client:
            assert client.get(path).status_code == 200
    with client_of(empty_ledger) as client:
        assert 'class="empty"' in client.get(path).text


def test_links_of_charts_lead_to_pages(pages: TestClient) -> None:
    for path in ("/contacts", "/timeline", "/ground", "/table"):
        hrefs = {unescape(h) for h in re.findall(r'<a href="(/[^"#]+)', pages.get(path).text)}
        inside = sorted(h for h in hrefs if not h.endswith((".csv", ".json")))
        for href in inside[:: max(len(inside) // 12, 1)]:
            assert pages.get(href).status_code == 200, href


def test_contacts_of_a_pair_are_those_of_both(pages: TestClient) -> None:
    found = pages.get("/contacts.json").json()["rows"]
    pair = next(r for r in found if r["one_side"] and r["other_side"])
    one, other = pair["one_side"][0], pair["other_side"][0]
    asked = pages.get("/contacts.json", params={"actor": [one, other]}).json()["rows"]
    assert pair["id"] in {r["id"] for r in asked}
    assert len(asked) <= len(found)


def test_a_proposal_has_its_moves_in_words(pages: TestClient, case_ledger) -> None:  # type: ignore[no-untyped-def]
    with open_desk(case_ledger, mode="read") as desk:
        threads = [t for t in desk.threads(order="weight") if t.steps]
    page = pages.get(f"/proposal/{threads[0].id}")
    assert page.status_code == 200
    assert 'id="move-1"' in page.text
    assert 'href="#move-1"' in page.text
    assert pages.get("/proposal/thr-0").status_code == 404
    assert pages.get("/dispute/dis-0").status_code == 404


def test_disputes_of_one_event_can_be_asked_for(pages: TestClient) -> None:
    rows = pages.get("/disputes.json").json()["rows"]
    for about in (*{r["about"] for r in rows}, "hap-0000000000000000"):
        of_it = pages.get(f"/disputes.json?about={about}").json()["rows"]
        assert of_it == [r for r in rows if r["about"] == about]


def test_each_claim_of_a_dispute_stands_with_its_sentence(pages: TestClient) -> None:
    found = pages.get("/disputes.json").json()["rows"]
    page = pages.get("/disputes").text
    claims = sum(len(r["claims"]) for r in found[:50])
    assert claims
    assert page.count('<p class="told">') == claims
