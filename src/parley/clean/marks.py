"""What the scanners of this package hand to one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from parley.records import Found, Furniture, FurnitureKind
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of furniture, with the fields that it gives away.

    Attributes:
        span: the stretch; kind: which furniture; reason: the rule that found it.
        says: pairs of an article's field and what the stretch says of it.
    """

    span: Span
    kind: FurnitureKind
    reason: str
    says: tuple[tuple[str, Found[Any]], ...] = ()

    def furniture(self) -> Furniture:
        """The record for the article."""
        return Furniture(self.span, self.kind, self.reason)


class Rule(NamedTuple):
    """A row of a rule table.

    Attributes:
        kind: the furniture that it finds.
        cues: lower-case words one of which must be in the article, else the pattern is not tried.
        pattern: what to match.
        reason: why a match is furniture, for the article's reader.
    """

    kind: FurnitureKind
    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    reason: str


def rule(kind: FurnitureKind, cues: str, pattern: str, reason: str, *, case: bool = False) -> Rule:
    """A row: cues are parted by ``|``; case counts only where ``case`` says so."""
    flags = re.NOFLAG if case else re.IGNORECASE
    return Rule(kind, tuple(cues.split("|")), re.compile(pattern, flags), reason)


def active(rules: Iterable[Rule], lowered: str) -> tuple[Rule, ...]:
    """The rules that can match in a text at all; keeps the price of a long table low."""
    return tuple(r for r in rules if any(cue in lowered for cue in r.cues))
