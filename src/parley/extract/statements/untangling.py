"""Attributions of one sentence untangled: what a participle adds is its own, and what is cited speaks.

"The minister said the road was open, **adding that** the bridge was not": the first content ends before the comma.
"Reuters reported, **citing two officials**, that the pilot was dead": the officials say what Reuters reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parley.extract.statements.attributed import Attribution
from parley.extract.statements.sources import noun_phrase
from parley.language import Reading
from parley.spans import Span, gaps, strip

_CITES: Final = frozenset(("cite", "quote"))
_CITED: Final = frozenset(
    """source official person people diplomat witness resident analyst expert adviser aide spokesman spokeswoman
    minister ministry agency media outlet newspaper doctor medic activist soldier commander officer lawmaker
    negotiator envoy worker rescuer police intelligence insider""".split()
)
"""Nouns for those who are cited and speak; what else is cited is a reason."""

MOST: Final = 24
"""Attributions of a sentence that are compared with each other: bounds the work."""


def untangled(found: Sequence[Attribution], reading: Reading) -> list[Attribution]:
    """The attributions with their contents apart and the cited as sources."""
    by_sentence: dict[int, list[int]] = {}
    for n, a in enumerate(found):
        if a.token is not None:
            by_sentence.setdefault(reading.sentence_of(a.token), []).append(n)
    out = list(found)
    for group in by_sentence.values():
        for n in group[:MOST]:
            for m in group[:MOST]:
                if n != m:
                    out[n] = _without_added(out[n], out[m], reading)
        for n in group[:MOST]:
            main = next((m for m in group[:MOST] if m != n and _is_finite(out[m], reading)), None)
            cited = _cited(out[n], reading)
            if cited is None or main is None:
                continue
            source, phrase = cited
            content = _outside(out[main].content, phrase, reading.text)
            if content:
                out[main] = replace(out[main], content=content)
                out[n] = replace(out[n], source=(source,), content=content)
    return out


def _is_finite(a: Attribution, reading: Reading) -> bool:
    return a.token is not None and reading.tags[a.token] != "VBG"


def _without_added(a: Attribution, b: Attribution, reading: Reading) -> Attribution:
    """``a`` with its content cut before ``b``, where ``b`` is "…, adding that …" within it."""
    t = b.token
    if t is None or t == 0 or reading.tags[t] != "VBG" or reading.words[t - 1] != ",":
        return a
    cut = reading.starts[t - 1]
    content = []
    for s in a.content:
        held = s.start < cut and s.end > reading.starts[t] and b.content[0].start < s.end
        content.append(Span(s.start, cut) if held else s)
    return replace(a, content=tuple(content))


def _cited(a: Attribution, reading: Reading) -> tuple[Span, Span] | None:
    """Who is cited in "citing two officials", and the whole phrase; None where it is no such phrase."""
    t = a.token
    if t is None or reading.lemmas[t].lower() not in _CITES or reading.tags[t] != "VBG":
        return None
    for cited in reading.children(t, "dobj"):
        if reading.pos[cited] == "PROPN" or reading.lemmas[cited].lower() in _CITED:
            phrase = reading.span(t, max(reading.subtree(cited)) + 1)
            return noun_phrase(reading, cited), phrase
    return None


def _outside(content: Sequence[Span], phrase: Span, text: str) -> tuple[Span, ...]:
    """The content without the phrase, and without the mark and the "that" behind it."""
    out = []
    for span in content:
        for gap in gaps([phrase], span):
            start = gap.start
            words = text[start : gap.end].lstrip(" ,")
            if words.startswith("that ") and start >= phrase.end:
                words = words[5:]
            out.append(strip(text, Span(gap.end - len(words), gap.end)))
    return tuple(s for s in out if s.length > 1)
