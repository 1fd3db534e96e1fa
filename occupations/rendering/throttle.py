"""Limits how often a client may do something within a time window.

Counts are in Django's cache: per process, or exact and shared by all processes with REDIS_URL. Those of what is written
to the database at once are always shared: in Redis, or there. Clients are keyed hashes of the network that a request
comes from; a count expires with its window.
"""

import datetime
import logging
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from occupations.models import SentCount
from occupations.rendering.http import client_network

ADD_SENT = """
INSERT INTO occupations_sentcount AS sent (key, used, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET used = sent.used + 1
RETURNING used
"""

logger = logging.getLogger(__name__)

T = TypeVar("T")

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


class Spent(NamedTuple):
    """In a window that moves along: what was used since the last full window began, and in the one before."""

    used: int
    before: int
    elapsed: float  # seconds since the last full window began
    window: int  # seconds

    def seconds_until(self, limit: float) -> float:
        """Until no more than this was used in the seconds of a window, if nothing is added; 0 if that is so already."""
        if self.used + self.before * (1 - self.elapsed / self.window) <= limit:
            return 0.0
        if self.used <= limit:
            return self.window * (1 - (limit - self.used) / self.before) - self.elapsed
        return self.window * (2 - limit / self.used) - self.elapsed


def count(what: str, client: str, limit: int, window: int, cost: int = 1) -> Allowance | None:
    """Counts one more request. `window`: in seconds. None if the cache does not respond; then nobody is rejected."""
    now = time.time()
    used = _asked(lambda: _add(what, client, window, now, cost, window + 1))
    return None if used is None else Allowance(limit, used, window, window - int(now % window))


def count_sent(what: str, client: str, limit: int, window: int) -> Allowance | None:
    """As `count`, for what is sent and stored: over all processes, whether they share a Redis or only the database."""
    if settings.REDIS_URL:
        return count(what, client, limit, window)
    now = time.time()
    key = salted_hmac("occupations.rendering.throttle", _key(what, client, window, now), algorithm="sha256").hexdigest()
    ends_at = datetime.datetime.fromtimestamp((now // window + 1) * window, datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute(ADD_SENT, [key, ends_at])
        (used,) = cursor.fetchone()
    return Allowance(limit, used, window, window - int(now % window))


def forget_sent() -> int:
    """Deletes counts of windows that are over. Returns how many."""
    return SentCount.objects.filter(ends_at__lt=timezone.now()).delete()[0]


def spend(what: str, client: str, window: int, cost: int) -> Spent | None:
    """Counts a cost in a window that moves along. None if the cache does not respond."""
    now = time.time()

    def counted() -> Spent:
        used = _add(what, client, window, now, cost, 2 * window + 1)
        return Spent(used, cache.get(_key(what, client, window, now - window), 0), now % window, window)

    return _asked(counted)


def _key(what: str, client: str, window: int, now: float) -> str:
    return f"{what}:{client}:{int(now // window)}"


def _add(what: str, client: str, window: int, now: float, cost: int, seconds: int) -> int:
    key = _key(what, client, window, now)
    try:
        return cost if cache.add(key, cost, seconds) else cache.incr(key, cost)
    except ValueError:  # the entry has just expired
        return cost


def _asked(counting: Callable[[], T]) -> T | None:
    if time.monotonic() < Silence.ends:
        return None
    try:
        return counting()
    except Exception:
        Silence.ends = time.monotonic() + ASKED_AGAIN_AFTER
        logger.exception("requests are not being counted")
        return None


def client_of(request: HttpRequest) -> str:
    return salted_hmac("occupations.rendering.throttle", client_network(request), algorithm="sha256").hexdigest()
