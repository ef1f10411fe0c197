"""Where a person's name is usual: a hint at the country, for names of which nothing else is known."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Final, NamedTuple

from parley.facts.folding import split
from parley.facts.loading import DATA
from parley.facts.tables import rows

SHORTEST_STEM: Final = 2
"""Letters that a last name has before the ending that tells where it is usual."""

_COLUMNS: Final = ("countries", "given", "family", "endings")

_NOWHERE: Final[frozenset[str]] = frozenset()


class _Origins(NamedTuple):
    """The countries by given names, by family names that stand first or alone, and by endings."""

    given: dict[str, frozenset[str]]
    family: dict[str, frozenset[str]]
    endings: dict[str, frozenset[str]]


@lru_cache(maxsize=8192)
def origins(name: str) -> frozenset[str]:
    """The countries where such a name is usual; empty where the table does not tell.

    Spelling counts: Serhiy is Ukrainian as Sergei is Russian. What the given and the last name have in
    common is taken, else what the given name says.
    """
    pieces = [p.lower() for p in split(name)]
    if not pieces:
        return _NOWHERE
    table = _read()
    first = table.family.get(pieces[0], _NOWHERE)
    given = next((table.given[p] for p in pieces[:-1] if p in table.given), _NOWHERE)
    last = _by_ending(table, pieces[-1])
    return (given & last) or first or given or last


def _by_ending(table: _Origins, last: str) -> frozenset[str]:
    longest_first = sorted(table.endings, key=len, reverse=True)
    told = (e for e in longest_first if last.endswith(e) and len(last) >= len(e) + SHORTEST_STEM)
    return next((table.endings[e] for e in told), _NOWHERE)


@lru_cache(maxsize=1)
def _read() -> _Origins:
    tables: tuple[dict[str, set[str]], ...] = tuple(defaultdict(set) for _ in range(3))
    for row in rows(DATA / "origins.tsv", _COLUMNS, needed=_COLUMNS):
        for table, column in zip(tables, _COLUMNS[1:], strict=True):
            for name in row.many(column):
                table["".join(split(name)).lower()].update(row.many("countries"))
    return _Origins(*({n: frozenset(c) for n, c in table.items()} for table in tables))
