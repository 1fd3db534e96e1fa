"""Updates what is derived from live editions and stored separately, in the transaction that changes what is public."""

from django.db import transaction

from occupations import locks
from occupations.local_copy import renewing
from occupations.publishing import place_documents, standings
from occupations.search import index


@transaction.atomic
def follow() -> None:
    """Call this last when live editions have changed: each caller waits for the others."""
    locks.follow_alone()
    standings.rebuild()
    place_documents.rebuild()
    index.refresh()
    transaction.on_commit(renewing.at_once)
