"""Random, truncated and hostile files, always the same for the same seed.

``files(folder, number)`` writes them one by one, so that ten thousand take no more room than one,
and any part of Parley can be run on them. All text in them is made up here.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SEED: Final = 20250311

_SENTENCES: Final = (
    "The envoy said on Tuesday that the talks in Geneva would go on.",
    "“We have not agreed to anything,” the spokeswoman told reporters.",
    "At least nine people were killed when a drone hit a market, the governor said.",
    "Зеленський провів розмову з президентом Франції.",
    "The ministry in Ankara denied that a meeting had taken place.",
    "قال الوزير إن وقف إطلاق النار يبدأ غدا.",
    "The 30-day cease-fire was proposed by the mediators and rejected within hours.",
)
_HOSTILE: Final = (
    "\0", "\x1b[2J\x1b]0;owned\x07", "\u202egnp.exe", "\ud800", "\udfff\ud800", "\ufeff", "\u2028",
    "<script>alert(1)</script>", "'; DROP TABLE articles; --", "${jndi:ldap://x}", "{{7*7}}",
    "%s%n", "../../etc/passwd", "=cmd|' /C calc'!A0", "A" * 3000, "\u0301" * 500, "((((" * 400,
    "“" * 300, '"' * 301, "\r", "\r\n\r", "\x85\x93\x94", "&#0;&#x110000;", "]]>", "\U000e0041" * 40,
    "1" * 5000, "𝕬" * 50, "said " * 2000, "Mr. " * 500,
)  # fmt: skip

Maker = Callable[[random.Random], tuple[str, bytes]]


def files(folder: Path, number: int, *, seed: int = SEED) -> Iterator[Path]:
    """Write ``number`` files one after the other; each is gone when the next one is asked for."""
    for index in range(number):
        name, data = hostile(index, seed=seed)
        path = folder / f"{index:05d}{name}"
        path.write_bytes(data)
        yield path
        path.unlink(missing_ok=True)


def hostile(index: int, *, seed: int = SEED) -> tuple[str, bytes]:
    """Suffix and bytes of the file of that number."""
    rng = random.Random(f"{seed}/{index}")
    if index < len(WORST):
        return WORST[index]()
    suffix, data = rng.choice(_MAKERS)(rng)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 5))):
        data = rng.choice(_DAMAGES)(data, rng)
    if rng.random() < 0.15:
        suffix, data = suffix + ".gz", gzip.compress(data, 1, mtime=0)
        if rng.random() < 0.5:
            data = rng.choice(_DAMAGES)(data, rng)
    if rng.random() < 0.1:
        suffix = rng.choice(_SUFFIXES)  # named as what it is not
    return suffix, data


def text(rng: random.Random) -> str:
    """A few sentences, often with something nasty between them."""
    parts = [rng.choice(_SENTENCES) for _ in range(rng.randint(0, 12))]
    for _ in range(rng.choice((0, 0, 1, 3))):
        parts.insert(rng.randint(0, len(parts)), rng.choice(_HOSTILE))
    return rng.choice((" ", "\n", "\n\n", "\r\n", "\r")).join(parts)


def _encoded(words: str, rng: random.Random) -> bytes:
    codec = rng.choice(
        ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252",
         "cp1251", "koi8-r", "mac-roman", "gb18030", "shift_jis", "utf-7")
    )  # fmt: skip
    return words.encode(codec, "surrogatepass" if codec.startswith("utf-8") else "replace")


def _record(rng: random.Random) -> dict[str, object]:
    values: list[object] = [
        text(rng), "2025-03-11", "11/03/2025", "yesterday", 1741651200, -1, 1e308, None, True, [], {},
        ["A. Writer", None, 3], {"name": "The Gazette"}, {"a": {"b": {"c": "d"}}}, "", rng.choice(_HOSTILE),
        "https://example.org/a", "javascript:alert(1)", "9999-99-99", "0" * 400,
    ]  # fmt: skip
    keys = (
        "text", "body", "content", "html", "date", "published", "pub_date", "source", "publisher",
        "title", "headline", "url", "id", "author", "byline", "meta", "", "\0", "x" * 100,
    )  # fmt: skip
    record: dict[str, object] = {"text": text(rng)} if rng.random() < 0.7 else {}
    for _ in range(rng.randint(0, 8)):
        record[rng.choice(keys)] = rng.choice(values)
    return record


def _plain(rng: random.Random) -> tuple[str, bytes]:
    return rng.choice((".txt", ".md", ".text")), _encoded(text(rng), rng)


def _noise(rng: random.Random) -> tuple[str, bytes]:
    return rng.choice(_SUFFIXES), rng.randbytes(rng.choice((0, 1, 2, 7, 300, 70_000)))


def _html(rng: random.Random) -> tuple[str, bytes]:
    tags = ("p", "div", "table", "span", "script", "svg", "blockquote", "template", "b")
    charset = rng.choice(("utf-8", "windows-1251", "utf-7", "idna", "x" * 60, "utf-16", "hex"))
    parts = [
        f'<!doctype html><html><head><meta charset="{charset}"><title>{text(rng)[:80]}</title>'
    ]
    depth = rng.choice((1, 3, 60, 600))
    parts += [f"<{rng.choice(tags)} a='{rng.choice(_HOSTILE)[:50]}'>" for _ in range(depth)]
    parts += [f"<p>{text(rng)}</p>" for _ in range(rng.randint(0, 6))]
    return rng.choice((".html", ".htm", ".txt")), _encoded("".join(parts), rng)


def _json_lines(rng: random.Random) -> tuple[str, bytes]:
    rows = []
    for _ in range(rng.randint(0, 12)):
        row = json.dumps(_record(rng), ensure_ascii=rng.random() < 0.5)
        bad = ("", "{", "[1, 2]", "null", "nope", '{"text": "cut', "NaN", "[" * 5000, "1" * 5000)
        rows.append(rng.choice(bad) if rng.random() < 0.2 else row)
    return rng.choice((".jsonl", ".ndjson", ".json")), _encoded("\n".join(rows), rng)


def _json(rng: random.Random) -> tuple[str, bytes]:
    rows = [_record(rng) for _ in range(rng.randint(0, 6))]
    whole: object = rng.choice((rows, {"articles": rows}, {"response": {"docs": rows}}, rows[:1]))
    return ".json", _encoded(json.dumps(whole, indent=rng.choice((None, 2))), rng)


def _csv(rng: random.Random) -> tuple[str, bytes]:
    out = io.StringIO()
    delimiter = rng.choice((",", ";", "\t", "|", ":"))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=rng.choice(("\n", "\r\n", "\r")))
    header = rng.sample(("text", "date", "source", "title", "url", "id", "author", "x"), 5)
    writer.writerow(header)
    for _ in range(rng.randint(0, 10)):
        writer.writerow(
            [text(rng).replace("\0", "") for _ in range(rng.choice((5, 5, 5, 4, 6, 1)))]
        )
        if rng.random() < 0.2:
            out.write(rng.choice(('"never closed', 'a"b"c', '""""', "\n\n", '",",",', "'")))
    return rng.choice((".csv", ".tsv", ".txt")), _encoded(out.getvalue(), rng)


def _parquet(rng: random.Random) -> tuple[str, bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = rng.randint(0, 20)
    plain = [text(rng).encode("utf-8", "replace").decode() for _ in range(number)]
    columns: dict[str, object] = {rng.choice(("text", "body", "x")): plain}
    columns["date"] = rng.choice(([1741651200] * number, ["2025-03-11"] * number, [None] * number))
    columns["authors"] = [["A. Writer", None]] * number
    columns["content"] = [p.encode("utf-16") for p in plain]
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression=rng.choice(("snappy", "zstd", "none")))
    return ".parquet", out.getvalue()


_MAKERS: Final[tuple[Maker, ...]] = (
    _plain, _plain, _noise, _html, _json_lines, _json_lines, _json, _csv, _csv, _parquet,
)  # fmt: skip
_SUFFIXES: Final = (
    ".txt", ".md", ".html", ".htm", ".jsonl", ".json", ".csv", ".tsv", ".parquet", ".txt.gz",
    ".jsonl.gz", ".parquet.gz", ".bin", "", ".PDF",
)  # fmt: skip


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _cut_front(data: bytes, rng: random.Random) -> bytes:
    return data[rng.randint(0, len(data)) :]


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 20) if changed else 0):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    piece = rng.choice(_HOSTILE).encode("utf-8", "surrogatepass")
    return data[:at] + piece * rng.choice((1, 1, 10)) + data[at:]


def _double(data: bytes, rng: random.Random) -> bytes:
    start, end = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
    return data[:end] + data[start:]


def _grow_number(data: bytes, rng: random.Random) -> bytes:
    """Overwrite four bytes with a huge or negative length, as a forged header would."""
    at = rng.randint(0, max(0, len(data) - 4))
    forged = struct.pack("<I", rng.choice((0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0)))
    return data[:at] + forged + data[at + 4 :]


_DAMAGES: Final = (_cut, _cut_front, _flip, _insert, _double, _grow_number)


def _bomb(payload: bytes, times: int) -> bytes:
    """Gzip of ``payload`` many times over, made without holding it."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(payload) for _ in range(times)) + packer.flush()


MIB: Final = 1024 * 1024
WORST: Final[tuple[Callable[[], tuple[str, bytes]], ...]] = (
    lambda: (".txt", b""),
    lambda: (".txt", b"\0" * 100_000),
    lambda: (".txt", b"a" * 10 * MIB),
    lambda: (".txt", b"word " * (2 * MIB)),
    lambda: (".txt", b"\xe9" * MIB),
    lambda: (".txt", "“".encode() * MIB),
    lambda: (".txt.gz", _bomb(b"\0" * MIB, 300)),
    lambda: (".jsonl.gz", _bomb(b" " * MIB, 300)),
    lambda: (".jsonl.gz", _bomb(b"\n" * MIB, 64)),
    lambda: (".csv.gz", _bomb(b"text,date\n" * (MIB // 10), 100)),
    lambda: (".gz", gzip.compress(gzip.compress(b"twice", mtime=0), mtime=0)),
    lambda: (".jsonl", b'{"text": "' + b"a" * 10 * MIB + b'"}'),
    lambda: (".jsonl", b'{"text": "' + b"a" * 40 * MIB + b'"}\n{"text": "after it"}'),
    lambda: (".jsonl", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    lambda: (".jsonl", b"[" * 10 * MIB),
    lambda: (".jsonl", b'{"x": [' + b"[]," * MIB + b"[]]}"),
    lambda: (".json", b"[" * MIB),
    lambda: (".json", b"[{}" + b",{}" * MIB + b"]"),
    lambda: (".json", b'{"articles": {"articles": {"articles": {"articles": []}}}}'),
    lambda: (".csv", b'text,date\n"' + b"a,b\n" * (6 * MIB)),
    lambda: (".csv", b"text,date\n" + b'x,"\n' * 200_000),
    lambda: (".csv", b"," * 10 * MIB),
    lambda: (".csv", b"text" + b",text" * 100_000 + b"\n" + b"a," * 100_000),
    lambda: (".csv", b'text,"date\n' + b'"' * (MIB + 1)),
    lambda: (".html", b"<div>" * 200_000),
    lambda: (".html", b"<" * 5 * MIB),
    lambda: (".html", b"<!--" * MIB),
    lambda: (".html", b"<?xml" + b" " * 5 * MIB),
    lambda: (".html", b'<meta charset="' + b"a" * MIB),
    lambda: (".md", b"---\n" + b"a: b\n" * 500_000),
    lambda: (".parquet", b"PAR1"),
    lambda: (".parquet", b"PAR1" + b"\xff" * 5000 + struct.pack("<I", 0x7FFFFFFF) + b"PAR1"),
    lambda: (".parquet.gz", _bomb(b"PAR1" * (MIB // 4), 64)),
    lambda: (".txt", b"\xff\xfe" + b"\x00\xd8" * 100_000),
    lambda: (".txt", b"\x1f\x8b\x08"),
    lambda: (".txt", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\xff" * 100),
)
"""The files that were thought up: each must be met whatever the number is."""
