"""Generated articles with all that they yield: invented, small, and always the same for a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from parley.ids import content_id, text_hash
from parley.ledger import Run
from parley.records import (
    Actor,
    Article,
    Event,
    EventType,
    Extraction,
    Form,
    Found,
    Furniture,
    FurnitureKind,
    Mention,
    Place,
    Proposal,
    ProposalKind,
    Statement,
    Status,
    Step,
    StepKind,
    TimeMention,
    Toll,
    When,
)
from parley.spans import Span

RUN = Run(datetime(2025, 3, 20, 8, 0, tzinfo=UTC), "parley test", "parley read clips")
VERSIONS = {"rules": "1", "model": "1"}
TOWNS = ("Lindholm", "Åsgard", "Vinterby", "Örested", "Kalmarö")
SPEAKERS = (("Ana Petrić", "Petrić", "VAL"), ("Olaf Brenner", "Brenner", "NOR"))


def when(day: date | None) -> When:
    return When(day, day, "day") if day else When()


def text_of(n: int) -> str:
    speaker, surname, _ = SPEAKERS[n % 2]
    town = TOWNS[n % 5]
    return (
        f"Share this page\n\n{speaker}, the envoy, met Valdorian officials in {town} on day {n}.\n\n"
        f'"We want a 30-day cease-fire, number {n}," {surname} told reporters. '
        f"Valdoria rejected the truce plan. Shelling killed {n % 9 + 1} people near {town} — "
        f"the naïve café line {n}."
    )


def article(
    n: int,
    *,
    day: date | None = date(2025, 3, 1),
    origin: str | None = None,
    publisher: str | None = None,
    reason: str = "given",
) -> Article:
    """Article number ``n``, published ``n % 28`` days after ``day``."""
    text = text_of(n)
    published = day + timedelta(days=n % 28) if day else None
    outlet = publisher or f"The Outlet {n % 4}"
    return Article(
        id=content_id("art", outlet, text),
        text=text,
        sha256=text_hash(text),
        origin=origin or f"clips/{n:05}.txt",
        url=f"https://outlet.example/{n}",
        title=Found(f"Envoy in {TOWNS[n % 5]} ({n})", "given"),
        publisher=Found(outlet, "given"),
        published=Found(published, reason) if published else None,
        furniture=(Furniture(Span(0, 15), FurnitureKind.SHARE_BAR, "share words"),),
        paragraphs=(Span(0, 15), Span(17, len(text))),
    )


def span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def actors(n: int) -> tuple[Actor, ...]:
    name, surname, country = SPEAKERS[n % 2]
    return (
        Actor(surname.lower(), name, "person", country, "GOV", ("GOV",), (name, surname)),
        Actor(
            "vld", "Valdoria", "state", "VLD", "GOV", ("GOV",), ("Valdoria", "Valdorian officials")
        ),
    )


def sentence(text: str, words: str) -> Span:
    """From the words to the next full stop."""
    start = text.index(words)
    return Span(start, text.index(".", start) + 1)


def extraction(of: Article, n: int, versions: dict[str, str] = VERSIONS) -> Extraction:
    """What article ``n`` yields: a statement, three events, a proposal with two steps."""
    text, day = of.text, of.day
    surname = SPEAKERS[n % 2][1]
    key = surname.lower()

    def made(kind: str, *parts: Any) -> str:
        return content_id(kind, of.id, *parts)

    met = sentence(text, SPEAKERS[n % 2][0])
    said = Span(text.index('"We want'), text.index("told reporters.") + 15)
    refused = sentence(text, "Valdoria rejected")
    shelled = Span(text.index("Shelling"), len(text))
    content = Span(said.start, text.index(f" {surname} told"))
    return Extraction(
        article=of.id,
        actors=actors(n),
        mentions=(
            Mention(span(text, SPEAKERS[n % 2][0]), key, "name"),
            Mention(span(text, "Valdorian officials"), "vld", "demonym"),
            Mention(span(text, f"{surname} told")._replace(end=content.end + 1 + len(surname)), key, "surname"),
        ),
        times=(TimeMention(span(text, f"day {n}"), "DATE", None),),
        places=(Place(span(text, TOWNS[n % 5]), TOWNS[n % 5], "VLD", 60.0, 10.0),),
        statements=(
            Statement(
                made("st", content),
                key,
                (Span(content.end + 1, content.end + 1 + len(surname)),),
                (span(text, "told reporters"),),
                (content,),
                Form.DIRECT,
                when(day),
                0.9,
                (said,),
                audience=span(text, "reporters"),
            ),
        ),
        events=(
            Event(
                made("ev", "met"), EventType.CONSULT, Status.ACTUAL, (key,), ("vld",),
                span(text, "met"), (met,), when(day), 0.8, mode="visit",
                place=Place(span(text, TOWNS[n % 5]), TOWNS[n % 5]),
            ),
            Event(
                made("ev", "rejected"), EventType.REJECT, Status.ACTUAL, ("vld",), (key,),
                span(text, "rejected"), (refused,), when(day), 0.6, asserted_by=key,
            ),
            Event(
                made("ev", "shelling"), EventType.ASSAULT, Status.POSSIBLE, (), (),
                span(text, "Shelling killed"), (shelled,), When(), 0.4,
                killed=Toll(n % 9 + 1, n % 9 + 1, n % 9 + 1, span(text, f"killed {n % 9 + 1}")),
            ),
        ),
        proposals=(
            Proposal(
                made("pr", "truce"), "truce", "30-day cease-fire", ProposalKind.CEASEFIRE,
                (span(text, "30-day cease-fire"), span(text, "truce plan")),
                (
                    Step(made("sp", 0), StepKind.PROPOSED, (key,), when(day), said, 0.7),
                    Step(made("sp", 1), StepKind.REJECTED, ("vld",), When(), refused, 0.5),
                ),
                0.7,
            ),
        ),
        versions=versions,
    )  # fmt: skip


def case(n: int, **changes: Any) -> tuple[Article, Extraction]:
    one = article(n, **changes)
    return one, extraction(one, n)


def cases(numbers: Any) -> Iterator[tuple[Article, Extraction]]:
    return (case(n) for n in numbers)


def without(of: Article, **fields: Any) -> Article:
    return replace(of, **fields)
