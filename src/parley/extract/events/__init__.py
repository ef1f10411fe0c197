"""Who did what to whom: ``events`` makes entries of the ``acts`` that are told, ``merging`` one of several mentions of one act.

``parties`` and ``linking`` tell who takes part, ``days`` when, ``scenes`` where, ``victims`` at what cost, ``status`` whether at all.
"""
