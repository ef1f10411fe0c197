"""Attributions of one sentence are kept apart."""

from __future__ import annotations

from parley.extract.statements.attributed import Attribution
from parley.extract.statements.attribution import find_attributions
from parley.extract.statements.quotations import find_quotations
from parley.extract.statements.untangling import untangled
from parley.spans import Span


def attributions(read, text: str) -> list[tuple[list[str], list[str], list[str]]]:  # type: ignore[no-untyped-def]
    found = find_attributions(read(text), find_quotations(text, [Span(0, len(text))]))
    return [
        (
            [s.of(text) for s in a.source],
            [s.of(text) for s in a.cue],
            [s.of(text).rstrip(".") for s in a.content],
        )
        for a in found
    ]


def test_what_is_added_is_a_statement_of_its_own(read) -> None:  # type: ignore[no-untyped-def]
    text = "The minister said the road was open, adding that the bridge was closed."
    assert attributions(read, text) == [
        (["The minister"], ["said"], ["the road was open"]),
        (["The minister"], ["adding"], ["the bridge was closed"]),
    ]


def test_those_who_are_cited_speak(read) -> None:  # type: ignore[no-untyped-def]
    text = "Reuters reported, citing two officials, that the pilot was dead."
    reading = read(text)

    def attribution(cue: str, content: str) -> Attribution:
        spans = [Span(at, at + len(w)) for w in ("Reuters", cue, content) for at in [text.index(w)]]
        token = next(t for t, word in enumerate(reading.words) if word == cue)
        return Attribution((spans[0],), (spans[1],), (spans[2],), 1.0, token)

    tangled = [
        attribution("reported", "citing two officials, that the pilot was dead"),
        attribution("citing", "two officials, that the pilot was dead"),
    ]
    assert [
        (a.source[0].of(text), a.cue[0].of(text), [s.of(text) for s in a.content])
        for a in untangled(tangled, reading)
    ] == [
        ("Reuters", "reported", ["the pilot was dead"]),
        ("two officials", "citing", ["the pilot was dead"]),
    ]


def test_a_reason_that_is_cited_does_not_speak(read) -> None:  # type: ignore[no-untyped-def]
    text = "The envoy said he would leave, citing the “endless delays of the other side.”"
    found = attributions(read, text)
    assert (["The envoy"], ["said"], ["he would leave"]) in found
    assert all(source == ["The envoy"] for source, _, _ in found)
