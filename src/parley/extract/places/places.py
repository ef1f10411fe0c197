"""Places that the text names: which words name one, and which place of the gazetteer it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.places.resolution import Resolved, Resolver
from parley.extract.places.toponyms import GENERIC, SOIL, Toponyms
from parley.facts import Facts
from parley.facts.gazetteer import Candidate, Gazetteer, Kind, open_gazetteer
from parley.facts.place_keys import place_key
from parley.language import Reading
from parley.language.calendar import CALENDAR_NAMES, MONTH_NAMES
from parley.records import Place
from parley.spans import Span

LONGEST: Final = 4
"""Tokens of a name that is looked for in the gazetteer where the recogniser has none."""

LARGE: Final = 100_000
"""Inhabitants of a city whose name is believed although the recogniser has nothing or a person there."""

_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
WHERE: Final = frozenset(
    "in at near from to of outside inside around across into through toward towards over off on "
    "against via throughout within along".split()
)
"""Prepositions that may stand before a place."""

_INSIDE: Final = frozenset("in near outside inside around".split())
"""Prepositions that seldom stand before a person."""

_QUALIFIERS: Final = frozenset(
    "north south east west northern southern eastern western central - held rebel government "
    "opposition occupied controlled downtown".split()
)
"""Words that may stand between a preposition and a place beside articles and adjectives."""

_KINDS_BEFORE: Final = frozenset(
    "town city village settlement suburb suburbs outskirts district province region port enclave "
    "neighbourhood neighborhood stronghold community countryside hamlet governorate".split()
)
_KINDS_AFTER: Final = frozenset(
    "region province oblast district governorate neighbourhood neighborhood raion prefecture airport "
    "airbase countryside suburb city".split()
)
_PLANTS: Final = (("nuclear", "power", "plant"), ("nuclear", "plant"), ("power", "plant"))
"""Nouns after a name that say that it is a place, and belong to it."""
_LINKS: Final = frozenset(("e", "i", "ye"))
"""What links the words of Persian and Urdu names."""
_AFTER_DATELINE: Final = frozenset({"-", "--", "–", "—", "(", ","})
_NEVER_FIRST: Final = frozenset({"the", "a", "of", "in"})
COMMON: Final = (
    GENERIC
    | CALENDAR_NAMES
    | frozenset(
        "jan feb aug sept sep oct nov dec easter christmas republic re no lot metro gun "
        "industry university eastern southern north south east west strip quarter airstrike airstrikes area god "
        "qaeda".split()
    )
)
"""Words that are somewhere a village's whole name and never a place by themselves in the news."""

_FORMATIONS: Final = frozenset(
    "battlegroup army brigade battalion regiment division corps fleet command squadron".split()
)
"""Bodies of troops that are named after where they stand: "Battlegroup East" is no place."""

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
        self.persons = bytearray(len(reading))

    def run(self) -> list[Span]:
        """Recognised names first, then those that only the gazetteer or the words beside them know."""
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
        """The span of a name that the recogniser calls a place; tokens of persons are marked."""
        words = self.reading.words
        if label == "PERSON":
            self.persons[first:last] = b"\1" * (last - first)
        while first < last and words[first].lower() in ("the", "a"):
            first += 1
        while first < last and self.reading.tags[last - 1] == "POS":
            last -= 1
        if first == last or label not in _LABELS or not words[first][0].isupper():
            return None
        if _is_linked(words, last) or _is_formation(words[first:last]):
            return None
        if last - first == 1 and _is_common(words[first]):
            return None
        if words[first].lower() in MONTH_NAMES and words[last - 1][-1].isdigit():
            return None  # "October 6" is a town in Egypt
        span = self.reading.span(first, last)
        candidates = self.toponyms.exact(span.of(self.reading.text))
        likely = label in ("GPE", "FAC") or self._placed(first)
        likely = likely and not words[first].isupper() and not _is_common(words[first])
        if self._is_actor(span, known_only=bool(candidates)) or not (candidates or likely):
            return None
        demonym = candidates and all(c.adjective for c in candidates)
        if demonym and not (self.loose or self._is_soil(last)):
            return None
        return self._taking(first, last)

    def _at(self, first: int, known: set[str]) -> tuple[Span | None, int]:
        """The longest name that begins at a token and was not recognised, and its tokens."""
        reading = self.reading
        word = reading.words[first]
        if self.taken[first] or word.lower() in _NEVER_FIRST or not _begins(reading, first):
            return None, 1
        for length in range(min(LONGEST, len(reading) - first), 0, -1):
            last = first + length
            if any(self.taken[first:last]) or not reading.words[last - 1][0].isalnum():
                continue
            if (length == 1 and _is_common(word)) or _goes_on(reading, last):
                continue
            if word.lower() in MONTH_NAMES and reading.words[last - 1][-1].isdigit():
                continue
            span = reading.span(first, last)
            candidates = self.toponyms.exact(span.of(reading.text)) if span.length < 60 else ()
            if candidates and self._believed(first, last, span, candidates, known):
                placed = self._placed(first) or self._is_called_place(first, last)
                if self._is_actor(span, known_only=placed):
                    return None, length
                return self._taking(first, last), length
        last = _run(reading, first)
        if self._is_called_place(first, last) and not any(self.taken[first:last]):
            return self._taking(first, last), last - first
        return None, 1

    def _believed(
        self, first: int, last: int, span: Span, candidates: tuple[Candidate, ...], known: set[str]
    ) -> bool:
        """Whether known words name a place where they stand."""
        if all(c.adjective for c in candidates):
            return self.loose or self._is_soil(last)
        if self._is_called_place(first, last):
            return True
        if any(self.persons[first:last]) and not self._is_capital(span):
            usual = [c for c in candidates if c.usual or c.own]
            large = any(c.population >= LARGE for c in usual)
            where = WHERE if large else _INSIDE
            return bool(usual) and self._placed(first, where) and not self._joined(first, last)
        if place_key(span.of(self.reading.text)) in known or self._is_dateline(first, last):
            return True
        if "PROPN" not in self.reading.pos[first:last]:
            return False
        sure = any(c.usual and (c.kind in _SURE or c.population >= LARGE) for c in candidates)
        return (sure or self._placed(first)) and (self.loose or not self._joined(first, last))

    def _is_capital(self, span: Span) -> bool:
        """Whether the recogniser's person is a capital, which the cast has as its state."""
        stands = any(m.kind == "metonym" and m.span == span for m in self.cast.within(span))
        return stands and self.toponyms.capital_of(span.of(self.reading.text)) is not None

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether the tokens are capitals that begin a sentence and a dash or bracket follows."""
        words = self.reading.words
        if last >= len(words) or words[last] not in _AFTER_DATELINE:
            return False
        begins = self.reading.sentences[self.reading.sentence_of(first)][0] == first
        return begins and all(w.isupper() and len(w) > 2 for w in words[first:last])

    def _is_called_place(self, first: int, last: int) -> bool:
        """Whether the words beside a name say that it is a place ("the town of Homs", "Sumy region")."""
        words = self.reading.words
        if not _is_common(words[first]) and _noun_after(words, last):
            return True
        before = words[max(0, first - 2) : first]
        return len(before) == 2 and (
            (before[1] == "of" and before[0].lower() in _KINDS_BEFORE)
            or (before[1] == "," and before[0].lower() == "capital")
            or before[1].lower() == "capital"
        )

    def _is_soil(self, last: int) -> bool:
        """Whether a noun follows that makes a place of a demonym ("Ukrainian soil")."""
        words, pos = self.reading.words, self.reading.pos
        if last >= len(words) or words[last].lower() not in SOIL:
            return False
        return last + 1 >= len(words) or pos[last + 1] != "PROPN"  # "the Ukrainian capital Kyiv"

    def _placed(self, first: int, prepositions: frozenset[str] = WHERE) -> bool:
        """Whether a preposition of place stands before a token, an article and adjectives between."""
        reading, at = self.reading, first - 1
        while (
            at >= 0
            and first - at <= LONGEST + 1
            and (reading.pos[at] in ("DET", "ADJ") or reading.words[at].lower() in _QUALIFIERS)
        ):
            at -= 1
        return at >= 0 and reading.words[at].lower() in prepositions

    def _joined(self, first: int, last: int) -> bool:
        """Whether a name goes on before or after the tokens ("Paris Hilton")."""
        reading = self.reading
        before = (
            first > 0 and reading.pos[first - 1] == "PROPN" and reading.heads[first - 1] >= first
        )
        after = last < len(reading) and reading.pos[last] == "PROPN"
        return before or (after and reading.heads[last - 1] >= last)

    def _taking(self, first: int, last: int) -> Span:
        """The span of a name, a noun that says what it is included ("Kherson region")."""
        last += _noun_after(self.reading.words, last) or (not self.loose and self._is_soil(last))
        self.taken[first:last] = b"\1" * (last - first)
        return self.reading.span(first, last)

    def _is_actor(self, span: Span, *, known_only: bool) -> bool:
        """Whether the words are part of the name of somebody who is not a state.

        Args:
            known_only: True where there is a place of that name, and only somebody known or with more
                of a name than these words is believed.
        """
        for mention in self.cast.within(span):
            actor = self.cast.actors.get(mention.actor or "")
            if actor is None or mention.kind not in ("name", "surname", "role"):
                continue
            if mention.kind == "role" and mention.span != span:
                continue  # "Kharkiv's governor"
            if actor.kind == "state" or (actor.kind != "person" and self.loose):
                continue
            longer = len(actor.name.split()) > len(span.of(self.reading.text).split())
            more = longer and actor.kind == "person"
            if mention.span.contains(span) and (not known_only or actor.wikidata or more):
                return True
        return False


def _is_common(word: str) -> bool:
    return word.lower().rstrip(".") in COMMON


def _noun_after(words: Sequence[str], at: int) -> int:
    """How many tokens from ``at`` on say that the name before them is a place's."""
    if at < len(words) and words[at] in _KINDS_AFTER:
        return 1
    return next((len(nouns) for nouns in _PLANTS if tuple(words[at : at + len(nouns)]) == nouns), 0)


def _begins(reading: Reading, token: int) -> bool:
    """Whether a name may begin at a token: a capital, or an article that is part of it ("al-Bab")."""
    words = reading.words
    if words[token][0].isupper():
        return True
    hyphen = token + 2 < len(words) and words[token + 1] == "-"
    return (
        hyphen and words[token] in ("al", "el", "ad", "as", "ar") and words[token + 2][0].isupper()
    )


def _is_formation(words: Sequence[str]) -> bool:
    """Whether a name is that of a body of troops: "Fleet Street" is none."""
    first, last = words[0].lower(), words[-1].lower()
    named = first in _FORMATIONS and last in _QUALIFIERS
    return len(words) > 1 and (named or last in _FORMATIONS)


def _is_linked(words: Sequence[str], last: int) -> bool:
    """Whether a link of Persian or Urdu names follows before a token ("Jaish | -e-Mohammed")."""
    return tuple(words[last : last + 3 : 2]) == ("-", "-") and words[last + 1] in _LINKS


def _goes_on(reading: Reading, last: int) -> bool:
    """Whether a hyphen or an article within a name follows before a token ("Orum | al-Kubra")."""
    words = reading.words
    if _is_linked(words, last):
        return True
    follows = last + 1 < len(words) and (words[last + 1][0].isupper() or words[last + 1] == "-")
    return last < len(words) and words[last] in ("al", "el") and follows


def _run(reading: Reading, first: int) -> int:
    """The end of the capitalised words, hyphens included, that begin at a token."""
    last = first + 1
    while last < len(reading) and last - first < LONGEST + 1:
        word = reading.words[last]
        follows = last + 1 < len(reading) and reading.words[last + 1][0].isupper()
        if not (word[0].isupper() or (word in ("-", "al", "el") and follows)):
            break
        last += 1
    return last


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
