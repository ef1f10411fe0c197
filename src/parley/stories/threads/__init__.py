"""Proposals over articles, each with its whole life.

``threads`` joins the proposals of articles; ``sight`` is what of one of them is compared, ``likeness`` how two are held against each
other, ``steps`` the moves in its life, ``clock`` that of a cease-fire, and ``telling`` what comes of them.
"""
