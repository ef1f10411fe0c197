"""Bytes to characters, and characters to the text that never changes again.

The order: a byte order mark; UTF-8 where the bytes are valid UTF-8 (which nothing else is by
accident); the declared encoding; a guess. A guess is recorded as one.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_WIDE: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST: Final = 0.7
_FEW: Final = 0.05

CANDIDATES: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "koi8_u", "cp866", "iso8859_2", "iso8859_5", "mac_roman", "mac_cyrillic", "gb18030", "big5",
    "cp932", "euc_jp", "cp949",
)  # fmt: skip
"""What a guess may be: the encodings that newsrooms have written in."""

_DECLARABLE: Final = frozenset(CANDIDATES) | {
    "cp874", "cp1258", "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5",
    "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-10", "iso8859-13", "iso8859-14",
    "iso8859-15", "iso8859-16", "tis-620", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
    "big5hkscs", "iso2022_jp",
}  # fmt: skip
"""What a page may declare. Not every codec: some are not encodings of text, some are quadratic."""

_WIDENED: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""Names that in practice stand for a larger encoding, as browsers read them."""

_META: Final = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I)  # fmt: skip
_META_BYTES: Final = 8192
_SAMPLE_BYTES: Final = 64 * 1024
_DAMAGED: Final = 1000
"""UTF-8 with at most one bad byte in so many is damaged UTF-8 and not another encoding."""


class Decoded(NamedTuple):
    """Characters, the name of their encoding, and whether it was guessed."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The characters of ``data``; every input has some.

    Args:
        data: all the bytes of a page.
        declared: the encoding that an HTTP header names; the page's own mark or UTF-8 goes before.
    """
    if wide := wide_encoding(data):
        name, guessed = wide
        return Decoded(data.decode(name, "replace").removeprefix("\ufeff"), name, guessed)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", False)
    except UnicodeDecodeError as exc:
        if exc.reason == "unexpected end of data" and not data[: exc.start].isascii():  # cut
            return Decoded(data.decode("utf-8", "replace"), "utf-8", False)
    for label in (declared, declared_encoding(data)):
        if label and (codec := known_codec(label)):
            return Decoded(data.decode(codec, "replace"), codec, False)
    return _guessed(data)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page or an XML declaration names about itself."""
    found = _META.search(data[:_META_BYTES])
    return found[1].decode("ascii", "replace") if found else None


def known_codec(label: str) -> str | None:
    """Python's name for a declared encoding, None where it is not one for text of our time."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _WIDENED.get(name, name)
    return name if name in _DECLARABLE else None


def wide_encoding(head: bytes) -> tuple[str, bool] | None:
    """The encoding of two or four bytes a character, if it is one, and whether that is a guess.

    Without a mark, every other byte of Latin text is NUL.
    """
    for bom, name in _WIDE:
        if head.startswith(bom):
            return name, False
    sample = head[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > _MOST * half and even < _FEW * half:
        return "utf-16-le", True
    return ("utf-16-be", True) if even > _MOST * half and odd < _FEW * half else None


def guess_codec(data: bytes) -> str:
    """The encoding that bytes which are not UTF-8 most likely have."""
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    first = next((i for i, byte in enumerate(data) if byte > 127), 0)
    start = max(0, first - 2000)
    sample = data[start : start + _SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=list(CANDIDATES)).best()
    if best is None or all(ord(c) < 0x250 or not c.isalpha() for c in str(best)):
        return _latin_codec(sample)
    return codecs.lookup(best.encoding).name


def _guessed(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    if 0 < text.count("\ufffd") <= len(data) // _DAMAGED and len(text) < len(data):
        return Decoded(text, "utf-8", True)
    codec = guess_codec(data)
    return Decoded(data.decode(codec, "replace"), codec, True)


_LATIN: Final = ("cp1252", "cp1250", "mac-roman")
_BETWEEN: Final = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])")
_ICELANDIC_OR_TURKISH: Final = re.compile("[ðþýÐÞÝ]")


def _latin_codec(sample: bytes) -> str:
    """Which of the Latin encodings puts the fewest signs and capitals between small letters.

    Detectors are weak here, because these encodings differ in a handful of bytes only.
    """

    def oddness(codec: str) -> int:
        between = _BETWEEN.findall(sample.decode(codec, "replace"))
        return sum(not (c.islower() or c in "’‘–—") for c in between)

    best = min(_LATIN, key=oddness)
    if best == "cp1252" and _ICELANDIC_OR_TURKISH.search(sample.decode("cp1252", "replace")):
        return "cp1254"  # the two differ in these letters alone
    return best


_NEWLINES: Final = re.compile("\r\n?|[\v\f\u2028\u2029]")
_CONTROLS: Final = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\ufeff]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_REPAIRED: Final = {
    code: bytes([code]).decode("cp1252", "ignore") or None for code in range(0x80, 0xA0)
} | dict.fromkeys([*range(9), *range(0x0E, 0x20), 0x7F, 0xFEFF])
"""Control characters go; 0x80 to 0x9F are Windows' quotation marks and dashes read as Latin-1."""


def normalise(text: str) -> str:
    r"""The characters as an article keeps them.

    Line ends become ``\n``; NULs, other control characters (terminal escapes among them) and byte
    order marks go; Windows' marks that were read as Latin-1 are mended; lone surrogates become
    U+FFFD. Everything else stays, so that what is quoted later is verbatim.
    """
    text = _NEWLINES.sub("\n", text)
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.translate(_REPAIRED) if _CONTROLS.search(text) else text
