"""Cleaning: a raw page becomes an article, its furniture labelled and its fields found.

``clean`` is a pure function of one page; ``lines_of``, ``Learned`` and ``repeated`` are the parts by which
a ledger learns the lines that an outlet prints in many articles.
"""

from parley.clean.cleaning import clean
from parley.clean.repeated import MIN_ARTICLES, Learned, lines_of, repeated

__all__ = ["MIN_ARTICLES", "Learned", "clean", "lines_of", "repeated"]
