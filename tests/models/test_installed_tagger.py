"""The installed weights on invented sentences; skipped where no weights are installed."""

import re
import time
from collections.abc import Iterator

import pytest

from parley.models import Attribution, AttributionTagger, open_tagger
from parley.spans import Span

ARTICLE = """Mediators say the prisoner lists are nearly complete

GENEVA — “We will not sign a paper that leaves our people behind,” the foreign minister, Marta Quell, \
said on Tuesday. “Not now, not later.”

According to two people familiar with the talks, both delegations agreed to exchange lists by Friday.

The ministry denied that its forces had shelled the crossing at Vareno. "This is an invention," a \
spokesman told reporters.

Reuters reported that the president had turned the offer down. He warned on state television that further \
strikes would be answered, adding that the army was ready.

Artillery fire killed at least nine people in the port of Sella overnight, the regional governor wrote on \
Telegram."""

EXPECTED = [
    ("Mediators", "say", "the prisoner lists are nearly complete"),
    ("Marta Quell", "said", "We will not sign"),
    ("Marta Quell", "said", "Not now, not later."),
    (
        "two people familiar with the talks",
        "ccording to",
        "both delegations agreed to exchange lists",
    ),
    ("The ministry", "denied", "its forces had shelled the crossing"),
    ("a spokesman", "told", "This is an invention"),
    ("Reuters", "reported", "the president had turned the offer down"),
    ("He", "warned", "further strikes would be answered"),
    ("He", "adding", "the army was ready"),
    ("the regional governor", "wrote", "Artillery fire killed at least nine people"),
]


@pytest.fixture(scope="module")
def tagger() -> AttributionTagger:
    found = open_tagger()
    if found is None:
        pytest.skip("no weights are installed")
    return found


def sentences(text: str) -> Iterator[Span]:
    for match in re.finditer(r"\S[^\n]*?[.][”\"]?(?=\s|$)|\S[^\n]*$", text, re.M):
        yield Span(match.start(), match.end())


@pytest.fixture(scope="module")
def found(tagger: AttributionTagger) -> tuple[Attribution, ...]:
    return tagger.tag(ARTICLE, (Span(0, len(ARTICLE)),), list(sentences(ARTICLE))).attributions


@pytest.mark.parametrize(("source", "cue", "content"), EXPECTED)
def test_it_finds(found: tuple[Attribution, ...], source: str, cue: str, content: str) -> None:
    def has(spans: tuple[Span, ...], words: str) -> bool:
        return any(words in span.of(ARTICLE) for span in spans)

    assert any(has(a.source, source) and has(a.cue, cue) and has(a.content, content) for a in found)


def test_it_finds_nothing_else(found: tuple[Attribution, ...]) -> None:
    assert len(found) == len({content for _, _, content in EXPECTED}) - 1


def test_spans_are_whole_words_inside_the_text(found: tuple[Attribution, ...]) -> None:
    for item in found:
        for span in (*item.source, *item.cue, *item.content):
            assert 0 <= span.start < span.end <= len(ARTICLE)
            assert not ARTICLE[max(0, span.start - 1) : span.start + 1].isalnum() or span.start == 0
            assert not ARTICLE[span.end - 1 : span.end + 1].isalnum()


def test_plain_reporting_has_no_attribution(tagger: AttributionTagger) -> None:
    text = (
        "The convoy crossed the river at dawn. Forty trucks carried flour and blankets to the town."
    )
    assert tagger.tag(text, (Span(0, len(text)),), list(sentences(text))).attributions == ()


def test_an_attack_is_an_act(tagger: AttributionTagger) -> None:
    text = "Artillery fire killed at least nine people in the port of Sella overnight."
    acts = tagger.tag(text, (Span(0, len(text)),), list(sentences(text))).event_anchors
    assert max(acts, key=lambda a: a.confidence).type == "ASSAULT"


@pytest.mark.parametrize("text", ['"' * 900, "said " * 600, "“said”, he said. " * 60])
def test_hostile_texts_end(tagger: AttributionTagger, text: str) -> None:
    began = time.process_time()
    tagger.tag(text, (Span(0, len(text)),), [Span(0, len(text))])
    assert time.process_time() - began < 20
