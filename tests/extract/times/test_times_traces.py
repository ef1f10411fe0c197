"""A rule is not tried where a text lacks a trace of what it cannot do without: nothing is lost by that."""

import pytest

from parley.extract.times.rules import RULES, compile_rule, traces
from parley.extract.times.words import MACROS

TEXTS = (
    "On Monday, 3 March 2025, and again on 4 April, the envoys met; on Mon. evening they dined.",
    "Two weeks ago, in early spring, a 30-day truce began; three months later it was over.",
    "Last year, at midday on Tuesday, for the past five decades, once a century, within a fortnight.",
    "From May 5 to 9, 2024, for half an hour, 2025-01-31, in mid-1999, that weekend, in Sept. 2023.",
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_whatever_a_rule_matches_has_its_traces(rule):
    pattern = compile_rule(rule)
    for match in (m for text in TEXTS for m in pattern.finditer(text)):
        assert all(trace.search(match.group()) for trace in traces(rule))


def test_most_words_of_a_macro_have_a_trace():
    by_name = {rule.name: traces(rule) for rule in RULES}
    for rule, macro in (
        ("month", "month"),
        ("season", "season"),
        ("length", "unit"),
        ("weekday", "weekday"),
    ):
        (trace,) = by_name[rule]
        words = [w for w in MACROS[macro].split("|") if w[0].isalpha() and w[-1].isalpha()]
        assert words
        assert all(trace.match(word) for word in words)


def test_rules_of_alternatives_have_no_traces():
    assert not next(traces(rule) for rule in RULES if rule.name == "near-day")
