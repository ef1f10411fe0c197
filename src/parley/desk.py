"""The desk: the one object that a caller holds. All wiring is here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Literal, Self

import parley
from parley.clean import clean, lines_of
from parley.errors import InputError, NotFoundError, RefusedEntryError, UsageError
from parley.facts import Facts, open_facts
from parley.ingest import FetchPolicy, Given, Problem, count, pages
from parley.ledger import (
    ActorRow,
    ArticleRow,
    Counts,
    Entry,
    EventRow,
    Hit,
    Ledger,
    ProposalRow,
    Query,
    Run,
    StatementRow,
    StepRow,
    StoryRow,
)
from parley.pipeline import Failure, Pipeline
from parley.records import Article, Extraction, Judgement, Verdict
from parley.settling import settle
from parley.stories.brief import as_markdown, make_brief

OnProgress = Callable[[float | None, int], None]
OnProblem = Callable[[str], None]


@dataclass(slots=True)
class ReadReport:
    """What a run of reading did.

    Attributes:
        new, same, changed: articles by what the ledger made of them.
        failed: problems that cost a page; remarks: those that cost nothing.
        entries: what the ledger holds afterwards.
    """

    new: int = 0
    same: int = 0
    changed: int = 0
    failed: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    entries: Counts | None = None

    @property
    def articles(self) -> int:
        """Articles that are in the ledger because of, or before, this run."""
        return self.new + self.same + self.changed

    def words(self) -> str:
        """The summary that closes a run."""
        parts = [f"{self.new} new", f"{self.same} known"]
        parts += [f"{self.changed} changed"] if self.changed else []
        out = f"read {self.articles} articles: {', '.join(parts)}; {len(self.failed)} failed"
        if self.entries:
            e = self.entries
            out += (
                f"\nthe ledger holds {e.articles} articles, {e.statements} statements, {e.events} events "
                f"({e.contacts} contacts), {e.proposals} proposals, {e.stories} stories"
            )
        return out


def open_desk(
    path: str | Path = "parley.db",
    *,
    mode: Literal["write", "read"] = "write",
    facts_file: Path | None = None,
) -> Desk:
    """Open the ledger at ``path`` and put a desk before it.

    Args:
        mode: ``read`` never writes and fails where there is no ledger.
        facts_file: actors of the user's own, on top of the shipped ones.

    Raises:
        LedgerError: the ledger cannot be opened; a subclass says why.
    """
    return Desk(Ledger.open(path, mode=mode), facts_file=facts_file)


class Desk:
    """Reads articles into a ledger and lists what it holds.

    Every listing takes the filters of :class:`parley.ledger.Query` as keyword arguments.
    """

    def __init__(self, ledger: Ledger, *, facts_file: Path | None = None) -> None:
        self.ledger = ledger
        self._facts_file = facts_file

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the ledger."""
        self.ledger.close()

    @cached_property
    def facts(self) -> Facts:
        """The facts in use, loaded when first needed."""
        return open_facts(self._facts_file)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline, loaded when first needed: listings never load a language model."""
        return Pipeline(self.facts)

    # Filling.

    def read(
        self,
        sources: Iterable[str | Path],
        *,
        publisher: str | None = None,
        published: date | None = None,
        allow_private: bool = False,
        stdin: BinaryIO | None = None,
        on_progress: OnProgress | None = None,
        on_problem: OnProblem | None = None,
    ) -> ReadReport:
        """Read sources into the ledger; what cannot be read is reported and the rest goes on.

        Args:
            sources: files, folders, URLs, ``-`` for ``stdin``.
            publisher, published: for pages that do not say.
            allow_private: fetch from private network addresses too.
            on_progress: called with the share of the input that is done (None if unknown) and the number
                of articles; on_problem: called with each problem in words.
        """
        sources = [str(s) for s in sources]
        run = Run(datetime.now(UTC), f"parley {parley.__version__}", f"read {' '.join(sources)}")
        reading = _Reading(self, run, on_progress, on_problem, count(sources))
        found = pages(
            sources,
            given=Given(publisher=publisher, published=published),
            policy=FetchPolicy(allow_private=allow_private),
            stdin=stdin,
            progress=reading.bytes_read,
        )
        try:
            for outcome in self.pipeline.run(reading.unread_articles(found)):
                reading.store(outcome)
        finally:
            # Also after Ctrl-C: what is stored is settled, so that the ledger is whole.
            settle(self.ledger)
        reading.report.entries = self.ledger.counts()
        return reading.report

    def judge(
        self,
        entry: str,
        verdict: Verdict,
        *,
        who: str,
        field: str | None = None,
        value: str | None = None,
        why: str = "",
    ) -> Judgement:
        """Append a judgement about an entry; ``undo`` takes back the last one that stands.

        Raises:
            NotFoundError: no such entry, or nothing to undo. UsageError: an edit that cannot be meant.
        """
        now = datetime.now(UTC)
        if verdict == "undo":
            made = self.ledger.judgements(entry)
            undone = {j.undoes for j in made}
            last = next(
                (j for j in reversed(made) if j.verdict != "undo" and j.number not in undone), None
            )
            if last is None or last.number is None:
                raise NotFoundError(entry, advice="there is no judgement of it to undo")
            return self.ledger.undo(last.number, who=who, when=now, why=why)
        return self.ledger.judge(
            Judgement(entry, verdict, who, now, field=field, new=value, why=why)
        )

    # Listing.

    def articles(self, **filters: Any) -> list[ArticleRow]:
        """Articles by day of publication."""
        return self.ledger.articles(self._query(filters))

    def actors(self, **filters: Any) -> list[ActorRow]:
        """Actors, those in most articles first."""
        return self.ledger.actors(self._query(filters))

    def statements(self, **filters: Any) -> list[StatementRow]:
        """Who said what."""
        return self.ledger.statements(self._query(filters))

    def events(self, **filters: Any) -> list[EventRow]:
        """Who did what to whom."""
        return self.ledger.events(self._query(filters))

    def contacts(self, **filters: Any) -> list[EventRow]:
        """Who met, called or visited whom: the events of type CONSULT."""
        return self.ledger.contacts(self._query(filters))

    def proposals(self, **filters: Any) -> list[ProposalRow]:
        """What is on the table, by article."""
        return self.ledger.proposals(self._query(filters))

    def steps(self, **filters: Any) -> list[StepRow]:
        """The moves in the life of proposals; ``type`` filters by the proposal's kind or the step."""
        return self.ledger.steps(self._query(filters))

    def stories(self, **filters: Any) -> list[StoryRow]:
        """Stories by their first day."""
        return self.ledger.stories(self._query(filters))

    def search(self, words: str, **filters: Any) -> list[Hit]:
        """What holds all the words; ``"…"`` is a phrase."""
        return self.ledger.search(words, query=self._query(filters))

    def entry(self, entry_id: str) -> Entry:
        """All that is known of an entry; raises NotFoundError."""
        return self.ledger.get(entry_id)

    def article(self, article_id: str) -> Article:
        """One article; raises NotFoundError."""
        return self.ledger.article(article_id)

    def frame(self, kind: str, **filters: Any) -> Any:
        """A listing as a pandas data frame: ``kind`` is ``statements``, ``events``, ``contacts`` …

        Raises:
            UsageError: pandas is not installed, or there is no such listing.
        """
        try:
            import pandas as pd
        except ImportError as exc:
            raise UsageError("data frames need pandas: pip install 'parley[frames]'") from exc
        from parley.records import pack

        listing = getattr(self, kind, None)
        if kind.startswith("_") or not callable(listing):
            raise UsageError(f"there is no listing {kind!r}")
        return pd.json_normalize([pack(row) for row in listing(**filters)])

    # Telling.

    def brief(
        self, *, since: date | None = None, until: date | None = None, **filters: Any
    ) -> str:
        """What changed since a day, as Markdown with a footnote to each sentence."""
        query = self._query(filters)
        wanted = {row.id for row in self.ledger.articles(replace(query, actor=None))}
        copies = {row.id for row in self.ledger.articles() if row.copy_of}
        names = {
            (article, key): identity for article, key, identity in self.ledger.identity_names()
        }
        kept = [
            (a, _about(x, a, query.actor, names))
            for a, x in self.ledger.everything()
            if a.id in wanted and a.id not in copies
        ]
        brief = make_brief(
            kept, lambda article, key: names.get((article, key), key), since=since, until=until
        )
        return as_markdown(brief)

    def export(self, format_name: str, dest: str | Path) -> list[Path]:
        """Write the ledger to the folder ``dest``; the files written.

        Raises:
            UsageError: there is no such format.
        """
        if format_name not in FORMATS:
            raise UsageError(f"no format {format_name!r}; there are {', '.join(sorted(FORMATS))}")
        return FORMATS[format_name](self._bundle(), Path(dest))

    def _bundle(self) -> Bundle:
        raise NotImplementedError

    def _query(self, filters: Mapping[str, Any]) -> Query:
        """The query of a listing's filters; a country may be named in words."""
        given = {k: v for k, v in filters.items() if v is not None}
        unknown = sorted(set(given) - set(Query.__dataclass_fields__))
        if unknown:
            raise UsageError(f"no filter {', '.join(unknown)}")
        country = given.get("country")
        if country and not (len(country) == 3 and country.isupper()):
            hit = self.facts.country(country)
            if hit is None:
                raise UsageError(f"no country {country!r}; try its ISO code, such as UKR")
            given["country"] = hit.iso3
        return Query(**given)


def _about(
    extraction: Extraction, article: Article, actor: str | None, names: Mapping[tuple[str, str], str]
) -> Extraction:
    """The extraction reduced to the entries in which somebody of that name takes part."""
    if actor is None:
        return extraction
    wanted = actor.casefold()
    keys = {
        a.key
        for a in extraction.actors
        if wanted in " ".join((a.name, names.get((article.id, a.key), ""), *a.names)).casefold()
    }
    return replace(
        extraction,
        statements=tuple(s for s in extraction.statements if s.speaker in keys),
        events=tuple(e for e in extraction.events if keys & {*e.actor, *e.recipient, *e.third_party}),
        proposals=tuple(
            replace(p, steps=tuple(s for s in p.steps if keys & set(s.by)))
            for p in extraction.proposals
        ),
    )


class _Reading:
    """One run of reading: what it counts, reports and stores."""

    def __init__(
        self,
        desk: Desk,
        run: Run,
        on_progress: OnProgress | None,
        on_problem: OnProblem | None,
        total: int | None,
    ) -> None:
        self.desk, self.run, self.report = desk, run, ReadReport()
        self._progress, self._problem = on_progress, on_problem
        self._total, self._bytes = total, 0

    def bytes_read(self, number: int) -> None:
        """Take note of how far the sources are read."""
        self._bytes += number

    def unread_articles(self, found: Iterator[Any]) -> Iterator[Article]:
        """The articles that the ledger does not have as they are; problems are reported."""
        versions = self.desk.pipeline.versions
        for page in found:
            if isinstance(page, Problem):
                self._report(page)
                continue
            try:
                article = clean(page)
            except InputError as exc:
                self._report(Problem.of(exc))
                continue
            if self.desk.ledger.read_already(article.id, versions, article.day):
                self.desk.ledger.found_again(article, run=self.run)
                self.report.same += 1
                self._advance()
            else:
                yield article

    def store(self, outcome: tuple[Article, Extraction] | Failure) -> None:
        """Store what an article yielded, or report that it could not be."""
        if isinstance(outcome, Failure):
            reason = f"internal error in {outcome.component}: {outcome.reason}"
            self._report(Problem(outcome.article.origin, None, reason, "please report it"))
            return
        article, extraction = outcome
        try:
            done = self.desk.ledger.add(
                article, extraction, run=self.run, lines=sorted(lines_of(article))
            )
        except RefusedEntryError as exc:
            self._report(Problem(article.origin, None, str(exc), "please report it"))
            return
        setattr(self.report, done, getattr(self.report, done) + 1)
        self._advance()

    def _report(self, problem: Problem) -> None:
        (self.report.failed if problem.failed else self.report.remarks).append(problem)
        if self._problem:
            self._problem(str(problem))

    def _advance(self) -> None:
        if self._progress:
            share = self._bytes / self._total if self._total else None
            self._progress(share, self.report.articles)


