"""The brief: what changed since a day, each line cited.

Nothing stands in a brief that is not in an entry: a line is made of an entry's fields and of words copied from
the article, and ends in a footnote to the sentence. Entries of several articles that report the same thing
stand in one line with a footnote each.

Ranking, first version: what more articles report comes first, then what has a higher toll, then what the
extraction is surer of; statements of heads of state and government, ministers and their spokespersons come
before those of others. Ties are broken by day and words, so that the same ledger gives the same brief.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Final

from parley.records import (
    Article,
    Event,
    EventType,
    Extraction,
    Form,
    Proposal,
    Statement,
    Status,
    Step,
    Toll,
    When,
)
from parley.spans import Span

Page = tuple[Article, Extraction]
Naming = Callable[[str, str], str]
"""From an article's id and an actor's key to the actor's name."""

LINES: Final = 12
"""Most lines in a section: a brief is to be read, not searched."""

QUOTE_LENGTH: Final = 320
"""Longest quotation printed, in code points; longer ones are cut at a word and end in an ellipsis."""

GROUND: Final = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE, EventType.PROTEST}
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the sentence that a line rests on.

    Attributes:
        number: 1-based; article: its id; entry: the entry's id; sentence: its words.
    """

    number: int
    article: str
    entry: str
    publisher: str
    title: str
    published: date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line with the numbers of its footnotes; ``level`` 1 hangs below the line before."""

    text: str
    notes: tuple[int, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Brief:
    """Sections in order, each a title and its lines, and the footnotes."""

    since: date | None
    until: date | None
    articles: int
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Footnotes:
    notes: list[Note] = field(default_factory=list)
    known: dict[tuple[str, str], int] = field(default_factory=dict)

    def cite(self, page: Page, entry: str, span: Span) -> int:
        article = page[0]
        sentence = " ".join(span.of(article.text).split())
        key = (article.id, sentence)
        if key not in self.known:
            self.known[key] = len(self.notes) + 1
            self.notes.append(
                Note(
                    self.known[key],
                    article.id,
                    entry,
                    article.publisher.value if article.publisher else "outlet not known",
                    article.title.value if article.title else "",
                    article.day,
                    sentence,
                )
            )
        return self.known[key]


def make_brief(
    pages: Iterable[Page], naming: Naming, *, since: date | None = None, until: date | None = None
) -> Brief:
    """The brief of what the pages report and what fell on or after ``since``.

    An entry falls on its own day, or, where it names none, on the day of publication; where neither is
    known it is left out when ``since`` or ``until`` is given.
    """
    kept = sorted(pages, key=lambda p: (p[0].day or date.max, p[0].id))
    notes = _Footnotes()
    inside = _Window(since, until)
    sections = (
        ("Contacts", _events(kept, naming, inside, notes, _is_contact)),
        ("On the table", _table(kept, naming, inside, notes)),
        ("On the ground", _events(kept, naming, inside, notes, _is_ground)),
        ("Moves", _events(kept, naming, inside, notes, _is_move)),
        ("Said", _said(kept, naming, inside, notes)),
    )
    return Brief(since, until, len(kept), sections, tuple(notes.notes))


@dataclass(frozen=True, slots=True)
class _Window:
    since: date | None
    until: date | None

    def holds(self, article: Article, when: When) -> bool:
        start = when.start or article.day
        end = when.end or article.day
        if start is None or end is None:
            return self.since is None and self.until is None
        return (self.since is None or end >= self.since) and (
            self.until is None or start <= self.until
        )


def _is_contact(event: Event) -> bool:
    return event.type is EventType.CONSULT and len(event.actor + event.recipient) > 1


def _is_ground(event: Event) -> bool:
    return event.type in GROUND


def _is_move(event: Event) -> bool:
    return not _is_ground(event) and event.type is not EventType.CONSULT and bool(event.recipient)


def _events(
    pages: Sequence[Page],
    naming: Naming,
    window: _Window,
    notes: _Footnotes,
    wanted: Callable[[Event], bool],
) -> tuple[Line, ...]:
    groups: dict[tuple[object, ...], list[tuple[Page, Event]]] = {}
    for page in pages:
        for event in page[1].events:
            if wanted(event) and window.holds(page[0], event.date):
                groups.setdefault(_event_key(page, event, naming), []).append((page, event))
    ranked = sorted(groups.items(), key=lambda g: (_rank(g[1]), repr(g[0])))
    lines = []
    for _, members in ranked[:LINES]:
        page, event = max(members, key=lambda m: _fullness(m[1]))
        cited = tuple(dict.fromkeys(notes.cite(p, e.id, e.evidence[0]) for p, e in members[:4]))
        lines.append(Line(_event_words(page, event, naming, len(members)), cited))
    return tuple(lines)


def _event_key(page: Page, event: Event, naming: Naming) -> tuple[object, ...]:
    """What makes two events of different articles the same line: type, sides, day and status."""

    def name(keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(sorted(naming(page[0].id, k) for k in keys))

    day = event.date.start or page[0].day
    sides = name(event.actor + event.recipient) if event.type is EventType.CONSULT else (
        name(event.actor), name(event.recipient))  # fmt: skip
    place = event.place.name if event.place and event.type is EventType.ASSAULT else None
    return (event.type, sides, day, event.status, place)


def _rank(members: Sequence[tuple[Page, Event]]) -> tuple[float, ...]:
    articles = len({p[0].id for p, _ in members})
    toll = max((e.killed.best or 0 if e.killed else 0) for _, e in members)
    return (-articles, -toll, -max(e.confidence for _, e in members))


def _fullness(event: Event) -> tuple[int, float]:
    known = (event.place, event.killed, event.injured, event.date.start, event.mode)
    return sum(k is not None for k in known), event.confidence


def _event_words(page: Page, event: Event, naming: Naming, times: int) -> str:
    article = page[0]
    who = ", ".join(naming(article.id, k) for k in event.actor) or "somebody unnamed"
    whom = ", ".join(naming(article.id, k) for k in event.recipient)
    sign = "–" if event.type is EventType.CONSULT else "→"
    parts = [f"{day_words(event.date, article)}: {who}" + (f" {sign} {whom}" if whom else "")]
    parts.append(f"“{_short(event.anchor.of(article.text), 80)}” ({event.type})")
    if event.place is not None:
        parts.append(f"in {event.place.name}")
    for label, toll in (("killed", event.killed), ("injured", event.injured)):
        if toll is not None:
            parts.append(f"{toll_words(toll)} {label}")
    if event.status is not Status.ACTUAL:
        parts.append(str(event.status))
    if event.asserted_by:
        parts.append(f"according to {naming(article.id, event.asserted_by)}")
    return ", ".join(parts)


def toll_words(toll: Toll) -> str:
    """A toll with its bounds: "9", "at least 9", "up to 9", "about 9", "24 or more"."""
    if toll.best is None:
        return f"{toll.low} or more" if toll.low is not None else "some"
    if toll.low == toll.best and toll.high is None:
        return f"at least {toll.best}"
    if toll.low is None and toll.high == toll.best:
        return f"up to {toll.best}"
    return str(toll.best) if toll.low == toll.high else f"about {toll.best}"


def day_words(when: When, article: Article) -> str:
    """The day of an entry, or that of the report where its own is not known."""
    if when.start is None:
        return f"reported {article.day.isoformat()}" if article.day else "day not known"
    if when.end is None or when.end == when.start:
        return when.start.isoformat()
    return f"{when.start.isoformat()} to {when.end.isoformat()}"


def _table(
    pages: Sequence[Page], naming: Naming, window: _Window, notes: _Footnotes
) -> tuple[Line, ...]:
    groups: dict[tuple[str, str], list[tuple[Page, Proposal, Step]]] = {}
    for page in pages:
        for proposal in page[1].proposals:
            for step in proposal.steps:
                if window.holds(page[0], step.date):
                    key = (str(proposal.kind), proposal.key)
                    groups.setdefault(key, []).append((page, proposal, step))
    ranked = sorted(groups.items(), key=lambda g: (-len({m[0][0].id for m in g[1]}), g[0]))
    lines: list[Line] = []
    for _, members in ranked[: LINES // 2]:
        best = max(members, key=lambda m: (m[1].confidence, len(m[1].name)))
        lines.append(Line(f"{best[1].name} ({best[1].kind})", ()))
        # Only lines that are printed cite: the notes are numbered as they are asked for.
        lines.extend(islice(_step_lines(members, naming, notes), LINES))
    return tuple(lines)


def _step_lines(
    members: Sequence[tuple[Page, Proposal, Step]], naming: Naming, notes: _Footnotes
) -> Iterator[Line]:
    groups: dict[tuple[str, str, str], list[tuple[Page, Step]]] = {}
    for page, _, step in members:
        by = ", ".join(sorted(naming(page[0].id, k) for k in step.by)) or "somebody unnamed"
        key = (day_words(step.date, page[0]), str(step.step), by)
        groups.setdefault(key, []).append((page, step))
    order = sorted(groups, key=lambda k: (k[0].removeprefix("reported "), k))
    for key in order:
        day, step_name, by = key
        cited = tuple(dict.fromkeys(notes.cite(p, s.id, s.evidence) for p, s in groups[key][:3]))
        yield Line(f"{day}: {step_name}, by {by}", cited, level=1)


def _said(
    pages: Sequence[Page], naming: Naming, window: _Window, notes: _Footnotes
) -> tuple[Line, ...]:
    groups: dict[tuple[str, str], list[tuple[Page, Statement]]] = {}
    for page in pages:
        for s in page[1].statements:
            if s.speaker and s.form is not Form.INDIRECT and window.holds(page[0], s.date):
                words = "".join(c for c in s.content[0].of(page[0].text).casefold() if c.isalnum())
                key = (naming(page[0].id, s.speaker), words[:60])
                groups.setdefault(key, []).append((page, s))
    ranked = sorted(groups.items(), key=lambda g: (_said_rank(g[1]), g[0]))
    lines = []
    for (speaker, _), members in ranked[:LINES]:
        page, s = max(members, key=lambda m: sum(c.length for c in m[1].content))
        words = " … ".join(c.of(page[0].text) for c in s.content)
        cited = tuple(dict.fromkeys(notes.cite(p, m.id, m.evidence[0]) for p, m in members[:4]))
        lines.append(
            Line(f"{day_words(s.date, page[0])}: {speaker}: {_short(words, QUOTE_LENGTH)}", cited)
        )
    return tuple(lines)


def _said_rank(members: Sequence[tuple[Page, Statement]]) -> tuple[float, ...]:
    page, s = members[0]
    actor = next((a for a in page[1].actors if a.key == s.speaker), None)
    official = actor is not None and actor.sector == "GOV" and actor.kind in ("person", "state")
    direct = s.form is Form.DIRECT
    return (-len({p[0].id for p, _ in members}), -float(official), -float(direct), -s.confidence)


def _short(words: str, longest: int) -> str:
    """The words on one line; too long ones cut at a word, with an ellipsis."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0] + " …"


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown with numbered footnotes."""
    out = [f"# Brief{_period(brief)}", "", f"From {brief.articles} articles.", ""]
    for title, lines in brief.sections:
        out += [f"## {title}", ""]
        out += [
            f"{'  ' * line.level}- {_escaped(line.text)}" + "".join(f"[^{n}]" for n in line.notes)
            for line in lines
        ] or ["Nothing new."]
        out.append("")
    for n in brief.notes:
        day = n.published.isoformat() if n.published else "undated"
        title = f", “{_escaped(n.title)}”" if n.title else ""
        out.append(
            f"[^{n.number}]: {_escaped(n.publisher)}{title}, {day}: {_escaped(n.sentence)} `{n.entry}`"
        )
    return "\n".join(out) + "\n"


def _period(brief: Brief) -> str:
    since = f" since {brief.since.isoformat()}" if brief.since else ""
    return since + (f" until {brief.until.isoformat()}" if brief.until else "")


def _escaped(text: str) -> str:
    """Text of an article inside Markdown: nothing in it is markup."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, "\\" + sign)
    return "".join(ch if ch.isprintable() else " " for ch in text)
