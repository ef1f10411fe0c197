"""One entry as a reviewer sees it: its fields beside its sentence, what else is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.desk.corrections import Page, corrected_row
from parley.desk.review.fields import FieldView, field_views
from parley.ledger import (
    Entry,
    EntryKind,
    EntryRecord,
    EntryRow,
    Ledger,
    edits,
    first_position,
    standing,
    verdict,
)
from parley.records import (
    Article,
    EventType,
    Judgement,
    Mention,
    Place,
    TimeMention,
    Verdict,
    unpack,
)
from parley.spans import Span


@dataclass(frozen=True, slots=True)
class Item:
    """An entry to be reviewed.

    Attributes:
        row: with the values in force; machine: the record as the machine found it.
        folded: ids of the other accounts of the same event, for which it stands in the queue.
        judgements: of the entry, in order; of a blind coding only the coder's own.
        verdict: what they come to; by_hand: whether a reviewer added it.
    """

    row: EntryRow[EntryRecord]
    machine: EntryRecord
    article: Article
    page: Page
    fields: tuple[FieldView, ...]
    evidence: tuple[Span, ...]
    judgements: tuple[Judgement, ...]
    verdict: Verdict | None
    consequence: float = 0.0
    priority: float = 0.0
    folded: tuple[str, ...] = ()
    by_hand: bool = False

    @property
    def id(self) -> str:
        """Id of the entry."""
        return self.row.id

    @property
    def kind(self) -> EntryKind:
        """Kind of the entry."""
        return self.row.kind

    @property
    def edited(self) -> bool:
        """Whether a reviewer changed a field."""
        return any(field.machine is not None for field in self.fields)

    @property
    def headline(self) -> str:
        """The entry in one line: who, what, to whom."""
        told = {field.name: field.value for field in self.fields}
        nobody = "somebody"
        match self.kind:
            case "event":
                act = f"{told['actor'] or nobody} · {EventType(told['type']).label}"
                return f"{act} · {told['recipient']}" if told["recipient"] else act
            case "statement":
                said = f"{told['speaker'] or nobody} {told['act']}"
                return f"{said} to {told['addressee']}" if told["addressee"] else said
            case "step":
                name = self.row.proposal[1] if self.row.proposal else "a proposal"
                return f"{name} · {told['step']}" + (f" by {told['by']}" if told["by"] else "")
        return f"{told['name']} · {told['kind']}"

    @property
    def comments(self) -> tuple[Judgement, ...]:
        """The comments in force, the oldest first."""
        return tuple(j for j in self.judgements if j.verdict == "comment")


def page_of(ledger: Ledger, article: Article, near: int = 0) -> Page:
    """The article as corrections look into it; ``near`` is where the entry stands."""
    marks = ledger.review.marks(article.id)
    return Page(
        cast=ledger.cast(article.id),
        text=article.text,
        mentions=tuple(unpack(Mention, m) for m in marks.get("mentions", ())),
        times=tuple(unpack(TimeMention, t) for t in marks.get("times", ())),
        places=tuple(unpack(Place, p) for p in marks.get("places", ())),
        near=near,
    )


def item_of(ledger: Ledger, entry_id: str, *, coding: str | None = None, coder: str = "") -> Item:
    """The entry as it is reviewed.

    Args:
        coding: of a double coding, in which ``coder`` sees nobody's judgements but her own.

    Raises:
        NotFoundError: no such entry.
    """
    found = ledger.get(entry_id)
    made = _seen(found, coding, coder)
    changed = edits(made, coding)
    article = ledger.article(found.row.article.id)
    page = page_of(ledger, article, first_position(found.row.record))
    row = found.row
    if changed:
        row = corrected_row(row, changed, page.cast, lambda: article.text)
    fields = field_views(row.kind, row.record, found.row.record, page)
    evidence = next((f.spans for f in fields if f.name == "evidence"), ())
    weight, priority = ledger.review.weight(row.id)
    return Item(
        row=replace(row, verdict=verdict(made, coding)),
        machine=found.row.record,
        article=article,
        page=page,
        fields=fields,
        evidence=evidence or tuple(Span(s.start, s.end) for s in found.selectors),
        judgements=tuple(standing(made, coding)),
        verdict=verdict(made, coding),
        consequence=weight,
        priority=priority,
        folded=() if coding else tuple(ledger.review.folded(row.id)),
        by_hand="by hand" in found.versions,
    )


def _seen(found: Entry, coding: str | None, coder: str) -> Sequence[Judgement]:
    """The judgements that may be shown."""
    if coding is None:
        return found.judgements
    return [j for j in found.judgements if j.coding == coding and j.who == coder]
