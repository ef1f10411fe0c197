"""The map does not lie: every file and folder that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_every_place_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    places = re.findall(r"`([\w/]+/|[\w/]+\.(?:py|tsv|md|toml))`", text)
    assert places
    gone = [p for p in places if not (ROOT / p).exists() and not _in_the_package(p)]
    assert gone == []


def _in_the_package(place: str) -> bool:
    """Whether it is there below the package, or is the name of a file that the line before tells the folder of."""
    package = ROOT / "src" / "parley"
    return (package / place).exists() or ("/" not in place and any(package.rglob(place)))
