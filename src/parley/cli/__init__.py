"""The command line: one file a command; it prints and never decides."""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; the exit code is 0, 1 (reported failure) or 2 (wrong usage)."""
    from parley.cli.root import root
    from parley.cli.running import run

    sys.exit(run(root))
