"""Training of the events: reliability of the rules, and how the tagger joins them."""
