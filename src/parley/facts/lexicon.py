"""Names as a tree of their pieces, so that the longest one at a token is met in one walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from parley.facts.folding import fits, split, walk

T = TypeVar("T")

_END = ""  # the key of a node under which the names that end there are kept; no piece is empty


class Lexicon(Generic[T]):
    """Names and what they stand for; a name may stand for several things, the likeliest first."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, name: str, value: T, *, alone: bool = False) -> None:
        """Enter a name.

        Args:
            alone: the words name it only where they stand alone, not wherever a text has them: they
                are found by `all`, never by `longest`.
        """
        written = split(name)
        if not written:
            raise ValueError(f"no word in {name!r}")
        node = self._root
        for piece in written:
            node = node.setdefault(piece.lower(), {})
        node.setdefault(_END, []).append((written, value, alone))

    def all(self, words: str) -> tuple[T, ...]:
        """Everything that the words, and no more than the words, name: first what they name anywhere."""
        written = split(words)
        node: dict[str, Any] | None = self._root
        for piece in written:
            node = node.get(piece.lower()) if node is not None else None
        if not node or not written:
            return ()
        found = self._ending(node, written, alone=False)
        return tuple(dict.fromkeys([*found, *self._ending(node, written, alone=True)]))

    def longest(self, words: Sequence[str], at: int) -> tuple[int, T] | None:
        """The longest name that begins at a token: how many tokens it has, and what it names.

        Middle initials that the name does not have are passed over ("Antony J. Blinken"). The work
        is bounded by the longest name, not by the text.
        """
        node, written, best = self._root, [], None
        for piece, n_tokens, initial in walk(words, at):
            below = node.get(piece.lower())
            if below is None:
                if initial:
                    continue
                break
            node = below
            written.append(piece)
            if n_tokens and _END in node:
                for value in self._ending(node, written, alone=False):
                    best = (n_tokens, value)
                    break
        return best

    @staticmethod
    def _ending(node: dict[str, Any], written: Sequence[str], *, alone: bool) -> list[T]:
        return [
            value
            for name, value, only_alone in node.get(_END, ())
            if (alone or not only_alone) and fits(name, written)
        ]
