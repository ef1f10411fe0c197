"""The lines of a table, however long the table is and however its lines end."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from parley.ingest.bounds import LINE_BYTES
from parley.ingest.decoding import decode, guess_codec, wide_encoding
from parley.ingest.opening import Source


class Line(NamedTuple):
    """One line without its end.

    Attributes:
        number: counted from 1.
        text: its characters; None where the line is longer than ``LINE_BYTES``.
        encoding, guessed: as in :class:`~parley.ingest.decoding.Decoded`.
    """

    number: int
    text: str | None
    encoding: str
    guessed: bool


def lines(source: Source, *, blank: bool = True) -> Iterator[Line]:
    """The lines of the source; no more than one of them is held.

    A table in UTF-16, as Excel writes it, is recoded on the way. A line that is not UTF-8 is read
    in the encoding guessed from the first such line.

    Args:
        blank: whether empty lines are given, too; they count in any case.
    """
    wide, guessed = wide_encoding(source.head) or (None, False)
    chunks = _recoded(source, wide) if wide else source.chunks()
    fallback: str | None = None
    for number, data in enumerate(_split(chunks), start=1):
        if data is None:
            yield Line(number, None, wide or "utf-8", guessed)
            continue
        if not data and not blank:
            continue
        if number == 1:
            data = data.removeprefix(codecs.BOM_UTF8)  # a recoded mark is one, too
        data = data.replace(b"\0", b"")
        try:
            yield Line(number, data.decode("utf-8"), wide or "utf-8", guessed)
        except UnicodeDecodeError:
            fallback = fallback or _fallback(data)
            yield Line(number, data.decode(fallback, "replace"), fallback, True)


def _fallback(data: bytes) -> str:
    found = decode(data)
    return found.encoding if found.encoding != "utf-8" or found.guessed else guess_codec(data)


def _recoded(source: Source, encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in source.chunks():
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")


def _split(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    """Split at any line end; None stands for a line that is too long."""
    pending: list[bytes] = []
    length, held_back = 0, b""
    for chunk in chunks:
        chunk = held_back + chunk
        held_back = b"\r" if chunk.endswith(b"\r") else b""  # a \n may follow in the next chunk
        if held_back:
            chunk = chunk[:-1]
        *whole, last = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for piece in whole:
            yield b"".join([*pending, piece]) if length + len(piece) <= LINE_BYTES else None
            pending, length = [], 0
        length += len(last)
        if length > LINE_BYTES:
            pending = []  # the rest is counted and dropped
        elif last:
            pending.append(last)
    if length or held_back:
        yield b"".join(pending) if length <= LINE_BYTES else None
