"""How well articles without a date are dated: hides the dates of half of a file's articles and asks for them.

    python evaluation/undated.py ../shared/articles/articles.jsonl --seed 7

The file holds JSON lines with ``text`` and ``published`` and, where known, ``id``, ``url``, ``title``,
``publisher``. Which half is hidden is drawn by the seed. Articles that print their day in full are dated by
cleaning: they are counted as answers of one day ("stated") and serve, as in a ledger, as dated ones.

covered      share of the answers that hold the true day
within 3     share of all hidden articles of which every day of the answer lies within 3 days of the true one
abstained    share of all hidden articles without an answer
width        median number of days of the answers
by reason    how often a reason was used, and in what share it holds for the true day
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from parley.clean import clean
from parley.desk.digesting import reporting
from parley.desk.settling import UNDATED
from parley.facts import open_facts
from parley.ids import text_hash
from parley.pipeline import Failure, Pipeline
from parley.records import Article, Extraction, RawPage
from parley.stories.copies import find_copies
from parley.stories.dating.dating import Dated, find_dates

NEAR = 3
"""Days within which an article counts as placed."""

_GIVEN = ("id", "url", "title", "publisher", "published")

Pair = tuple[Article, Extraction]


def main() -> None:
    """Print the figures for each seed, and over all of them."""
    options = _options()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row.get("published")]
    given = _extracted(rows, "given", options.cache)
    bare = [{k: v for k, v in row.items() if k != "published"} for row in rows]
    hidden = _extracted(bare, "hidden", options.cache)
    if options.no_urls:
        given, hidden = (
            [p and (replace(p[0], url=None), p[1]) for p in ps] for ps in (given, hidden)
        )
    total = Tally()
    for name, chosen in _choices(rows, options):
        tally = _trial(rows, given, hidden, chosen, options.misses)
        print(f"{name}: {tally.words()}")
        total.add(tally)
    print(f"all: {total.words()}")
    for kind, (used, held) in sorted(total.kinds().items()):
        print(f"  {kind:<14}{used:>6}  holds {held / used:.3f}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds from there on (1)")
    parser.add_argument(
        "--stories", action="store_true",
        help="hide each ``story`` of the file in turn, so that no dated article is of its time",
    )  # fmt: skip
    parser.add_argument("--no-urls", action="store_true", help="hide the addresses as well")
    parser.add_argument("--misses", action="store_true", help="print the wrong answers")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "parley-undated"))
    return parser.parse_args()


@dataclass
class Tally:
    """What was counted over one or more trials."""

    hidden: int = 0
    stated: int = 0
    covered: int = 0
    near: int = 0
    widths: list[int] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count the other's trials in."""
        self.hidden += other.hidden
        self.stated += other.stated
        self.covered += other.covered
        self.near += other.near
        self.widths += other.widths
        self.used += other.used
        self.held += other.held

    def answer(self, dated: Dated, day: date) -> None:
        """Count one answer in."""
        self.widths.append((dated.end - dated.start).days + 1)
        self.covered += dated.start <= day <= dated.end
        self.near += max(abs((day - dated.start).days), abs((dated.end - day).days)) <= NEAR
        for reason in dated.reasons:
            self.used[reason.kind] += 1
            self.held[reason.kind] += (reason.start or date.min) <= day <= (reason.end or date.max)

    def kinds(self) -> Mapping[str, tuple[int, int]]:
        """How often each kind of reason was used, and how often it held."""
        return {kind: (n, self.held[kind]) for kind, n in self.used.items()}

    def words(self) -> str:
        """The figures in a line."""
        answers = len(self.widths)
        return (
            f"hidden {self.hidden}, stated {self.stated}, covered {self.covered / max(answers, 1):.3f}, "
            f"within {NEAR} {self.near / self.hidden:.3f}, abstained {1 - answers / self.hidden:.3f}, "
            f"width {median(self.widths) if answers else 0:.0f}"
        )


def _choices(
    rows: Sequence[Mapping[str, Any]], options: argparse.Namespace
) -> Iterator[tuple[str, Set[int]]]:
    """The rows to hide, trial by trial."""
    if options.stories:
        for story in sorted({row["story"] for row in rows}):
            yield story, {i for i, row in enumerate(rows) if row["story"] == story}
        return
    for seed in range(options.seed, options.seed + options.seeds):
        yield f"seed {seed}", set(random.Random(seed).sample(range(len(rows)), len(rows) // 2))


def _trial(
    rows: Sequence[Mapping[str, Any]],
    given: Sequence[Pair | None],
    hidden: Sequence[Pair | None],
    chosen: Set[int],
    misses: bool,
) -> Tally:
    pairs = [hidden[i] if i in chosen else given[i] for i in range(len(rows))]
    true = {
        p[0].id: date.fromisoformat(rows[i]["published"][:10]) for i in chosen if (p := pairs[i])
    }
    tally = Tally(hidden=len(true))
    for answer in _answers([p for p in pairs if p], true, tally):
        day = true[answer.article]
        tally.answer(answer, day)
        if misses and not answer.start <= day <= answer.end:
            print("   miss", day, answer)
    return tally


def _answers(pairs: Sequence[Pair], true: Mapping[str, date], tally: Tally) -> Iterator[Dated]:
    dated = [p for p in pairs if p[0].day]
    for article, _ in dated:
        if article.id in true and article.day:
            tally.stated += 1
            yield Dated(article.id, article.day, article.day, ())
    texts = [(a.id, reporting(a), a.day.isoformat() if a.day else UNDATED) for a, _ in pairs]
    copies = [(c.article, c.leader) for c in find_copies(texts)]
    undated = [p for p in pairs if not p[0].day]
    yield from find_dates(undated, dated, facts=open_facts(), copies=copies)


def _extracted(rows: Sequence[Mapping[str, Any]], name: str, cache: Path) -> list[Pair | None]:
    """Each row's article and extraction, None where it could not be read; kept in the cache."""
    pipeline = Pipeline()
    key = text_hash(json.dumps([rows, dict(pipeline.versions)], sort_keys=True))[:16]
    kept = cache / f"{name}-{key}.pickle"
    if kept.exists():
        return pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    pages = (
        RawPage(f"row {i}", "text", r["text"], given={k: str(r[k]) for k in _GIVEN if r.get(k)})
        for i, r in enumerate(rows)
    )
    got = [None if isinstance(o, Failure) else o for o in pipeline.run(map(clean, pages))]
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(got))
    return got


if __name__ == "__main__":
    main()
