"""The desk: the one object that a caller holds. All wiring is here.

What only reading, briefs or exports need is imported where it is needed: listings answer at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal, Self, TypeVar, get_args

import parley
from parley.desk import standing
from parley.desk.corrections import correct_value
from parley.desk.questions import FILTERS, query
from parley.errors import NotFoundError, UsageError
from parley.ledger import (
    ActorRow,
    ArticleRow,
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
    fold,
)
from parley.records import OF_ACTORS, Article, Judgement, Verdict, pack

if TYPE_CHECKING:
    from parley.desk.intake import OnProblem, OnProgress, ReadReport
    from parley.export import Bundle
    from parley.facts import Facts
    from parley.pipeline import Pipeline
    from parley.stories.contacts import Contact

LISTINGS: Final = tuple(FILTERS)
"""The names of the listings, each a method of :class:`Desk`."""


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

    Every listing takes the filters of :class:`parley.ledger.Query` as keyword arguments, and shows each
    entry with the values that reviewers gave it.

    Attributes:
        ledger: the ledger behind the desk, which knows what the machine found.
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
        from parley.facts import open_facts

        return open_facts(self._facts_file)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline, loaded when first needed: listings never load a language model."""
        from parley.pipeline import Pipeline

        return Pipeline(self.facts)

    # Filling.

    def read(
        self,
        sources: str | Path | Iterable[str | Path],
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
        from parley.desk.intake import Intake
        from parley.desk.settling import settle
        from parley.ingest import FetchPolicy, Given, count, pages

        names = [str(s) for s in ([sources] if isinstance(sources, str | Path) else sources)]
        run = Run(datetime.now(UTC), f"parley {parley.__version__}", f"read {' '.join(names)}")
        intake = Intake(
            self.ledger, self.pipeline, run,
            on_progress=on_progress, on_problem=on_problem, total=count(names),
        )  # fmt: skip
        found = pages(
            names,
            given=Given(publisher=publisher, published=published),
            policy=FetchPolicy(allow_private=allow_private),
            stdin=stdin,
            known=self.ledger.validators,
            progress=intake.bytes_read,
        )
        try:
            intake.take(found)
        finally:
            # Also after Ctrl-C: what is stored is settled, so that the ledger is whole.
            settle(self.ledger)
        intake.report.entries = self.ledger.counts()
        return intake.report

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
        """Append a judgement about an entry or actor; ``undo`` takes back the last one that stands.

        Args:
            entry: its id, or the beginning of it.
            who: name of the reviewer; why: free words.
            field, value: of an edit, the value in words: see :func:`parley.desk.corrections.correct_value`;
                of a merge, the id of the other actor; of a split, who leaves: :func:`parley.desk.deciding.split`.

        Raises:
            NotFoundError: no such entry. UsageError: what cannot be meant, or nothing to undo.
        """
        if verdict not in get_args(Verdict):
            raise UsageError(f"no verdict {verdict!r}; there are {', '.join(get_args(Verdict))}")
        if verdict in OF_ACTORS:
            return self._judge_actor(entry, verdict, value or "", who=who, why=why)
        if (verdict == "edit") != (field is not None and value is not None):
            raise UsageError("an edit, and nothing but an edit, names a field and its new value")
        now = datetime.now(UTC)
        if verdict == "undo":
            undone = self.ledger.undo(self._last_judgement(entry), who=who, when=now, why=why)
            self._settle()
            return undone
        new = None
        if field is not None and value is not None:
            found = self.ledger.get(entry)
            cast = self.ledger.cast(found.row.article.id)
            packed = correct_value(found.row.kind, field, value, cast)
            new = json.dumps(packed, ensure_ascii=False)
        return self.ledger.judge(Judgement(entry, verdict, who, now, field=field, new=new, why=why))

    def _judge_actor(
        self, actor: str, verdict: Verdict, value: str, *, who: str, why: str
    ) -> Judgement:
        """Store a merge or a split and settle anew who is who."""
        from parley.desk.deciding import merge, split

        found, now = self.actor(actor), datetime.now(UTC)
        if verdict == "merge":
            made = merge(self.ledger, found, self.actor(value), who=who, when=now, why=why)
        else:
            made = split(self.ledger, found, value, who=who, when=now, why=why)
        self._settle()
        return made

    def _settle(self) -> None:
        """Settle the ledger where something was decided that all articles bear on."""
        if self.ledger.unsettled():
            from parley.desk.settling import settle

            settle(self.ledger)

    def _last_judgement(self, entry: str) -> int:
        """The number of the last judgement of the entry that is in force."""
        made = self.ledger.judgements(entry)
        undone = {j.undoes for j in made}
        for judgement in reversed(made):
            if judgement.verdict != "undo" and judgement.number not in undone:
                return judgement.number or 0
        raise UsageError(f"no judgement of {entry} is in force: there is nothing to undo")

    # Listing.

    def articles(self, **filters: Any) -> list[ArticleRow]:
        """Articles by day of publication."""
        return self.ledger.articles(self._query("articles", filters))

    def actors(self, *, text: str | None = None, **filters: Any) -> list[ActorRow]:
        """Actors, those in most articles first; ``text`` looks into all their names."""
        query = self._query("actors", filters)
        if text is None:
            return self.ledger.actors(query)
        wanted = fold(text).split()
        found = [
            row
            for row in self.ledger.actors(replace(query, limit=None, offset=0))
            if all(w in fold(" ".join((row.name, *row.names))) for w in wanted)
        ]
        return found[query.offset :][: query.limit]

    def statements(self, *, audience: str | None = None, **filters: Any) -> list[StatementRow]:
        """Who said what; ``audience`` names whom it was said to, or where ("news conference")."""
        query = self._query("statements", filters)
        if audience is None:
            return standing.entries(self.ledger, self.ledger.statements, query)
        return standing.said_to(self.ledger, query, audience)

    def events(self, **filters: Any) -> list[EventRow]:
        """Who did what to whom."""
        query = self._query("events", filters)
        return standing.entries(self.ledger, self.ledger.events, query)

    def contacts(self, **filters: Any) -> list[EventRow]:
        """Who met, called or visited whom: the events of type CONSULT."""
        query = replace(self._query("contacts", filters), type="CONSULT")
        return standing.entries(self.ledger, self.ledger.events, query)

    def contacts_as_mend(self, **filters: Any) -> list[Mapping[str, Any]]:
        """The contacts that the filters ask for, in the columns of MEND."""
        from parley.export.mend import as_mend
        from parley.stories.contacts import contacts_of

        rows = self.contacts(**filters)
        by_article: dict[str, dict[str, Contact]] = {}
        for row in rows:
            if row.article.id not in by_article:
                article = self.ledger.article(row.article.id)
                found = contacts_of(article, self.ledger.extraction(article.id))
                by_article[article.id] = {c.id: c for c in found}
        known = (by_article[row.article.id].get(row.id) for row in rows)
        return [as_mend(c) for c in known if c is not None]

    def proposals(self, **filters: Any) -> list[ProposalRow]:
        """What is on the table, by article."""
        query = self._query("proposals", filters)
        return standing.entries(self.ledger, self.ledger.proposals, query)

    def steps(self, **filters: Any) -> list[StepRow]:
        """The moves in the life of proposals; ``type`` filters by the proposal's kind or the step."""
        query = self._query("steps", filters)
        return standing.entries(self.ledger, self.ledger.steps, query)

    def stories(self, **filters: Any) -> list[StoryRow]:
        """Stories by their first day."""
        return self.ledger.stories(self._query("stories", filters))

    def search(self, words: str, **filters: Any) -> list[Hit]:
        """What holds all the words; ``"…"`` is a phrase."""
        return self.ledger.search(words, query=self._query("events", filters))

    def frame(self, listing: str, **filters: Any) -> Any:
        """A listing as a pandas data frame: ``statements``, ``events``, ``contacts`` …

        Raises:
            UsageError: pandas is not installed, or there is no such listing.
        """
        if listing not in LISTINGS:
            raise UsageError(f"there is no listing {listing!r}; there are {', '.join(LISTINGS)}")
        try:
            import pandas as pd
        except ImportError as exc:
            raise UsageError("data frames need pandas: pip install 'parley[frames]'") from exc
        return pd.json_normalize([pack(row) for row in getattr(self, listing)(**filters)])

    def holds_articles(self) -> bool:
        """Whether anything was read into the ledger."""
        return bool(self.ledger.articles(Query(limit=1)))

    # Looking up. The beginning of an id will do where it is the only one.

    def entry(self, entry_id: str) -> Entry:
        """All that is known of an entry, its row with the values in force; raises NotFoundError."""
        return standing.entry(self.ledger, entry_id)

    def article(self, article_id: str) -> Article:
        """One article; raises NotFoundError."""
        return self.ledger.article(article_id)

    def actor(self, actor_id: str) -> ActorRow:
        """One actor over all articles; raises NotFoundError."""
        return _only(actor_id, {r.identity: r for r in self.ledger.actors()}, "parley actors")

    def story(self, story_id: str) -> StoryRow:
        """One story; raises NotFoundError."""
        return _only(story_id, {r.id: r for r in self.ledger.stories()}, "parley stories")

    # Telling.

    def brief(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        as_of: date | None = None,
        actor: str | None = None,
        story: str | None = None,
    ) -> str:
        """What changed since a day, as Markdown with a footnote to each sentence.

        Copies are left out, and what reviewers rejected.
        """
        from parley.stories.brief import as_markdown, make_brief

        asked = {"as_of": as_of, "actor": actor, "story": story, "copies": False}
        names = {(article, key): name for article, key, name in self.ledger.identity_names()}
        brief = make_brief(
            standing.pages(self.ledger, self._query("events", asked)),
            lambda article, key: names.get((article, key), key),
            since=since,
            until=until,
        )
        return as_markdown(brief)

    def export(self, format_name: str, dest: str | Path) -> list[Path]:
        """Write the ledger to ``dest``, a folder or file as the format has it; the files written.

        Raises:
            UsageError: there is no such format, or it cannot be written.
        """
        from parley.export import FORMATS

        if format_name not in FORMATS:
            raise UsageError(f"no format {format_name!r}; there are {', '.join(sorted(FORMATS))}")
        return FORMATS[format_name](self._bundle(), Path(dest))

    def _bundle(self) -> Bundle:
        """All that an export may use, as it stands: with corrections, without what was rejected."""
        from parley.export import Bundle

        articles = self.ledger.articles()
        return Bundle(
            pages=standing.pages(self.ledger, Query()),
            version=parley.__version__,
            identities={(i.article, i.actor): i for i in self.ledger.identities()},
            stories={a.id: a.story for a in articles if a.story},
            copies={a.id: a.copy_of for a in articles if a.copy_of},
            judged=standing.verdicts(self.ledger),
        )

    def _query(self, listing: str, filters: Mapping[str, Any]) -> Query:
        return query(listing, filters, self.ledger, lambda: self.facts)


R = TypeVar("R")


def _only(beginning: str, rows: Mapping[str, R], command: str) -> R:
    """The one row whose id begins so."""
    if beginning in rows:
        return rows[beginning]
    found = sorted(i for i in rows if beginning and i.startswith(beginning))
    if len(found) == 1:
        return rows[found[0]]
    several = f"several begin so: {', '.join(found[:3])}; give more of it"
    raise NotFoundError(beginning, advice=several if found else f"`{command}` lists the ids")
