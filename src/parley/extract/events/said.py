"""Acts done by what is said, though no verb names them: "they are liars", "this must stop", "we will never give in".

Every sentence of a statement's content is asked, by bounded patterns, what saying it does. Whoever speaks is the
actor; another side that the sentence names, the nearest to the words, is acted upon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events.acts import Act
from parley.records import Event, EventType, Statement, Status
from parley.spans import Span

LONGEST: Final = 800
"""Code points of a sentence of content that are looked at."""


class Saying(NamedTuple):
    """Words that do an act when said; ``targeted``: only of another side that the sentence names."""

    type: EventType
    mode: str
    cameo: str
    targeted: bool
    pattern: str


_OWN: Final = r"(?:we|i|he|she|it|they|our \w+|[A-Z][\w’'.-]+)"
_FORCE: Final = (
    r"(?:retaliat\w*|strike|attack|bomb|destroy|punish|crush|hit back|pay (?:a|the|dearly)|walk away|impose|"
    r"face (?:\w+ ){0,3}(?:consequences|sanctions|response|retaliation)|be dealt with|use force|take (?:\w+ ){0,2}action)"
)

SAYINGS: Final[Sequence[Saying]] = (
    Saying(EventType.THREATEN, "violence", "130", False,
        r"\b(?:(?:will|would|shall|could|going to) (?:\w+ ){0,3}?" + _FORCE
        + r"|or else|all options|will not hesitate|won['’]t hesitate|"
        r"willing to (?:walk away|step aside)|not going to get|(?:severe|serious|grave|dire|harsh|crushing|devastating) (?:consequences|response|blow)|"
        r"snap(?:ped)? back|pay (?:the|a) (?:\w+ )?price|will regret|(?:ready|prepared) to use|hell to pay)\b"),
    Saying(EventType.REJECT, "yield", "120", False,
        r"\b(?:unacceptable|non-?negotiable|(?:is|are|was|be)(?:n['’]t| not) (?:\w+ )?(?:acceptable|realistic|negotiable|"
        r"possible|relinquish\w*)|(?:do|does|did)(?:n['’]t| not) (?:\w+ )?(?:agree|accept|want)|none of \w+ (?:\w+ )?wants?|"
        r"with or without (?:an? )?(?:deal|agreement)|red lines?|out of the question|off the table|nonsense|ridiculous|unrealistic|"
        r"no (?:intention|plans?|desire|room|point)|(?:will|would|can|could|shall) (?:not|never) (?:\w+ )?"
        r"(?:accept|agree|negotiat\w+|tolerate|recogni[sz]e|surrender|give|bow|yield|relinquish|abandon|back|retreat|"
        r"compromise|stop|trade|allow|give up|permit|succumb|submit|halt|cease|join|take part|sign|change)|"
        r"cannot (?:\w+ )?(?:accept|agree|negotiate|allow|tolerate)|(?:wo|ca|would|could)n['’]t (?:\w+ )?(?:accept|agree|"
        r"negotiate|allow|tolerate|recogni[sz]e|give|stop|back))\b"),
    Saying(EventType.REQUEST, "change", "020", False,
        r"\b(?:must|(?:needs?|ha(?:s|ve)|ought) to|should)(?! (?:have|be (?:noted|said|clear)))\b"),
    Saying(EventType.ACCUSE, "disapprove", "111", True,
        r"\b(?:responsible for|to blame|guilty|violat\w+|war crimes?|crimes?|aggress\w+|genocid\w+|terroris\w+|liars?|lies|"
        r"lied|lying|deliberately|provocati\w+|illegal\w*|unlawful\w*|hypocri\w+|barbar\w+|atrocit\w+|sabotag\w+|stalling|"
        r"dragging|belligeren\w+|hostile|shameful|disgrace\w*|brutal\w*|unjust\w*|irresponsible|reckless\w*|criminals?|"
        r"murder\w*|killers?|fools?|folly|undermin\w+|cynical\w*|blackmail\w*|propaganda|treason|threat to|unconstructive\w*|"
        r"destabili\w+|interfer\w+|excessive demands|false claims?|failed to|unwilling|refus\w+ to|breach\w*|escalat\w+|"
        r"massacre\w*|tyran\w+|corrupt\w*|behind the|occup\w+|invad\w+|has no right|bad faith|indiscriminate\w*|"
        r"endanger\w*|wrong|mistake|outrageous|unprovoked|evil)\b"),
    Saying(EventType.SUPPORT, "", "051", True,
        r"\b(?:great (?:leader|friend|man|job)|stands? (?:with|by)|grateful|appreciate\w*|thank\w*|in solidarity|"
        r"fully supports?|right to defend|very (?:good|smart|strong))\b"),
    Saying(EventType.AGREE, "", "030", False,
        r"\b(?:(?:we|i)(?: are|['’]re| am|['’]m) (?:\w+ )?(?:ready|willing|prepared|open)|"
        r"(?:we|i)(?: will|['’]ll) (?:\w+ )?(?:continue|fulfil\w*|honou?r|provide|support|help|work)|gives? assurances?)\b"),
)  # fmt: skip
"""What is done by which words, in the order asked; all that match are taken, one of a type."""

_SAYINGS: Final = [(s, re.compile(s.pattern, re.IGNORECASE)) for s in SAYINGS]
KEY: Final = ("said", "CONTENT")
TOLD: Final = ("told", "CONTENT")
"""By which the reliability of these acts is known: of words that do it, and of telling what another side did."""
HOSTILE: Final = frozenset({EventType.ASSAULT, EventType.COERCE})
"""Acts that to tell of another side is to accuse it (codebook, decision 8)."""


def said_acts(draft: Draft) -> Iterator[Act]:
    """The acts that the article's statements are, in order; who says the same together acts together."""
    found: dict[tuple[Span, EventType], Act] = {}
    for statement in draft.statements:
        speaker = draft.cast.actors.get(statement.speaker or "")
        if speaker is None or speaker.sector == "MED" or statement.status is not Status.ACTUAL:
            continue
        for span in statement.content:
            for piece in _sentences(draft, span):
                for act in _acts(draft, statement, piece):
                    known = found.get((act.anchor, act.type))
                    found[act.anchor, act.type] = _together(known, act) if known else act
    yield from found.values()


def _together(known: Act, act: Act) -> Act:
    """The act of the speakers of both."""
    actors = dict.fromkeys((*known.actor_keys, *act.actor_keys))
    targets = dict.fromkeys((*known.recipient_keys, *act.recipient_keys))
    targets = {k: None for k in targets if k not in actors}
    return replace(known, actor_keys=tuple(actors), recipient_keys=tuple(targets))


def _sentences(draft: Draft, span: Span) -> Iterator[Span]:
    reading = draft.reading
    for k in reading.sentences_of(span):
        whole = reading.sentence_span(k)
        start, end = max(whole.start, span.start), min(whole.end, span.end)
        yield Span(start, min(end, start + LONGEST))


def _acts(draft: Draft, statement: Statement, piece: Span) -> Iterator[Act]:
    words = piece.of(draft.reading.text)
    speaker = statement.speaker
    assert speaker is not None
    for saying, pattern in _SAYINGS:
        match = pattern.search(words)
        if match is None:
            continue
        anchor = Span(piece.start + match.start(), piece.start + match.end())
        tokens = draft.reading.tokens(anchor)
        target = _target(draft.cast, speaker, piece, anchor)
        if not tokens or (saying.targeted and target is None):
            continue
        yield Act(
            tokens[0], tokens[0], anchor, saying.type, saying.mode or None, saying.cameo, (), (),
            key=KEY, actor_keys=(speaker,),
            recipient_keys=(target,) if target else (),
        )  # fmt: skip


def _target(cast: Cast, speaker: str, piece: Span, anchor: Span) -> str | None:
    """The other side nearest to the words, whoever stands before them first."""
    near = sorted(cast.within(piece), key=lambda m: abs(m.span.start - anchor.start))
    for mention in near:
        for key in cast.of_mention(mention):
            if other_side(cast, speaker, key):
                return key
    return None


def other_side(cast: Cast, one: str, other: str) -> bool:
    """Whether the other acts for another country than the one."""
    country = cast.actors[other].country
    return country is not None and country != cast.actors[one].country


def accused(event: Event, cast: Cast) -> str | None:
    """Who is accused by telling of the event: its actor, where somebody of another side tells of it."""
    if event.type not in HOSTILE or event.status is not Status.ACTUAL:
        return None
    teller = cast.actors.get(event.asserted_by or "")
    if teller is None or teller.country is None or teller.sector in ("MED", "NGO"):
        return None
    return next((k for k in event.actor if other_side(cast, teller.key, k)), None)
