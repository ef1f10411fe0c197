"""The fields of an entry as a reviewer sees them: name, key, value in words, where it stands, what else it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

from parley.desk.codebook import modes
from parley.desk.corrections import Page
from parley.ledger import EntryKind, EntryRecord
from parley.records import (
    EventType,
    Form,
    Place,
    ProposalKind,
    SpeechAct,
    Status,
    StepKind,
    Toll,
    When,
    pack,
)
from parley.spans import Span

FieldKind = Literal["choice", "actor", "actors", "day", "place", "toll", "text", "words", "pieces"]

CANDIDATES: Final = 9
"""Values that a digit picks."""


class Spec(NamedTuple):
    """A field that can be reviewed.

    Attributes:
        key: that picks it once editing has begun, unique within the kind of entry.
    """

    name: str
    label: str
    key: str
    kind: FieldKind


TYPES: Final = (
    EventType.CONSULT, EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.ACCUSE,
    EventType.THREATEN, EventType.ASSAULT, EventType.AID, EventType.SUPPORT, EventType.SANCTION,
    EventType.RETREAT, EventType.CONCEDE, EventType.COERCE, EventType.MOBILIZE, EventType.COOPERATE,
    EventType.PROTEST,
)  # fmt: skip
"""Event types in the order of their digits, the commonest first; always the same, for the fingers."""

SPECS: Final[Mapping[EntryKind, tuple[Spec, ...]]] = {
    "statement": (
        Spec("speaker", "speaker", "s", "actor"),
        Spec("act", "act", "t", "choice"),
        Spec("content", "says", "c", "pieces"),
        Spec("addressee", "to", "r", "actor"),
        Spec("date", "day", "d", "day"),
        Spec("form", "form", "f", "choice"),
        Spec("status", "status", "x", "choice"),
        Spec("source", "source", "o", "pieces"),
        Spec("cue", "cue", "u", "pieces"),
        Spec("audience", "audience", "h", "words"),
        Spec("setting", "setting", "g", "words"),
        Spec("asserted_by", "reported by", "b", "actor"),
    ),
    "event": (
        Spec("type", "type", "t", "choice"),
        Spec("actor", "actor", "a", "actors"),
        Spec("recipient", "recipient", "r", "actors"),
        Spec("third_party", "third party", "h", "actors"),
        Spec("status", "status", "x", "choice"),
        Spec("date", "day", "d", "day"),
        Spec("place", "place", "p", "place"),
        Spec("mode", "mode", "m", "choice"),
        Spec("killed", "killed", "k", "toll"),
        Spec("injured", "injured", "i", "toll"),
        Spec("captured", "captured", "c", "toll"),
        Spec("displaced", "displaced", "l", "toll"),
        Spec("missing", "missing", "g", "toll"),
        Spec("asserted_by", "according to", "b", "actor"),
        Spec("anchor", "words of the act", "w", "words"),
        Spec("evidence", "evidence", "v", "pieces"),
    ),
    "proposal": (
        Spec("kind", "kind", "t", "choice"),
        Spec("name", "name", "n", "text"),
        Spec("mentions", "mentions", "w", "pieces"),
    ),
    "step": (
        Spec("step", "step", "t", "choice"),
        Spec("by", "by", "a", "actors"),
        Spec("status", "status", "x", "choice"),
        Spec("date", "day", "d", "day"),
        Spec("asserted_by", "according to", "b", "actor"),
        Spec("evidence", "evidence", "v", "words"),
    ),
}
"""Kind of entry → its fields in the order in which they are shown; ``t`` is what 1–9 set at once."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field may take: what is sent, what is shown, and the mark of its digit."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field as it is shown.

    Attributes:
        value: in words, empty where nothing is known; raw: as it is packed.
        machine: what the machine had, in words, where a reviewer changed it.
        spans: where its words stand in the article.
        options: likely values, the first nine picked by digits; inferred: concluded, not stated.
    """

    spec: Spec
    value: str
    raw: Any
    machine: str | None
    spans: tuple[Span, ...]
    options: tuple[Option, ...]
    inferred: bool = False

    @property
    def name(self) -> str:
        """Name of the field in the record."""
        return self.spec.name


def field_views(
    kind: EntryKind, record: EntryRecord, machine: EntryRecord, page: Page
) -> tuple[FieldView, ...]:
    """The fields of an entry with the values in force; ``machine`` is the record as it was found."""
    out = []
    for spec in SPECS[kind]:
        value, found = getattr(record, spec.name), getattr(machine, spec.name)
        words = in_words(value, spec, page)
        changed = pack(value) != pack(found)
        out.append(
            FieldView(
                spec=spec,
                value=words,
                raw=pack(value),
                machine=in_words(found, spec, page) or "none" if changed else None,
                spans=tuple(spans_of(value, spec, page)),
                options=tuple(_options(spec, record, page)),
                inferred=spec.name in getattr(machine, "inferred", ()) and not changed,
            )
        )
    return tuple(out)


def in_words(value: Any, spec: Spec, page: Page) -> str:
    """A value as :func:`parley.desk.corrections.correct_value` reads it; empty where there is none."""
    match value:
        case None | ():
            return ""
        case When():
            return day_words(value)
        case Toll():
            return toll_words(value)
        case Place():
            return value.name
        case Span():
            return " ".join(value.of(page.text).split())
    if spec.kind == "actor":
        return _name(value, page)
    if spec.kind == "actors":
        return ", ".join(_name(key, page) for key in value)
    if spec.kind == "pieces":
        return " … ".join(" ".join(s.of(page.text).split()) for s in value)
    return str(value)


def day_words(when: When) -> str:
    """``2025-03-11``, ``2025-03``, ``2025``, ``2025-03-10/2025-03-12``, or nothing."""
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return ""
    if when.precision == "year" and start.year == end.year:
        return f"{start.year}"
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    return f"{start}" if start == end else f"{start}/{end}"


def toll_words(toll: Toll) -> str:
    """``12``, ``12+``, ``9-12``."""
    least = toll.low if toll.low is not None else toll.best
    if least is None:
        return f"0-{toll.high}" if toll.high is not None else ""
    if toll.high is None:
        return f"{least}+"
    return f"{least}" if least == toll.high else f"{least}-{toll.high}"


def _name(key: str, page: Page) -> str:
    return next((a.name for a in page.cast if a.key == key), key)


def spans_of(value: Any, spec: Spec, page: Page) -> Iterator[Span]:
    """Where the value's words stand; of an actor, its mention nearest to the entry."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, When | Toll | Place):
        if value.span is not None:
            yield value.span
    elif spec.kind == "pieces":
        yield from value or ()
    elif spec.kind in ("actor", "actors"):
        for key in (value,) if isinstance(value, str) else value or ():
            mentions = [m.span for m in page.mentions if m.actor == key]
            if mentions:
                yield min(mentions, key=lambda s: abs(s.start - page.near))


def _options(spec: Spec, record: EntryRecord, page: Page) -> Iterator[Option]:
    if spec.kind == "choice":
        values = _choices(spec.name, record)
        yield from (Option(str(v), str(v)) for v in values)
    elif spec.kind in ("actor", "actors"):
        yield from (Option(a.key, a.name) for a in _by_nearness(page))
    elif spec.kind == "day":
        yield from _days(page)
    elif spec.kind == "place":
        named = _nearest(page.places, page, lambda p: p.span)
        yield from (Option(name, name) for name in dict.fromkeys(p.name for p in named))


def _choices(name: str, record: EntryRecord) -> Sequence[str]:
    match name:
        case "type":
            return TYPES
        case "mode":
            return ("none", *modes()[getattr(record, "type")])  # noqa: B009  # of events only
        case "act":
            return tuple(SpeechAct)
        case "form":
            return tuple(Form)
        case "kind":
            return tuple(ProposalKind)
        case "step":
            return tuple(StepKind)
    return tuple(Status)


def _by_nearness(page: Page) -> Iterator[Any]:
    """The article's actors, those named nearest to the entry first."""
    place: dict[str, int] = {}
    for mention in page.mentions:
        if mention.actor is not None:
            away = abs(mention.span.start - page.near)
            place[mention.actor] = min(away, place.get(mention.actor, away))
    far = len(page.text)
    yield from sorted(page.cast, key=lambda a: place.get(a.key, far))


def _nearest(marks: Sequence[Any], page: Page, span: Callable[[Any], Span]) -> list[Any]:
    return sorted(marks, key=lambda m: abs(span(m).start - page.near))


def _days(page: Page) -> Iterator[Option]:
    seen: set[str] = set()
    for time in _nearest(page.times, page, lambda t: t.span):
        value = day_words(time.when) if time.when is not None else ""
        if value and value not in seen and len(seen) < CANDIDATES:
            seen.add(value)
            yield Option(value, f"{value} “{' '.join(time.span.of(page.text).split())}”")
