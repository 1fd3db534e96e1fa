"""What follows from the live editions and is kept beside them: brought up to date in the transaction that changes what
is public, whatever changes it."""

from django.db import connection, transaction

from occupations.publishing import standings
from occupations.search import index

_LOCK = 7_215_001  # any number that no other lock of this database uses


@transaction.atomic
def follow() -> None:
    """To be called last where live editions have changed: whoever comes here waits for the others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    standings.rebuild()
    index.refresh()
