"""The pair classifier reads what stands around the pair, marks the parties, and says how sure it is."""

import time
from pathlib import Path

import numpy as np
import pytest

from parley.models import PairClassifier, open_pair_classifier
from parley.models.manifest import Manifest
from parley.models.network import Floats, Ints
from parley.models.pairs import LONGEST, MARKS, SOURCE, TARGET, mark
from parley.models.pieces import Splitter
from parley.spans import Span

TEXT = "the minister bombed the port."
MINISTER, PORT = Span(0, 12), Span(20, 28)


class Fixed:
    """A network that says the same of every pair and remembers what it was asked."""

    def __init__(self, *scores: float) -> None:
        self.scores = scores
        self.ids: Ints = np.zeros((0, 0), np.int64)
        self.places: Ints = np.zeros((0, 2), np.int64)

    def score(self, ids: Ints, places: Ints) -> Floats:
        self.ids, self.places = ids, places
        return np.array([self.scores] * len(ids), np.float32)


def classifier(splitter: Splitter, network: Fixed, temperature: float = 1.0) -> PairClassifier:
    settings = {"roots": ["AID", "ASSAULT"], "temperature": temperature}
    manifest = Manifest("toy", "toy-1", Path(), {}, settings, (), "", "")
    return PairClassifier(manifest, splitter, network)


def marked(splitter: Splitter, source: list[Span], target: list[Span]) -> tuple[list[int], Ints]:
    pieces = splitter.split(TEXT, [Span(0, len(TEXT))])
    ids, places = mark(pieces, source, target, ends=splitter)
    return ids.tolist(), places


def test_parties_stand_between_their_marks(splitter: Splitter) -> None:
    ids, places = marked(splitter, [MINISTER], [PORT])
    assert len(ids) == 2 + 4 + 6
    assert [ids[p] for p in places] == [MARKS[SOURCE][0], MARKS[TARGET][0]]
    assert (ids[0], ids[4], ids[-1]) == (splitter.opening, MARKS[SOURCE][1], splitter.closing)


def test_direction_shows(splitter: Splitter) -> None:
    _, places = marked(splitter, [PORT], [MINISTER])
    assert places[0] > places[1]


def test_a_party_that_is_not_there_opens_at_the_beginning(splitter: Splitter) -> None:
    ids, places = marked(splitter, [MINISTER], [])
    assert places.tolist() == [1, 0]
    assert MARKS[TARGET][0] not in ids[:-1]


def test_the_likeliest_root_with_its_chance(splitter: Splitter) -> None:
    found = classifier(splitter, Fixed(0.0, 1.0)).classify(TEXT, [MINISTER], [PORT])
    assert (found.root, found.confidence) == ("ASSAULT", pytest.approx(0.731, abs=1e-3))


def test_the_temperature_makes_it_less_sure(splitter: Splitter) -> None:
    found = classifier(splitter, Fixed(0.0, 1.0), 4.0).classify(TEXT, [MINISTER], [PORT])
    assert found.confidence == pytest.approx(0.562, abs=1e-3)


def test_what_stands_far_away_is_not_read(splitter: Splitter) -> None:
    near, far, around = Fixed(0.0, 1.0), Fixed(0.0, 1.0), "they will stay. " * 200
    for network, before in ((near, around), (far, around * 50)):
        spans = [s.shift(len(before)) for s in (MINISTER, PORT)]
        classifier(splitter, network).classify(before + TEXT + before, *[[span] for span in spans])
    assert far.ids.shape[1] == LONGEST
    assert (far.ids.tolist(), far.places.tolist()) == (near.ids.tolist(), near.places.tolist())


def test_many_spans_are_no_more_than_can_be_read(splitter: Splitter) -> None:
    asked, text = Fixed(0.0, 1.0), "the port " * 400
    spans = [Span(n, n + 3) for n in range(0, len(text), 9)]
    classifier(splitter, asked).classify(text, spans, [s.shift(4) for s in spans])
    assert asked.ids.shape[1] <= LONGEST


@pytest.mark.parametrize("text", ["the " * 400_000, "\n" * 1_000_000, "(" * 1_000_000, ""])
def test_hostile_texts_end(splitter: Splitter, text: str) -> None:
    began = time.process_time()
    asked = classifier(splitter, Fixed(0.0, 1.0))
    asked.classify(text, [Span(len(text) // 2, len(text) // 2 + 3)], [Span(0, len(text))])
    asked.classify(text, [], [])
    assert time.process_time() - began < 2


def test_no_weights_are_no_error(tmp_path: Path) -> None:
    assert open_pair_classifier(tmp_path) is None
