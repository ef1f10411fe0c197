"""Stories are called by who and what they are about."""

from __future__ import annotations

from parley.stories.clusters import StoryArticle
from parley.stories.naming import Opening, name_story
from parley.stories.shelf import Shelf


def opening(title: str, text: str, *actors: str) -> Opening:
    return Opening(title, text, frozenset(actors))


TALKS = [
    opening("Envoys meet again", "The nuclear talks in Muscat ended late. Iran called the nuclear talks useful.",
            "Iran", "Oman", "Reuters desk"),
    opening("A third round", "Iran left the nuclear talks without comment after a long night.", "Iran", "Oman"),
    opening("No date yet", "The next nuclear talks have no date, Iran said.", "Iran", "Oman", "Italy"),
]  # fmt: skip
OTHERS = [
    opening("Harvest", "The harvest was poor in the valley this year.", "Italy"),
    opening("Ferry", "A ferry ran aground near the port of Bari.", "Italy"),
]


def corpus(*openings: Opening) -> Shelf:
    articles = (
        StoryArticle(str(n), o.title, o.text, None, o.actors) for n, o in enumerate(openings)
    )
    return Shelf([a.told for a in articles])


def test_main_actors_and_what_it_is_about() -> None:
    assert name_story(TALKS, corpus(*TALKS, *OTHERS), alone=False) == "Iran, Oman: nuclear talks"


def test_the_order_of_articles_does_not_count() -> None:
    everything = corpus(*OTHERS, *TALKS)
    assert name_story(TALKS[::-1], everything, alone=False) == name_story(
        TALKS, everything, alone=False
    )


def test_a_single_article_keeps_its_headline() -> None:
    assert name_story(OTHERS[:1], corpus(*OTHERS), alone=True) == "Harvest"


def test_what_has_no_words_has_a_name_too() -> None:
    empty = [opening("", ""), opening("", "")]
    assert name_story(empty, corpus(*empty), alone=False) == "(without a name)"


def test_participles_and_prepositions_are_no_topics() -> None:
    told = [
        opening("A", "Norway was fined for wearing the scarf. The scarf was banned between seasons.", "Norway"),
        opening("B", "Norway said that wearing the scarf is allowed, and banned the rest between games.", "Norway"),
    ]  # fmt: skip
    assert name_story(told, corpus(*told, *OTHERS), alone=False) == "Norway: scarf"


def test_a_story_whose_articles_share_no_actor_keeps_its_first_headline() -> None:
    told = [
        opening("A scarf too many", "The scarf was sold by Norway.", "Norway"),
        opening("Sold", "Nobody in Italy wanted the scarf.", "Italy"),
    ]
    assert name_story(told, corpus(*told, *OTHERS), alone=False) == "A scarf too many"
