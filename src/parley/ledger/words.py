"""How the ledger compares names: case, accents, punctuation and a leading "the" do not count."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from parley.records import Actor


@lru_cache(maxsize=65_536)
def fold(words: str) -> str:
    """The words as they are compared: "The Élysée" and "elysee" are the same."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() else " " for c in bare.casefold()).split()
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "the" else kept)


def names_of(actor: Actor) -> frozenset[str]:
    """Every folded name by which the actor can be asked for; of a person, the surname too."""
    names = {fold(name) for name in (actor.name, *actor.names)}
    if actor.kind == "person":
        names |= {fold(actor.name).rpartition(" ")[2]}
    return frozenset(names - {""})


def storable(words: str) -> str:
    """The words with what UTF-8 cannot hold (file names in no encoding) spelt out as an escape."""
    if words.isascii():
        return words
    return words.encode("utf-8", "backslashreplace").decode("utf-8")
