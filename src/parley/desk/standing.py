"""Entries as they stand: what the machine found, with what reviewers changed in it.

The store filters by what was found. Entries that reviewers edited, few among many, are therefore asked for
apart, without the filters on edited fields, and those filters are applied here to the values in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

from parley.desk.corrections import ROLES, corrected_row
from parley.ledger import (
    PARTY_ROLES,
    Entry,
    EntryRow,
    Ledger,
    Query,
    edits,
    first_position,
    fold,
    verdict,
)
from parley.records import Article, Extraction, Judgement, Proposal, ProposalKind, Verdict

Listing = Callable[[Query], list[EntryRow[Any]]]
"""One of the ledger's lists of entries."""

_TOUCHED: Final[Mapping[str, tuple[str, ...]]] = {
    "type": ("type",),
    "step": ("type",),
    "kind": ("type",),
    "form": ("form",),
    "act": ("act",),
    "status": ("status",),
    "date": ("since", "until"),
    **dict.fromkeys(ROLES, ("actor", "speaker", "country")),
}
"""Field → the filters that ask for it."""


def entries(ledger: Ledger, listing: Listing, query: Query) -> list[EntryRow[Any]]:
    """The entries that fit the query by the values in force, in its order."""
    edited = edits_by_entry(ledger)
    if not edited:
        return listing(query)

    def place(row: EntryRow[Any]) -> tuple[Any, ...]:
        return _place(row, query.order)

    changed = list(_edited_entries(ledger, listing, query, edited))
    # Each edited entry moves the others by one place at most: those further ahead are not read.
    skipped = max(query.offset - len(changed), 0)
    limit = None if query.limit is None else query.offset + query.limit - skipped
    rows = listing(replace(query, without=tuple(edited), limit=limit, offset=skipped))
    if skipped and not rows:
        return []
    if skipped:
        first = place(rows[0])
        there = [row for row in changed if place(row) > first]
        skipped += len(changed) - len(there)
        changed = there
    found = sorted((*rows, *changed), key=place)
    return found[query.offset - skipped :][: query.limit]


def ids_of_statements(ledger: Ledger, query: Query) -> list[str]:
    """Ids of the statements that fit the query by the values in force, in no order, without bounds."""
    edited = edits_by_entry(ledger)
    found = ledger.ids("statement", replace(query, without=tuple(edited), limit=None, offset=0))
    changed = _edited_entries(ledger, ledger.statements, query, edited) if edited else ()
    return found + [row.id for row in changed]


def said_to(ledger: Ledger, query: Query, audience: str) -> list[EntryRow[Any]]:
    """The statements that fit the query and were said to, or in, what the words name."""
    wanted = fold(audience)
    found = [
        row
        for row in entries(ledger, ledger.statements, replace(query, limit=None, offset=0))
        if any(wanted in fold(words) for words in _heard(row))
    ]
    return found[query.offset :][: query.limit]


def _heard(row: EntryRow[Any]) -> list[str]:
    """The words for whom and where, and the name of the one addressed."""
    around = [row.words[name] for name in ("audience", "setting") if name in row.words]
    return around + [actor.name for actor in row.who("addressee")]


def entry(ledger: Ledger, entry_id: str) -> Entry:
    """All that is known of an entry, its row with the values in force; raises NotFoundError."""
    found = ledger.get(entry_id)
    changed = edits(found.judgements)
    if not changed:
        return found
    article = found.row.article.id
    row = corrected_row(found.row, changed, ledger.cast(article), partial(_text, ledger, article))
    return replace(found, row=row)


def edits_by_entry(ledger: Ledger) -> dict[str, dict[str, Any]]:
    """Entry → field → value in force, for all entries that reviewers edited."""
    made = _by_entry(ledger.judgements_of_edited())
    found = {entry: edits(judgements) for entry, judgements in made.items()}
    return {entry: changed for entry, changed in found.items() if changed}


def verdicts(ledger: Ledger) -> dict[str, Verdict]:
    """Entry → what its judgements come to."""
    found = {
        entry: verdict(judgements) for entry, judgements in _by_entry(ledger.judgements()).items()
    }
    return {entry: decided for entry, decided in found.items() if decided is not None}


def _by_entry(judgements: Iterable[Judgement]) -> Mapping[str, list[Judgement]]:
    made: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        made[judgement.entry].append(judgement)
    return made


def pages(ledger: Ledger, query: Query) -> Iterator[tuple[Article, Extraction]]:
    """The articles that fit the query with those of their entries that do, by the values in force.

    What reviewers rejected and what stands in learned furniture is left out.
    """
    kept: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for listing in (ledger.statements, ledger.events, ledger.proposals, ledger.steps):
        for row in entries(ledger, listing, query):
            kept[row.article.id][row.id] = row.record
    of_articles = replace(query, actor=None, country=None)
    wanted = {row.id for row in ledger.articles(of_articles)}
    for article, extraction in ledger.everything():
        if article.id in wanted:
            yield article, _reduced(extraction, kept[article.id])


def _reduced(extraction: Extraction, kept: Mapping[str, Any]) -> Extraction:
    """The extraction with the entries that are kept, as they are kept."""

    def proposals() -> Iterator[Proposal]:
        for found in extraction.proposals:
            steps = tuple(kept[s.id] for s in found.steps if s.id in kept)
            if steps or found.id in kept:
                yield replace(kept.get(found.id, found), steps=steps)

    return replace(
        extraction,
        statements=tuple(kept[s.id] for s in extraction.statements if s.id in kept),
        events=tuple(kept[e.id] for e in extraction.events if e.id in kept),
        proposals=tuple(proposals()),
    )


def _edited_entries(
    ledger: Ledger, listing: Listing, query: Query, edited: Mapping[str, Mapping[str, Any]]
) -> Iterator[EntryRow[Any]]:
    """The edited entries that fit by the values in force."""
    alike: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for entry_id, changed in edited.items():
        alike[frozenset(changed)].append(entry_id)
    named = {
        name: {a.identity for a in ledger.actors(Query(actor=words))}
        for name, words in (("actor", query.actor), ("speaker", query.speaker))
        if words is not None
    }
    for fields, ids in alike.items():
        again = _Recheck(query, fields, named)
        for row in listing(replace(again.loosened, ids=ids)):
            article = row.article.id
            cast = () if fields.isdisjoint(ROLES) else ledger.cast(article)
            row = corrected_row(row, edited[row.id], cast, partial(_text, ledger, article))
            if again.fits(row):
                yield row


def _text(ledger: Ledger, article: str) -> str:
    return ledger.article(article).text


@dataclass(frozen=True, slots=True)
class _Recheck:
    """Filters that must be asked again of rows in which the fields were edited.

    Attributes:
        named: ids of the actors that ``query.actor`` and ``query.speaker`` mean.
    """

    query: Query
    fields: Collection[str]
    named: Mapping[str, Collection[str]]

    @property
    def asked_again(self) -> set[str]:
        """Names of the filters."""
        asked = {f for field in self.fields for f in _TOUCHED.get(field, ())}
        # Of a step, the kind of its proposal may be asked for, and that is not what was edited.
        of_proposals = "step" in self.fields and all(map(_is_kind, _several(self.query.type)))
        return asked - {"type"} if of_proposals else asked

    @property
    def loosened(self) -> Query:
        """The query without these filters, and without bounds."""
        none: dict[str, Any] = dict.fromkeys(self.asked_again)
        return replace(self.query, limit=None, offset=0, **none)

    def fits(self, row: EntryRow[Any]) -> bool:
        """Whether the row fits these filters."""
        return all(_FITS[name](row, self) for name in self.asked_again if getattr(self.query, name))


def _end(row: EntryRow[Any]) -> date | None:
    when = getattr(row.record, "date", None)
    return (when.end if when else None) or row.day


def _type(row: EntryRow[Any]) -> Any:
    record = row.record
    return next(v for f in ("type", "step", "kind") if (v := getattr(record, f, None)))


def _among(wanted: str | Sequence[str] | None, value: Any) -> bool:
    return str(value).casefold() in {str(v).casefold() for v in _several(wanted)}


def _several(wanted: str | Sequence[str] | None) -> Sequence[str]:
    return [wanted] if isinstance(wanted, str) else wanted or ()


def _is_kind(word: str) -> bool:
    return word.casefold() in set(ProposalKind)


def _takes_part(row: EntryRow[Any], identities: Collection[str]) -> bool:
    return any(a.identity in identities for a in row.who(*PARTY_ROLES))


_FITS: Final[Mapping[str, Callable[[EntryRow[Any], _Recheck], bool]]] = {
    "type": lambda row, again: _among(again.query.type, _type(row)),
    "form": lambda row, again: _among(again.query.form, row.record.form),
    "act": lambda row, again: _among(again.query.act, row.record.act),
    "status": lambda row, again: _among(again.query.status, row.record.status),
    "since": lambda row, again: (_end(row) or date.min) >= (again.query.since or date.min),
    "until": lambda row, again: row.day is not None and row.day <= (again.query.until or date.max),
    "actor": lambda row, again: _takes_part(row, again.named["actor"]),
    "speaker": lambda row, again: _takes_part(row, again.named["speaker"]),
    "country": lambda row, again: any(
        a.country == again.query.country for a in row.who(*PARTY_ROLES)
    ),
}
"""Filter → whether a row fits it by its values in force."""


def _place(row: EntryRow[Any], order: str) -> tuple[Any, ...]:
    """What sorts a row as the ledger sorts: by day, those without one last, then as they are printed."""
    tail = (row.article.id, first_position(row.record), row.id)
    day = row.day or date.max
    days = row.day is None, -day.toordinal() if order == "newest" else day.toordinal()
    return (-row.record.confidence, *days, *tail) if order == "confidence" else (*days, *tail)
