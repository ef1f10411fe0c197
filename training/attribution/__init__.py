"""Training of the tagger that finds attributions and acts; imports parley, never the reverse."""
