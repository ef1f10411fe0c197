"""What kind of thing a source is: by its name, and by its first bytes where the name is silent."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from parley.errors import InputError
from parley.ingest.decoding import decode, wide_encoding
from parley.ingest.keys import Columns


class Kind(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "html"
    JSONL = "JSON lines"
    JSON = "JSON"
    CSV = "CSV"
    PARQUET = "Parquet"


SUFFIXES: Final = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".markdown": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".parquet": Kind.PARQUET,
}
"""Suffixes in lower case; each may be followed by ``.gz``."""

_MAGIC: Final = (
    (b"%PDF", "a PDF", "save its text as .txt, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "unpack it, or save it as .txt or .csv"),
    (b"PK\x05\x06", "an empty ZIP archive", ""),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as .txt or .csv"),
    (b"{\\rtf", "an RTF document", "save it as .txt"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"RIFF", "a picture or a recording", ""),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first"),
    (b"SQLite format 3\0", "a SQLite database", "open a ledger with --ledger, not as a source"),
    (b"\x7fELF", "a program", ""),
    (b"From: <Saved by", "a page saved as MHTML", "save it as 'web page, HTML only'"),
    (b"MIME-Version:", "an e-mail or a page saved as MHTML", "save it as HTML or text"),
    (b"bplist", "a binary property list or Safari web archive", "save the page as HTML"),
)
_PARQUET: Final = b"PAR1"
_CONTROL_BYTES: Final = bytes([*range(1, 9), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_CONTROL_SHARE: Final = 0.02
"""Share of control bytes above which bytes are not text: random ones have .10, text has none."""
_NUL_SHARE: Final = 0.5
"""Text that a faulty program left some NULs in stays text."""

_DOCUMENT: Final = re.compile(r"\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--.{0,2000}?-->\s{0,99})?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)  # fmt: skip
_MARKUP: Final = re.compile(r"</(?:p|div|article|section|body|html|h[1-6]|ul|table|span|a)>|<br\s{0,3}/?>", re.I)  # fmt: skip
_JSON: Final = re.compile(r"\{\s{0,999}[\"}]|\[\s{0,999}\{")
_TAG: Final = re.compile(r"</?[a-z]{1,20}[\s/>]|<!--", re.I)


def kind_of_name(name: str) -> Kind | None:
    """The kind that the file's suffix names; None where Parley does not know the suffix."""
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        path = PurePath(path.stem)
    return SUFFIXES.get(path.suffix)


def kind_of_head(head: bytes) -> Kind:
    """The kind that the first bytes look like; text where they look like nothing else."""
    if head.startswith(_PARQUET):
        return Kind.PARQUET
    text = decode(head).text.lstrip("\ufeff \t\r\n")
    if _JSON.match(text):
        first = text.split("\n", 1)[0]
        return Kind.JSONL if is_object(first) or "\n" not in text else Kind.JSON
    if is_document(text) or has_markup(text):
        return Kind.HTML
    return Kind.CSV if Columns.of_header(text.split("\n", 1)[0]) else Kind.TEXT


def is_object(line: str) -> bool:
    """Whether the line is a whole JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def is_document(text: str) -> bool:
    """Whether the text begins as an HTML document does."""
    return bool(_DOCUMENT.match(text))


def has_tag(text: str) -> bool:
    """Whether the text holds anything that could be a tag."""
    return bool(_TAG.search(text))


def has_markup(text: str) -> bool:
    """Whether the text holds HTML tags of a kind that prose does not mention in passing."""
    return bool(_MARKUP.search(text))


def refuse_binary(head: bytes, origin: str) -> None:
    """Raise where the first bytes are not text.

    Raises:
        InputError: naming what it is instead, and what to do.
    """
    for magic, what, advice in _MAGIC:
        if head.startswith(magic):
            raise InputError(origin, f"it is {what}, not text", advice=advice)
    if head.startswith(_PARQUET):
        raise InputError(origin, "it is a Parquet file", advice="give it the suffix .parquet")
    if wide := wide_encoding(head):  # the second byte of a character may look like a control
        head = head.decode(wide[0], "replace").encode("utf-8", "replace")
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > 2 + _CONTROL_SHARE * len(head) or head.count(0) > _NUL_SHARE * len(head):
        raise InputError(origin, "it is binary data, not text", advice="leave it out")
