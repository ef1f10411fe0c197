"""The tagger's own work, on a network that follows plain rules instead of weights."""

from pathlib import Path

import numpy as np
import pytest

from parley.models import AttributionTagger, Manifest
from parley.models.decoding import FEATURES
from parley.models.network import Floats, Ints, Read
from parley.models.pieces import Splitter
from parley.spans import Span

SENTENCE = "The minister said that they will stay."


class RuleNetwork:
    """``said`` is a cue, ``the minister`` or ``the envoy`` a source, what follows up to a stop is content.

    ``bombed`` is an ASSAULT on whatever ``port`` names.
    """

    def __init__(self, splitter: Splitter) -> None:
        self._word = {
            w: self._index(splitter, w) for w in "the minister envoy said bombed . port".split()
        }

    @staticmethod
    def _index(splitter: Splitter, word: str) -> int:
        return int(splitter.split(word, (Span(0, len(word)),)).ids[0])

    def read(self, ids: Ints, shapes: Ints, quotes: Ints, convention: Ints) -> Read:
        said = ids == self._word["said"]
        cues = np.stack([np.where(said, -9, 9), np.where(said, 9, -9), np.full(ids.shape, -9)], -1)
        acts = np.full((*ids.shape, 4), -9.0)
        acts[ids == self._word["bombed"], 0] = 9
        acts[ids == self._word["bombed"], 2] = 9
        vectors = ids[..., None].astype(np.float32)
        return Read(cues.astype(np.float32), acts.astype(np.float32), vectors, vectors)

    def link(
        self, pieces: Floats, real: Floats, window: Ints, first: Ints, last: Ints
    ) -> tuple[Floats, Floats]:
        scores = np.zeros((len(window), pieces.shape[1], 4), np.float32)
        for n, (w, a, b) in enumerate(zip(window, first, last, strict=True)):
            ids = pieces[w, :, 0]
            labels = np.zeros(len(ids), int)
            labels[a:b] = 2
            labels[a - 2 : a] = 1
            stop = next((t for t in range(b, len(ids)) if ids[t] == self._word["."]), b)
            labels[b:stop] = 3
            scores[n, np.arange(len(ids)), labels] = 9
        return scores, np.full(len(window), 3.0, np.float32)

    def cast(
        self, pieces: Floats, real: Floats, row: Ints, at: Ints, kind: Ints
    ) -> tuple[Floats, Floats]:
        scores = np.full((len(row), pieces.shape[1], 4), -9, np.float32)
        scores[:, :, 2] = np.where(pieces[row, :, 0] == self._word["port"], 9, -9)
        return scores, np.tile(np.array([9, 0], np.float32), (len(row), 1))


@pytest.fixture(scope="module")
def tagger(splitter: Splitter) -> AttributionTagger:
    numbers = {"weights": [1.0] + [0.0] * (len(FEATURES) - 1), "bias": 0.0, "least": 0.5}
    settings = {
        "moves": np.zeros((4, 4)).tolist(),
        "types": ["ASSAULT", "AID"],
        "statuses": ["actual", "planned"],
        "attribution": {"0": numbers, "1": numbers},
        "acts": {"slope": 1.0, "bias": 0.0},
    }
    manifest = Manifest("toy", "toy-1", Path(), {}, settings, (), "Apache-2.0", "")
    return AttributionTagger(manifest, splitter, RuleNetwork(splitter))


def whole(text: str) -> tuple[Span, ...]:
    return (Span(0, len(text)),)


def test_who_said_what(tagger: AttributionTagger) -> None:
    (found,) = tagger.tag(SENTENCE, whole(SENTENCE), whole(SENTENCE)).attributions
    words = [[s.of(SENTENCE) for s in role] for role in (found.source, found.cue, found.content)]
    assert words == [["The minister"], ["said"], ["that they will stay"]]
    assert found.confidence > 0.99


def test_an_act_with_its_roles(tagger: AttributionTagger) -> None:
    text = "They bombed the port."
    (act,) = tagger.tag(text, whole(text), whole(text)).event_anchors
    assert (act.type, act.status, act.span.of(text)) == ("ASSAULT", "actual", "bombed")
    assert [s.of(text) for s in act.recipient] == ["port"]
    assert act.actor == act.third_party == ()
    assert act.sentence == Span(0, len(text))


def test_nothing_is_found_outside_the_body(tagger: AttributionTagger) -> None:
    text = f"{SENTENCE}\n\n{SENTENCE}"
    body = (Span(len(SENTENCE) + 2, len(text)),)
    (found,) = tagger.tag(text, body, body).attributions
    assert found.content[0].start > len(SENTENCE)


@pytest.mark.parametrize("text", ["", " \n ", "The"])
def test_next_to_nothing_is_no_trouble(tagger: AttributionTagger, text: str) -> None:
    tagged = tagger.tag(text, whole(text), whole(text))
    assert tagged.attributions == tagged.event_anchors == ()


def test_a_long_article_gives_each_attribution_once_and_in_order(tagger: AttributionTagger) -> None:
    count = 900
    text = " ".join([SENTENCE] * count)
    step = len(SENTENCE) + 1
    sentences = [Span(i * step, i * step + len(SENTENCE)) for i in range(count)]
    found = tagger.tag(text, whole(text), sentences).attributions
    assert [a.cue[0].start for a in found] == [i * step + 13 for i in range(count)]
    assert all(a.content[0].of(text) == "that they will stay" for a in found)


def test_the_same_text_gives_the_same(tagger: AttributionTagger) -> None:
    first = tagger.tag(SENTENCE, whole(SENTENCE), whole(SENTENCE))
    assert first == tagger.tag(SENTENCE, whole(SENTENCE), whole(SENTENCE))
