"""Readings, and who makes them. spaCy is loaded when the first reading is asked for."""

from parley.language.reading import Name, Reading

__all__ = ["Name", "Reading"]
