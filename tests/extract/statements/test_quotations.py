"""Quotation marks: planted quotations must come out to the character."""

from __future__ import annotations

import pytest

from parley.extract.statements.quotations import find_quotations, quoted_share
from parley.spans import Span


def quoted(text: str) -> list[str]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    return [q.span.of(text) for q in find_quotations(text, lines)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “We will talk.”", ["“We will talk.”"]),
        ('He said: "We will talk."', ['"We will talk."']),
        ('"We will," she said, "if they stop."', ['"We will,"', '"if they stop."']),
        ("„Wir reden“ was not “said” «here»", ["„Wir reden“", "“said”", "«here»"]),
        ("``We will talk,'' he said.", ["``We will talk,''"]),
        ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),
        ("No marks here, it's only an apostrophe.", []),
        ('("Yes," he said.)', ['"Yes,"']),
        ("“He said “no” twice,” she said.", ["“He said “no” twice,”"]),
        ("“It was open, he said. “It is shut.”", ["“It was open, he said. “It is shut.”"]),
        ('He "never" said "it is over", he says.', ['"never"', '"it is over"']),
        (
            '"He calls it "progress" and leaves," she said.',
            ['"He calls it "progress" and leaves,"'],
        ),
        (
            "“We … shall see,” he said, “[the army] too.”",
            ["“We … shall see,”", "“[the army] too.”"],
        ),
        (
            "'We shall wait for the ministers' answer,' he said.",
            ["'We shall wait for the ministers' answer,'"],
        ),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_paragraph_that_opens_and_does_not_close_resumes_in_the_next() -> None:
    text = "“First part of it.\n“Second part of it,” the minister said."
    lines = [Span(0, 18), Span(19, len(text))]
    first, second = find_quotations(text, lines)
    assert not first.closed
    assert second.resumes
    assert second.span.of(text) == "“Second part of it,”"


def test_single_marks_count_in_headlines_only() -> None:
    assert quoted("Minister: 'no talks' before June") == ["'no talks'"]
    assert quoted("The minister said 'no talks' would be held before June.") == []


def test_share_of_quoted_letters() -> None:
    text = "said “yes” to it"
    quotes = find_quotations(text, [Span(0, len(text))])
    assert quoted_share(text, [Span(5, 10)], quotes) == 1.0
    assert quoted_share(text, [Span(0, 4)], quotes) == 0.0
    assert quoted_share(text, [], quotes) == 0.0


def test_time_is_linear_in_hostile_marks() -> None:
    text = '"' * 20_000 + "a " * 20_000 + "“" * 5_000
    assert len(quoted(text)) < 30_000
