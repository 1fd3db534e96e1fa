"""Finished pictures in a directory: bounded, and made one at a time.

A picture is stored under a hash of what it was made from, so none is ever out of date, and processes share them. All
processes of a machine together make one picture at a time, so that many requests for new ones cost no more than one
processor, and no picture is made twice at once.
"""

import fcntl
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

logger = logging.getLogger(__name__)

PATIENCE = 2.0  # seconds that a request waits for its turn
LOOK_AGAIN = 0.02  # seconds


class Busy(Exception):
    """Others are being made, and it was not this one's turn in time."""


class PictureStore:
    """`budget`: in bytes; the pictures used least recently are deleted."""

    def __init__(self, directory: Path, budget: int) -> None:
        self.directory = directory
        self.budget = budget

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The picture with that key, which `make` makes if there is none. Raises Busy."""
        file = self.directory / f"{key}.png"
        if picture := self._read(file):
            return picture
        with self._turn():
            if picture := self._read(file):  # made while this request waited
                return picture
            picture = make()
            self._write(file, picture)
        return picture

    def _read(self, file: Path) -> bytes | None:
        try:
            picture = file.read_bytes()
            os.utime(file)  # the time of its last use
        except OSError:
            return None
        return picture

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Held by one thread of one process at a time. Raises Busy."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
            lock = (self.directory / "lock").open("w")
        except OSError:
            logger.exception("pictures cannot be stored")
            raise Busy from None
        with lock:
            end = time.monotonic() + PATIENCE
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > end:
                        raise Busy from None
                    time.sleep(LOOK_AGAIN)
            yield  # closing the file ends it

    def _write(self, file: Path, picture: bytes) -> None:
        """Without a trace if the disk is full: the next request makes it again."""
        draft = file.with_suffix(".draft")
        try:
            draft.write_bytes(picture)
            draft.replace(file)
            self._prune()
        except OSError:
            logger.exception("a picture cannot be stored")
            draft.unlink(missing_ok=True)

    def _prune(self) -> None:
        files = [(entry.stat(), entry.path) for entry in os.scandir(self.directory) if entry.name.endswith(".png")]
        size = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if size <= self.budget:
                return
            Path(path).unlink(missing_ok=True)
            size -= stat.st_size
