"""Everything that turns a source into raw pages: files, folders, tables, addresses, a pipe.

>>> from parley.ingest import pages
>>> for page in pages(["clippings/"]):          # doctest: +SKIP
...     print(page)
"""

from parley.ingest.keys import SYNONYMS
from parley.ingest.kinds import SUFFIXES
from parley.ingest.problems import Problem
from parley.ingest.rows import Given
from parley.ingest.sources import count, is_address, pages
from parley.ingest.web import FetchPolicy
from parley.records import Validators

__all__ = [
    "SUFFIXES",
    "SYNONYMS",
    "FetchPolicy",
    "Given",
    "Problem",
    "Validators",
    "count",
    "is_address",
    "pages",
]
