"""Limits how often a client may do something within a time window.

Counts are in Django's cache: per process, or exact and shared by all processes with REDIS_URL. Clients are keyed hashes
of the network that a request comes from; a count expires with its window.
"""

import logging
import time
from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from occupations.rendering.http import client_network

logger = logging.getLogger(__name__)

ASKED_AGAIN_AFTER = (
    1.0  # seconds that a cache is left alone if it did not respond: it is slow to fail when it is frozen
)


class Silence:
    """Of a cache that did not respond."""

    ends = float("-inf")  # when it may be asked again, on the monotonic clock


class Allowance(NamedTuple):
    limit: int
    used: int
    window: int  # seconds
    reset: int  # seconds until the window ends

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        fields = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.limit};w={self.window}",
        }
        return fields | ({"Retry-After": str(self.reset)} if self.exceeded else {})


def count(what: str, client: str, limit: int, window: int, cost: int = 1) -> Allowance | None:
    """Counts one more request. `window`: in seconds. None if the cache does not respond; then nobody is rejected."""
    if time.monotonic() < Silence.ends:
        return None
    now = time.time()
    key = f"{what}:{client}:{int(now // window)}"
    try:
        used = cost if cache.add(key, cost, window + 1) else cache.incr(key, cost)
    except ValueError:  # the entry has just expired
        used = cost
    except Exception:
        Silence.ends = time.monotonic() + ASKED_AGAIN_AFTER
        logger.exception("requests are not being counted")
        return None
    return Allowance(limit, used, window, window - int(now % window))


def client_of(request: HttpRequest) -> str:
    return salted_hmac("occupations.rendering.throttle", client_network(request), algorithm="sha256").hexdigest()
