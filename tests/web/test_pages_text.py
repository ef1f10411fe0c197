"""The pages made of words: what they show, in which forms, of large, small and hostile ledgers."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from page_cases import client_of
from starlette.testclient import TestClient

from parley.records import When
from parley.web import rendering
from parley.web.markdown import blocks

LISTS = ["/statements", "/events", "/articles", "/actors", "/stories", "/sources"]
TEXT_PAGES = ["/", *LISTS, "/search", "/search?q=truce", "/about", "/events?accounts=yes"]


def data(pages: TestClient, path: str) -> Any:
    response = pages.get(path)
    assert response.status_code == 200
    return response.json()


def table(pages: TestClient, path: str) -> list[dict[str, str]]:
    response = pages.get(path)
    assert response.headers["content-type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.text)))


class Balance(HTMLParser):
    """Whether elements are closed in the order in which they were opened."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "circle", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [v for k, v in attrs if k == "id" and v]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("path", TEXT_PAGES)
def test_pages_are_whole(pages: TestClient, path: str) -> None:
    response = pages.get(path)
    assert response.status_code == 200
    page = Balance()
    page.feed(response.text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert len(re.findall(r"<h1", response.text)) == 1


@pytest.mark.parametrize("path", TEXT_PAGES)
@pytest.mark.parametrize("which", ["empty_ledger", "lone_ledger"])
def test_small_ledgers_can_be_looked_at(
    request: pytest.FixtureRequest, which: str, path: str
) -> None:
    with client_of(request.getfixturevalue(which)) as client:
        response = client.get(path)
        assert response.status_code == 200
        if which == "empty_ledger" and path in ("/", "/statements", "/articles"):
            assert "parley read" in response.text


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_there_as_csv_and_json(pages: TestClient, path: str) -> None:
    rows = table(pages, f"{path}.csv")
    found = data(pages, f"{path}.json")
    assert rows
    assert len(found["rows"]) == min(len(rows), 50)
    assert table(pages, f"{path}?format=csv") == rows
    assert list(rows[0]) == list(found["rows"][0])


def test_json_leads_to_the_next_page(pages: TestClient) -> None:
    path: str | None = "/statements.json?per=7"
    ids: list[str] = []
    while path:
        found = data(pages, path)
        ids += [row["id"] for row in found["rows"]]
        path = found["next"]
    assert len(ids) == len(set(ids)) == found["total"]
    assert ids == [row["id"] for row in table(pages, "/statements.csv")]


def test_filters_stand_in_the_address_and_facets_count(pages: TestClient) -> None:
    page = pages.get("/statements").text
    counted = dict(
        re.findall(r'href="/statements\?form=(\w+)"[^>]*><span>.*?</span><b>(\d+)</b>', page)
    )
    assert counted
    for form, number in counted.items():
        found = data(pages, f"/statements.json?form={form}")
        assert found["total"] == int(number)
        assert {row["form"] for row in found["rows"]} == {form}
    both = data(pages, "/statements.json?form=direct&form=indirect")
    assert both["total"] == int(counted["direct"]) + int(counted["indirect"])


def test_a_speaker_can_be_named_and_stand_beside_another(pages: TestClient) -> None:
    found = data(pages, "/statements.json?speaker=Putin")
    assert {row["speaker"] for row in found["rows"]} == {"Vladimir Putin"}
    page = pages.get("/statements?speaker=Putin&beside=Zelensky").text
    assert len(re.findall(r'<section class="panel"', page)) == 2


def test_the_day_is_kept_in_every_link_and_heeded(pages: TestClient) -> None:
    page = pages.get("/statements?as_of=2025-03-01").text
    links = re.findall(r'href="(/(?!static)[^"#]*)', page)
    assert links
    without = [link for link in links if "as_of=2025-03-01" not in link]
    assert without == ["/statements"]  # "Show all" takes the day away
    rows = table(pages, "/statements.csv?as_of=2025-03-01")
    assert rows
    assert all(row["published"] <= "2025-03-01" for row in rows)
    for path in ("/", "/events", "/articles", "/actors", "/stories", "/sources", "/search?q=talks"):
        joint = "&" if "?" in path else "?"
        assert pages.get(f"{path}{joint}as_of=2025-03-01").status_code == 200


def test_people_and_stories_are_told_as_they_were_known(pages: TestClient) -> None:
    early, late = (
        data(pages, f"/actors.json?as_of={day}")["rows"] for day in ("2025-02-20", "2025-06-01")
    )
    actor = early[0]["id"]
    number = {row["id"]: row["articles"] for row in late}
    assert early[0]["articles"] < number[actor]
    (then,) = data(pages, f"/actor/{actor}.json?as_of=2025-02-20")["rows"]
    assert then["articles"] == early[0]["articles"]
    assert pages.get(f"/actor/{actor}?as_of=2025-02-20").status_code == 200
    assert pages.get(f"/actor/{actor}?as_of=1999-01-01").status_code == 404
    story = data(pages, "/stories.json")["rows"][0]["id"]
    assert pages.get(f"/story/{story}?as_of=2025-06-01").status_code == 200
    assert pages.get(f"/story/{story}?as_of=1999-01-01").status_code == 404
    article = data(pages, "/articles.json")["rows"][0]["id"]
    assert "had not been published" in pages.get(f"/article/{article}?as_of=2024-01-01").text


def test_the_state_of_play_tells_the_last_week_and_any_other(pages: TestClient) -> None:
    found = data(pages, "/state.json")
    days = [date.fromisoformat(found[name]) for name in ("since",)]
    assert days[0] == date.fromisoformat(
        max(r["published"] for r in table(pages, "/articles.csv"))
    ).__sub__(date(2025, 1, 7) - date(2025, 1, 1))
    assert all(row["entries"] for row in found["rows"] if row["level"] == 0)
    entry = found["rows"][0]["entries"][0]
    assert f"#{entry}" in pages.get("/").text
    quiet = pages.get("/?since=2031-01-01")
    assert "A quiet period" in quiet.text


def test_an_article_shows_its_entries_and_its_words(pages: TestClient) -> None:
    for row in table(pages, "/articles.csv"):
        page = pages.get(f"/article/{row['id']}")
        assert page.status_code == 200
        packed = data(pages, f"/article/{row['id']}.json")
        if len(packed["text"]) < 40_000:
            for statement in packed["statements"]:
                assert f'id="{statement["id"]}"' in page.text
        words = re.sub(r"<[^>]+>", "", page.text)
        assert packed["text"].split()[5] in words


def test_an_entry_leads_to_its_sentence_its_event_and_its_people(pages: TestClient) -> None:
    event = data(pages, "/events.json")["rows"][0]
    assert pages.get(f"/event/{event['id']}").status_code == 200
    entry = pages.get(f"/entry/{event['lead']}")
    assert f"/event/{event['id']}" in entry.text
    whole = data(pages, f"/entry/{event['lead']}.json")
    selector = whole["entry"]["selectors"][0]
    article = data(pages, f"/article/{whole['rows'][0]['article']}.json")
    assert article["text"][selector["start"] : selector["end"]] == selector["exact"]
    for actor in event["actor_ids"]:
        page = pages.get(f"/actor/{actor}")
        assert page.status_code == 200
    story = data(pages, "/stories.json")["rows"][0]
    assert story["title"] in pages.get(f"/story/{story['id']}").text.replace("&#39;", "'")


def test_on_an_earlier_day_the_state_of_play_ends_there(pages: TestClient) -> None:
    assert "25 Mar 2025" in pages.get("/").text
    assert "Mar 2025" not in pages.get("/?as_of=2025-02-28").text


def test_past_the_last_sheet_the_first_is_offered(pages: TestClient) -> None:
    page = pages.get("/events?page=99").text
    assert "The list ends before this sheet" in page
    assert "parley read" not in page


def test_types_are_told_by_name_and_asked_for_by_code(pages: TestClient) -> None:
    for path in ("/events?type=ASSAULT", "/events?type=ASSAULT&accounts=yes"):
        page = pages.get(path).text
        assert '<span title="ASSAULT">assault</span>' in page
        assert ">ASSAULT<" not in page
    assert '<span title="ASSAULT"><bdi>Assault</bdi></span>' in pages.get("/ground").text
    assert {row["type"] for row in data(pages, "/events.json?type=ASSAULT")["rows"]} == {"ASSAULT"}


def test_an_id_is_found_by_the_search(pages: TestClient) -> None:
    entry = data(pages, "/statements.json")["rows"][0]["id"]
    response = pages.get(f"/search?q={entry}", follow_redirects=False)
    assert response.headers["location"] == f"/entry/{entry}"
    assert data(pages, "/search.json?q=ceasefire")["rows"]
    for odd in ("%22", "*", "OR", "a%00b", "%F0%9F%A4%9D", "(", "-x", "NEAR(", "x" * 900):
        assert pages.get(f"/search?q={odd}").status_code == 200


def hostile(pages: TestClient, words: str) -> str:
    """Id of the article that holds the words."""
    (row,) = data(pages, f"/articles.json?text={words}")["rows"]
    return str(row["id"])


def test_articles_cannot_do_anything(pages: TestClient) -> None:
    article = hostile(pages, "quarrystone")
    ids = [
        e["id"]
        for kind in ("statements", "events")
        for e in data(pages, f"/article/{article}.json")[kind]
    ]
    for path in (f"/article/{article}", *(f"/entry/{i}" for i in ids), "/statements", "/events", "/articles",
                 "/search?q=onerror", "/?since=2025-03-01"):  # fmt: skip
        text = pages.get(path).text
        for harm in ("<script>alert", "<img", "<style>", "onerror=alert(2)>", 'href="javascript'):
            assert harm not in text, path
        assert "49" not in re.findall(r"and (\S+) \{%", text)
    assert "{{ 7 * 7 }}" in re.sub(r"<[^>]+>", "", pages.get(f"/article/{article}").text)


def test_what_cannot_be_seen_is_shown(pages: TestClient) -> None:
    text = pages.get(f"/article/{hostile(pages, 'lighthouse')}").text
    for character in "\u202e\u202c\u200b\u2067\u2069\x07":
        assert character not in text
    assert '<span class="odd" title="U+202E right-to-left override">RLO</span>' in text
    assert "\u0304\u0305" not in text


def test_a_very_long_article_comes_in_sheets(pages: TestClient) -> None:
    article = hostile(pages, "windmill")
    first = pages.get(f"/article/{article}")
    assert len(first.text) < 200_000
    assert "Sheet 1 of" in first.text
    for statement in data(pages, f"/article/{article}.json")["statements"]:
        assert len(pages.get(f"/entry/{statement['id']}").text) < 200_000
    last = pages.get(f"/article/{article}?page=99")
    assert "The last sentence of a very long article" in re.sub(r"<[^>]+>", "", last.text)


def test_words_that_were_searched_for_are_marked() -> None:
    def marks(text: str, wanted: str | None) -> list[str]:
        return re.findall("<mark>(.*?)</mark>", rendering.marked(text, wanted))

    assert marks("A ceasefire, ceasefires; the truce.", "ceas* TRUCE") == [
        "ceasefire",
        "ceasefires",
        "truce",
    ]
    assert marks("The prime  minister; prime time", '"prime minister"') == ["prime  minister"]
    assert marks("a.b (c) <i>", "( ) * . <") == []
    assert marks("nothing", None) == []
    assert (
        rendering.marked("<b>x</b>", "b")
        == "<bdi>&lt;<mark>b</mark>&gt;x&lt;/<mark>b</mark>&gt;</bdi>"
    )


def test_days_are_written_as_finely_as_they_are_known() -> None:
    def words(start: date | None, end: date | None, precision: Any = "day") -> str:
        return re.sub(r"<[^>]+>", "", rendering.day(When(start, end, precision), date(2025, 5, 1)))

    assert words(date(2025, 3, 11), date(2025, 3, 11)) == "11 Mar 2025"
    assert words(date(2025, 3, 1), date(2025, 3, 31), "month") == "Mar 2025"
    assert words(date(2025, 1, 1), date(2025, 12, 31), "year") == "2025"
    assert words(date(2025, 3, 10), date(2025, 3, 16), "week") == "week of 10 Mar 2025"
    assert words(date(2025, 3, 10), date(2025, 3, 12)) == "10–12 Mar 2025"
    assert words(date(2024, 12, 30), date(2025, 1, 2)) == "30 Dec 2024 – 2 Jan 2025"
    assert words(None, None) == "reported 1 May 2025"


def test_our_documents_are_read_as_blocks() -> None:
    text = "# A\nOne `code` <b>.\n\n| x | y |\n|---|--:|\n| **1** | [z](u.md) |\n\n- one\n- two\n  more"
    found = list(blocks(text))
    assert [b.kind for b in found] == ["heading", "text", "table", "item", "item"]
    assert str(found[1].rows[0][0]) == "One <code>code</code> &lt;b&gt;."
    assert [[str(c) for c in row] for row in found[2].rows] == [
        ["x", "y"],
        ["<strong>1</strong>", "z"],
    ]
    assert str(found[4].rows[0][0]) == "two more"


def test_about_names_models_error_rates_and_whose_data_it_is(pages: TestClient) -> None:
    text = pages.get("/about").text
    for words in ("GeoNames", "CC BY 4.0", "statements found, F1", "attribution"):
        assert words in text


def test_the_json_of_a_page_is_json(pages: TestClient) -> None:
    for path in ("/state", "/about", "/sources"):
        assert json.loads(pages.get(f"{path}.json").text)["rows"] is not None


@pytest.mark.parametrize(
    "path", ["/events", "/statements", "/contacts", "/ground", "/positions", "/"]
)
def test_what_is_no_filter_of_a_page_says_so(pages: TestClient, path: str) -> None:
    chosen = re.compile(r'<ul class="chosen".*?</ul>', re.DOTALL)
    (chips,) = chosen.findall(pages.get(f"{path}?contry=UKR&country=UKR").text)
    assert "<bdi>contry</bdi>: no filter of this page" in chips
    assert chips.count("<li>") == 2
    (chips,) = chosen.findall(pages.get(f"{path}?country=UKR").text)
    assert "no filter" not in chips


def test_data_name_the_filters_that_were_heeded(pages: TestClient) -> None:
    found = pages.get("/events.json?contry=UKR&country=UKR").json()
    assert found["filters"] == {"country": ["UKR"]}
