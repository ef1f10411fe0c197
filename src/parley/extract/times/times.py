"""Times: the temporal expressions of an article, with TIMEX3 values and the days that they cover."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from parley.extract.component import Draft
from parley.extract.times.filters import plausible
from parley.extract.times.rules import RULES, Rule, compile_rule, traces
from parley.extract.times.tense import tense_at
from parley.extract.times.values import NotDated, Setting, Value
from parley.language import Reading
from parley.records import TimeMention, When
from parley.spans import Span

_COMPILED: Final = tuple((rule, compile_rule(rule), traces(rule)) for rule in RULES)
_TRACES: Final = frozenset().union(*(found for _, _, found in _COMPILED))
LONGEST: Final = timedelta(days=3660)
"""The longest stretch that dates what happens in it, ten years: a century passes for every day that is asked for."""

_BELIEVED: Final = range(1500, 2200)
"""Years of publication that are believed; outside them the day counts as unknown."""


class Times:
    """The component that finds the temporal expressions of an article."""

    name: str = "times"
    version: str = "1"
    requires: frozenset[str] = frozenset({"reading"})
    assigns: frozenset[str] = frozenset({"times"})

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its times."""
        return replace(draft, times=find_times(draft.reading, draft.article.day))


class _Last(NamedTuple):
    """The date named last, from which "two days later" counts, and whether it hangs on publication."""

    value: Value
    relative: bool


def find_times(
    reading: Reading,
    published: date | None,
    *,
    spoken: Sequence[tuple[Span, date]] = (),
) -> tuple[TimeMention, ...]:
    """The temporal expressions of a reading, in order, not overlapping.

    Args:
        reading: of the article.
        published: the day of publication; None leaves what hangs on it without a value.
        spoken: quotations whose day is known: inside them "Tuesday" counts from that day.
    """
    if published is not None and published.year not in _BELIEVED:
        published = None
    out: list[TimeMention] = []
    last: _Last | None = None
    for first, end in reading.sentences:
        at = 0
        for span, rule, match in _matches(reading, reading.span(first, end)):
            if span.start < at:
                continue
            day = next((d for s, d in spoken if s.contains(span)), published)
            tense = tense_at(reading, reading.tokens(span))
            setting = Setting(day, last.value if last else None, tense)
            mention, value = _mention(span, rule, match, setting, last)
            if mention is not None:
                out.append(mention)
                at = span.end
            if mention is not None and value is not None and _is_anchor(rule, value):
                last = _Last(value, mention.relative)
    return tuple(out)


def _is_anchor(rule: Rule, value: Value) -> bool:
    """Whether "two days later" may count from it: "a year earlier" only compares."""
    dated = value.start is not None and rule.type in ("DATE", "TIME")
    return dated and not (rule.name == "later" and value.precision != "day")


def _mention(
    span: Span, rule: Rule, match: re.Match[str], at: Setting, last: _Last | None
) -> tuple[TimeMention | None, Value | None]:
    """The mention with its value; both None where the words name no time after all."""
    words = _words(match)
    relative = rule.hangs == "day" and not words["year"]
    if rule.hangs == "last":
        relative = last is None or last.relative
    try:
        value = rule.resolve(words, at)
    except NotDated:
        return TimeMention(span, rule.type, None, None, relative=True), None
    if value is None:
        return None, None
    dates = value.start and value.end and value.end - value.start <= LONGEST
    when = When(value.start, value.end, value.precision, span) if dates else None
    return TimeMention(span, rule.type, value.value, when, relative=relative), value


def _matches(reading: Reading, sentence: Span) -> Iterator[tuple[Span, Rule, re.Match[str]]]:
    """The plausible matches in a sentence: leftmost first, then longest, then the upper rule."""
    text = sentence.of(reading.text)
    found: list[tuple[int, int, int, Rule, re.Match[str]]] = []
    missing = {trace for trace in _TRACES if not trace.search(text)}
    for order, (rule, pattern, needed) in enumerate(_COMPILED):
        if not missing.isdisjoint(needed):
            continue
        group = "it" if "it" in pattern.groupindex else 0
        for m in pattern.finditer(text):
            start, end = m.span(group) if m[group] else m.span()
            found.append((start, -end, order, rule, m))
    for start, minus_end, _, rule, m in sorted(found, key=lambda f: f[:3]):
        span = Span(start, -minus_end).shift(sentence.start)
        if plausible(reading, span, rule, m):
            yield span, rule, m


def _words(m: re.Match[str]) -> Mapping[str, str]:
    """The groups of a match in lower case, ``""`` for those that took no part."""
    words: defaultdict[str, str] = defaultdict(str)
    words.update((k, " ".join(v.lower().split())) for k, v in m.groupdict().items() if v)
    words["all"] = " ".join(m[0].lower().split())
    return words
