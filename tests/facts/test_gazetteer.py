"""The compiled gazetteer and the table of regions over it."""

from __future__ import annotations

import pytest

from parley.errors import ModelError
from parley.facts.gazetteer import FILE, Gazetteer, open_gazetteer
from parley.facts.place_keys import place_key
from parley.facts.regions import read_regions


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("St. John's", "saint johns"),
        ("Zaporizhzhia’", "zaporizhzhia"),
        ("the Donbas", "donbas"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Łódź", "lodz"),
        ("W.Va.", "wva"),
        ("x" * 1_000_000, ""),
        ("…", ""),
    ],
)
def test_names_are_compared_by_letters_alone(words, key):
    assert place_key(words) == key


def found(words):
    return open_gazetteer().candidates(words)


def test_a_city_has_its_country_state_point_and_id():
    kyiv = next(c for c in found("Kyiv") if c.kind == "city")
    assert (kyiv.country, kyiv.geonames) == ("UKR", 703448)
    assert (round(kyiv.lat), round(kyiv.lon)) == (50, 31)
    assert kyiv.population > 2_000_000


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kyiv", "Kiev"), ("Kharkiv", "Khar'kov"), ("Bakhmut", "Artyomovsk"), ("Odesa", "Odessa")],
)
def test_spellings_of_a_town_are_one(one, other):
    assert {c.geonames for c in found(one)} & {c.geonames for c in found(other)}


def test_the_most_populous_comes_first_and_there_are_not_too_many():
    cities = [c.population for c in found("San Jose") if c.kind == "city"]
    assert 10 < len(cities) <= 64
    assert cities == sorted(cities, reverse=True)


def test_the_project_s_own_rows_take_the_place_of_the_file_s():
    states = [c for c in found("Louisiana") if c.kind == "admin1"]
    assert len(states) == 1
    assert states[0].own
    assert states[0] == found("La.")[0]._replace(usual=True)


def test_the_file_s_names_of_a_region_name_the_project_s_row():
    (region,) = (c for c in found("Zaporizka oblast") if c.country == "UKR")
    assert (region.kind, region.geonames) == ("region", 687699)


def test_regions_have_adjectives_that_say_so():
    assert [c.adjective for c in found("Crimea")] == [False]
    assert found("Crimean")[0].adjective


def test_nothing_is_found_for_what_is_no_name():
    assert found("Qzxwv") == ()
    assert found("") == ()


def test_regions_are_many_and_none_is_empty():
    regions = {r for rows in read_regions().values() for r in rows}
    assert len(regions) > 400
    assert {r.kind for r in regions} == {"city", "admin1", "country", "region", "area"}


def test_a_fault_in_the_table_names_its_line(tmp_path):
    table = tmp_path / "regions.tsv"
    table.write_text("name\tkind\tcountry\tlat\tlon\nNowhere\tregion\t\t95\t0\n")
    with pytest.raises(ModelError, match="line 2"):
        read_regions(table)


@pytest.mark.parametrize("content", [b"", b"no json\n", b'{"format": 0}\n'])
def test_a_file_that_is_no_gazetteer_is_refused(tmp_path, content):
    path = tmp_path / "gazetteer.bin"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="gazetteer"):
        Gazetteer(path)


def test_the_file_is_small():
    assert FILE.stat().st_size < 16_000_000
