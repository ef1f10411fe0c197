"""Datelines: "BERLIN — ", "MOSCOW, May 26. /TASS/.", "WASHINGTON/SEOUL (Reuters) - "."""

from __future__ import annotations

import re
from typing import Any, Final

from parley.clean.agencies import AGENCY, agency_named
from parley.clean.marks import Mark
from parley.clean.stamps import MONTH, read_day
from parley.records import Found, FurnitureKind
from parley.spans import Span, strip

_CAPS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]+(?:[ -](?:[A-ZÀ-Þ][A-ZÀ-Þ'’.]+|de|al|el|on|sur)){0,3}"
_TITLE: Final = r"[A-ZÀ-Þ][\w'’.]+(?:[ -](?:[A-ZÀ-Þ][\w'’.]+|de|al|el|on|sur)){0,3}"
_REGION: Final = r"(?:,[ ]?(?:the[ ])?[A-ZÀ-Þ][\w.'’]*(?:[ -](?:of[ ])?[A-ZÀ-Þ][\w.'’]*){0,3})?"
_DAY: Final = rf"(?:{MONTH}[ ]\d{{1,2}}|\d{{1,2}}[ ]{MONTH})(?:,?[ ]\d{{4}}\b)?"
_DASH: Final = r"(?:[–—]|-{1,2})"

_WITH_AGENCY: Final = re.compile(
    rf"""(?:(?P<place>(?:{_CAPS}|{_TITLE})(?:(?:/|[ ]and[ ]|,[ ])(?:{_CAPS}))?{_REGION})
            (?: (?:[.,]|[ ]*{_DASH})?[ ]?(?P<day>{_DAY}) )? [.,:]?[ ]?[ ]?)?
         (?: \((?P<paren>[A-Z][\w./& -]{{1,30}})\) | /(?P<slash>[A-Z][\w.& -]{{1,30}})/ | \[(?P<square>[A-Z][\w./& -]{{1,30}})\] )
         (?P<end> [ ]*[.:]? [ ]*{_DASH}? )""",
    re.VERBOSE,
)
_DASHED: Final = re.compile(
    rf"""(?P<place>{_CAPS}(?:(?:/|[ ]and[ ]){_CAPS})?{_REGION})
         (?: (?:[.,])?[ ]?(?P<day>{_DAY}),? )? (?P<end> [ ]?(?:[–—]|--|[ ]-(?=[ ])) )""",
    re.VERBOSE,
)
_TITLE_DASHED: Final = re.compile(
    rf"""(?P<place>{_TITLE},[ ][A-ZÀ-Þ][\w.'’]*(?:[ ][A-ZÀ-Þ][\w.'’]*){{0,2}})
         (?: (?:[.,])?[ ]?(?P<day>{_DAY}),? )? (?P<end> [ ](?:[–—]|--) )""",
    re.VERBOSE,
)
_KNOWN_AGENCY: Final = re.compile(AGENCY)
_NEXT: Final = re.compile(r"[\s\xa0]*[\"“‘'(\[$€£]*[A-ZÀ-ÞЀ-Я0-9]")
_NOT_PLACES: Final = frozenset(
    "FILE BREAKING UPDATE UPDATED WATCH LIVE VIDEO EXCLUSIVE ANALYSIS OPINION PHOTOS READ MORE RELATED NEW NOTE EDITOR".split()
)
_NEW_PLACES: Final = re.compile(
    r"NEW (?:YORK|DELHI|ORLEANS|HAVEN|HAMPSHIRE|JERSEY|MEXICO|ZEALAND|CALEDONIA)\b"
)
_CITIES: Final = frozenset(
    """Abuja Algiers Amman Ankara Astana Athens Baghdad Baku Beijing Beirut Belgrade Berlin Bern Bogota Brussels Bucharest Budapest
    Cairo Canberra Caracas Chisinau Copenhagen Damascus Doha Donetsk Dubai Dublin Geneva Gaza Hanoi Havana Helsinki Islamabad
    Istanbul Jakarta Jeddah Jerusalem Kabul Kampala Kharkiv Khartoum Kiev Kinshasa Kyiv Lisbon Ljubljana London Luhansk Lviv Madrid
    Manama Manila Minsk Moscow Munich Muscat Nairobi Nicosia Odesa Oslo Ottawa Paris Podgorica Prague Pretoria Pyongyang Rabat
    Riga Riyadh Rome Sanaa Sarajevo Seoul Singapore Skopje Sofia Stockholm Strasbourg Taipei Tallinn Tashkent Tbilisi Tehran
    Tirana Tokyo Tripoli Tunis Vienna Vilnius Warsaw Washington Yerevan Zagreb""".split()
)
_CITY_DASHED: Final = re.compile(r"(?P<place>[A-Z][a-z]+)(?P<day>)(?P<end>[ ](?:[–—]|--)(?=[ ]))")
_BARE_AGENCY: Final = re.compile(
    rf"(?:(?P<place>(?:{_CAPS}|{_TITLE}){_REGION})[ ,]+)?(?P<day>)(?P<bare>{AGENCY})(?P<end>[ ]?(?:[–—]|--))"
)
MAX_DATELINE: Final = 120
"""Code points of the longest dateline looked for."""


def dateline_at(text: str, at: int, end: int) -> Mark | None:
    """The dateline that starts the paragraph ``[at, end)``, with place, agency and day as it says.

    Its day is a field only where the year is written: "May 26" alone does not say which year.
    """
    end = min(end, at + MAX_DATELINE)
    for pattern in (_WITH_AGENCY, _DASHED, _BARE_AGENCY, _TITLE_DASHED, _CITY_DASHED):
        found = pattern.match(text, at, end)
        if found and _is_dateline(found, text):
            return _mark(found, text)
    return None


def _is_dateline(found: re.Match[str], text: str) -> bool:
    groups = found.groupdict()
    place, end = groups["place"] or "", groups["end"]
    if place and place.split()[0].strip(".:,") in _NOT_PLACES and not _NEW_PLACES.match(place):
        return False
    if not _NEXT.match(text, found.end()):
        return False
    if found.re is not _WITH_AGENCY:
        return found.re is not _CITY_DASHED or place in _CITIES
    agency = groups["paren"] or groups["slash"] or groups["square"]
    closed = bool(groups["slash"]) or bool(end.strip())
    if _KNOWN_AGENCY.match(agency):
        return closed or bool(place)
    return closed and bool(groups["day"] or (place and place == place.upper()))


def _mark(found: re.Match[str], text: str) -> Mark:
    span = strip(text, Span(found.start(), found.end()))
    says: list[tuple[str, Found[Any]]] = []
    groups = found.groupdict()
    if groups["place"]:
        where = Span(*found.span("place"))
        says.append(("dateline", Found(_name_of(where.of(text)), "dateline", where)))
    for group in ("paren", "slash", "square", "bare"):
        if groups.get(group):
            where = Span(*found.span(group))
            known = _KNOWN_AGENCY.match(groups[group])
            name = (agency_named(known[0]) if known else None) or groups[group]
            says.append(("agency", Found(name, "dateline", where)))
    day = read_day(groups["day"]) if groups["day"] else None
    if day:
        says.append(("published", Found(day, "dateline", Span(*found.span("day")))))
    return Mark(span, FurnitureKind.DATELINE, "dateline", tuple(says))


def _name_of(words: str) -> str:
    """The place with the text's words, capitals alone brought down: "BERLIN" is "Berlin"."""
    return re.sub(r"[A-ZÀ-Þ]{2}[A-ZÀ-Þ'’]+", lambda m: m[0].capitalize(), words.rstrip(" .,"))
