"""Bodies of requests are read by few threads at a time.

A client that sends its body slowly keeps the thread that reads it. If all threads were reading, nobody would be
answered; so whoever comes when all places are taken is told to try again, and pages for everybody else go on. A proxy
that takes in bodies whole, as that of deploy/nginx does, leaves nothing to wait for.
"""

from collections.abc import Callable, Iterable
from threading import BoundedSemaphore
from typing import Any, Protocol

PLACES = 2  # of each process; there are as many threads again for everything else

at_refusal: list[Callable[[], object]] = []
"""Called when a body is not read."""


class Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class TooManyBodies(Exception):
    """Raised where a body would be read, if all places are taken."""


class Bodies:
    """A WSGI application in front of another one."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.places = BoundedSemaphore(PLACES)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH", "0") in ("", "0"):
            return self.application(environ, start_response)
        body = Body(environ["wsgi.input"], self.places)
        environ["wsgi.input"] = body
        try:
            return self.application(environ, start_response)
        finally:
            body.close()


class Body:
    """Takes a place with its first byte, and gives it back when the application has answered."""

    def __init__(self, stream: Stream, places: BoundedSemaphore) -> None:
        self.stream, self.places, self.has_place = stream, places, False

    def read(self, size: int = -1, /) -> bytes:
        self._take_place()
        return self.stream.read(size)

    def readline(self, size: int = -1, /) -> bytes:
        self._take_place()
        return self.stream.readline(size)

    def close(self) -> None:
        if self.has_place:
            self.has_place = False
            self.places.release()

    def _take_place(self) -> None:
        if not self.has_place:
            self.has_place = self.places.acquire(blocking=False)
            if not self.has_place:
                for call in at_refusal:
                    call()
                raise TooManyBodies
