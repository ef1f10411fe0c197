"""Marks by which an act is known again: what was hit, who by name, what was done to a person, and how it is spoken of.

Articles misread in their sides, days and places still name the convoy, the plant or the victim.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from parley.facts import open_facts
from parley.records import Event, EventType
from parley.records.joined import Account
from parley.spans import Span
from parley.stories.evidence import sentence_with
from parley.stories.happenings.contact_marks import LONGEST, aside, form_of, host_of, round_of
from parley.stories.identities.person_names import respelt

WORDS: Final = 120
"""Words of a sentence that are looked at."""

BEFORE: Final = 80
"""Characters before the words for an act that tell how it is spoken of."""

SHORTEST: Final = 4
"""Letters of a name that tells."""

_HIT: Final = """
plant plants factory factories workshop
reactor reactors nuclear
refinery refineries oilfield
terminal terminals pipeline pipelines
substation grid
depot depots warehouse warehouses arsenal
airfield airfields airbase runway
airport airports
port ports harbour harbours harbor harbors
bridge bridges
dam dams reservoir
school schools kindergarten nursery
university campus dormitory
hospital hospitals clinic clinics maternity
doctor doctors medic medics nurse nurses surgeon
church churches cathedral monastery
mosque mosques
synagogue synagogues
market markets supermarket bazaar mall
hotel hotels
restaurant cafe nightclub bar
museum museums theatre theater cinema concert
embassy consulate diplomat diplomats
convoy convoys
prison prisons jail barracks detention
camp camps
bus buses minibus
train trains railway station
ship ships vessel vessels tanker tankers freighter ferry
warship frigate cruiser submarine
helicopter helicopters
airliner jetliner boeing
bakery bakeries
funeral wedding
rally parade
checkpoint crossing
newsroom studio
journalist journalists photojournalist cameraman
courthouse parliament
poison sarin chlorine chemical nerve
suicide
arson
"""
_THINGS: Final = {
    word: group[0] for group in map(str.split, _HIT.strip().splitlines()) for word in group
}
"""What acts of force hit, or are known by: word → the first of its row."""

_DONE: Final = """
arrest detain detention capture caught seize custody apprehend
trial hearing testif
sentenc convict verdict guilty
charge indict
extradit deport
ban outlaw
besieg siege blockade
intercept shot_down shoot_down shooting_down downed downing
"""
_TREATMENTS: Final = {
    word.replace("_", " "): row[0]
    for row in map(str.split, _DONE.strip().splitlines())
    for word in row
}
"""What is done to somebody by force of law or arms: stem → the first of its row."""

_TREATMENT: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_TREATMENTS, key=lambda w: (-len(w), w)))})", re.IGNORECASE
)
INTERCEPTED: Final = "intercept"
"""What is done to drones and missiles: one report has who sent them as the one who acts, another who shot them down."""

TAKEN: Final = "taken"
_TAKEN: Final = re.compile(
    r"\b(?:liberat|re-?captur|captur|seiz|re-?t(?:ak|ook)|t(?:ak|ook)|overr[au]n|occup|conquer)",
    re.IGNORECASE,
)
"""What is done to a place, and the words for it."""

_LETHAL: Final = re.compile(
    r"\b(?:kill|assassinat|murder|slain|shot|gunned|died|death)", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]{1,40}")
_ENDING: Final = re.compile(r"(?:['’]s|['’])$")
_UNREAL: Final = re.compile(
    r"\b(?:potential|possible|proposed|planned|threatened|limited|threats? of|prospects? of|push(?:ing)? for|support for"
    r"|against|avert\w{0,3}|prevent\w{0,3}|authori[sz]\w{1,6}|(?:would|could|might|should|may)(?! have)|if|fears? of|case for"
    r"|calls? for|any|prepar(?:ed|es?|ing) (?:to|for)|in (?:the event|case) of|abilit(?:y|ies) to|(?:deter|stop|keep|dissuad|discourag)\w{0,4} (?:[\w’'-]{1,20} ){1,5}from|capab\w{2,5} (?:of|to))\b"
    r"(?:[^.;]|\b[A-Z]\.){0,40}$",
    re.IGNORECASE,
)
"""Before the words for an act: it is weighed or feared, not told."""

_POINTING: Final = re.compile(
    r"(?:\b(?:the|this|that|these|those|his|her|its|their|such)|['’]s|s['’]) (?:[\w-]{1,20} ){0,2}$", re.IGNORECASE
)  # fmt: skip
"""Before the words for an act: it has been spoken of."""

_BACK: Final = re.compile(
    r"\W{0,4}(?:The|This|That|These|Those) (?:(?!the |an? )[\w-]{1,20} ){0,2}$"
)
"""From the head of a sentence to the words for an act: it is the one that was just told."""

_VERB: Final = re.compile(
    r"(?:\w{2,20}ed|met|spoke|flew|held|came|took|sent|went|fell|has|have|had|is|are|was|were|will|to)\b",
    re.IGNORECASE,
)
"""Words for an act that are a verb: what stands before them is who did it."""

_FURTHER: Final = re.compile(
    r"\W{0,4}(?:In addition|Also|Another|Elsewhere|Meanwhile|Separately|A (?:further|second|third)|In (?:another|other|a separate)|Other)\b"
)
"""At the head of a sentence: what it tells comes besides what was told before."""

_COURSE: Final = re.compile(
    r"\b(?:wars?|fighting|hostilit|invasion|invad|occupation|offensive|violence|clashe|conflict|campaign|bloodshed)",
    re.IGNORECASE,
)

_SAID_ON: Final = re.compile(
    r"\b(?:said|says|reported|announced|confirmed|stated|wrote|told(?: [\w-]{1,20}){1,3})(?: late| early)?(?: on)? $"
)
"""Before a day: the one on which something was said."""

RELEASED: Final = re.compile(
    r"(?<![\d.,-])(?P<number>\d{1,3}(?:,\d{3}){1,2}|\d{1,6}) (?:[A-Za-z-]{2,20} ){0,3}?"
    r"(?:prisoners|soldiers|servicemen|troops|POWs|captives|detainees|hostages|people|civilians|fighters)\b"
)
"""A number of people who are let go."""

_NIGHT: Final = re.compile(
    r"\b(?:overnight|midnight|pre-?dawn|dawn|nights?|early (?:hours|on|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is told of an act besides its fields.

    Attributes:
        things: what was hit, by kind; names: words written large, but no countries, folded.
        victims: last names of the persons to whom it was done; people: of those of both sides; doers: of those who did
        it with their own hands: no office or army stands behind them.
        treatment: what was done to them by force, or how those who talk are in contact.
        host: the body whose meeting it is ("G7"), or "press"; round: number of a round of talks; "4s" are four rounds.
        lethal: they died of it; unreal: it is only weighed or feared; pointing: spoken of as known already;
        back: a sentence begins with it as such; course: its words name a war or fighting that goes on, and no dead;
        further: told as what happened besides; night: done by night.
        freed: how many are let go;
        own: those of "day", "place", "killed", "injured" that a sentence which tells the act has.
    """

    things: frozenset[str]
    names: frozenset[str]
    victims: frozenset[str]
    people: frozenset[str]
    doers: frozenset[str]
    treatment: str | None
    host: str | None
    round: str | None
    lethal: bool
    unreal: bool
    pointing: bool
    back: bool
    course: bool
    further: bool
    night: bool
    freed: int | None
    own: frozenset[str]

    @property
    def harmless(self) -> bool:
        """Whether no dead are told of it: what the article counts are those of another act."""
        return self.unreal or self.course

    @property
    def supposed(self) -> bool:
        """Whether the act is only weighed, and neither day nor toll told of it: what the article has is another's."""
        return self.unreal and not self.own & {"day", "killed", "injured"}


def marks_of(account: Account[Event]) -> Marks:
    """The marks of an account, most of them of the sentence in which its act is named."""
    event = account.record
    span, said = sentence_with(account, event.anchor)
    at = min(max(event.anchor.start - span.start, 0), len(said)) if span else 0
    before = said[max(0, at - BEFORE) : at]
    quote = account.quote[0][:LONGEST] if account.quote else ""
    unreal, noun = bool(_UNREAL.search(before)), not _VERB.match(quote)
    telling = _telling(event, span, alone=unreal)
    contact = event.type is EventType.CONSULT
    return Marks(
        things=frozenset(_things(account, telling)),
        names=frozenset(_names(_words(said[: aside(said, at) if contact else None])[1:])),
        victims=frozenset(_last_names(account, event.recipient)),
        people=frozenset(_last_names(account, (*event.actor, *event.recipient))),
        doers=frozenset(_last_names(account, event.actor, _OWN_HAND)),
        treatment=_treatment(event, quote),
        host=host_of(before, said[at + len(quote) :][:BEFORE]) if contact else None,
        round=round_of(said) if contact else None,
        lethal=event.type is EventType.ASSAULT and bool(_LETHAL.search(said, 0, LONGEST)),
        unreal=unreal,
        pointing=noun and bool(_POINTING.search(before)),
        back=noun and at <= BEFORE and bool(_BACK.match(said[:at])),
        course=bool(_COURSE.search(quote)) and not _counts_harm(event, span),
        further=bool(_FURTHER.match(said)),
        night=bool(_NIGHT.search(said, 0, LONGEST)),
        freed=_freed(said, at) if event.mode == "release" else None,
        own=frozenset(_own(account, telling)),
    )


def is_supposed(account: Account[Event]) -> bool:
    """Whether an act is only weighed, or fighting goes on, and its day is told in another sentence: it is another's."""
    span, said = sentence_with(account, account.record.anchor)
    day = account.record.date.span
    if span is None or (day is not None and span.contains(day)):
        return False
    if account.quote and _COURSE.search(account.quote[0], 0, LONGEST):
        return account.record.killed is not None and not _counts_harm(account.record, span)
    at = min(max(account.record.anchor.start - span.start, 0), len(said))
    return bool(_UNREAL.search(said[max(0, at - BEFORE) : at]))


def _counts_harm(event: Event, sentence: Span | None) -> bool:
    """Whether the sentence counts the dead or hurt of an act."""
    counted = (toll.span for toll in event.tolls.values() if toll.span is not None)
    return sentence is not None and any(map(sentence.contains, counted))


def _words(said: str) -> list[str]:
    return list(islice(_WORD.findall(said, 0, LONGEST), WORDS))


def _things(account: Account[Event], telling: Container[Span]) -> Iterator[str]:
    for span, said in zip(account.record.evidence, account.evidence, strict=False):
        if span in telling:
            yield from (_THINGS[w] for w in map(str.casefold, _words(said)) if w in _THINGS)


def names_in(said: str) -> frozenset[str]:
    """The names that a sentence has, respelt."""
    return frozenset(_names(_words(said)))


def _names(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        name = _ENDING.sub("", word)
        if name[0].isupper() and len(name) >= SHORTEST and not _is_country(name):
            yield respelt(name)


@lru_cache(maxsize=50_000)
def _is_country(name: str) -> bool:
    return open_facts().country(name) is not None


def _treatment(event: Event, quote: str) -> str | None:
    """How those who talk are in contact, or what is done to persons or places by force."""
    if event.type is EventType.CONSULT:
        return form_of(quote, event.mode)
    if event.type is EventType.ASSAULT and event.mode == "territory" and _TAKEN.search(quote):
        return TAKEN
    return _row(_TREATMENT, _TREATMENTS, quote)


def _row(words: re.Pattern[str], rows: Mapping[str, str], quote: str) -> str | None:
    """The row of the first of the words that the quotation has."""
    found = words.search(quote)
    return rows[found[0].casefold()] if found else None


def _freed(said: str, at: int) -> int | None:
    """The number of people let go that stands nearest to the words for it: soldiers and civilians together."""
    best: tuple[int, int] | None = None
    total = end = 0
    for m in RELEASED.finditer(said, 0, LONGEST):
        joined = end and said[end : m.start()].strip() == "and"
        total = int(m["number"].replace(",", "")) + (total if joined else 0)
        away = min(best[0] if best and joined else LONGEST, abs(m.start() - at))
        best = (away, total) if best is None or joined or away < best[0] else best
        end = m.end()
    return best[1] if best else None


def _last_names(
    account: Account[Event], keys: Iterable[str], sectors: Container[str | None] | None = None
) -> Iterator[str]:
    for key in keys:
        who = account.who.get(key)
        able = who is not None and (sectors is None or who.sector in sectors)
        if able and who is not None and who.kind == "person" and who.name:
            last = who.name.split()[-1]
            if last[0].isupper():
                yield respelt(last)


_OWN_HAND: Final = frozenset({"CVL", "CRM", None})
_KIND: Final = {"day": "day", "place": "place", "killed": "toll", "injured": "toll"}


def _telling(event: Event, named: Span | None, *, alone: bool) -> frozenset[Span]:
    """The sentences that tell the act: the one that names it, and those that have two of day, place and toll.

    Args:
        alone: the act is only weighed, so that what is told with day and toll is another one.
    """
    spans = {} if alone else _fields(event)
    full = (s for s in event.evidence if len({_KIND[f] for f in spans if s.contains(spans[f])}) > 1)
    return frozenset(full) | ({named} if named else frozenset())


def _own(account: Account[Event], telling: Container[Span]) -> Iterator[str]:
    """The fields that the sentences that tell the act have."""
    fields = _fields(account.record)
    for span, said in zip(account.record.evidence, account.evidence, strict=False):
        if span not in telling:
            continue
        inside = {field: words for field, words in fields.items() if span.contains(words)}
        before = said[: inside["day"].start - span.start] if "day" in inside else ""
        if account.record.type is not EventType.CONSULT and _SAID_ON.search(before, 0, LONGEST):
            del inside["day"]  # then it was told
        yield from inside
        place = account.record.place
        if place is not None and main_word(place.name) in said[:LONGEST]:
            yield "place"


def main_word(name: str) -> str:
    """The word of a place's name that it is known by: "Graivoronsky" of "Graivoronsky district"."""
    return max((w for w in name.split() if w[0].isupper()), key=len, default=name)


def _fields(event: Event) -> dict[str, Span]:
    """The words of day, place and tolls."""
    spans = {
        "day": event.date.span,
        "place": event.place.span if event.place else None,
        "killed": event.killed.span if event.killed else None,
        "injured": event.injured.span if event.injured else None,
    }
    return {field: span for field, span in spans.items() if span is not None}
