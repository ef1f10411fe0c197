"""What tests share: readings of sentences, made once in a run."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from parley.clean import clean
from parley.language import Reading
from parley.language.spacy_door import SpacyDoor
from parley.pipeline import Failure, Pipeline
from parley.records import Article, Extraction, RawPage
from parley.spans import Span

Read = Callable[[str], Reading]
Extract = Callable[..., tuple[Article, Extraction]]


@cache
def _door() -> SpacyDoor:
    return SpacyDoor()


@cache
def _pipeline() -> Pipeline:
    return Pipeline()


@cache
def _reading(text: str) -> Reading:
    body = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)]
    return next(_door().read([(text, body)]))


@pytest.fixture(scope="session")
def read() -> Read:
    """Text → its reading, paragraphs being lines."""
    return _reading


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The standard pipeline."""
    return _pipeline()


@pytest.fixture(scope="session")
def extract() -> Extract:
    """Text → its article and extraction, published on Wednesday 12 March 2025 unless said otherwise."""

    def run(text: str, published: date | None = date(2025, 3, 12)) -> tuple[Article, Extraction]:
        given = {"publisher": "Example Times"}
        if published:
            given["published"] = published.isoformat()
        (outcome,) = _pipeline().run([clean(RawPage("test", "text", text, given=given))])
        assert not isinstance(outcome, Failure), outcome
        return outcome

    return run
