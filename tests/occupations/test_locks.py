"""Each lock has a number of its own, and is held until its transaction ends."""

import pytest
from django.db import connection, transaction

from occupations import locks


def held() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT objid, mode FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_locks_do_not_share_a_number_and_end_with_the_transaction():
    each = []
    takers = (locks.follow_alone, locks.import_alone, locks.releases_go, locks.releases_stay)
    for take in (*takers, locks.schedule_alone, locks.titles_alone):
        with transaction.atomic():
            take()
            each += held()
        assert held() == []
    numbers, modes = zip(*each, strict=True)
    assert len(set(numbers)) == 5
    assert numbers[2] == numbers[3]
    assert modes == (*["ExclusiveLock"] * 3, "ShareLock", *["ExclusiveLock"] * 2)
