"""The command line: one file a command; it prints and never decides."""

from __future__ import annotations

import gc
import sys
from typing import Final

__all__ = ["main"]

TIDIED: Final = (50_000, 20, 20)
"""Things made after which Python looks which may go: nearly all that is made at the start stays, and to look at it after
every 700, as is usual, took a twelfth of reading one article."""


def main() -> None:
    """Run the command line; the exit code is 0, 1 (reported failure) or 2 (wrong usage)."""
    gc.set_threshold(*TIDIED)
    from parley.cli.root import root
    from parley.cli.running import run

    sys.exit(run(root))
