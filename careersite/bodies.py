"""Bodies of requests are read by few threads at a time.

A client that sends its body slowly keeps the thread that reads it. If all threads were reading, nobody would be
answered; so whoever comes when all places are taken is told to try again, and pages for everybody else go on. A proxy
that takes in bodies whole, as that of deploy/nginx does, leaves nothing to wait for.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any, Protocol

PIECE = 64 * 1024  # bytes
PLACES = 2  # of each process; there are as many threads again for everything else

at_refusal: list[Callable[[], object]] = []
"""Called when a body is not read."""


class Stream(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class TooManyBodies(Exception):
    """Raised where a body would be read, if all places are taken."""


class Bodies:
    """A WSGI application in front of another one. `largest`: how many bytes a path accepts, for bodies in chunks, whose
    length is known only when they are there; one that is longer is not read to its end, and refused by its length."""

    def __init__(
        self, application: Callable[..., Iterable[bytes]], largest: Callable[[str], int] = lambda _: PIECE
    ) -> None:
        self.application = application
        self.largest = largest
        self.places = BoundedSemaphore(PLACES)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        in_chunks = "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
        if environ.get("CONTENT_LENGTH", "0") in ("", "0") and not in_chunks:
            return self.application(environ, start_response)
        body = Body(environ["wsgi.input"], self.places)
        environ["wsgi.input"] = body
        try:
            if in_chunks:
                del environ["HTTP_TRANSFER_ENCODING"]
                environ |= gathered(body, self.largest(environ.get("PATH_INFO", "")))
            return self.application(environ, start_response)
        finally:
            body.close()


def gathered(body: Stream, largest: int) -> dict[str, Any]:
    """What a request says of a body: all of it, or at least one byte more than the largest. If all places are taken,
    the application is told so when it reads."""
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= largest and (piece := body.read(PIECE)):
            pieces.append(piece)
            size += len(piece)
    except TooManyBodies:
        return {"wsgi.input": Refused(), "CONTENT_LENGTH": "1"}
    return {"wsgi.input": BytesIO(b"".join(pieces)), "CONTENT_LENGTH": str(size)}


class Refused:
    """A body that is not read."""

    def read(self, size: int = -1, /) -> bytes:
        raise TooManyBodies

    readline = read


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
