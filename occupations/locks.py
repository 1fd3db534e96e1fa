"""Advisory locks that a transaction holds until it ends, in addition to row locks. They are taken before any row, so
that transactions cannot wait for each other in a circle."""

from uuid import UUID

from django.db import connection

# Arbitrary numbers that no other lock in this database uses.
_FOLLOWING, _IMPORTING, _RELEASES, _SCHEDULE, _TITLES, _RUNS = range(7_215_001, 7_215_007)


def follow_alone() -> None:
    """One transaction at a time updates what is derived from live editions."""
    _take(_FOLLOWING)


def import_alone() -> None:
    """One import at a time."""
    _take(_IMPORTING)


def releases_stay() -> None:
    """Prevents undoing releases meanwhile: for building many editions on releases."""
    _take(_RELEASES, shared=True)


def releases_go() -> None:
    """Prevents building editions meanwhile: for undoing a release together with the editions built on it."""
    _take(_RELEASES)


def schedule_alone() -> bool:
    """Whether no other process is doing the scheduled work; if so, none will until the transaction ends."""
    return _try(_SCHEDULE)


def titles_alone() -> bool:
    """Whether no other process is building the model of job titles; if so, none will until the transaction ends."""
    return _try(_TITLES)


def run_alone(batch: UUID) -> bool:
    """Whether no other process is working on this batch; if so, none will until the transaction ends."""
    return _try(_RUNS, batch.int & 0x7FFF_FFFF)


def _try(*numbers: int) -> bool:
    """`numbers`: one, or two, of which the second says what in particular."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({', '.join(['%s'] * len(numbers))})", numbers)
        return bool(cursor.fetchone()[0])


def _take(number: int, *, shared: bool = False) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' * shared}(%s)", [number])
