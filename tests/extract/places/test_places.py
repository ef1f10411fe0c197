"""Which words name places, and which places they are; every sentence is invented."""

from __future__ import annotations

import pytest

from parley.extract.places.places import Places, _is_formation, find_toponyms
from parley.facts import open_facts
from parley.spans import Span


@pytest.fixture(scope="module")
def places():
    return Places(open_facts())


def resolved(places, text, *names):
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in names]
    return [r.place for r in places.resolver.resolve(text, spans)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The mayor of Paris, Texas, opened a bridge.", "USA"),
        ("The mayor of Paris opened a bridge over the Seine in France.", "FRA"),
        ("The talks in Paris ended.", "FRA"),
    ],
)
def test_the_words_beside_a_name_say_where_it_lies(places, text, country):
    assert resolved(places, text, "Paris")[0].country == country


def test_the_other_places_decide_between_places_of_one_name(places):
    text = "Storms hit Springfield, and roads from Chicopee and Holyoke to Northampton were closed."
    names = ("Springfield", "Chicopee", "Holyoke", "Northampton")
    assert {p.admin1 for p in resolved(places, text, *names)} == {"US.MA"}


def test_a_state_and_a_country_of_one_name(places):
    text = "Police in Atlanta and Savannah, the largest ports of Georgia, met."
    assert resolved(places, text, "Atlanta", "Savannah", "Georgia")[2].country == "USA"
    text = "Troops left Gori and Zugdidi, and Georgia protested."
    assert resolved(places, text, "Gori", "Zugdidi", "Georgia")[2].country == "GEO"


def test_a_building_is_put_into_the_town_it_is_told_with(places):
    text = "The envoys met at Grand Meridian Hotel in Doha."
    span = Span(text.index("Grand"), text.index(" in Doha"))
    doha = Span(text.index("Doha"), text.index("Doha") + 4)
    hotel, town = places.resolver.resolve(text, [span, doha])
    assert hotel.around
    assert hotel.place == town.place
    assert town.place.country == "QAT"


def test_nothing_to_resolve(places):
    assert places.resolver.resolve("", []) == []


def test_many_names_are_decided_in_linear_time(places):
    text = " ".join(f"Springfield Paris Qq{i}" for i in range(3000))
    spans = [Span(m, m + 5) for m in range(0, len(text) - 5, 7)]
    assert len(places.resolver.resolve(text, spans)) == len(spans)


def names(extract, text):
    return [(p.name, p.country, p.precision) for p in extract(text)[1].places]


def test_places_have_a_precision(extract):
    text = "Ships left Odesa for the Black Sea, and shells fell in the Kherson region of Ukraine."
    assert names(extract, text) == [
        ("Odesa", "UKR", "point"),
        ("Black Sea", None, "area"),
        ("Kherson region", "UKR", "region"),
        ("Ukraine", "UKR", "country"),
    ]


def test_demonyms_are_no_places_but_their_soil_is(extract):
    text = "Ukrainian officials said the drones had crossed Russian airspace."
    assert names(extract, text) == [("Russian airspace", "RUS", "country")]


def test_persons_named_like_places_are_kept_apart(extract):
    text = "Senator Austin Houston spoke in Vienna. Houston praised the deal."
    assert [n for n, *_ in names(extract, text)] == ["Vienna"]


def test_linked_names_are_no_places(extract):
    _, found = extract("Lahore-e-Nau, a daily, said that troops had shelled Kunduz.")
    assert [p.name for p in found.places] == ["Kunduz"]


def test_a_village_that_no_gazetteer_has_is_a_place_without_a_point(extract):
    text = "Officials said on Tuesday that shells fell on the village of Qarzumel at dawn."
    place = extract(text)[1].places[0]
    assert (place.name, place.lat, place.precision) == ("Qarzumel", None, "unknown")


def test_corpora_of_toponyms_count_more(read, places):
    from parley.extract.cast import Cast

    reading = read("Russian envoys met Oxford Police in London.")
    strict = find_toponyms(reading, Cast(), places.toponyms)
    loose = find_toponyms(reading, Cast(), places.toponyms, loose=True)
    assert [s.of(reading.text) for s in strict] == ["London"]
    assert [s.of(reading.text) for s in loose] == ["Russian", "Oxford", "London"]


def test_what_lies_in_a_region_lies_nowhere_else(places):
    text = "Troops entered Springfield and Dover in the Sumy region."
    spans = [Span(text.index(n), text.index(n) + len(n)) for n in ("Springfield", "Dover")]
    found = places.resolver.resolve(text, spans)
    assert {(r.place.admin1, r.place.country) for r in found} == {("UA.21", "UKR")}


@pytest.mark.parametrize(
    ("words", "troops"),
    [
        ("Battlegroup East", True),
        ("Northern Command", True),
        ("Fleet Street", False),
        ("Army", False),
        ("East Timor", False),
    ],
)
def test_bodies_of_troops_are_no_places(words, troops):
    assert _is_formation(words.split()) is troops
