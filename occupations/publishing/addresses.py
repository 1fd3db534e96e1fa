"""A changed address takes effect at once, and the former one leads to it (docs/decisions/0008)."""

from django.db import transaction

from occupations.models import Occupation, OldSlug
from occupations.publishing import followup


def led_elsewhere(slug: str, occupation: Occupation) -> Occupation | None:
    """The other occupation to which this former address leads."""
    found = OldSlug.objects.filter(slug=slug).exclude(occupation=occupation.pk).select_related("occupation").first()
    return found.occupation if found else None


@transaction.atomic
def move(occupation: Occupation, before: str) -> None:
    """The occupation has been saved with another slug; `before`: the former one, empty for a new occupation."""
    OldSlug.objects.filter(slug=occupation.slug).delete()
    if before:
        OldSlug.objects.update_or_create(slug=before, defaults={"occupation": occupation})
        followup.follow()
