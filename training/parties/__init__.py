"""Who takes part in an act: training of the weights of ``parley.extract.events.linking``."""
