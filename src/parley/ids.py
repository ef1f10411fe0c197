"""Ids: hashes of what identifies a thing, so that the same thing always has the same id."""

from __future__ import annotations

import hashlib
import json
from typing import Final

ID_LENGTH: Final = 16
"""Hexadecimal digits of an id: 64 bits, a chance of 3e-8 of one clash in a million things."""


def text_hash(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal; lone surrogates are kept as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """An id ``prefix-hhhh…`` from the parts, which must be what JSON can hold.

    Args:
        prefix: the kind of thing: ``art``, ``st``, ``ev``, ``pr``, ``sp``, ``act``, ``sto``.
        parts: what identifies the thing; their order counts.
    """
    packed = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"{prefix}-{text_hash(packed)[:ID_LENGTH]}"
