"""Denials: which statements deny an act that articles report, and who speaks in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from parley.records import Event, EventType, SpeechAct, Statement, Status
from parley.records.joined import Account, Link
from parley.spans import Span
from parley.stories.evidence import cue_words
from parley.stories.happenings.sight import FORCE, sight
from parley.stories.happenings.words import STOCK, weighed

BEFORE: Final = 900
"""Characters that a denied act may stand before the denial, in the same article."""

ANSWERED: Final = 3
"""Deeds of force that a denial may answer: the nearest."""

SHARED: Final = 2
"""Telling words that denied words share with an act at least."""

LONGEST: Final = 1000
"""Characters of denied words that are looked at."""

CLAIMED: Final = 400
"""Characters before "the claim" and the like in which the act stands that is meant: the sentence before or two."""

BEGINS: Final = 45
"""Characters in which words show that they deny."""

AFTER: Final = 300
"""Characters that it may stand after it: a headline denies what the next sentence tells."""

_ANSWERED: Final = frozenset(EventType) - {
    EventType.ACCUSE,
    EventType.REQUEST,
    EventType.SUPPORT,
    EventType.REJECT,
    EventType.THREATEN,
    EventType.CONSULT,
}
"""Acts that can be denied. What others say of somebody is no act of theirs; denied talks are a state of theirs."""

_DONE: Final = FORCE | {EventType.SANCTION, EventType.RETREAT}
"""Acts in which one can deny to have a part."""

_NO_PART: Final = re.compile(
    r"\b(?:responsib\w{1,8}|involve\w{0,5}|behind|(?:any|a|no) (?:role|part|hand)\b(?! of\b)|guilt\w{0,2}|carried out)\b"
)
_IN_WHAT: Final = re.compile(
    r"\b(?:responsib\w{1,8} for|involve\w{0,5} in|behind|(?:role|part|hand) in|guilt\w{0,2} of|carried out) ([^,.;:]{1,80})"
)
"""Words that name that in which a part is denied."""
_DENYING: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject|dismiss|refut|disput|rebut|contradict|disown)\w{0,4}\b"
)
_UNTRUE: Final = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is|are)(?: not|n['’]t)|never|no (?:evidence|proof|truth|such|one)|none|nothing|"
    r"false\w{0,4}|untrue|fake|lies?|wrong|absurd|nonsense|groundless|baseless|unfounded)\b(?! intend| plan| want)"
)
"""Verbs that deny, and how the words begin that do."""
_ALL_OF_IT: Final = re.compile(
    r"^\W*(?:(?:the|these|those|such|all|any|this|that|his|its|their) )?(?:\w{1,20} )?(?:claims?|accusations?|allegations?|charges?"
    r"|reports?|suspicions|it|them|this|that)\b"
)
_CLAIM: Final = re.compile(
    r"^\W*(?:(?:the|these|those|such|this|that) )?(?:\w{1,20} )?(?:claims?|accusations?|allegations?|reports?|suspicions)\W*$"
)
"""Words that are nothing but a name for what was said before."""
_CHARGES: Final = re.compile(r"\b(?:accusations?|allegations?|charges?|guilt\w{0,2}|wrongdoing)\b")
"""What the arrested deny of themselves, which is not that they were arrested."""
_UNSAID: Final = re.compile(r"\b(?:declin|refus)\w{1,4} to (?:comment|say|specify|name|answer)\b")


def is_denial(account: Account[Statement]) -> bool:
    """Whether a statement denies something in so many words: by its verb, or by how it begins."""
    record = account.record
    if record.act is not SpeechAct.DENIES or record.status is not Status.ACTUAL:
        return False
    untrue = _UNTRUE.search(" ".join(account.quote)[:LONGEST])
    begins = untrue is not None and untrue.start() < BEGINS
    said = cue_words(account)
    return begins or bool(_DENYING.search(" ".join(account.evidence) if said is None else said))


def denies_part(account: Account[Statement]) -> bool:
    """Whether a denial is of one's own part in an act, and not of the act."""
    return bool(_NO_PART.search(" ".join(account.quote)))


def find_denials(
    statements: Iterable[Account[Statement]], events: Iterable[Account[Event]]
) -> list[Link]:
    """Each denial with the account of the act that it denies, where an article tells of one, by statement.

    The one who denies must be said to take part in the act, or be of a country that is.
    """
    return [link for s, told in _told_with(statements, events) for link in _denied(s, told)]


def find_answers(
    statements: Iterable[Account[Statement]], events: Iterable[Account[Event]]
) -> list[Link]:
    """Denials whose article does not say that the speaker did it, each with the deeds of force that it may answer.

    Other articles may say so: :func:`answered` tells, once the accounts of a deed are together.
    """
    out: list[Link] = []
    for denial, told in _told_with(statements, events):
        speaker = denial.who.get(denial.record.speaker or "")
        if speaker is None or any(_denied(denial, told)):
            continue
        near = [(fit, e) for e in told if e.record.type in FORCE and (fit := _fit(denial, e))]
        near.sort(key=lambda n: (-n[0], n[1].entry))
        words = f"denied by {speaker.name}, who is elsewhere said to take part"
        out += [Link(denial.entry, event.entry, words) for _, event in near[:ANSWERED]]
    return out


def answered(
    denials: Iterable[Account[Statement]], accounts: Sequence[Account[Event]]
) -> Iterator[Account[Statement]]:
    """The denials of those who are said to take part in an act, by any of its accounts; each once."""
    seen: set[str] = set()
    for denial in denials:
        speaker = denial.who.get(denial.record.speaker or "")
        takes_part = speaker and any(_takes_part(a, speaker.id, speaker.country) for a in accounts)
        if takes_part and denial.entry not in seen:
            seen.add(denial.entry)
            yield denial


def _told_with(
    statements: Iterable[Account[Statement]], events: Iterable[Account[Event]]
) -> Iterator[tuple[Account[Statement], Sequence[Account[Event]]]]:
    """Each denial, by entry, with the acts of its article that can be denied."""
    told: defaultdict[str, list[Account[Event]]] = defaultdict(list)
    for event in events:
        if event.record.type in _ANSWERED and event.record.status is not Status.PLANNED:
            told[event.article].append(event)
    for denial in sorted((s for s in statements if is_denial(s)), key=lambda s: s.entry):
        yield denial, told.get(denial.article, ())


def _denied(denial: Account[Statement], events: Sequence[Account[Event]]) -> Iterator[Link]:
    speaker = denial.who.get(denial.record.speaker or "")
    if speaker is None:
        return
    near = [
        (fit, event)
        for event in events
        if _takes_part(event, speaker.id, speaker.country) and (fit := _fit(denial, event))
    ]
    if near:
        best = max(near, key=lambda n: (n[0], n[1].entry))[1]
        yield Link(denial.entry, best.entry, f"denied by {speaker.name}, who is said to take part")


def _fit(denial: Account[Statement], event: Account[Event]) -> float:
    """How near in the text an act stands to words that deny it; 0: it is not meant."""
    if _UNSAID.search(" ".join(denial.evidence)) or not _is_meant(denial, event):
        return 0.0
    return _nearness(denial, event)


def _is_meant(denial: Account[Statement], event: Account[Event]) -> bool:
    """Whether the words denied can be those of the act."""
    denied = " ".join(denial.quote)[:LONGEST]
    if denies_part(denial) and not _is_of(denied, event):
        return False
    if denies_part(denial) or _ALL_OF_IT.search(denied):
        tried = event.record.type is EventType.COERCE and _CHARGES.search(denied)
        return event.record.type in _DONE and not tried
    words = {word for word, weight in weighed(denied, 1) if weight > STOCK}
    seen = sight(event)
    return bool(words & seen.anchor) or len(words & seen.words.keys()) >= SHARED


def _is_of(denied: str, event: Account[Event]) -> bool:
    """Whether that in which a part is denied can be the act: it names nothing, or something that is told of the act."""
    of = _IN_WHAT.search(denied)
    named = {word for word, weight in weighed(of[1], 1) if weight > STOCK} if of else set()
    return not named or bool(named & sight(event).words.keys())


def _takes_part(event: Account[Event], who: str, country: str | None) -> bool:
    parties = [event.who[k] for k in event.record.actor if k in event.who]
    return any(p.id == who or (country is not None and p.country == country) for p in parties)


def _nearness(denial: Account[Statement], event: Account[Event]) -> float:
    """How near in the text the act stands to its denial, from 0 (too far) to 2 (the words denied themselves)."""
    content, anchor = denial.record.content, event.record.anchor
    if any(c.overlaps(anchor) for c in content):
        return 2.0
    at = _start(denial.record.evidence)
    if any(e.contains(anchor) for e in denial.record.evidence):
        return 1.5
    reach = CLAIMED if _CLAIM.search(" ".join(denial.quote)[:LONGEST]) else BEFORE
    if anchor.end <= at and at - anchor.end <= reach:
        return 1.0 - (at - anchor.end) / (2 * BEFORE)
    if anchor.start >= at and anchor.start - at <= AFTER:
        return 0.5 - (anchor.start - at) / (4 * AFTER)
    return 0.0


def _start(spans: Sequence[Span]) -> int:
    return min((s.start for s in spans), default=0)
