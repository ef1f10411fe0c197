"""Files, folders and pipes to pages."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from parley.ingest import Given, Problem, count, pages
from parley.ingest.bounds import size
from parley.records import RawPage

NEWS = "The envoy said the talks would go on.\n"


def texts(*sources: str | Path, stdin: bytes | None = None) -> list[str]:
    """Contents of the pages and lines of the problems."""
    stream = None if stdin is None else io.BytesIO(stdin)
    items = pages(sources, stdin=stream)
    return [i.content if isinstance(i, RawPage) else str(i) for i in items]


def only(source: str | Path, given: Given = Given()) -> RawPage:  # noqa: B008
    (page,) = pages([source], given=given)
    assert isinstance(page, RawPage)
    return page


def problem(source: str | Path, stdin: bytes | None = None) -> Problem:
    (found,) = pages([source], stdin=io.BytesIO(stdin or b""))
    assert isinstance(found, Problem)
    return found


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne “quoted”.\r\n\r\nTwo\0.".encode())
    os.utime(path, (1741167000, 1741167000))
    assert only(path, Given(publisher="The Gazette", published=date(2025, 3, 5))) == RawPage(
        origin=str(path),
        markup="text",
        content="One “quoted”.\n\nTwo.",
        encoding="utf-8",
        fetched=datetime(2025, 3, 5, 9, 30, tzinfo=UTC),
        given={"publisher": "The Gazette", "published": "2025-03-05"},
    )


@pytest.mark.parametrize(
    ("name", "content", "markup"),
    [
        ("a.html", "<p>One</p>", "html"),
        ("a.HTM", "<div><p>One", "html"),
        ("a.html", "No tags: 3 < 4 at all", "text"),
        ("a.txt", "<!-- saved from x -->\n<!DOCTYPE html><p>One", "html"),
        ("a.txt", "He wrote <b>bold</b>.", "text"),
        ("a.md", "# One\n\nTwo", "text"),
        ("unknown.ending", "<div><p>One</p></div>", "html"),
        ("unknown", "Just words.", "text"),
    ],
)
def test_markup_is_told_by_name_and_content(
    tmp_path: Path, name: str, content: str, markup: str
) -> None:
    (tmp_path / name).write_text(content)
    assert only(tmp_path / name).markup == markup


def test_gzip_is_unpacked_whatever_the_name(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.txt"):
        (tmp_path / name).write_bytes(gzip.compress(NEWS.encode()))
        assert only(tmp_path / name).content == NEWS


def test_a_clipped_note_has_its_fields_above_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "Envoys meet"\nsource: https://example.org/a\nauthor:\n  - "[[A. Writer]]"\n'
        "  - B. Reporter\npublished: 2025-03-05\ntags:\n---\n\n" + NEWS
    )
    page = only(path, Given(publisher="The Gazette", published=date(2020, 1, 1)))
    assert page.content == NEWS
    assert page.given == {
        "title": "Envoys meet",
        "url": "https://example.org/a",
        "author": "A. Writer; B. Reporter",
        "published": "2025-03-05",
        "publisher": "The Gazette",
    }
    path.write_text("---\nNo fields here, only a rule above a text.\n---\nMore.")
    assert only(path).content.startswith("---\nNo fields")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \r\n\0", "there is no text in it"),
        ("a.txt", b"%PDF-1.7 ...", "it is a PDF, not text"),
        ("a.csv", b"PK\x03\x04....", "it is a ZIP archive or an Office document, not text"),
        ("a.jsonl", bytes(range(256)) * 9, "it is binary data, not text"),
        ("a.txt", b"\x1f\x8b\x08", "the compressed data end before they are complete"),
        (
            "a.txt.gz",
            gzip.compress(NEWS.encode())[:-8] + b"x" * 8,
            "the compressed data are damaged",
        ),
        ("a.gz", gzip.compress(gzip.compress(b"x")), "it is compressed twice"),
        ("a.txt", b"\xff\xfe" + b"\x00\xd8" * 99, "it is not text in any known encoding"),
    ],
)
def test_what_is_not_an_article(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = problem(path)
    assert (found.origin, found.line, found.reason, found.failed) == (str(path), None, reason, True)


def test_a_huge_text_file_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"word and another " * 61681)
    assert str(problem(path)) == (
        f"{path}: it is longer than the 4 MB of text that an article may have; split it into one article "
        "a file, or give the articles as JSON lines, one a line"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak")
def test_a_huge_table_streams(tmp_path: Path) -> None:
    line = json.dumps({"text": NEWS * 500})
    with (tmp_path / "a.jsonl").open("w") as file:
        for _ in range(1500):
            file.write(line + "\n")
    script = (
        "import re, sys\nfrom parley.ingest import pages\n"
        "print(sum(1 for _ in pages([sys.argv[1]])))\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "a.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    number, kilobytes = map(int, done.stdout.split())
    assert number == 1500
    assert kilobytes < 100_000


def test_a_gzip_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b" " * (64 * 1024 * 1024)))
    assert problem(path).reason == "it unpacks to more than 200 times its size"


def test_a_cut_gzip_gives_what_came_before(tmp_path: Path) -> None:
    rows = "".join(json.dumps({"text": f"{i} {os.urandom(50).hex()}"}) + "\n" for i in range(5000))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(rows.encode())[:-2000])
    *found, last = pages([path])
    assert len(found) > 4000
    assert isinstance(last, Problem)
    assert "end before they are complete" in last.reason


def test_a_folder_is_read_in_order_and_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt", "b/._1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "b/loop").symlink_to(tmp_path)
    (tmp_path / "z.txt").symlink_to(tmp_path / "a.txt")
    assert texts(tmp_path, tmp_path / "a.txt", str(tmp_path)) == [
        "a.txt",
        "b/1.txt",
        "b/2.txt",
        "c.txt",
    ]
    assert texts(tmp_path / ".hidden.txt") == [".hidden.txt"]


def test_what_a_folder_leaves_out_is_one_remark(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.PDF", "d.jpg", "README"):
        (tmp_path / name).write_text(NEWS)
    _, remark = pages([tmp_path])
    assert isinstance(remark, Problem)
    assert not remark.failed
    assert remark.reason == (
        "4 files of kinds that are not read: 2 .pdf, 1 without a suffix, 1 .jpg"
    )


def test_the_folder_that_a_browser_saves_beside_a_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Page_files").mkdir()
    (tmp_path / "Page_files/frame.html").write_text("<p>an advertisement</p>")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files/b.html").write_text("<p>b</p>")
    (tmp_path / "Page.html").write_text("<p>a</p>")
    assert texts(tmp_path) == ["<p>a</p>", "<p>b</p>"]


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to("nowhere")
    (tmp_path / "me.txt").symlink_to("me.txt")
    (tmp_path / "empty").mkdir()
    bad = [tmp_path / "none.txt", tmp_path / "dangling.txt", tmp_path / "me.txt", "nul\0.txt", ""]
    reasons = [i.reason for i in pages([*bad, tmp_path / "empty"]) if isinstance(i, Problem)]
    assert reasons[:2] == ["there is no such file", "it is a link to nothing"]
    assert "it cannot be opened" in reasons[2]
    assert "it cannot be opened" in reasons[3]
    assert reasons[-1] == "there is nothing to read in it"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_files_without_permission(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").mkdir(mode=0)
    assert [p.reason for p in pages([tmp_path]) if isinstance(p, Problem)] == [
        "it cannot be opened: Permission denied",
        "the folder cannot be read: Permission denied",
    ]


def test_very_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(NEWS)
    assert texts(tmp_path) == [NEWS]


def test_file_names_that_cannot_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\n\x1b[31m.txt"
    with open(name, "w") as file:
        file.write(NEWS)
    assert only(os.fsdecode(name)).origin == f"{tmp_path}/\ufffd\ufffd\ufffd[31m.txt"


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with subprocess.Popen(["/bin/sh", "-c", f"printf 'Just words.' > {fifo}"]):
        assert only(fifo).content == "Just words."


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (NEWS.encode(), [NEWS]),
        (b"<html><body><p>One</p>", ["<html><body><p>One</p>"]),
        (b'{"text": "One"}\n{"text": "Two"}\n', ["One", "Two"]),
        (b'{"text": "One"}', ["One"]),
        (b'{\n "text": "One"\n}', ["One"]),
        (b'[{"text": "One"},\n{"text": "Two"}]', ["One", "Two"]),
        (b"date;text\n2025-03-05;One\n", ["One"]),
        (gzip.compress(NEWS.encode()), [NEWS]),
        (b"", ["-: it is empty; leave it out"]),
    ],
)
def test_standard_input_is_told_by_its_content(data: bytes, found: list[str]) -> None:
    assert texts("-", "-", stdin=data) == found


def test_progress_adds_up_to_the_count(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "b.txt").write_bytes(b"%PDF" + b"x" * 300_000)
    (tmp_path / "c.jsonl.gz").write_bytes(
        gzip.compress((json.dumps({"text": NEWS}) + "\n").encode() * 99)
    )
    (tmp_path / "d.jpg").write_bytes(b"x" * 99)
    done: list[int] = []
    list(pages([tmp_path, tmp_path / "none"], progress=done.append))
    assert (
        sum(done)
        == count([tmp_path, tmp_path / "none"])
        == sum(f.stat().st_size for f in tmp_path.iterdir() if f.suffix != ".jpg")
    )
    assert count(["-"]) is None
    assert count(["https://example.org/"]) is None


def test_nothing_heavy_is_imported() -> None:
    script = (
        "import sys, parley.ingest\n"
        "heavy = {'httpx', 'pyarrow', 'charset_normalizer', 'ssl'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_sizes_are_for_people() -> None:
    assert [size(n) for n in (5, 1536, 4 * 1024**2, 200 * 1024**2)] == [
        "5 bytes", "1.5 kB", "4 MB", "200 MB",
    ]  # fmt: skip
