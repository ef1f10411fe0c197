"""Independent origins: copies, agencies and named outlets count with the one that they repeat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from happening_cases import event

from parley.facts.outlets import outlet, same_outlet
from parley.stories.origins import origin_of, spread

OWN = event(11, "Shells struck the lighthouse.", "struck", outlet="Coast Herald")
OTHER = event(11, "The lighthouse was struck.", "struck", outlet="Fjord Times")


def test_outlets_of_their_own_are_independent() -> None:
    assert spread([OWN, OTHER]).origins == 2


def test_a_copy_is_the_reporting_that_it_repeats() -> None:
    copy = replace(OTHER, origin=OWN.origin, copy_of=OWN.article)
    found = spread([OWN, copy])
    assert (found.articles, found.outlets, found.origins) == (2, 2, 1)


@pytest.mark.parametrize(
    "words",
    [
        "A keeper told Reuters that shells struck the lighthouse.",
        "Shells struck the lighthouse, according to the Reuters news agency.",
        "Reuters reported that shells struck the lighthouse.",
    ],
)
def test_an_account_taken_from_an_agency_counts_with_it(words: str) -> None:
    wire = replace(OWN, outlet="Reuters", origin="Reuters")
    taken = event(11, words, "struck", outlet="Fjord Times")
    assert origin_of(taken) == origin_of(wire)
    assert spread([wire, taken]).origins == 1


def test_whoever_the_article_names_as_its_source_is_the_origin_if_it_is_press() -> None:
    assert origin_of(event(11, "Shells struck it.", "struck", asserted_by="rtr")) == "reuters"
    assert origin_of(event(11, "Shells struck it.", "struck", asserted_by="nor")) != "norway"


def test_names_of_one_outlet_are_one() -> None:
    assert outlet("the Associated Press") == outlet("AP")
    assert same_outlet("The New York Times") == same_outlet("New York Times")
    assert outlet("Harbour officials") is None


def test_nothing_known_of_an_article_is_an_origin_of_its_own() -> None:
    bare = [replace(a, outlet=None, origin=None) for a in (OWN, OTHER)]
    found = spread(bare)
    assert (found.outlets, found.origins) == (1, 2)
    assert spread([]).origins == 0
