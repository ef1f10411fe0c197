"""Tables and their columns: what the files hold and what the data dictionary says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from parley.export.bundle import Bundle

Value = str | int | float | bool | None | tuple[str, ...]
Row = Mapping[str, Value]

Kind = Literal["id", "text", "code", "day", "whole", "number", "flag", "list"]

KINDS: Mapping[Kind, str] = {
    "id": "id",
    "text": "words",
    "code": "code, as text",
    "day": "ISO date",
    "whole": "whole number",
    "number": "number",
    "flag": "true or false",
    "list": "list",
}
"""What the data dictionary calls each kind."""


class Column(NamedTuple):
    """One column: its name, the kind of its values, what they mean."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One file.

    Attributes:
        name: of the file, without its ending; about: one sentence.
        columns: in order; rows: in the order in which they are written, with a value for every column.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Bundle], Iterator[Row]]
