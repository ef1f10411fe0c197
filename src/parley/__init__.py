"""Parley reads the news of a conflict and keeps the ledger of its diplomacy.

>>> import parley
>>> desk = parley.open_desk("parley.db")        # doctest: +SKIP
>>> desk.read(["clippings/"])                   # doctest: +SKIP
>>> desk.statements(speaker="Lavrov")           # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parley.version import VERSION

if TYPE_CHECKING:
    from parley.desk import Desk, open_desk

__version__ = VERSION
__all__ = ["Desk", "__version__", "open_desk"]


def __getattr__(name: str) -> Any:
    """Load the desk when it is first asked for: importing the package stays light."""
    if name in {"Desk", "open_desk"}:
        from parley import desk

        return getattr(desk, name)
    raise AttributeError(f"module 'parley' has no attribute {name!r}")
