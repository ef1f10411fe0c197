"""What looks like a time and is none: "may go", "a second vote", "a six-year-old boy"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from parley.extract.times.rules import Rule
from parley.language import Reading
from parley.spans import Span

_AGE: Final = re.compile(r"[-\s]{0,2}old\b")
_SHARE: Final = re.compile(
    r"(?:.{1,20} )?three[- ]quarters|(?:.{1,20} )?(?:one|a)[ -]quarter|a second"
)
_NAMING: Final = frozenset(("PERSON", "ORG", "WORK_OF_ART", "FAC", "EVENT", "LAW", "PRODUCT"))
"""Labels of names that no time is part of."""
_IN_NAMES: Final = frozenset(("month", "season", "length", "length-vague", "clock", "plural-named"))
"""Rules whose words also stand in names: "March for Life", "60 Minutes", "High Noon"."""


def plausible(reading: Reading, span: Span, rule: Rule, match: re.Match[str]) -> bool:
    """Whether the words are a time where they stand."""
    tokens = reading.tokens(span)
    groups = match.groupdict()
    if not tokens or not all((groups.get(g) or "A")[0].isupper() for g in ("month", "weekday")):
        return False
    if rule.name in _IN_NAMES and _in_name(reading, tokens):
        return False
    if rule.name == "plural-named" and groups["name"]:
        # "in Tuesdays statement": an apostrophe was lost, and another rule reads it.
        after = tokens[-1] + 1
        return not (after < len(reading) and reading.pos[after] in ("NOUN", "PROPN"))
    if rule.type == "DURATION":
        return _is_length(reading, span, groups.get("unit") or "")
    if rule.name in ("season", "month"):
        return not any(reading.tags[i] == "MD" or reading.tags[i][:2] == "VB" for i in tokens)
    return True


def _in_name(reading: Reading, tokens: range) -> bool:
    """Whether the tokens are part of a longer name."""
    at = bisect_right(reading.names, tokens[0], key=lambda n: n.first) - 1
    if at < 0:
        return False
    name = reading.names[at]
    return name.label in _NAMING and tokens[0] < name.last and name.last - name.first > len(tokens)


def _is_length(reading: Reading, span: Span, unit: str) -> bool:
    """Whether a number and a unit are a length of time: no age, no share, no title."""
    if _AGE.match(reading.text, span.end) or _SHARE.fullmatch(span.of(reading.text).lower()):
        return False
    sentence = reading.sentence_at(span.start)
    opens = sentence is not None and reading.sentence_span(sentence).start == span.start
    return opens or not unit[:1].isupper()
