"""A tokenizer of a few words, for tests that need no trained weights."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from parley.models.pieces import Splitter

VOCABULARY = (
    '[PAD] [UNK] [CLS] [SEP] " “ ” . , the minister ##the envoy said bombed that they will stay port'
).split()


@pytest.fixture(scope="session")
def splitter(tmp_path_factory: pytest.TempPathFactory) -> Splitter:
    pieces = {word: i for i, word in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(models.WordPiece(pieces, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    path: Path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tokenizer.save(str(path))
    return Splitter(path)
