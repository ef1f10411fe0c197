"""Addresses of pages, made of a path and parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote_plus

_PLAIN: Final = re.compile(r"[\w.~-]*", re.ASCII).fullmatch


def address(path: str, params: Mapping[str, Any]) -> str:
    """The path with these parameters; several values stand each for itself, None and empty ones not at all."""
    pairs = []
    for name, value in params.items():
        values = value if isinstance(value, tuple | list) else (value,)
        pairs += [(name, str(v)) for v in values if v not in (None, "")]
    asked = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs)
    return f"{path}?{asked}" if asked else path


def _quoted(word: str) -> str:
    """As it stands in an address; most words of ours need nothing: a page has thousands of addresses."""
    return word if _PLAIN(word) else quote_plus(word)
