"""How long the web waits for a server.

The server ends a statement that takes too long; but one that is frozen (stopped, its disk stalled, its network gone)
ends nothing. So the client has limits of its own, and remembers who does not respond: one thread of a process at a time
tries such a server again, and all others are told at once. A frozen server never holds all threads.
"""

import socket
import struct
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any, NamedTuple

import psycopg
from psycopg.errors import ConnectionTimeout, _WaitTimeout
from psycopg.waiting import Ready

# Together less than the second in which a page says that the database is away.
LOOK_AFTER = 0.35  # seconds without an answer, after which the server is asked whether it responds at all
RESPONDS_WITHIN = 0.4  # seconds
TRIED_AGAIN_AFTER = 0.5  # seconds
# "Can you encrypt with GSSAPI?", to which every server says something before it knows who asks, and logs nothing.
QUESTION = struct.pack("!ii", 8, 80_877_104)


class NotResponding(psycopg.OperationalError):
    """The server accepts connections or statements and says nothing."""


class Address(NamedTuple):
    host: str
    port: int


class Silent:
    """The servers that do not respond. For all threads of a process."""

    def __init__(self) -> None:
        self._next: dict[Address, float] = {}  # when somebody may try again
        self._lock = Lock()

    @contextmanager
    def trying(self, address: Address, seconds: float, *, in_haste: bool) -> Iterator[None]:
        """To connect, which takes so many seconds at most. Raises NotResponding while somebody else is trying.
        `in_haste`: asks first whether anything responds, which takes less than psycopg's least time-out."""
        with self._lock:
            if (then := self._next.get(address)) is not None:
                if time.monotonic() < then:
                    raise NotResponding("the server did not respond a moment ago")
                self._next[address] = time.monotonic() + seconds
        if in_haste and is_silent(*address):
            self.add(address)
            raise NotResponding("the server does not respond")
        try:
            yield
        except ConnectionTimeout as error:
            self.add(address)
            raise NotResponding(str(error)) from error
        except BaseException:
            self._remove(address)
            raise
        self._remove(address)

    def add(self, address: Address) -> None:
        with self._lock:
            self._next[address] = time.monotonic() + TRIED_AGAIN_AFTER

    def _remove(self, address: Address) -> None:
        if self._next:
            with self._lock:
                self._next.pop(address, None)


silent = Silent()


class Connection(psycopg.Connection[Any]):
    """Gives up, and closes itself, when the server does not respond, or after `longest` seconds even if it does."""

    longest: float | None = None  # seconds that one statement may take; None: any time, from any server
    is_lifted = False  # for this transaction, as long as the server responds
    address = Address("", 0)  # as it was given
    opened_at = 0.0  # of the monotonic clock

    def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
        if self.longest is None or args or options:
            return super().wait(gen, *args, **options)
        began = time.monotonic()
        while True:
            try:
                return super().wait(gen, timeout=min(LOOK_AFTER, self.longest))
            except _WaitTimeout:
                gen = _resumed(gen)
            if is_silent(self.info.hostaddr or self.info.host, self.info.port):
                silent.add(self.address)
                self._give_up("the server does not respond")
            if time.monotonic() - began >= self.longest and not self.is_lifted:
                self._give_up(f"no answer in {self.longest:g} seconds")

    def __del__(self, *args: Any) -> None:
        # A thread that ends leaves its connection behind: so the server's threads close theirs, and psycopg would warn.
        if hasattr(self, "pgconn"):
            self.pgconn.finish()

    def _give_up(self, why: str) -> None:
        self.pgconn.finish()
        raise NotResponding(why)

    def commit(self) -> None:
        self.is_lifted = False
        super().commit()

    def rollback(self) -> None:
        self.is_lifted = False
        super().rollback()

    @property
    def is_read_only(self) -> bool:
        """As the server reports it by itself, whenever it changes."""
        states = (b"in_hot_standby", b"default_transaction_read_only")
        return any(self.pgconn.parameter_status(name) == b"on" for name in states)


# In the place of psycopg in Django's backend.
driver = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})


def is_silent(host: str, port: int) -> bool:
    """Whether somebody listens there and says nothing. `host`: a name, an address, or the directory of a socket."""
    try:
        with _opened(host, port) as asked:
            asked.sendall(QUESTION)
            asked.recv(1)
    except (TimeoutError, BlockingIOError):
        return True
    except OSError:  # connecting says more
        pass
    return False


def _opened(host: str, port: int) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, port), RESPONDS_WITHIN)
    asked = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    asked.settimeout(RESPONDS_WITHIN)
    try:
        asked.connect(str(Path(host, f".s.PGSQL.{port}")))
    except OSError:
        asked.close()
        raise
    return asked


def _resumed(gen: Any) -> Generator[Any, Any, Any]:
    """What psycopg was waiting for, to go on waiting for it."""
    ready: Any = Ready.NONE
    try:
        while True:
            ready = yield gen.send(ready)
    except StopIteration as done:
        return done.value
