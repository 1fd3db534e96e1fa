"""Works out the short common names from the rows, and stores them with the occupations."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from occupations.models import AlternateTitle, Classification, Occupation, RecordText, Release
from occupations.publishing.building.official_texts import DIRECT, records_with_texts
from occupations.publishing.common_names import choosing
from occupations.publishing.common_names.choosing import Titled, words_of
from occupations.publishing.publish import lock_all

KINDS = {
    DIRECT: choosing.DIRECT,
    "reported_title": choosing.REPORTED,
    "alternate_title": choosing.LISTED,
}

WIDE = 3  # other titles that say all of a name, so that it could be any of them


@cache
def reviewed() -> dict[str, str]:
    """The names that people have chosen, by official title."""
    with (Path(__file__).parent / "reviewed.csv").open(encoding="utf-8", newline="") as file:
        return {row["title"]: row["name"] for row in csv.DictReader(file)}


@transaction.atomic
def update() -> int:
    """Work out all automatic common names and store those that are different; their occupations are changed then.
    Returns how many. For whenever titles or their lists have changed."""
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


def titled() -> list[Titled]:
    """All occupations with the job titles that editors and current releases list for them."""
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, text in AlternateTitle.objects.filter(hidden=False).order_by("pk").values_list("occupation_id", "title"):
        names[pk].append((text, choosing.EDITOR))
    classified: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    entries = Classification.objects.order_by("pk").values_list("occupation_id", "record_id", "quality", "record__code")
    for pk, record, quality, code in entries:
        classified[pk].append((record, quality, code))
    owners: dict[int, list[tuple[int, bool]]] = defaultdict(list)  # by record
    for pk, records in classified.items():
        for record, whole in records_with_texts(records):
            owners[record].append((pk, whole))
    texts = RecordText.objects.filter(kind__in=KINDS, record__in=owners, release__in=Release.objects.current())
    for record, kind, text in texts.order_by("pk").values_list("record_id", "kind", "text"):
        for pk, whole in owners[record]:
            if whole or kind == DIRECT:
                names[pk].append((text, KINDS[kind]))
    return [
        Titled(pk, title, names[pk], any(quality == "exact" for _, quality, _ in classified[pk]), common)
        for pk, title, common in Occupation.objects.order_by("pk").values_list("pk", "title", "common_name")
    ]
