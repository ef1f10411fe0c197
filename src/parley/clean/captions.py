"""Captions and photo credits glued into the text: "… in Riyadh, February 18, 2025. (credit: REUTERS/JANE ROE)".

The credit is found first, by its shape; the caption is the sentence that it closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from parley.clean.agencies import AGENCY
from parley.clean.marks import Mark
from parley.records import FurnitureKind
from parley.spans import Span

_HOUSE: Final = (
    rf"(?:{AGENCY}|Getty(?: Images)?|EPA(?:-EFE)?|Shutterstock|WireImage|Pool|POOL|Sputnik|Kremlin|NurPhoto|ZUMA|"
    r"Maxar|UPI|SIPA|Handout|HANDOUT|picture[ -]alliance|IMAGO|imago|Alamy|Landov|Flash90|Press Service|Press Office)"
)
_INNER: Final = r"[^()\[\]]"
_PAREN_CREDIT: Final = re.compile(
    rf"""[(\[](?:
        (?:AP|AFP|Reuters|REUTERS|File|Stock|TASS)\ (?:[Pp]hoto|[Ff]ile|[Ii]mages?)\b{_INNER}{{0,120}}
      | (?:[Pp]hoto|[Pp]hotograph|[Ii]mage|[Pp]icture|[Cc]redit|CREDIT|[Cc]ourtesy|[Ss]creen ?(?:shot|grab)|[Ii]llustration|[Vv]ideo|PHOTO|Image\ credit)
          (?:s)?(?:\ credit|\ provided|\ courtesy)?(?:\ by|\ of|\ from)?(?:\ ?[:/©]|\ (?=[A-Z])){_INNER}{{1,160}}
      | (?:[Ff]ile|FILE)(?:\ (?:[Pp]hoto|[Pp]icture|[Ii]mage|[Pp]ic|PHOTO))?
      | {_INNER}{{2,100}}\ via\ {_HOUSE}{_INNER}{{0,40}}
      | [^()\[\]/]{{2,60}}\ ?/\ ?{_HOUSE}{_INNER}{{0,60}}
      | {_HOUSE}\ ?[/-]\ ?[A-Z]{_INNER}{{2,80}}
      | [A-Z][^()\[\]]{{1,40}}\ and\ Agencies
      | {_INNER}{{2,60}}\ (?:Handout|HANDOUT|[Ff]ile\ [Pp]hoto)
    )[)\]]""",
    re.VERBOSE,
)
_BRACKET_HOUSE: Final = re.compile(rf"(?<![.!?\"”] )\[{_HOUSE}\]")
_BARE_CREDIT: Final = re.compile(
    r"""(?: REUTERS/[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){0,3}(?:/[A-Z]\w+(?:\ Photo)?)?
        | (?:Photo|Photograph|Image):\ ?[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){0,3}\ ?/\ ?[A-Z][\w/ -]{1,40}?(?=\ [A-Z“"]|\s*$|\s\s)
        | AP\ Photo/[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){0,2}(?:,\ File)?
        | \ -\ YouTube\b
        | [A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){0,2}/(?:AFP(?:\ via\ Getty\ Images|/Getty\ Images)?|Getty\ Images|AP|Reuters|EPA|Anadolu)\b
    )""",
    re.VERBOSE,
)
_SPEECH: Final = re.compile(r"[\"“”]|\b(?:said|told|added)\b")

MAX_CAPTION: Final = 450
"""Code points of the longest sentence that a credit makes a caption; the longest of gold/train has 281."""


def captions(text: str, folded: str, chunk: Span, parts: Sequence[Span]) -> Iterator[Mark]:
    """Captions with their credits in one unlabelled stretch of a paragraph.

    Args:
        chunk: the stretch; parts: its pieces, in order.
    """
    for start, end in _credits(folded, chunk):
        first = next((p for p in parts if p.start <= start < p.end), None)
        begin = start if first is None else first.start
        if first is not None and not folded[begin:start].strip(" -–—|"):
            begin = _sentence_before(folded, parts, first)
        if end - begin > MAX_CAPTION or _SPEECH.search(folded, begin, start):
            yield Mark(Span(start, end), FurnitureKind.PHOTO_CREDIT, "credit of an image")
        else:
            yield Mark(
                Span(begin, end), FurnitureKind.CAPTION, "a sentence closed by an image's credit"
            )


def _credits(folded: str, chunk: Span) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for pattern in (_PAREN_CREDIT, _BARE_CREDIT, _BRACKET_HOUSE):
        for m in pattern.finditer(folded, chunk.start, chunk.end):
            if not any(s < m.end() and m.start() < e for s, e in found):
                found.append(m.span())
    return sorted(found)


def _sentence_before(folded: str, parts: Sequence[Span], credit: Span) -> int:
    """Where the sentence before a credit starts; the credit's own start where it is no caption."""
    at = parts.index(credit)
    if at == 0:
        return credit.start
    before = parts[at - 1]
    return credit.start if _SPEECH.search(folded, before.start, before.end) else before.start
