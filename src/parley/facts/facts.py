"""Countries, known actors and offices, looked up by the words that name them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from parley.facts.folding import fold, is_initial
from parley.facts.known import Country, KnownActor, NameHit, Tenure, Title
from parley.facts.lexicon import Lexicon
from parley.facts.loading import (
    DATA,
    Aliased,
    Named,
    read_actors,
    read_countries,
    read_phrases,
    read_titles,
)
from parley.facts.plurals import plural

__all__ = ["Country", "Facts", "KnownActor", "NameHit", "Tenure", "Title", "open_facts"]

SEED = ("persons.tsv", "organisations.tsv", "groups.tsv")
"""The seed's files; a later one never overrides an earlier one's row. One that was taken away is empty."""

HONORIFICS = frozenset(
    {
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady", "dame", "sheikh", "shaikh", "sayyed", "sayyid",
        "hon", "madam", "monsieur", "comrade", "former", "late", "acting", "then", "deputy", "vice", "interim", "his",
        "her", "excellency", "highness", "majesty", "king", "queen", "prince", "crown", "princess",
    }
)  # fmt: skip
"""Words before a name that are not part of it and stand in no list of titles."""


class Facts:
    """The facts, read once and never changed.

    Attributes:
        countries: by ISO 3166 alpha-3 code; actors: all of them, in the files' order; titles: nouns
            for offices, roles and bodies.
    """

    def __init__(
        self,
        countries: Mapping[str, Country],
        actors: Iterable[Aliased] = (),
        *,
        named: Sequence[Named] = (),
        titles: tuple[Title, ...] = (),
        phrases: Iterable[str] = (),
    ) -> None:
        self.countries = countries
        self.titles = titles
        self._names: Lexicon[NameHit | KnownActor | None] = Lexicon()
        self._titles: Lexicon[Title] = Lexicon()
        self._usual: dict[str, str] = {}
        self._surnames: dict[str, list[KnownActor]] = defaultdict(list)
        self._holders: dict[tuple[str, str], list[tuple[Tenure, KnownActor]]] = defaultdict(list)
        for phrase in phrases:
            self._names.add(phrase, None)
        self._enter_titles()
        self._enter_countries(named)
        self.actors = self._enter_actors(actors)

    def _enter_countries(self, named: Sequence[Named]) -> None:
        meanings: dict[str, list[str]] = defaultdict(list)
        for words, hit in named:
            meanings[fold(words)].append(hit.iso3)
        for words, hit in named:
            others = tuple(dict.fromkeys(c for c in meanings[fold(words)] if c != hit.iso3))
            hit = replace(hit, others=others) if others else hit
            self._names.add(words, hit)

    def _enter_actors(self, actors: Iterable[Aliased]) -> tuple[KnownActor, ...]:
        for actor, names in actors:
            for words, anywhere in names:
                self._names.add(words, actor, alone=not anywhere)
            for surname in dict.fromkeys(fold(s) for s in actor.surnames):
                self._surnames[surname].append(actor)
            for tenure in actor.tenures:
                if tenure.country is not None:
                    key = (self.usual_title(tenure.title), tenure.country)
                    self._holders[key].append((tenure, actor))
        return tuple(actor for actor, _ in actors)

    def _enter_titles(self) -> None:
        for title in self.titles:
            self._usual[fold(title.noun)] = fold(title.same_as)
            self._titles.add(title.noun, title)
            if not (title.kind == "group" and title.noun.endswith("s")):
                self._titles.add(plural(title.noun), title)

    def country(self, words: str) -> NameHit | None:
        """The country that the words name; case counts, a leading "the" does not.

        Words that name several countries give the likeliest; `NameHit.others` has the rest.
        """
        return next((hit for hit in self._names.all(words) if isinstance(hit, NameHit)), None)

    def actor(self, words: str) -> KnownActor | None:
        """The known actor whose name or alias the words are; accents and titles do not count.

        A last name alone is enough after a title, where one person only can be meant ("President
        Putin"). Words that name several actors give the likeliest; `candidates` gives all.
        """
        return next(iter(self.candidates(words)), None)

    def candidates(self, words: str) -> tuple[KnownActor, ...]:
        """Every known actor whom the words name, the likeliest first."""
        tokens = words.split()
        if found := self._named(tokens):
            return found
        start, titles = self._after_titles(tokens)
        if not 0 < start < len(tokens):
            return ()
        return self._named(tokens[start:]) or self._titled(titles, " ".join(tokens[start:]))

    def _named(self, tokens: Sequence[str]) -> tuple[KnownActor, ...]:
        found = self._names.all(" ".join(tokens)) or self._names.all(
            " ".join(t for i, t in enumerate(tokens) if not i or not is_initial(t))
        )
        return tuple(hit for hit in found if isinstance(hit, KnownActor))

    def _titled(self, titles: frozenset[str], surname: str) -> tuple[KnownActor, ...]:
        """The one person of that last name; among several, the one who ever held such an office."""
        persons = self.by_surname(surname)
        if len(persons) > 1:
            persons = tuple(
                p for p in persons if any(self.usual_title(t.title) in titles for t in p.tenures)
            )
        return persons if len(persons) == 1 else ()

    def _after_titles(self, tokens: Sequence[str]) -> tuple[int, frozenset[str]]:
        """Where the name begins after countries, titles and honorifics, and which titles stand there.

        "Russian Foreign Minister Sergei Lavrov": 3, and the foreign minister.
        """
        at, titles = 0, set[str]()
        while at < len(tokens):
            title, country = self._titles.longest(tokens, at), self._names.longest(tokens, at)
            if title:
                at += title[0]
                titles.add(fold(title[1].same_as))
            elif country and isinstance(country[1], NameHit):
                at += country[0]
            elif fold(tokens[at]) in HONORIFICS:
                at += 1
            else:
                break
        return at, frozenset(titles)

    def by_surname(self, word: str) -> tuple[KnownActor, ...]:
        """Known persons with that last name."""
        named = any(c.isupper() for c in word)  # "may" is no minister
        return tuple(self._surnames.get(fold(word), ())) if named else ()

    def holders(self, title: str, country: str, day: date | None) -> tuple[KnownActor, ...]:
        """Who held the office on the day (on any day without one).

        Spellings and national names of an office are one ("defense secretary", "defence minister").
        Tenures without dates are left out where a day is given.
        """
        held = self._holders.get((self.usual_title(title), country), ())
        return tuple(
            dict.fromkeys(actor for tenure, actor in held if day is None or tenure.covers(day))
        )

    def usual_title(self, words: str) -> str:
        """The title under which holders of an office are listed."""
        folded = fold(words)
        return self._usual.get(folded, folded)

    def title(self, words: str) -> Title | None:
        """The office, role or body that the words name, in the singular or plural, in any case."""
        return next(iter(self._titles.all(words)), None)

    def longest(
        self, words: Sequence[str], at: int
    ) -> tuple[int, NameHit | KnownActor | None] | None:
        """The longest known name that begins at a token.

        Args:
            words: the tokens of a sentence as a tokeniser parts them; at: where to look.

        Returns:
            How many tokens the name has, and the country or actor that it names: None in its place
            for a phrase that holds a country's word and means something else ("Latin America").
            None alone where no name begins there. "the" begins no name.
        """
        return self._names.longest(words, at)

    def longest_title(self, words: Sequence[str], at: int) -> tuple[int, Title] | None:
        """The longest title that begins at a token, in any case, in the singular or plural."""
        return self._titles.longest(words, at)


@lru_cache(maxsize=4)
def _shipped(seed: bool) -> Facts:
    return _assemble(None, seed=seed)


def open_facts(user_file: Path | None = None, *, seed: bool = True) -> Facts:
    """The shipped facts, with a user's file on top.

    Args:
        user_file: actors of the user's own (docs/reference/facts.md); its rows come before the
            seed's, and a row of the same name takes the place of the seed's.
        seed: False leaves the seed of persons, organisations and groups out; countries and titles
            stay.

    Raises:
        InputError: the user's file has a fault; it names the file and the line.
        ModelError: a shipped file has one.
    """
    return _shipped(seed) if user_file is None else _assemble(user_file, seed=seed)


def _assemble(user_file: Path | None, *, seed: bool) -> Facts:
    countries, named = read_countries()
    codes = frozenset(countries)
    actors: dict[str, Aliased] = {}
    if user_file is not None:
        for aliased in read_actors(user_file, codes, shipped=False):
            actors[fold(aliased[0].name)] = aliased
    for path in (DATA / name for name in SEED):
        for aliased in read_actors(path, codes, shipped=True) if seed and path.exists() else ():
            actors.setdefault(fold(aliased[0].name), aliased)
    return Facts(
        countries, actors.values(), named=named, titles=read_titles(), phrases=read_phrases()
    )
