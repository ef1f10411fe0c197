"""Invented articles for reviewing: each with a meeting, a strike, a refusal and a quotation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from parley.desk import Desk
from parley.desk.review.consequence import rank
from parley.ids import content_id, text_hash
from parley.ledger import Ledger, Run
from parley.records import (
    Actor,
    Article,
    Event,
    EventType,
    Extraction,
    Form,
    Found,
    Mention,
    Place,
    SpeechAct,
    Statement,
    Status,
    TimeMention,
    Toll,
    When,
)
from parley.spans import Span

RUN = Run(datetime(2025, 3, 20, 8, 0, tzinfo=UTC), "parley test", "parley read clips")
DAY = date(2025, 3, 11)
VERSIONS = {"rules": "1"}


def text_of(n: int) -> str:
    return (
        f"Envoy Ana Petrić met the Valdorian foreign minister in Lindholm on Tuesday, for the {n}th time.\n\n"
        f"Drones struck a depot near Vinterby, killing at least nine people, officials of Norland said. "
        f"Valdoria rejected the plan number {n} out of hand.\n\n"
        f"“We will not sign under fire,” Petrić told reporters. Norland called up {n} reservists."
    )


def article(n: int) -> Article:
    text = text_of(n)
    return Article(
        id=content_id("art", n, text),
        text=text,
        sha256=text_hash(text),
        origin=f"clips/{n}.txt",
        title=Found(f"Envoy in Lindholm ({n})", "given"),
        publisher=Found(f"Outlet {n % 3}", "given"),
        published=Found(DAY + timedelta(days=n % 20), "given"),
        paragraphs=tuple(_paragraphs(text)),
    )


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for part in text.split("\n\n"):
        yield Span(at, at + len(part))
        at += len(part) + 2


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def _sentence(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, text.index(".", start) + 1)


ACTORS = (
    Actor("petric", "Ana Petrić", "person", "NOR", "GOV", ("GOV",), ("Ana Petrić", "Petrić")),
    Actor("vld", "Valdoria", "state", "VLD", "GOV", ("GOV",), ("Valdoria",)),
    Actor("nld", "Norland", "state", "NLD", "GOV", ("GOV",), ("Norland",)),
)


def extraction(of: Article, *, model: str = "1", met: bool = True, killed: int = 9) -> Extraction:
    """What the article yields; other arguments are what other versions would find."""
    text, when = of.text, When(of.day, of.day, "day")

    def event(kind: EventType, words: str, confidence: float, **fields: object) -> Event:
        values = {"actor": ("vld",), "recipient": (), "mode": None, **fields}
        sentence = _sentence(text, str(values.pop("sentence", words)))
        return Event(
            content_id("ev", of.id, kind, words), kind, Status.ACTUAL,
            anchor=span(text, words), evidence=(sentence,), date=when, confidence=confidence,
            **values,
        )  # type: ignore[arg-type]  # fmt: skip

    content = span(text, "“We will not sign under fire,”")
    events = [
        event(EventType.CONSULT, "met", 0.9, actor=("petric",), recipient=("vld",), mode="visit", cameo="042", sentence="Envoy"),
        event(EventType.ASSAULT, "struck", 0.5, actor=("nld",), killed=Toll(killed, killed, None, span(text, "nine")), sentence="Drones"),
        event(EventType.REJECT, "rejected", 0.7, sentence="Valdoria rejected"),
    ]  # fmt: skip
    return Extraction(
        article=of.id,
        actors=ACTORS,
        mentions=(
            Mention(span(text, "Ana Petrić"), "petric", "name"),
            Mention(span(text, "Valdorian"), "vld", "demonym"),
            Mention(span(text, "Norland said")._replace(end=text.index("Norland said") + 7), "nld", "name"),
        ),
        times=(TimeMention(span(text, "on Tuesday"), "DATE", "2025-03-11", When(DAY, DAY, "day"), True),),
        places=(Place(span(text, "Lindholm"), "Lindholm", "VLD", 60.0, 10.0), Place(span(text, "Vinterby"), "Vinterby", "VLD")),
        statements=(
            Statement(
                content_id("st", of.id), "petric", (span(text, "Petrić told")._replace(end=text.index("Petrić told") + 6),),
                (span(text, "told"),), (content,), Form.DIRECT, when, 0.95,
                (_sentence(text, "“We will"),), audience=span(text, "reporters"), act=SpeechAct.REJECTS,
            ),
        ),
        events=tuple(events if met else events[1:]),
        versions={**VERSIONS, "model": model},
    )  # fmt: skip


def filled(path: Path, articles: int = 3) -> Desk:
    """A desk with a ranked ledger of so many articles."""
    ledger = Ledger.open(path)
    for n in range(articles):
        of = article(n)
        ledger.add(of, extraction(of), run=RUN)
    ledger.settle()
    rank(ledger)
    return Desk(ledger)
