"""The desk: the one object that a caller holds, and the work that it hands out. All wiring is here.

Reading (``intake``, then ``settling`` and ``joining``, or the modules ``growing…`` where little is new), asking (``questions``,
``listings``, ``joined``, ``standing``, ``fields``), judging (``corrections``, ``deciding``, ``review``), without a ledger
(``extracting``), the team (``people``): :class:`Desk` puts them together.
"""

from parley.desk.desk import Desk, open_desk

__all__ = ["Desk", "open_desk"]
