"""Works out the short common names from the rows, and stores them with the occupations."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from occupations.models import Occupation
from occupations.publishing.common_names import choosing, folded, touched
from occupations.publishing.common_names.choosing import words_of
from occupations.publishing.common_names.rows import reviewed, titled
from occupations.publishing.common_names.touched import Called
from occupations.publishing.publish import lock_all

WIDE = 3  # other titles that say all of a name, so that it could be any of them


@transaction.atomic
def update(before: Mapping[int, Called] | None = None) -> int:
    """Work out the automatic common names and store those that are different; their occupations are changed then.
    Returns how many. For whenever titles or their lists have changed. `before`: of the only ones that editors have
    changed since the last time, what they were called; without it, all names are worked out anew."""
    if before is not None and len(before) <= touched.MOST and folded.are_current():
        chosen = touched.choose_again(before)
    else:
        folded.renew()
        chosen = choosing.choose(titled(), reviewed())
    stored = dict(Occupation.objects.exclude(automatic_name="").values_list("pk", "automatic_name"))
    different = {pk for pk in chosen.keys() | stored.keys() if chosen.get(pk, "") != stored.get(pk, "")}
    if not different:
        return 0
    occupations = list(Occupation.objects.filter(pk__in=lock_all(different)).order_by("pk"))
    # First without any, so that two can swap theirs.
    Occupation.objects.filter(pk__in=different).update(automatic_name="")
    for occupation in occupations:
        occupation.automatic_name = chosen.get(occupation.pk, "")
        occupation.changed = True
    Occupation.objects.bulk_update(occupations, ["automatic_name", "changed"])
    return len(different)


def taken_by(name: str, pk: int | None) -> Occupation | None:
    """Another occupation that has this title or common name."""
    others = Occupation.objects.exclude(pk=pk or 0).filter(
        Q(title__iexact=name) | Q(common_name__iexact=name) | Q(common_name="", automatic_name__iexact=name)
    )
    return others.order_by("pk").first()


def too_wide(name: str, pk: int | None) -> list[str]:
    """The titles of other occupations that say all of the name, if those are WIDE or more."""
    words = words_of(name)
    titles = Occupation.objects.exclude(pk=pk or 0).order_by("title").values_list("title", flat=True)
    found = [title for title in titles if words <= words_of(title)]
    return found if len(found) >= WIDE else []
