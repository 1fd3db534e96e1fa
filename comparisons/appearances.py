"""Where an occupation appears in what editors write about pairs, and on the home page."""

from collections.abc import Iterator

from django.db.models import Count, Q

from comparisons import home
from comparisons.models import PairNote
from occupations.models import Occupation


def of(occupation: Occupation) -> Iterator[str]:
    """In sentences."""
    notes = PairNote.objects.filter(Q(first=occupation) | Q(second=occupation))
    found = notes.aggregate(
        live=Count("pk", filter=Q(live__isnull=False)), featured=Count("pk", filter=Q(featured=True))
    )
    if found["live"]:
        yield f"Visitors read words of editors about {_pairs(found['live'])} with it."
    if found["featured"]:
        yield f"The home page features {_pairs(found['featured'])} with it."
    elif home.has(occupation.slug):
        yield "The home page shows a pair with it among its examples."


def _pairs(number: int) -> str:
    return f"{number} pair{'' if number == 1 else 's'}"
