"""Attributions by rule: who said what, in the constructions that news uses."""

from __future__ import annotations

import pytest

from parley.extract.statements.attribution import find_attributions
from parley.extract.statements.quotations import find_quotations
from parley.spans import Span

CASES = [
    # text, source, cue, content
    (
        "The minister said that the border would stay closed.",
        "The minister", "said", "the border would stay closed",
    ),
    (
        "“The border stays closed,” the minister said.",
        "the minister", "said", "“The border stays closed,”",
    ),
    (
        "“The border stays closed. There is no doubt about it,” said the minister.",
        "the minister", "said", "“The border stays closed. There is no doubt about it,”",
    ),
    (
        "According to the governor, two bridges were destroyed.",
        "the governor", "According to", "two bridges were destroyed",
    ),
    (
        "Two bridges were destroyed, according to the governor.",
        "the governor", "according to", "Two bridges were destroyed",
    ),
    (
        "The envoy told reporters that talks would go on.",
        "The envoy", "told reporters", "talks would go on",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_constructions(read, text: str, source: str, cue: str, content: str) -> None:  # type: ignore[no-untyped-def]
    found = find_attributions(read(text), find_quotations(text, [Span(0, len(text))]))
    assert len(found) == 1
    (a,) = found
    assert [s.of(text) for s in a.source] == [source]
    assert [s.of(text) for s in a.cue] == [cue]
    assert " ".join(s.of(text) for s in a.content).rstrip(".") == content.rstrip(".")


def test_a_quotation_goes_on_without_a_cue(read) -> None:  # type: ignore[no-untyped-def]
    text = "“We are ready,” the president said. “We have been ready for a long time.”"
    (a,) = find_attributions(read(text), find_quotations(text, [Span(0, len(text))]))
    assert [s.of(text) for s in a.content] == [
        "“We are ready,”",
        "“We have been ready for a long time.”",
    ]


def test_a_cue_inside_a_quotation_reports_nothing(read) -> None:  # type: ignore[no-untyped-def]
    text = "“They said we would lose,” the general recalled."
    found = find_attributions(read(text), find_quotations(text, [Span(0, len(text))]))
    assert [[s.of(text) for s in a.cue] for a in found] == [["recalled"]]
