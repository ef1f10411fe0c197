"""Extractors: from a reading to actors, times and places, then statements, events and proposals.

Each is a ``component`` that adds its field to a draft; ``cast`` is who is meant by which words, ``grammar`` what several of them ask of
a sentence.
"""
