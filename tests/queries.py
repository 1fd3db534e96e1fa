"""What an answer asks: of the database, and of the local copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from occupations.local_copy import state
from occupations.sql import LIVE


class Cost(NamedTuple):
    """Numbers of statements."""

    status: int
    database: int
    copy: int


@contextmanager
def statements_on_the_copy() -> Iterator[list[str]]:
    """Every statement, however it is made."""
    state.generation()  # the copy is renewed now, if at all
    made: list[str] = []
    own = connections[LIVE]
    own.ensure_connection()
    own.connection.set_trace_callback(made.append)
    try:
        yield made
    finally:
        own.connection.set_trace_callback(None)


def cost(address: str, **headers: str) -> Cost:
    client = Client(headers=headers)
    with statements_on_the_copy() as copy, CaptureQueriesContext(connection) as database:
        response = client.get(address)
    return Cost(response.status_code, len(database), len(copy))
