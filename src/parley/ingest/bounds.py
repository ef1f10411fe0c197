"""How much of a source is ever held in memory: the bounds that hostile or mistaken files run into.

They are choices, not tuned numbers: each lies well above what a real article needs, and low enough
that one process reading the worst file of each kind stays under a gigabyte.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

TEXT_CHARS: Final = 4 * MIB
"""Code points of one article's text: about 650,000 words of English, several novels."""

HTML_BYTES: Final = 32 * MIB
"""Bytes of one HTML page: pages saved as one file carry their pictures inside."""

LINE_BYTES: Final = 16 * MIB
"""Bytes of one line of JSON lines, and of one row of a CSV file with all its line breaks.

Hostile JSON of so many bytes takes about twenty times as many once it is parsed.
"""

JSON_BYTES: Final = 32 * MIB
"""Bytes of a JSON document, which is held whole; JSON lines have no such bound."""

SPOOL_BYTES: Final = 1024 * MIB
"""Bytes of a Parquet file that comes compressed or by pipe and must be put on disk to be read."""

HEAD_BYTES: Final = 64 * 1024
"""Bytes looked at to tell what a source is."""

CHUNK_BYTES: Final = 256 * 1024
"""Bytes asked of a source at a time."""

BOMB_RATIO: Final = 200
"""A gzip stream that expands more than so many fold is refused; text expands 3 to 30 fold."""

BOMB_FLOOR: Final = 8 * MIB
"""… but only after so many bytes: a small file may repeat itself as it likes."""

META_CHARS: Final = 2000
"""Code points of a title, a publisher, a URL …; longer ones are not that and are left out."""


def size(number: int) -> str:
    """A number of bytes for people: ``200 MB``, ``4 MB``, ``1.5 kB``."""
    value, unit = float(number), "bytes"
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if value < 1024 or unit == "TB":
            break
        value /= 1024
    return f"{value:.0f} {unit}" if value >= 10 or value == int(value) else f"{value:.1f} {unit}"


LINE_TOO_LONG: Final = f"the line is longer than {size(LINE_BYTES)}"
"""Said of a line that is passed over."""
