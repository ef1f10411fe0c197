"""On whose soil an act took place: by the places told of it, by the names of those hit, by the article's places."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from parley.extract.component import Draft
from parley.extract.events.acts import Act
from parley.extract.grammar import PLACE_PREPOSITIONS, preposition
from parley.extract.places.toponyms import WELL_KNOWN, Toponyms
from parley.records import Place

SHARE: Final = 0.6
"""Share of an article's precise places that one country must have to be its soil. Swept 0.5 to 0.9."""

MOST: Final = 200
"""Places of a sentence that are looked at."""

_OF_ACT: Final = PLACE_PREPOSITIONS | {"on", "of", "against", "from", "to", "near"}
"""Prepositions that lead from an act to where it took place, and to what it hit."""
_RANK: Final = {"point": 0, "region": 1, "unknown": 2, "area": 3, "country": 4}


class Soil:
    """Finds the country of acts in one article."""

    def __init__(self, draft: Draft, toponyms: Toponyms) -> None:
        self._draft, self._toponyms = draft, toponyms
        self._told: dict[tuple[int, int], Place | None] = {}
        precise = Counter(
            p.country
            for p in draft.places
            if p.country is not None and p.precision in ("point", "region")
        )
        self._precise = precise
        top = max(precise.items(), key=lambda item: (item[1], item[0]), default=None)
        plain = top is not None and top[1] / sum(precise.values()) >= SHARE
        self.common: str | None = top[0] if top is not None and plain else None

    def place_of(self, act: Act) -> Place | None:
        """The place of the sentence that is told of the act, the most exact first."""
        at = act.token, act.verb
        if at not in self._told:
            self._told[at] = self._place_of(act)
        return self._told[at]

    def _place_of(self, act: Act) -> Place | None:
        reading = self._draft.reading
        sentence = reading.sentence_of(act.token)
        first, last = reading.sentences[sentence]
        span = reading.span(first, last)
        below = set(reading.subtree(act.token)) | set(reading.subtree(act.verb))
        found = []
        at = bisect_left(self._draft.places, span.start, key=lambda p: p.span.start)
        for place in takewhile(
            lambda p: p.span.start < span.end, self._draft.places[at : at + MOST]
        ):
            token = reading.tokens(place.span)[-1]
            governed = preposition(reading, token)
            hit = reading.deps[token] in ("dobj", "nsubjpass") and reading.heads[token] == act.verb
            if hit or (governed is not None and governed[0] in _OF_ACT):
                away = (
                    token not in act.recipient,
                    token not in below,
                    _RANK[place.precision],
                    abs(token - act.token),
                )
                found.append((away, place))
        return min(found, key=lambda item: item[0], default=(None, None))[1]

    def of_names(self, names: Iterable[str]) -> str | None:
        """The country in which a place of one of the names lies: one of the article's, else none."""
        for name in names:
            if not name[:1].isupper() or name.isupper():  # "CNN" is no village
                continue
            found = [c for c in self._toponyms.exact(name) if c.country is not None]
            countries = {c.country for c in found}
            known = [c for c, _ in self._precise.most_common() if c in countries]
            if known:
                return known[0]
            if len(countries) == 1 and any(c.own or c.population >= WELL_KNOWN for c in found):
                return found[0].country
        return None
