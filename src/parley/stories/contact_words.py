"""The words that tell what kind of contact it was: its form, its level, its topic, its outcome.

All patterns are bounded and run over single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from parley.records import Actor

ContactForm = Literal["meeting", "call", "visit", "letter", "shuttle", "summit", "technical"]
Level = Literal["head of state", "minister", "envoy", "technical", "unknown"]
"""``head of state`` takes in heads of government, ``envoy`` ambassadors and chief negotiators."""

LONGEST: Final = 140
"""Characters of a topic or an outcome: more is a story and no field."""
FARTHEST: Final = 90
"""Characters after the words that name a contact at which its topic begins at the latest."""

CANCELS: Final = re.compile(
    r"\b(?:cancel(?:s|led|ed|ling|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped)?|pull(?:s|ed)? out"
    r"|postpone[sd]?|would no longer|will not take place|did not take place)\b",
    re.IGNORECASE,
)
MEDIATES: Final = re.compile(
    r"\b(?:mediat\w{1,8}|broker\w{0,4}|facilitat\w{1,6}|intermediar\w{1,3}|go-between|good offices"
    r"|shuttl\w{1,4})\b",
    re.IGNORECASE,
)
BROUGHT_BY: Final = re.compile(
    r"\b(?P<how>mediated|brokered|facilitated|hosted)\s+by\s+(?:the\s+)?", re.IGNORECASE
)
HOSTS: Final = re.compile(r"\b(?:host(?:s|ed|ing)?|welcom\w{1,4}|receiv\w{1,4})\b", re.IGNORECASE)

_FORMS: Final[tuple[tuple[ContactForm, str], ...]] = (
    ("letter", r"letters?|wrote to|message from|written message"),
    ("call", r"(?:tele)?phon(?:e|ed|ing)|phone calls?|calls? (?:with|between)|called|video (?:link|conference)"),
    ("shuttle", r"shuttl(?:e|ed|ing)|proximity talks|indirect(?:ly)?|in separate rooms"),
    ("summit", r"summits?"),
    ("technical", r"technical|expert(?:s|-level)?|working[- ](?:level|group)s?"),
    ("visit", r"visit(?:s|ed|ing)?|travel(?:s|led|ed|ling)?|trip|fl(?:y|ew|ies)|arriv(?:e|es|ed|al)"),
)  # fmt: skip
"""Forms by their words, the first that fits; what fits none is a meeting."""
_FORM_WORDS: Final = tuple(
    (form, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for form, words in _FORMS
)

_LEVELS: Final[tuple[tuple[Level, str], ...]] = (
    ("head of state", r"prime minister"),
    ("envoy", r"envoy|ambassador|special representative|negotiator|emissary|coordinator"),
    ("technical", r"deputy|under-?secretary|adviser|advisor|aide|expert|spokes(?:man|woman|person)"),
    (
        "minister",
        r"minister|secretary of (?:state|defen[cs]e)|foreign secretary|treasury secretary|chief diplomat"
        r"|foreign policy chief",
    ),
    (
        "head of state",
        r"president|premier|chancellor|king|emir|sultan|crown prince|supreme leader|leader|head of state",
    ),
)  # fmt: skip
"""Levels by words of an office, the first that fits: a president's envoy is an envoy."""
_LEVEL_WORDS: Final = tuple(
    (level, re.compile(rf"(?<!deputy )\b(?:{words})\b", re.IGNORECASE)) for level, words in _LEVELS
)
_RANKS: Final[tuple[Level, ...]] = ("head of state", "minister", "envoy", "technical", "unknown")

_STOP: Final = (
    r"(?=[.,;:!?()]|\s(?:will|would|was|were|is|are|has|have|had|when|after|before|while|but|as|which|who|where|said|says|according|"
    r"since|amid|despite|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last|this|next)\b|$)"
)
_NO_TOPIC: Final = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|\d|the (?:phone|sidelines|telephone|same|first|second|eve)\b|behalf|condition\b|(?:his|her|their|its) (?:way|own|part)|in )"
)
_TOPIC: Final = re.compile(
    rf"\b(?:discuss(?:ed|es|ing)?|talks? (?:about|on|over)|(?:about|regarding|concerning|focus(?:ed|ing)? on"
    rf"|aimed at|devoted to|centred on|centered on|on|over))\s+{_NO_TOPIC}"
    rf"(?P<words>\S.{{2,{LONGEST}}}?){_STOP}"
)
_OUTCOME: Final = re.compile(
    rf"\b(?P<words>(?:agreed (?:to|on|that)|end(?:ed|ing) (?:with|without|in)\b|without (?:a |any )?(?:breakthrough"
    rf"|agreement|deal|results?|progress)|failed to|fail(?:ed|ing)? to|yielded|produced|result(?:ed|ing) in|led to"
    rf"|reached (?:an?|no)\b|(?:made|making) (?:\w+ )?progress|no (?:breakthrough|agreement|progress)|signed"
    rf"|deadlock|stalemate|impasse).{{0,{LONGEST}}}?){_STOP}"
)
_VENUE: Final = re.compile(
    r"\b(?:at|in|inside)\s+(?P<words>(?:the\s+)?(?:[A-Z][\w’'-]{1,20}\s+){0,4}"
    r"(?:Palace|Hotel|House|Embassy|embassy|mission|ministry|Ministry|Kremlin|Club|Resort|resort|headquarters"
    r"|Airport|airport|Base|villa|residence|Vatican)(?:\s+[A-Z][\w’'-]{1,20}){0,2})\b"
)


def form_of(anchor: str, around: str, mode: str | None) -> ContactForm:
    """The form of a contact.

    Args:
        anchor: the words that name it; around: those and some beside them; mode: PLOVER's.
    """
    named = next((form for form, words in _FORM_WORDS if words.search(anchor)), None)
    beside = next((form for form, words in _FORM_WORDS if words.search(around)), None)
    by_mode: ContactForm | None = "call" if mode == "phone" else None
    return named or by_mode or beside or "meeting"


def level_of(actor: Actor) -> Level:
    """The level of an actor by the offices held, and by the words that describe it."""
    if actor.kind != "person":
        return "unknown"
    for words in (*(o.title for o in actor.offices), *actor.names, actor.name):
        for level, pattern in _LEVEL_WORDS:
            if pattern.search(words):
                return level
    return "unknown"


def highest(levels: Iterable[Level]) -> Level:
    """The highest of the levels; ``unknown`` of none."""
    return min(levels, key=_RANKS.index, default="unknown")


def topic_in(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says, after the words that name the contact, what was talked about."""
    found = _TOPIC.search(sentence, 0, FARTHEST + LONGEST)
    return found.span("words") if found and found.start() <= FARTHEST else None


def outcome_in(sentence: str) -> tuple[int, int] | None:
    """Where a sentence says what came of it."""
    return _words(_OUTCOME, sentence)


def venue_in(sentence: str) -> tuple[int, int] | None:
    """Where a sentence names a building."""
    return _words(_VENUE, sentence)


def _words(pattern: re.Pattern[str], sentence: str) -> tuple[int, int] | None:
    found = pattern.search(sentence)
    return found.span("words") if found else None
