"""What follows from the live editions and is stored beside them: brought up to date in the transaction that changes
what is public, whatever changes it."""

from django.db import transaction

from occupations.publishing import locks, standings
from occupations.search import index


@transaction.atomic
def follow() -> None:
    """To be called last where live editions have changed: whoever comes here waits for the others."""
    locks.follow_alone()
    standings.rebuild()
    index.refresh()
