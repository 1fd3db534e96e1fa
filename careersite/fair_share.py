"""Keeps one client from taking the time of all others.

A request is charged to its client (an address, or for IPv6 a network) with the processor time that it took. Whoever has
used up their share of the last seconds is told when to come back (429). Whoever has used a good part of it is answered
one request at a time, so that a crawler with many connections does not stand in front of everybody. People stay far
below both: a page takes a few milliseconds. What a cache in front answers is not seen here, and the admin has limits of
its own.
"""

import math
import threading
import time
from collections import OrderedDict

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from careersite.refusals import refusal
from occupations.rendering.http import client_address, network_of
from occupations.rendering.throttle import Spent, client_of, spend

WINDOW = 20  # seconds
ALONE_FROM = 0.125  # of what a client may use in a window: from then on, one request at a time
SMALLEST = 5  # milliseconds: less is added up in the process before it is charged
MOST_CLIENTS = 10_000


class Client:
    """What this process knows of one. Times are on the monotonic clock."""

    def __init__(self) -> None:
        self.working = 0  # requests
        self.uncharged = 0.0  # milliseconds
        self.waits_until = self.alone_until = float("-inf")

    def seconds_to_wait(self, now: float) -> int:
        if now < self.waits_until:
            return math.ceil(self.waits_until - now)
        return 1 if now < self.alone_until and self.working else 0


class FairShare:
    def __init__(self, get_response) -> None:
        self.get_response = get_response
        self.clients: OrderedDict[str, Client] = OrderedDict()  # in order of use, the most recent last
        self.lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        network = limited_client(request)
        if not settings.CLIENT_SHARE or not network:
            return self.get_response(request)
        client = self.client(network)
        with self.lock:
            wait = client.seconds_to_wait(time.monotonic())
            client.working += not wait
        if wait:
            response = refusal(request, 429, {"Retry-After": str(wait)})
            response._has_been_logged = True  # type: ignore[attr-defined]  # by the access log; Django would warn of each
            return response
        start = time.thread_time()
        try:
            return self.get_response(request)
        finally:
            self.answered(request, client, time.thread_time() - start)

    def client(self, network: str) -> Client:
        with self.lock:
            client = self.clients.setdefault(network, Client())
            self.clients.move_to_end(network)
            if len(self.clients) > MOST_CLIENTS:
                self.clients.popitem(last=False)
            return client

    def answered(self, request: HttpRequest, client: Client, seconds: float) -> None:
        with self.lock:
            client.working -= 1
            client.uncharged += seconds * 1000
            cost = int(client.uncharged) if client.uncharged >= SMALLEST else 0
            client.uncharged -= cost
        if cost and (spent := charge(client_of(request), cost)):
            now, limit = time.monotonic(), most()
            client.waits_until = now + spent.seconds_until(limit)
            client.alone_until = now + spent.seconds_until(limit * ALONE_FROM)


def charge(client: str, cost: int) -> Spent | None:
    """`cost`: milliseconds. What the client has used; None if nothing is counted."""
    return spend("work", client, WINDOW, cost)


def most() -> float:
    """Milliseconds that a client may use in a window: in this process, or in all that count together."""
    processes = settings.WORKERS if settings.REDIS_URL else 1
    return settings.CLIENT_SHARE / 100 * WINDOW * 1000 * processes


def limited_client(request: HttpRequest) -> str:
    """Its network. Empty for the admin, and for an address of this machine or of a private network that no header says
    to be a client's: behind a proxy of which the settings do not know, it is everybody's."""
    address = client_address(request)
    if address is None or request.path_info.startswith(settings.GATE_SESSIONS):
        return ""
    return network_of(address) if address.is_global or settings.CLIENT_ADDRESS_KEY != "REMOTE_ADDR" else ""
