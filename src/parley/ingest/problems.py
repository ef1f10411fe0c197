"""What went wrong with a page, said so that a person can mend it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final

from parley.errors import InputError

_SHOWN: Final = 60
"""Code points of a source's words that a message repeats."""
_FOREIGN: Final = 120
"""Code points of another library's message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One page or source that could not be read, or a remark about one that was.

    Attributes:
        origin: path or URL as the user gave it, ``-`` for standard input.
        line: 1-based line (row of a Parquet file, item of a JSON array); None: the whole source.
        reason: what is wrong; advice: what to do, may be empty. Neither has a full stop.
        failed: False for a remark: nothing is lost that the user asked for.
    """

    origin: str
    line: int | None
    reason: str
    advice: str = ""
    failed: bool = True

    def __str__(self) -> str:
        where = self.origin if self.line is None else f"{self.origin}, line {self.line}"
        return f"{where}: {self.reason}" + (f"; {self.advice}" if self.advice else "")

    @classmethod
    def of(cls, error: InputError) -> Problem:
        """The error as a line of the report."""
        return cls(error.origin, error.line, error.reason, error.advice)


def shown(path: str | os.PathLike[str]) -> str:
    """A path or URL as one printable line, whatever bytes a file name is made of."""
    text = os.fsencode(os.fspath(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def quoted(words: str) -> str:
    """Foreign words for a message: clipped, on one line, escaped where they cannot be printed."""
    clipped = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return "'" + "".join(c if c.isprintable() else "\ufffd" for c in clipped) + "'"


def foreign(error: Exception) -> str:
    """The message of another library's error, as the end of one of ours."""
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    first = re.split(r"\n|\. ", str(words), maxsplit=1)[0][:_FOREIGN].rstrip(". ")
    return "".join(c if c.isprintable() else "\ufffd" for c in first)
