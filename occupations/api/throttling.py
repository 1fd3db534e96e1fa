"""How many requests one client may make in a minute, and the headers that tell it.

Counted in Django's cache: per process, or exactly and for all processes where REDIS_URL names a shared one.
"""

import logging
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from occupations.rendering.http import client_network

logger = logging.getLogger(__name__)
WINDOW = 60  # seconds


class Allowance(NamedTuple):
    limit: int
    used: int
    reset: int  # seconds until all is allowed again

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        headers = {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.limit};w={WINDOW}",
        }
        return headers | ({"Retry-After": str(self.reset)} if self.exceeded else {})


def take(request: HttpRequest, cost: int = 1) -> Allowance | None:
    """Count a request; None where nothing is counted: no limit is set, or the place to count in does not answer."""
    limit = settings.API_REQUESTS_A_MINUTE
    if not limit:
        return None
    now = time.time()
    key = f"api:{client_network(request)}:{int(now // WINDOW)}"
    try:
        used = cost if cache.add(key, cost, WINDOW + 1) else cache.incr(key, cost)
    except ValueError:  # it has just been dropped
        used = cost
    except Exception:
        logger.exception("requests are not being counted")
        return None
    return Allowance(limit, used, WINDOW - int(now % WINDOW))
