"""One identity over articles: who is joined, and who is kept apart."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from parley.records import Actor, Office
from parley.spans import Span
from parley.stories.identities.identity import find_identities, in_full
from parley.stories.identities.person_names import PersonName, is_name, one_letter_apart, read_name


def person(name: str, country: str | None = None, sector: str | None = "GOV", **more: Any) -> Actor:
    return Actor(name.lower(), name, "person", country, sector, **more)


def named(
    kind: Any, name: str, country: str | None = None, sector: str | None = None, **more: Any
) -> Actor:
    return Actor(name.lower(), name, kind, country, sector, **more)


def clusters(*actors: Actor) -> list[set[str]]:
    """The names that go together, each actor in an article of its own."""
    rows = [(f"art-{i:02d}", [a]) for i, a in enumerate(actors)]
    found: dict[str, set[str]] = {}
    for row in find_identities(rows):
        found.setdefault(row.identity, set()).add(
            f"{rows[int(row.article[4:])][1][0].name}#{row.article[4:]}"
        )
    return [{n.partition("#")[0] for n in names} for names in found.values() if len(names) > 1]


def apart(*actors: Actor) -> bool:
    return not clusters(*actors)


@pytest.mark.parametrize(
    "names",
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky", "Volodymyr Zelenskiy", "Vladimir Zelensky"),
        ("Dmitry Peskov", "Dmitri Peskov", "Dmitriy Peskov", "Dmitry S. Peskov"),
        ("Abbas Araghchi", "Abbas Araqchi", "Abbas Aragchi"),
        ("Bashar al-Assad", "Bashar Assad", "Bashar Al Assad", "Bashar Asad"),
        ("Mohammad Javad Zarif", "Javad Zarif", "Mohammed Javad Zarif"),
        ("Sergei Lavrov", "Sergey Lavrov", "Sergej Lavrov"),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan", "Recep Tayyip Erdogan"),
        ("Muammar Gaddafi", "Moammar Qaddafi", "Muammar Kadafi"),
        ("Joe Biden", "Joseph Biden", "Joseph R. Biden Jr."),
        ("Yulia Svyrydenko", "Yuliia Svyrydenko"),
    ],
)
def test_spellings_of_one_name(names: tuple[str, ...]) -> None:
    assert clusters(*(person(n, "XXX") for n in names)) == [set(names)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Hassan Rouhani", "IRN"), person("Hossein Rouhani", "IRN")),
        (person("John Kelly", "USA"), person("John Kerry", "USA")),
        (person("Ali Khamenei", "IRN"), person("Ali Shamkhani", "IRN")),
        (person("Mohammed bin Salman", "SAU"), person("Mohammed bin Zayed", "SAU")),
        (person("Ivan Petrov", "RUS"), person("Ivan Petrovs", "LVA")),
        (person("Adam Novak", "CZE", "GOV"), person("Adam Novak", "HRV", "MIL")),
        (person("Adam Novak", wikidata="Q1"), person("Adam Novak", wikidata="Q2")),
        (person("Kim Jong Un", "PRK"), person("Kim Yong Chol", "PRK")),
    ],
)
def test_names_that_are_kept_apart(one: Actor, other: Actor) -> None:
    assert apart(one, other)


def test_family_names_that_stand_first() -> None:
    kim = [person("Kim Jong Un", "PRK"), person("Kim Jong-un", "PRK")]
    assert clusters(*kim, person("Kim", "PRK")) == [{"Kim Jong Un", "Kim Jong-un", "Kim"}]


def test_the_same_full_name_outweighs_a_country_taken_wrongly() -> None:
    assert clusters(person("Vera Ilin", "RUS"), person("Vera Ilin", "UKR"))


def test_a_known_person_is_joined_with_spellings_that_the_facts_do_not_know() -> None:
    known = person("Sergey Lavrov", "RUS", wikidata="Q0")
    assert clusters(known, person("Sergej Lavrow", "RUS"), person("Lavrov", "RUS")) == [
        {"Sergey Lavrov", "Sergej Lavrow", "Lavrov"}
    ]


def test_a_surname_joins_the_one_it_can_be() -> None:
    assert clusters(person("Vera Ilin", "RUS"), person("Ilin", "RUS")) == [{"Vera Ilin", "Ilin"}]
    assert clusters(person("Vera Ilin", "RUS"), person("Ilin")) == [{"Vera Ilin", "Ilin"}]
    assert apart(person("Vera Ilin", "RUS"), person("Ilin", "UKR"))


def test_a_surname_that_can_be_two_stays_with_its_article() -> None:
    both = person("Vera Ilin", "RUS"), person("Oleg Ilin", "RUS")
    assert apart(*both, person("Ilin", "RUS"), person("Ilin", "RUS"))


def test_surnames_without_any_full_name_go_together_by_country() -> None:
    assert clusters(person("Ilin", "RUS"), person("Ilin", "RUS"))
    assert apart(person("Ilin", "RUS"), person("Ilin", "UKR"))


def test_descriptions_stay_with_their_article() -> None:
    for words in (
        "a senior official",
        "US official",
        "Iranian foreign minister",
        "second diplomat",
    ):
        assert apart(person(words, "USA"), person(words, "USA")), words
    assert apart(named("group", "Experts"), named("group", "Experts"))
    assert apart(
        named("group", "three sources", "USA", "GOV"), named("group", "three sources", "USA", "GOV")
    )


def test_groups_that_are_the_same_people_everywhere() -> None:
    rebels = named("group", "Syrian rebels", "SYR", "REB")
    assert clusters(rebels, rebels)
    assert clusters(named("group", "the Houthis", "YEM", "REB"), named("group", "Houthis"))


def test_states_by_country() -> None:
    assert clusters(named("state", "Russia", "RUS"), named("state", "Moscow", "RUS"))
    assert apart(named("state", "Russia", "RUS"), named("state", "Ukraine", "UKR"))


def test_organisations_by_name_and_acronym() -> None:
    agency = named("organisation", "International Atomic Energy Agency", "IGO")
    assert clusters(agency, named("organisation", "IAEA", "IGO"))
    assert clusters(agency, named("organisation", "the International Atomic Energy Agency"))
    assert clusters(agency, named("organisation", "I.A.E.A."))
    other = named("organisation", "Irish Agricultural Export Association", "IRL")
    assert apart(agency, other, named("organisation", "IAEA"))


def test_names_that_many_countries_have() -> None:
    one, other = (named("organisation", "Supreme Court", c) for c in ("USA", "ISR"))
    assert apart(one, other)
    assert clusters(one, one)


def test_fields_are_those_of_most_articles() -> None:
    rows = [
        ("a", [person("Dmitry Peskov", "RUS", None)]),
        ("b", [person("Dmitri Peskov", None, "GOV")]),
        ("c", [person("Dmitry Peskov", "RUS", "GOV")]),
    ]
    found = find_identities(rows)
    assert [row.article for row in found] == ["a", "b", "c"]
    assert {row[2:] for row in found} == {
        (found[0].identity, "Dmitry Peskov", "person", "RUS", "GOV")
    }


def test_names_in_full_are_preferred() -> None:
    rows = [
        (str(i), [named("state", n, "USA")])
        for i, n in enumerate(["US", "US", "USA", "United States"])
    ]
    assert {row.name for row in find_identities(rows)} == {"United States"}


@pytest.mark.parametrize("seed", range(5))
def test_order_of_articles_does_not_count(seed: int) -> None:
    rng = random.Random(seed)
    names = [
        "Vera Ilin",
        "Wera Ilin",
        "Ilin",
        "Vera Ilyin",
        "Oleg Ilin",
        "Oleh Ilin",
        "Vera V. Ilin",
    ]
    rows = []
    for i in range(40):
        cast = [
            person(n, rng.choice(["RUS", "UKR", None]), rng.choice(["GOV", "MIL", None]))
            for n in rng.sample(names, 3)
        ]
        rows.append((f"art-{i}", cast))
    want = find_identities(rows)
    rng.shuffle(rows)
    assert find_identities(rows) == want


def test_reading_names() -> None:
    assert read_name("President Dmitri A. Medvedev") == PersonName(("dmitry",), "medvedev")
    assert read_name("Moon Jae-in", "KOR") == PersonName(("jaein",), "mun")
    assert read_name("Ursula von der Leyen") == PersonName(("ursula",), "len")
    assert read_name("Lavrov") == PersonName((), "lavrov")
    assert read_name("Dr.") is None
    assert is_name("Badr al-Busaidi")
    assert is_name("Mohammed bin Salman")
    assert not is_name("leader of the party")
    assert not is_name("")


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [("abc", "abc", True), ("abc", "abd", True), ("abc", "ab", True), ("bc", "abc", True), ("", "a", True),
     ("abc", "acb", False), ("abc", "abcde", False), ("abcd", "bcde", False)],
)  # fmt: skip
def test_one_letter_apart(a: str, b: str, near: bool) -> None:
    assert one_letter_apart(a, b) is near
    assert one_letter_apart(b, a) is near


def office(title: str, country: str) -> Office:
    return Office(title, country, evidence=Span(0, 5))


def described(words: str, title: str, country: str) -> Actor:
    return Actor(words, words, "person", country, "GOV", offices=(office(title, country),))


DAYS = {"art-00": date(2025, 3, 1), "art-01": date(2025, 3, 20)}


def test_an_office_joins_whom_other_articles_have_in_it() -> None:
    minister = person("Jana Novak", "SVN", offices=(office("foreign minister", "SVN"),))
    alone = described("slovenian foreign minister", "foreign minister", "SVN")
    found = find_identities([("art-00", [minister]), ("art-01", [alone])], days=DAYS)
    assert {row.name for row in found} == {"Jana Novak"}
    assert len({row.identity for row in found}) == 1


@pytest.mark.parametrize(
    ("title", "country", "day"),
    [
        ("foreign minister", "HRV", date(2025, 3, 20)),  # another country's
        ("former foreign minister", "SVN", date(2025, 3, 20)),
        ("spokesperson", "SVN", date(2025, 3, 20)),  # one of many
        ("foreign minister", "SVN", date(2027, 3, 20)),  # long after
    ],
)
def test_an_office_that_may_be_another_persons_stays_apart(
    title: str, country: str, day: date
) -> None:
    offices = (office("foreign minister", "SVN"), office("spokesperson", "SVN"))
    rows = [
        ("art-00", [person("Jana Novak", "SVN", offices=offices)]),
        ("art-01", [described("the one", title, country)]),
    ]
    found = find_identities(rows, days={**DAYS, "art-01": day})
    assert len({row.identity for row in found}) == 2


def test_between_two_holders_nobody_is_meant() -> None:
    one, two = (
        person(n, "SVN", offices=(office("foreign minister", "SVN"),))
        for n in ("Jana Novak", "Ivo Kos")
    )
    alone = described("slovenian foreign minister", "foreign minister", "SVN")
    days = {"a": date(2025, 1, 1), "b": date(2025, 2, 1), "c": date(2025, 3, 1)}
    found = find_identities([("a", [one]), ("b", [alone]), ("c", [two])], days=days)
    assert len({row.identity for row in found}) == 3
    days["b"] = date(2025, 4, 1)  # after both: the later one's
    found = find_identities([("a", [one]), ("b", [alone]), ("c", [two])], days=days)
    assert {r.name for r in found if r.article == "b"} == {"Ivo Kos"}


def test_a_stated_country_outweighs_concluded_ones() -> None:
    guess = person("Jana Novak", "USA", inferred=("country",))
    rows = [("a", [guess]), ("b", [guess]), ("c", [person("Jana Novak", "SVN")])]
    found = find_identities(rows)
    assert {row.country for row in found} == {"SVN"}
    whole = in_full(guess, found[0])
    assert (whole.country, whole.inferred) == ("SVN", ("country",))


def test_what_an_article_states_is_kept() -> None:
    member = person("Jana Novak", "SVN", "LEG", sectors=("LEG",))
    rows = [("a", [person("Jana Novak", "SVN", None)]), ("b", [member])]
    found = find_identities(rows)
    whole = in_full(rows[0][1][0], found[0])
    assert (whole.sector, whole.sectors, whole.inferred) == ("LEG", ("LEG",), ("sector",))
    assert in_full(member, found[1]) == member


def test_some_people_of_one_report_are_others_in_the_next() -> None:
    for words in ("five people", "12 civilians", "several rebels", "our soldiers"):
        assert apart(*(named("group", words, "UKR", "CVL") for _ in range(2))), words
    assert not apart(*(named("group", "civilians", "UKR", "CVL") for _ in range(2)))


def test_a_group_is_one_with_or_without_its_country() -> None:
    assert not apart(
        named("group", "syrian rebels", "SYR", "REB"), named("group", "rebels", "SYR", "REB")
    )
    assert apart(named("group", "rebels", "SYR", "REB"), named("group", "rebels", "YEM", "REB"))
