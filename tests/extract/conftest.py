"""What tests of extractors share: the chain by rule, whatever weights are installed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from parley.clean import clean
from parley.facts import open_facts
from parley.pipeline import Failure, Pipeline, standard_chain
from parley.records import Article, Extraction, RawPage

FILLER = "\nThe day was quiet in the north, where the roads were dry and the shops stood open until dusk."
"""Makes an article of a sentence."""


@cache
def _by_rule() -> Pipeline:
    return Pipeline(components=standard_chain(open_facts(), None))


@pytest.fixture(scope="session")
def by_rule() -> Callable[[str], tuple[Article, Extraction]]:
    """A sentence or two → their article and extraction by rule, published on Wednesday 12 March 2025."""

    def run(text: str) -> tuple[Article, Extraction]:
        given = {"publisher": "Example Times", "published": date(2025, 3, 12).isoformat()}
        (outcome,) = _by_rule().run([clean(RawPage("test", "text", text + FILLER, given=given))])
        assert not isinstance(outcome, Failure), outcome
        return outcome

    return run
