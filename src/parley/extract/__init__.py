"""Extractors: from a reading to actors, times and places, then statements, events and proposals."""
