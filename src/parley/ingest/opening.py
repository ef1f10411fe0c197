"""The bytes of one source: unpacked, counted, bounded, and with errors that name the source."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, cast

from parley.errors import InputError, TooLargeError
from parley.ingest.bounds import BOMB_FLOOR, BOMB_RATIO, CHUNK_BYTES, HEAD_BYTES, SPOOL_BYTES, size
from parley.ingest.problems import foreign

_GZIP: Final = b"\x1f\x8b"


class Source:
    """Bytes to be read once, from front to back.

    What is packed with gzip is unpacked, whatever the file is called.

    Attributes:
        origin: path or URL as the user gave it, for messages.
        head: the first bytes, up to ``HEAD_BYTES``, without taking them from what ``read`` gives.

    Raises:
        InputError: from every method, where the bytes cannot be read or unpacked.
        TooLargeError: where they unpack to far more than text ever does.
    """

    def __init__(
        self, raw: BinaryIO, origin: str, *, progress: Callable[[int], None] | None = None
    ) -> None:
        self.origin = origin
        self._counted = _Counted(raw, progress)
        self._stream: BinaryIO = cast(BinaryIO, self._counted)
        self._packed = False
        self._given = 0
        self.head = self._fill(HEAD_BYTES)
        if self.head.startswith(_GZIP):
            self._packed = True
            self._counted.push_back(self.head)
            self._stream = cast(BinaryIO, _Unpacked(self._counted))
            self.head = self._fill(HEAD_BYTES)
            if self.head.startswith(_GZIP):
                raise InputError(origin, "it is compressed twice", advice="unpack it once")
        self._rest = io.BytesIO(self.head)

    def read(self, wanted: int = CHUNK_BYTES) -> bytes:
        """Up to ``wanted`` further bytes; none at the end."""
        return self._rest.read(wanted) or self._pull(wanted)

    def chunks(self) -> Iterator[bytes]:
        """All bytes, piece by piece."""
        while piece := self.read():
            yield piece

    def read_all(self, bound: int, *, reason: str, advice: str) -> bytes:
        """All bytes; where they are more than ``bound``, the reason and the advice are said."""
        pieces, total = [], 0
        for piece in self.chunks():
            total += len(piece)
            if total > bound:
                raise TooLargeError(self.origin, reason, advice=advice)
            pieces.append(piece)
        return b"".join(pieces)

    def seekable(self) -> BinaryIO:
        """All bytes as a file that can be read in any order; to be closed by the caller."""
        if not self._packed and self._counted.rewind():
            return cast(BinaryIO, self._counted)
        file = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
        total = 0
        try:
            for piece in self.chunks():
                total += len(piece)
                if total > SPOOL_BYTES:
                    reason = f"unpacked it is larger than {size(SPOOL_BYTES)}"
                    raise TooLargeError(self.origin, reason, advice="unpack it first")
                file.write(piece)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return cast(BinaryIO, file)

    def _fill(self, wanted: int) -> bytes:
        """Exactly ``wanted`` bytes unless the source ends before."""
        pieces: list[bytes] = []
        total = 0
        while total < wanted and (piece := self._pull_head(wanted - total, first=not pieces)):
            pieces.append(piece)
            total += len(piece)
        return b"".join(pieces)

    def _pull_head(self, wanted: int, *, first: bool) -> bytes:
        """Like ``_pull``, but an error after the first bytes waits until those are read."""
        try:
            return self._pull(wanted)
        except InputError:
            if first:
                raise
            return b""

    def _pull(self, wanted: int) -> bytes:
        try:
            piece = self._stream.read(wanted)
        except EOFError as exc:
            reason = "the compressed data end before they are complete"
            raise InputError(self.origin, reason, advice="get the file again") from exc
        except zlib.error as exc:
            reason = "the compressed data are damaged"
            raise InputError(self.origin, reason, advice="get the file again") from exc
        except (OSError, ValueError) as exc:
            raise InputError(self.origin, f"it cannot be read: {foreign(exc)}") from exc
        self._given += len(piece or b"")
        if self._packed and self._given > max(BOMB_FLOOR, BOMB_RATIO * self._counted.taken):
            reason = f"it unpacks to more than {BOMB_RATIO} times its size"
            advice = "unpack it yourself if you trust it"
            raise TooLargeError(self.origin, reason, advice=advice)
        return piece or b""


class _Unpacked:
    """A gzip stream, of one member or several, that gives all it can before it fails."""

    def __init__(self, packed: _Counted) -> None:
        self._packed, self._input = packed, b""
        self._member: zlib._Decompress | None = None
        self._any = False

    def read(self, wanted: int) -> bytes:
        while True:
            self._input = self._input or self._packed.read(CHUNK_BYTES)
            if not self._input:
                if self._member or not self._any:
                    raise EOFError
                return b""
            if self._member is None:
                self._input = self._input.lstrip(b"\0") if self._any else self._input  # padding
                if not self._input:
                    continue
                self._member, self._any = zlib.decompressobj(wbits=31), True
            piece = self._member.decompress(self._input, wanted)
            self._input = self._member.unconsumed_tail
            if self._member.eof:
                self._input, self._member = self._member.unused_data, None
            if piece:
                return piece


class _Counted(io.RawIOBase):
    """A stream that reports how many bytes were taken from it."""

    def __init__(self, raw: BinaryIO, progress: Callable[[int], None] | None) -> None:
        self._raw, self._progress, self._pushed = raw, progress, b""
        self.taken = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(getattr(self._raw, "seekable", bool)())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def rewind(self) -> bool:
        """Go back to the beginning, where that is possible."""
        return self.seekable() and self.seek(0) == 0

    def push_back(self, piece: bytes) -> None:
        """Give bytes back, to be read again (and not to be counted again)."""
        self._pushed = piece + self._pushed

    def read(self, wanted: int = -1) -> bytes:
        if self._pushed:
            wanted = len(self._pushed) if wanted < 0 else wanted
            piece, self._pushed = self._pushed[:wanted], self._pushed[wanted:]
            return piece
        piece = self._raw.read(wanted) or b""
        self.taken += len(piece)
        if self._progress and piece:
            self._progress(len(piece))
        return piece
