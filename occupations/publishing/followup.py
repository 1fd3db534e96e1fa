"""Updates what is derived from live editions and stored separately, in the transaction that changes what is public."""

from collections.abc import Callable

from django.db import transaction

from occupations import locks
from occupations.local_copy import renewing
from occupations.publishing import place_documents, shown_facts, standings
from occupations.search import index


@transaction.atomic
def follow(on_progress: Callable[[int], None] = lambda done: None) -> None:
    """Call this last when live editions have changed: each caller waits for the others. `on_progress` receives how many
    steps are newly done: about one for each public page, and three for each that has another live edition; 0: it
    is at work on one."""
    locks.follow_alone()
    standings.rebuild(on_progress)
    place_documents.rebuild(on_progress)
    shown_facts.rebuild(on_progress)
    index.refresh(on_progress)
    transaction.on_commit(renewing.at_once)
