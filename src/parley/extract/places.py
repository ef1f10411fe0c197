"""Places that the text names: which words name one, and which place of the gazetteer it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.resolution import Resolved, Resolver
from parley.extract.toponyms import GENERIC, Toponyms
from parley.facts import Facts
from parley.facts.gazetteer import Candidate, Gazetteer, Kind, open_gazetteer
from parley.facts.place_keys import place_key
from parley.language import Reading
from parley.records import Place
from parley.spans import Span

LONGEST: Final = 4
"""Tokens of a name that is looked for in the gazetteer where the recogniser has none."""

_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_WHERE: Final = frozenset(
    "in at near from to of outside inside around across into through toward towards over off".split()
)
_AFTER_DATELINE: Final = frozenset({"-", "--", "–", "—", "(", ","})
_NEVER_FIRST: Final = frozenset({"the", "a", "of", "in"})
COMMON: Final = GENERIC | frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday easter christmas republic re no lot metro gun "
    "industry university eastern southern north south east west strip quarter".split()
)
"""Words that are somewhere a village's whole name and never a place by themselves in the news."""

_SURE: Final = frozenset({"country", "admin1", "region", "area"})
"""Kinds whose names need no preposition before them."""

_PRECISION: Final[dict[Kind, str]] = {
    "city": "point",
    "admin1": "region",
    "admin2": "region",
    "region": "region",
    "country": "country",
    "area": "area",
}


class Places:
    """The component: places in order, demonyms left out.

    Args:
        facts: countries and the words for them.
        gazetteer: the shipped one by default.
    """

    name = "places"
    version = "gazetteer 1"
    requires = frozenset({"reading", "cast"})
    assigns = frozenset({"places"})

    def __init__(self, facts: Facts, gazetteer: Gazetteer | None = None) -> None:
        self.toponyms = Toponyms(facts, gazetteer or open_gazetteer())
        self.resolver = Resolver(self.toponyms)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its places."""
        reading = draft.reading
        spans = find_toponyms(reading, draft.cast, self.toponyms)
        dateline = draft.article.dateline
        if (
            dateline is not None and dateline.span is not None
        ):  # it helps to decide, and is no mention
            spans.append(dateline.span)
        found = self.resolver.resolve(reading.text, spans)
        kept = (r for r in found if dateline is None or r.span != dateline.span)
        return replace(draft, places=tuple(_place(reading.text, r) for r in kept))


def find_toponyms(
    reading: Reading, cast: Cast, toponyms: Toponyms, *, loose: bool = False
) -> list[Span]:
    """The names of places, in order, without articles before them and possessive endings.

    They are the names that the recogniser calls places, and those that the gazetteer knows and that
    stand where a place does: after a preposition, or where the article names the same place elsewhere.
    Names of persons, organisations and groups of the cast are left out.

    Args:
        loose: True counts demonyms ("Russian") and places within other names ("Oxford Police") too, as
            corpora of toponyms do.
    """
    return _Finder(reading, cast, toponyms, loose).run()


class _Finder:
    """Finds the names of places of one article."""

    def __init__(self, reading: Reading, cast: Cast, toponyms: Toponyms, loose: bool) -> None:
        self.reading, self.cast, self.toponyms = reading, cast, toponyms
        self.loose = loose
        self.taken = bytearray(len(reading))

    def run(self) -> list[Span]:
        """Recognised names first, then those that only the gazetteer knows."""
        found = [s for name in self.reading.names if (s := self._named(*name)) is not None]
        known = {place_key(s.of(self.reading.text)) for s in found}
        i = 0
        while i < len(self.reading):
            span, length = self._at(i, known)
            if span is not None:
                found.append(span)
            i += length
        return sorted(found)

    def _named(self, first: int, last: int, label: str) -> Span | None:
        """The span of a name that the recogniser calls a place; persons' names are taken from others."""
        if label == "PERSON":
            self._take(first, last)
        words = self.reading.words
        while first < last and words[first].lower() in ("the", "a"):
            first += 1
        while first < last and self.reading.tags[last - 1] == "POS":
            last -= 1
        if first == last or label not in _LABELS or not words[first][0].isupper():
            return None
        span = self.reading.span(first, last)
        candidates = self.toponyms.exact(span.of(self.reading.text))
        if self._is_actor(span) or (not candidates and not self._placed(first)):
            return None
        if all(c.adjective for c in candidates) and candidates and not self.loose:
            return None
        self._take(first, last)
        return span

    def _at(self, first: int, known: set[str]) -> tuple[Span | None, int]:
        """The longest name that begins at a token and only the gazetteer knows, and its tokens."""
        reading = self.reading
        word = reading.words[first]
        if self.taken[first] or not word[0].isupper() or word.lower() in _NEVER_FIRST:
            return None, 1
        for length in range(min(LONGEST, len(reading) - first), 0, -1):
            last = first + length
            if any(self.taken[first:last]) or not reading.words[last - 1][0].isalnum():
                continue
            if length == 1 and word.lower() in COMMON:
                continue
            span = reading.span(first, last)
            candidates = self.toponyms.exact(span.of(reading.text)) if span.length < 60 else ()
            if candidates and self._believed(first, last, span, candidates, known):
                return (None, length) if self._is_actor(span) else (span, length)
        return None, 1

    def _believed(
        self, first: int, last: int, span: Span, candidates: tuple[Candidate, ...], known: set[str]
    ) -> bool:
        """Whether known words name a place where they stand."""
        if all(c.adjective for c in candidates):
            return self.loose
        if "PROPN" not in self.reading.pos[first:last]:
            return False
        if place_key(span.of(self.reading.text)) in known:
            return True
        if self._is_dateline(first, last):
            return True
        sure = any(c.kind in _SURE and c.usual for c in candidates)
        return (sure or self._placed(first)) and (self.loose or not self._joined(first, last))

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether the tokens are capitals that begin a sentence and a dash or bracket follows."""
        words = self.reading.words
        if last >= len(words) or words[last] not in _AFTER_DATELINE:
            return False
        begins = self.reading.sentences[self.reading.sentence_of(first)][0] == first
        return begins and all(w.isupper() and len(w) > 2 for w in words[first:last])

    def _placed(self, first: int) -> bool:
        """Whether a preposition of place stands before a token, an article and adjectives between."""
        reading, at = self.reading, first - 1
        while at >= 0 and first - at <= LONGEST and reading.pos[at] in ("DET", "ADJ"):
            at -= 1
        return at >= 0 and reading.words[at].lower() in _WHERE

    def _joined(self, first: int, last: int) -> bool:
        """Whether a name goes on before or after the tokens ("Paris Hilton")."""
        reading = self.reading
        before = (
            first > 0 and reading.pos[first - 1] == "PROPN" and reading.heads[first - 1] >= first
        )
        after = last < len(reading) and reading.pos[last] == "PROPN"
        return before or (after and reading.heads[last - 1] >= last)

    def _take(self, first: int, last: int) -> None:
        self.taken[first:last] = b"\1" * (last - first)

    def _is_actor(self, span: Span) -> bool:
        """Whether the words are part of the name of somebody who is not a state."""
        for mention in self.cast.within(span):
            actor = self.cast.actors.get(mention.actor or "")
            if actor is None or mention.kind not in ("name", "surname"):
                continue
            if actor.kind == "person" or (actor.kind != "state" and not self.loose):
                return mention.span.contains(span)
        return False


def _place(text: str, resolved: Resolved) -> Place:
    """The record; a place that is only known to be around another one has a region's precision."""
    span, found = resolved.span, resolved.place
    if found is None:
        return Place(span, span.of(text))
    precision = _PRECISION[found.kind]
    if resolved.around and precision == "point":
        precision = "region"
    return Place(
        span, span.of(text), found.country, round(found.lat, 4), round(found.lon, 4),
        None if resolved.around else found.geonames, precision,  # type: ignore[arg-type]
    )  # fmt: skip
