"""How often each word of the act lexicon is right: writes ``shares.tsv`` beside the lexicon.

    python training/acts/reliability.py ANNOTATED.jsonl

For every act that the rules find in the annotated articles, before mentions are merged: does an annotated
event of that type rest on the same sentence? The share is smoothed towards the share of all words with a
weight of PRIOR acts. Shares are facts about words; no text of the articles is kept.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

from parley.clean import clean
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events import EventMaker
from parley.facts import open_facts
from parley.pipeline import Pipeline, body, standard_chain
from parley.records import RawPage
from parley.spans import Span

PRIOR = 3.0


def main(path: Path) -> None:
    """Count and write."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    keys = ("publisher", "published", "title")
    articles = [
        clean(RawPage(r["id"], "text", r["text"], given={k: r[k] for k in keys if r.get(k)}))
        for r in rows
    ]
    facts = open_facts()
    chain = [c for c in standard_chain(facts) if c.name not in ("events", "proposals")]
    readings = Pipeline(facts).door.read((a.text, body(a)) for a in articles)
    right: Counter[tuple[str, str, str]] = Counter()
    found: Counter[tuple[str, str, str]] = Counter()
    for row, article, reading in zip(rows, articles, readings, strict=True):
        draft = Draft(article, reading, Cast())
        for component in chain:
            draft = component(draft)
        gold = [(e["type"], [Span(*s) for s in e["evidence"]]) for e in row["events"]]
        for act, event in EventMaker(draft, facts).events():
            key = (reading.lemmas[act.token].lower(), reading.pos[act.token], str(act.type))
            found[key] += 1
            right[key] += any(
                kind == event.type and any(s.overlaps(event.evidence[0]) for s in spans)
                for kind, spans in gold
            )
    overall = sum(right.values()) / sum(found.values())
    target = Path(str(files("parley.extract") / "data" / "shares.tsv"))
    lines = [
        "# Share of the acts found by a word that annotators entered too, smoothed: made by",
        "# training/acts/reliability.py. Words that are not here have the share of all.",
        f"*\t*\t*\t{overall:.3f}",
    ]
    for key in sorted(found):
        share = (right[key] + PRIOR * overall) / (found[key] + PRIOR)
        lines.append("\t".join((*key, f"{share:.3f}")))
    target.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{sum(found.values())} acts, {overall:.3f} of them right; {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
