"""Captions and photo credits glued into the text: "… in Riyadh, February 18, 2025. (credit: REUTERS/JANE ROE)".

A credit is found by its shape, and the sentence that it closes is the caption. A caption without a credit
speaks in the present and ends with a full date, which reports of the day do not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from parley.clean.agencies import AGENCY
from parley.clean.marks import Mark
from parley.clean.stamps import MONTH
from parley.records import FurnitureKind
from parley.spans import Span

_HOUSE: Final = (
    rf"(?:{AGENCY}|Getty(?:\ Images)?|EPA(?:-EFE)?|Shutterstock|WireImage|Pool|POOL|Sputnik|Kremlin|NurPhoto|ZUMA|"
    r"Maxar|SIPA|Handout|HANDOUT|picture[\ -]alliance|IMAGO|imago|Alamy|Landov|Flash90|Press\ Service|Press\ Office)"
)
_INNER: Final = r"(?:[^()\[\]]|\([^()\[\]]{0,60}\))"
_PAREN_CREDIT: Final = re.compile(
    rf"""[(\[](?:
        (?:AP|AFP|Reuters|REUTERS|File|Stock|TASS)\ (?:[Pp]hoto|[Ff]ile|[Ii]mages?)\b{_INNER}{{0,120}}
      | (?:[Pp]hoto|[Pp]hotograph|[Ii]mage|[Pp]icture|[Cc]redit|CREDIT|[Cc]ourtesy|[Ss]creen ?(?:shot|grab)|[Ii]llustration|[Vv]ideo|PHOTO)s?
          (?:\ credit|\ provided|\ courtesy)?(?:\ by|\ of|\ from)?(?:\ the)?(?:\ ?[:/©]|\ (?=[A-Z])){_INNER}{{1,160}}
      | (?:[Ff]ile|FILE)(?:\ (?:[Pp]hoto|[Pp]icture|[Ii]mage|[Pp]ic|PHOTO))?
      | {_INNER}{{2,100}}\ via\ {_HOUSE}{_INNER}{{0,40}}
      | [^()\[\]/]{{2,60}}\ ?/\ ?{_HOUSE}{_INNER}{{0,60}}
      | {_HOUSE}\ ?[/-]\ ?[A-Z]{_INNER}{{2,80}}
      | [A-Z][^()\[\]]{{1,40}}\ and\ Agencies
      | {_INNER}{{2,60}}\ (?:Handout|HANDOUT|[Ff]ile\ [Pp]hoto)
    )[\ ]?[)\]]""",
    re.VERBOSE,
)
_BARE_CREDIT: Final = re.compile(
    rf"""(?: REUTERS/[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){{0,3}}(?:/[A-Z]\w+(?:\ Photo)?)?
        | (?:Photo|Photograph|Image):\ ?[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){{0,3}}\ ?/\ ?[A-Z][\w/ -]{{1,40}}?(?=\ [A-Z“"]|\s*$|\s\s)
        | AP\ Photo/[A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){{0,2}}(?:,\ File)?
        | \ -\ YouTube\b
        | (?<=[.])\ -\ [A-Z][\w ]{{1,30}}(?=\s{{2}}|\s*$)
        | [A-Z][\w'’.-]+(?:\ [A-Z][\w'’.-]+){{0,2}}/(?:AFP(?:\ via\ Getty\ Images|/Getty\ Images)?|Getty\ Images|AP|Reuters|EPA|Anadolu)\b
        | (?<![.!?\"”]\ )\[{_HOUSE}\]
    )""",
    re.VERBOSE,
)
_SPEECH: Final = re.compile(r"[\"“”]|\b(?:said|told|added)\b")

_SHOWN: Final = re.compile(
    r"\b(?:attends?|waves?|speaks?|looks?|stands?|sits?|poses?|shakes?|walks?|arrives?|leaves?|gestures?|listens?|reacts?|"
    r"delivers?|address(?:es)?|greets?|meets?|visits?|inspects?|welcomes?|embraces?|tours?|boards?|chairs?|hugs?|"
    r"runs?|carry|carries|holds?|works?|drives?|fires?|rides?|watch(?:es)?|mourns?|gathers?|rall(?:y|ies)|protests?|"
    r"signs|smiles?|rises?|burns?|takes? part|(?:is|are) (?:seen|pictured|shown|on display))\b"
)
_PAST: Final = re.compile(
    r"\b(?:said|says|told|was|were|had|added|announced|would|will|according)\b"
)
_FULL_DATE_END: Final = re.compile(
    rf"(?:\b(?:{MONTH}[ ]\d{{1,2}},?|\d{{1,2}}[ ]{MONTH},?)[ ]\d{{4}})[.\"”)]*\Z"
)

MAX_CAPTION: Final = 450
"""Code points of the longest sentence that a credit makes a caption; the longest of gold/train has 281."""
MAX_UNCREDITED: Final = 320
"""Code points of the longest caption that is known by its tense and date alone."""


def captions(folded: str, chunk: Span, parts: Sequence[Span]) -> Iterator[Mark]:
    """Captions with their credits in one unlabelled stretch of a paragraph, in order.

    Args:
        chunk: the stretch; parts: its pieces, in order.
    """
    starts, at = [p.start for p in parts], chunk.start
    for start, end in _credits(folded, chunk):
        number = max(bisect_right(starts, start) - 1, 0)
        begin = max(starts[number], at) if starts else start
        if number and not folded[begin:start].strip(" -–—|"):
            before = parts[number - 1]
            spoken = _SPEECH.search(folded, before.start, before.end)
            begin = begin if spoken else max(before.start, at)
        if end - begin > MAX_CAPTION or _SPEECH.search(folded, begin, start):
            yield Mark(Span(start, end), FurnitureKind.PHOTO_CREDIT, "credit of an image")
        else:
            yield Mark(
                Span(begin, end), FurnitureKind.CAPTION, "a sentence closed by an image's credit"
            )
        at = end


def _credits(folded: str, chunk: Span) -> list[tuple[int, int]]:
    """Where credits stand, in order, none within another."""
    found = sorted(
        m.span()
        for pattern in (_PAREN_CREDIT, _BARE_CREDIT)
        for m in pattern.finditer(folded, chunk.start, chunk.end)
    )
    out: list[tuple[int, int]] = []
    for span in found:
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return out


def is_uncredited_caption(words: str) -> bool:
    """Whether the sentence shows an image: present tense, a full date at its end, nobody quoted."""
    if len(words) > MAX_UNCREDITED or not _FULL_DATE_END.search(words[-40:]):
        return False
    return bool(_SHOWN.search(words)) and not _PAST.search(words) and not _SPEECH.search(words)
