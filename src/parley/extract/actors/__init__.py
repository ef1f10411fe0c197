"""Who is in an article: ``actors`` fills the cast, from ``names`` and ``phrases`` through ``identity`` and ``reference`` to ``casting``."""
