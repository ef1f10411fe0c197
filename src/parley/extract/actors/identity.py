"""One identity over the spellings of a name: who the persons of an article are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from parley.extract.actors.roles import gender_of_title
from parley.facts.facts import Facts, KnownActor, Tenure
from parley.records import ActorKind, Office

NEAR_LENGTH: Final = 6
"""Letters from which two surnames that differ by one letter are one name; swept 5 to 8 on train."""

LONGEST_SURNAME: Final = 30
"""Letters beyond which a word is not compared letter by letter."""

_FOLDS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""), (r"[iy]+$", "y"), (r"ks", "x"), (r"[kc]h", "h"), (r"gh|q", "g"), (r"ou|oo", "u"),
        (r"ph", "f"), (r"w", "v"), (r"ck", "k"), (r"[iyj]([aeou])", r"\1"), (r"[aeou][iy]", "e"),
        (r"y", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_LETTERS: Final = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "ß": "s", "æ": "e", "ı": "i", "ð": "d", "ħ": "h",
})  # fmt: skip
_FEMALE: Final = frozenset(
    "alexandra alina amina ana anastasia andrea angela anita ann anna anne annalena antonia avril barbara "
    "beata brittney caroline catherine christine claudia condoleezza daria deborah diana dianne donna ekaterina "
    "elena elizabeth ella ellen emily emma evelyn federica giorgia hanna heather heidi helen helga hillary "
    "inna irina ivanka jacinda jane janet jen jennifer jill joanne julia julie kaja kamala karen karine "
    "karoline kate katerina katherine keir kelly kira kristalina ksenia larisa laura leila lesia linda lisa liz "
    "louise lyudmila madeleine magdalena mai margaret margarita margot maria marie marina marine martha mary masha melania "
    "melinda mette michele michelle mina monica nadia nancy narges natalia natalya nikki nina oksana olena olesya olga "
    "olha penny polina priti rachel rebecca retno rosemary ruth sabine samantha sanna sara sarah sevgil sofia "
    "solomiya sophie stephanie susan svetlana svitlana tamara tammy tatiana tatyana teresa theresa tsai tulsi "
    "ursula valentina valerie vera victoria viktoria wendy yulia zakharova zuzana marianna mirjana jeanine jeanne kathy "
    "lyse-ann yvette".split()
) - {"keir", "tsai"}  # fmt: skip


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A name in one spelling, whichever transliteration it is in: Zelenskyy, Zelenskiy, Zelensky."""
    out = plain(word)
    for pattern, to in _FOLDS:
        out = pattern.sub(to, out)
    return out


@lru_cache(maxsize=8192)
def alike(one: str, other: str) -> bool:
    """Whether two surnames are one name but for spelling."""
    a, b = fold(one), fold(other)
    if a == b:
        return True
    if min(len(a), len(b)) < NEAR_LENGTH or a[0] != b[0]:
        return False
    return _one_edit(a, b)


def _one_edit(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b) and a[at : at + 2] == b[at : at + 2][::-1]:
        return a[at + 2 :] == b[at + 2 :]
    return a[at:] == b[at + 1 :] if len(a) < len(b) else a[at + 1 :] == b[at + 1 :]


def _less_one(word: str) -> list[str]:
    """The word, and the word without each of its letters: two words one edit apart share one of them.

    Nothing for words too short to be alike by letters, and for those that are no surname.
    """
    if not NEAR_LENGTH <= len(word) <= LONGEST_SURNAME:
        return []
    return [word, *dict.fromkeys(word[:i] + word[i + 1 :] for i in range(len(word)))]


@dataclass(slots=True)
class Entity:
    """An actor while the article is read: what is known of it so far."""

    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: list[str] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    offices: list[Office] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    known: KnownActor | None = None
    noun: str = ""
    inferred: set[str] = field(default_factory=set)
    mentions: int = 0

    def has_sector(self, sector: str | None, *, first: bool = False) -> None:
        """Note a sector; the first stays the primary one, unless another is put ``first``."""
        if sector is None or (sector in self.sectors and not first):
            return
        if first:
            self.sectors[:] = [sector, *(s for s in self.sectors if s != sector)]
        else:
            self.sectors.append(sector)


class Entities:
    """The entities of one article by key, in order of appearance."""

    def __init__(self) -> None:
        self.by_key: dict[str, Entity] = {}

    def add(self, entity: Entity) -> Entity:
        """Keep the entity; its key is made unique where another has it."""
        base, n = entity.key, 2
        while entity.key in self.by_key:
            entity.key, n = f"{base}-{n}", n + 1
        self.by_key[entity.key] = entity
        return entity

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.by_key.values())

    def persons(self) -> list[Entity]:
        """The persons with a name."""
        return [e for e in self if e.kind == "person" and not e.noun]


def slug(words: str) -> str:
    """A key out of words: lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(words)).strip("-") or "x"


class People:
    """Names of persons, put together to identities over one article."""

    def __init__(self, entities: Entities, facts: Facts, day: date | None) -> None:
        self._entities, self._facts, self._day = entities, facts, day
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_given: dict[str, list[Entity]] = {}
        self._near_misses: dict[str, list[str]] = {}  # surname less one letter -> surnames
        self._by_letters: dict[str, Entity] = {}  # whole name without blanks, in one spelling
        self._by_known: dict[int, Entity] = {}
        self._resolved: dict[str, Entity] = {}

    def learn(self, names: Iterable[tuple[str, KnownActor | None]]) -> None:
        """Read all the names of the article, full ones first, so that surnames find their owners."""
        once = dict(names)
        for words, known in once.items():
            if len(words.split()) > 1:
                self._resolved[words] = self._full(words, known)
        for words, known in once.items():
            if words not in self._resolved:
                self._resolved[words] = self._single(words, known)

    @property
    def by_words(self) -> Mapping[str, Entity]:
        """Who each name of the article stands for."""
        return self._resolved

    def of(self, words: str) -> Entity:
        """Who the name stands for; it must have been learned."""
        return self._resolved[words]

    def _full(self, words: str, known: KnownActor | None) -> Entity:
        known = known or self._facts.actor(words)
        if known is not None and known.kind != "person":
            known = None
        parts = words.split()
        for entity in self._near(parts[-1]):
            if (known is not None and entity.known is known) or (
                (known is None or entity.known is None) and _same_person(entity.name, words)
            ):
                return self._rename(entity, words, known)
        same = self._by_known.get(id(known)) or self._by_letters.get(fold(words.replace(" ", "")))
        if same is not None:
            return same
        if known is None and self._facts.by_surname(words):
            known = self._holder(words)  # "Abdel Rahman"
        if known is None:
            known = self._spelled_otherwise(parts)
        return self._new(words, known)

    def _spelled_otherwise(self, parts: list[str]) -> KnownActor | None:
        """The known person of that surname whose given name is the same but for spelling."""
        found = [
            k for k in self._facts.by_surname(parts[-1])
            if alike(k.name.split()[0], parts[0]) or fold(k.name.split()[0])[:3] == fold(parts[0])[:3]
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _single(self, word: str, known: KnownActor | None) -> Entity:
        owners = self._near(word)
        if not owners:
            owners = self._by_given.get(fold(word), [])
            if known is not None and all(o.known not in (None, known) for o in owners):
                owners = []
        if owners:
            return owners[0]
        choice = known if known is not None and known.kind == "person" else self._holder(word)
        return self._by_known.get(id(choice)) or self._new(word, choice)

    def _holder(self, surname: str) -> KnownActor | None:
        """The known person meant by a bare surname: one in office on the day before all others."""
        found = self._facts.by_surname(surname)
        if len(found) <= 1:
            return found[0] if found else None
        in_office = [k for k in found if any(held(t, self._day) for t in k.tenures)]
        return (in_office or list(found))[0]

    def _near(self, surname: str) -> list[Entity]:
        folded = fold(surname)
        found = self._by_surname.get(folded)
        if found is not None:
            return found
        for part in _less_one(folded):
            for other in self._near_misses.get(part, ()):
                if alike(folded, other):
                    return self._by_surname[other]
        return []

    def _rename(self, entity: Entity, words: str, known: KnownActor | None) -> Entity:
        if len(words) > len(entity.name) and len(words.split()) <= 4 and entity.known is None:
            entity.name = words
        if known is not None and entity.known is None:
            _fill(entity, known, self._day)
            entity.name = known.name
            self._by_known.setdefault(id(known), entity)
        return entity

    def _new(self, words: str, known: KnownActor | None) -> Entity:
        parts = words.split()
        surname = parts[-1]
        if known is not None and known.surnames:
            surname = known.surnames[0]
        entity = self._entities.add(Entity(slug(surname), words, "person"))
        if known is not None:
            _fill(entity, known, self._day)
            self._by_known[id(known)] = entity
        entity.gender = _gender(words)
        self._by_letters.setdefault(fold(words.replace(" ", "")), entity)
        surnames = [parts[-1], *(known.surnames if known is not None else ())]
        for folded in dict.fromkeys(fold(s) for s in surnames):
            if folded not in self._by_surname:
                for part in _less_one(folded):
                    self._near_misses.setdefault(part, []).append(folded)
            self._by_surname.setdefault(folded, []).append(entity)
        if len(parts) > 1:
            self._by_given.setdefault(fold(parts[0]), []).append(entity)
        if known is not None:
            entity.name = known.name
        return entity


def held(tenure: Tenure, day: date | None) -> bool:
    """Whether the office was held on the day; on any day without one."""
    if day is None:
        return True
    return (tenure.since is None or tenure.since <= day) and (
        tenure.until is None or day <= tenure.until
    )


def _fill(entity: Entity, known: KnownActor, day: date | None) -> None:
    """Take what the facts say; the country is that of the office held on the day, if any was."""
    at_work = (t.country for t in known.tenures if day is not None and held(t, day))
    entity.known, entity.country = known, next(filter(None, at_work), known.country)
    for sector in known.sectors:
        entity.has_sector(sector)


def _same_person(one: str, other: str) -> bool:
    """Whether two full names with one surname are one person's: given names alike or initials."""
    a, b = one.split()[0], other.split()[0]
    if len(one.split()) == 1 or len(other.split()) == 1:
        return True
    x, y = fold(a), fold(b)
    if not x or not y:
        return False
    if len(a.rstrip(".")) <= 2 or len(b.rstrip(".")) <= 2:
        return x[0] == y[0]
    return x == y or (x[0] == y[0] and (x[:3] == y[:3] or _one_edit(x, y)))


def _gender(name: str) -> str | None:
    parts = name.split()
    told = gender_of_title(parts[0]) if len(parts) > 1 else None
    if told is not None:
        return told
    if len(parts) > 1 and plain(parts[0]) in _FEMALE:
        return "f"
    if re.search(r"(?:ova|eva|skaya|skaia|enkova|ina)$", plain(parts[-1])):
        return "f" if len(parts) == 1 or plain(parts[0])[-1] in "aey" else None
    return None
