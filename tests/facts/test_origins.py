"""Where names are usual."""

from __future__ import annotations

import pytest

from parley.facts.origins import origins


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Serhiy Bondar", "UKR"), ("Sergei Bondarenko", "RUS"), ("Bondarenko", "UKR"), ("Petrov", "RUS"),
        ("Kim Chol Su", "PRK"), ("Kim", "KOR"), ("Esmaeil Karimi", "IRN"), ("Karimzadeh", "IRN"),
        ("Faris al-Hadid", "SYR"), ("Wang Lei", "CHN"), ("Mehmet Yıldız", "TUR"), ("Nino Beridze", "GEO"),
        ("Laura B. Whitfield", "USA"),
    ],
)  # fmt: skip
def test_where_a_name_is_usual(name: str, country: str) -> None:
    assert country in origins(name)


def test_spelling_tells_neighbours_apart() -> None:
    assert "RUS" not in origins("Serhiy Bondar")
    assert "UKR" not in origins("Sergei Bondar")


@pytest.mark.parametrize("name", ["", "—", "Zyx", "Qwert Zyx", "of the"])
def test_nothing_is_made_up(name: str) -> None:
    assert not origins(name)
