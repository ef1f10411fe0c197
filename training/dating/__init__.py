"""Which of an article's days is that of an act: training of the ranker in ``parley.extract.events.days``."""
