"""The bundle in both formats, from records made by hand."""

from __future__ import annotations

import csv
import io
import json
import random
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from joined_things import CELL, CONTACT, HAPPENING, THREAD

from parley.errors import UsageError
from parley.export import FORMATS, Bundle
from parley.export.tables import TABLES
from parley.ids import text_hash
from parley.records import (
    Actor,
    Article,
    Event,
    EventType,
    Extraction,
    Form,
    Found,
    Furniture,
    FurnitureKind,
    Place,
    Proposal,
    ProposalKind,
    Statement,
    Status,
    Step,
    StepKind,
    Toll,
    When,
)
from parley.spans import Span

TEXT = (
    "Share this\n"
    'Envoy Zoë Dell told reporters: "=we accept; gladly". She met Borland’s team in Port Arl on 3 March. '
    "Shells killed at least nine there. The truce plan was accepted by Arland."
)


class Known(NamedTuple):
    identity: str
    name: str
    kind: str
    country: str | None
    sector: str | None


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def when(day: int | None = None) -> When:
    return When(date(2025, 3, day), date(2025, 3, day), "day") if day else When()


def page(number: int = 1) -> tuple[Article, Extraction]:
    article = Article(
        id=f"art-{number}",
        text=TEXT,
        sha256=text_hash(TEXT),
        origin="clips/a.txt",
        title=Found("Envoy accepts", "first line"),
        published=Found(date(2025, 3, 4), "given"),
        publisher=Found("The Arl Gazette", "given"),
        bylines=(Found("A. Writer", "byline"), Found("B; Writer", "byline")),
        furniture=(Furniture(span("Share this"), FurnitureKind.SHARE_BAR, "words"),),
    )
    sentence = span("She met Borland’s team in Port Arl on 3 March.")
    extraction = Extraction(
        article=article.id,
        actors=(
            Actor("dell", "Zoë Dell", "person", "ARL", "GOV", ("GOV",), ("Envoy Zoë Dell",)),
            Actor("bor", "Borland", "state", "BOR", "GOV", wikidata="Q7"),
        ),
        statements=(
            Statement(
                id=f"st-{number}",
                speaker="dell",
                source=(span("Envoy Zoë Dell"),),
                cue=(span("told"),),
                content=(span('"=we accept; gladly"'),),
                form=Form.DIRECT,
                date=when(3),
                confidence=0.87654,
                evidence=(span('Envoy Zoë Dell told reporters: "=we accept; gladly".'),),
                audience=span("reporters"),
            ),
            Statement(
                f"st-{number}-b", None, (), (), (span("=we accept"),), Form.MIXED, when(), 0.5, ()
            ),
        ),
        events=(
            Event(
                id=f"ev-{number}-b",
                type=EventType.CONSULT,
                status=Status.ACTUAL,
                actor=("dell",),
                recipient=("bor",),
                anchor=span("met"),
                evidence=(sentence,),
                date=when(3),
                confidence=0.9,
                mode="meet",
                cameo="040",
                place=Place(span("Port Arl"), "Port Arl", "ARL", -12.5, 30.25, 77, "point"),
            ),
            Event(
                id=f"ev-{number}-a",
                type=EventType.ASSAULT,
                status=Status.ACTUAL,
                actor=("unlisted",),
                recipient=(),
                anchor=span("Shells"),
                evidence=(span("Shells killed at least nine there."),),
                date=when(),
                confidence=0.4,
                killed=Toll(9, 9, None, span("at least nine")),
                asserted_by="dell",
                inferred=("actor",),
            ),
        ),
        proposals=(
            Proposal(
                id=f"pr-{number}",
                key="truce",
                name="truce plan",
                kind=ProposalKind.CEASEFIRE,
                mentions=(span("The truce plan"),),
                steps=(
                    Step(
                        id=f"sp-{number}",
                        step=StepKind.ACCEPTED,
                        by=("dell", "bor"),
                        date=when(),
                        evidence=span("The truce plan was accepted by Arland."),
                        confidence=0.6,
                    ),
                ),
                confidence=0.6,
            ),
        ),
        versions={"events": "1", "language": "2"},
    )
    return article, extraction


def bundle(*pages: Any, **more: Any) -> Bundle:
    joined = {"happenings": (HAPPENING, CONTACT), "threads": (THREAD,), "cells": (CELL,)}
    return Bundle(pages=pages or (page(),), version="9.9", **{**joined, **more})


def read_csv(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_both_formats_write_all_tables_with_all_columns(tmp_path: Path) -> None:
    for name, read in (("csv", read_csv), ("jsonl", read_jsonl)):
        paths = FORMATS[name](bundle(), tmp_path / name)
        assert [p.name for p in paths] == [*(f"{t.name}.{name}" for t in TABLES), "README.md"]
        for table, path in zip(TABLES, paths, strict=False):
            rows: Any = read(path)
            assert rows, table.name
            assert [*rows[0]] == [c.name for c in table.columns]
            assert len({r["id"] for r in rows}) == len(rows)


def test_an_empty_ledger_has_headers(tmp_path: Path) -> None:
    empty = Bundle(pages=(), version="9.9")
    paths = FORMATS["csv"](empty, tmp_path)
    assert all(p.read_text(encoding="utf-8").startswith("id,") for p in paths[:-1])
    assert FORMATS["jsonl"](empty, tmp_path / "all.jsonl")[0].read_bytes() == b""


def test_exact_words_in_jsonl_and_safe_ones_in_csv(tmp_path: Path) -> None:
    FORMATS["csv"](bundle(), tmp_path)
    FORMATS["jsonl"](bundle(), tmp_path)
    exact = read_jsonl(tmp_path / "statements.jsonl")
    safe = read_csv(tmp_path / "statements.csv")
    assert exact[0]["content"] == safe[0]["content"] == '"=we accept; gladly"'
    assert exact[1]["content"] == "=we accept"
    assert safe[1]["content"] == "'=we accept"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "\nx", "＝x"])
def test_no_cell_begins_as_a_formula(tmp_path: Path, words: str) -> None:
    article, extraction = page()
    hostile = Article(article.id, article.text, article.sha256, words, title=Found(words, "given"))
    FORMATS["csv"](bundle((hostile, extraction)), tmp_path)
    (row,) = read_csv(tmp_path / "articles.csv")
    assert row["title"] == "'" + words
    assert read_csv(tmp_path / "origins.csv")[0]["origin"] == "'" + words


def test_numbers_stay_numbers_and_codes_stay_text(tmp_path: Path) -> None:
    FORMATS["csv"](bundle(), tmp_path)
    FORMATS["jsonl"](bundle(), tmp_path)
    assault, contact = read_csv(tmp_path / "events.csv")
    assert (contact["place_lat"], contact["cameo"], contact["quad"]) == ("-12.5", "040", "1")
    assert [assault[f"killed_{x}"] for x in ("low", "best", "high")] == ["9", "9", ""]
    assert (contact["date_start"], contact["date_precision"]) == ("2025-03-03", "day")
    assert (assault["date_start"], assault["date_precision"]) == ("", "unknown")
    other = read_jsonl(tmp_path / "events.jsonl")[1]
    assert (other["place_lat"], other["cameo"], other["place_geonames"]) == (-12.5, "040", "77")


def test_lists(tmp_path: Path) -> None:
    FORMATS["csv"](bundle(), tmp_path)
    FORMATS["jsonl"](bundle(), tmp_path)
    assert read_csv(tmp_path / "articles.csv")[0]["bylines"] == "A. Writer; B, Writer"
    assert read_jsonl(tmp_path / "articles.jsonl")[0]["bylines"] == ["A. Writer", "B; Writer"]
    step = read_csv(tmp_path / "steps.csv")[0]
    assert (step["by_names"], step["by_countries"]) == ("Zoë Dell; Borland", "ARL; BOR")


def test_evidence_is_verbatim_with_both_selectors(tmp_path: Path) -> None:
    FORMATS["jsonl"](bundle(), tmp_path)
    rows = read_jsonl(tmp_path / "evidence.jsonl")
    for row in rows:
        assert TEXT[row["start"] : row["end"]] == row["exact"]
        assert row["prefix"] + row["exact"] + row["suffix"] in TEXT
        assert row["sha256"] == text_hash(TEXT)
    assert {r["role"] for r in rows} >= {
        "evidence",
        "source",
        "cue",
        "content",
        "anchor",
        "mention",
        "killed",
    }
    entries = {r["entry"] for r in rows}
    assert entries == {"st-1", "st-1-b", "ev-1-a", "ev-1-b", "pr-1", "sp-1"}


def test_contacts_are_the_events_of_type_consult(tmp_path: Path) -> None:
    FORMATS["csv"](bundle(), tmp_path)
    (contact,) = read_csv(tmp_path / "contacts.csv")
    assert (contact["id"], contact["participant_names"]) == ("ev-1-b", "Zoë Dell; Borland")


def test_identities_stories_copies_and_judgements(tmp_path: Path) -> None:
    both = bundle(
        page(1),
        page(2),
        identities={
            (f"art-{i}", "dell"): Known("act-1", "Zoe Dell", "person", "ARL", "GOV") for i in (1, 2)
        },
        stories={"art-1": ("sto-1", "Truce, Arland")},
        copies={"art-2": "art-1"},
        judged={"st-1": "accept"},
    )
    FORMATS["csv"](both, tmp_path)
    dell = next(r for r in read_csv(tmp_path / "actors.csv") if r["id"] == "act-1")
    assert (dell["name"], dell["articles"], dell["names"]) == (
        "Zoe Dell",
        "2",
        "Envoy Zoë Dell; Zoë Dell",
    )
    first, second = read_csv(tmp_path / "articles.csv")
    assert (first["story"], first["copy_of"]) == ("sto-1", "")
    assert (second["story_title"], second["copy_of"]) == ("", "art-1")
    statement = read_csv(tmp_path / "statements.csv")[0]
    assert (statement["speaker_id"], statement["judged"], statement["story"]) == (
        "act-1",
        "accept",
        "sto-1",
    )


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = [page(i) for i in range(6)]
    for name in FORMATS:
        before = {p.name: p.read_bytes() for p in FORMATS[name](bundle(*pages), tmp_path / name)}
        random.Random(1).shuffle(pages)
        again = FORMATS[name](bundle(*iter(pages)), tmp_path / name)
        assert {p.name: p.read_bytes() for p in again} == before


def test_excel_gets_a_byte_order_mark_in_every_table(tmp_path: Path) -> None:
    plain = FORMATS["csv"](bundle(), tmp_path / "plain")
    marked = FORMATS["csv-excel"](bundle(), tmp_path / "excel")
    for one, other in list(zip(plain, marked, strict=True))[:-1]:
        assert other.read_bytes() == b"\xef\xbb\xbf" + one.read_bytes()
    assert read_csv(marked[1], "utf-8-sig")[0]["id"]


def test_lines_end_as_rfc_4180_has_it(tmp_path: Path) -> None:
    (path, *_) = FORMATS["csv"](bundle(), tmp_path)
    content = path.read_bytes().decode()
    assert content.count("\r\n") == len(list(csv.reader(io.StringIO(content, newline=""))))


def test_one_file_names_the_table_of_each_row(tmp_path: Path) -> None:
    (path,) = FORMATS["jsonl"](bundle(), tmp_path / "new" / "all.jsonl")
    rows = read_jsonl(path)
    assert list(dict.fromkeys(r["table"] for r in rows)) == [t.name for t in TABLES]


def test_readme_counts_rows_and_explains_columns_and_runs(tmp_path: Path) -> None:
    FORMATS["csv"](bundle(), tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| events.csv | 2 |" in text
    for table in TABLES:
        for column in table.columns:
            assert f"| {column.name} | " in text
            assert column.meaning
    run = read_csv(tmp_path / "events.csv")[0]["run"]
    assert f"| {run} | events 1, language 2 |" in text


def test_half_a_surrogate_pair_does_not_break_a_file(tmp_path: Path) -> None:
    broken = Article("art-1", "x", "0", "a\ud800b")
    pages = [(broken, Extraction("art-1"))]
    FORMATS["csv"](bundle(*pages), tmp_path)
    FORMATS["jsonl"](bundle(*pages), tmp_path)
    assert read_csv(tmp_path / "origins.csv")[0]["origin"] == "a?b"
    assert read_jsonl(tmp_path / "origins.jsonl")[0]["origin"] == "a\ud800b"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot make the folder"):
        FORMATS["csv"](bundle(), tmp_path / "file")
    (tmp_path / "all.jsonl").mkdir()
    with pytest.raises(UsageError, match="cannot write"):
        FORMATS["jsonl"](bundle(), tmp_path / "all.jsonl")
    assert not (tmp_path / "all.jsonl.part").exists()
