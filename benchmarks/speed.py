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
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from parley.clean import clean, lines_of
from parley.desk.settling import settle
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.facts import open_facts
from parley.ledger import Ledger, Run
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
    """Each stage apart, over the same articles."""
    clock, facts = Clock(), open_facts()
    pipeline = Pipeline(facts)
    raw = list(pages(number))
    list(pipeline.run([clean(raw[0])]))  # warm: models loaded, caches filled
    articles: list[Article] = clock.run("clean", (clean(p) for p in raw))  # type: ignore[assignment]
    texts = [(a.text, body(a)) for a in articles]
    readings = clock.run("language", pipeline.door.read(texts))
    drafts = [Draft(a, r, Cast()) for a, r in zip(articles, readings, strict=True)]  # type: ignore[arg-type]
    for component in standard_chain(facts):
        drafts = clock.run(component.name, (component(d) for d in drafts))  # type: ignore[assignment]
    done = [o for o in pipeline.run(articles) if not isinstance(o, Failure)]
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "bench.db") as ledger:
        run = Run(datetime(2025, 1, 1, tzinfo=UTC))
        clock.run("ledger", (ledger.add(a, x, run=run, lines=lines_of(a)) for a, x in done))
        clock.run("settling", (settle(ledger) for _ in (1,)))
    words = sum(len(a.text.split()) for a in articles)
    alone = time.process_time()
    for _ in pipeline.door.parse(a.text for a in articles):
        pass
    alone = time.process_time() - alone
    report(clock.seconds, alone, words)


def report(seconds: dict[str, float], alone: float, words: int) -> None:
    """The table."""
    unit = words / WORDS
    print(f"{words} words, {unit:.0f} articles of {WORDS} words")
    print(f"{'stage':<14}{'CPU-s/article':>14}{'articles/CPU-s':>16}")
    for stage, s in seconds.items():
        print(f"{stage:<14}{s / unit:>14.4f}{unit / s if s else float('inf'):>16.1f}")
    total = sum(seconds.values())
    print(f"{'all':<14}{total / unit:>14.4f}{unit / total:>16.1f}")
    print(f"{'spaCy alone':<14}{alone / unit:>14.4f}{unit / alone:>16.1f}")
    print(f"peak memory {peak():.0f} MB")


def peak() -> float:
    """Peak resident memory of the process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def scale() -> None:
    """Whether time grows in proportion to the number of articles, and to an article's length."""
    for number, words in ((1_000, 60), (10_000, 60), (1, 10_000), (1, 100_000)):
        with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "b.db") as ledger:
            run, pipeline = Run(datetime(2025, 1, 1, tzinfo=UTC)), Pipeline(open_facts())
            start = time.process_time()
            for outcome in pipeline.run(clean(p) for p in pages(number, words)):
                if not isinstance(outcome, Failure):
                    ledger.add(*outcome, run=run, lines=lines_of(outcome[0]))
            read = time.process_time() - start
            settle(ledger)
            settled = time.process_time() - start - read
        print(
            f"{number:>6} articles of {words:>7} words: {read:8.1f} CPU-s reading, "
            f"{1e3 * read / (number * words):6.3f} ms a word; {settled:6.1f} CPU-s settling; "
            f"peak memory {peak():.0f} MB",
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
