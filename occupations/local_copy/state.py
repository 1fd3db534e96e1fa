"""Two numbers that all processes of a machine share in memory: which generation of the copy there is, and when it was
last known to equal the database."""

import mmap
import os
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connections

from occupations.sql import LIVE

_NUMBERS = struct.Struct("<qd")
_lock = threading.Lock()
_opened: tuple[str, mmap.mmap] | None = None

before_reading: Callable[[], None] | None = None
"""For tests, whose changes nobody hears of because they are never committed: called before each use of the copy."""


def folder() -> Path:
    return Path(connections.settings[LIVE]["NAME"])


def generation() -> int:
    """Another number whenever anything public has changed on this machine; 0 before there is a copy. It costs a
    microsecond, so that every request may ask."""
    if before_reading:
        before_reading()
    number: int = _NUMBERS.unpack_from(_shared(), 0)[0]
    return number


def confirmed_at() -> float:
    """When the copy was last known to equal the database, in seconds since 1970; 0 before there is one."""
    moment: float = _NUMBERS.unpack_from(_shared(), 0)[1]
    return moment


def confirm(*, changed: bool) -> None:
    """The copy equals the database now; `changed`: it did not before. Only for who holds the lock of the copy."""
    shared = _shared()
    number, _ = _NUMBERS.unpack_from(shared, 0)
    _NUMBERS.pack_into(shared, 0, number + changed, time.time())


def _shared() -> mmap.mmap:
    global _opened  # noqa: PLW0603
    name = connections.settings[LIVE]["NAME"]
    if _opened is None or _opened[0] != name:
        path = folder() / "state"
        with _lock:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a+b") as file:
                if os.fstat(file.fileno()).st_size < _NUMBERS.size:
                    file.truncate(_NUMBERS.size)
                _opened = name, mmap.mmap(file.fileno(), _NUMBERS.size)
    return _opened[1]
