"""Real events behind accounts: which accounts are of one, and what they together say of it.

``happenings`` joins accounts; ``sight`` is what of one of them is compared, ``likeness`` and ``scales`` how two are held against each
other, ``contradictions`` what keeps them apart, ``blocks`` which are compared at all, and ``telling`` what comes of them.
"""
