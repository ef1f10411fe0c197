"""What a brief is made from and what it consists of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from parley.records import Account, Cell, Happening, Spread, Statement, Thread

Style = Literal["plain", "strong", "quote"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where an entry stands: what a footnote prints.

    Attributes:
        sentence: that names the entry's act, or the first that reports it, on one line.
        published: the article's day, None where not known.
    """

    entry: str
    article: str
    publisher: str | None
    title: str | None
    published: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """An utterance by its first report, and how widely it is reported."""

    account: Account[Statement]
    spread: Spread


@dataclass(frozen=True, slots=True)
class Material:
    """All that a brief may tell, as it was known on the last day of its period.

    Attributes:
        cite: from an entry's id to where it stands.
        articles: that were published in the period; spoken: utterances in it, of which ``said`` are the weightiest.
    """

    happenings: Sequence[Happening]
    threads: Sequence[Thread]
    cells: Sequence[Cell]
    said: Sequence[Quoted]
    cite: Callable[[str], Source]
    articles: int
    spoken: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line: its own, its subject (strong), or words of an article (quote)."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, numbered from 1 in the order of the text."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with the numbers of its footnotes.

    Attributes:
        level: 1 hangs below the line before.
        about: id of the happening, thread or entry that it tells.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[int, ...]
    about: str
    level: int = 0

    @property
    def text(self) -> str:
        """The line's words without its footnotes."""
        return "".join(p.text for p in self.pieces)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief.

    Attributes:
        name: for links; more: things of this kind that changed as well and are not told.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """Sections in order and the footnotes.

    Attributes:
        focus: in words, what the brief was narrowed to; empty where it tells everything.
    """

    since: date | None
    until: date | None
    articles: int
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    focus: str = ""

    @property
    def quiet(self) -> bool:
        """Whether nothing changed."""
        return not any(s.lines for s in self.sections)
