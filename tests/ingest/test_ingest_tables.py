"""JSON lines, JSON, CSV and Parquet."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from parley.ingest import SYNONYMS, Given, Problem, pages
from parley.ingest.keys import fields
from parley.records import RawPage

TALKS = "The two envoys met in Geneva."
DRONE = "A drone hit the harbour."


def read(path: Path, given: Given = Given()) -> tuple[list[RawPage], list[Problem]]:  # noqa: B008
    items = list(pages([path], given=given))
    found = [i for i in items if isinstance(i, RawPage)]
    return found, [i for i in items if isinstance(i, Problem)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_json_lines_with_bad_lines_go_on(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": 7, "text": TALKS, "published": "2025-03-05", "publisher": "The Gazette"}),
        "",
        '{"text": "cut',
        "[1, 2]",
        json.dumps({"title": "no text here"}),
        json.dumps({"text": "  "}),
        "[" * 100_000,
        json.dumps({"body": DRONE, "pub_date": "5 March 2025", "outlet": "The Post"}),
    ]
    found, problems = read(write(tmp_path / "a.jsonl", "\n".join(rows)))
    assert [p.content for p in found] == [TALKS, DRONE]
    assert found[0].origin == f"{tmp_path}/a.jsonl#1"
    assert found[0].given == {"id": "7", "published": "2025-03-05", "publisher": "The Gazette"}
    assert found[1].given == {"published": "2025-03-05", "publisher": "The Post"}
    assert [p.line for p in problems] == [3, 4, 5, 6, 7]
    assert [p.reason for p in problems] == [
        "not valid JSON: Unterminated string starting at at column 10",
        "the line is JSON but not an object",
        "no text among 'title'",
        "the text is empty",
        "the JSON is nested too deep",
    ]
    assert all(p.failed for p in problems)


def test_a_line_that_is_too_long_is_one_problem(tmp_path: Path) -> None:
    long = b'{"text": "' + b"a" * (17 * 1024 * 1024) + b'"}\n'
    path = write(tmp_path / "a.jsonl", long + json.dumps({"text": TALKS}).encode())
    found, problems = read(path)
    assert [(p.line, p.reason) for p in problems] == [(1, "the line is longer than 16 MB")]
    assert found[0].origin.endswith("#2")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_json_lines_in_other_encodings(tmp_path: Path, codec: str) -> None:
    words = "“No,” said Ms Müller – twice."
    line = json.dumps({"text": words}, ensure_ascii=False)
    (page, _), problems = read(write(tmp_path / "a.jsonl", f"{line}\r\n{line}".encode(codec)))
    assert not problems
    assert page.content == words
    assert page.encoding_guessed is (codec == "cp1252")


@pytest.mark.parametrize(
    "whole",
    [
        [{"text": TALKS}, {"text": DRONE}],
        {"articles": [{"content": TALKS}, {"content": DRONE}]},
        {"response": {"docs": [{"full_text": TALKS}, {"full_text": DRONE}]}},
        [{"text": TALKS, "data": [], "items": [1]}, {"text": DRONE}],
    ],
)
@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
def test_json_documents(tmp_path: Path, whole: object, suffix: str) -> None:
    found, problems = read(write(tmp_path / f"a{suffix}", json.dumps(whole, indent=1)))
    assert [p.content for p in found] == [TALKS, DRONE]
    assert not problems


def test_json_lines_under_the_name_of_json(tmp_path: Path) -> None:
    line = json.dumps({"text": TALKS})
    assert len(read(write(tmp_path / "a.json", f"{line}\n{line}\n"))[0]) == 2
    long = json.dumps({"text": TALKS * 5000})
    assert len(read(write(tmp_path / "b.json", f"{long}\n{long}\n"))[0]) == 2
    assert len(read(write(tmp_path / "c.json", line))[0]) == 1
    one = json.dumps({"text": TALKS, "data": []}, indent=1)
    assert len(read(write(tmp_path / "d.json", one))[0]) == 1


def test_a_damaged_array_keeps_what_stands_before(tmp_path: Path) -> None:
    found, problems = read(write(tmp_path / "a.json", json.dumps([{"text": TALKS}] * 2)[:-9]))
    assert len(found) == 1
    assert "not valid JSON" in problems[0].reason


def test_archives_nest_their_values(tmp_path: Path) -> None:
    record = {
        "headline": {"main": "Envoys meet"},
        "source": {"id": None, "name": "The Gazette"},
        "authors": ["A. Writer", "B. Reporter"],
        "paragraphs": 2,
        "meta": {"url": "https://example.org/a", "date": 1741167000, "title": "not this one"},
        "maintext": [TALKS, DRONE],
    }
    (page,), _ = read(write(tmp_path / "a.jsonl", json.dumps(record)))
    assert page.content == f"{TALKS}\n\n{DRONE}"
    assert page.given == {
        "title": "Envoys meet",
        "author": "A. Writer; B. Reporter",
        "publisher": "The Gazette",
        "url": "https://example.org/a",
        "published": "2025-03-05T09:30:00+00:00",
    }


@pytest.mark.parametrize(
    ("field", "name"), [(f, n) for f, names in SYNONYMS.items() for n in names]
)
def test_every_synonym_is_understood(field: str, name: str) -> None:
    for key in (name, name.upper(), f" {name[0]}_{name[1:]} "):
        assert fields({key: "https://example.org"})[field] == ["https://example.org"]


def test_text_or_html(tmp_path: Path) -> None:
    records = [
        {"html": "<p>One</p>"},
        {"content": "<p>Two</p>"},
        {"text": "I wrote <b>bold</b> and </p>"},
        {"text": "<!doctype html><p>Four"},
        {"text": "Five", "html": "<p>Five"},
        {"text": "", "html": "<p>Six"},
    ]
    found, _ = read(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, records))))
    assert [p.markup for p in found] == ["html", "html", "text", "html", "text", "html"]


def test_the_source_goes_before_the_command_line(tmp_path: Path) -> None:
    given = Given(publisher="The Default", published=date(2025, 1, 1))
    rows = [{"text": TALKS}, {"text": TALKS, "source": "The Gazette", "date": "2025-03-05"}]
    found, _ = read(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))), given)
    assert [p.given["publisher"] for p in found] == ["The Default", "The Gazette"]
    assert [p.given["published"] for p in found] == ["2025-01-01", "2025-03-05"]


def test_an_address_is_no_publisher_and_a_script_no_address(tmp_path: Path) -> None:
    rows = [
        {"text": TALKS, "source": "https://example.org/a", "id": "x1"},
        {"text": TALKS, "url": "javascript:alert(1)", "guid": "https://example.org/b"},
    ]
    found, _ = read(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert found[0].given == {"url": "https://example.org/a", "id": "x1"}
    assert found[1].given["url"] == "https://example.org/b"


def test_days_that_are_not_clear_are_left_out_with_one_remark(tmp_path: Path) -> None:
    rows = [{"text": TALKS, "date": d} for d in ("3/5/2025", "2025-03-05", "last week")]
    found, problems = read(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows))))
    assert [p.given.get("published") for p in found] == [None, "2025-03-05", None]
    (remark,) = problems
    assert not remark.failed
    assert str(remark).endswith(
        "a.jsonl, line 1: 2 publication dates are not clearly a day and left out, the first one "
        "'3/5/2025'; write days as YYYY-MM-DD"
    )


def test_days_in_figures_are_read_as_their_table_writes_them(tmp_path: Path) -> None:
    csv = f"date,text\n3/5/2025,{TALKS}\n25/12/2024,{TALKS}\n"
    found, problems = read(write(tmp_path / "a.csv", csv))
    assert [p.given["published"] for p in found] == ["2025-05-03", "2024-12-25"]
    assert not problems


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_every_kind(tmp_path: Path, delimiter: str, codec: str, end: str) -> None:
    rows = [
        ["Headline", "Publication Date", "Source", "Body"],
        ["Envoys meet", "2025-03-05", "The Gazette", '"“No, not; yet|,” said Müller"'],
        ["Second", "2025-03-06", "The Post", f'"One ""line"".{end}{end}Another."'],
    ]
    data = end.join(delimiter.join(row) for row in rows).encode(codec)
    found, problems = read(write(tmp_path / "a.csv", data))
    assert not problems
    assert [p.content for p in found] == ["“No, not; yet|,” said Müller", 'One "line".\n\nAnother.']
    assert [p.origin[-2:] for p in found] == ["#2", "#3"]
    assert found[0].given == {
        "title": "Envoys meet",
        "published": "2025-03-05",
        "publisher": "The Gazette",
    }


def test_csv_with_excels_line_for_the_delimiter(tmp_path: Path) -> None:
    found, _ = read(write(tmp_path / "a.csv", f"sep=;\ntext;date\n{TALKS};2025-03-05\n"))
    assert found[0].given["published"] == "2025-03-05"


def test_csv_rows_that_do_not_fit(tmp_path: Path) -> None:
    csv = f"text,date\n{TALKS}\n{TALKS},2025-03-05,,\nOne, two, three,2025-03-05\n,\n,2025-03-05\n"
    found, problems = read(write(tmp_path / "a.csv", csv))
    assert [p.content for p in found] == [TALKS, TALKS]
    assert [(p.line, p.reason) for p in problems] == [
        (4, "the row has 4 cells, the header 2"),
        (6, "the text is empty"),
    ]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(tmp_path: Path) -> None:
    csv = f'date,text\n2025-03-04,"{TALKS}\n2025-03-05,{TALKS}\n2025-03-06,{DRONE}\n'
    found, problems = read(write(tmp_path / "a.csv", csv))
    assert [p.content for p in found] == [TALKS, DRONE]
    assert problems[0].line == 2
    assert problems[0].reason == "a quotation mark is opened here and never closed"


def test_quotations_in_a_table_without_quoting_stay_whole(tmp_path: Path) -> None:
    rows = ['"No," she said.', '"We met', "Plain.", '"All of it in marks."']
    tsv = "text\tdate\n" + "".join(f"{row}\t2025-03-05\n" for row in rows)
    found, problems = read(write(tmp_path / "a.tsv", tsv))
    assert [p.content for p in found] == [
        '"No," she said.',
        '"We met',
        "Plain.",
        "All of it in marks.",
    ]
    assert not problems


def test_csv_rows_whose_quoting_does_not_work_out(tmp_path: Path) -> None:
    csv = (
        'text,date\n"No" she said.,2025-03-05\n"No", she said.,2025-03-05\n"a\nb"c,2025-03-05\nd,\n'
    )
    found, problems = read(write(tmp_path / "a.csv", csv))
    assert [p.content for p in found] == ['"No" she said.', "d"]
    assert [(p.line, p.reason) for p in problems] == [
        (3, "the row has 3 cells, the header 2"),
        (4, "the row cannot be read: ',' expected after '\"'"),
    ]


def test_csv_without_a_text_column(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path / "a.csv", "name,age\nA,3\n"))
    assert len(problems) == 1
    assert problems[0].reason == "no text column among 'name', 'age'"
    assert "docs/reference/sources.md" in problems[0].advice


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "body": [TALKS, None, DRONE.encode().decode()],
            "raw": [b"\0" * 9] * 3,
            "date": pa.array([date(2025, 3, 5), None, date(2025, 3, 6)]),
            "source": pa.array(["The Gazette", "x", "The Post"]).dictionary_encode(),
            "authors": [["A. Writer", "B. Reporter"], [], None],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1)
    found, problems = read(tmp_path / "a.parquet")
    assert [p.content for p in found] == [TALKS, DRONE]
    assert found[0].given == {
        "published": "2025-03-05",
        "publisher": "The Gazette",
        "author": "A. Writer; B. Reporter",
    }
    assert [(p.line, p.reason) for p in problems] == [(2, "the text is empty")]
    packed = write(tmp_path / "b.parquet.gz", gzip.compress((tmp_path / "a.parquet").read_bytes()))
    assert [p.content for p in read(packed)[0]] == [TALKS, DRONE]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"nothing of the kind" * 10])
def test_damaged_parquet(tmp_path: Path, data: bytes) -> None:
    found, problems = read(write(tmp_path / "a.parquet", data))
    assert not found
    assert len(problems) == 1
