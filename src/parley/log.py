"""The package's logger: silent unless the application configures logging."""

from __future__ import annotations

import logging


def logger(name: str) -> logging.Logger:
    """A logger below ``parley``; the root of the package carries a null handler."""
    root = logging.getLogger("parley")
    if not root.handlers:
        root.addHandler(logging.NullHandler())
    return logging.getLogger(name if name.startswith("parley") else f"parley.{name}")
