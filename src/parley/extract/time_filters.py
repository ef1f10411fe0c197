"""What looks like a time and is none: "may go", "a second vote", "a six-year-old boy"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from parley.extract.time_rules import Rule
from parley.language import Reading
from parley.spans import Span

_AGE: Final = re.compile(r"[-\s]{0,2}old\b")
_SHARE: Final = re.compile(
    r"(?:.{1,20} )?three[- ]quarters|(?:.{1,20} )?(?:one|a)[ -]quarter|a second"
)
_NAMES: Final = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "EVENT", "LAW", "PRODUCT"))


def plausible(reading: Reading, span: Span, rule: Rule, match: re.Match[str]) -> bool:
    """Whether the words are a time where they stand."""
    groups = match.groupdict()
    tokens = reading.tokens(span)
    if not tokens:
        return False
    for name in ("month", "weekday"):
        word = groups.get(name)
        if word and not word[0].isupper():
            return False
    if rule.name in (
        "month",
        "season",
        "length-vague",
        "length",
        "clock",
        "plural-named",
    ) and _in_name(reading, tokens):
        return False
    tags = {reading.words[i].lower(): reading.tags[i] for i in tokens}
    if tags.get("may") == "MD" or tags.get("march", "NNP")[:2] == "VB":
        return False
    if rule.name == "plural-named" and groups.get("name"):
        # "Tuesdays statement": an apostrophe was lost.
        after = tokens[-1] + 1
        return not (after < len(reading) and reading.pos[after] in ("NOUN", "PROPN"))
    if rule.type == "DURATION":
        return _is_length(reading, span, groups.get("n") or "", groups.get("unit") or "")
    if rule.name == "season":
        return reading.pos[tokens[-1]] != "VERB" and not _season_refused(reading, tokens[-1])
    return True


def _in_name(reading: Reading, tokens: Sequence[int]) -> bool:
    """Whether the tokens are part of a longer name: "March for Life", "60 Minutes"."""
    at = bisect_right(reading.names, tokens[0], key=lambda n: n.first) - 1
    if at < 0:
        return False
    name = reading.names[at]
    return name.label in _NAMES and tokens[0] < name.last and name.last - name.first > len(tokens)


def _season_refused(reading: Reading, i: int) -> bool:
    return reading.tags[i].startswith("VB")


def _is_length(reading: Reading, span: Span, number: str, unit: str) -> bool:
    """Whether a number and a unit are a length of time: no age, share, rate or name."""
    words = span.of(reading.text).lower()
    if _AGE.match(reading.text, span.end) or _SHARE.fullmatch(words):
        return False
    at_start = (
        reading.sentence_span(reading.sentence_of(reading.tokens(span)[0])).start == span.start
    )
    return not (unit[:1].isupper() and not at_start)
