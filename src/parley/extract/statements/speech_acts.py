"""Speech acts: what a speaker does in saying it, from the cue and from what is said.

The cue decides where it names an act ("denied", "urged"). Where it only reports ("said", "told"), the words of the
content decide: the first row of :data:`CONTENTS` that matches, and an assertion where none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from parley.extract.statements.cues import CUE_ACTS
from parley.records import SpeechAct
from parley.spans import Span

LONGEST: Final = 600
"""Code points of a content that are looked at: what is done is said early."""

_SELF: Final = r"(?:we|i|our (?:country|government|side|forces|people|army))"
"""Whoever speaks; :func:`speech_act` puts "we" for the speaker's names, and outside of quotations for "he" too."""

_AUX: Final = r"(?:[’'](?:ll|d|re|m|ve|s) |(?: (?:will|would|shall|could|are|is|am|were|was|have|has|had|going to|also|now|still|always|fully))* )"
_SHALL: Final = r"(?:[’'](?:ll|d) | (?:will|would|shall|could|is going to|are going to) )(?:\w+ )?"
_HIT: Final = (
    r"(?:retaliat|strik|attack|bomb|destroy|punish|crush|hit back|hit them|impose|sanction|annihilat|walk away|walk out|"
    r"respond (?:\w+ )?(?:with|forcefully|decisively|harshly|in kind)|use force|take (?:military|tough) action)"
)
_PAY: Final = r"(?:will|would|shall|to) (?:\w+ )?(?:pay|face|suffer|feel) (?:\w+ ){0,3}(?:consequences|price|sanctions|response|wrath|hell|fire|dearly|blow)"
_YIELD: Final = (
    r"(?:accept|agree|negotiat|allow|tolerat|recogni[sz]|surrender|give|talk|bow|yield|permit|compromis|sign|meet|"
    r"abandon|stop|discuss|back down)"
)
_CEASE: Final = (
    r"(?:stop|end|withdraw|leave|halt|release|accept|cease|refrain|abandon|give up|lift|return|sign|join|press|choose|"
    r"decide|agree)"
)
_WRONG: Final = r"(?:carr|target|attack|us|bomb|ask|violat|receiv|do|order|kill|start|plan|intend|seek|sought|supply|suppli|hit|shell)"

CONTENTS: Final[Sequence[tuple[SpeechAct, str]]] = (
    # What an act says of itself comes first, then what its words imply.
    (SpeechAct.REGRETS, rf"{_SELF}{_AUX}(?:deeply |very )?(?:regret|sorry|apologi[sz]|mourn)|\b(?:my|our) condolences"),
    (SpeechAct.THANKS, rf"\bthanks? (?:you|to)\b|{_SELF}{_AUX}(?:very )?(?:thank|grateful|appreciat)"),
    (SpeechAct.DENIES, rf"{_SELF}{_AUX}?(?:strongly |flatly )?den(?:y|ies|ied)\b|\b(?:not true|untrue|baseless|fabricat\w+|"
        rf"fake news|no evidence|no truth|absurd|n[’']t true)\b|\b(?:is|are|was|were) (?:\w+ )?(?:false|lies|a lie)\b|"
        rf"{_SELF}{_AUX}nothing to do with|{_SELF} (?:did|has|have|had|do|does)(?: not|n[’']t| never) {_WRONG}"),
    (SpeechAct.THREATENS, rf"{_SELF}{_SHALL}{_HIT}|\b{_PAY}\b|\bor else\b|\ball options\b|"
        r"\b(?:severe|serious|grave|dire|unpredictable) consequences\b|\bhell to pay\b"),
    (SpeechAct.REJECTS, rf"{_SELF}{_AUX}?(?:\w+ )?(?:reject|refus)|\b(?:totally |completely )?unacceptable\b|"
        rf"{_SELF} (?:will|would|can|could|shall|do|does)(?:not| not| never) (?:\w+ )?{_YIELD}|"
        rf"{_SELF} (?:wo|ca|wouldn|couldn|do|does)n?[’']?t (?:\w+ )?{_YIELD}|\boff the table\b|\bred lines?\b|"
        r"\bout of the question\b|\bno (?:talks|negotiations|deal|concessions) (?:with|under|until|while|as long)|"
        r"\bnon-?negotiable\b|\bnot (?:\w+ )?negotiable\b"),
    (SpeechAct.DEMANDS, rf"\bmust\b|{_SELF}{_AUX}?(?:demand|insist|call(?:s|ed)? (?:on|for)|urg)|\bneeds? to {_CEASE}|"
        rf"\bha(?:s|ve) to {_CEASE}|\bshould (?:\w+ )?{_CEASE}|^[“\"‘' ]*(?:stop|end|withdraw|leave|release|give|let|lift)\b"),
    (SpeechAct.ACCEPTS, rf"{_SELF}{_AUX}(?:\w+ )?(?:accept|agree)(?!\w* (?:not|never))|{_SELF}{_AUX}?(?:\w+ )?welcom"),
    (SpeechAct.OFFERS, rf"{_SELF}{_AUX}(?:\w+ )?(?:offer|propos|invit)|"
        rf"{_SELF}{_AUX}(?!not)(?:\w+ )?(?:ready|prepared|willing|open) (?:to|for)\b"),
    (SpeechAct.ACCUSES, r"\b(?:accus\w+|blam(?:e|es|ed)|(?:responsible|to blame|guilty) (?:for|of)|war crimes?|crimes against|"
        r"violat(?:e|es|ed|ing)|aggressors?|genocid\w+|terrorists?|terrorist (?:acts?|attacks?)|provocations?|sabotag\w+|"
        r"dragging (?:its|his|their|out)|stalling|hypocri\w+|barbar\w+|atrocit\w+|lied|is lying|are lying)\b"),
    (SpeechAct.PROMISES, rf"{_SELF}{_AUX}?(?:promis|pledg|vow|commit|guarantee)|"
        r"\b(?:we|i)(?: will| shall|[’']ll)(?! not| never| see| know| find out| be (?:very )?(?:happy|sad))\b"),
)  # fmt: skip
"""What content does which act, in the order asked; bounded patterns over its first :data:`LONGEST` code points."""

_CONTENTS: Final = [
    (act, re.compile(rf"(?:(?<=^)|(?<=[\W_])){pattern}", re.IGNORECASE))
    for act, pattern in CONTENTS
]
_THIRD: Final = re.compile(r"\b(?:he|she|it|they)\b")
_QUOTES: Final = frozenset("“„«\"'‘`")
_WARNS: Final = frozenset({"warn", "caution"})
_THREAT: Final = re.compile(
    rf"(?i)\b(?:will|would|shall|could|to) (?:\w+ ){{0,2}}{_HIT}|{_PAY}|consequences|\bor else\b"
)
_TOWARDS: Final = frozenset({"for", "on", "upon"})


def speech_act(
    cue: Sequence[str], text: str, content: Sequence[Span], names: Iterable[str] = ()
) -> SpeechAct:
    """What is done by saying ``content`` with that cue.

    Args:
        cue: lemmas of the cue, lower case, verb first where there is one.
        text: the article's text; content: spans of it.
        names: of the speaker and the speaker's state: in the content they are as good as "we".
    """
    said = " ".join(s.of(text) for s in content)[:LONGEST]
    for name in names:
        said = said.replace(name, "we")
    if said[:1] not in _QUOTES:
        said = _THIRD.sub("we", said)
    if cue[:1] == ["call"] and _TOWARDS.intersection(cue):
        return SpeechAct.DEMANDS
    for lemma in cue:
        if lemma in _WARNS:
            return SpeechAct.THREATENS if _THREAT.search(said) else SpeechAct.ASSERTS
        act = CUE_ACTS.get(lemma)
        if act is not None:
            return act
    return next((act for act, pattern in _CONTENTS if pattern.search(said)), SpeechAct.ASSERTS)
