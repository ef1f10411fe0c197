"""A sentence as it is read for stances: without what changes nothing, its parties known, the place of the thing in it.

And the words that bear on a stance, or make of it something asked, hoped or alleged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from parley.language.calendar import WEEKDAY_NAMES
from parley.records.joined import Stance, Who
from parley.stories.threads.parties import Token, named, tokens

GAP: Final = 6
"""Words that may stand between a cue and what it governs ("accept the American proposal for a truce")."""
REACH: Final = 14
"""Words after the thing in which a passive is looked for."""

_SKIPPED: Final = frozenset(WEEKDAY_NAMES) | frozenset(
    """also already again still just effectively flatly formally publicly immediately repeatedly recently later earlier
    now today tonight yesterday tomorrow once even instead firmly openly largely fully initially finally officially
    reportedly meanwhile however jointly swiftly quickly
    strongly previously ultimately “ ” " ' ‘ ’ – — ( )""".split()
)
"""Words and marks that change nothing."""

STOPS: Final = frozenset(
    """, ; : . ! ? that which who whom if and but or after before as when while by until unless because not no without
    never to from into than is are was were be been being has have had do does did will would could should may might
    must can he she it they we i you there over despite amid toward towards off away down out up""".split()
)
"""Words over which nothing governs."""
LINKS: Final = frozenset("for of on with in about".split())
NOUNS: Final = frozenset(
    """proposal proposals plan idea call calls offer offers terms principle concept initiative draft framework deal
    agreement text notion version push need demand demands""".split()
)
"""Nouns that pass a stance on to what they are about."""

NEGATIONS: Final = frozenset(("not", "n't", "never", "n’t", "longer"))
AUXILIARIES: Final = frozenset(
    "is are was were be been being has have had do does did 's ’s remain remains remained stands stood".split()
)
MODALS: Final = frozenset("will would could should may might must can shall ca wo".split())
PRONOUNS: Final = frozenset("he she it they who which".split())
FIRST: Final = frozenset(("we", "i"))
JOINED: Final = frozenset(("and", "but"))
OFFICIALS: Final = frozenset(
    """officials government president minister ministry leader leaders authorities side delegation negotiators diplomats
    spokesman spokeswoman spokesperson envoy administration premier chancellor leadership diplomat official""".split()
)
PREPOSITIONS: Final = frozenset(
    "of for on with from to against by in at into over about between among".split()
)
RESTRICTS: Final = frozenset(
    "that which who he she it they we without unless if until before as".split()
)
INDEFINITE: Final = frozenset(("a", "an", "any", "no"))
BOTH: Final = frozenset("both sides countries parties nations".split())
UNREAL: Final = frozenset("if whether unless until should suppose lest".split())
WISHED: Final = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|expect\w*|wish\w*|want(?:s|ed)?|doubt\w*|fear\w*|predict\w*|likely|unlikely|believ\w+|"
    r"suggest\w*|claim\w*|den(?:y|ies|ied|ying)|den|alleg\w+|accus\w+|speculat\w+|demand\w*|urg\w+|insist\w*|call\w* (?:for|on)|"
    r"whether|if|prepar\w+ to|pretend\w*|rumou?r\w*)\b"
)
"""Words that make of what follows something wished, foreseen or alleged."""
TOLD: Final = frozenset(
    "said says told announced added declared confirmed stressed stated vowed insisted".split()
)

CONDITION: Final = re.compile(
    r"(?:,? (?:but )?(?:only )?(?:if|unless|provided(?: that)?|as long as|so long as|on (?:the )?condition(?: that)?|only after|"
    r"only when|only once|once)\b[^.;!?]{3,160})"
)
BUT: Final = re.compile(r",? (?:but|though|although)\b[^.;!?]{3,200}")
RESERVED: Final = re.compile(
    r"\b(?:condition\w*|nuance\w*|question\w*|detail\w*|first|before|guarantee\w*|require\w*|must|need\w*|clarif\w+|reservation\w*)\b"
)
EVEN: Final = re.compile(r"\beven (?:only )?if\b")
LONGEST: Final = 1200
"""Characters above which a sentence is a list or a mistake."""


class Context(NamedTuple):
    """What is known of a sentence before it is read.

    Attributes:
        people: the article's actors by name; day: on which it was written.
        pair: ids of the two sides whose affair the thing is ("both sides agreed").
        movers: sides that by the article's reading make the move; speakers: that say it.
    """

    people: Mapping[str, Who]
    day: date | None
    movers: tuple[Who, ...] = ()
    speakers: tuple[Who, ...] = ()
    pair: frozenset[str] = frozenset()


class Taken(NamedTuple):
    """A stance that is taken.

    Attributes:
        first_person: whether the words are the side's own ("we accept"); condition: words of it.
    """

    side: Who
    speaker: Who | None
    stance: Stance
    condition: str | None = None
    first_person: bool = False


class Sentence:
    """A sentence without what changes nothing, and the place of the thing in it."""

    def __init__(self, text: str, start: int, end: int, context: Context) -> None:
        self.text, self.context = text, context
        every = tokens(text)
        kept = [n for n, t in enumerate(every) if not _is_skipped(every, n)]
        at = {n: k for k, n in enumerate(kept)}
        self.tokens = [every[n] for n in kept]
        self.words = [t.word.lower() for t in self.tokens]
        self.first = next((k for k, t in enumerate(self.tokens) if t.end > start), len(kept))
        self.last = next((k for k, t in enumerate(self.tokens) if t.start >= end), len(kept))
        self.parties = [
            p._replace(first=at[p.first], last=at[p.last - 1] + 1)
            for p in named(every, context.people)
            if p.first in at and p.last - 1 in at
        ]

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""


def _is_skipped(every: Sequence[Token], n: int) -> bool:
    word = every[n].word.lower()
    following = every[n + 1].word.lower() if n + 1 < len(every) else ""
    if word == "on" and following in WEEKDAY_NAMES:
        return True
    return word in _SKIPPED and not (word == "'" or word == "’")
