"""Numbers of people as news writes them: "at least nine", "two dozen", "20 to 30", "a nurse and two patients".

Every number has the bounds that the words before it give; only the victims of one list are added up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from parley.language.numerals import NUMERALS

Bound = Literal["least", "most", "about"]

_UNITS: Final = {"zero": 0, **NUMERALS, "couple": 2, "a": 0, "an": 0, "half": 0.5}
_SCALES: Final = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VAGUE: Final = {
    "hundreds of thousands": 200_000,
    "tens of thousands": 20_000,
    "several thousand": 2_000,
    "several hundred": 200,
    "several dozen": 24,
    "thousands": 2_000,
    "hundreds": 200,
    "dozens": 24,
    "scores": 40,
}
"""Least number that vague words can mean; used as the low bound only."""

_BOUNDS: Final[dict[Bound, str]] = {
    "least": r"at least|(?:well |far )?more than|(?:well )?over|(?:no|not) (?:fewer|less) than|upwards of|in excess of|"
    r"a minimum of",
    "most": r"at most|up to|as many as|nearly|almost|close to|(?:just )?under|(?:(?:no|not) more|fewer|less) than|"
    r"a maximum of",
    "about": r"about|around|some|approximately|roughly|an estimated|estimated",
}
"""What each word before a number says of it. "Nearly" and "up to" are the most, as the codebook has it."""

_DETERMINER: Final = r"(?:(?:another|an additional|additional|a total of|a further|a group of|its|his|her|their|all|the|other|exactly) ){0,2}"
_WORD: Final = "|".join([w for w in (*_UNITS, *_SCALES) if w not in ("a", "an", "couple", "half")])
_NUMERAL: Final = (
    r"(?:(?:\d{1,3}(?:,\d{3}){1,3}|(?<!\bin )(?<!since )\d{1,7}(?:\.\d{1,2}(?= million))?)(?: (?:dozen|hundred|thousand|million))?"
    rf"|half an? (?:dozen|hundred|thousand|million)|an? (?:dozen|hundred|thousand|couple)|(?:{_WORD})(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and |(?<=million) and )(?:{_WORD})){{0,6}})"
)
_ONE: Final = """person man woman child civilian soldier boy girl policeman policewoman officer teenager teacher doctor nurse medic
    journalist photographer cameraman reporter worker guard fighter militant commander general colonel driver farmer
    student passenger pedestrian villager resident sailor pilot serviceman serviceman baby infant toddler mother father son
    daughter brother sister wife husband cousin uncle aunt grandmother grandfather grandson granddaughter grandchild
    sibling pensioner paramedic rescuer firefighter peacekeeper volunteer employee staffer patient prisoner captive
    hostage detainee migrant refugee protester demonstrator activist member rebel insurgent gunman jihadist recruit
    conscript reservist marine trooper official politician pupil priest monk imam cleric pilgrim worshipper shopper bystander
    minor adult casualty victim youth settler tourist foreigner national citizen neighbour neighbor colleague relative
    crewman fisherman mercenary combatant operative bodyguard trader shepherd herder miner builder contractor engineer
    labourer laborer lawmaker mayor governor judge lawyer suspect attacker bomber assailant terrorist partisan dissident
    mourner ambassador diplomat specialist technician Palestinian Israeli Ukrainian Russian Syrian Lebanese Iranian
    Iraqi American""".split()
_MANY: Final = """people men women children policemen policewomen police servicemen servicewomen servicepeople troops personnel staff
    crew babies wives grandchildren crewmen fishermen gunmen cameramen mercenaries others families casualties""".split()
PERSON: Final = rf"(?:(?:{'|'.join(_ONE)})s?|{'|'.join(_MANY)})\b"
"""A noun by which people are counted."""

MODIFIER: Final = r"(?: (?!(?:and|or|but|of|in|on|at|by|to|for|from|with|was|were|is|are|has|have|had|who|that|which)\b)[\w’'-]{1,30})"
_MEASURE: Final = re.compile(
    r"(?: more)?(?:[ -][\w-]{1,20})? (?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|times|"
    r"kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|per ?cent|percentage|degrees?|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b",
    re.IGNORECASE,
)
_TAKING: Final = re.compile(r"(?:kill|wound|injur|detain|captur)ing $")
"""Before a number that is a number of people whatever follows: "wounding 90 hours after"."""
_AGED: Final = re.compile(r"\baged?(?: between)? (?:\d{1,3}(?:,| and| or| to|, and) ){0,4}$")
_PART: Final = r" of (?:them|whom|which|these|those|the (?:dead|victims|wounded|injured|killed))\b"
_COUNT: Final = re.compile(
    rf"(?<![\w.,$€£%’'-])(?<!\bno ){_DETERMINER}(?:(?P<bound>{'|'.join(_BOUNDS.values())}) )?{_DETERMINER}"
    rf"(?:(?P<between>between )?(?<!from )(?P<low>{_NUMERAL})(?(between) and |(?: to | or |(?<=\d)[-–](?=\d)))"
    rf"(?P<high>{_NUMERAL})(?![\w%-]|[.,]\d)"
    rf"|(?P<vague>{'|'.join(_VAGUE)})\b"
    rf"|(?P<exact>{_NUMERAL})(?![\w%-]|[.,]\d)"
    rf"|(?P<one>an?(?={MODIFIER}{{0,4}} (?:{'|'.join(_ONE)})\b)|another(?= (?:was|is|has)\b|{MODIFIER}{{0,4}} (?:{'|'.join(_ONE)})\b)))(?!{_PART})",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,2})?")

MARK: Final = "\0"
PART: Final = "\1"
"""Stand for each character of a number in :func:`marked`, and of a number that is part of another one."""

_ITEM: Final = rf"{MARK}+{MODIFIER}{{0,4}} {PERSON}"
_PARTS: Final = re.compile(
    rf"\b(?:including|among (?:them|whom)|of (?:them|whom)) {_ITEM}(?:(?:, and|,| and) {_ITEM}){{0,6}}",
    re.IGNORECASE,
)
_LIST: Final = re.compile(rf"{_ITEM}(?:(?:, and|,| and) {_ITEM}){{1,6}}", re.IGNORECASE)
_GENERAL: Final = re.compile(rf"{MARK}+ (?:people|persons)(?:, and|,)", re.IGNORECASE)
_DONE: Final = re.compile(r"(?:ing|ed|dead|lost|took)(?: of)? $")
_SUFFERED: Final = re.compile(
    r" (?:(?:was|were|others|more|people) ){0,2}(?:\w{2,15}ed|hurt|missing|dead)\b"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number at its place in a text, with the bounds that its words give; None where they give none.

    ``article`` is true of "a", which counts nothing but the noun that it stands before.
    """

    start: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    article: bool = False


def number(words: Sequence[str]) -> int | None:
    """The number that the words name, None where they name none."""
    total = current = 0.0
    seen = False
    for word in (w for part in words for w in part.lower().split("-")):
        if _DIGITS.fullmatch(word):
            current += float(word.replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0.0
        else:
            continue
        seen = True
    return round(total + current) if seen else None


def counts(text: str) -> Iterator[Count]:
    """The numbers of a sentence that may count people, in order."""
    for match in _COUNT.finditer(text):
        if _MEASURE.match(text, match.end()) and not _TAKING.search(text, 0, match.start()):
            continue
        if _AGED.search(text, max(match.start() - 40, 0), match.start()):
            continue
        low, best, high = _bounds(match)
        yield Count(
            match.start(),
            match.end(),
            low,
            best,
            high,
            (match["one"] or "another").lower() != "another",
        )


def _bounds(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    if match["vague"]:
        return _VAGUE[match["vague"].lower()], None, None
    if match["low"]:
        return number(match["low"].split()), None, number(match["high"].split())
    n = 1 if match["one"] else number(match["exact"].split())
    said = match["bound"]
    kind = next((k for k, p in _BOUNDS.items() if said and re.fullmatch(p, said, re.I)), None)
    return (None if kind in ("most", "about") else n, n, None if kind in ("least", "about") else n)


def marked(text: str) -> tuple[str, dict[int, Count]]:
    """The sentence with each character of a number replaced by :data:`MARK`, and the numbers by where they start.

    The victims of one list are one number; part of another number ("including two children") is painted with
    :data:`PART`.
    """
    found = {c.start: c for c in counts(text)}
    out = text
    for count in found.values():
        out = _painted(out, count.start, count.end, MARK)
    for match in _PARTS.finditer(out):
        part = match.group().replace(MARK, PART)
        out = out[: match.start()] + part + out[match.end() :]
    for match in _LIST.finditer(out):
        members = [c for c in found.values() if match.start() <= c.start < match.end()]
        if _GENERAL.match(
            match.group()
        ):  # "nine people, two soldiers and seven civilians" are nine
            out = _painted(out, members[1].start, match.end(), PART)
        elif not (_DONE.search(out, 0, match.start()) and _SUFFERED.match(out, match.end())):
            found[match.start()] = _sum(members)
            out = _painted(out, match.start(), members[-1].end, MARK)
    return out, found


def _painted(text: str, start: int, end: int, mark: str) -> str:
    return text[:start] + mark * (end - start) + text[end:]


def _sum(members: Sequence[Count]) -> Count:
    """The number of all victims of a list."""
    low, best, high = (
        sum(n for n in numbers if n is not None) if None not in numbers else None
        for numbers in zip(*((c.low, c.best, c.high) for c in members), strict=True)
    )
    return Count(members[0].start, members[-1].end, low, best, high)
