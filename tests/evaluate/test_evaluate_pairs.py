"""Pairs are answered by the classifier where it is installed, and by rule where it is not."""

from collections.abc import Sequence

import pytest

from parley.evaluate import predictors
from parley.evaluate.predictors import Installed
from parley.models import PairType
from parley.spans import Span

TEXT = "Quelland bombed the Ostrian port of Sella on Monday."
ROW = {"id": "a", "text": TEXT, "source_spans": [[0, 8]], "target_spans": [[16, 41]]}


class Asked:
    """Remembers which spans it was asked about."""

    def classify(self, text: str, source: Sequence[Span], target: Sequence[Span]) -> PairType:
        self.parties = [[s.of(text) for s in party] for party in (source, target)]
        return PairType("AID", 0.5)


def test_by_rule_without_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(predictors, "open_pair_classifier", lambda: None)
    assert Installed().pairs(ROW) == "ASSAULT"


def test_by_the_classifier_with_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    monkeypatch.setattr(predictors, "open_pair_classifier", lambda: asked)
    assert Installed().pairs(ROW) == "AID"
    assert asked.parties == [["Quelland"], ["the Ostrian port of Sella"]]


def test_parties_without_spans_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked()
    monkeypatch.setattr(predictors, "open_pair_classifier", lambda: asked)
    row = {
        "id": "a",
        "text": TEXT,
        "source": "Quelland",
        "target": "somebody",
        "source_spans": [],
        "target_spans": [],
    }
    assert Installed().pairs(row) == "AID"
    assert asked.parties == [["Quelland"], []]
