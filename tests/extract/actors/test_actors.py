"""The cast of short invented reports: who each mention stands for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from parley.extract.actors.actors import Actors
from parley.extract.cast import Cast
from parley.extract.component import Draft
from parley.facts import open_facts
from parley.language import Reading
from parley.language.spacy_door import SpacyDoor
from parley.records import Actor, Article, Extraction, Found
from parley.spans import Span

ByRule = Callable[[str], tuple[Article, Extraction]]

DAY = date(2025, 3, 12)


@cache
def door() -> SpacyDoor:
    return SpacyDoor()


def read(text: str, *, day: date | None = DAY, seed: bool = True) -> tuple[Reading, Cast]:
    """The reading and the cast of a text whose paragraphs are its lines."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    (reading,) = door().read([(text, [s for s in spans if s.length])])
    published = Found(day, "given") if day is not None else None
    article = Article(id="art-1", text=text, sha256="", origin="here", published=published)
    draft = Actors(open_facts(seed=seed))(Draft(article, reading, Cast()))
    return reading, draft.cast


def meant(cast: Cast, text: str, words: str, occurrence: int = 1) -> str | None:
    """The key that the words' mention resolves to."""
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    found = cast.within(Span(at, at + len(words)))
    return found[0].actor if found else None


def spans(cast: Cast, text: str) -> list[str]:
    return [m.span.of(text) for m in cast.mentions]


def by_name(cast: Cast, name: str) -> Actor:
    return next(a for a in cast.actors.values() if a.name == name)


class TestNames:
    def test_a_mention_has_the_titles_before_the_name(self) -> None:
        text = "Russian Foreign Minister Sergei Lavrov met reporters on Monday."
        _, cast = read(text)
        assert "Russian Foreign Minister Sergei Lavrov" in spans(cast, text)
        assert "rus" not in cast.actors

    def test_a_possessive_ending_stays_outside(self) -> None:
        text = "Lavrov's answer came late. Ukraine's parliament voted."
        _, cast = read(text)
        assert spans(cast, text)[0] == "Lavrov"

    @pytest.mark.parametrize(
        ("full", "later"),
        [
            ("Volodymyr Zelenskyy", "Zelensky"),
            ("Volodymyr Zelenskiy", "Zelenskyy"),
            ("Abbas Araghchi", "Araqchi"),
            ("Alexandra Filippenko", "Filipenko"),
        ],
    )
    def test_spellings_of_one_name_are_one_actor(self, full: str, later: str) -> None:
        text = f"{full} spoke to reporters in Geneva. Mr. {later} said the talks would go on."
        _, cast = read(text)
        assert meant(cast, text, full) == meant(cast, text, f"Mr. {later}") is not None

    def test_given_names_in_two_spellings_are_one_actor(self) -> None:
        text = "Dmitri Peskov denied the report. Dmitry Peskov declined to say more."
        _, cast = read(text)
        assert len([a for a in cast.actors.values() if a.kind == "person"]) == 1

    def test_two_people_of_one_surname_stay_apart(self) -> None:
        text = "Kim Jong Un stayed home. Kim Yo Jong, his sister, flew to Seoul."
        _, cast = read(text)
        assert meant(cast, text, "Kim Jong Un") != meant(cast, text, "Kim Yo Jong")

    def test_a_person_whom_no_fact_knows(self) -> None:
        text = (
            "Estonian Interior Minister Mart Tammsalu welcomed the deal. "
            "Tammsalu said that it was late. The minister asked for patience."
        )
        _, cast = read(text, seed=False)
        person = by_name(cast, "Mart Tammsalu")
        assert (person.kind, person.country, person.sector) == ("person", "EST", "GOV")
        assert person.offices[0].title == "interior minister"
        assert person.offices[0].evidence is not None
        assert meant(cast, text, "Tammsalu said") == person.key
        assert meant(cast, text, "The minister") == person.key


class TestStates:
    @pytest.mark.parametrize(
        ("text", "words", "key"),
        [
            ("Moscow rejected the plan.", "Moscow", "rus"),
            ("The Kremlin rejected the plan.", "The Kremlin", "rus"),
            ("Ukrainian officials denied the attack.", "Ukrainian officials", "ukr"),
            ("Russian forces shelled the town.", "Russian forces", "rus"),
            ("Talks between Moscow and Washington began.", "Washington", "usa"),
            ("Ukraine's air force shot down ten drones.", "Ukraine's air force", "ukr"),
            (
                "The Iranian Foreign Ministry said it was false.",
                "The Iranian Foreign Ministry",
                "irn",
            ),
        ],
    )
    def test_words_for_a_state(self, text: str, words: str, key: str) -> None:
        _, cast = read(text)
        assert meant(cast, text, words) == key

    @pytest.mark.parametrize(
        "text",
        ["The envoys met in Moscow.", "He flew to Washington.", "A blast was heard near Tehran."],
    )
    def test_a_place_is_not_an_actor(self, text: str) -> None:
        _, cast = read(text)
        assert not {"rus", "usa", "irn"} & set(cast.actors)

    def test_the_ministry_is_the_one_named_before(self) -> None:
        text = (
            "The Russian Defense Ministry said it had hit a depot. Ukraine called it a school. "
            "The ministry gave no proof."
        )
        _, cast = read(text)
        assert meant(cast, text, "The ministry") == "rus"


class TestRolesAndDescriptions:
    def test_a_role_after_the_name_is_the_person(self) -> None:
        text = "Dmitry Peskov, the Kremlin spokesman, declined to comment."
        _, cast = read(text)
        assert meant(cast, text, "the Kremlin spokesman") == meant(cast, text, "Dmitry Peskov")

    def test_a_role_without_a_name_is_its_holder_on_the_day(self) -> None:
        text = "The Russian president called the offer late."
        _, cast = read(text)
        assert (
            cast.actors[meant(cast, text, "The Russian president") or ""].name == "Vladimir Putin"
        )

    def test_an_unnamed_source_is_an_actor_of_its_own(self) -> None:
        text = (
            "A senior U.S. official said the talks had stalled. The official asked not to be named."
        )
        _, cast = read(text)
        key = meant(cast, text, "A senior U.S. official")
        assert key is not None
        assert key == meant(cast, text, "The official")
        assert (cast.actors[key].kind, cast.actors[key].country) == ("person", "USA")

    def test_many_unnamed_sources_are_a_group(self) -> None:
        text = "Two people familiar with the talks said that nothing was signed."
        _, cast = read(text)
        actor = cast.actors[meant(cast, text, "Two people") or ""]
        assert actor.kind == "group"
        assert "Two people familiar with the talks" in actor.names

    @pytest.mark.parametrize(
        "text",
        [
            "The envoys held a press conference.",
            "It is clear that nobody won.",
            "He left government.",
        ],
    )
    def test_words_that_stand_for_nobody(self, text: str) -> None:
        _, cast = read(text)
        assert not {"press", "government", "press-conference"} & set(cast.actors)
        assert all(m.actor is None for m in cast.mentions if m.span.of(text) == "It")

    def test_a_possessive_office_is_the_office(self) -> None:
        text = "Iranian President Masoud Pezeshkian spoke. The president's aide said he was tired."
        _, cast = read(text)
        assert "The president's aide" in spans(cast, text)


class TestTwoAtOnce:
    def test_the_two_leaders(self) -> None:
        text = (
            "Russian President Vladimir Putin called U.S. President Donald Trump on Tuesday. "
            "The two leaders spoke for an hour."
        )
        reading, cast = read(text)
        found = cast.of_token(reading, reading.words.index("leaders"))
        assert {cast.actors[k].country for k in found} == {"RUS", "USA"}

    def test_both_sides(self) -> None:
        text = "Iran and Oman met in Muscat. Both sides called the talks useful."
        reading, cast = read(text)
        assert set(cast.of_token(reading, reading.words.index("sides"))) == {"irn", "omn"}

    def test_two_of_whom_nobody_was_named(self) -> None:
        text = "Both sides called the talks useful."
        reading, cast = read(text)
        assert cast.of_token(reading, reading.words.index("sides")) == ()


class TestPronouns:
    def test_he_and_she_go_by_gender(self) -> None:
        text = "Maria Zakharova and Dmitry Peskov spoke on Tuesday. She said talks were near."
        _, cast = read(text)
        assert meant(cast, text, "She said") == meant(cast, text, "Maria Zakharova")

    def test_the_last_speaker_goes_on(self) -> None:
        text = (
            "Emmanuel Macron said that Europe must pay more.\n"
            "“We waited too long,” he said.\n“It will cost us,” he added."
        )
        _, cast = read(text)
        assert (
            meant(cast, text, "he said")
            == meant(cast, text, "he added")
            == meant(cast, text, "Emmanuel Macron")
        )

    def test_i_is_left_open(self) -> None:
        text = "“I will not sign,” Mr. Macron said."
        _, cast = read(text)
        assert cast.mentions[0].actor is None


class TestLookUp:
    def test_conjuncts_are_both_meant(self) -> None:
        text = "The U.S. and Ukraine agreed on a truce."
        reading, cast = read(text)
        assert cast.of_token(reading, reading.words.index("U.S.")) == ("usa", "ukr")

    def test_a_phrase_without_a_mention_falls_back_on_its_owner(self) -> None:
        text = "Ukraine's refusal surprised nobody."
        reading, cast = read(text)
        assert cast.of_token(reading, reading.words.index("refusal")) == ("ukr",)

    def test_nothing_in_nothing_out(self) -> None:
        _, cast = read("")
        assert cast.mentions == ()
        assert cast.actors == {}

    def test_mentions_are_sorted_and_do_not_overlap(self) -> None:
        text = (
            "Russian President Vladimir Putin’s spokesman said Turkey, Iran and the UN had agreed. "
            * 5
        )
        _, cast = read(text)
        ends = [m.span for m in cast.mentions]
        assert all(a.end <= b.start for a, b in pairwise(ends))


def test_the_same_in_gives_the_same_out() -> None:
    text = "Iran's foreign minister, Abbas Araghchi, met Omani officials. He said it went well."
    assert read(text)[1] == read(text)[1]


class TestNamesThatAreNot:
    def test_a_city_is_no_person(self) -> None:
        text = "Missiles hit Ukraine overnight. Kharkiv, Odesa and Dnipro were struck. Kharkiv lost power."
        _, cast = read(text)
        assert not [a for a in cast.actors.values() if a.kind == "person"]

    def test_a_person_may_be_called_like_a_city(self) -> None:
        text = "Ukraine thanked Anna Odesa. Odesa said that she was glad."
        _, cast = read(text)
        assert meant(cast, text, "Odesa said") == meant(cast, text, "Anna Odesa")

    def test_a_country_before_a_full_name_is_no_part_of_it(self) -> None:
        text = "He met the special envoy to Ukraine Peter Holm in the capital."
        _, cast = read(text)
        assert all("Ukraine" not in a.name for a in cast.actors.values() if a.kind == "person")

    def test_the_security_council_is_that_of_the_united_nations(self) -> None:
        text = "France called for calm. The Security Council will meet on Friday."
        _, cast = read(text)
        council = meant(cast, text, "The Security Council")
        assert council is not None
        assert cast.actors[council].country == "IGO"

    def test_known_persons_have_their_usual_name(self) -> None:
        text = "Iran's Ayatollah Ali Khamenei spoke. Antony J. Blinken did not."
        _, cast = read(text)
        names = {a.name for a in cast.actors.values() if a.kind == "person"}
        assert names == {"Ali Khamenei", "Antony Blinken"}

    @pytest.mark.parametrize(
        ("text", "words", "name"),
        [
            ("Omani Foreign Minister Sayyid Badr bin Hamad bin Hamood Albusaidi said so.", "Badr", "Badr al-Busaidi"),
            ("Wrote Putin: \"Nobody doubts it.\" Putin added more.", "Putin", "Vladimir Putin"),
            ("Monitors in Syria counted the dead, Abdel Rahman said.", "Abdel Rahman", "Rami Abdulrahman"),
        ],
    )  # fmt: skip
    def test_names_are_whole_and_no_more(self, text: str, words: str, name: str) -> None:
        _, cast = read(text)
        key = meant(cast, text, words)
        assert key is not None
        assert cast.actors[key].name == name

    def test_a_town_is_no_person(self) -> None:
        text = "Aid to the town of Orum al-Kubra in Syria was burnt. Orum al-Kubra was hit twice."
        _, cast = read(text)
        assert not [a for a in cast.actors.values() if a.kind == "person"]

    def test_the_head_of_an_organisation_is_its_head(self) -> None:
        text = "The UN secretary general warned both. The NATO chief did not."
        _, cast = read(text)
        assert meant(cast, text, "The UN secretary general") == "guterres"
        assert meant(cast, text, "The NATO chief") == "rutte"

    @pytest.mark.parametrize(
        ("text", "role", "name"),
        [
            (
                "The head of the Lake Chad Basin Commission, Mara Toure, left.",
                "The head",
                "Mara Toure",
            ),
            ("The governor of North Darfur, Adam Idris, left.", "The governor", "Adam Idris"),
        ],
    )
    def test_a_name_behind_the_complement_is_whoever_holds_the_role(
        self, text: str, role: str, name: str
    ) -> None:
        _, cast = read(text)
        assert meant(cast, text, role) == by_name(cast, name).key


def test_both_sides_are_those_who_fight_and_not_who_urges_them(by_rule: ByRule) -> None:
    _, found = by_rule(
        "Sudan's army and the Rapid Support Forces fought in Nyala on Sunday. Sudan accused the RSF of shelling a "
        "market. Kenya and Chad urged both sides to stop."
    )
    (request,) = [e for e in found.events if e.type == "REQUEST"]
    assert set(request.recipient) == {"rapid-support-forces", "sdn"}


def test_a_description_before_a_name_is_not_the_state(by_rule: ByRule) -> None:
    _, found = by_rule("Sudan's paramilitary Rapid Support Forces shelled the camp on Sunday.")
    assert [e.actor for e in found.events] == [("rapid-support-forces",)]


def test_the_halves_of_korea(by_rule: ByRule) -> None:
    _, found = by_rule("South Korea said the North had fired missiles at a ship of the South.")
    assert {"prk", "kor"} <= {a.key for a in found.actors}
    assert [e.actor for e in found.events if e.type == "ASSAULT"] == [("prk",)]


def test_the_two_countries_are_those_of_the_report(by_rule: ByRule) -> None:
    _, found = by_rule(
        "Armenia and Azerbaijan agreed on a treaty on Thursday. Armenia thanked Azerbaijan. Russia, France and Turkey "
        "welcomed the treaty. The two countries fought in 2020."
    )
    (war,) = [e for e in found.events if e.type == "ASSAULT"]
    assert {*war.actor, *war.recipient} == {"arm", "aze"}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's president William Ruto criticised Yoweri Museveni on Monday. Ruto said: “He's shelling Goma and other cities.”",
        "President William Ruto voiced frustration with Yoweri Museveni, saying, “We are in the middle of talks, and he is shelling Goma.”",
    ],
)
def test_who_speaks_says_i_and_he_of_another(by_rule: ByRule, text: str) -> None:
    _, found = by_rule(text)
    assert [e.actor for e in found.events if e.type == "ASSAULT"] == [("museveni",)]
