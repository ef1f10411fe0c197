"""The rules of temporal expressions: one table, read from top to bottom.

In a pattern ``{name}`` stands for the words of :data:`parley.extract.times.words.MACROS` and becomes a group of
that name; a blank is any white space; the group ``it``, where there is one, is the expression and the rest its
surroundings. A rule never matches inside a word. Where several rules match, the longest expression wins, then
the upper rule. Every rule has its examples in ``tests/extract/times/test_times_rules.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from parley.extract.times import days, periods
from parley.extract.times.values import Setting, Value, Words
from parley.extract.times.words import MACROS

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Hangs = Literal["", "day", "last"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of temporal expression.

    Attributes:
        name: unique, for tests and reports.
        type: TIMEX3 type of what it finds.
        hangs: on what the value hangs: nothing, the ``day`` of publication, or the ``last`` date named.
        pattern: the words.
        resolve: from the words to the value.
    """

    name: str
    type: TimeType
    hangs: Hangs
    pattern: str
    resolve: Callable[[Words, Setting], Value | None]


_R = Rule
_BY_NAME = r"(?:{weekday},? )?"
_TO = r"(?: to | and | through | or |[-–])"
_YEAR_TAIL = r"(?:(?: of|,)? {year}|(?: of)? (?P<y_rel>last|this|next|that) year)?"
_YEARS = r"(?:the )?(?:(?P<y_rel>last|this|next|past) year['’]s|{year}(?:['’]s)?|year-(?P<ago>ago|earlier)) "

# fmt: off
RULES: tuple[Rule, ...] = (
    # days in the calendar
    _R("iso-day", "DATE", "", r"{year}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", days.the_day),
    _R("slash-day", "DATE", "", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)", days.slash_day),
    _R("month-day-year", "DATE", "", _BY_NAME + r"{month} {dom},? {year}", days.the_day),
    _R("day-month-year", "DATE", "", _BY_NAME + r"(?:the )?{dom} (?:of )?{month},? {year}", days.the_day),
    _R("month-day", "DATE", "day", _BY_NAME + r"{month} {dom}", days.the_day),
    _R("day-month", "DATE", "day", _BY_NAME + r"(?:the )?{dom} (?:of )?{month}", days.the_day),
    _R("range-end", "DATE", "day", r"{month} \d{1,2}" + _TO + r"(?P<it>{dom}(?:,? {year})?)", days.range_end),
    _R("range-start", "DATE", "day", r"(?P<it>{dom})" + _TO + r"\d{1,2} (?:of )?{month}(?: {year})?", days.range_end),
    _R("holiday", "DATE", "day", r"(?P<name>{fixed})(?: {year})?", days.holiday),
    _R("moon-holiday", "DATE", "", r"(?P<name>{moon})(?: {year})?", days.moon_holiday),
    _R("nine-eleven", "DATE", "", r"9/11", days.september_11),
    _R("night-into", "TIME", "day", r"overnight (?:on |to |into )?{day}", days.night_into),
    _R("week-of", "DATE", "day", r"the week of (?P<day>{month} {dom}(?:, {year})?)", days.week_of),
    # months, quarters, seasons, years
    _R("month-year", "DATE", "", r"{phase}?{month}(?: of|,)? {year}", periods.the_month),
    _R("month", "DATE", "day", r"(?:{phase}|(?P<rel>last|next|this|past) )?{month}(?:(?: of)? (?P<y_rel>last|this|next) year)?", periods.the_month),
    _R("quarter", "DATE", "day", r"{phase}?(?:the )?(?:fiscal[ -])?{nth}[ -]quarter" + _YEAR_TAIL, periods.the_quarter),
    _R("year-quarter", "DATE", "day", _YEARS + r"(?:fiscal[ -])?(?:{nth}[ -])?quarter", periods.the_quarter),
    _R("quarter-code", "DATE", "day", r"(?P<nth>Q[1-4])(?: of)?(?: {year})?(?P<y_rel>)", periods.the_quarter),
    _R("half", "DATE", "day", r"{phase}?(?:the )?(?P<nth>first|second|last|latter) half" + _YEAR_TAIL, periods.the_half),
    _R("season", "DATE", "day", r"{phase}?(?:(?P<rel>last|next|this|past|the|the coming|the past) )?{season}" + _YEAR_TAIL, periods.the_season),
    _R("year", "DATE", "", r"{phase}?(?:fiscal |calendar |the year )?{year}", periods.the_year),
    _R("short-year", "DATE", "", r"(?<=[ (])['’]{yy}", periods.the_year),
    _R("spelt-year", "DATE", "", r"(?:the year )?(?:(?:eighteen|nineteen|twenty)[ -](?:hundred|oh[ -]{ones}|{teens})|two thousand(?:(?: and)? {spelt})?)", periods.spelt_year),
    _R("decade", "DATE", "", r"(?:the )?{phase}?(?P<decade>(?:1[5-9]|20)\d0['’]?s|['’]\d0s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)", periods.the_decade),
    _R("century", "DATE", "", r"(?:the )?{phase}?(?P<nth>\d\d?(?:st|nd|rd|th)|(?:eigh|nine)teenth|twentieth|twenty-first)[ -]century", periods.the_century),
    # relative to publication
    _R("weekday", "DATE", "day", r"(?:(?:early|late|earlier|later) )?(?:(?P<rel>last|next|this|this coming|this past|the previous|the following) )?{weekday}", days.the_day),
    _R("weekday-s", "DATE", "day", r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)(?= [a-z])", days.the_day),
    _R("near-day", "DATE", "day", r"(?:(?:early|late|earlier|later) )?(?:today|yesterday|tomorrow)|yesterdays(?= [a-z])", days.the_day),
    _R("part-of-day", "TIME", "day", r"(?:(?:early|late|earlier|later) )?{day}(?:['’]s)? {part}", days.part_of_day),
    _R("this-part", "TIME", "day", r"(?:(?:early|late|earlier|later) )?(?P<rel>this|last) (?P<part>morning|afternoon|evening|night)", days.part_of_day),
    _R("tonight", "TIME", "day", r"(?P<part>tonight|overnight)", days.part_of_day),
    _R("clock", "TIME", "last", r"(?:about |around )?{clock}(?:,? {zone})?", days.clock),
    _R("clock-day", "TIME", "day", r"(?:about |around )?{clock}(?:,? {zone})?,? (?:on )?{day}", days.clock),
    _R("this-unit", "DATE", "day", r"(?:(?:earlier|later|early|late|sometime) |{phase})?(?:the )?(?P<rel>last|this|next|current|coming|following|previous|preceding|same|past) (?:fiscal )?{span_unit}", periods.this_unit),
    _R("that-unit", "DATE", "last", r"(?:(?:earlier|later|early|late) |{phase})?(?P<rel>that|the same|the following|the previous|the preceding) {span_unit}", periods.this_unit),
    _R("ago", "DATE", "day", r"{about}?{a_n} {unit} (?P<side>ago|from now|hence|from today)", periods.units_ago),
    _R("later", "DATE", "last", r"{about}?{a_n} (?P<unit>{long_unit}) (?P<side>later|earlier|previously|(?:before|after|afterwards?)(?=\s?[.,;:!?)]))", periods.units_later),
    _R("that-day", "DATE", "last", r"(?:(?:earlier|later) )?(?:that|the (?:same|next|following|previous|preceding)) day|the day (?:before|after)(?=\s?[.,;:])", days.that_day),
    _R("that-part", "TIME", "last", r"(?:that|the (?:same|next|following|previous)) (?P<part>morning|afternoon|evening|night)", days.that_day),
    _R("year-ago", "DATE", "day", r"(?:the (?:comparable )?)?year-(?:ago|earlier) (?P<unit>period|quarter)|year-(?:ago|earlier)", periods.year_ago),
    _R("latest", "DATE", "day", r"the (?:latest|most recent) (?:fiscal )?(?P<unit>quarter|year|period)", periods.latest),
    _R("the-unit", "DATE", "day", r"(?:late |early )?the (?P<unit>week|weekend|quarter)|(?:for|of|through|during) (?P<it>the (?:full )?(?P<year_unit>year))(?! (?:ended|ending|ago|{year}|two))", periods.known_unit),
    _R("the-year", "DURATION", "", r"the (?:fiscal )?(?P<n>)(?P<unit>year)(?= ended)", periods.whole_year),
    _R("year-end", "DATE", "day", r"(?:the )?year[- ]end|(?:the )?year['’]s end|the end of the year", periods.year_end),
    # no place in the calendar
    _R("present", "DATE", "", r"now|current|currently|nowadays|these days|the present", periods.present_ref),
    _R("past", "DATE", "", r"(?:more |very )?recently|the (?:recent )?past|(?:several|many|some|a few) years ago", periods.past_ref),
    _R("future", "DATE", "", r"as soon as possible|the (?:near |foreseeable )?future|some ?day|one day", periods.future_ref),
    # durations
    _R("rate", "SET", "", r"(?:\d|percent|[mb]illion|thousand|hundred|times|[a-z]{3,20}s) (?P<it>an? {unit})", periods.adverb),
    _R("length", "DURATION", "", r"(?:the )?{about}?(?:{n}(?: and a half)?|{few})(?: more| consecutive| straight| full| long| trading| working)? {unit}", periods.length),
    _R("length-hyphen", "DURATION", "", r"{about}?{n}[-–]{unit}", periods.length),
    _R("length-a", "DURATION", "", r"{about}?(?P<n>an?|half an?) {unit}(?: and a half)?", periods.length),
    _R("length-near", "DURATION", "day", r"(?:at least |about |nearly |almost )?(?:the )?(?P<rel>past|last|next|coming|previous|first|latest) (?:(?:{n}|{few}) )?(?P<unit>{units})", periods.length),
    _R("recent-units", "DURATION", "", r"recent {units}(?: and (?:{units}))?", periods.length),
    _R("past-day", "DURATION", "day", r"(?:the )?(?P<rel>past|last) (?P<n>)(?P<unit>day|night)", periods.past_day),
    _R("length-vague", "DURATION", "", r"(?P<unit>hours|days|weeks|months|years|decades|centuries)", periods.length),
    _R("while", "DURATION", "", r"a (?:long |short )?while|(?:some|a long|a short) time", periods.long_while),
    # sets
    _R("every-unit", "SET", "", r"(?:every|each|per) (?:(?P<few>other) |{n} )?(?P<unit>hours?|{long_unit}|weekends?)", periods.every_unit),
    _R("every-named", "SET", "", r"(?:every|each) (?P<name>{weekday}|{month}|{season}|weekend|morning|afternoon|evening|night)(?: {part})?", periods.every_named),
    _R("plural-named", "SET", "", r"(?P<name>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days)|(?:{weekday}) (?P<part>mornings|afternoons|evenings|nights)", periods.every_named),
    _R("adverb", "SET", "", r"(?P<unit>hourly|daily|nightly|weekly|monthly|yearly|annually)", periods.adverb),
    _R("part-day", "TIME", "day", r"(?:early |late |mid[ -])?(?P<part>morning|afternoon|evening) (?:on )?{day}", days.part_of_day),
    _R("times-a", "SET", "", r"(?:once|twice|(?:{n}|several) times) (?:an?|every|each|per) {unit}", periods.adverb),
)
# fmt: on

_GROUPS = frozenset(
    "month weekday dom year yy spelt n a_n few unit span_unit season part clock zone day nth units".split()
)
_MACRO = re.compile(r"\{([a-z]\w*)\}")


def compile_rule(rule: Rule) -> re.Pattern[str]:
    """The pattern of a rule: macros put in, the first use of each as a group of its name."""
    seen: set[str] = set(re.findall(r"\(\?P<(\w+)>", rule.pattern))

    def put(m: re.Match[str]) -> str:
        name, words = m[1], MACROS[m[1]]
        group = {"a_n": "n", "span_unit": "unit", "units": "unit", "yy": "year"}.get(name, name)
        if name not in _GROUPS or group in seen:
            return f"(?:{words})"
        seen.add(group)
        return f"(?P<{group}>{words})"

    body = _MACRO.sub(put, rule.pattern).replace(" ?", r"\s?").replace(" ", r"\s{1,2}")
    return re.compile(rf"(?<![\w$€£/])(?<!\d[.,:/])(?:{body})(?!\w)(?![.,:/]\d)", re.IGNORECASE)


_UNIT = "second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|centur|millenni"
_TRACES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{trace})", re.IGNORECASE)
    for name, trace in {
        "month": "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
        "season": "spring|summer|autumn|fall|winter",
        "weekday": "mon|tue|wed|thu|fri|sat|sun",
        "part": "dawn|morning|noon|midday|afternoon|evening|dusk|night",
        "year": r"\d{4}",
        **dict.fromkeys(("unit", "units", "long_unit", "span_unit"), _UNIT),
    }.items()
}
"""What is left of any word of a macro, and quicker to look for than the word."""


def traces(rule: Rule) -> frozenset[re.Pattern[str]]:
    """What every text has in which the rule matches: the traces of the macros that it cannot do without."""
    bare = re.sub(r"\[[^\]]*\]", "", rule.pattern)
    bare = re.sub(r"\(\?P<\w+>(\{\w+\})\)(?!\?)", r"\1", bare)
    while "(" in bare:  # what stands in groups may be left out, or may be another word
        bare = re.sub(r"\([^()]*\)\??", "", bare)
    if "|" in bare:
        return frozenset()
    needed = re.findall(r"\{([a-z]\w*)\}(?!\?)", bare)
    return frozenset(_TRACES[name] for name in needed if name in _TRACES)
