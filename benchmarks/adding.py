"""What it takes to add one article to a large ledger.

    python benchmarks/adding.py LEDGER [--articles 1000] [--into FILE] [--add 3]

Grows the articles of a small ledger of real news to so many (see :mod:`worlds`; nothing is read by a language model),
settles them, and adds some more one by one. Prints the CPU-seconds of settling, whole and by stage, and the memory.
The file ``--into`` is kept: where it is there already, only the adding is measured.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from worlds import fill, told_again

from parley.clean import lines_of
from parley.desk import growing_stories, growing_threads, joining, settling
from parley.ledger import Ledger, Run

RUN = Run(datetime(2025, 1, 1, tzinfo=UTC), "benchmark")
STAGES: tuple[tuple[Any, str, str], ...] = (
    (settling.growing_identities, "find", "actors"),
    (settling.growing_copies, "find", "copies"),
    (growing_stories, "find", "stories"),
    (settling.Dates, "__init__", "days"),
    (settling.Dates, "rows", "days"),
    (settling.growing_utterances.Utterances, "__init__", "utterances"),
    (joining, "_happenings", "events"),
    (growing_threads, "find_some", "proposals"),
    (joining, "_cells", "positions"),
    (settling, "rank", "queue"),
)
"""Where each stage is done, and what it settles."""


def timed(spent: Counter[str]) -> None:
    """Let every stage note the CPU-seconds that it takes."""

    def wrapped(inner: Callable[..., Any], name: str) -> Callable[..., Any]:
        def outer(*args: Any, **options: Any) -> Any:
            began = time.process_time()
            found = inner(*args, **options)
            if hasattr(found, "__next__"):  # done while it is asked for
                found = list(found)
            spent[name] += time.process_time() - began
            return found

        return outer

    for where, function, name in STAGES:
        setattr(where, function, wrapped(getattr(where, function), name))


def main() -> None:
    """Make the ledger where it is not there yet, add to it, and print the table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("ledger", type=Path)
    asked.add_argument("--articles", type=int, default=1_000)
    asked.add_argument("--into", type=Path)
    asked.add_argument("--add", type=int, default=3)
    given = asked.parse_args()
    with Ledger.open(given.ledger, mode="read") as ledger:
        pages = list(ledger.everything())
    into = given.into or Path(mkdtemp()) / "adding.db"
    made = into.exists()
    spent: Counter[str] = Counter()
    timed(spent)
    with Ledger.open(into) as ledger:
        if not made:
            fill(ledger, pages, given.articles, RUN)
        began = time.process_time()
        if settling.settle(ledger):
            print(f"settled {given.articles} articles in {time.process_time() - began:.1f} CPU-s")
        there = ledger.counts().articles
        for article, extraction in told_again(pages, there + given.add, there):
            ledger.add(article, extraction, run=RUN, lines=lines_of(article))
            spent.clear()
            began = time.process_time()
            settling.settle(ledger)
            whole = time.process_time() - began
            spent["the rest"] = whole - sum(spent.values())
            stages = ", ".join(f"{name} {found:.2f}" for name, found in spent.most_common())
            print(f"added one to {there}: {whole:.2f} CPU-s: {stages}")
            there += 1
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
