"""Where acts happened; every sentence is invented."""

from __future__ import annotations

import pytest

from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.extract.events.placing import grounds, place_for
from parley.extract.places.places import Places
from parley.facts import open_facts
from parley.records import Article


def place_of(read, text, anchor, **options):
    reading = read(text)
    article = Article(id="a", text=text, sha256="", origin="test")
    draft = Places(open_facts())(Draft(article, reading, Cast()))
    token = reading.words.index(anchor)
    places = grounds(draft.places, reading, Cast())
    place = place_for(places, reading, token, **options)
    return place.name if place else None


@pytest.mark.parametrize(
    ("text", "anchor", "place"),
    [
        ("Envoys of both sides met in Geneva on Monday.", "met", "Geneva"),
        ("In Sumy, shells struck a school.", "struck", "Sumy"),
        ("Missiles struck Kharkiv overnight.", "struck", "Kharkiv"),
        ("The city of Homs was bombed overnight.", "bombed", "Homs"),
        ("The attack on Homs killed two people.", "attack", "Homs"),
        ("Troops seized the town of Soledar in the Donetsk region.", "seized", "Soledar"),
        # the place of another act
        ("He was held in Vienna a week before the invasion of Ukraine.", "invasion", "Ukraine"),
        ("The envoy flew to Geneva, where the ministers met.", "met", "Geneva"),
        # somebody who acts is no place
        ("Iran condemned the strike.", "condemned", None),
        ("The president spoke with France about trade.", "spoke", None),
        ("Iran's envoy left the talks.", "left", None),
        # where somebody is from, and where somebody speaks
        ("Officers arrested Omar Said of Chicago after the attack.", "arrested", None),
        ("He shot Jane Roe, a 26-year-old Kenyan from Mombasa, and her friend.", "shot", None),
        ("Speaking in Vienna, she accused Chad of bombing a clinic.", "accused", "Vienna"),
    ],
)
def test_the_clause_says_where(read, text, anchor, place):
    assert place_of(read, text, anchor) == place


def test_a_noun_means_the_place_named_last(read):
    text = "Convoys reached Idlib at noon. Two people were killed in the city."
    assert place_of(read, text, "killed") == "Idlib"


def test_a_place_of_speaking_is_not_carried_to_what_is_told_there(read):
    text = "The king spoke in Vienna on Monday. Chad is killing many people."
    assert place_of(read, text, "killing", carry=True) is None
    text = "The king spoke at an airport in Vienna on Monday. Chad is killing many people."
    assert place_of(read, text, "killing", carry=True) is None


def test_a_place_is_carried_only_where_asked_for(read):
    text = "Shells fell in Idlib at noon. Two people died."
    assert place_of(read, text, "died") is None
    assert place_of(read, text, "died", carry=True) == "Idlib"
