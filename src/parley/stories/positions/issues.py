"""Issues: what positions are taken on, under the headings of the PA-X codebook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from parley.stories.threads.names import phrases

_LONGEST: Final = 4000


class Issue(NamedTuple):
    """One heading.

    Attributes:
        code: of PA-X, or this project's own, which begin with X; name: in words.
    """

    code: str
    name: str


class Found(NamedTuple):
    """Words that name an issue, with the character at which they begin and end."""

    issue: Issue
    start: int
    end: int


@cache
def issues() -> dict[str, Issue]:
    """All headings by code."""
    return {issue.code: issue for issue, _ in _table()}


def issues_in(text: str) -> Iterator[Found]:
    """The issues that some words name."""
    plain = _evened(text[:_LONGEST])
    for issue, pattern in _table():
        for m in pattern.finditer(plain):
            yield Found(issue, m.start(), m.end())


def _evened(text: str) -> str:
    """The text in lower case, each hyphen a space, of the same length; "cease-fire" is found with its space."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    return re.sub(r"[-–\s]", " ", lower)


@cache
def _table() -> tuple[tuple[Issue, re.Pattern[str]], ...]:
    text = (files("parley.stories") / "data" / "issues.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"][1:]
    return tuple(
        (Issue(code, name), phrases([*_spaced(words.split("|"))])) for code, name, words in rows
    )


def _spaced(words: list[str]) -> Iterator[str]:
    for w in words:
        yield w
        if "ceasefire" in w:
            yield w.replace("ceasefire", "cease fire")
