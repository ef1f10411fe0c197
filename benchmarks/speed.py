"""Speed and memory of each stage, on generated articles of 650 words.

    python benchmarks/speed.py [--articles 200] [--scale]

Prints CPU seconds an article and articles per CPU-second for each stage and in all, and, in the same run, for
spaCy's pipeline alone; with ``--scale``, the whole way for 1,000 and 10,000 short articles and for one of
100,000 words. CPU time is that of the process, all threads.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from parley.clean import clean, lines_of
from parley.desk.settling import settle
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.facts import open_facts
from parley.ledger import Ledger, Run
from parley.models import open_tagger
from parley.pipeline import Failure, Pipeline, body, standard_chain
from parley.records import Article, RawPage

WORDS = 650
PEOPLE = (
    "Sergei Lavrov",
    "Marco Rubio",
    "Andrii Sybiha",
    "Hakan Fidan",
    "Emmanuel Macron",
    "Keir Starmer",
)
PLACES = ("Riyadh", "Istanbul", "Geneva", "Kharkiv", "Odesa", "Moscow", "Kyiv", "Doha")
PARTS = (
    "{a} met {b} in {p} on {w} and discussed a {n}-day cease-fire.",
    "“We are ready to talk, but not at any price,” {a} told reporters after the meeting.",
    "{a} accused {c} of breaking the truce, a charge that {d} rejects.",
    "A missile attack on {p} killed {n} people and wounded at least {m}, the regional governor said.",
    "According to {b}, the two sides agreed to exchange {m} prisoners by the end of the week.",
    "{c} said it would impose sanctions on {d} unless the talks in {p} resumed.",
    "The proposal, which {a} presented on {w}, foresees monitors along the whole front line.",
    "Analysts warned that the agreement could collapse before it was signed.",
)
STATES = ("Russia", "Ukraine", "the United States", "Turkey", "France", "Iran")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def pages(number: int, words: int = WORDS, seed: int = 7) -> Iterator[RawPage]:
    """Generated articles: sentences of a conflict's diplomacy in random order and filling."""
    rng = random.Random(seed)
    for n in range(number):
        paragraphs: list[str] = []
        length = 0
        while length < words:
            a, b = rng.sample(PEOPLE, 2)
            c, d = rng.sample(STATES, 2)
            sentences = [
                part.format(
                    a=a, b=b, c=c, d=d, p=rng.choice(PLACES), w=rng.choice(DAYS),
                    n=rng.randint(2, 60), m=rng.randint(2, 300),
                )
                for part in rng.sample(PARTS, 3)
            ]  # fmt: skip
            paragraphs.append(" ".join(sentences))
            length += len(paragraphs[-1].split())
        day = date(2025, 1, 1) + timedelta(days=n % 365)
        given = {
            "publisher": f"Outlet {n % 20}",
            "published": day.isoformat(),
            "title": f"Report {n}",
        }
        yield RawPage(f"generated {n}", "text", "\n\n".join(paragraphs), given=given)


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def run(self, stage: str, work: Iterable[object]) -> list[object]:
        """Exhaust the work and add its CPU time to the stage."""
        start = time.process_time()
        out = list(work)
        self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - start
        return out


def stages(number: int) -> None:
    """The whole way as a user goes it, then each stage apart over the same articles, then spaCy alone."""
    facts, tagger = open_facts(), open_tagger()
    pipeline = Pipeline(facts)
    list(pipeline.run([clean(next(pages(1)))]))  # warm: models loaded, caches filled
    start = time.process_time()
    with _new_ledger() as ledger:
        read(pipeline, pages(number), ledger)
        settle(ledger)
    whole, memory = time.process_time() - start, peak()
    clock, raw = Clock(), list(pages(number))
    articles: list[Article] = clock.run("clean", (clean(p) for p in raw))  # type: ignore[assignment]
    words = sum(len(a.text.split()) for a in articles)
    # A few articles at a time: what all stages hold at once is not what a user's run holds.
    for at in range(0, len(articles), 16):
        some = articles[at : at + 16]
        texts = [(a.text, body(a)) for a in some]
        readings = clock.run("language", pipeline.door.read(texts))
        drafts = [
            Draft(a, r, Cast(), tuple(body(a)))  # type: ignore[arg-type]
            for a, r in zip(some, readings, strict=True)
        ]
        for component in standard_chain(facts, tagger):
            drafts = clock.run(component.name, (component(d) for d in drafts))  # type: ignore[assignment]
    alone = time.process_time()
    for _ in pipeline.door.parse(a.text for a in articles):
        pass
    alone = time.process_time() - alone
    report(clock.seconds, whole, alone, words, memory)


@contextmanager
def _new_ledger() -> Iterator[Ledger]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "bench.db") as ledger,
    ):
        yield ledger


def read(pipeline: Pipeline, raw: Iterable[RawPage], ledger: Ledger) -> None:
    """Pages into the ledger, as ``parley read`` takes them."""
    run = Run(datetime(2025, 1, 1, tzinfo=UTC))
    for outcome in pipeline.run(clean(p) for p in raw):
        if not isinstance(outcome, Failure):
            ledger.add(*outcome, run=run, lines=lines_of(outcome[0]))


def report(
    seconds: dict[str, float], whole: float, alone: float, words: int, memory: float
) -> None:
    """The table; ledger and settling are what the whole way takes beyond the stages."""
    unit = words / WORDS
    print(f"{words} words, {unit:.0f} articles of {WORDS} words")
    print(f"{'stage':<22}{'CPU-s/article':>14}{'articles/CPU-s':>16}")
    rest = whole - sum(seconds.values())
    rows = {**seconds, "ledger and settling": rest, "all in": whole, "spaCy alone": alone}
    for stage, s in rows.items():
        print(f"{stage:<22}{s / unit:>14.4f}{unit / s if s > 0 else float('inf'):>16.1f}")
    print(f"peak memory of the whole way {memory:.0f} MB")


def peak() -> float:
    """Peak resident memory of the process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scale() -> None:
    """Whether time grows in proportion to the number of articles, and to an article's length."""
    for number, words in ((1_000, 60), (10_000, 60), (1, 10_000), (1, 100_000)):
        with _new_ledger() as ledger:
            pipeline = Pipeline(open_facts())
            raw = pages(number + 1, words)
            start = time.process_time()
            read(pipeline, islice(raw, number), ledger)
            reading = time.process_time() - start
            settle(ledger)
            settled = time.process_time() - start - reading
            read(pipeline, raw, ledger)
            start = time.process_time()
            settle(ledger)
            one = time.process_time() - start
        print(
            f"{number:>6} articles of {words:>7} words: {reading:8.1f} CPU-s reading, "
            f"{1e3 * reading / (number * words):6.3f} ms a word; {settled:6.1f} CPU-s settling, "
            f"{one:5.1f} once more after one article; peak memory {peak():.0f} MB",
            flush=True,
        )


def main() -> None:
    """Parse the options and run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=200)
    options.add_argument("--scale", action="store_true")
    chosen = options.parse_args()
    stages(chosen.articles)
    if chosen.scale:
        scale()


if __name__ == "__main__":
    main()
