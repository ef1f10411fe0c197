"""Entries in the formats that others read: one file a format, each a function of a bundle and a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from parley.export.bundle import Bundle, Identified
from parley.export.csv_tables import export_csv, export_csv_excel
from parley.export.jsonl_tables import export_jsonl
from parley.export.mend import export_mend

Format = Callable[[Bundle, Path], list[Path]]
"""Writes a bundle to a place and gives the paths of the files; raises UsageError where it cannot."""

FORMATS: Final[Mapping[str, Format]] = {
    "csv": export_csv,
    "csv-excel": export_csv_excel,
    "jsonl": export_jsonl,
    "mend": export_mend,
}
"""The formats by the name that ``parley export`` takes."""

__all__ = ["FORMATS", "Bundle", "Format", "Identified"]
