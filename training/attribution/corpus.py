"""Reads the three corpora into one shape: documents with frames (a trigger and its roles).

An attribution is a frame whose trigger is its cue; its roles are source and content. An act is a frame on
a sentence; its trigger is the anchor where one was marked, its roles are actor, recipient and third party.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.spans import Span, gaps, merge

POLNEAR, GOLD = 0, 1
"""Annotation conventions; the model is told which one it reads under."""

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()
STATUSES = ("actual", "planned", "possible", "denied")

_ENDS = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_SHORT = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Sr|vs|No|Sept|Oct|Nov|Dec|Jan|Feb|Aug)\.$"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: several sources of one cue are one attribution."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One type of act in one sentence.

    Attributes:
        types: the type; more than one where the corpus lumps types together.
        anchors: spans marked as the trigger; may be empty.
        status: None where the corpus does not say.
        roles: actor, recipient, third party; None where not said, or not by a name in this sentence.
    """

    sentence: Span
    types: tuple[str, ...]
    anchors: tuple[Span, ...]
    status: str | None
    roles: tuple[tuple[Span, ...] | None, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is annotated in it; None where a corpus does not annotate it."""

    id: str
    text: str
    convention: int
    body: tuple[Span, ...]
    sentences: tuple[Span, ...]
    attributions: tuple[Attribution, ...] | None
    acts: tuple[Act, ...] | None
    all_types: bool = True


def sentences(text: str) -> tuple[Span, ...]:
    """A plain splitting into sentences, good enough to place windows and evidence."""
    out, at = [], 0
    for match in _ENDS.finditer(text):
        if (
            _SHORT.search(text[max(0, match.start() - 8) : match.start() + 1])
            and "\n" not in match.group()
        ):
            continue
        end = match.start() + len(match.group().rstrip())
        if end > at and text[at:end].strip():
            out.append(Span(at, end))
        at = match.end()
    if text[at:].strip():
        out.append(Span(at, len(text.rstrip())))
    return tuple(out)


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _attributions(rows: Sequence[dict]) -> tuple[Attribution, ...]:
    """One attribution a cue: joint speakers share it, and so do their contents."""
    by_cue: dict[Span, tuple[set[Span], set[Span]]] = {}
    for row in rows:
        if not row.get("cue") or not row.get("content"):
            continue
        cue = Span(min(s for s, _ in row["cue"]), max(e for _, e in row["cue"]))
        source, content = by_cue.setdefault(cue, (set(), set()))
        source.update(Span(*s) for s in row.get("source") or ())
        content.update(Span(*s) for s in row["content"])
    return tuple(
        Attribution(cue, tuple(merge(source)), tuple(merge(content)))
        for cue, (source, content) in sorted(by_cue.items())
    )


def read_polnear(path: Path) -> list[Document]:
    """PolNeAR, without the boilerplate that its annotators passed over."""
    out = []
    for row in _rows(path):
        text = row["text"]
        whole = Span(0, len(text))
        body = gaps([Span(*s) for s in row.get("discard", ())], whole)
        found = _attributions(row["attributions"])
        out.append(Document(row["id"], text, POLNEAR, tuple(body), sentences(text), found, None))
    return out


def read_gold(path: Path) -> list[Document]:
    """The ledger's own gold articles, statements and events."""
    out = []
    for row in _rows(path):
        text = row["text"]
        body = gaps([Span(*s) for s in row["furniture"]], Span(0, len(text)))
        cut = sentences(text)
        acts = tuple(act for event in row["events"] for act in _acts(event, row, cut))
        out.append(
            Document(
                row["id"],
                text,
                GOLD,
                tuple(body),
                cut,
                _attributions(row["statements"]),
                _joined(acts),
            )
        )
    return out


def _acts(event: dict, row: dict, cut: Sequence[Span]) -> Iterator[Act]:
    names = {a["key"]: a["names_in_text"] for a in row["actors"]}
    anchor = Span(*event["anchor"]) if event.get("anchor") else None
    for start, end in event["evidence"]:
        for sentence in cut:
            if not sentence.overlaps(Span(start, end)):
                continue
            roles = tuple(
                _mentions(row["text"], sentence, [n for k in event[role] for n in names.get(k, ())])
                for role in ("actor", "recipient", "third_party")
            )
            anchors = (anchor,) if anchor and anchor.overlaps(sentence) else ()
            yield Act(sentence, (event["type"],), anchors, event["status"], roles)


def _mentions(text: str, inside: Span, names: Sequence[str]) -> tuple[Span, ...] | None:
    """Where the names stand in the sentence; None where there are names, but none of them here."""
    found = [
        Span(match.start(), match.end()).shift(inside.start)
        for name in names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", inside.of(text))
    ]
    return tuple(merge(found)) if found or not names else None


def _joined(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Acts of one type in one sentence as one."""
    found: dict[tuple[Span, tuple[str, ...]], Act] = {}
    for act in acts:
        old = found.get((act.sentence, act.types))
        if old:
            roles = tuple(
                y if x is None else x if y is None else tuple(merge([*x, *y]))
                for x, y in zip(old.roles, act.roles, strict=True)
            )
            anchors = tuple(sorted({*old.anchors, *act.anchors}))
            act = Act(act.sentence, act.types, anchors, old.status, roles)
        found[act.sentence, act.types] = act
    return tuple(found.values())


def read_pairs(path: Path) -> list[Document]:
    """PLV sentences: a pair of actors and the type of the act between them; YIELD is two types."""
    out = []
    for row in _rows(path):
        whole = Span(0, len(row["text"]))
        types = ("CONCEDE", "RETREAT") if row["label"] == "YIELD" else (row["label"],)
        actor = tuple(Span(*s) for s in row["source_spans"])
        other = tuple(Span(*s) for s in row["target_spans"])
        act = Act(whole, types, (), None, (actor, other, None))
        out.append(Document(row["id"], row["text"], GOLD, (whole,), (whole,), None, (act,), False))
    return out
