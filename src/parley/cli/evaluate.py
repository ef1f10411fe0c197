"""``parley evaluate``: score what is installed against annotated data."""

from __future__ import annotations

from pathlib import Path

import click

HELP = """Predict for the annotated FILE, seeing only its inputs, and print the scores.

TASK is gold (whole ledger entries), quotes (attributions), pairs (type of a given pair), times (temporal
expressions), places (toponyms) or stories (clusters). The definitions of the measures stand in
docs/reference/measures.md.

\b
Examples:
  parley evaluate gold dev.jsonl --by type
  parley evaluate gold dev.jsonl --min-confidence 0.8
  parley evaluate quotes polnear_dev.jsonl --out predicted.jsonl --bootstrap 1000
"""


@click.command("evaluate", help=HELP)
@click.argument(
    "task", type=click.Choice(["gold", "quotes", "pairs", "times", "places", "stories"])
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the predictions here.")
@click.option("--by", help="A key of the rows to group by, such as story; or type.")
@click.option(
    "--bootstrap", type=click.IntRange(min=0), default=0, help="Draws for 95 % intervals."
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    help="gold: precision and recall without events that are less sure.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    task: str,
    file: Path,
    out: Path | None,
    by: str | None,
    bootstrap: int,
    min_confidence: float | None,
    as_json: bool,
) -> int:
    """Print the report."""
    from parley.cli.running import FAILED, FINE
    from parley.evaluate.predictors import Installed
    from parley.evaluate.tasks import run

    report = run(
        task,
        file,
        Installed(),
        out=out,
        by=by,
        bootstrap=bootstrap,
        min_confidence=min_confidence,
    )
    click.echo(report.as_json() if as_json else report.as_text())
    return FAILED if report.failed else FINE
