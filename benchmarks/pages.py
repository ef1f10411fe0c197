"""Server time of every page on a large invented ledger.

    python benchmarks/pages.py [--articles 10000] [--ledger FILE] [--rounds 20] [--clock wall|cpu]

Makes a ledger of so many invented articles with ten entries each (none of it read by a language model; the way from
ledger to page is what is measured), settles it, and asks for every page several times, with filters, days and forms.
For each page a server is started as ``parley serve`` starts one. Printed are the median and the 95th percentile (by
nearest rank: of up to 19 rounds the slowest) of the page's time in the server, the time of its first round, and the
slowest of those right after a judgement was stored, in milliseconds; on a busy machine ask for CPU time.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from math import ceil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, Final

from starlette.testclient import TestClient

from parley.desk import Desk, open_desk
from parley.desk.settling import settle
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
    Proposal,
    ProposalKind,
    SpeechAct,
    Statement,
    Status,
    Step,
    StepKind,
    Toll,
    Verdict,
    When,
)
from parley.spans import Span
from parley.web import warming
from parley.web.app import create_app

MOST: Final = 300
"""Milliseconds that a page may take."""

CLOCKS: Final[Mapping[str, Callable[[], float]]] = {
    "wall": time.perf_counter,
    "cpu": time.process_time,
}

VERDICTS: Final[Sequence[tuple[Verdict, str | None, str | None]]] = (
    ("accept", None, None),
    ("reject", None, None),
    ("edit", "status", "planned"),
)
"""What is judged before a page is asked for again: verdict, field and value."""

RUN = Run(datetime(2025, 1, 1, tzinfo=UTC), "benchmark")
FIRST = date(2023, 1, 1)
DAYS = 900

STATES = {
    "RUS": ("Russia", "Moscow"), "UKR": ("Ukraine", "Kyiv"), "USA": ("United States", "Washington"), "TUR": ("Turkey", "Ankara"),
    "IRN": ("Iran", "Tehran"), "ISR": ("Israel", "Jerusalem"), "SYR": ("Syria", "Damascus"), "QAT": ("Qatar", "Doha"),
    "EGY": ("Egypt", "Cairo"), "DEU": ("Germany", "Berlin"), "FRA": ("France", "Paris"), "SDN": ("Sudan", "Khartoum"),
    "YEM": ("Yemen", "Sanaa"), "ETH": ("Ethiopia", "Addis Ababa"), "ARM": ("Armenia", "Yerevan"), "AZE": ("Azerbaijan", "Baku"),
}  # fmt: skip
FAMILY = "Aldin Borek Cassar Dorval Emeric Faron Galdi Havel Istrin Jorun Kestel Lumar Maren Nadir Orsin Pavel".split()
GIVEN = "Ada Boris Clara Dmitri Elena Farid Greta Hasan Irina Jonas Karim Lena Mirza Nora Omar Petra".split()
OUTLETS = [
    f"{name} {kind}"
    for name in ("Harbour", "Northern", "Capital", "Morning", "Evening")
    for kind in ("Post", "Wire", "Herald", "Times")
]
TOWNS = [
    (f"{a}{b}", 30 + n % 25, 10 + n % 45)
    for n, (a, b) in enumerate(
        (a, b)
        for a in ("Var", "Len", "Kor", "Dan", "Mir", "Sol")
        for b in ("dovo", "burg", "stan", "pol", "grad")
    )
]
PLANS = [
    ("a 30-day truce", ProposalKind.CEASEFIRE), ("the prisoner exchange", ProposalKind.EXCHANGE),
    ("the grain corridor", ProposalKind.ECONOMIC_DEAL), ("a security guarantee", ProposalKind.GUARANTEE),
    ("direct talks", ProposalKind.TALKS), ("a peace plan", ProposalKind.PEACE_DEAL),
]  # fmt: skip


class Writer:
    """One invented article and what it yields."""

    def __init__(self, number: int, random: Random) -> None:
        self.number, self.random, self.parts, self.at = number, random, [], 0
        self.day = FIRST + timedelta(days=number * DAYS // 10_000 + random.randint(0, 3))
        self.actors: dict[str, Actor] = {}
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.events: list[Event] = []
        self.proposals: list[Proposal] = []

    def say(self, words: str) -> Span:
        span = Span(self.at, self.at + len(words))
        self.parts.append(words)
        self.at = span.end
        return span

    def state(self) -> str:
        iso = self.random.choice(list(STATES))
        self.actors.setdefault(
            iso.lower(),
            Actor(iso.lower(), STATES[iso][0], "state", iso, "GOV", ("GOV",), (STATES[iso][0],)),
        )
        return iso.lower()

    def person(self) -> str:
        iso = self.random.choice(list(STATES))
        at = self.random.randrange(256)
        name = f"{GIVEN[at % 16]} {FAMILY[at // 16]}"
        key = name.lower().replace(" ", "-")
        self.actors.setdefault(key, Actor(key, name, "person", iso, "GOV", ("GOV",), (name,)))
        return key

    def named(self, key: str) -> Span:
        span = self.say(self.actors[key].name)
        self.mentions.append(Mention(span, key, "name"))
        return span

    def when(self) -> When:
        day = self.day - timedelta(days=self.random.randint(0, 2))
        return When(day, day, "day")

    def statement(self) -> None:
        start, who = self.at, self.person()
        source = self.named(who)
        self.say(" ")
        cue = self.say("said")
        self.say(": ")
        content = self.say(
            f"“We have {self.number} reasons to go on and {self.random.randint(2, 99)} not to.”"
        )
        self.say("\n")
        act = self.random.choice([SpeechAct.ASSERTS, SpeechAct.REJECTS, SpeechAct.OFFERS])
        self.statements.append(
            Statement(content_id("st", self.number, start), who, (source,), (cue,), (content,), Form.DIRECT,
                      self.when(), self.random.uniform(0.4, 1), (Span(start, content.end),), act=act)
        )  # fmt: skip

    def event(self) -> None:
        start, kind = (
            self.at,
            self.random.choice(
                [EventType.CONSULT, EventType.ASSAULT, EventType.ACCUSE, EventType.REQUEST]
            ),
        )
        actor, recipient = self.state(), self.state()
        self.named(actor)
        anchor = self.say(
            {"CONSULT": " met ", "ASSAULT": " struck ", "ACCUSE": " blamed ", "REQUEST": " urged "}[
                kind
            ]
        )
        self.named(recipient)
        name, lat, lon = self.random.choice(TOWNS)
        self.say(" at ")
        place = Place(self.say(name), name, None, lat, lon, precision="point")
        killed = None
        if kind is EventType.ASSAULT:
            number = self.random.randint(1, 30)
            self.say(", killing ")
            killed = Toll(number, number, number, self.say(str(number)))
        end = self.say(".")
        self.say("\n")
        self.events.append(
            Event(content_id("ev", self.number, start), kind, Status.ACTUAL, (actor,), (recipient,), anchor,
                  (Span(start, end.end),), self.when(), self.random.uniform(0.4, 1), place=place, killed=killed)
        )  # fmt: skip

    def proposal(self) -> None:
        start, by = self.at, self.state()
        plan, kind = self.random.choice(PLANS)
        self.named(by)
        move = self.random.choice([StepKind.PROPOSED, StepKind.ACCEPTED, StepKind.REJECTED])
        self.say(f" {move} ")
        mention = self.say(plan)
        end = self.say(".")
        self.say("\n")
        whole = Span(start, end.end)
        step = Step(content_id("sp", self.number, start), move, (by,), self.when(), whole, 0.7)
        self.proposals.append(
            Proposal(
                content_id("pr", self.number, start), plan, plan, kind, (mention,), (step,), 0.7
            )
        )

    def done(self) -> tuple[Article, Extraction]:
        for _ in range(4):
            self.statement()
            self.event()
        self.proposal()
        text = "".join(self.parts)
        article = Article(
            id=content_id("art", self.number), text=text, sha256=text_hash(text), origin=f"{self.number}.txt",
            title=Found(f"Talks and strikes, report {self.number}", "given"), publisher=Found(self.random.choice(OUTLETS), "given"),
            published=Found(self.day, "given"),
        )  # fmt: skip
        return article, Extraction(
            article.id, tuple(self.actors.values()), tuple(self.mentions), (), (), tuple(self.statements),
            tuple(self.events), tuple(self.proposals), {"benchmark": "1"},
        )  # fmt: skip


def make(path: Path, articles: int) -> None:
    """Fill a ledger with so many articles, and settle it."""
    random = Random(7)
    with Ledger.open(path) as ledger:
        for number in range(articles):
            ledger.add(*Writer(number, random).done(), run=RUN)
        began = time.process_time()
        settle(ledger)
        print(f"settled {articles} articles in {time.process_time() - began:.1f} CPU-s")


def addresses(ledger: Path) -> Iterator[str]:
    """Every page, with filters, days and forms."""
    with open_desk(ledger, mode="read") as desk:
        actor = desk.actors(limit=1)[0].identity
        article = desk.articles(limit=1)[0].id
        story = desk.stories(limit=1)[0].id
        event, statement = desk.events(limit=1)[0].id, desk.statements(limit=1)[0].id
        happening = desk.happenings(limit=1, order="weight")[0].id
        thread = desk.threads(limit=1, order="weight")[0].id
    for path in ("/", "/timeline", "/contacts", "/table", "/positions", "/statements", "/events", "/ground",
                 "/disputes", "/stories", "/actors", "/articles", "/sources", "/review", "/about", "/api", "/team"):  # fmt: skip
        yield path
    for path in (
        "/timeline",
        "/contacts",
        "/table",
        "/positions",
        "/statements",
        "/events",
        "/ground",
        "/disputes",
    ):
        yield f"{path}?country=UKR"
        yield f"{path}?as_of=2024-06-01"
        yield f"{path}?since=2024-06-01&until=2024-06-30"
    yield "/?as_of=2024-06-01"
    yield "/statements?page=100"
    yield "/statements.json?speaker=Russia"
    yield "/events.json?type=ASSAULT&order=weight"
    yield "/search?q=reasons"
    yield from (f"/actor/{actor}", f"/article/{article}", f"/story/{story}", f"/entry/{event}", f"/entry/{statement}",
                f"/event/{happening}", f"/proposal/{thread}")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Times:
    """Of one page, in milliseconds.

    Attributes:
        median, top: of all rounds after one another: the middle one, and the 95th percentile.
        first: the first time that it was asked for after the server had started.
        judged: the slowest of those asked for right after a judgement: accepted, rejected, edited.
    """

    median: float
    top: float
    first: float
    judged: float

    @property
    def over(self) -> bool:
        """Whether any of them is more than a page may take."""
        return max(self.top, self.first, self.judged) > MOST


class Server:
    """A server that has just started, as ``parley serve`` starts it."""

    def __init__(self, ledger: Path, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.app = create_app(ledger)
        self.client = TestClient(self.app, base_url="http://127.0.0.1:8477")
        warming.load(self.app.state.desk)
        warming.ask(self.client.get)

    def ask(self, address: str) -> float:
        """Milliseconds that the page takes."""
        began = self.clock()
        answer = self.client.get(address)
        took = (self.clock() - began) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        return took

    def judged(self, address: str, entries: Sequence[str]) -> Iterator[float]:
        """The same, each time after another entry was judged."""
        desk: Desk = self.app.state.desk
        for entry, (verdict, field, value) in zip(entries, VERDICTS, strict=True):
            desk.judge(entry, verdict, who="benchmark", field=field, value=value)
            yield self.ask(address)

    def close(self) -> None:
        self.app.state.desk.close()


def measure(ledger: Path, rounds: int, clock: Callable[[], float]) -> None:
    """Start a server for each page, and ask it for that page so many times."""
    began, found = clock(), list[Times]()
    Server(ledger, clock).close()
    print(f"ready in {clock() - began:.1f} s: what a server reads and counts at its start")
    print(f"{'page':58} {'median':>7} {'p95':>7} {'first':>7} {'judged':>7}   ms")
    with open_desk(ledger, mode="read") as desk:
        judged = iter([e.id for e in desk.events(limit=1000, order="newest")])
    for address in addresses(ledger):
        server = Server(ledger, clock)
        times = [server.ask(address) for _ in range(rounds)]
        after = max(server.judged(address, list(islice(judged, len(VERDICTS)))))
        server.close()
        top = sorted(times)[ceil(0.95 * rounds) - 1]
        took = Times(statistics.median(times), top, times[0], after)
        found.append(took)
        figures = " ".join(f"{v:7.0f}" for v in (took.median, took.top, took.first, took.judged))
        print(f"{address:58} {figures}" + (f"   over {MOST}" if took.over else ""), flush=True)
    for name, of in (("at the 95th percentile", "top"), ("first", "first"), ("judged", "judged")):
        over = sum(getattr(t, of) > MOST for t in found)
        print(f"over {MOST} ms {name}: {over} of {len(found)} pages")


def main(arguments: list[str] | None = None) -> None:
    """Make the ledger where it is not there yet, and measure."""
    asked: Any = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--ledger", type=Path)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--clock", choices=CLOCKS, default="wall")
    given = asked.parse_args(arguments)
    ledger = given.ledger or Path(mkdtemp()) / "pages.db"
    if not ledger.exists():
        make(ledger, given.articles)
    print(f"server time by the {given.clock} clock")
    with TemporaryDirectory() as folder:  # judgements are stored: not in the ledger that is kept
        measure(
            Path(shutil.copy(ledger, Path(folder) / "copy.db")), given.rounds, CLOCKS[given.clock]
        )


if __name__ == "__main__":
    sys.exit(main())
