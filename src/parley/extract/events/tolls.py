"""Tolls: numbers of killed, injured, captured, displaced and missing, as the text gives them.

A sentence is searched for the ways in which news counts people: "killed nine", "nine people were killed", "left nine
dead", "the death toll rose to nine", "12 are still missing", "no casualties". Two numbers are never added that the
text does not add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from parley.extract.events.counts import MARK, MODIFIER, PART, PERSON, Count, marked
from parley.language import Reading
from parley.records import HARMS, Harm, Toll
from parley.spans import Span

LONGEST: Final = 1_500
"""Code points of a sentence that are searched."""

_N: Final = rf"(?<!{MARK})(?P<count>{MARK}+)"
_SUFFERED: Final[dict[Harm, str]] = {
    "killed": r"killed|dead|died|slain|shot dead|massacred|perished|executed|murdered|slaughtered|assassinated|"
    r"lost their li(?:fe|ves)|(?:burned|starved|hacked) to death|martyred|beheaded|lynched|gunned down|blown up",
    "injured": r"injured|wounded|hurt|hospitali[sz]ed|maimed|treated for",
    "captured": r"captured|arrested|detained|abducted|kidnapped|seized|taken (?:captive|hostage|prisoner|away)|"
    r"held (?:captive|hostage|prisoner)|rounded up|taken into custody|jailed|imprisoned",
    "displaced": r"displaced|uprooted|homeless|driven (?:from|out)|forced (?:from|out|to flee|to leave)|fled|fleeing|"
    r"deported|made to leave",
    "missing": r"missing|unaccounted for|(?:trapped|buried) (?:under|beneath|in) (?:the )?(?:rubble|debris|ruins)|disappeared",
}
"""What follows the number: "nine people were …"."""

_DONE: Final[dict[Harm, str]] = {
    "killed": r"(?:kill|execut|murder|massacr|slaughter|eliminat|assassinat|martyr|behead|lynch)(?:ed|ing|s)?|shot dead|shooting dead|gunn(?:ed|ing) down|"
    r"(?:claim(?:ed|ing|s)?|took|taking) the li(?:fe|ves) of|deaths? of|killings? of|lost|bod(?:y|ies) of|"
    r"(?:left|leaving) dead|fatal(?:ly)? (?:attack|shooting|stabbing|bombing|assault|strike|ambush)(?:ed|ing)?(?: of| on| against)?",
    "injured": r"(?:injur|wound|maim)(?:ed|es|e|ing|s)?|hurt(?:ing)?",
    "captured": r"(?:captur|arrest|detain|abduct|kidnap|kidnapp|imprison)(?:ed|es|ing)|seiz(?:ed|ing)|rounded up|rounding up|"
    r"took captive|(?:arrest|capture|detention|abduction|kidnapping)s? of|(?:took|taking|holding|held) (?:hostage|prisoner|captive)",
    "displaced": r"(?:displac|uproot|deport)(?:ed|es|ing)|displacement of|(?:drove|driven|driving|forced|forcing)(?= )",
    "missing": r"disappearance of",
}
"""What the number follows: "… nine people"."""

_LOSSES: Final = re.compile(
    rf"{MODIFIER}{{0,3}} (?:troops|personnel|servicemen|servicemembers|manpower|casualties)\b",
    re.IGNORECASE,
)
"""What armies count as lost in killed and wounded together: neither's number."""

_WEAK: Final = re.compile(r"lost|fatal|eliminat|captur|seiz|h[eo]ld|took|rounded", re.IGNORECASE)
"""Words that things stand after as well: only what counts persons is a toll."""

_NOUNS: Final[dict[Harm, str]] = {
    "killed": r"deaths?|fatalities",
    "injured": r"injuries",
    "captured": r"(?:arrests|abductions|kidnappings)",
    "displaced": r"displaced",
    "missing": r"disappearances",
}
_PEOPLE: Final = (
    rf"(?:(?! (?:and|but|when|after|among|including|as|while|where)\b)(?: of)? (?!{MARK}|{PART})[\w’'-]{{1,30}}){{0,6}}?"
    rf"(?:,? (?:including|among them)(?:,? [\w’'{PART}-]{{1,60}}){{1,9}}?,?|,(?: [\w’'{PART}-]{{1,60}}){{1,9}}?,)?"
)
_BE: Final = (
    r"(?: (?:was|were|are|is|have|has|had|been|being|be|also|feared|reportedly|reported|then|either|later|still|now|"
    r"remain(?:ed|s)?|confirmed|believed|said|to|as|got|went|gone|listed|badly|seriously|critically|lightly|so|far)){0,5}"
)
_TOLL: Final = rf"(?: [\w’'{MARK}-]{{1,30}}){{0,12}}? (?:was|were|is|to|at|of|reached|passed|topped|exceeded|hit)(?: (?:now|least))? {_N}"
_RISE: Final = r"(?:(?:has|have|had) )?(?:rise|rose|risen|climb(?:ed)?|increased?|jump(?:ed)?|grew|grow|grown|soar(?:ed)?|rising)"
_RATE: Final = re.compile(
    r"(?: [\w’'-]{1,30}){0,2} (?:(?:a|per|each|every) (?:day|week|month|hour|year)|daily)\b"
)


_BARRED: Final = "".join(
    f"(?<!{verb} {join} )"
    for verb in "killed killing wounded wounding injured injuring".split()
    for join in ("and", "or")
)
"""What is counted together is neither's number: "killed and wounded thirty"."""


def _forms(harm: Harm) -> Iterator[str]:
    """The ways of counting, for one kind of harm."""
    every = "|".join(_SUFFERED.values())
    suffered = _SUFFERED[harm]
    others = "|".join(done for of, done in _DONE.items() if of != harm)
    both = rf"(?: (?:and|or) (?!{others})[\w’'-]{{1,20}}(?:ing|ed))?"
    yield rf"(?<!{MARK} ){_BARRED}\b(?P<harm>{_DONE[harm]}){both} {_N}(?! (?:{every})\b)(?P<people>(?: [\w’'-]{{1,30}}){{0,5}})"
    yield rf"{_N}(?P<people>{_PEOPLE}){_BE} (?P<harm>{suffered})\b"
    yield rf"{_N}{MODIFIER}{{0,3}} (?P<harm>{_NOUNS[harm]})\b"
    yield rf"\bnumber of (?:the |those |people |civilians )?(?P<harm>{suffered}|{_NOUNS[harm]})\b{_TOLL}"
    if harm in ("killed", "injured"):
        yield rf"\b(?P<harm>{_NOUNS[harm]}) (?:{_RISE}) (?:to|past) {_N}"
    if harm == "killed":
        yield rf"{_N}(?: (?:more|other|charred|unidentified|dead))? (?P<harm>bodies|corpses)\b"
        yield rf"\b(?P<harm>toll)\b{_TOLL}"
        yield rf"\b(?:claim(?:ed|ing|s)?|took|taking|cost(?:ing)?) {_N} (?P<harm>lives|life)\b"
        yield rf"\bcost(?:ing|s)? {_N}(?P<people>{_PEOPLE}) their (?P<harm>lives)\b"
    if harm == "captured":
        yield rf"\b(?P<harm>took|taking|seized|seizing|captured|capturing|holding|held) {_N}(?P<people>{_PEOPLE}) (?:hostages?|prisoners?|captives?)\b"


_FORMS: Final = [(h, re.compile(form, re.IGNORECASE)) for h in HARMS for form in _forms(h)]
_NONE: Final = re.compile(
    r"\b(?:no(?:body| one)|none(?: [\w’'-]{1,30}){0,4}?)(?: (?:was|were|has|have|had|been)){0,3} (?P<harm>killed|injured|wounded|hurt)\b|"
    r"\b(?:no|without)(?: (?!and)[\w’'-]{1,30}){0,2}? (?P<all>casualties|deaths|injuries|fatalities|injured)\b|"
    r"\bfail\w{0,3} to cause (?P<failed>casualties)\b",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(r"dr[oi]v|forc", re.IGNORECASE)
_AWAY: Final = re.compile(
    r"(?: [\w’'-]{1,30}){0,8}? (?:from|out|into exile|off|across|to (?:flee|leave|evacuate|move|abandon|seek))\b",
    re.IGNORECASE,
)
"""What makes it a toll that people are forced or driven: "forced 300 families from their homes"."""

_LETTING_GO: Final = r"(?:releas|fre|return|exchang|swapp?|repatriat|evacuat|hand|transferr)(?:ed|es|e?ing|e|s)?(?: (?:back|over))?"
_LET_GO: Final = re.compile(
    rf"\b{_LETTING_GO}(?: (?:of|for|the|all))*(?: (?:bod(?:y|ies)|remains) of)? $", re.IGNORECASE
)
_WERE_LET_GO: Final = re.compile(
    rf"(?: [\w’'-]{{1,30}}){{1,3}}{_BE} {_LETTING_GO}\b", re.IGNORECASE
)
"""Who is released, exchanged or brought away was harmed before: "freed 22 badly wounded men"."""

_BARE: Final = re.compile(
    r" (?:near|in|on|at|during|after|from|and|as|when|others?|more)\b", re.IGNORECASE
)
"""What follows a number that stands alone: "captured 12 near the river"."""
_PERSON: Final = re.compile(rf"\b{PERSON}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Harmed:
    """A toll at its place in the text: the token of the word of harm, and what happened."""

    token: int
    harm: Harm
    toll: Toll


def find_tolls(reading: Reading, first: int, last: int) -> Iterator[Harmed]:
    """The tolls of the sentence of tokens ``[first, last)``, in order."""
    start, end = reading.starts[first], reading.ends[last - 1]
    sentence = reading.text[start : min(end, start + LONGEST)].replace("\n", " ")
    text, counts = marked(sentence)
    found: dict[tuple[int, str], Harmed] = {}
    for match in _NONE.finditer(sentence):
        span = Span(start + match.start(), start + match.end())
        token = reading.tokens(span)
        for harm in _spared(match):
            if token:
                found.setdefault((token[-1], harm), Harmed(token[-1], harm, Toll(0, 0, 0, span)))
    for harm, form in _FORMS if counts else ():  # each asks for a number
        for match in form.finditer(text):
            token = reading.tokens(Span(start + match.start("harm"), start + match.end("harm")))
            count = counts[match.start("count")]
            told = _is_of_people(match, count) and not _RATE.match(text, match.end())
            if token and told and not _is_let_go(match):
                found.setdefault((token[0], harm), Harmed(token[0], harm, _toll(count, start)))
    yield from sorted(found.values(), key=lambda h: (h.token, h.harm))


def _spared(match: re.Match[str]) -> tuple[Harm, ...]:
    """What did not happen: "no casualties" is neither killed nor injured."""
    word = (match["harm"] or match["all"] or match["failed"]).lower()
    if word in ("killed", "deaths", "fatalities"):
        return ("killed",)
    return ("killed", "injured") if word == "casualties" else ("injured",)


def _is_of_people(match: re.Match[str], count: Count) -> bool:
    """Whether persons are counted, where the word of harm leaves it open: towns are captured too.

    In "a wounded soldier" nothing is, and "a former marine who was detained" tells who somebody is.
    """
    people = match.groupdict().get("people") or ""
    if _MOVED.match(match["harm"]) and match.start("harm") < match.start("count"):
        return _AWAY.match(match.string, match.end("count")) is not None
    if count.article and match.start("harm") > match.start("count"):
        return _PERSON.search(people) is not None and " who " not in f"{people} "
    if match["harm"].lower() == "lost" and _LOSSES.match(match.string, match.end("count")):
        return False
    if not _WEAK.match(match["harm"]):
        return True
    return not people or _BARE.match(people) is not None or _PERSON.search(people) is not None


def _is_let_go(match: re.Match[str]) -> bool:
    """Whether the number is of people, alive or dead, who are released or brought away, not of people harmed now."""
    text, first = match.string, min(match.start("harm"), match.start("count"))
    if _LET_GO.search(text, max(first - 60, 0), first):
        return True
    return first < match.start("harm") and _WERE_LET_GO.match(text, match.end("harm")) is not None


def _toll(count: Count, start: int) -> Toll:
    return Toll(count.low, count.best, count.high, Span(start + count.start, start + count.end))
