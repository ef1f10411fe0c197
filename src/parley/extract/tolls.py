"""Tolls: numbers of killed and injured, as the text gives them.

A sentence is searched for the ways in which news counts the dead and the hurt: "killed nine", "nine people were
killed", "left nine dead", "the death toll rose to nine", "claimed nine lives", "no casualties". Two numbers are
never added that the text does not add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from parley.language import Reading
from parley.records import Toll
from parley.spans import Span

Harm = Literal["killed", "injured"]

LONGEST: Final = 1_500
"""Code points of a sentence that are searched."""

_UNITS: Final = {
    w: n
    for n, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS: Final = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE: Final = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000}
"""Least number that a vague word can mean; used as the low bound only."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_LEAST: Final = frozenset("least over than minimum fewer".split())
_MOST: Final = frozenset("most to nearly almost many".split())
_ABOUT: Final = frozenset("about around some approximately roughly".split())

_WORD: Final = "|".join([*_UNITS, *_TENS, *_SCALES])
_NUMBER: Final = (
    r"(?P<bound>(?:(?:at|up|more|no|as|nearly|almost|about|around|some|over|approximately|roughly) ?"
    r"(?:(?:least|most|to|than|fewer|many) ?(?:than |as )?)?)?)"
    r"(?:(?:another|an additional|the|a total of) )?"
    rf"(?P<number>(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|(?:{_WORD})(?:[ -](?:{_WORD})){{0,5}}+)(?![\w%])"
    rf"(?: (?:hundred|thousand|million))?|{'|'.join(_VAGUE)}|an?(?= \w+ (?:was|has|were)| (?:person|man|woman|child|"
    r"civilian|soldier|staff|boy|girl|police)))"
)
_PEOPLE: Final = (
    r"(?:(?! (?:and|but|when|after|among|including)\b| \d)[ ](?:of )?[\w’'-]+){0,6}?"
    r"(?:,? including(?: [\w’'-]+){1,9}?)?"
)
_BE: Final = r"(?: (?:was|were|are|is|have|has|had|been|being|be|also|feared|reportedly|then|either|later)){0,4}"
_KILLED: Final = (
    r"(?:killed|dead|died|slain|shot dead|massacred|perished|executed|lost their li(?:fe|ves))"
)
_INJURED: Final = r"(?:injured|wounded|hurt|hospitali[sz]ed)"
_KILLING: Final = (
    r"(?:kill(?:ed|ing|s)?|execut(?:ed|ing)|murder(?:ed|ing)|massacr(?:ed|ing)|slaughter(?:ed|ing)|eliminat(?:ed|ing)|"
    r"(?:claim(?:ed|ing)?|took|taking) the li(?:fe|ves) of|deaths? of|lost)"
)
_INJURING: Final = r"(?:injur(?:e[ds]?|ing)|wound(?:ed|ing|s)?|hurt(?:ing)?)"
_BOTH: Final = r"(?: (?:and|or) [\w’'-]+ing)?"


def _patterns(harmed: str, harming: str) -> tuple[str, ...]:
    """The ways of counting, for one kind of harm."""
    return (
        rf"(?<!\d )\b(?P<harm>{harming}){_BOTH} {_NUMBER}(?! (?:{harmed}|{_INJURED}|{_KILLED})\b)",
        rf"\b{_NUMBER}{_PEOPLE}{_BE} (?P<harm>{harmed})\b",
    )


_KILLED_TOO: Final = (
    rf"\b(?P<harm>death toll|toll|number of (?:the )?(?:dead|deaths))(?: [\w’'-]+){{0,6}}? "
    rf"(?:was|were|is|to|at|of|reached|stands at) {_NUMBER}",
    rf"\b(?:claim(?:ed|ing|s)?|took|taking|cost(?:ing)?) {_NUMBER} (?P<harm>lives|life)\b",
    rf"\b{_NUMBER}{_PEOPLE} (?P<harm>deaths?|fatalities)\b",
)
_FORMS: Final = [
    ("killed", re.compile(p, re.IGNORECASE)) for p in (*_patterns(_KILLED, _KILLING), *_KILLED_TOO)
] + [
    ("injured", re.compile(p, re.IGNORECASE))
    for p in (*_patterns(_INJURED, _INJURING), rf"\b{_NUMBER}{_PEOPLE} (?P<harm>injuries)\b")
]
_NONE: Final = re.compile(
    r"\b(?:no(?:body| one)|none(?: [\w’'-]+){0,4}?)(?: (?:was|were|has|have|been)){0,3} (?P<harm>killed|injured|wounded|hurt)\b|"
    r"\b(?:no|without)(?: (?!and)[\w’'-]+){0,2}? (?P<all>casualties|deaths|injuries|fatalities|injured)\b|"
    r"\bfail\w* to cause (?P<failed>casualties)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Harmed:
    """A toll at its place in the text: the token of the word of harm, and what happened."""

    token: int
    harm: Harm
    toll: Toll


def number(words: list[str]) -> int | None:
    """The number that the words name, None where they name none."""
    total = current = 0
    seen = False
    for word in (w for part in words for w in part.lower().split("-")):
        if match := _DIGITS.fullmatch(word):
            current += int(match.group().replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        else:
            continue
        seen = True
    return total + current if seen else None


def find_tolls(reading: Reading, first: int, last: int) -> Iterator[Harmed]:
    """The tolls of the sentence of tokens ``[first, last)``, in order."""
    start, end = reading.starts[first], reading.ends[last - 1]
    text = reading.text[start : min(end, start + LONGEST)].replace("\n", " ")
    found: dict[tuple[int, str], Harmed] = {}
    for match in _NONE.finditer(text):
        span = Span(start + match.start(), start + match.end())
        token = reading.tokens(span)
        for harm in _spared(match):
            if token:
                found.setdefault((token[-1], harm), Harmed(token[-1], harm, Toll(0, 0, 0, span)))
    for harm, pattern in _FORMS:
        for match in pattern.finditer(text):
            toll = _toll(match, start)
            token = reading.tokens(Span(start + match.start("harm"), start + match.end("harm")))
            if toll is not None and token:
                found.setdefault((token[0], harm), Harmed(token[0], harm, toll))
    yield from sorted(found.values(), key=lambda h: (h.token, h.harm))


def _spared(match: re.Match[str]) -> tuple[Harm, ...]:
    """What did not happen: "no casualties" is neither killed nor injured."""
    word = (match["harm"] or match["all"] or match["failed"]).lower()
    if word in ("killed", "deaths", "fatalities"):
        return ("killed",)
    return ("killed", "injured") if word == "casualties" else ("injured",)


def _toll(match: re.Match[str], start: int) -> Toll | None:
    """The number with the bounds that the words before it give."""
    words = match["number"].split()
    span = Span(start + match.start("number"), start + match.end("number"))
    if words[0].lower() in _VAGUE:
        return Toll(_VAGUE[words[0].lower()], None, None, span)
    n = 1 if words[0].lower() in ("a", "an") else number(words)
    if n is None:
        return None
    bound = set(match["bound"].lower().split())
    if bound & _LEAST:
        return Toll(n, n, None, span)
    if bound & _MOST:
        return Toll(None, n, n, span)
    about = bool(bound & _ABOUT)
    return Toll(None if about else n, n, None if about else n, span)
