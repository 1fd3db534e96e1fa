"""What a transaction may ask of all others until it ends, beside the rows that it locks. Taken before any row, so that
nobody who has rows waits for somebody who waits for them."""

from django.db import connection

# Any numbers that no other lock of this database uses.
_FOLLOWING, _IMPORTING, _RELEASES, _SCHEDULE = 7_215_001, 7_215_002, 7_215_003, 7_215_004


def follow_alone() -> None:
    """One transaction at a time brings up to date what follows from the live editions."""
    _take(_FOLLOWING)


def import_alone() -> None:
    """One import at a time."""
    _take(_IMPORTING)


def releases_stay() -> None:
    """No release is taken back meanwhile: for who builds editions on releases, many at a time."""
    _take(_RELEASES, shared=True)


def releases_go() -> None:
    """No edition is built meanwhile: for who takes a release back, and with it the editions built on it."""
    _take(_RELEASES)


def schedule_alone() -> bool:
    """Whether nobody else does what is due; if so, nobody else will until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SCHEDULE])
        return cursor.fetchone()[0]


def _take(number: int, *, shared: bool = False) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'_shared' * shared}(%s)", [number])
