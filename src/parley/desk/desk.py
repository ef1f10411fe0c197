"""The desk: the one object that a caller holds. All wiring is here.

What only reading, briefs or exports need is imported where it is needed: listings answer at once.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self, get_args

import parley
from parley.desk import standing
from parley.desk.corrections import correct_value
from parley.desk.deciding import JOINED
from parley.desk.listings import Listings
from parley.desk.questions import as_day
from parley.desk.review.items import page_of
from parley.errors import UsageError
from parley.ledger import (
    Ledger,
    Query,
    Run,
    first_position,
)
from parley.records import OF_ACTORS, Judgement, Verdict

if TYPE_CHECKING:
    from parley.desk.intake import OnProblem, OnProgress, ReadReport
    from parley.desk.review.reviewing import Reviewing
    from parley.export import Bundle
    from parley.pipeline import Pipeline
    from parley.stories.briefing import Brief


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


class Desk(Listings):
    """Reads articles into a ledger, lists what it holds, takes judgements, and tells and exports it.

    Attributes:
        ledger: the ledger behind the desk, which knows what the machine found.
    """

    def __init__(self, ledger: Ledger, *, facts_file: Path | None = None) -> None:
        super().__init__(ledger, facts_file=facts_file)
        ledger.on_change(self._join_anew)

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
    def pipeline(self) -> Pipeline:
        """The pipeline, loaded when first needed: listings never load a language model."""
        from parley.pipeline import Pipeline

        return Pipeline(self.facts)

    @cached_property
    def review(self) -> Reviewing:
        """What a reviewer does: the queue by consequence and doubt, decisions, double codings."""
        from parley.desk.review.reviewing import Reviewing

        return Reviewing(self.ledger, lambda: self.facts)

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
        except BaseException as stopped:
            # The frames that were stopped may hold a transaction that is half written: nobody could write.
            traceback.clear_frames(stopped.__traceback__)
            raise
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
        verdicts = [v for v in get_args(Verdict) if v != "add"]
        if verdict not in verdicts:
            raise UsageError(f"no verdict {verdict!r}; there are {', '.join(verdicts)}")
        if verdict in OF_ACTORS:
            judge = self._judge_joined if entry.startswith(JOINED) else self._judge_actor
            return judge(entry, verdict, value or "", who=who, why=why)
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
            article = self.ledger.article(found.row.article.id)
            page = page_of(self.ledger, article, first_position(found.row.record))
            packed = correct_value(found.row.kind, field, value, page)
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

    def _judge_joined(
        self, joined: str, verdict: Verdict, value: str, *, who: str, why: str
    ) -> Judgement:
        """Store that two events or proposals are one, or that an account is not of it."""
        from parley.desk.deciding import merge_joined, split_joined

        decide = merge_joined if verdict == "merge" else split_joined
        return decide(self.ledger, joined, value, who=who, when=datetime.now(UTC), why=why)

    def _join_anew(self, entries: Sequence[str]) -> None:
        """What the entries are accounts of is told anew, from what is now in force."""
        from parley.desk.joining import join_anew

        join_anew(self.ledger, [e for e in entries if not e.startswith("st-")])

    def _settle(self) -> None:
        """Settle the ledger where something was decided that all articles bear on."""
        if self.ledger.unsettled():
            from parley.desk.settling import settle

            settle(self.ledger)

    def _last_judgement(self, entry: str) -> int:
        """The number of the last judgement of the entry that is in force."""
        if entry.startswith(JOINED):
            return self._last_decision(entry)
        made = self.ledger.judgements(entry)
        undone = {j.undoes for j in made}
        for judgement in reversed(made):
            if judgement.verdict != "undo" and judgement.number not in undone:
                return judgement.number or 0
        raise UsageError(f"no judgement of {entry} is in force: there is nothing to undo")

    def _last_decision(self, joined: str) -> int:
        """The number of the last merge or split in force of an account of the event or proposal."""
        entries = set(self.ledger.members(joined)[2])
        for made in reversed(self.ledger.joined_decisions()):
            if entries & {made.entry, *json.loads(made.new or "[]")}:
                return made.number or 0
        raise UsageError(
            f"nothing was decided about the accounts of {joined}: there is nothing to undo"
        )

    # Telling.

    def brief(
        self,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        as_of: date | str | None = None,
        actor: str | None = None,
        country: str | None = None,
        story: str | None = None,
    ) -> Brief:
        """What became known from ``since`` to ``until``, each sentence with its footnotes.

        :func:`parley.stories.briefing.as_markdown` and ``as_html`` print it.

        Args:
            as_of: only from what had been published by then, as ``until``.
            actor, country, story: narrow it, as they do listings.
        """
        from parley.desk.briefing import Focus, brief_of

        with self.ledger.same_state():
            return brief_of(
                self,
                since=None if since is None else as_day("since", since),
                until=None if until is None else as_day("until", until),
                as_of=None if as_of is None else as_day("as_of", as_of),
                focus=Focus(actor, country, story),
            )

    def export(self, format_name: str, dest: str | Path) -> list[Path]:
        """Write the ledger to ``dest``, a folder or file as the format has it; the files written.

        Raises:
            UsageError: there is no such format, or it cannot be written.
        """
        from parley.export import FORMATS

        if format_name not in FORMATS:
            raise UsageError(f"no format {format_name!r}; there are {', '.join(sorted(FORMATS))}")
        with self.ledger.same_state():
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
            happenings=self.happenings(),
            threads=self.threads(),
            cells=self.positions(),
        )
