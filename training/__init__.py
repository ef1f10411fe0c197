"""Training of the models that Parley ships; nothing here is needed to run it."""
