"""Speech acts: what a speaker does in saying it, from the cue and from what is said.

The cue decides where it names an act ("denied", "urged"). Where it only reports ("said", "told"), the words of the
content decide: the first row of :data:`CONTENTS` that matches, and an assertion where none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from parley.extract.cues import CUE_ACTS
from parley.records import SpeechAct
from parley.spans import Span

LONGEST: Final = 600
"""Code points of a content that are looked at: what is done is said early."""

_SELF: Final = r"(?:we|i|he|she|it|they|our \w+|[A-Z][\w’'.-]+)"
_READY: Final = r"(?:(?:is|are|am|was|were|be|remains?|stands?|’m|'m|’re|'re) (?:\w+ )?)"
_FORCE: Final = (
    r"(?:retaliat\w+|strik\w+|attack\w*|bomb\w*|destroy\w*|punish\w*|crush\w*|hit back|respond\w* (?:\w+ )?"
    r"(?:with|by|to|decisively|forcefully)|walk(?:ing)? (?:away|out)|pay (?:a|the|dearly)|face|impose\w*|"
    r"sanction\w*|use (?:of )?force|consequences|be dealt with)"
)

CONTENTS: Final[Sequence[tuple[SpeechAct, str]]] = (
    # What an act says of itself comes first, then what its words imply.
    (SpeechAct.REGRETS, r"\b(?:regret\w*|sorry|apologi[sz]\w+|condolences?|mourn\w*)\b"),
    (SpeechAct.THANKS, r"\b(?:thank(?:s|ed|ing|ful)?|grateful|gratitude|appreciat\w+)\b"),
    (SpeechAct.DENIES, r"\b(?:den(?:y|ies|ied)|(?:is|are|was|were|be) (?:not true|untrue|false|baseless|fabricat\w+)|"
        r"(?:has|have|had) nothing to do with|(?:did|has|have) (?:not|never) (?:carr|target|attack|us|bomb|ask|agree|"
        r"violat|receiv)\w*|no (?:evidence|such|truth)\b|\w*n['’]t true|fake news|lies about)"),
    (SpeechAct.THREATENS, r"\b(?:(?:will|would|shall|could|going to) (?:\w+ ){0,3}" + _FORCE
        + r"|or (?:else|face)|all options|no(?:thing)? safe|(?:severe|serious|grave|dire) consequences|"
        r"(?:hell|price) to pay)\b"),
    (SpeechAct.REJECTS, r"\b(?:reject\w*|unacceptable|(?:will|would|can|could|shall) (?:not|never) (?:\w+ )?(?:accept|"
        r"agree|negotiat|allow|tolerat|recogni[sz]|surrender|give|talk|bow|yield|permit|compromis|sign|meet)\w*|"
        r"(?:won|can|would|could)n?['’]t (?:\w+ )?(?:accept|agree|negotiat|allow|tolerat|recogni[sz]|sign|meet)\w*|"
        r"cannot (?:\w+ )?(?:accept|agree|negotiat|allow)\w*|not (?:interested|up for)|off the table|red lines?|"
        r"out of the question|no (?:talks|negotiations|deal) (?:with|under|until|while)|non-?negotiable|refus\w+)\b"),
    (SpeechAct.DEMANDS, r"\b(?:must|demand\w*|(?:needs?|ha(?:s|ve)) to (?:stop|end|withdraw|leave|accept|agree|halt|"
        r"release|cease|choose|decide|make|take)|should (?:immediately |now |first )?(?:stop|end|withdraw|leave|halt|"
        r"release|accept|cease|refrain|abandon|give up|lift|return|sign|join|press|put)|call(?:s|ed|ing)? (?:on|for)|"
        r"urg(?:e|es|ed|ing))\b|^[\"“‘']?(?:stop|end|withdraw|leave|release|give|let|make|do|get|sign|lift)\b"),
    (SpeechAct.ACCEPTS, r"\b(?:(?:has|have|had|will|would|we|i|he|she|they) (?:\w+ )?(?:accept\w*|agree[sd]? (?:to|with|on|that))|"
        r"welcom(?:e|es|ed|ing))\b"),
    (SpeechAct.OFFERS, r"\b(?:offer(?:s|ed|ing)?|propos(?:e|es|ed|ing|al)|" + _READY
        + r"(?:ready|prepared|willing|open) (?:to|for)|invit(?:e|es|ed)|suggest(?:s|ed)? (?:a|that|holding|meeting))\b"),
    (SpeechAct.ACCUSES, r"\b(?:accus\w+|blam(?:e|es|ed)|(?:is|are|was|were|be) (?:\w+ )?(?:responsible|to blame|guilty|behind|"
        r"lying|sabotag\w+|dragging|stalling)|violat(?:e|es|ed|ing)|war crimes?|crimes? against|aggressors?|genocide|"
        r"terroris(?:m|ts?)|deliberately|provocat\w+|illegal|hypocri\w+|barbar\w+|atrocit\w+|lied)\b"),
    (SpeechAct.PROMISES, r"\b(?:promis\w+|pledg\w+|vow(?:s|ed)?|guarantee[sd]?|commit(?:s|ted)? to|"
        r"(?:we|i) (?:will|shall)\b(?! (?:see|know|not know|find out))|(?:we|i)['’]ll\b(?! (?:see|know|find out)))"),
)  # fmt: skip
"""What content does which act, in the order asked; bounded patterns over its first :data:`LONGEST` code points."""

_CONTENTS: Final = [(act, re.compile(pattern, re.IGNORECASE)) for act, pattern in CONTENTS]
_THREAT: Final = next(pattern for act, pattern in _CONTENTS if act is SpeechAct.THREATENS)
_WARNS: Final = frozenset({"warn", "caution"})


def speech_act(cue: Iterable[str], text: str, content: Sequence[Span]) -> SpeechAct:
    """What is done by saying ``content`` with that cue.

    Args:
        cue: lemmas of the cue, lower case, verb first where there is one.
        text: the article's text; content: spans of it.
    """
    said = " ".join(s.of(text) for s in content)[:LONGEST]
    for lemma in cue:
        if lemma in _WARNS:
            return SpeechAct.THREATENS if _THREAT.search(said) else SpeechAct.ASSERTS
        act = CUE_ACTS.get(lemma)
        if act is not None:
            return act
    return next((act for act, pattern in _CONTENTS if pattern.search(said)), SpeechAct.ASSERTS)
