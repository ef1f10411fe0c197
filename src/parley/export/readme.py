"""The README beside the files: row counts and the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from parley.export.bundle import Bundle
from parley.export.columns import KINDS, Table


def readme(
    bundle: Bundle,
    tables: Sequence[Table],
    counts: Mapping[str, int],
    notes: Sequence[str],
    ending: str,
) -> str:
    """The README as Markdown.

    Args:
        counts: table → number of rows; notes: what to mind in this format; ending: of the file names.
    """
    return "\n".join(_lines(bundle, tables, counts, notes, ending))


def _lines(
    bundle: Bundle,
    tables: Sequence[Table],
    counts: Mapping[str, int],
    notes: Sequence[str],
    ending: str,
) -> Iterator[str]:
    yield f"# A ledger, exported by Parley {bundle.version}"
    yield ""
    yield from (f"- {note}" for note in notes)
    yield ""
    yield "| file | rows | what |"
    yield "|---|---:|---|"
    for table in tables:
        yield f"| {table.name}{ending} | {counts[table.name]} | {table.about} |"
    for table in tables:
        yield ""
        yield f"## {table.name}{ending}"
        yield ""
        yield "| column | kind | meaning |"
        yield "|---|---|---|"
        for column in table.columns:
            yield f"| {column.name} | {KINDS[column.kind]} | {column.meaning} |"
    yield ""
    yield "## Runs"
    yield ""
    yield "| run | versions |"
    yield "|---|---|"
    for run, versions in bundle.runs.items():
        named = ", ".join(f"{name} {version}" for name, version in sorted(versions.items()))
        yield f"| {run} | {named or 'unknown'} |"
    yield ""


COMMON_NOTES = (
    "Every record has one stable id; rows are sorted by article, then by id; what all articles together say by id.",
    "Days are ISO dates, `date_start` to `date_end` inclusive, with their precision beside them; a day that is "
    "not known is empty.",
    "Numbers of people are low, best and high as reported: empty where nothing was said.",
    "Offsets count code points of the article's text, from 0; the end is not included.",
    "Rows are shaped after PLOVER and CAMEO codes; they are no data of those projects.",
)
"""What holds for every format."""
