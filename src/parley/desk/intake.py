"""Intake: one run of reading sources into the ledger, and the report of what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from parley.clean import clean, lines_of
from parley.errors import InputError, RefusedEntryError
from parley.ingest import Problem
from parley.language.bounds import READ_WORDS
from parley.ledger import Counts, Ledger, Run
from parley.pipeline import Failure, Pipeline, unread
from parley.records import Article, Extraction, RawPage, Validators

OnProgress = Callable[[float | None, int], None]
"""Called with the share of the input that is done (None where unknown) and the number of articles."""

OnProblem = Callable[[str], None]
"""Called with each problem in words."""

TOLD: Final = 100
"""Problems of one source that are told and kept; a table with a million bad lines is not a million news."""


@dataclass(slots=True)
class ReadReport:
    """What a run of reading did.

    Attributes:
        new, same, changed: articles by what the ledger made of them.
        failed: problems that cost a page; remarks: those that cost nothing; of each source the first
            :data:`TOLD`.
        untold: how many more cost a page.
        entries: what the ledger holds afterwards.
    """

    new: int = 0
    same: int = 0
    changed: int = 0
    failed: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    untold: int = 0
    entries: Counts | None = None

    @property
    def articles(self) -> int:
        """Articles that are in the ledger because of, or before, this run."""
        return self.new + self.same + self.changed

    def words(self) -> str:
        """The summary that closes a run."""
        parts = [f"{self.new} new", f"{self.same} known"]
        parts += [f"{self.changed} changed"] if self.changed else []
        out = f"read {_number(self.articles, 'article')}: {', '.join(parts)}; {len(self.failed) + self.untold} failed"
        if self.entries:
            e = self.entries
            out += (
                f"\nthe ledger holds {_number(e.articles, 'article')}, "
                f"{_number(e.statements, 'statement')}, {_number(e.events, 'event')} "
                f"({_number(e.contacts, 'contact')}), {_number(e.proposals, 'proposal')}, "
                f"{_number(e.stories, 'story', 'stories')}"
            )
        return out


def _too_long(article: Article, left: int) -> Problem:
    share = max(1, round(100 * left / len(article.text)))
    reason = f"it is longer than the {READ_WORDS:,} words and marks that are read of an article; {share} % of it is stored unread"
    return Problem(article.origin, None, reason, "split it into its articles", failed=False)


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


class Intake:
    """Takes pages through cleaning and the pipeline into the ledger.

    Args:
        total: bytes of all sources together, None where it is not known.
    """

    def __init__(
        self,
        ledger: Ledger,
        pipeline: Pipeline,
        run: Run,
        *,
        on_progress: OnProgress | None = None,
        on_problem: OnProblem | None = None,
        total: int | None = None,
    ) -> None:
        self.report = ReadReport()
        self._told = Counter[str]()
        self._fetched: list[tuple[str, Validators]] = []
        self._ledger, self._pipeline, self._run = ledger, pipeline, run
        self._on_progress, self._on_problem = on_progress, on_problem
        self._total, self._bytes, self._taken = total, 0, 0

    def take(self, found: Iterable[RawPage | Problem]) -> None:
        """Read and store all pages; what cannot be read is reported and the rest goes on."""
        for outcome in self._pipeline.run(self._unread(found)):
            self._store(outcome)
        # Only now, when they are stored: a page that was not must be fetched again next time.
        for url, validators in self._fetched:
            self._ledger.keep_validators(url, validators)
        for origin, number in self._told.items():
            if number > TOLD and self._on_problem:
                self._on_problem(f"{origin}: … and {number - TOLD} more of its lines or pages")

    def bytes_read(self, number: int) -> None:
        """Take note of how far the sources are read."""
        self._bytes += number

    def _unread(self, found: Iterable[RawPage | Problem]) -> Iterator[Article]:
        """The articles that the ledger does not have as they are."""
        versions = self._pipeline.versions
        for page in found:
            if isinstance(page, Problem):
                self._tell(page)
                continue
            self._taken += len(page.content)
            try:
                article = clean(page)
            except InputError as exc:
                self._tell(Problem.of(exc))
                continue
            if page.validators is not None:
                self._fetched.append((page.origin, page.validators))
            if self._ledger.read_already(article.id, versions, article.day):
                self._ledger.found_again(article, run=self._run)
                self.report.same += 1
                self._advance()
            else:
                if left := unread(article):
                    self._tell(_too_long(article, left))
                yield article

    def _store(self, outcome: tuple[Article, Extraction] | Failure) -> None:
        """Store what an article yielded, or report that it could not be."""
        if isinstance(outcome, Failure):
            reason = f"internal error in {outcome.component}: {outcome.reason}"
            self._tell(Problem(outcome.article.origin, None, reason, "please report it"))
            return
        article, extraction = outcome
        try:
            lines = sorted(lines_of(article))
            done = self._ledger.add(article, extraction, run=self._run, lines=lines)
        except RefusedEntryError as exc:
            self._tell(Problem(article.origin, None, str(exc), "please report it"))
            return
        match done:
            case "new":
                self.report.new += 1
            case "changed":
                self.report.changed += 1
            case "same":
                self.report.same += 1
        self._advance()

    def _tell(self, problem: Problem) -> None:
        # A page of a table has the table's path and its line: "a.jsonl#12".
        self._told[source := problem.origin.partition("#")[0]] += 1
        if self._told[source] > TOLD:
            self.report.untold += problem.failed
            return
        (self.report.failed if problem.failed else self.report.remarks).append(problem)
        if self._on_problem:
            self._on_problem(str(problem))

    def _advance(self) -> None:
        if self._on_progress:
            # Tables are read far ahead of the article that is at work: its own length counts, too.
            done = min(self._bytes, self._taken)
            self._on_progress(done / self._total if self._total else None, self.report.articles)
