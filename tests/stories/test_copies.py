"""Copies of texts, made by cutting and joining texts of invented words."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from parley.stories import copies
from parley.stories.copies import CopyOf
from parley.stories.shingles import Hashes, Shingler

DAYS = [f"2025-03-{d:02d}" for d in range(1, 31)]


def words(seed: int, count: int) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice("abcdefgh") + str(rng.randrange(5000)) for _ in range(count))


def find_copies(texts: Iterable[tuple[str, str, str]]) -> tuple[CopyOf, ...]:
    shingler = Shingler()
    return copies.find_copies((article, shingler(text), key) for article, text, key in texts)


def leaders(*texts: tuple[str, str, str]) -> dict[str, str]:
    return {c.article: c.leader for c in find_copies(texts)}


def test_the_same_text_with_other_case_and_marks_is_a_copy_of_the_earliest() -> None:
    text = words(1, 80)
    got = find_copies(
        [("b", text, DAYS[1]), ("a", text.upper() + " !", DAYS[2]), ("c", text, DAYS[3])]
    )
    assert got == (CopyOf("a", "b", 1.0, 1.0), CopyOf("c", "b", 1.0, 1.0))


def test_ties_go_by_id_and_unknown_days_come_last() -> None:
    text = words(1, 80)
    assert leaders(("b", text, DAYS[0]), ("a", text, DAYS[0])) == {"b": "a"}
    assert leaders(("a", text, "9999"), ("b", text, DAYS[0])) == {"a": "b"}


def test_a_part_of_an_earlier_text_is_a_copy() -> None:
    whole = words(1, 400)
    part = " ".join(whole.split()[100:200])
    (copy,) = find_copies([("whole", whole, DAYS[0]), ("part", part, DAYS[1])])
    assert (copy.article, copy.containment, copy.share) == ("part", 1.0, 1.0)


def test_a_later_text_that_continues_an_earlier_one_is_a_copy_until_it_reports_more_itself() -> (
    None
):
    flash = words(1, 100)
    assert leaders(("flash", flash, DAYS[0]), ("long", flash + words(2, 200), DAYS[1]))
    assert not leaders(("flash", flash, DAYS[0]), ("long", flash + words(2, 500), DAYS[1]))


def test_a_shared_paragraph_makes_no_copy() -> None:
    background = words(9, 60)
    texts = [(str(i), words(i, 120) + " " + background, DAYS[i]) for i in range(5)]
    assert find_copies(texts) == ()


def test_short_texts_are_not_compared() -> None:
    text = words(1, 20)
    assert find_copies([("a", text, DAYS[0]), ("b", text, DAYS[1])]) == ()


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    text = words(1, 200).split()
    chain = [(str(i), " ".join(text[10 * i : 10 * i + 160]), DAYS[i]) for i in range(3)]
    assert leaders(*chain) == {"1": "0", "2": "0"}


def test_what_is_copied_from_a_digest_is_not_a_copy_of_what_the_digest_copied() -> None:
    one, other = words(1, 120), words(2, 120)
    got = leaders(
        ("one", one, DAYS[0]), ("digest", one + " " + other, DAYS[1]), ("other", other, DAYS[2])
    )
    assert got == {"digest": "one", "other": "digest"}


def test_a_text_printed_by_many_outlets_has_one_leader() -> None:
    text = words(1, 150)
    texts = [(f"{i:03d}", f"{words(i + 10, 15)} {text}", DAYS[i % 20]) for i in range(200)]
    got = leaders(*texts)
    assert set(got.values()) == {"000"}
    assert len(got) == 199


@pytest.mark.parametrize("seed", range(3))
def test_order_of_arrival_does_not_count(seed: int) -> None:
    rng = random.Random(seed)
    texts = []
    for i in range(60):
        base = words(i % 20, 150).split()
        cut = rng.randrange(40)
        texts.append((f"a{i}", " ".join(base[cut:]) + words(i + 100, 20), rng.choice(DAYS)))
    want = find_copies(texts)
    assert len(want) >= 30
    rng.shuffle(texts)
    assert find_copies(iter(texts)) == want


def test_shingles_are_the_same_in_every_process() -> None:
    assert Shingler()("one two three four five six").tolist() == [1585178572, 3157632530]
    assert Shingler()("too few words").tolist() == []


def test_nothing_at_all() -> None:
    assert find_copies([]) == ()
    assert find_copies([("a", "", ""), ("b", "\ud800 x" * 9, "")]) == ()


class Shelf:
    """Texts, as a ledger gives them."""

    def __init__(self, texts: list[tuple[str, str, str]]) -> None:
        shingler = Shingler()
        self.texts = {(key, article): shingler(text) for article, text, key in texts}

    def shingles(self, text: copies.Rank) -> Hashes:
        return self.texts[text]

    def having(self, hashes: Hashes) -> list[tuple[int, copies.Rank]]:
        asked = set(hashes.tolist())
        found = ((t, copies.sampled(own).tolist()) for t, own in self.texts.items())
        return [(h, text) for text, own in found for h in own if h in asked]


@pytest.mark.parametrize("seed", range(4))
def test_what_new_texts_change_is_what_finding_all_again_gives(seed: int) -> None:
    rng = random.Random(seed)
    texts = []
    for i in range(40):
        parts = " ".join(words(rng.randrange(4), 120) for _ in range(rng.choice([1, 1, 2]))).split()
        cut = rng.randrange(60)
        text = f"{' '.join(parts[cut : cut + 130])} {words(i + 100, rng.randrange(60))}"
        texts.append((f"a{i:02}", text, rng.choice(DAYS[:5])))
    rng.shuffle(texts)
    rank = {article: (key, article) for article, _, key in texts}
    for at in range(10, len(texts), 3):
        before = {rank[c.article]: rank[c.leader] for c in find_copies(texts[:at])}
        some = texts[: at + 3]
        new = [rank[article] for article, _, _ in texts[at : at + 3]]
        assert copies.renewed_copies(new, Shelf(some), before, most=2) is None
        renewed = copies.renewed_copies(new, Shelf(some), before, most=99)
        assert renewed is not None
        stay = {copy[1]: of[1] for copy, of in before.items() if copy not in renewed}
        come = {c.article: c.leader for c in renewed.values() if c is not None}
        assert {**stay, **come} == leaders(*some)
