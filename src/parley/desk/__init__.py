"""The desk: the one object that a caller holds, and the work that it hands out. All wiring is here.

Reading (``intake``, then ``settling``), asking (``questions``, ``standing``), judging (``corrections``,
``deciding``): each a module; :class:`Desk` puts them together.
"""

from parley.desk.desk import Desk, open_desk

__all__ = ["Desk", "open_desk"]
