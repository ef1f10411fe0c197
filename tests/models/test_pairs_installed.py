"""The installed pair classifier on invented sentences; skipped where its weights are not installed."""

import subprocess
import sys

import pytest

from parley.models import PairClassifier, open_pair_classifier
from parley.spans import Span

EXAMPLES = """
AGREE     [The harbour board] promised {the pilots' guild} a new contract by May
CONSULT   [President Adler] sat down with {the Ostrian premier} for three hours
SUPPORT   [The senate's leader] praised {the peacekeepers}
AID       [The Halden foundation] delivered 300 tons of flour to {the islanders}
YIELD     [The junta] set {the two photographers} free
REQUEST   [The envoy] urged {both generals} to stop the shelling
ACCUSE    [Quelland] accused {its northern neighbour} of arming the rebels
REJECT    [The tribal council] turned down {the ministry}'s offer
THREATEN  [The admiral] threatened to sink {the tankers}
PROTEST   [Some 2,000 bakers] marched through the capital against {the finance ministry}
SANCTION  [The federation] expelled four diplomats of {Ostria}
MOBILIZE  [Ostria] moved two brigades to its border with {Quelland}
COERCE    [Police] arrested {the union's chairman} at dawn
ASSAULT   [Warplanes of the federation] bombed {the rebels}' fuel depot
"""


def parted(marked: str) -> tuple[str, Span, Span]:
    """``[source]`` and ``{target}`` as spans, and the sentence without the marks."""
    text = marked.translate(dict.fromkeys(map(ord, "[]{}")))
    spans = []
    for opening, closing in ("[]", "{}"):
        before, _, rest = marked.partition(opening)
        party, _, _ = rest.partition(closing)
        at = len(before.translate(dict.fromkeys(map(ord, "[]{}"))))
        spans.append(Span(at, at + len(party)))
    return text, spans[0], spans[1]


@pytest.fixture(scope="module")
def classifier() -> PairClassifier:
    found = open_pair_classifier()
    if found is None:
        pytest.skip("no weights are installed")
    return found


@pytest.mark.parametrize("line", EXAMPLES.strip().splitlines())
def test_root(classifier: PairClassifier, line: str) -> None:
    root, marked = line.split(None, 1)
    text, source, target = parted(marked + ".")
    assert classifier.classify(text, [source], [target]).root == root


def test_direction_matters(classifier: PairClassifier) -> None:
    text, police, marchers = parted("[Police] beat {the marchers}, who had called them names.")
    there = classifier.classify(text, [police], [marchers])
    back = classifier.classify(text, [marchers], [police])
    assert there.root == "ASSAULT"
    assert back.root != "ASSAULT" or back.confidence < there.confidence


def test_extraction_never_loads_it() -> None:
    code = (
        "import sys; from parley.facts import open_facts; from parley.pipeline import Pipeline; "
        "import parley.models.pairs as p; p.open_pair_classifier = None; Pipeline(open_facts()); "
        "import parley.models.runtime as r; r.OnnxPairs = None; print('apart')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "apart"
