"""Who is who after articles came one by one is who is who in all of them, whatever the order and whatever was decided."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.desk import growing_identities
from parley.ids import content_id, text_hash
from parley.ledger import Identity, Ledger, Run
from parley.records import Actor, Article, Extraction, Found, Office
from parley.stories.identities.decided import Merge, Split, Whom, as_judgement, read_decision
from parley.stories.identities.identity import IdentityOf, find_identities

NOW = datetime(2025, 4, 1, tzinfo=UTC)
RUN = Run(NOW)

SPEAKER = (Office("speaker of parliament", "NOR"),)
PRESIDENT = (Office("president", "NOR"),)
ENVOY = (Office("envoy", "NOR"),)

CAST: tuple[tuple[Any, ...], ...] = (
    ("Norway", "state", "NOR", "GOV"),
    ("Kingdom of Norway", "state", "NOR", "GOV"),
    # Spellings of names, and namesakes.
    ("Dmitry Holmgren", "person", "NOR", "GOV", PRESIDENT),
    ("Dmitri Holmgren", "person", "NOR", "GOV", SPEAKER),
    ("Dmitri Holmgrem", "person", None, None),
    ("Dmitri Holmgren", "person", "SWE", "GOV", PRESIDENT),
    ("Dmitri Holmgren", "person", "SWE", "MED"),
    ("Ida Holmgren", "person", "NOR", "GOV", PRESIDENT),
    ("Ida Holmgren", "person", "SWE", "MIL"),
    ("Ida Maria Holmgren", "person", "NOR", "GOV", (), "Q11"),
    ("I. Holmgren", "person", "NOR", "GOV", (), "Q11"),
    ("Maria Holmgren", "person", None, "GOV"),
    # Surnames alone.
    ("Holmgren", "person", "NOR", "GOV", PRESIDENT),
    ("Holmgren", "person", "SWE", None),
    ("Holmgren", "person", None, None),
    ("Holmgrem", "person", "NOR", None),
    ("Vinter", "person", "NOR", "GOV"),
    ("Vinter", "person", "DNK", None, SPEAKER),
    ("Karl Vinter", "person", "DNK", None, PRESIDENT),
    # Offices alone, and descriptions.
    ("the Norwegian president", "person", "NOR", "GOV", PRESIDENT),
    ("the president of the country", "person", "NOR", "GOV", PRESIDENT),
    ("the Norwegian speaker", "person", "NOR", "LEG", SPEAKER),
    ("an envoy", "person", "NOR", "GOV", ENVOY),
    ("a senior official", "person", "NOR", "GOV"),
    # Organisations, their acronyms, and what many countries have.
    ("Nordic Peace Council", "organisation", None, "NGO"),
    ("National Pilots Club", "organisation", "NOR", "NGO"),
    ("NPC", "organisation", "NOR", "NGO"),
    ("N.P.C.", "group", "SWE", None),
    ("Nordic Peace Council", "organisation", "NOR", "NGO", (), "Q21"),
    ("Nordic Peace Council", "group", "NOR", "NGO", (), "Q22"),
    ("the Ministry of Defence", "organisation", "NOR", "MIL"),
    ("Ministry of Defence", "organisation", "SWE", "MIL"),
    ("Swedish rebels", "group", "SWE", "REB"),
    ("rebels", "group", "SWE", "REB"),
    ("some men", "group", "NOR", "CVL"),
)  # fmt: skip

NAMES = sorted({row[0] for row in CAST})
ARTICLES = st.lists(
    st.tuples(
        st.lists(st.integers(0, len(CAST) - 1), min_size=1, max_size=5, unique=True),
        st.one_of(st.none(), st.sampled_from([0, 1, 2, 20, 400, 800])),
        st.booleans(),
    ),
    min_size=2,
    max_size=9,
)  # fmt: skip


def actor(key: str, row: Sequence[Any], doubted: bool) -> Actor:
    name, kind, country, sector, offices, wikidata = (*row, *((), None)[len(row) - 4 :])
    return Actor(
        key, name, kind, country, sector, (sector,) if sector else (), (name, key), offices,
        wikidata, ("country",) if doubted and country else (),
    )  # fmt: skip


def page(n: int, spec: tuple[list[int], int | None, bool], version: int = 1) -> Any:
    numbers, days, doubted = spec
    text = f"Article {n}."
    day = None if days is None else date(2024, 1, 1) + timedelta(days=days)
    article = Article(
        content_id("art", n), text, text_hash(text), f"{n}.txt",
        published=None if day is None else Found(day, "given"),
    )  # fmt: skip
    actors = tuple(actor(f"a{i}", CAST[i], doubted) for i in numbers)
    return article, Extraction(article.id, actors, versions={"test": str(version)})


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("identities") / "empty.db"
    with Ledger.open(path):
        pass
    return path


def settle(ledger: Ledger, *, anew: bool = False) -> None:
    """Settle who is who, as :mod:`parley.desk.settling` does; ``anew`` where an article was read again."""
    new = set(ledger.unsettled()) - {i.article for i in ledger.forms.all_settled()}
    found = growing_identities.find(ledger, new, ledger.days(), anew=anew)
    rows = [Identity(*r) for r in found.rows]
    if anew:
        ledger.settle(identities=rows, recast=found.recast)
    else:
        assert all(found.before.get((r.article, r.actor)) != r for r in rows)
        ledger.settle(identified=rows, recast=found.recast)
    for r in found.rows:
        assert found.who.identity((r.article, r.actor)) == r.identity


def settled(ledger: Ledger) -> list[IdentityOf]:
    return sorted(
        IdentityOf(i.article, i.actor, i.identity, i.name, i.kind, i.country, i.sector)
        for i in ledger.forms.all_settled()
    )


def found_anew(ledger: Ledger) -> list[IdentityOf]:
    decided = [read_decision(j) for j in ledger.decisions()]
    return list(find_identities(ledger.casts(), days=ledger.days(), decided=decided))


def kept(path: Path) -> list[list[Any]]:
    """What is kept of forms, without the numbers of rows."""
    asked = (
        "SELECT id, identity FROM form",
        "SELECT key, id FROM form_key JOIN form ON pk = form",
        "SELECT article.id, actor, form.id, casting.identity FROM casting"
        " JOIN article ON article.pk = article JOIN form ON form.pk = form",
    )
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        return [sorted(map(tuple, connection.exec_driver_sql(q)), key=repr) for q in asked]


def decide(data: st.DataObject, ledger: Ledger) -> None:
    """Let somebody decide something, or take it back."""
    made = ledger.decisions()
    if made and data.draw(st.booleans(), label="undo"):
        ledger.undo(data.draw(st.sampled_from(made)).number or 0, who="tester", when=NOW)
        return
    there = settled(ledger)
    known = st.sampled_from([Whom(r.identity, r.name) for r in there])
    called = st.builds(Whom, st.just("act-gone"), st.sampled_from(NAMES))
    whom = st.one_of(known, called) if there else called
    names = st.frozensets(st.sampled_from(NAMES), max_size=2)
    articles = st.frozensets(st.sampled_from([content_id("art", n) for n in range(9)]), max_size=2)
    decision = data.draw(
        st.one_of(st.builds(Merge, whom, whom), st.builds(Split, whom, names, articles))
    )
    ledger.judge_actor(as_judgement(decision, who="tester", when=NOW))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ARTICLES, st.data())
def test_one_by_one_is_all_at_once(
    empty: Path, tmp_path: Path, specs: list[Any], data: st.DataObject
) -> None:
    path = Path(shutil.copy(empty, tmp_path / "grown.db"))
    whole = Path(shutil.copy(empty, tmp_path / "whole.db"))
    order = data.draw(st.permutations(list(enumerate(specs))))
    judged = data.draw(st.booleans(), label="judged")
    with Ledger.open(path) as ledger:
        for n, spec in order:
            ledger.add(*page(n, spec), run=RUN)
            if judged and data.draw(st.integers(0, 2)) == 0:
                decide(data, ledger)
            if data.draw(st.integers(0, 3)):
                settle(ledger)
                assert settled(ledger) == found_anew(ledger)
        again = data.draw(st.sampled_from(order))[0]
        ledger.add(*page(again, data.draw(ARTICLES)[0], version=2), run=RUN)
        settle(ledger, anew=True)
        assert settled(ledger) == found_anew(ledger)
        more = page(100, data.draw(ARTICLES)[0])
        ledger.add(*more, run=RUN)
        settle(ledger)
        assert settled(ledger) == found_anew(ledger)
        with Ledger.open(whole) as other:
            for article, extraction in ledger.everything():
                other.add(article, extraction, run=RUN)
            settle(other)
    assert kept(path) == kept(whole)


def test_a_ledger_that_knows_no_forms_finds_them_all(empty: Path, tmp_path: Path) -> None:
    path, whole = (Path(shutil.copy(empty, tmp_path / name)) for name in ("old.db", "new.db"))
    pages = [page(n, ([n, n + 9, n + 18], n, False)) for n in range(6)]
    for at in (path, whole):
        with Ledger.open(at) as ledger:
            for article, extraction in pages[:-1]:
                ledger.add(article, extraction, run=RUN)
            settle(ledger)
    with sa.create_engine(f"sqlite:///{path}").begin() as connection:
        for table in ("casting", "form_key", "form"):  # as an older Parley leaves it
            connection.exec_driver_sql(f"DELETE FROM {table}")
    for at in (path, whole):
        with Ledger.open(at) as ledger:
            ledger.add(*pages[-1], run=RUN)
            settle(ledger)
            assert settled(ledger) == found_anew(ledger)
    assert kept(path) == kept(whole)
