"""Temporal expressions: ``times`` finds them by the table of ``rules``, ``values`` is their calendar, ``dating`` who is dated by which."""
