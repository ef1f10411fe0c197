"""``parley extract``: line by line, in order, whatever stands between."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from parley.desk.extracting import AHEAD_LINES, extract_file, extract_lines
from parley.errors import InputError, UsageError
from parley.pipeline import Pipeline

TALKS = (
    "OSLO — Foreign Minister Ana Petrić of Norway said on Monday that talks with Russia would begin in Oslo "
    "next week. “We are ready,” she told reporters. Russia rejected the plan."
)
TOLL = "A Russian missile killed nine people in Kharkiv on Tuesday, the governor, Oleh Syniehubov, said."
NOTHING = "Rain is likely."


def extracted(pipeline: Pipeline, *lines: Any, packed: bool = False) -> list[dict[str, Any]]:
    raw = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
        for line in lines
    )
    stream = io.BytesIO(gzip.compress(raw) if packed else raw)
    return list(extract_lines(stream, pipeline))


def spans(row: Any) -> Iterator[tuple[int, int]]:
    """Every pair of whole numbers in the row that stands where offsets do."""
    if isinstance(row, dict):
        for value in row.values():
            yield from spans(value)
    elif isinstance(row, list):
        if len(row) == 2 and all(type(v) is int for v in row):
            yield row[0], row[1]
        else:
            for value in row:
                yield from spans(value)


PLANTED = (
    b"not json", b"[1, 2]", b"null", b'"text"', b"12", b"{", b'{"id": "x"}', b'{"id": "x", "text": ""}',
    b'{"id": "x", "text": "  "}', b'{"id": "x", "text": []}', b'{"id": "x", "text": null, "html": ""}',
    b'{"id": "x", "html": "<p></p>"}', b"[" * 100_000, b"1" * 5000, b"\xff\xfe\x00", b"",
)  # fmt: skip


def test_planted_errors_between_good_lines(pipeline: Pipeline) -> None:
    good = [{"id": f"a{n}", "text": TALKS, "published": "2025-03-12"} for n in range(len(PLANTED))]
    lines = [line for pair in zip(good, PLANTED, strict=True) for line in pair]
    rows = extracted(pipeline, *lines, {"id": "last", "text": TOLL})
    assert len(rows) == len(lines) + 1
    assert [row["id"] for row in rows[::2]] == [row["id"] for row in good] + ["last"]
    for row in rows[1::2]:
        assert set(row) == {"id", "error"}
        assert row["error"].startswith("line ")
    assert rows[13]["id"] == "x"
    assert [r["statements"] for r in rows[:-1:2]] == [rows[0]["statements"]] * len(good)


def test_blank_lines_at_the_end_yield_nothing(pipeline: Pipeline) -> None:
    assert len(extracted(pipeline, {"text": TALKS}, b"", b"  ", b"", b"")) == 1
    between = extracted(pipeline, {"text": TALKS}, b"", b"  ", {"text": TOLL})
    assert ["error" in row for row in between] == [False, True, True, False]
    assert extracted(pipeline, b"", b"") == []


def test_offsets_are_half_open_and_point_into_the_given_text(pipeline: Pipeline) -> None:
    text = f"😀 Ütopia {TALKS}"
    (row,) = extracted(pipeline, {"id": "a", "text": text, "published": "2025-03-12"})
    assert "text" not in row
    said = [text[a:b] for s in row["statements"] for a, b in s["content"]]
    assert any("We are ready" in words for words in said)
    places = list(spans(row))
    assert places
    assert all(0 <= start < end <= len(text) for start, end in places)


def test_the_text_is_given_where_it_is_not_the_input(pipeline: Pipeline) -> None:
    page = f"<html><head><title>Talks</title></head><body><article><p>{TALKS}</p><p>{TOLL}</p></article></body></html>"
    html, mended, same = extracted(
        pipeline, {"html": page}, {"text": f"{TALKS}\r\n\x00{TOLL}"}, {"text": TALKS}
    )
    assert TALKS in html["text"]
    assert mended["text"] == f"{TALKS}\n{TOLL}"
    assert "text" not in same
    for row in (html, mended):
        assert all(0 <= start < end <= len(row["text"]) for start, end in spans(row))


def test_half_a_character_does_not_stop_the_output(pipeline: Pipeline, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = {"id": "\ud800", "text": f"{TALKS} \ud800"}, {"id": "b", "text": "x"}
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = extract_file(str(source), str(target))
    assert report.lines == 2
    first, second = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert "\ufffd" in first["text"]
    assert second["id"] == "b"


def test_an_article_in_which_nothing_is_found_yields_a_line(pipeline: Pipeline) -> None:
    (row,) = extracted(pipeline, {"id": 7, "text": NOTHING})
    assert row["id"] == 7
    assert row["statements"] == row["events"] == row["proposals"] == []


def test_versions_stand_once(pipeline: Pipeline) -> None:
    rows = extracted(pipeline, b"broken", *[{"text": TALKS + str(n)} for n in range(3)])
    assert ["versions" in row for row in rows] == [False, True, False, False]
    assert rows[1]["versions"] == dict(pipeline.versions)


def test_the_lines_around_do_not_matter(pipeline: Pipeline) -> None:
    texts = [f"{text} It was {n} o'clock." for n in range(AHEAD_LINES) for text in (TALKS, TOLL)]
    pages = [
        {"id": str(n), "text": text, "published": "2025-03-12"} for n, text in enumerate(texts)
    ]
    one = {r["id"]: {**r, "versions": 0} for r in extracted(pipeline, *pages)}
    other = {r["id"]: {**r, "versions": 0} for r in extracted(pipeline, *reversed(pages[:20]))}
    assert other == {key: one[key] for key in other}


def test_lines_are_not_read_far_ahead(pipeline: Pipeline) -> None:
    taken = 0

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            nonlocal taken
            taken += 1
            return (json.dumps({"text": TALKS}) + "\nbroken\n").encode() * 500

    rows = extract_lines(Endless(), pipeline)  # type: ignore[arg-type]
    assert [("error" in next(rows)) for _ in range(6)] == [False, True] * 3
    assert taken < 20


def test_packed_files(pipeline: Pipeline, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl.gz"
    line = json.dumps({"id": "a", "text": TALKS})
    source.write_bytes(gzip.compress(f"{line}\n{line}\n".encode()))
    assert extract_file(str(source), str(target)).failed == 0
    once = target.read_bytes()
    assert len(gzip.decompress(once).splitlines()) == 2
    extract_file(str(source), str(target))
    assert target.read_bytes() == once
    broken = tmp_path / "cut.gz"
    broken.write_bytes(source.read_bytes()[:-12])
    report = extract_file(str(broken), str(tmp_path / "o.jsonl"))
    assert report.failed == 1
    assert "compressed" in (tmp_path / "o.jsonl").read_text().splitlines()[-1]


def test_files_that_cannot_be(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    with pytest.raises(InputError, match="check the path"):
        extract_file(str(source), "-")
    source.write_text("{}")
    with pytest.raises(UsageError, match="overwrite"):
        extract_file(str(source), str(source))
    assert source.read_text() == "{}"


def test_pipes_and_exit_codes() -> None:
    command = [sys.executable, "-m", "parley", "extract", "-", "-"]
    text = json.dumps({"id": "ü", "text": TALKS}, ensure_ascii=False) + "\nbroken\n"
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 1
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["ü", None]
    assert done.stderr.decode() == "2 lines written, 1 of them errors\n"
