"""Compresses a file in another thread while its next piece is made. The same pieces give the same bytes."""

import zlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, BinaryIO

LEVEL = 1  # of compression: each further one takes a second more and saves a few percent


class Packed:
    def __init__(self, file: BinaryIO, thread: ThreadPoolExecutor) -> None:
        self._file, self._thread = file, thread
        self._gzip = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        self._last: Future[Any] | None = None

    def add(self, piece: Callable[[], bytes]) -> None:
        """`piece`: makes it, in the other thread. Waits for the piece before."""
        self._wait()
        self._last = self._thread.submit(lambda: self._file.write(self._gzip.compress(piece())))

    def end(self) -> None:
        self._wait()
        self._file.write(self._gzip.flush())

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()
