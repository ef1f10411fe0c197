"""A model is used only if it is the one that its manifest names."""

import json
from pathlib import Path

import pytest

from parley.errors import ModelError
from parley.models import open_tagger, read_manifest
from parley.models.manifest import WEIGHTS

ENTRY = {
    "name": "toy",
    "version": "toy-1",
    "files": {"toy.onnx": "00"},
    "settings": {},
    "trained_on": ["sentences of our own"],
    "licence": "Apache-2.0",
    "card": "training/toy/CARD.md",
}


def test_no_model_is_no_error(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert open_tagger(tmp_path) is None


def test_a_manifest_is_read(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(ENTRY))
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert (manifest.version, manifest.trained_on) == ("toy-1", ("sentences of our own",))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 1}'])
def test_a_broken_manifest_says_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ModelError, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_a_missing_and_a_changed_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(ENTRY))
    with pytest.raises(ModelError, match="missing"):
        open_tagger(tmp_path)
    (tmp_path / "toy.onnx").write_bytes(b"something else")
    with pytest.raises(ModelError, match="not the file"):
        open_tagger(tmp_path)


@pytest.mark.parametrize(
    "folder", [p.parent for p in WEIGHTS.glob("*/manifest.json")], ids=lambda p: p.name
)
def test_what_is_installed_is_what_was_measured(folder: Path) -> None:
    manifest = read_manifest(folder)
    assert manifest is not None
    manifest.verify()
    assert sum(manifest.path(name).stat().st_size for name in manifest.files) <= 30_000_000
    assert (Path(__file__).parents[2] / manifest.card).is_file()
