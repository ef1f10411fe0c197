"""What the scanners of one text share: the text as rules see it, the rows that can match, the headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from parley.clean.marks import Rule, active
from parley.clean.phrases import LINES, PHRASES
from parley.clean.sentences import SENTENCES
from parley.spans import Span

_FOLD: Final = str.maketrans({"\xa0": " ", "\t": " ", "’": "'"})
_NEXT: Final = re.compile(
    r"\s*$|\s+(?=[\"“‘'(\[©•–—#]*[A-Z0-9À-ÞЀ-Я])|\s{2}|(?=\s*[|·•])|(?<=[a-z])(?=[A-Z][a-z])"
)
_OPENER: Final = re.compile(r"[\s(\[—–-]\Z")

SAMPLE: Final = 5000
"""Code points of a text's beginning that tell whether it is set in capitals."""
QUOTATION: Final = 700
"""Code points back to which an opened quotation mark is looked for."""


@dataclass(slots=True)
class Context:
    """One text under scan.

    Attributes:
        folded: the text with no-break spaces and tabs as spaces and straight apostrophes, of the same length.
        phrases, lines, sentences: the rows whose cues are in the text.
        title, publisher: folded, empty where not known; the publisher in lower case.
        upper: share of capitals among the characters of its beginning.
        title_span: where the headline stands, once it was found.
        at_head: True until the first report-like piece.
    """

    folded: str
    phrases: tuple[Rule, ...]
    lines: tuple[Rule, ...]
    sentences: tuple[Rule, ...]
    title: str
    publisher: str
    upper: float
    title_span: Span | None = None
    at_head: bool = True

    @classmethod
    def of(cls, text: str, title: str | None, publisher: str | None) -> Context:
        """The context of a text at the start of its scan."""
        folded = text.translate(_FOLD)
        lowered = folded.lower()
        return cls(
            folded=folded,
            phrases=active(PHRASES, lowered),
            lines=active(LINES, lowered),
            sentences=active(SENTENCES, lowered),
            title=(title or "").translate(_FOLD).strip(),
            publisher=(publisher or "").casefold().strip(),
            upper=sum(map(str.isupper, folded[:SAMPLE])) / max(1, min(len(folded), SAMPLE)),
        )

    def ends_at(self, at: int, end: int) -> bool:
        """Whether a phrase that stops at ``at`` is followed by what can begin a sentence or ends its line."""
        return _NEXT.match(self.folded, at, end) is not None

    def quoted(self, at: int) -> bool:
        """Whether ``at`` lies in a quotation: the last double mark before it opens one."""
        floor = max(at - QUOTATION, self.folded.rfind("\n", max(at - QUOTATION, 0), at) + 1, 0)
        last = max(self.folded.rfind(mark, floor, at) for mark in '"“”')
        if last < 0:
            return False
        mark = self.folded[last]
        return mark == "“" or (
            mark == '"' and (last == floor or bool(_OPENER.match(self.folded[last - 1])))
        )
