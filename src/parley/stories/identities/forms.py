"""Forms: what of an actor of one article bears on who it is over all articles.

Thousands of articles have the same form of "United States" or "Sergei Lavrov, foreign minister of Russia". Who is who is
told by forms and by how many articles have each; and a form bears only on those with which it has one of its keys in
common (:func:`keys_of`), so that not all need be looked at where an article is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from parley.facts.folding import fold
from parley.records import Actor, Office
from parley.stories.identities.person_names import PersonName, is_name, read_name
from parley.stories.identities.seats import is_over, is_single, usual

_LONGEST_ACRONYM: Final = 7
"""Letters."""

Form = Actor
"""An actor without what its article alone says: its key, other names, evidence."""


class Member(NamedTuple):
    """An actor of an article, and its form."""

    article: str
    actor: Actor
    form: Form


def form_of(actor: Actor) -> Form:
    """The form of an actor."""
    return Actor(
        key="",
        name=actor.name,
        kind=actor.kind,
        country=actor.country,
        sector=actor.sector,
        offices=tuple(Office(o.title, o.country) for o in actor.offices),
        wikidata=actor.wikidata,
        inferred=("country",) if "country" in actor.inferred else (),
    )


def is_person(form: Form) -> bool:
    """Whether it is a person with a name."""
    return form.kind == "person" and is_name(form.name)


def name_of(form: Form) -> PersonName:
    """The name of a person."""
    return read_name(form.name, form.country) or PersonName((), fold(form.name))


def is_full(form: Form) -> bool:
    """Whether a person's words say who it is without other articles."""
    return bool(name_of(form).given or form.wikidata)


def stated(form: Form) -> str | None:
    """The country that the article states, not one that was concluded."""
    return None if "country" in form.inferred else form.country


# ---- keys -----------------------------------------------------------------------------------------------


def links(form: Form) -> Iterator[str]:
    """Keys of a person named in full: two that share one may be the same, and so on to a third."""
    if is_full(form):
        for given, surname in name_of(form).links():
            yield f"link {given} {surname}"
        if form.wikidata:
            yield f"link {form.wikidata}"


def surname(form: Form) -> str:
    """The key under which a surname alone is looked for."""
    return f"surname {name_of(form).surname}"


def held(form: Form) -> Iterator[str]:
    """Keys of the offices in which a named person is seen."""
    for office in form.offices:
        if office.country is not None and not is_over(office) and is_single(office.title):
            yield f"{usual(office.title)} of {office.country}"


def meant(form: Form) -> str | None:
    """Key of the office by which alone a person is described."""
    if form.kind != "person" or is_name(form.name) or not form.offices:
        return None
    office = form.offices[0]
    if office.country is None or is_over(office):
        return None
    return f"{usual(office.title)} of {office.country}"


def named(name: str) -> str:
    """Key of all that go by a name."""
    return f"name {fold(name)}"


def acronyms(form: Form) -> Iterator[str]:
    """Keys of the acronym that may stand for an organisation, and of the one that it goes by."""
    short = initials(form.name)
    if form.kind == "organisation" and short:
        yield f"letters {short}"
    if form.name.isupper():
        yield f"letters {letters(form.name)}"


def initials(name: str) -> str | None:
    """The capitals with which the words of a name begin, where they are as many as an acronym has."""
    words = name.replace("-", " ").split()
    found = "".join(w[0] for w in words if w[0].isupper())
    return found if len(words) > 1 and 1 < len(found) <= _LONGEST_ACRONYM else None


def letters(name: str) -> str:
    """An acronym without full stops; what is no acronym stays what it is."""
    return name.replace(".", "") if name.isupper() else name


def keys_of(form: Form) -> set[str]:
    """All keys of a form."""
    keys = {named(form.name)}
    if is_person(form):
        keys |= {surname(form), *links(form), *(f"held {seat}" for seat in held(form))}
    elif form.kind == "person":
        seat = meant(form)
        keys |= {f"meant {seat}"} if seat else set()
    else:
        keys |= set(acronyms(form))
    return keys
