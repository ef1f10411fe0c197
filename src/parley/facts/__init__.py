"""Facts that ship with Parley: countries, known actors and their offices.

The only door to the fact files in ``facts/data``. Everything here is written for this project from
public facts; the notes beside the files say where from.
"""

from parley.facts.facts import Country, Facts, KnownActor, NameHit, Tenure, Title, open_facts

__all__ = ["Country", "Facts", "KnownActor", "NameHit", "Tenure", "Title", "open_facts"]
