"""What a transaction may ask of all others until it ends, beside the rows that it locks. Taken before any row, so that
nobody who has rows waits for somebody who waits for them."""

from django.db import connection

_RELEASES = 7_215_003  # any number that no other lock of this database uses


def releases_stay() -> None:
    """No release is taken back meanwhile: for who builds editions on releases, many at a time."""
    _take("SELECT pg_advisory_xact_lock_shared(%s)")


def releases_go() -> None:
    """No edition is built meanwhile: for who takes a release back, and with it the editions built on it."""
    _take("SELECT pg_advisory_xact_lock(%s)")


def _take(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_RELEASES])
