"""Spellings, offices and names in running text."""

from datetime import date

import pytest

from parley.facts import Facts, KnownActor, NameHit, open_facts


@pytest.fixture(scope="module")
def facts() -> Facts:
    return open_facts()


@pytest.mark.parametrize(
    ("words", "iso3", "kind"),
    [
        ("Britain", "GBR", "name"), ("UK", "GBR", "name"), ("U.K.", "GBR", "name"),
        ("the United Kingdom", "GBR", "name"), ("Briton", "GBR", "demonym"),
        ("Britons", "GBR", "demonym"), ("British", "GBR", "demonym"),
        ("Downing Street", "GBR", "metonym"), ("the Foreign Office", "GBR", "metonym"),
        ("US", "USA", "name"), ("U.S.", "USA", "name"), ("USA", "USA", "name"),
        ("the United States", "USA", "name"), ("America", "USA", "name"),
        ("Americans", "USA", "demonym"), ("the White House", "USA", "metonym"),
        ("the Pentagon", "USA", "metonym"), ("the State Department", "USA", "metonym"),
        ("Moscow", "RUS", "metonym"), ("the Kremlin", "RUS", "metonym"),
        ("RUSSIA", "RUS", "name"), ("Russians", "RUS", "demonym"),
        ("Kyiv", "UKR", "metonym"), ("Kiev", "UKR", "metonym"),
        ("the Élysée", "FRA", "metonym"), ("Elysee", "FRA", "metonym"),
        ("Quai d’Orsay", "FRA", "metonym"),
        ("Tehran", "IRN", "metonym"), ("the Islamic Republic", "IRN", "metonym"),
        ("IRGC", "IRN", "metonym"), ("Revolutionary Guards", "IRN", "metonym"),
        ("Türkiye", "TUR", "name"), ("Turkiye", "TUR", "name"), ("Turkey", "TUR", "name"),
        ("Turks", "TUR", "demonym"), ("Ankara", "TUR", "metonym"),
        ("Pyongyang", "PRK", "metonym"), ("N. Korea", "PRK", "name"),
        ("North Koreans", "PRK", "demonym"), ("DPRK", "PRK", "name"),
        ("Seoul", "KOR", "metonym"), ("Republic of Korea", "KOR", "name"),
        ("Côte d’Ivoire", "CIV", "name"), ("Cote d'Ivoire", "CIV", "name"),
        ("Ivory Coast", "CIV", "name"), ("Ivorian", "CIV", "demonym"),
        ("Burma", "MMR", "name"), ("Myanmar", "MMR", "name"), ("Burmese", "MMR", "demonym"),
        ("Czechia", "CZE", "name"), ("Czech Republic", "CZE", "name"),
        ("the Holy See", "VAT", "name"), ("Kosovo", "XKX", "name"),
        ("Taiwan", "TWN", "name"), ("Palestinians", "PSE", "demonym"),
        ("the Palestinian Authority", "PSE", "metonym"), ("IDF", "ISR", "metonym"),
        ("EU", "EUU", "name"), ("E.U.", "EUU", "name"), ("DR Congo", "COD", "name"),
        ("Swaziland", "SWZ", "name"), ("UAE", "ARE", "name"), ("Emirati", "ARE", "demonym"),
        ("Beijing", "CHN", "metonym"), ("the Netherlands", "NLD", "name"),
        ("Dutch", "NLD", "demonym"), ("South Sudan", "SSD", "name"), ("Swiss", "CHE", "demonym"),
    ],
)  # fmt: skip
def test_country_by_its_words(facts: Facts, words: str, iso3: str, kind: str) -> None:
    hit = facts.country(words)
    assert hit is not None
    assert (hit.iso3, hit.kind) == (iso3, kind)


@pytest.mark.parametrize("words", ["us", "Us", "turkey", "china", "polish", "", "the", "-", "…"])
def test_common_words_are_no_country(facts: Facts, words: str) -> None:
    assert facts.country(words) is None


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("Brussels", ("BEL",)), ("Congo", ("COG",)), ("Koreans", ("PRK",)), ("Jerusalem", ("PSE",)),
        ("Georgia", ()), ("Jordan", ()), ("Chad", ()), ("Washington", ()), ("Europeans", ()),
    ],
)  # fmt: skip
def test_words_of_several_meanings_say_so(
    facts: Facts, words: str, others: tuple[str, ...]
) -> None:
    hit = facts.country(words)
    assert hit is not None
    assert hit.ambiguous
    assert hit.others == others


def test_bodies_of_a_state_have_a_sector(facts: Facts) -> None:
    sectors = {w: facts.country(w) for w in ("Pentagon", "Mossad", "State Department", "Moscow")}
    assert [hit and hit.sector for hit in sectors.values()] == ["MIL", "SPY", "GOV", None]
    assert facts.country("Britons").people
    assert not facts.country("British").people


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"), ("Volodymyr Zelenskiy", "Volodymyr Zelensky"),
        ("Vladimir Zelensky", "Volodymyr Zelensky"), ("President Zelenskyy", "Volodymyr Zelensky"),
        ("Dmitri Peskov", "Dmitry Peskov"), ("Dmitriy Peskov", "Dmitry Peskov"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov"),
        ("Russian Foreign Minister Sergei V. Lavrov", "Sergey Lavrov"),
        ("Mr. Putin", "Vladimir Putin"), ("Vladimir V. Putin", "Vladimir Putin"),
        ("Abbas Araqchi", "Abbas Araghchi"), ("Esmail Baqaei", "Esmaeil Baghaei"),
        ("Majid Ravanchi", "Majid Takht-Ravanchi"), ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Bashar Al-Assad", "Bashar al-Assad"), ("President Bashar Assad", "Bashar al-Assad"),
        ("Abu Mohammed al-Golani", "Ahmed al-Sharaa"), ("MBS", "Mohammed bin Salman"),
        ("Kim Yo-jong", "Kim Yo Jong"), ("Choe Son-Hui", "Choe Son Hui"),
        ("Secretary of State Antony J. Blinken", "Antony Blinken"), ("President Trump", "Donald Trump"),
        ("Gideon Sa’ar", "Gideon Sa'ar"), ("Hizbullah", "Hezbollah"), ("the Houthis", "Houthis"),
        ("ISIS", "Islamic State"), ("Isis", "Islamic State"), ("Daesh", "Islamic State"),
        ("UN", "United Nations"), ("U.N.", "United Nations"), ("Nato", "NATO"), ("Unicef", "UNICEF"),
        ("Médecins Sans Frontières", "Doctors Without Borders"), ("The New York Times", "New York Times"),
        ("I.A.E.A.", "International Atomic Energy Agency"), ("Opec", "OPEC"),
        ("Syrian Civil Defense", "White Helmets"), ("RSF", "Rapid Support Forces"),
    ],
)  # fmt: skip
def test_actor_by_its_spellings(facts: Facts, words: str, name: str) -> None:
    actor = facts.actor(words)
    assert actor is not None
    assert actor.name == name


@pytest.mark.parametrize(
    "words", ["who", "is", "un", "Let", "let", "Lavrov", "Mr.", "", "President", "swift"]
)
def test_no_actor(facts: Facts, words: str) -> None:
    assert facts.actor(words) is None


def test_surnames_with_and_without_their_particles(facts: Facts) -> None:
    def named(word: str) -> set[str]:
        return {person.name for person in facts.by_surname(word)}

    assert named("Mistura") == named("de Mistura") == {"Staffan de Mistura"}
    assert "Bashar al-Assad" in named("Assad") & named("al-Assad")
    assert "Mohammed bin Salman" in named("bin Salman")
    assert {"Kim Jong Un", "Kim Yo Jong"} <= named("Kim")
    assert "Theresa May" in named("May")
    assert not named("may")


@pytest.mark.parametrize(
    ("title", "country", "day", "name"),
    [
        ("foreign minister", "RUS", date(2025, 3, 1), "Sergey Lavrov"),
        ("secretary of state", "USA", date(2015, 7, 14), "John Kerry"),
        ("foreign minister", "USA", date(2022, 1, 1), "Antony Blinken"),
        ("Defense Secretary", "USA", date(2018, 6, 1), "Jim Mattis"),
        ("defence minister", "UKR", date(2023, 1, 1), "Oleksii Reznikov"),
        ("foreign secretary", "GBR", date(2017, 1, 1), "Boris Johnson"),
        ("president", "USA", date(2013, 9, 1), "Barack Obama"),
        ("president", "IRN", date(2015, 1, 1), "Hassan Rouhani"),
        ("chancellor", "DEU", date(2014, 3, 1), "Angela Merkel"),
        ("kremlin spokesman", "RUS", date(2020, 1, 1), "Dmitry Peskov"),
        ("un envoy for syria", "IGO", date(2013, 5, 1), "Lakhdar Brahimi"),
        ("nato secretary general", "IGO", date(2022, 2, 24), "Jens Stoltenberg"),
        ("prime minister", "EST", date(2023, 1, 1), "Kaja Kallas"),
        ("prime minister", "CAN", date(2025, 4, 1), "Mark Carney"),
    ],
)
def test_holder_on_a_day(facts: Facts, title: str, country: str, day: date, name: str) -> None:
    assert [actor.name for actor in facts.holders(title, country, day)] == [name]


def test_holders_on_any_day(facts: Facts) -> None:
    names = [actor.name for actor in facts.holders("prime minister", "UKR", None)]
    assert "Arseniy Yatsenyuk" in names
    assert "Denys Shmyhal" in names
    assert facts.holders("prime minister", "XXX", None) == ()


def test_titles_in_singular_plural_and_any_case(facts: Facts) -> None:
    title = facts.title("Foreign Ministers")
    assert title is not None
    assert title.office
    assert title.sector == "GOV"
    assert facts.usual_title("Secretary of Defense") == "defence minister"
    for words in ("spokeswomen", "secretaries of state", "MPs", "rights groups", "militiamen"):
        assert facts.title(words) is not None, words
    assert facts.title("foreign ministry").kind == "body"  # type: ignore[union-attr]
    assert facts.title("teapot") is None


@pytest.mark.parametrize(
    ("text", "n_tokens", "meant"),
    [
        ("Latin America is far", 2, None),
        ("South Korea said", 2, "KOR"),
        ("Kim Jong - un said", 4, "Kim Jong Un"),
        ("Bashar al - Assad left", 4, "Bashar al-Assad"),
        ("Antony J. Blinken said", 3, "Antony Blinken"),
        ("United Nations Security Council", 4, "UN Security Council"),
        ("U.S. officials", 1, "USA"),
        ("Israel Defense Forces said", 3, "ISR"),
        ("Washington Post reported", 2, "Washington Post"),
        ("Revolutionary , Guards", None, None),
        ("Lavrov said", None, None),
    ],
)
def test_longest_name_at_a_token(
    facts: Facts, text: str, n_tokens: int | None, meant: str | None
) -> None:
    found = facts.longest(text.split(), 0)
    if n_tokens is None:
        assert found is None
        return
    assert found is not None
    count, hit = found
    name = hit.iso3 if isinstance(hit, NameHit) else hit.name if hit else None
    assert (count, name) == (n_tokens, meant)


def test_longest_is_bounded_on_hostile_tokens(facts: Facts) -> None:
    assert facts.longest(["U" * 10_000_000], 0) is None
    assert facts.longest(["-"] * 100_000, 0) is None
    assert facts.longest(["United"] + ["-"] * 3, 0) is None
    assert facts.longest([], 0) is None


def test_weak_names_stand_alone_only(facts: Facts) -> None:
    assert facts.actor("Sputnik") is not None
    assert facts.longest(["Sputnik", "vaccine"], 0) is None


def test_records_are_whole(facts: Facts) -> None:
    lavrov = facts.actor("Sergey Lavrov")
    assert isinstance(lavrov, KnownActor)
    assert (lavrov.country, lavrov.sectors[0], lavrov.wikidata) == ("RUS", "GOV", "Q58217")
    assert facts.countries["FRA"].metonyms[0] == "Paris"
    assert facts.countries["FRA"].demonyms[0] == "French"
